// Two texts beside each other as page, tree and tables. Called by `qgauge regimes diff`.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/verdict_words.hpp"
#include "report/workbench.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;
using thresholds::EntryPair;
using thresholds::ItemDifference;
using thresholds::RulesDiff;

std::string pair_text(const EntryPair& pair) {
  if (pair.from.empty() || pair.to.empty()) return pair.from + pair.to;
  return pair.from == pair.to ? pair.from : fmt::format("{} -> {}", pair.from, pair.to);
}

std::string demand_text(const std::string& demand) { return demand.empty() ? "not asked" : demand; }

void set_parameters(const RulesDiff& diff, Page& page) {
  page.blank();
  page.heading("What the texts ask");
  if (diff.parameters.empty() && diff.only_one.empty()) page.paragraph(2, "the same");
  std::string told;
  for (const auto& one : diff.parameters) {
    const std::string entries = pair_text(one.entries);
    if (entries != told) page.paragraph(2, fmt::format("{} ({})", entries, one.entries.topic));
    told = entries;
    page.item(4, "-", 2, fmt::format("{}: {} -> {}", one.name, demand_text(one.from), demand_text(one.to)));
  }
  for (const EntryPair& pair : diff.only_one) {
    page.item(2, pair.from.empty() ? "only new" : "only old", 10, fmt::format("{} ({})", pair_text(pair), pair.topic));
  }
}

void set_counts(const RulesDiff& diff, Page& page) {
  page.blank();
  page.heading("Items, once a reading");
  const std::vector<int> widths{22, 12, 14, 14};
  page.row(2, {"old, down; new, across", "CONTROLLED", "undetermined", "not controlled"}, widths);
  constexpr std::array names{"CONTROLLED", "undetermined", "not controlled"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    page.row(2,
             {names[i], std::to_string(diff.counts[i][0]), std::to_string(diff.counts[i][1]),
              std::to_string(diff.counts[i][2])},
             widths);
  }
}

std::string side_text(const thresholds::ItemOutcome& outcome, const std::vector<std::string>& why) {
  const std::string entry = outcome.verdict ? outcome.verdict->entry + ": " : "";
  return fmt::format("{}{}", entry, fmt::join(why, "; "));
}

bool is_unsourced(const ItemDifference& item) {
  const auto has = [](const thresholds::ItemOutcome& outcome) {
    return outcome.verdict &&
           std::ranges::find(outcome.verdict->tags, thresholds::unsourced_tag) != outcome.verdict->tags.end();
  };
  return has(item.from) || has(item.to);
}

void set_item(const ItemDifference& item, const thresholds::Population& population, bool several, Page& page) {
  const auto& known = population.items[item.from.item];
  const std::string reading = several ? fmt::format(" [{}]", thresholds::name_of(item.from.reading)) : "";
  page.item(2, item_words(known) + reading, 2,
            fmt::format("{} -> {}{}", words_for(item.from.decision), words_for(item.to.decision),
                        is_unsourced(item) ? ", unsourced" : ""),
            paint_of(item.to.decision));
  page.item(4, "old", 5, side_text(item.from, item.why_from));
  page.item(4, "new", 5, side_text(item.to, item.why_to));
  if (!item.hangs_on.empty()) page.item(4, "hangs on", 10, fmt::format("{}", fmt::join(item.hangs_on, "; ")));
}

bool several_readings(const RulesDiff& diff) {
  std::vector<std::string> names;
  for (const auto* list : {&diff.changed, &diff.open}) {
    for (const ItemDifference& item : *list) names.push_back(thresholds::name_of(item.from.reading));
  }
  return std::ranges::any_of(names, [&](const std::string& name) { return name != names.front(); });
}

void set_changed(const RulesDiff& diff, const thresholds::Population& population, Page& page) {
  page.blank();
  page.heading(fmt::format("What changes: {}", diff.changed.size()));
  if (diff.changed.empty()) page.paragraph(2, "no verdict");
  for (const ItemDifference& item : diff.changed) set_item(item, population, several_readings(diff), page);
}

void set_open(const RulesDiff& diff, const thresholds::Population& population, bool all, Page& page) {
  if (diff.open.empty()) return;
  page.blank();
  page.heading(fmt::format("What both leave open: {}", diff.open.size()));
  if (!all) page.paragraph(2, "--all tells each, and what it hangs on");
  for (const ItemDifference& item : diff.open) {
    if (all) set_item(item, population, several_readings(diff), page);
  }
}

