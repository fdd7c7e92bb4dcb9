// Claims about the tables of a report: every row as wide as its header, and text that survives CSV.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "report/fixtures.hpp"

namespace {

using namespace qgauge;

TEST_CASE("A cell is quoted where it must be and only there") {
  CHECK(report::to_csv({{"a", "b c", "1e-3", ""}}) == "a,b c,1e-3,\n");
  CHECK(report::to_csv({{"a,b", "say \"no\"", "two\nlines", "end\r", " padded", "padded "}}) ==
        "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\"end\r\",\" padded\",\"padded \"\n");
  CHECK(report::to_csv({}) == "");
}

TEST_CASE("Every row of a table has a cell for each of its columns") {
  for (const report::Report& report : {test::full_report(), test::sparse_report(), test::judged_report()}) {
    for (const auto& table :
         {report::figure_table(report), report::finding_table(report), report::verdict_table(report)}) {
      REQUIRE_FALSE(table.empty());
      for (const auto& row : table) CHECK(row.size() == table.front().size());
    }
    CHECK(report::figure_table(report).size() == report.figures.size() + 1);
    CHECK(report::finding_table(report).size() == report.findings.size() + 1);
    CHECK(report::verdict_table(report).size() == report.verdicts.size() + 1);
  }
}

/// The cell under `column` of row `row`.
std::string cell(const report::TextTable& table, std::size_t row, const std::string& column) {
  const auto at = std::find(table[0].begin(), table[0].end(), column);
  REQUIRE(at != table[0].end());
  return table.at(row)[static_cast<std::size_t>(at - table[0].begin())];
}

TEST_CASE("The table of figures holds values to the last digit and subjects of pairs") {
  const auto table = report::figure_table(test::full_report());
  CHECK(cell(table, 5, "value") == "0.0071932");
  CHECK(cell(table, 5, "sigma_sampling") == "8.7e-05");
  CHECK(cell(table, 5, "qubits").empty());
  CHECK(cell(table, 6, "value").empty());
  CHECK(cell(table, 6, "missing") == "the source gives no T2");
  CHECK(cell(table, 7, "qubits") == "12 13");
  CHECK(cell(table, 7, "gate") == "cz");
}

TEST_CASE("The reasons in a table go down to the one that decides") {
  report::Report report = test::full_report();
  report.verdicts.front().decision = thresholds::Decision::not_controlled;
  auto& reason = report.verdicts.front().reasons.front();
  reason.met = false;
  reason.text = "no step of the ladder is met";
  CHECK(cell(report::verdict_table(report), 1, "reasons") ==
        "no step of the ladder is met; 4A906.a.2: the mean C-NOT error 3.2e-3 is above 1e-3");
}

TEST_CASE("The table of verdicts holds decision and probability and the first reasons") {
  const auto table = report::verdict_table(test::full_report());
  CHECK(cell(table, 1, "regime") == "us-ear");
  CHECK(cell(table, 1, "reading") == "whole");
  CHECK(cell(table, 1, "verdict") == "undetermined");
  CHECK(cell(table, 1, "probability_controlled") == "0.43");
  CHECK(cell(table, 1, "reasons").find("3.2e-3 is above 1e-3") != std::string::npos);
  CHECK(cell(table, 1, "subset_qubits") == "3 0 1 2 7");
  CHECK(cell(table, 1, "subset_couplings") == "0-1 1-2");
  CHECK(cell(table, 1, "item") == "the chip of the machine");
  CHECK(cell(table, 1, "exporter") == "CA");
  CHECK(cell(table, 1, "destination") == "CH");
  CHECK(cell(table, 1, "licence") == "cannot_be_said");
  CHECK(cell(table, 1, "counterfactuals").find("69 %") != std::string::npos);
  CHECK(cell(table, 1, "text_read") == "2026-06-25");
}

TEST_CASE("The table of findings names the severity") {
  const auto table = report::finding_table(test::full_report());
  CHECK(table[0] == std::vector<std::string>{"code", "severity", "where", "message"});
  CHECK(table[3][1] == "warning");
}

}  // namespace
