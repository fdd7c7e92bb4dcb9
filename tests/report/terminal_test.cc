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
       {test::full_report(), test::historical_report(), test::sparse_report(), test::judged_report(), wordy_report(),
        test::ladders_report(thresholds::all_readings())}) {
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
  for (const std::string& line : lines_of(shown(test::ladders_report(thresholds::all_readings()), 80, true))) {
    INFO(line);
    CHECK_FALSE(line.ends_with(' '));
  }
}

TEST_CASE("The verdicts stand in the first twenty lines and before everything they rest on") {
  const std::string text = shown(test::judged_report());
  const auto lines = lines_of(text);
  const auto heading =
      std::ranges::find_if(lines, [](const std::string& line) { return line.starts_with("VERDICTS: "); });
  REQUIRE(heading != lines.end());
  CHECK(heading - lines.begin() < 10);
  CHECK(text.find("VERDICTS") < text.find("REASONS"));
  CHECK(text.find("REASONS") < text.find("FINDINGS"));
  CHECK(text.find("FINDINGS") < text.find("FIGURES"));
}

/// Lines of the table of verdicts that begin with the decision and hold all of `words`.
std::ptrdiff_t rows_with(const std::string& text, const std::string& decision, const std::vector<std::string>& words) {
  const std::string table = text.substr(text.find("VERDICTS"), text.find("REASONS") - text.find("VERDICTS"));
  const auto lines = lines_of(table);
  return std::ranges::count_if(lines, [&](const std::string& line) {
    return line.starts_with("  " + decision + " ") &&
           std::ranges::all_of(words, [&](const std::string& word) { return line.find(word) != std::string::npos; });
  });
}

TEST_CASE("The table has one line for an entry whose verdict is the same under every reading") {
  const std::string text = shown(test::ladders_report(thresholds::principal_readings()));
  CHECK(rows_with(text, "not controlled", {"us-ear 4A906.a", "every reading"}) == 1);
  CHECK(rows_with(text, "not controlled", {"de-awv 4A1906a", "every reading"}) == 1);
  CHECK(rows_with(text, "not controlled", {"us-ear"}) == 1);
}

TEST_CASE("The table has one line for each verdict of an entry with the readings that give it") {
  const std::string text = shown(test::ladders_report(thresholds::principal_readings()));
  CHECK(rows_with(text, "not controlled", {"draft 9X1", "all but whole/simulated"}) == 1);
  CHECK(rows_with(text, "undetermined", {"draft 9X1", "whole/simulated"}) == 1);
}

TEST_CASE("An entry that no reading touches has no reading in a table that has some") {
  report::Report report = test::ladders_report(thresholds::principal_readings());
  report.verdicts.push_back(test::ladder_verdict("ca-sema", "item 1", "whole"));
  CHECK_THAT(shown(report), Contains("\n  not controlled  -                        ca-sema item 1\n"));
}

TEST_CASE("Verdicts on several items stand below the name of each") {
  report::Report report = test::ladders_report(thresholds::principal_readings());
  report.verdicts.push_back(test::ladder_verdict("us-ear", "3A904.a", "whole"));
  report.verdicts.back().item = "refrigerator A";
  const std::string text = shown(report);
  CHECK_THAT(text, Contains("\n  refrigerator A:\n  not controlled  -                        us-ear 3A904.a\n"));
  CHECK_THAT(text, Contains("\nus-ear 3A904.a, version of 2024-09-06, text read on 2026-06-25, refrigerator A\n"));
}

TEST_CASE("A report on a component alone speaks of no reading") {
  report::Report report = test::full_report();
  const std::string text = shown(report);
  CHECK_THAT(text, Contains("  verdict         regime and entry\n  the chip of the machine:\n"
                            "  undetermined    us-ear 4A906.a\n"));
  CHECK_THAT(text, !Contains("Readings of the text") && !Contains("whole"));
  CHECK_THAT(text, Contains("\n  undetermined, P(controlled) 0.43\n"));
}

TEST_CASE("The route and what is said of a licence are told where a destination was stated") {
  const std::string text = shown(test::full_report());
  CHECK_THAT(text, Contains("2026-01-01, export from CA to CH"));
  CHECK_THAT(text, Contains("LICENCE from CA to CH, as far as the rules hold exceptions\n"
                            "  cannot be said      us-ear 4A906.a: the rules hold no exceptions for 4A906.a\n"
                            "  all in all          it cannot be said whether a licence is needed: an"));
  CHECK_THAT(shown(test::ladders_report(thresholds::principal_readings())), !Contains("LICENCE"));
}

