// The words of the native format for enumerations, as data: reader, writer and JSON Schema share these tables.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "qgauge/device.hpp"

namespace qgauge::device {

inline constexpr std::string_view native_schema = "qgauge.device/1";

template <class Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

inline constexpr Names<Paradigm, 6> paradigm_names{{
    {Paradigm::gate_model, "gate_model"},
    {Paradigm::measurement_based, "measurement_based"},
    {Paradigm::annealing, "annealing"},
    {Paradigm::analog, "analog"},
    {Paradigm::photonic_sampling, "photonic_sampling"},
    {Paradigm::classical_simulator, "classical_simulator"},
}};

inline constexpr Names<ErrorMetric::Operation, 3> operation_names{{
    {ErrorMetric::Operation::unknown, "unknown"},
    {ErrorMetric::Operation::isolated, "isolated"},
    {ErrorMetric::Operation::simultaneous, "simultaneous"},
}};

inline constexpr Names<ErrorMetric::OneQubitPart, 3> one_qubit_part_names{{
    {ErrorMetric::OneQubitPart::unknown, "unknown"},
    {ErrorMetric::OneQubitPart::subtracted, "subtracted"},
    {ErrorMetric::OneQubitPart::included, "included"},
}};

inline constexpr Names<ErrorMetric::Per, 4> per_names{{
    {ErrorMetric::Per::unknown, "unknown"},
    {ErrorMetric::Per::gate, "gate"},
    {ErrorMetric::Per::cycle, "cycle"},
    {ErrorMetric::Per::clifford, "clifford"},
}};

inline constexpr Names<ErrorMetric::Leakage, 3> leakage_names{{
    {ErrorMetric::Leakage::unknown, "unknown"},
    {ErrorMetric::Leakage::included, "included"},
    {ErrorMetric::Leakage::excluded, "excluded"},
}};

inline constexpr Names<Confidence, 4> confidence_names{{
    {Confidence::unstated, ""},
    {Confidence::read, "read"},
    {Confidence::memory, "memory"},
    {Confidence::uncertain, "uncertain"},
}};

/// What Record::status may be.
inline constexpr std::array<std::string_view, 7> record_statuses{
    "operated", "laboratory", "experimental", "demonstrated", "installing", "announced", "component"};

/// What Zone::kind may be.
inline constexpr std::array<std::string_view, 4> zone_kinds{"gate", "storage", "readout", "loading"};

template <class Enum, std::size_t N>
std::string_view name_in(const Names<Enum, N>& names, Enum value) {
  for (const auto& [member, name] : names) {
    if (member == value) return name;
  }
  return {};
}

}  // namespace qgauge::device
