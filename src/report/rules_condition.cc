// Conditions in words: see rules_condition.hpp.
#include "report/rules_condition.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/rules_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Condition;
using Kind = thresholds::Condition::Kind;

bool is_leaf(const Condition& condition) {
  return condition.kind == Kind::bound || condition.kind == Kind::attribute || condition.kind == Kind::unknown;
}

/// "mean C-NOT error" as the head of a column.
std::string without_article(std::string text) {
  constexpr std::string_view article = "the ";
  return text.starts_with(article) ? text.substr(article.size()) : text;
}

/// What the parts of a step ask of the ladder's own figure, or of everything else.
std::string step_text(const Condition& step, const std::string& steps_by, bool own) {
  std::vector<std::string> texts;
  const std::vector<Condition> alone{step};
  for (const Condition& part : is_leaf(step) ? alone : step.parts) {
    if ((part.figure == steps_by) != own) continue;
    texts.push_back(thresholds::demand_of(part).what);
  }
  return texts.empty() ? "any" : fmt::format("{}", fmt::join(texts, ", "));
}

/// The one figure beside its own that the steps of a ladder ask for; null where it is not one.
const Condition* other_figure(const Condition& ladder) {
  const Condition* other = nullptr;
  for (const Condition& step : ladder.parts) {
    for (const Condition& part : step.parts) {
      if (!is_leaf(part) || (other && part.figure != ladder.steps_by && part.figure != other->figure)) return nullptr;
      if (part.figure != ladder.steps_by) other = &part;
    }
  }
  return other;
}

void set_ladder(const Condition& ladder, const Condition& other, int indent, Page& page) {
  Condition own = ladder.parts.front().parts.front();
  own.figure = ladder.steps_by;
  std::vector<std::string> clauses{"step"}, ranges{without_article(thresholds::demand_of(own).of)},
      limits{without_article(thresholds::demand_of(other).of)};
  for (const Condition& step : ladder.parts) {
    clauses.push_back(step.clause);
    ranges.push_back(step_text(step, ladder.steps_by, true));
    limits.push_back(step_text(step, ladder.steps_by, false));
  }
  const int most = page.columns() / 3;
  const std::vector<int> widths{std::min(widest(clauses), most), std::min(widest(ranges), most + 6),
                                std::min(widest(limits), most)};
  for (std::size_t i = 0; i < clauses.size(); ++i) page.row(indent, {clauses[i], ranges[i], limits[i]}, widths);
}

/// "cooling power at 4.2 K: at least 1.5 W", "form is fluoride or hydride"
std::string asked_text(const Condition& leaf) {
  const thresholds::Demand demand = thresholds::demand_of(leaf);
  if (leaf.kind == Kind::unknown) return fmt::format("not known: {}", demand.what);
  const bool words = leaf.kind == Kind::attribute && std::holds_alternative<std::string>(leaf.expected.front());
  return fmt::format("{}{} {}", without_article(demand.of), words ? " is" : ":", demand.what);
}

/// The text of the law or its paraphrase, and the numbers behind it.
std::string leaf_text(const Condition& leaf) {
  const bool alone = leaf.text.empty() || leaf.kind == Kind::unknown;
  const std::string text = alone ? asked_text(leaf) : fmt::format("{} [{}]", leaf.text, asked_text(leaf));
  return leaf.confidence.empty() ? text : fmt::format("{} - {}", text, confidence_text(leaf.confidence));
}

std::string_view head_of(Kind kind) {
  switch (kind) {
    case Kind::all:
      return "all of these:";
    case Kind::any:
      return "at least one of these:";
    case Kind::negation:
      return "not:";
    case Kind::any_reading:
      return "the text can be read in several ways; asked is one of these:";
    case Kind::bound:
    case Kind::attribute:
    case Kind::unknown:
      return "";
  }
  std::unreachable();
}

/// What stands before the parts of a group, or before its one leaf.
std::string group_text(const Condition& group, bool one_leaf) {
  std::vector<std::string> parts;
  if (!group.reading.empty()) parts.push_back(fmt::format("read as {}:", group.reading));
  if (!group.text.empty()) parts.push_back(fmt::format("{}:", group.text));
  if (!group.ambiguity.empty()) parts.push_back(fmt::format("({})", group.ambiguity));
  if (!one_leaf || group.kind == Kind::negation) parts.emplace_back(head_of(group.kind));
  if (one_leaf) parts.push_back(leaf_text(group.parts.front()));
  return fmt::format("{}", fmt::join(parts, " "));
}

/// A clause stands before its words on a line of its own where it is long.
std::string lead_of(const Condition& condition) { return condition.clause.empty() ? "-" : condition.clause; }

}  // namespace

void set_condition(const Condition& condition, int indent, Page& page) {
  const int lead_width = condition.clause.empty() ? 2 : static_cast<int>(condition.clause.size()) + 2;
  if (is_leaf(condition)) {
    const std::string reading = condition.reading.empty() ? "" : fmt::format("read as {}: ", condition.reading);
    return page.item(indent, lead_of(condition), lead_width, reading + leaf_text(condition));
  }
  const bool one_leaf = condition.parts.size() == 1 && is_leaf(condition.parts.front());
  page.item(indent, lead_of(condition), lead_width, group_text(condition, one_leaf));
  if (one_leaf) return;
  const int inner = std::min(indent + 2, page.columns() / 2);
  const Condition* other = condition.steps_by.empty() ? nullptr : other_figure(condition);
  if (other) return set_ladder(condition, *other, inner, page);
  for (const Condition& part : condition.parts) set_condition(part, inner, page);
}

}  // namespace qgauge::report
