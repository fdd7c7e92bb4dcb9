// The words that keys of a rule file may hold. Used by the loader. Knows no meaning of them.
#pragma once

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/table_reader.hpp"

namespace qgauge::thresholds {

/// From the surest to the least sure.
inline constexpr std::array confidences{"READ-P", "READ-S", "MEM", "UNC"};
inline constexpr std::array paradigms{"gate_model", "measurement_based", "annealing",
                                      "analog",     "photonic_sampling", "classical_simulator"};

core::Status check_word(const std::string& where, const std::string& word, const auto& known) {
  if (std::ranges::find(known, word) != known.end()) return {};
  return core::unusable(where, fmt::format("\"{}\"", word), fmt::format("one of {}", fmt::join(known, ", ")));
}

core::Result<std::string> read_word(const TableReader& table, std::string_view key, const auto& known) {
  QGAUGE_TRY(std::string word, table.text(key));
  QGAUGE_CHECK(check_word(table.where(key), word, known));
  return word;
}

/// Empty where the key is absent.
core::Result<std::string> read_word_if_any(const TableReader& table, std::string_view key, const auto& known) {
  return table.has(key) ? read_word(table, key, known) : core::Result<std::string>(std::string());
}

inline core::Status check_schema(const TableReader& table, std::string_view expected) {
  QGAUGE_TRY(const std::string found, table.text("schema"));
  if (found == expected) return {};
  return core::unusable(table.where("schema"), fmt::format("schema \"{}\"", found), fmt::format("\"{}\"", expected));
}

}  // namespace qgauge::thresholds
