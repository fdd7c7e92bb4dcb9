// Claims about a report on a terminal: it fits, it says what must be said, and it obeys nobody.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "report/fixtures.hpp"
#include "report/text.hpp"

namespace {

using namespace qgauge;
using Catch::Contains;

std::string shown(const report::Report& report, int columns = 80, bool per_subject = false) {
  return report::to_terminal(report, {.columns = columns, .colour = false, .per_subject = per_subject});
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Every text of it is long, and some of it is one word.
report::Report wordy_report() {
  report::Report report = test::judged_report();
  const std::string word(300, 'w');
  report.device.name = word;
  report.findings.push_back({"default_used", word, "a message of many words " + word});
  report.figures.push_back(figures::missing_figure("figure." + word, figures::Origin::reported, word));
  report.verdicts.front().entry = word;
  report.verdicts.front().source = word;
  report.provenance.inputs.push_back({"/a/folder/" + word, word});
  return report;
}

TEST_CASE("No line is longer than the page") {
  for (const report::Report& report :
       {test::full_report(), test::historical_report(), test::sparse_report(), test::judged_report(), wordy_report()}) {
    for (const int columns : {40, 60, 80, 120}) {
      for (const std::string& line : lines_of(shown(report, columns, true))) {
        INFO(line);
        CHECK(report::display_width(line) <= columns);
      }
    }
  }
}

TEST_CASE("A page narrower than forty columns is set at forty") {
  CHECK(shown(test::full_report(), 1) == shown(test::full_report(), 40));
}

TEST_CASE("No line ends in a space") {
  for (const std::string& line : lines_of(shown(test::judged_report(), 80, true))) {
    INFO(line);
    CHECK_FALSE(line.ends_with(' '));
  }
}

TEST_CASE("The verdicts stand in the first twenty lines and before everything they rest on") {
  const std::string text = shown(test::judged_report());
  const auto lines = lines_of(text);
  const auto heading =
      std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("VERDICTS: 0 controlled"); });
  REQUIRE(heading != lines.end());
  CHECK(heading - lines.begin() < 10);
  CHECK(text.find("VERDICTS") < text.find("REASONS"));
  CHECK(text.find("REASONS") < text.find("FINDINGS"));
  CHECK(text.find("FINDINGS") < text.find("FIGURES"));
}

TEST_CASE("The table has one line for each verdict with its decision in words") {
  const report::Report report = test::judged_report();
  const auto lines = lines_of(shown(report));
  for (const thresholds::Verdict& verdict : report.verdicts) {
    const std::string decision =
        verdict.decision == thresholds::Decision::undetermined ? "undetermined" : "not controlled";
    const auto row = std::ranges::count_if(lines, [&](const std::string& line) {
      return line.starts_with("  " + decision) && line.find(verdict.regime + " ") != std::string::npos &&
             line.find(verdict.entry + " ") != std::string::npos &&
             (line + " ").find(" " + thresholds::name_of(verdict.reading) + " ") != std::string::npos;
    });
    INFO(verdict.regime << " " << thresholds::name_of(verdict.reading));
    CHECK(row == 1);
  }
}

TEST_CASE("What is controlled is told in capitals") {
  report::Report report = test::full_report();
  report.verdicts.front().decision = thresholds::Decision::controlled;
  const std::string text = shown(report);
  CHECK_THAT(text, Contains("VERDICTS: 1 controlled, 0 not controlled, 0 undetermined"));
  CHECK_THAT(text, Contains("\n  CONTROLLED "));
}

TEST_CASE("A verdict tells its probability, reason, margin, subset, what is missing and what it assumes") {
  const std::string text = shown(test::full_report());
  CHECK_THAT(text, Contains("whole: undetermined, P(controlled) 0.43"));
  CHECK_THAT(text, Contains("unknown  4A906.a.2: 129 connected qubits is at least 100, but the mean C-NOT"));
  CHECK_THAT(text, Contains("cnot_infidelity.mean is 3.2 times the limit 1e-3"));
  CHECK_THAT(text, Contains("5 qubits with the mean C-NOT infidelity 9.5e-5: 0-3, 7"));
  CHECK_THAT(text, Contains("the C-NOT error of each coupling (ask the vendor)"));
  CHECK_THAT(text, Contains("the value of cnot_infidelity.mean is exact"));
  CHECK_THAT(text, Contains("connected qubits are fully controlled"));
  CHECK_THAT(text, Contains("READ-P"));
}

