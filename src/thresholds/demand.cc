// What a leaf of a condition asks, in words and in the law's own unit: for pages that show rules. Knows no item.
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/thresholds.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

std::string text_of(const subject::Attribute& value) {
  if (const bool* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
  if (const double* number = std::get_if<double>(&value)) return number_text(*number);
  return spaced(std::get<std::string>(value));
}

/// "fluoride, hydride or chloride": all of them, because a page that shows the rule is where they are looked up.
std::string alternatives(const std::vector<subject::Attribute>& values) {
  std::vector<std::string> texts;
  for (const subject::Attribute& value : values) texts.push_back(text_of(value));
  if (texts.size() < 2) return fmt::format("{}", fmt::join(texts, ""));
  const std::string last = texts.back();
  texts.pop_back();
  return fmt::format("{} or {}", fmt::join(texts, ", "), last);
}

}  // namespace

Demand demand_of(const Condition& leaf) {
  if (leaf.kind == Condition::Kind::bound) return {words_for(leaf.figure), bound_text(leaf, true)};
  if (leaf.kind == Condition::Kind::attribute) {
    const bool flag = std::holds_alternative<bool>(leaf.expected.front());
    return {attribute_words(leaf.attribute, flag), alternatives(leaf.expected)};
  }
  return {"", leaf.text};
}

}  // namespace qgauge::thresholds
