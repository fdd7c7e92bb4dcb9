// Sentences: see wording.hpp.
#include "thresholds/wording.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "qgauge/components.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

Relation opposite(Relation relation) {
  switch (relation) {
    case Relation::at_least:
      return Relation::below;
    case Relation::above:
      return Relation::at_most;
    case Relation::at_most:
      return Relation::above;
    case Relation::below:
      return Relation::at_least;
  }
  std::unreachable();
}

double limit_as_written(const Condition& bound) { return bound.unit.empty() ? bound.limit : bound.limit_as_written; }

std::string_view unit_of(const Condition& bound) {
  if (bound.unit == "1") return {};
  return bound.unit.empty() ? thresholds::unit_of(bound.figure) : std::string_view(bound.unit);
}

/// In the unit of the bound; never equal to the limit by rounding alone.
double in_unit(double value, const Condition& bound) {
  const auto unit = core::find_unit(bound.unit);
  if (bound.unit.empty() || !unit || value == bound.limit)
    return value == bound.limit ? limit_as_written(bound) : value;
  const double converted = unit->per_si > 1 ? value * unit->per_si : value / unit->si;
  if (converted != bound.limit_as_written) return converted;
  const double away = std::numeric_limits<double>::infinity();
  return std::nextafter(converted, value > bound.limit ? away : -away);
}

std::string with_unit(const std::string& number, std::string_view unit) {
  return unit.empty() ? number : fmt::format("{} {}", number, unit);
}

/// The greatest number that the table of components takes stands for no bound at all.
bool is_no_bound(double value) { return std::abs(value) >= components::largest_number; }

std::string range_text(const Quantity& quantity, const Condition& bound) {
  const figures::Figure* figure = quantity.figure;
  if (!figure || !figure->low || !figure->high) return "unknown";
  const std::string_view lead = figure->value ? "" : "unknown, ";
  const auto number = [&](double value) { return number_text(in_unit(value, bound)); };
  const auto one_end = [&](std::string_view side, double value) {
    return fmt::format("{}{} {}", lead, side, with_unit(number(value), unit_of(bound)));
  };
  if (is_no_bound(*figure->low) && is_no_bound(*figure->high)) return "unknown";
  if (is_no_bound(*figure->high)) return one_end("at least", *figure->low);
  if (is_no_bound(*figure->low)) return one_end("at most", *figure->high);
  return fmt::format("{}between {} and {}", lead, number(*figure->low),
                     with_unit(number(*figure->high), unit_of(bound)));
}

/// "7.2e-3 (9e-3 as process infidelity)", "7.2e-3 (between 7e-3 and 7.4e-3)".
std::string known_text(const Quantity& quantity, const Condition& bound) {
  const figures::Figure& figure = *quantity.figure;
  if (quantity.conversion.empty()) return value_text(*figure.value, bound);
  return fmt::format("{} ({} {})", number_text(*figure.value), value_text(*figure.value * quantity.factor, bound),
                     quantity.conversion);
}

bool counts_several(const Quantity& quantity) {
  const figures::Figure* figure = quantity.figure;
  return is_count(quantity.name) && figure && figure->value && *figure->value != 1;
}

/// "129 connected qubits are", "the mean C-NOT error is".
std::string_view verb_for(const Quantity& quantity) { return counts_several(quantity) ? "are" : "is"; }

/// The bound as it stands with what is known: "is at least 100", "is above 1e-3", "may or may not be at most 1e-3".
std::string predicate(const Condition& bound, const Quantity& quantity, std::optional<bool> met) {
  if (!met) return fmt::format("may or may not be {}", bound_text(bound, true));
  return fmt::format("{} {}", verb_for(quantity), bound_text(bound, *met));
}

std::string word_text(const subject::Attribute& word) {
  if (const bool* flag = std::get_if<bool>(&word)) return *flag ? "yes" : "no";
  if (const double* number = std::get_if<double>(&word)) return number_text(*number);
  return spaced(std::get<std::string>(word));
}

constexpr std::size_t most_named = 8;

/// "a, b or c"; long lists, such as of countries, by their length.
std::string words_text(std::span<const subject::Attribute> words) {
  if (words.size() > most_named) return fmt::format("one of {} that the text names", words.size());
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 < words.size() ? ", " : " or ";
    text += word_text(words[i]);
  }
  return text;
}

bool is_flag(const Condition& test) {
  return std::ranges::all_of(test.expected, [](const auto& word) { return std::holds_alternative<bool>(word); });
}

/// "the technology", or a flag in quotation marks.
std::string named_attribute(const Condition& test) {
  const bool flag = is_flag(test);
  const std::string words = attribute_words(test.attribute, flag);
  return flag ? fmt::format("\"{}\"", words) : fmt::format("the {}", words);
}

std::string attribute_text(const Condition& test, const Quantity& quantity, std::optional<bool> met) {
  const std::string name = named_attribute(test);
  if (!met) return fmt::format("{} is not stated ({} is asked)", name, words_text(test.expected));
  if (quantity.words.size() != 1) return test_text(test, *met);
  const std::string stated = fmt::format("{} is {}", name, word_text(quantity.words.front()));
  if (!*met) return fmt::format("{}, not {}", stated, words_text(test.expected));
  return test.expected.size() > most_named ? fmt::format("{}, {}", stated, words_text(test.expected)) : stated;
}

std::string leaf_text(const Condition& leaf, const Knowledge& knowledge, std::optional<bool> met) {
  const Quantity& quantity = quantity_of(leaf, knowledge);
  if (leaf.kind == Condition::Kind::attribute) return attribute_text(leaf, quantity, met);
  if (leaf.kind == Condition::Kind::unknown) return fmt::format("not known: {}", leaf.text);
  return fmt::format("{} {}", quantity_text(quantity, leaf), predicate(leaf, quantity, met));
}

