// Exceptions of a version: see load_entry.hpp. Called by load_version.cc; must not know any number or name of a law.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/load_condition.hpp"
#include "thresholds/load_entry.hpp"
#include "thresholds/load_examples.hpp"
#include "thresholds/load_words.hpp"

namespace qgauge::thresholds {
namespace {

using Effect = Exception::Effect;

constexpr std::array effects{"takes_out", "takes_in", "licence_not_needed", "licence_needed"};

Effect effect_of(const std::string& word) {
  return static_cast<Effect>(std::ranges::find(effects, word) - effects.begin());
}

Effect opposite(Effect effect) {
  switch (effect) {
    case Effect::takes_out:
      return Effect::takes_in;
    case Effect::takes_in:
      return Effect::takes_out;
    case Effect::licence_not_needed:
      return Effect::licence_needed;
    case Effect::licence_needed:
      return Effect::licence_not_needed;
  }
  std::unreachable();
}

core::Status read_entries(const TableReader& table, std::span<const Entry> entries, Exception& exception) {
  QGAUGE_TRY(exception.entries, table.texts("entries"));
  if (exception.entries.empty()) {
    return core::unusable(table.where("entries"), "no entry", "a list of numbers in \"entries\"",
                          fmt::format("write {}", example_of("entries")));
  }
  for (const std::string& number : exception.entries) {
    if (std::ranges::find(entries, number, &Entry::number) != entries.end()) continue;
    std::vector<std::string_view> known;
    for (const Entry& entry : entries) known.push_back(entry.number);
    return core::unusable(table.where("entries"), fmt::format("the entry \"{}\"", number),
                          fmt::format("a number of this version: {}", fmt::join(known, ", ")),
                          advice_for(number, known));
  }
  return {};
}

/// It may ask what any of its entries may ask.
std::vector<std::string> item_kinds_of(const Exception& exception, std::span<const Entry> entries) {
  std::vector<std::string> kinds;
  for (const std::string& number : exception.entries) {
    for (const std::string& kind : std::ranges::find(entries, number, &Entry::number)->item_kinds) {
      if (std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
    }
  }
  return kinds;
}

const std::string* shared_entry(const Exception& one, const Exception& other) {
  const auto found = std::ranges::find_first_of(one.entries, other.entries);
  return found == one.entries.end() ? nullptr : &*found;
}

core::Status check_pair(const Exception& first, const Exception& second) {
  const std::string* entry = shared_entry(second, first);
  if (entry == nullptr || second.effect != opposite(first.effect) || second.precedence != first.precedence) return {};
  return core::unusable(second.where,
                        fmt::format("\"{}\", which says the opposite of \"{}\" at {} on {} with the same precedence {}",
                                    second.name, first.name, first.where, *entry, first.precedence),
                        "a different precedence for each", "give the one that wins the greater precedence");
}

}  // namespace

core::Result<Exception> read_exception(const TableReader& table, std::span<const CountryGroup> groups,
                                       std::span<const Entry> entries) {
  QGAUGE_CHECK(table.only({"name", "entries", "effect", "precedence", "condition", "text", "source", "confidence"}));
  Exception exception;
  exception.where = table.where();
  QGAUGE_TRY(exception.name, table.text("name"));
  QGAUGE_CHECK(read_entries(table, entries, exception));
  QGAUGE_TRY(const std::string effect, read_word(table, "effect", effects));
  exception.effect = effect_of(effect);
  QGAUGE_TRY(exception.precedence, table.integer_or_zero("precedence"));
  QGAUGE_TRY(exception.text, table.text("text"));
  QGAUGE_TRY(exception.source, table.text("source"));
  QGAUGE_TRY(exception.confidence, read_word(table, "confidence", confidences));
  QGAUGE_TRY(const TableReader condition, table.table("condition"));
  const Vocabulary vocabulary{item_kinds_of(exception, entries), groups, exception.confidence};
  QGAUGE_TRY(exception.condition, load_condition(condition, vocabulary));
  return exception;
}

core::Status check_precedence(std::span<const Exception> exceptions) {
  for (std::size_t i = 0; i < exceptions.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) QGAUGE_CHECK(check_pair(exceptions[j], exceptions[i]));
  }
  return {};
}

}  // namespace qgauge::thresholds
