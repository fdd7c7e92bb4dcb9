// A comparison in blocks: see comparison_page.hpp. What differs beside figures and verdicts stands first, because it
// says what the differences mean.
#include "report/comparison_page.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::report {
namespace {

std::string said(const std::string& text) { return text.empty() ? "not stated" : text; }

std::string difference_text(const ContextDifference& difference) {
  const std::string text = fmt::format("{} -> {}", said(difference.from), said(difference.to));
  return difference.meaning.empty() ? text : fmt::format("{}: {}", text, difference.meaning);
}

std::string finding_text(const FindingDifference& finding) {
  return joined_counts({count_text(finding.appeared, "new"), count_text(finding.vanished, "gone")}, "");
}

/// What the reports have in common that bears on the statistics.
std::string common_text(const Comparison& comparison) {
  if (!comparison.same_description) return "";
  if (comparison.same_draws) {
    return "Both rest on one description, with the same seed and effort: the same program finds the same figures, and "
           "what differs comes from the program.";
  }
  return "Both rest on one description: its uncertainty and unknown parts are common to both, so that only sampling "
         "counts.";
}

ComparisonBlock reports_block(const Comparison& comparison) {
  ComparisonBlock block{"REPORTS: what else differs"};
  if (const std::string common = common_text(comparison); !common.empty()) block.paragraphs.push_back(common);
  ComparisonGroup group{""};
  for (const ContextDifference& difference : comparison.context) {
    group.lines.push_back({difference.what, {difference_text(difference)}});
  }
  ComparisonGroup findings{"Findings"};
  for (const FindingDifference& finding : comparison.findings) {
    findings.lines.push_back({finding.code, {finding_text(finding)}});
  }
  for (ComparisonGroup* one : {&group, &findings}) {
    if (!one->lines.empty()) block.groups.push_back(std::move(*one));
  }
  if (block.groups.empty() && block.paragraphs.empty()) block.heading.clear();
  return block;
}

/// What "beyond the joint uncertainty" means.
void add_level(const Comparison& comparison, ComparisonBlock& block) {
  const bool tested = std::ranges::any_of(comparison.figures, [](const FigureComparison& figure) {
    return figure.basis == Basis::uncertainty || figure.basis == Basis::ranges;
  });
  if (block.heading.empty() || !tested) return;
  block.paragraphs.push_back(
      fmt::format("Beyond the joint uncertainty: two-sided at the level {:g} % for all figures of a block together "
                  "(Holm's correction), or ranges that do not meet.",
                  100 * comparison.level));
}

}  // namespace

std::string count_text(std::size_t count, const std::string& what) {
  return count == 0 ? "" : fmt::format("{} {}", count, what);
}

std::string joined_counts(const std::vector<std::string>& parts, const std::string& otherwise) {
  std::vector<std::string> said;
  for (const std::string& part : parts) {
    if (!part.empty()) said.push_back(part);
  }
  return said.empty() ? otherwise : fmt::format("{}", fmt::join(said, ", "));
}

std::vector<ComparisonBlock> comparison_blocks(const Comparison& comparison, const ComparisonDetail& detail) {
  ComparisonBlock machine = machine_figures_block(comparison, detail.all);
  add_level(comparison, machine);
  std::vector<ComparisonBlock> blocks{
      reports_block(comparison), verdicts_block(comparison, detail.all), std::move(machine),
      detail.per_subject ? subject_figures_block(comparison, detail.all) : subject_summary_block(comparison)};
  std::erase_if(blocks, [](const ComparisonBlock& block) { return block.heading.empty(); });
  return blocks;
}

}  // namespace qgauge::report
