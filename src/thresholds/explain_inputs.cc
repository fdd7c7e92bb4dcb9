// What a verdict asks of its inputs: margins, what it is conditional on, what is missing. See explain.hpp.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/explain.hpp"
#include "thresholds/posterior.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

template <class Visit>
void for_each_bound(const Reason& reason, const Visit& visit) {
  if (reason.limit) visit(reason);
  for (const Reason& child : reason.because) for_each_bound(child, visit);
}

void add_once(std::vector<std::string>& texts, const std::string& text) {
  if (std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
}

bool same(Chance a, Chance b) { return a.low == b.low && a.high == b.high; }

/// Whether moving an exact value off the limit that it stands at would change what can be said of the condition.
bool would_matter(const Condition& condition, const Knowledge& knowledge, const Quantity& quantity) {
  const double value = quantity.cells.front().value;
  const Chance now = chance_of(condition, knowledge);
  const double infinity = std::numeric_limits<double>::infinity();
  return std::ranges::any_of(std::initializer_list<double>{-infinity, infinity}, [&](double side) {
    Knowledge moved = knowledge;
    moved[static_cast<std::size_t>(&quantity - knowledge.data())] = exactly(quantity, std::nextafter(value, side));
    return !same(chance_of(condition, moved), now);
  });
}

bool stands_at(const Condition& bound, const Quantity& quantity) {
  return !is_count(bound.figure) && quantity.figure && quantity.cells.size() == 1 &&
         quantity.cells.front().value == limit_on_figure(bound, quantity);
}

bool is_simulated(const Quantity& quantity) { return quantity.read_as.empty() || quantity.read_as.starts_with("rb."); }

std::string who_usually_knows(const Quantity& quantity) {
  switch (quantity.kind) {
    case Quantity::Kind::figure:
      return quantity.random || is_simulated(quantity) ? "measurement" : "vendor";
    case Quantity::Kind::attribute:
      return "exporter";
    case Quantity::Kind::ambiguity:
    case Quantity::Kind::unknown:
      return "authority";
  }
  std::unreachable();
}

/// As the rule says, or who usually knows such a thing.
std::string who_knows(const Condition& condition, const Quantity& quantity) {
  std::string who;
  for_each_leaf(condition, [&](const Condition& leaf) {
    if (who.empty() && quantity.kind != Quantity::Kind::ambiguity && hangs_on(leaf, quantity)) who = leaf.who_knows;
  });
  return who.empty() ? who_usually_knows(quantity) : who;
}

std::string name_of_missing(const Quantity& quantity) {
  if (quantity.kind == Quantity::Kind::ambiguity) return fmt::format("how the text is read ({})", quantity.name);
  return quantity.read_as.empty() ? "a figure for the C-NOT error of this reading" : quantity.read_as;
}

/// What an attribute asks: "the technology", or a flag in quotation marks.
std::string words_for_attribute(const Condition& condition, const Quantity& quantity) {
  bool flag = false;
  for_each_leaf(condition, [&](const Condition& leaf) {
    const bool about = leaf.kind == Condition::Kind::attribute && leaf.attribute == quantity.name;
    flag = flag || (about && std::holds_alternative<bool>(leaf.expected.front()));
  });
  const std::string words = attribute_words(quantity.name, flag);
  return flag ? fmt::format("whether \"{}\" holds", words) : fmt::format("the {}", words);
}

std::string words_for_missing(const Condition& condition, const Quantity& quantity) {
  switch (quantity.kind) {
    case Quantity::Kind::figure:
      return quantity.read_as.empty() ? name_of_missing(quantity) : words_for(quantity.read_as);
    case Quantity::Kind::attribute:
      return words_for_attribute(condition, quantity);
    case Quantity::Kind::ambiguity:
      return fmt::format("how the text is read: {}", spaced(quantity.name));
    case Quantity::Kind::unknown:
      return quantity.read_as;
  }
  std::unreachable();
}

/// Who could tell, in words; what is stated with an uncertainty is not missing but too inexact.
std::string source_words(const Quantity& quantity, const std::string& who) {
  if (quantity.random) return "known too inexactly: a more exact measurement decides";
  if (who != "measurement") return fmt::format("ask the {}", who);
  return is_simulated(quantity) ? "neither simulated nor measured" : "not measured";
}

MissingInput missing_input(const Condition& condition, const Quantity& quantity) {
  const std::string who = who_knows(condition, quantity);
  return {name_of_missing(quantity), who,
          fmt::format("{} ({})", words_for_missing(condition, quantity), source_words(quantity, who))};
}

/// In the unit of the law where the rule has such a bound.
std::string limit_words(const Reason& bound, const Condition& rule) {
  std::string words;
  for_each_leaf(rule, [&](const Condition& leaf) {
    const bool same_limit = leaf.kind == Condition::Kind::bound && leaf.limit == *bound.limit;
    if (same_limit && leaf.figure == bound.figure) words = limit_text(leaf);
  });
  return words.empty() ? number_text(*bound.limit) : words;
}

Margin margin_of(const Reason& bound, const Condition& rule) {
  const double ratio = *bound.value / *bound.limit;
  const std::string limit = limit_words(bound, rule);
  const std::string how = ratio == 1 ? fmt::format("exactly the limit {}", limit)
                                     : fmt::format("{} times the limit {}", number_text(ratio, 1), limit);
  return {bound.figure, *bound.limit, ratio, fmt::format("{} is {}", words_for(bound.figure), how)};
}

}  // namespace