json pair_tree(const EntryPair& pair) {
  return {{"topic", pair.topic}, {"from", text_or_null(pair.from)}, {"to", text_or_null(pair.to)}};
}

json item_tree(const ItemDifference& item, const thresholds::Population& population) {
  return {{"item", population.items[item.from.item].id},
          {"reading", thresholds::name_of(item.from.reading)},
          {"from", outcome_tree(item.from)},
          {"to", outcome_tree(item.to)},
          {"why_from", item.why_from},
          {"why_to", item.why_to},
          {"hangs_on", item.hangs_on}};
}

json items_tree(const std::vector<ItemDifference>& items, const thresholds::Population& population) {
  json list = json::array();
  for (const ItemDifference& item : items) list.push_back(item_tree(item, population));
  return list;
}

std::vector<std::string> item_row(const ItemDifference& item, const thresholds::Population& population) {
  const auto& known = population.items[item.from.item];
  return {known.id,
          known.name,
          thresholds::name_of(item.from.reading),
          std::string(name_of(item.from.decision)),
          std::string(name_of(item.to.decision)),
          fmt::format("{}", fmt::join(item.why_from, "; ")),
          fmt::format("{}", fmt::join(item.why_to, "; ")),
          fmt::format("{}", fmt::join(item.hangs_on, "; ")),
          is_unsourced(item) ? "yes" : "no"};
}

}  // namespace

std::string to_terminal(const RulesDiff& diff, const thresholds::Population& population, const TerminalStyle& style,
                        bool all) {
  Page page(style.columns, style.colour);
  page.item(0, "old", 5, text_words(diff.from));
  page.item(0, "new", 5, text_words(diff.to));
  set_parameters(diff, page);
  set_counts(diff, page);
  set_changed(diff, population, page);
  set_open(diff, population, all, page);
  set_findings("What the old text shows", diff.findings_from, page);
  set_findings("What the new text shows", diff.findings_to, page);
  set_catalogue_note(page);
  return page.take();
}

json to_json(const RulesDiff& diff, const thresholds::Population& population) {
  json parameters = json::array(), only = json::array();
  for (const auto& one : diff.parameters) {
    json tree = pair_tree(one.entries);
    parameters.push_back({{"entries", std::move(tree)},
                          {"name", one.name},
                          {"from", text_or_null(one.from)},
                          {"to", text_or_null(one.to)}});
  }
  for (const EntryPair& pair : diff.only_one) only.push_back(pair_tree(pair));
  return {{"schema", "qgauge.rules-diff/1"},
          {"from", text_tree(diff.from)},
          {"to", text_tree(diff.to)},
          {"parameters", std::move(parameters)},
          {"only_one", std::move(only)},
          {"counts", diff.counts},
          {"changed", items_tree(diff.changed, population)},
          {"open", items_tree(diff.open, population)},
          {"findings_from", findings_tree(diff.findings_from)},
          {"findings_to", findings_tree(diff.findings_to)}};
}

NamedTables tables_of(const RulesDiff& diff, const thresholds::Population& population) {
  TextTable items{{"item", "name", "reading", "from", "to", "why_from", "why_to", "hangs_on", "unsourced"}};
  for (const auto* list : {&diff.changed, &diff.open}) {
    for (const ItemDifference& item : *list) items.push_back(item_row(item, population));
  }
  TextTable parameters{{"topic", "entry_from", "entry_to", "name", "from", "to"}};
  for (const auto& one : diff.parameters) {
    parameters.push_back({one.entries.topic, one.entries.from, one.entries.to, one.name, one.from, one.to});
  }
  for (const EntryPair& pair : diff.only_one) parameters.push_back({pair.topic, pair.from, pair.to, "", "", ""});
  TextTable findings = findings_rows(diff.findings_from);
  const TextTable more = findings_rows(diff.findings_to);
  for (std::size_t i = 0; i < findings.size(); ++i) findings[i].insert(findings[i].begin(), i == 0 ? "text" : "from");
  for (std::size_t i = 1; i < more.size(); ++i) {
    findings.push_back(more[i]);
    findings.back().insert(findings.back().begin(), "to");
  }
  return {{"items", std::move(items)}, {"parameters", std::move(parameters)}, {"findings", std::move(findings)}};
}

}  // namespace qgauge::report
