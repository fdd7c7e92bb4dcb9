// Ways out of a text as page, tree and tables. Called by `qgauge regimes stress`.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/report/workbench_limits.hpp"
#include "report/verdict_words.hpp"
#include "report/workbench.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;
using thresholds::Escape;
using thresholds::EscapeOutcome;
using thresholds::Population;
using thresholds::Stress;
using thresholds::StressedItem;

std::string_view outcome_words(EscapeOutcome outcome) {
  switch (outcome) {
    case EscapeOutcome::escapes:
      return "ESCAPES";
    case EscapeOutcome::listed:
      return "still listed";
    case EscapeOutcome::open:
      return "undetermined";
    case EscapeOutcome::conditional:
      return "if so";
    case EscapeOutcome::not_evaluated:
      return "no data";
  }
  std::unreachable();
}

std::string closed_text(const Escape& escape) {
  if (escape.outcome != EscapeOutcome::escapes) return "";
  if (escape.kind == thresholds::EscapeKind::fewer_qubits) {
    return "; no reading closes it, only a text that counts the qubits of the design";
  }
  if (escape.kind == thresholds::EscapeKind::modules) {
    return "; no reading closes it, only a text that adds up what works together";
  }
  if (escape.closed_by.empty()) return "; no reading closes it";
  return fmt::format("; closed by fixing {}", fmt::join(escape.closed_by, " or "));
}

bool is_told(const Escape& escape, bool all) {
  return all || escape.outcome == EscapeOutcome::escapes || escape.outcome == EscapeOutcome::conditional;
}

std::string rest_text(const StressedItem& item) {
  const auto count = [&](EscapeOutcome outcome) { return std::ranges::count(item.escapes, outcome, &Escape::outcome); };
  return fmt::format("still listed in {} ways, undetermined in {}; {} without data to evaluate",
                     count(EscapeOutcome::listed), count(EscapeOutcome::open), count(EscapeOutcome::not_evaluated));
}

void set_item(const StressedItem& item, const Population& population, bool all, Page& page) {
  page.blank();
  page.item(0, item_words(population.items[item.item]), 2, words_for(item.decision), paint_of(item.decision));
  if (item.decision == thresholds::Decision::controlled) {
    page.item(2, "cheapest", 14, item.cheapest ? item.escapes[*item.cheapest].text : "no way out was found");
  }
  if (item.decision == thresholds::Decision::undetermined) {
    page.item(2, "no way", 14, "it is undetermined as it stands: what is missing decides nothing");
  }
  for (const Escape& escape : item.escapes) {
    if (!is_told(escape, all)) continue;
    page.item(2, outcome_words(escape.outcome), 14,
              fmt::format("{}: {}{}", name_of(escape.kind), escape.text, closed_text(escape)));
  }
  if (!all && !item.escapes.empty()) page.item(2, "other", 14, rest_text(item));
}

json number_or_null(const std::optional<double>& number) { return number ? json(*number) : json(nullptr); }

json escape_tree(const Escape& escape) {
  return {{"kind", name_of(escape.kind)},
          {"outcome", name_of(escape.outcome)},
          {"text", escape.text},
          {"factor", number_or_null(escape.factor)},
          {"qubits_lost", number_or_null(escape.qubits_lost)},
          {"qubits_kept", number_or_null(escape.qubits_kept)},
          {"modules", number_or_null(escape.modules)},
          {"acceptance", number_or_null(escape.acceptance)},
          {"closed_by", escape.closed_by}};
}

std::string cell(const std::optional<double>& number) { return number ? fmt::format("{}", *number) : ""; }

}  // namespace

std::string to_terminal(const Stress& stress, const Population& population, const TerminalStyle& style, bool all) {
  Page page(style.columns, style.colour);
  page.item(0, "text", 9, text_words(stress.text));
  page.item(0, "reading", 9, thresholds::name_of(stress.reading));
  const auto out =
      std::ranges::count_if(stress.items, [](const StressedItem& item) { return item.cheapest.has_value(); });
  page.item(0, "items", 9, fmt::format("{}, of which {} can escape or be reported out", stress.items.size(), out));
  for (const StressedItem& item : stress.items) set_item(item, population, all, page);
  set_findings("What the text shows", stress.findings, page);
  page.blank();
  page.paragraph(
      0,
      "Fewer qubits and modules are taken to have the machine's mean errors. Post-selection: a gate is without "
      "error and kept with probability 1 - raw error, and of what is kept a share 1 - kept error is without "
      "error; detection discards no good shot. Words cost nothing, so they come first; then the fewest qubits "
      "lost; then modules.");
  set_catalogue_note(page);
  return page.take();
}

json to_json(const Stress& stress, const Population& population) {
  json items = json::array();
  for (const StressedItem& item : stress.items) {
    json escapes = json::array();
    for (const Escape& escape : item.escapes) escapes.push_back(escape_tree(escape));
    items.push_back({{"item", population.items[item.item].id},
                     {"verdict", name_of(item.decision)},
                     {"cheapest", item.cheapest ? json(*item.cheapest) : json(nullptr)},
                     {"escapes", std::move(escapes)}});
  }
  return {{"schema", "qgauge.rules-stress/1"},
          {"text", text_tree(stress.text)},
          {"reading", thresholds::name_of(stress.reading)},
          {"items", std::move(items)},
          {"findings", findings_tree(stress.findings)}};
}

NamedTables tables_of(const Stress& stress, const Population& population) {
  TextTable table{{"item", "verdict", "kind", "outcome", "cheapest", "factor", "qubits_lost", "qubits_kept", "modules",
                   "acceptance", "closed_by", "text"}};
  for (const StressedItem& item : stress.items) {
    for (std::size_t i = 0; i < item.escapes.size(); ++i) {
      const Escape& escape = item.escapes[i];
      table.push_back({population.items[item.item].id, std::string(name_of(item.decision)),
                       std::string(name_of(escape.kind)), std::string(name_of(escape.outcome)),
                       item.cheapest == i ? "yes" : "no", cell(escape.factor), cell(escape.qubits_lost),
                       cell(escape.qubits_kept), cell(escape.modules), cell(escape.acceptance),
                       fmt::format("{}", fmt::join(escape.closed_by, "; ")), escape.text});
    }
  }
  return {{"escapes", std::move(table)}, {"findings", findings_rows(stress.findings)}};
}

}  // namespace qgauge::report