TEST_CASE("What is said of a licence names the readings where they differ") {
  report::Report report = test::ladders_report(thresholds::principal_readings());
  for (thresholds::Verdict& verdict : report.verdicts) {
    using enum thresholds::Licence::Statement;
    verdict.destination = "CH";
    const bool open = verdict.decision == thresholds::Decision::undetermined;
    verdict.licence = {open ? cannot_be_said : not_needed, open ? "nobody knows" : "no list"};
  }
  const std::string text = shown(report, 200);
  CHECK_THAT(text, Contains("  none by this entry  us-ear 4A906.a; fr-arrete 4A999; de-awv 4A1906a; draft 9X1 under "
                            "whole, best_subset, best_couplings: no list\n"));
  CHECK_THAT(text, Contains("  cannot be said      draft 9X1 under whole/simulated: nobody knows\n"));
  CHECK_THAT(text, Contains("  all in all          it cannot be said whether a licence is needed"));
}

TEST_CASE("What stays within a country has no summary of licences") {
  report::Report report = test::full_report();
  report.verdicts.front().destination = "CA";
  CHECK_THAT(shown(report), Contains("LICENCE from CA to CA") && !Contains("all in all"));
}

TEST_CASE("A needed licence is the summary of all that is said of licences") {
  report::Report report = test::ladders_report({thresholds::Reading{}});
  for (thresholds::Verdict& verdict : report.verdicts) {
    verdict.destination = "CH";
    verdict.licence = {thresholds::Licence::Statement::not_needed, "no list"};
  }
  CHECK_THAT(shown(report), Contains("all in all          none of these entries asks for a licence"));
  report.verdicts.back().licence->statement = thresholds::Licence::Statement::needed;
  CHECK_THAT(shown(report), Contains("all in all          a licence is NEEDED by at least one of these entries"));
}

TEST_CASE("Entries that say the same are told once with the source and the tags of each") {
  const std::string text = shown(test::ladders_report(thresholds::principal_readings()));
  CHECK_THAT(text, Contains("4A906.a in us-ear, 4A999 in fr-arrete, 4A1906a in de-awv\n"));
  CHECK_THAT(text, Contains("us-ear 4A906.a, version of 2024-09-06, text read on 2026-06-25\n"));
  CHECK_THAT(text, Contains("tags     READ-S (secondary source read, not the text)\n"));
  CHECK_THAT(text, Contains("source   de-awv, the text\n"));
  CHECK_THAT(text, Contains("clauses have the numbers of us-ear"));
  CHECK_THAT(text, !Contains("4A1906a.2"));
  CHECK_THAT(text, Contains("\ndraft 9X1, version of"));
}

TEST_CASE("Entries whose numbers differ are not told together") {
  report::Report report = test::ladders_report({thresholds::Reading{}});
  for (thresholds::Verdict& verdict : report.verdicts) {
    if (verdict.regime == "de-awv") verdict.reasons.front().because.back().limit = 2e-3;
  }
  CHECK_THAT(shown(report), Contains("4A906.a in us-ear, 4A999 in fr-arrete, 9X1 in draft\n"));
  CHECK_THAT(shown(report), Contains("\nde-awv 4A1906a, version of"));
}

TEST_CASE("All readings are told as one matrix for entries that agree in it") {
  const std::string text = shown(test::ladders_report(thresholds::all_readings()));
  CHECK_THAT(text, Contains("VERDICTS, principal readings: 0 controlled, 15 not controlled, 1 undetermined"));
  CHECK_THAT(text, Contains("4A906.a in us-ear, 4A999 in fr-arrete, 4A1906a in de-awv: no, not controlled\n  under"));
  CHECK_THAT(text, Contains("  9X1 in draft: yes\n"));
  const auto lines = lines_of(text);
  const auto row = [&](const std::string& name) {
    return std::ranges::count_if(lines, [&](const std::string& line) { return line.starts_with("    " + name); });
  };
  CHECK_THAT(text, Contains("    /median        CONTROLLED      CONTROLLED      CONTROLLED\n"));
  CHECK_THAT(text, Contains("    (default)      not controlled  not controlled  not controlled\n"));
  CHECK(row("/process ") == 1);
  CHECK_THAT(text, Contains("whole           best_subset     best_couplings\n"));
}

