// The words that keys of a rule file may hold. Used by the loader. Knows no meaning of them.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/table_reader.hpp"

namespace qgauge::thresholds {

/// From the surest to the least sure.
inline constexpr std::array confidences{"READ-P", "READ-S", "MEM", "UNC"};
inline constexpr std::array paradigms{"gate_model", "measurement_based", "annealing",
                                      "analog",     "photonic_sampling", "classical_simulator"};

/// `known` as suggestions take them.
std::vector<std::string_view> views_of(const auto& known) { return {known.begin(), known.end()}; }

/// What to write instead of an unknown name: the known one that was probably meant.
inline std::string advice_for(std::string_view name, const std::vector<std::string_view>& known) {
  const std::string meant = core::suggestion(name, known);
  return meant.empty() ? "write one of these" : meant;
}

/// The one of `names` that a key of the table was probably meant to be, as a question; else `otherwise`.
inline std::string advice_for_keys(const TableReader& table, const std::vector<std::string_view>& names,
                                   std::string_view otherwise) {
  for (const std::string& key : table.keys()) {
    if (std::string meant = core::suggestion(key, names); !meant.empty()) return meant;
  }
  return std::string(otherwise);
}

core::Status check_word(const std::string& where, std::string_view key, const std::string& word, const auto& known) {
  if (std::ranges::find(known, word) != known.end()) return {};
  return core::unusable(where, fmt::format("\"{}\"", word),
                        fmt::format("one of {} in \"{}\"", fmt::join(known, ", "), key),
                        advice_for(word, views_of(known)));
}

core::Result<std::string> read_word(const TableReader& table, std::string_view key, const auto& known) {
  QGAUGE_TRY(std::string word, table.text(key));
  QGAUGE_CHECK(check_word(table.where(key), key, word, known));
  return word;
}

/// Empty where the key is absent.
core::Result<std::string> read_word_if_any(const TableReader& table, std::string_view key, const auto& known) {
  return table.has(key) ? read_word(table, key, known) : core::Result<std::string>(std::string());
}

inline core::Status check_schema(const TableReader& table, std::string_view expected) {
  const std::string line = fmt::format("schema = \"{}\"", expected);
  if (!table.has("schema")) {
    return core::unusable(table.where(), "no key \"schema\"", line, "write it in the first line of the file");
  }
  QGAUGE_TRY(const std::string found, table.text("schema"));
  if (found == expected) return {};
  return core::unusable(table.where("schema"), fmt::format("schema \"{}\"", found), fmt::format("\"{}\"", expected),
                        fmt::format("write {} where the file is one of these", line));
}

}  // namespace qgauge::thresholds
