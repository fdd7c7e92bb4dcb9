// Two reports beside each other, and what of that can fail a run. Called by cli. Puts nothing into words.

#include "assess/compare.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "qgauge/assess.hpp"

namespace qgauge::assess {
namespace {

using report::Basis;
using report::Change;
using report::Comparison;
using report::FigureComparison;

report::ComparedReport summary(const NamedReport& named) {
  const report::Report& report = named.report;
  return {named.path, report.device.name, report.device.as_of, !report.verdicts.empty()};
}

/// Those of `report` by code that `other` does not have word for word.
std::map<std::string, std::size_t> findings_beyond(const report::Report& report, const report::Report& other) {
  const auto all_of = [](const core::Finding& finding) {
    return std::tie(finding.code, finding.where, finding.message);
  };
  std::vector<core::Finding> mine = report.findings, theirs = other.findings, beyond;
  std::ranges::sort(mine, {}, all_of);
  std::ranges::sort(theirs, {}, all_of);
  std::ranges::set_difference(mine, theirs, std::back_inserter(beyond), {}, all_of, all_of);
  std::map<std::string, std::size_t> counts;
  for (const core::Finding& finding : beyond) ++counts[finding.code];
  return counts;
}

std::vector<report::FindingDifference> finding_differences(const report::Report& from, const report::Report& to) {
  std::map<std::string, report::FindingDifference> differences;
  for (const auto& [code, count] : findings_beyond(to, from)) differences[code].appeared = count;
  for (const auto& [code, count] : findings_beyond(from, to)) differences[code].vanished = count;
  std::vector<report::FindingDifference> list;
  for (auto& [code, difference] : differences) {
    difference.code = code;
    list.push_back(difference);
  }
  return list;
}

bool counts_for(CompareCondition condition, const FigureComparison& figure) {
  switch (condition) {
    case CompareCondition::regression:
      return figure.change == Change::worse && figure.basis != Basis::as_reported;
    case CompareCondition::worse:
      return figure.change == Change::worse;
    case CompareCondition::verdict:
      return false;
    case CompareCondition::change:
      return figure.change != Change::none;
  }
  std::unreachable();
}

bool any_verdict(CompareCondition condition, const Comparison& comparison) {
  if (condition == CompareCondition::regression || condition == CompareCondition::worse) return false;
  return std::ranges::any_of(comparison.verdicts, &report::VerdictComparison::changed);
}

}  // namespace

Comparison compare(const NamedReport& from, const NamedReport& to, const CompareOptions& options) {
  Comparison comparison;
  comparison.from = summary(from);
  comparison.to = summary(to);
  comparison.level = options.level;
  comparison.same_description = of_same_description(from.report, to.report);
  const report::Provenance &before = from.report.provenance, &after = to.report.provenance;
  comparison.same_draws = comparison.same_description && before.seed == after.seed && before.effort == after.effort;
  comparison.context = context_differences(from.report, to.report);
  comparison.figures = compared_figures(from.report, to.report, comparison.same_description, options.level);
  comparison.verdicts = compared_verdicts(from.report, to.report);
  comparison.findings = finding_differences(from.report, to.report);
  return comparison;
}

bool holds(CompareCondition condition, const Comparison& comparison, bool per_subject) {
  return any_verdict(condition, comparison) ||
         std::ranges::any_of(comparison.figures, [&](const FigureComparison& figure) {
           return (per_subject || !figure.any().subject) && counts_for(condition, figure);
         });
}

}  // namespace qgauge::assess
