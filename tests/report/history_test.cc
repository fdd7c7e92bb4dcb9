// Claims about a history on a terminal: which snapshots, what decides over time, and which verdicts changed.
#include <string>

#include <catch2/catch.hpp>

#include "report/fixtures.hpp"
#include "report/number_text.hpp"

namespace {

using namespace qgauge;
using Catch::Contains;

std::string shown(const report::Report& report) { return report::to_terminal(report, {}); }

TEST_CASE("A history lists its snapshots and the deciding figures over time") {
  const std::string text = shown(test::historical_report());
  CHECK_THAT(text, Contains("HISTORY: 2 snapshots from 2025-01-22 to 2025-02-26\n"));
  CHECK_THAT(text, Contains("    2025-01-22  old/fez.json\n"));
  CHECK_THAT(text, Contains("    cnot_infidelity.mean  unknown, 3.2e-3\n"));
  CHECK(text.find("physical_qubits.connected  131, 129") == std::string::npos);  // no margin names it
  CHECK(text.find("VERDICTS") < text.find("HISTORY"));
  CHECK(text.find("HISTORY") < text.find("REASONS"));
}

TEST_CASE("A history tells each verdict that changed with its day or that none did") {
  report::Report report = test::historical_report();
  CHECK_THAT(shown(report), Contains("2025-02-26  the chip of the machine, us-ear 4A906.a whole: undetermined,\n       "
                                     "         before CONTROLLED\n"));
  report.history->changes.clear();
  CHECK_THAT(shown(report), Contains("No verdict has changed since 2025-01-22."));
}

TEST_CASE("One snapshot shows no history") { CHECK_THAT(shown(test::full_report()), !Contains("HISTORY")); }

TEST_CASE("A spread over time is marked and says nothing of the model's truth") {
  report::Report report = test::full_report();
  report.figures[4].kind = figures::IntervalKind::history;
  CHECK_THAT(shown(report), Contains("] history"));
  CHECK_THAT(shown(report), Contains("model's truth 7.21e-3, reported 6.50e-3"));
}

TEST_CASE("A spread over time has its unit before its name") {
  auto figure = figures::exact_figure("t1_s.median", 105e-6, figures::Origin::reported, "");
  figure.unit = std::string(1, 's');
  figure.high = 125e-6;
  figure.kind = figures::IntervalKind::history;
  CHECK(report::value_text(figure) == "105 [105, 125] µs history");
}

TEST_CASE("A figure that never changed has no interval to show") {
  auto figure = figures::exact_figure("physical_qubits.described", 133, figures::Origin::reported, "");
  figure.kind = figures::IntervalKind::history;
  CHECK(report::value_text(figure) == "133");
}

}  // namespace