TEST_CASE("The matrix of readings says in words which choice changes the verdict and which does not") {
  const std::string text = shown(test::ladders_report(thresholds::all_readings()), 400);
  CHECK_THAT(text, Contains("- the median instead of the mean (/median): from not controlled to CONTROLLED under "
                            "whole, best_subset, best_couplings\n"));
  CHECK_THAT(text, Contains("- errors as simulated instead of as reported (/simulated): left open under whole, "));
  CHECK_THAT(text, Contains("What does not: /process, /per_clifford, "));
  CHECK_THAT(text, !Contains("the scope:"));
  report::Report report = test::ladders_report(thresholds::all_readings());
  for (thresholds::Verdict& verdict : report.verdicts) {
    if (thresholds::name_of(verdict.reading) == "best_subset") verdict.decision = thresholds::Decision::controlled;
  }
  CHECK_THAT(shown(report, 400),
             Contains("- the scope: not controlled under whole, but CONTROLLED under best_subset\n"));
}

TEST_CASE("Of all readings only the principal ones are told with reasons") {
  const std::string text = shown(test::ladders_report(thresholds::all_readings()));
  CHECK_THAT(text, Contains("\n  whole/simulated: not controlled\n"));
  CHECK_THAT(text, !Contains("\n  whole/median: "));
  CHECK_THAT(text, Contains("The reasons under the other readings are in the JSON report."));
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
  CHECK_THAT(text, Contains("\n  undetermined, P(controlled) 0.43"));
  CHECK_THAT(text, Contains("unknown  4A906.a.2: 129 connected qubits is at least 100, but the mean C-NOT"));
  CHECK_THAT(text, Contains("the mean C-NOT error is 3.2 times the limit 1e-3"));
  CHECK_THAT(text, Contains("would change if\n             controlled if the mean C-NOT error falls by 69 % to 1e-3"));
  CHECK_THAT(text, Contains("5 qubits with the mean C-NOT infidelity 9.5e-5 over 2 chosen\n             couplings (in "
                            "the JSON report): 0-3, 7"));
  CHECK_THAT(text, Contains("the C-NOT error of each coupling (ask the vendor)"));
  CHECK_THAT(text, Contains("the value of cnot_infidelity.mean is exact"));
  CHECK_THAT(text, Contains("connected qubits are fully controlled"));
  CHECK_THAT(text, Contains("READ-P (operative text read)"));
}

TEST_CASE("A reason that tells its bounds is not followed by each of them and one that does not is") {
  report::Report report = test::full_report();
  CHECK_THAT(shown(report), !Contains("129 connected qubits is at least 100\n"));
  report.verdicts.front().reasons.front().text = "at least one of 2 conditions is not met";
  CHECK_THAT(shown(report), Contains("met      4A906.a.2: 129 connected qubits is at least 100\n"));
}

TEST_CASE("What a reading converts is told by the words of its bound and not below it") {
  report::Report report = test::full_report();
  auto& error = report.verdicts.front().reasons.front().because.back();
  thresholds::Reason before = error;
  before.relation.reset();
  before.limit.reset();
  before.met.reset();
  before.text = "the mean C-NOT error 3.2e-3 as it is";
  error.because = {before};
  CHECK_THAT(shown(report), !Contains("as it is") && !Contains("met      4A906.a.2: 129"));
}

TEST_CASE("Each way to read an ambiguous text is told even where it is one bound") {
  report::Report report = test::full_report();
  auto& reason = report.verdicts.front().reasons.front();
  reason.text = "4A906.a.2: the text can be read in several ways, and it hangs on how it is read";
  for (auto& way : reason.because) way.text = "read as one way";
  CHECK_THAT(shown(report), Contains("met      read as one way\n"));
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

TEST_CASE("Figures that only a reading asks for are told only on request") {
  const std::string name = "cnot_infidelity.isolated.median";
  REQUIRE(figures::find_figure(name)->of_a_reading);
  report::Report report = test::full_report();
  report.figures.push_back(figures::exact_figure(name, 1e-3, figures::Origin::derived, "mean"));
  CHECK_THAT(shown(report), !Contains(name) && Contains("1 figure for specialists and single readings"));
  CHECK_THAT(shown(report, 80, true), Contains(name));
}

TEST_CASE("What to mend has a block of its own with each gain and is no finding about the input") {
  report::Report report = test::full_report();
  CHECK_THAT(shown(report), !Contains("WHAT TO MEND"));
  report.findings.push_back({"largest_gain_error", "coupling 3-4", "cnot_infidelity.mean 2e-3 -> 1e-3 if so"});
  CHECK_THAT(shown(report), Contains("WHAT TO MEND for the largest gain") &&
                                Contains("- coupling 3-4: cnot_infidelity.mean 2e-3 -> 1e-3 if so") &&
                                !Contains("largest_gain_error"));
  report.findings = {report.findings.back()};
  CHECK_THAT(shown(report), !Contains("FINDINGS"));
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