TEST_CASE("A reason that tells its bounds is not followed by each of them and one that does not is") {
  report::Report report = test::full_report();
  CHECK_THAT(shown(report), !Contains("129 connected qubits is at least 100\n"));
  report.verdicts.front().reasons.front().text = "at least one of 2 conditions is not met";
  CHECK_THAT(shown(report), Contains("met      4A906.a.2: 129 connected qubits is at least 100\n"));
}

TEST_CASE("Simulated figures stand beside the truth of the model and the reported value") {
  const std::string text = shown(test::full_report());
  CHECK_THAT(text, Contains("7.19e-3 [7.02e-3, 7.36e-3]"));
  CHECK_THAT(text, Contains("model's truth 7.21e-3 in the interval"));
  CHECK_THAT(text, Contains("reported 6.50e-3 below the interval"));
}

TEST_CASE("A missing figure tells its reason and no number") {
  const auto lines = lines_of(shown(test::sparse_report()));
  const auto row = std::ranges::find_if(
      lines, [](const std::string& line) { return line.find("physical_qubits.described") != std::string::npos; });
  REQUIRE(row != lines.end());
  CHECK(*row == "    physical_qubits.described  unknown: the source names no number of qubits");
}

TEST_CASE("Findings are grouped with warnings before notes and notes as a count") {
  const std::string text = shown(test::full_report());
  CHECK(text.find("warning  t2_exceeds_twice_t1") < text.find("info     sentinel_value (2 times)"));
  CHECK_THAT(text, Contains("- qubit 7: T2 = 410 µs, T1 = 200 µs"));
  CHECK_THAT(text, !Contains("cz 3-4"));
}

TEST_CASE("Of many warnings of one code three are told and the others counted") {
  report::Report report = test::full_report();
  for (int qubit = 0; qubit < 10; ++qubit) {
    report.findings.push_back({"uncalibrated_qubit", "place " + std::to_string(qubit), "no readout"});
  }
  const std::string text = shown(report);
  CHECK_THAT(text, Contains("uncalibrated_qubit (10 times)"));
  CHECK_THAT(text, Contains("place 2: no readout"));
  CHECK_THAT(text, !Contains("place 3"));
  CHECK_THAT(text, Contains("and 7 more"));
}

TEST_CASE("Qubits and pairs are told only when asked for") {
  const std::string pair = "140-141 cz";
  CHECK_THAT(shown(test::full_report()), !Contains(pair));
  CHECK_THAT(shown(test::full_report(), 80, true), Contains(pair));
}

TEST_CASE("The footer tells the day of the law, the seed and that this is no legal advice") {
  const std::string text = shown(test::full_report());
  CHECK_THAT(text, Contains("Not legal advice."));
  CHECK_THAT(text, Contains("The law is that of 2026-01-01."));
  CHECK_THAT(text, Contains("seed 18446744073709551615"));
}

TEST_CASE("A report without verdicts speaks of no law") {
  const std::string text = shown(test::sparse_report());
  CHECK_THAT(text, !Contains("VERDICTS") && !Contains("legal") && !Contains("REASONS"));
}

TEST_CASE("Nothing from a description reaches the terminal as a command") {
  report::Report report = test::full_report();
  report.device.name = "evil\x1b]0;title\x07";
  report.findings.front() = {"default_used", "\x1b[2J", "\x1b[31m"};
  report.verdicts.front().regime = "\x1b[1m";
  report.provenance.inputs.front().path = "\x1b[0m\n\nfaked line";
  CHECK(shown(report).find('\x1b') == std::string::npos);
  CHECK_THAT(shown(report), !Contains("\nfaked line"));
}

TEST_CASE("Colours change nothing but colours") {
  std::string coloured =
      report::to_terminal(test::judged_report(), {.columns = 80, .colour = true, .per_subject = true});
  CHECK_THAT(coloured, Contains("\x1b["));
  for (std::size_t at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  CHECK(coloured == shown(test::judged_report(), 80, true));
}

}  // namespace
