// Claims about the memo: it holds what a licensing officer must file, it fits a page, and it obeys nobody.
#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "report/fixtures.hpp"
#include "report/markdown.hpp"

namespace {

using namespace qgauge;
using Catch::Contains;

const report::MemoRequest request{
    .exporter = "CA", .destination = "CH", .regimes = "all", .readings = "the principal ones", .profile = ""};

std::string memo_of(const report::Report& report) { return report::to_memo(report, request); }

/// A ladder in each of `count` regimes, all alike, under the principal readings.
report::Report many_ladders(int count) {
  report::Report report = test::full_report();
  report.verdicts.clear();
  for (int i = 0; i < count; ++i) {
    for (const std::string& name : test::reading_names(thresholds::principal_readings())) {
      report.verdicts.push_back(
          test::ladder_verdict("regime-" + std::to_string(i), "4A" + std::to_string(500 + i), name));
    }
  }
  return report;
}

TEST_CASE("A memo tells item, day of the law, what was asked and that it is no legal advice") {
  const std::string memo = memo_of(test::full_report());
  CHECK_THAT(memo, Contains("Item: ibm_fez, IBM, superconducting, gate model, calibration of 2025-02-26"));
  CHECK_THAT(memo, Contains("Law of: 2026-01-01"));
  CHECK_THAT(memo,
             Contains("Asked: from CA; to CH; rules all; readings the principal ones; no profile of an authority"));
  CHECK_THAT(memo, Contains("Not legal advice."));
}

TEST_CASE("What was not stated stands in a memo as not stated") {
  CHECK_THAT(report::to_memo(test::full_report(), {}), Contains("from not stated; to not stated"));
}

TEST_CASE("A memo tells each verdict with the day on which its text was read and how sure the text is") {
  const std::string memo = memo_of(test::ladders_report(thresholds::principal_readings()));
  CHECK_THAT(memo, Contains("| us-ear 4A906.a | not controlled | 2024-09-06 | 2026-06-25 | READ-P |"));
  CHECK_THAT(memo, Contains("| fr-arrete 4A999 | not controlled | 2024-09-06 | 2026-06-25 | READ-S |"));
  CHECK_THAT(memo, Contains("| draft 9X1 | not controlled, but undetermined under whole/simulated |"));
  CHECK_THAT(memo, Contains("READ-P: operative text read; READ-S: secondary source read, not the text."));
}

TEST_CASE("A memo tells the decisive reason with its numbers, the nearest limit, what would change it and the source") {
  const std::string memo = memo_of(test::ladders_report(thresholds::principal_readings()));
  CHECK_THAT(memo, Contains("**us-ear 4A906.a, and the same in fr-arrete, de-awv**\n"));
  CHECK_THAT(memo, Contains("not controlled, because 4A906.a.2: 129"));
  CHECK_THAT(memo, Contains("nearest limits: the mean C-NOT error is 3.2 times the limit 1e-3"));
  CHECK_THAT(memo, Contains(". Would change: controlled if the mean C-NOT"));
  CHECK_THAT(memo, Contains("source: us-ear, the text; fr-arrete, the text; de-awv, the text"));
}

TEST_CASE("A memo tells what is missing and who knows it and what was assumed") {
  const std::string memo = memo_of(test::full_report());
  CHECK_THAT(memo, Contains("## Missing\n- the C-NOT error of each coupling (ask the vendor)\n"));
  CHECK_THAT(
      memo,
      Contains("## Assumed\nconnected qubits are fully controlled; the value of cnot_infidelity.mean is exact.\n"));
  CHECK_THAT(memo, Contains("## Licence to CH\n- cannot be said: us-ear 4A906.a: the rules"));
  CHECK_THAT(memo, Contains("| the chip of the machine | us-ear 4A906.a | undetermined under whole (P 0.43) |"));
}

TEST_CASE("Twelve ladders that agree under the principal readings fit a page of sixty lines") {
  const std::string memo = memo_of(many_ladders(12));
  CHECK(std::count(memo.begin(), memo.end(), '\n') <= 60);
}

TEST_CASE("The answer of a memo counts each entry once by what its readings say") {
  const auto answer = [](const std::vector<std::vector<thresholds::Decision>>& entries) {
    report::Report report = test::full_report();
    report.verdicts.clear();
    const auto readings = thresholds::principal_readings();
    for (std::size_t i = 0; i < entries.size(); ++i) {
      for (std::size_t j = 0; j < entries[i].size(); ++j) {
        report.verdicts.push_back(
            test::ladder_verdict("regime-" + std::to_string(i), "1", thresholds::name_of(readings[j])));
        report.verdicts.back().decision = entries[i][j];
      }
    }
    return memo_of(report);
  };
  using enum thresholds::Decision;
  CHECK_THAT(answer({{controlled}}), Contains("Answer: the entry lists the item\n"));
  CHECK_THAT(answer({{not_controlled, undetermined}, {not_controlled, undetermined}, {undetermined}}),
             Contains("Answer: of 3 entries 2 do not list the item but are undetermined under some readings, 1 is "
                      "undetermined\n"));
  CHECK_THAT(
      answer({{controlled, not_controlled}, {controlled}, {not_controlled}}),
      Contains(
          "Answer: of 3 entries 1 lists the item, 1 lists the item under some readings, 1 does not list the item\n"));
}

TEST_CASE("Entries that only an authority can settle are told together with what was not read") {
  report::Report report = test::ladders_report({thresholds::Reading{}});
  for (thresholds::Verdict& verdict : report.verdicts) {
    if (verdict.regime != "draft" && verdict.regime != "de-awv") continue;
    verdict.decision = thresholds::Decision::undetermined;
    verdict.missing = {{"the limits of " + verdict.regime, "authority"}};
  }
  const std::string memo = memo_of(report);
  CHECK_THAT(
      memo,
      Contains("**Undetermined, because it was not read; the authority knows**\n"
               "de-awv 4A1906a: the limits of de-awv (text read 2026-06-25; READ-P); draft 9X1: the limits of draft "
               "(text"));
  CHECK_THAT(memo, Contains("## Missing\n- the C-NOT error of each coupling (ask the vendor)\n\n"));
}

TEST_CASE("Of reasons that each keep an item out a memo tells the one whose value comes nearest to its limit") {
  report::Report report = test::ladders_report({thresholds::Reading{}});
  report.verdicts.resize(1);
  thresholds::Reason far = report.verdicts[0].reasons[0];
  far.text = "the other step is far away";
  far.because[1].value = 1;
  far.because[1].low.reset();
  report.verdicts[0].reasons.insert(report.verdicts[0].reasons.begin(), far);
  CHECK_THAT(memo_of(report), Contains("4A906.a.2: 129") && !Contains("far away"));
}

TEST_CASE("A memo on all readings tells the reasons under the principal ones") {
  const std::string memo = memo_of(test::ladders_report(thresholds::all_readings()));
  CHECK_THAT(memo, !Contains("whole/median"));
  CHECK_THAT(memo, Contains("whole/simulated"));
}

TEST_CASE("Nothing from a description is taken for Markdown or for a command") {
  report::Report report = test::full_report();
  report.device.name = "a|b [x](y) <script> `c` *d*\x1b[2J\n# title";
  const std::string memo = memo_of(report);
  CHECK_THAT(memo, Contains("a\\|b \\[x\\](y) \\<script> \\`c\\` \\*d\\*?\\[2J?# title"));
  CHECK(memo.find('\x1b') == std::string::npos);
  CHECK(report::escaped("P < 0.001, snake_case") == "P < 0.001, snake_case");
}

TEST_CASE("A memo without verdicts says so by having none") {
  CHECK_THAT(memo_of(test::sparse_report()), !Contains("Answer") && !Contains("## Reasons"));
}

TEST_CASE("A memo on an item that no rule was asked of names the instruments left out and why") {
  report::Report report = test::sparse_report();
  report.findings.push_back({"no_rule_asked", "pump", "left out: uk-russia (it is about the destination RU)"});
  CHECK_THAT(memo_of(report), Contains("No rule was asked of pump, which does not clear it; left out: uk-russia"));
}

}  // namespace
