// Figures that differ in a number alone stand on one line of the terminal.
#include <catch2/catch.hpp>

#include "qgauge/report.hpp"

using namespace qgauge;

namespace {

report::Report with_layer_fidelities(int count) {
  report::Report report;
  for (int n = 4; n < 4 + count; ++n) {
    report.figures.push_back(figures::exact_figure("layer_fidelity." + std::to_string(n), 1 - n / 1000.0,
                                                   figures::Origin::reported, "test"));
  }
  return report;
}

}  // namespace

TEST_CASE("a long series of figures is one line with its first and last and usual members") {
  const std::string text = report::to_terminal(with_layer_fidelities(97), {.columns = 200});
  CHECK(text.find("layer_fidelity.<N>") != std::string::npos);
  CHECK(text.find("0.996 (N = 4)") != std::string::npos);
  CHECK(text.find("0.98 (20)") != std::string::npos);
  CHECK(text.find("0.9 (100)") != std::string::npos);
  CHECK(text.find("97") != std::string::npos);
  CHECK(text.find("layer_fidelity.37") == std::string::npos);
}

TEST_CASE("a short series of figures stands figure by figure") {
  const std::string text = report::to_terminal(with_layer_fidelities(3), {});
  CHECK(text.find("layer_fidelity.5") != std::string::npos);
  CHECK(text.find("<N>") == std::string::npos);
}
