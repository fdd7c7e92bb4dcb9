// recorded: files of counts recorded on hardware, read into values. Used by cli.
// Knows no protocol and no plan: see docs/recorded.md for the formats.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "qgauge/core.hpp"
#include "qgauge/execution/recorded.hpp"

namespace qgauge::recorded {

inline constexpr std::uintmax_t max_file_bytes = 64ull << 20;
inline constexpr std::size_t max_nesting = 200;
inline constexpr std::size_t max_circuits = 100'000;
inline constexpr std::size_t max_width = 10'000;               ///< bits of one outcome
inline constexpr std::uint64_t max_shots = 1'000'000'000'000;  ///< of one circuit

/// Whether the text holds survivals of sequences ("shots" and "survival"), which need no plan.
bool is_survival_record(std::string_view text);

/// Counts of circuits by name: JSON (a result of Qiskit, a dictionary of dictionaries, a list of objects) or a table
/// with the columns circuit, outcome and count, told apart by content. Error (unusable_input): what is none of these,
/// or beyond a limit, a circuit or outcome twice, outcomes of unequal width, a count that is no whole number from 0, a
/// circuit without shots.
core::Result<execution::RecordedCounts> read_counts(std::string_view text, const std::string& file);

/// Survivals by group, length and sequence, as Quantinuum publishes them; of a file whose groups have no sequences
/// (state preparation and measurement) each length holds one. Error (unusable_input): another structure, a survival
/// above the shots, or beyond a limit.
core::Result<execution::SurvivalRecord> read_survivals(std::string_view text, const std::string& file);

}  // namespace qgauge::recorded