std::vector<Margin> margins_of(const Reason& reason, const Condition& rule) {
  std::vector<Margin> margins;
  for_each_bound(reason, [&](const Reason& bound) {
    const bool told = std::ranges::any_of(
        margins, [&](const Margin& margin) { return margin.figure == bound.figure && margin.limit == *bound.limit; });
    if (!told && bound.value.value_or(0) != 0 && *bound.limit != 0) margins.push_back(margin_of(bound, rule));
  });
  return margins;
}

std::vector<std::string> exactness_conditions(std::span<const Reason> reasons, const Knowledge& knowledge) {
  std::vector<std::string> conditions;
  const auto add = [&](const Reason& bound) {
    const auto known = std::ranges::find(knowledge, bound.figure, &Quantity::read_as);
    if (known == knowledge.end() || !known->figure || !known->figure->value || known->random) return;
    const std::string words = words_for(bound.figure);
    add_once(conditions, known->figure->kind == figures::IntervalKind::none
                             ? fmt::format("{} is exactly as stated", words)
                             : fmt::format("the known values behind {} are exact", words));
  };
  for (const Reason& reason : reasons) for_each_bound(reason, add);
  return conditions;
}

std::vector<std::string> tolerance_assumptions(const Condition& condition, const Knowledge& knowledge) {
  std::vector<std::string> assumptions;
  for (const Condition* leaf : leaves_told(condition, knowledge)) {
    if (leaf->kind != Condition::Kind::bound) continue;
    const Quantity& quantity = quantity_of(*leaf, knowledge);
    if (!stands_at(*leaf, quantity) || !would_matter(condition, knowledge, quantity)) continue;
    add_once(assumptions, fmt::format("{} ({}): the rated value is exactly at the limit: any tolerance of it "
                                      "decides",
                                      words_for(quantity.read_as), limit_text(*leaf)));
  }
  return assumptions;
}

std::vector<std::string> prior_assumptions(const Knowledge& knowledge) {
  std::vector<std::string> assumptions;
  for (const Quantity& quantity : knowledge) {
    if (!quantity.random) continue;
    const bool every_factor = !is_count(quantity.name) && quantity.limits.front() > 0;
    const std::string range = every_factor ? fmt::format("each factor from {} to {} as likely as any other",
                                                         number_text(quantity.limits.front() / reach_of_prior),
                                                         number_text(quantity.limits.back() * reach_of_prior))
                                           : "each value as likely as any other";
    assumptions.push_back(
        fmt::format("P(controlled): before {} was estimated, {}", words_for(quantity.read_as), range));
  }
  return assumptions;
}

std::vector<MissingInput> missing_for(const Condition& condition, const Knowledge& knowledge) {
  std::vector<MissingInput> missing;
  for (const Quantity* quantity : decisive(condition, knowledge)) {
    missing.push_back(missing_input(condition, *quantity));
  }
  return missing;
}

}  // namespace qgauge::thresholds