/// "7.2e-3" where the library writes "7.200e-03".
std::string scientific(double value, int digits) {
  const std::string text = fmt::format("{:.{}e}", value, digits - 1);
  const std::size_t e = text.find('e');
  std::string mantissa = text.substr(0, e);
  if (mantissa.find('.') != std::string::npos) mantissa.erase(mantissa.find_last_not_of('0') + 1);
  if (mantissa.ends_with('.')) mantissa.pop_back();
  return fmt::format("{}e{}", mantissa, std::atoi(text.c_str() + e + 1));
}

}  // namespace

std::string number_text(double value, std::optional<double> beside) {
  constexpr int most_digits = 10;
  if (std::abs(value) < 1e6 && value == std::trunc(value)) return fmt::format("{:.0f}", value);
  const bool fixed = std::abs(value) >= 0.01 && std::abs(value) < 1e6;
  for (int digits = 4; digits <= most_digits; ++digits) {
    std::string text = fixed ? fmt::format("{:.{}g}", value, digits) : scientific(value, digits);
    const bool told_apart = std::strtod(text.c_str(), nullptr) != beside;
    if (!beside || told_apart == (value != *beside)) return text;
  }
  return fmt::format("just {} {}", value > *beside ? "above" : "below", number_text(*beside));
}

std::string value_text(double value, const Condition& bound) {
  return with_unit(number_text(in_unit(value, bound), limit_as_written(bound)), unit_of(bound));
}

std::string limit_text(const Condition& bound) { return value_text(bound.limit, bound); }

std::string quantity_text(const Quantity& quantity, const Condition& bound) {
  if (quantity.read_as.empty()) return "the C-NOT error of this reading (no such figure)";
  const figures::Figure* figure = quantity.figure;
  if (!figure || !figure->value) {
    return fmt::format("{} ({})", words_for(quantity.read_as), range_text(quantity, bound));
  }
  std::string text = words_with_value(quantity.read_as, known_text(quantity, bound));
  if (figure->low && figure->high && *figure->low != *figure->high) {
    text += fmt::format(" ({})", range_text(quantity, bound));
  }
  return text;
}

std::string_view phrase_of(Relation relation, bool count) {
  switch (relation) {
    case Relation::at_least:
      return "at least";
    case Relation::above:
      return count ? "more than" : "above";
    case Relation::at_most:
      return "at most";
    case Relation::below:
      return count ? "fewer than" : "below";
  }
  std::unreachable();
}

std::string bound_text(const Condition& bound, bool met) {
  const Relation relation = met ? bound.relation : opposite(bound.relation);
  return fmt::format("{} {}", phrase_of(relation, is_count(bound.figure)), limit_text(bound));
}

std::string test_text(const Condition& test, bool met) {
  const std::string name = named_attribute(test);
  if (!met && is_flag(test) && test.expected.size() == 1) {
    return fmt::format("{} is {}", name, word_text(!std::get<bool>(test.expected.front())));
  }
  return fmt::format("{} is {}{}", name, met ? "" : "not ", words_text(test.expected));
}

/// At least and at most one number, as a law says "two stages".
bool is_one_number(std::span<const Condition> leaves) {
  const auto is_bound = [](const Condition& leaf) { return leaf.kind == Condition::Kind::bound; };
  return leaves.size() == 2 && std::ranges::all_of(leaves, is_bound) && leaves[0].figure == leaves[1].figure &&
         leaves[0].relation == Relation::at_least && leaves[1].relation == Relation::at_most &&
         leaves[0].limit == leaves[1].limit;
}

std::string one_number_text(std::span<const Condition> leaves, const Knowledge& knowledge) {
  const auto least = decided(chance_of(leaves[0], knowledge));
  const auto greatest = decided(chance_of(leaves[1], knowledge));
  const Quantity& quantity = quantity_of(leaves[0], knowledge);
  const std::string what = quantity_text(quantity, leaves[0]);
  const std::string asked = limit_text(leaves[0]);
  if (least == false || greatest == false) return fmt::format("{}, not {}", what, asked);
  return least && greatest ? fmt::format("{}, as asked", what) : fmt::format("{} may or may not be {}", what, asked);
}

/// What joins a bound with the one before it on the same figure.
std::string joined_bound(const Condition& bound, const Quantity& quantity, std::optional<bool> met,
                         std::optional<bool> met_before) {
  if (met == met_before) return fmt::format(" and {}", bound_text(bound, met.value_or(true)));
  const std::string_view join = met == false || met_before == false ? "but" : "and";
  return fmt::format(" {} {}", join, predicate(bound, quantity, met));
}

std::string leaves_text(std::span<const Condition> leaves, const Knowledge& knowledge) {
  if (is_one_number(leaves)) return one_number_text(leaves, knowledge);
  std::string text;
  const Condition* before = nullptr;
  std::optional<bool> met_before;
  for (const Condition& leaf : leaves) {
    const std::optional<bool> met = decided(chance_of(leaf, knowledge));
    if (before && leaf.kind == Condition::Kind::bound && before->figure == leaf.figure) {
      text += joined_bound(leaf, quantity_of(leaf, knowledge), met, met_before);
    } else {
      if (before) text += met == met_before ? ", and " : ", but ";
      text += leaf_text(leaf, knowledge, met);
    }
    before = &leaf;
    met_before = met;
  }
  return text;
}

}  // namespace qgauge::thresholds
