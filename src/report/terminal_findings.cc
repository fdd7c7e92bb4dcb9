// The findings of a report on a terminal: errors and warnings with their places, notes as a count. Called by
// to_terminal.
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "report/terminal_blocks.hpp"

namespace qgauge::report {
namespace {

constexpr int severity_width = 9;
constexpr std::size_t most_places = 3;

/// Findings of one code, in the order of the report.
struct Group {
  const core::FindingSpec* spec;
  std::vector<const core::Finding*> findings;
};

/// Errors, then warnings, then notes; within them in the order of the report.
std::vector<Group> grouped(const std::vector<core::Finding>& findings) {
  std::vector<Group> groups;
  for (const core::Finding& finding : findings) {
    if (is_of_mending(finding)) continue;
    const core::FindingSpec* spec = core::find_finding(finding.code);
    auto group = std::ranges::find(groups, spec, &Group::spec);
    if (group == groups.end()) group = groups.insert(group, {spec, {}});
    group->findings.push_back(&finding);
  }
  std::ranges::stable_sort(groups, std::greater(), [](const Group& group) { return group.spec->severity; });
  return groups;
}

Paint paint_of(core::Severity severity) {
  switch (severity) {
    case core::Severity::info:
      return Paint::none;
    case core::Severity::warning:
      return Paint::doubtful;
    case core::Severity::error:
      return Paint::bad;
  }
  std::unreachable();
}

std::string place_text(const core::Finding& finding) {
  return finding.where.empty() ? finding.message : fmt::format("{}: {}", finding.where, finding.message);
}

std::string title(const Group& group) {
  const std::size_t count = group.findings.size();
  return count == 1 ? fmt::format("{}: {}", group.spec->code, group.spec->meaning)
                    : fmt::format("{} ({} times): {}", group.spec->code, count, group.spec->meaning);
}

void set_places(const Group& group, Page& page) {
  const std::size_t shown = std::min(group.findings.size(), most_places);
  for (std::size_t i = 0; i < shown; ++i) page.item(4 + severity_width - 2, "-", 2, place_text(*group.findings[i]));
  if (group.findings.size() > shown) {
    page.item(4 + severity_width - 2, "-", 2, fmt::format("and {} more", group.findings.size() - shown));
  }
}

}  // namespace

void set_findings(const Report& report, Page& page) {
  const std::vector<Group> groups = grouped(report.findings);
  if (groups.empty()) return;
  page.blank();
  page.heading("FINDINGS about the input");
  for (const Group& group : groups) {
    const core::Severity severity = group.spec->severity;
    page.item(2, name_of(severity), severity_width, title(group), paint_of(severity));
    if (severity != core::Severity::info) set_places(group, page);
  }
}

}  // namespace qgauge::report
