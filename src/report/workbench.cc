// Texts, items and findings in words: see workbench.hpp. Used by the pages of the workbench.
#include "report/workbench.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::report {

using nlohmann::json;
using thresholds::TextFinding;

std::string text_words(const thresholds::Text& text) {
  const std::string version = text.version.empty() ? "no version in force" : fmt::format("version of {}", text.version);
  const std::string name = text.name == text.regime ? text.regime : fmt::format("{} ({})", text.name, text.regime);
  return fmt::format("{}: {}, {}, asked on {}", name, text.status, version, text.as_of.text());
}

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json text_tree(const thresholds::Text& text) {
  return {{"name", text.name},
          {"regime", text.regime},
          {"status", text.status},
          {"version", text_or_null(text.version)},
          {"as_of", text.as_of.text()}};
}

std::string item_words(const thresholds::PopulationItem& item) {
  return item.vendor.empty() ? fmt::format("{} ({})", item.id, item.name)
                             : fmt::format("{} ({}, {})", item.id, item.name, item.vendor);
}

void set_findings(const std::string& heading, const std::vector<TextFinding>& findings, Page& page) {
  if (findings.empty()) return;
  page.blank();
  page.heading(heading);
  constexpr std::size_t most = 16;
  if (findings.size() > most) {
    const auto count = [&](TextFinding::Kind kind) { return std::ranges::count(findings, kind, &TextFinding::kind); };
    page.paragraph(2,
                   fmt::format("{} cliffs, {} gaps, {} limits out of reach; --json and --csv tell each, and a single "
                               "entry (#ENTRY) tells them here",
                               count(TextFinding::Kind::cliff), count(TextFinding::Kind::gap),
                               count(TextFinding::Kind::unreachable)));
    return;
  }
  for (const TextFinding& finding : findings) {
    page.item(2, std::string(name_of(finding.kind)), 13, fmt::format("{}: {}", finding.clause, finding.text));
  }
}

json findings_tree(const std::vector<TextFinding>& findings) {
  json list = json::array();
  for (const TextFinding& finding : findings) {
    list.push_back({{"kind", name_of(finding.kind)},
                    {"entry", finding.entry},
                    {"clause", finding.clause},
                    {"text", finding.text},
                    {"factor", finding.factor ? json(*finding.factor) : json(nullptr)}});
  }
  return list;
}

TextTable findings_rows(const std::vector<TextFinding>& findings) {
  TextTable table{{"kind", "entry", "clause", "text", "factor"}};
  for (const TextFinding& finding : findings) {
    table.push_back({std::string(name_of(finding.kind)), finding.entry, finding.clause, finding.text,
                     finding.factor ? fmt::format("{}", *finding.factor) : ""});
  }
  return table;
}

json outcome_tree(const thresholds::ItemOutcome& outcome) {
  const auto& verdict = outcome.verdict;
  return {{"verdict", name_of(outcome.decision)},
          {"entry", verdict ? json(verdict->entry) : json(nullptr)},
          {"probability_controlled",
           verdict && verdict->probability_controlled ? json(*verdict->probability_controlled) : json(nullptr)},
          {"tags", verdict ? json(verdict->tags) : json::array()},
          {"assumptions", verdict ? json(verdict->assumptions) : json::array()}};
}

std::string decisions_text(const std::array<std::size_t, 3>& decisions) {
  return fmt::format("{} listed, {} undetermined, {} not listed", decisions[0], decisions[1], decisions[2]);
}

std::string moment_text(double year) {
  constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                              "July",    "August",   "September", "October", "November", "December"};
  const double whole = std::floor(year);
  const auto month = static_cast<std::size_t>((year - whole) * 12);
  return fmt::format("{} {}", months[std::min(month, months.size() - 1)], static_cast<int>(whole));
}

void set_catalogue_note(Page& page) {
  page.blank();
  page.paragraph(0,
                 "Items are records of public sources, some from memory: what is not known of one decides nothing, and "
                 "the country of development is not the exporting state. Not legal advice.");
}

}  // namespace qgauge::report
