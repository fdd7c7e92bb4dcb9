// Limits that were designed, or why there are none, as page, tree and tables. Called by `qgauge regimes design`.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/report/workbench_limits.hpp"
#include "report/workbench.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;
using thresholds::Decision;
using thresholds::Design;
using thresholds::DesignedLimit;
using thresholds::DesignObstacle;
using thresholds::ItemOutcome;
using thresholds::Population;

/// "anything above 1e-3 and up to 2e-3"
std::string room_text(const DesignedLimit& one) {
  const auto text = [&](double limit) { return limit_text(one.parameters.front(), limit); };
  const bool low = std::isfinite(one.low), high = std::isfinite(one.high);
  if (!low && !high) return "anything: no named item is touched";
  const std::string from = low ? fmt::format("{} {}", one.low_open ? "above" : "from", text(one.low)) : "";
  const std::string to = high ? fmt::format("{} {}", one.high_open ? "below" : "up to", text(one.high)) : "";
  if (low && high && one.low == one.high) return "nothing else";
  return fmt::format("anything {}{}{}", from, low && high ? " and " : "", to);
}

void set_limits(const Design& design, Page& page) {
  page.blank();
  page.heading(design.request.strictest ? "FOUND: the strictest limits that list nothing that is to be spared"
                                        : "FOUND: the loosest limits that list all that is to be caught");
  for (const DesignedLimit& one : design.limits) {
    const auto text = [&](double limit) { return limit_text(one.parameters.front(), limit); };
    page.item(
        2, one.name, 2,
        fmt::format("{} -> {}; for the named items {} is the same", text(one.before), text(one.limit), room_text(one)));
  }
  page.paragraph(2, fmt::format("Of several answers the first limit was moved as far as it can be, then the next. {} "
                                "combinations of limits differ for the named items; {} answers were asked, and all "
                                "other combinations follow, because every limit lists more one way.",
                                design.combinations, design.asked));
}

std::vector<std::string> moved(const Design& design, const Population& population, bool listed_now) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < design.outcomes.size(); ++i) {
    const bool before = design.before[i].decision == Decision::controlled;
    const bool after = design.outcomes[i].decision == Decision::controlled;
    if (before != after && after == listed_now) ids.push_back(population.items[i].id);
  }
  return ids;
}

std::string counts_text(const std::vector<ItemOutcome>& outcomes) {
  std::array<std::size_t, 3> counts{};
  for (const ItemOutcome& one : outcomes) {
    ++counts[one.decision == Decision::controlled ? 0 : one.decision == Decision::undetermined ? 1 : 2];
  }
  return decisions_text(counts);
}

void set_population(const Design& design, const Population& population, Page& page) {
  page.blank();
  page.heading("The catalogue");
  page.item(2, "before", 12, counts_text(design.before));
  page.item(2, "after", 12, counts_text(design.outcomes));
  const auto more = moved(design, population, true), less = moved(design, population, false);
  if (!more.empty()) page.item(2, "now listed", 12, fmt::format("{}", fmt::join(more, ", ")));
  if (!less.empty()) page.item(2, "no longer", 12, fmt::format("{}", fmt::join(less, ", ")));
}

void set_conflict(const Design& design, const Population& population, Page& page) {
  const bool single = std::ranges::any_of(design.conflict, &DesignObstacle::missing) || design.conflict.size() == 1;
  page.blank();
  page.heading("NOT POSSIBLE: no such limits exist");
  page.paragraph(2, single ? "Each of these alone is in the way, whatever the limits are:"
                           : "These are in each other's way, and without any one of them limits exist:");
  for (const DesignObstacle& one : design.conflict) {
    page.item(2, item_words(population.items[one.item]), 4,
              fmt::format("{}, {}: {}", one.caught ? "to be caught" : "to be spared",
                          one.missing  ? "cannot be decided because a figure is missing"
                          : !single    ? "which has"
                          : one.caught ? "never listed"
                                       : "always listed",
                          fmt::join(one.figures, "; ")));
  }
}

