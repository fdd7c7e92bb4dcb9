// The values of every enumeration that stands in a report by its name: one list for writing, reading and the schema.
// Used inside report. The names themselves belong to the rooms of the enumerations.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "qgauge/core.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/thresholds.hpp"

namespace qgauge::report {

inline constexpr std::string_view schema_name = "qgauge.report/1";

inline constexpr std::array all_severities{core::Severity::info, core::Severity::warning, core::Severity::error};
inline constexpr std::array all_origins{figures::Origin::reported, figures::Origin::derived, figures::Origin::simulated,
                                        figures::Origin::measured};
inline constexpr std::array all_interval_kinds{figures::IntervalKind::sampling, figures::IntervalKind::propagated,
                                               figures::IntervalKind::history,  figures::IntervalKind::assumed,
                                               figures::IntervalKind::bounds,   figures::IntervalKind::none};
inline constexpr std::array all_relations{thresholds::Relation::at_least, thresholds::Relation::above,
                                          thresholds::Relation::at_most, thresholds::Relation::below};
inline constexpr std::array all_decisions{thresholds::Decision::controlled, thresholds::Decision::not_controlled,
                                          thresholds::Decision::undetermined};
inline constexpr std::array all_licence_statements{thresholds::Licence::Statement::needed,
                                                   thresholds::Licence::Statement::not_needed,
                                                   thresholds::Licence::Statement::cannot_be_said};

/// A report names the paradigm as text; these are the ones that the schema allows.
inline constexpr std::array<std::string_view, 6> all_paradigms{
    "gate_model", "measurement_based", "annealing", "analog", "photonic_sampling", "classical_simulator"};

/// The value called `name`, or nullopt.
template <class Enum, std::size_t Size>
std::optional<Enum> find_named(const std::array<Enum, Size>& values, std::string_view name) {
  const auto found = std::ranges::find_if(values, [name](Enum value) { return name_of(value) == name; });
  return found == values.end() ? std::nullopt : std::optional(*found);
}

/// The values as an expectation in a message: "at_least, above, at_most or below".
template <class Enum, std::size_t Size>
std::string listed(const std::array<Enum, Size>& values) {
  std::string text;
  for (std::size_t i = 0; i < Size; ++i) {
    if (i > 0) text += i + 1 == Size ? " or " : ", ";
    text += name_of(values[i]);
  }
  return text;
}

}  // namespace qgauge::report
