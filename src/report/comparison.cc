// A comparison for the eyes, on a terminal or as Markdown. Called by the command line, which prints it.
#include "qgauge/report/comparison.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/report.hpp"
#include "report/comparison_page.hpp"
#include "report/markdown.hpp"
#include "report/page.hpp"
#include "report/text.hpp"

namespace qgauge::report {
namespace {

constexpr int label_width = 6;
constexpr int widest_lead = 34;

/// Empty where neither report has verdicts.
std::string caveat_of(const Comparison& comparison) {
  if (!comparison.from.has_verdicts && !comparison.to.has_verdicts) return "";
  return "Not legal advice. A verdict says whether a text lists the item.";
}

std::string report_text(const ComparedReport& report) {
  const std::string machine = report.machine.empty() ? "unnamed" : report.machine;
  const std::string date = report.as_of ? ", calibration of " + report.as_of->text() : "";
  return fmt::format("{}{}, {}", machine, date, report.path);
}

/// "old -> new, change" of a table's cells; causes one after the other.
std::string cells_text(const ComparisonGroup& group, const ComparisonLine& line) {
  if (group.columns.size() != 4) return fmt::format("{}", fmt::join(line.cells, "; "));
  const std::string& change = line.cells[2];
  return fmt::format("{} -> {}{}{}", line.cells[0], line.cells[1], change.empty() ? "" : ", ", change);
}

int lead_width(const ComparisonGroup& group) {
  int width = 0;
  for (const ComparisonLine& line : group.lines) width = std::max(width, display_width(line.lead) + 2);
  return group.columns.size() == 4 ? label_width : std::min(width, widest_lead);
}

void set_group(const ComparisonGroup& group, Page& page) {
  if (!group.title.empty()) page.item(2, group.title, page.columns(), "", group.paint);
  const int width = lead_width(group);
  for (const ComparisonLine& line : group.lines) {
    if (group.stacked) {
      page.paragraph(4, line.lead);
      for (const std::string& cell : line.cells) page.paragraph(4 + label_width, cell);
    } else {
      page.item(4, line.lead, width, cells_text(group, line));
    }
  }
}

void set_block(const ComparisonBlock& block, Page& page) {
  page.blank();
  page.heading(block.heading);
  for (const std::string& paragraph : block.paragraphs) page.paragraph(2, paragraph);
  for (const ComparisonGroup& group : block.groups) set_group(group, page);
  for (const std::string& note : block.notes) page.paragraph(2, note);
}

void set_table(const ComparisonGroup& group, MarkdownPage& page) {
  std::vector<std::vector<std::string>> rows{group.columns};
  for (const ComparisonLine& line : group.lines) {
    rows.push_back({line.lead});
    rows.back().insert(rows.back().end(), line.cells.begin(), line.cells.end());
  }
  page.table(rows);
}

void set_line(const ComparisonGroup& group, const ComparisonLine& line, MarkdownPage& page) {
  page.point(0, group.stacked ? line.lead : fmt::format("{}: {}", line.lead, cells_text(group, line)));
  if (!group.stacked) return;
  for (const std::string& cell : line.cells) page.point(1, cell);
}

void set_group(const ComparisonGroup& group, MarkdownPage& page) {
  if (!group.title.empty()) page.strong(group.title);
  if (!group.title.empty()) page.blank();
  if (!group.columns.empty()) {
    set_table(group, page);
  } else {
    for (const ComparisonLine& line : group.lines) set_line(group, line, page);
  }
  page.blank();
}

void set_block(const ComparisonBlock& block, MarkdownPage& page) {
  page.heading("## ", block.heading);
  page.blank();
  for (const std::string& paragraph : block.paragraphs) {
    page.paragraph(paragraph);
    page.blank();
  }
  for (const ComparisonGroup& group : block.groups) set_group(group, page);
  for (const std::string& note : block.notes) {
    page.paragraph(note);
    page.blank();
  }
}

}  // namespace

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::uncertainty:
      return "uncertainty";
    case Basis::ranges:
      return "ranges";
    case Basis::as_reported:
      return "as_reported";
    case Basis::presence:
      return "presence";
  }
  assert(false);
  return {};
}

std::string_view name_of(Change change) {
  switch (change) {
    case Change::none:
      return "none";
    case Change::better:
      return "better";
    case Change::worse:
      return "worse";
    case Change::moved:
      return "moved";
    case Change::appeared:
      return "appeared";
    case Change::vanished:
      return "vanished";
  }
  assert(false);
  return {};
}

std::string to_terminal(const Comparison& comparison, const TerminalStyle& style, const ComparisonDetail& detail) {
  Page page(style.columns, style.colour);
  page.heading("QGAUGE COMPARISON");
  page.item(0, "Old", label_width, report_text(comparison.from));
  page.item(0, "New", label_width, report_text(comparison.to));
  for (const ComparisonBlock& block : comparison_blocks(comparison, detail)) set_block(block, page);
  if (const std::string caveat = caveat_of(comparison); !caveat.empty()) {
    page.blank();
    page.paragraph(0, caveat);
  }
  return page.take();
}

std::string to_markdown(const Comparison& comparison, const ComparisonDetail& detail) {
  MarkdownPage page;
  page.heading("# ", fmt::format("{}: old and new report", comparison.to.machine));
  page.blank();
  page.point(0, fmt::format("old: {}", report_text(comparison.from)));
  page.point(0, fmt::format("new: {}", report_text(comparison.to)));
  page.blank();
  for (const ComparisonBlock& block : comparison_blocks(comparison, detail)) set_block(block, page);
  if (const std::string caveat = caveat_of(comparison); !caveat.empty()) page.paragraph(caveat);
  std::string text = page.take();
  text.erase(text.find_last_not_of('\n') + 1);
  return text + '\n';
}

}  // namespace qgauge::report
