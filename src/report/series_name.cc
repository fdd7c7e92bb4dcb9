// Names of figures with a number in them: see series_name.hpp.
#include "report/series_name.hpp"

#include <algorithm>
#include <cctype>

namespace qgauge::report {

std::pair<std::string, std::string> split_number(const std::string& name) {
  for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
    const std::size_t end = std::min(name.find('.', dot + 1), name.size());
    const std::string part = name.substr(dot + 1, end - dot - 1);
    const bool number =
        !part.empty() && std::ranges::all_of(part, [](unsigned char c) { return std::isdigit(c) != 0; });
    if (number) return {name.substr(0, dot + 1) + "<N>" + name.substr(end), part};
  }
  return {name, ""};
}

}  // namespace qgauge::report