json end_or_null(const DesignedLimit& one, double end) {
  return std::isfinite(end) ? json(as_written(one.parameters.front(), end)) : json(nullptr);
}

json limit_tree(const DesignedLimit& one) {
  return {{"name", one.name},
          {"unit", text_or_null(one.parameters.front().unit)},
          {"before", as_written(one.parameters.front(), one.before)},
          {"limit", as_written(one.parameters.front(), one.limit)},
          {"low", end_or_null(one, one.low)},
          {"high", end_or_null(one, one.high)},
          {"low_open", one.low_open},
          {"high_open", one.high_open}};
}

}  // namespace

std::string to_terminal(const Design& design, const Population& population, const TerminalStyle& style) {
  Page page(style.columns, style.colour);
  page.item(0, "text", 9, text_words(design.text));
  page.item(0, "reading", 9, thresholds::name_of(design.reading));
  page.item(0, "catch", 9, fmt::format("{}", fmt::join(design.request.caught, ", ")));
  page.item(0, "spare", 9, fmt::format("{}", fmt::join(design.request.spared, ", ")));
  if (design.found) {
    set_limits(design, page);
    set_population(design, population, page);
  } else {
    set_conflict(design, population, page);
  }
  set_findings(design.found ? "What the new text shows" : "What the text shows", design.findings, page);
  set_catalogue_note(page);
  return page.take();
}

json to_json(const Design& design, const Population& population) {
  json limits = json::array(), conflict = json::array(), items = json::array();
  for (const DesignedLimit& one : design.limits) limits.push_back(limit_tree(one));
  for (const DesignObstacle& one : design.conflict) {
    conflict.push_back({{"item", population.items[one.item].id},
                        {"to_be", one.caught ? "caught" : "spared"},
                        {"missing", one.missing},
                        {"figures", one.figures}});
  }
  for (std::size_t i = 0; i < design.outcomes.size(); ++i) {
    items.push_back({{"item", population.items[i].id},
                     {"before", outcome_tree(design.before[i])},
                     {"after", outcome_tree(design.outcomes[i])}});
  }
  return {{"schema", "qgauge.rules-design/1"},
          {"text", text_tree(design.text)},
          {"reading", thresholds::name_of(design.reading)},
          {"catch", design.request.caught},
          {"spare", design.request.spared},
          {"preference", design.request.strictest ? "strictest" : "loosest"},
          {"found", design.found},
          {"limits", std::move(limits)},
          {"conflict", std::move(conflict)},
          {"items", std::move(items)},
          {"combinations", design.combinations},
          {"asked", design.asked},
          {"findings", findings_tree(design.findings)}};
}

NamedTables tables_of(const Design& design, const Population& population) {
  TextTable limits{{"name", "unit", "before", "limit"}}, items{{"item", "before", "after"}};
  TextTable conflict{{"item", "to_be", "missing", "figures"}};
  for (const DesignedLimit& one : design.limits) {
    limits.push_back({one.name, one.parameters.front().unit,
                      fmt::format("{}", as_written(one.parameters.front(), one.before)),
                      fmt::format("{}", as_written(one.parameters.front(), one.limit))});
  }
  for (std::size_t i = 0; i < design.outcomes.size(); ++i) {
    items.push_back({population.items[i].id, std::string(name_of(design.before[i].decision)),
                     std::string(name_of(design.outcomes[i].decision))});
  }
  for (const DesignObstacle& one : design.conflict) {
    conflict.push_back({population.items[one.item].id, one.caught ? "caught" : "spared", one.missing ? "yes" : "no",
                        fmt::format("{}", fmt::join(one.figures, "; "))});
  }
  return {{"limits", std::move(limits)},
          {"items", std::move(items)},
          {"conflict", std::move(conflict)},
          {"findings", findings_rows(design.findings)}};
}

}  // namespace qgauge::report
