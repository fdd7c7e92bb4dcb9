// Sentences: see wording.hpp. The words for qgauge's figures stand in one table; other figures go by their names.
#include "thresholds/wording.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"

namespace qgauge::thresholds {
namespace {

struct Words {
  std::string_view figure;
  std::string_view with_value;
  std::string_view without_value;
};

constexpr std::array words{
    Words{"physical_qubits.described", "{} described qubits", "the number of described qubits"},
    Words{"physical_qubits.operational", "{} operational qubits", "the number of operational qubits"},
    Words{"physical_qubits.working", "{} working qubits", "the number of working qubits"},
    Words{"physical_qubits.connected", "{} connected qubits", "the number of connected qubits"},
    Words{"cnot_infidelity.mean", "the mean C-NOT error {}", "the mean C-NOT error"},
    Words{"cnot_infidelity.median", "the median C-NOT error {}", "the median C-NOT error"},
    Words{"rb.cnot_infidelity.isolated.mean", "the simulated mean C-NOT error {}", "the simulated mean C-NOT error"},
};

Words words_for(const std::string& figure) {
  const auto found = std::ranges::find(words, figure, &Words::figure);
  return found == words.end() ? Words{figure, {}, figure} : *found;
}

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

std::string_view phrase(Relation relation, bool count) {
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

std::string range_text(const Quantity& quantity) {
  const figures::Figure* figure = quantity.figure;
  if (!figure || !figure->low || !figure->high) return "unknown";
  const std::string_view lead = figure->value ? "" : "unknown, ";
  return fmt::format("{}between {} and {}", lead, number_text(*figure->low), number_text(*figure->high));
}

/// The bound as it stands with what is known: "is at least 100", "is above 1e-3", "may be at most 1e-3".
std::string predicate(const Condition& bound, std::optional<bool> met) {
  return met ? "is " + bound_text(bound, *met) : fmt::format("may or may not be {}", bound_text(bound, true));
}

std::string attribute_text(const Condition& test, std::optional<bool> met) {
  const auto shown = [](const auto& value) { return fmt::format("{}", value); };
  const std::string expected = std::visit(shown, test.expected);
  if (!met) return fmt::format("whether {} is {} is not known", test.attribute, expected);
  return fmt::format("{} is {}{}", test.attribute, *met ? "" : "not ", expected);
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
  if (std::abs(value) < 1e6 && value == std::trunc(value)) return fmt::format("{:.0f}", value);
  for (int digits = 4; digits < 17; ++digits) {
    std::string text = std::abs(value) < 0.01 ? scientific(value, digits) : fmt::format("{:.{}g}", value, digits);
    if (!beside || value == *beside || std::strtod(text.c_str(), nullptr) != *beside) return text;
  }
  return fmt::format("{}", value);
}

std::string quantity_text(const Quantity& quantity, std::optional<double> beside) {
  const Words name = words_for(quantity.read_as);
  const figures::Figure* figure = quantity.figure;
  if (!figure || !figure->value) return fmt::format("{} ({})", name.without_value, range_text(quantity));
  const std::string value = number_text(*figure->value, beside);
  std::string text = name.with_value.empty() ? fmt::format("{} {}", quantity.read_as, value)
                                             : fmt::format(fmt::runtime(name.with_value), value);
  if (figure->low && figure->high && *figure->low != *figure->high) text += fmt::format(" ({})", range_text(quantity));
  return text;
}

std::string bound_text(const Condition& bound, bool met) {
  const Relation relation = met ? bound.relation : opposite(bound.relation);
  return fmt::format("{} {}", phrase(relation, is_count(bound.figure)), number_text(bound.limit));
}

std::string bounds_text(std::span<const Condition> bounds, const Knowledge& knowledge) {
  std::string text;
  const Condition* before = nullptr;
  std::optional<bool> met_before;
  for (const Condition& bound : bounds) {
    const std::optional<bool> met = decided(chance_of(bound, knowledge));
    const bool same_figure = before && bound.kind == Condition::Kind::bound && before->figure == bound.figure;
    const bool same_met = before && met == met_before;
    if (before) text += fmt::format("{}{} ", same_figure ? "" : ",", same_met ? " and" : " but");
    if (bound.kind == Condition::Kind::attribute) {
      text += attribute_text(bound, met);
    } else if (same_figure) {
      text += same_met ? bound_text(bound, met.value_or(true)) : predicate(bound, met);
    } else {
      const Quantity& quantity = *find_quantity(knowledge, bound.figure);
      text += fmt::format("{} {}", quantity_text(quantity, bound.limit), predicate(bound, met));
    }
    before = &bound;
    met_before = met;
  }
  return text;
}

}  // namespace qgauge::thresholds
