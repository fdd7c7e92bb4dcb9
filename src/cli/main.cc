// The program: standard streams, the terminal's width, and Ctrl-C.

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "cli/run.hpp"

namespace {

int columns_of_terminal() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 80;
}

/// Files are written whole or not at all, so nothing needs undoing.
void interrupted(int) { std::_Exit(130); }

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, interrupted);
  const qgauge::cli::Console console{std::cout, std::cerr, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1,
                                     columns_of_terminal()};
  const int code = qgauge::cli::run(std::vector<std::string>(argv + 1, argv + argc), console);
  std::cout.flush();
  if (!std::cout) {
    std::cerr << "qgauge: standard output: the report could not be written\n";
    return code == 0 ? 4 : code;
  }
  return code;
}
