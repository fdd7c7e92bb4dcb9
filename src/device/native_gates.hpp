// The native gates that a description may name: entanglers, and one-qubit pulses in order of preference.
// One table for importers, the native format and validation.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "qgauge/circuit.hpp"

namespace qgauge::device {

struct Entangler {
  std::string_view name;
  circuit::GateKind kind;  ///< equivalent up to one-qubit gates
};

/// A one-qubit gate made of physical pulses; virtual z rotations have neither error nor duration and are not listed.
struct Pulse {
  std::string_view name;
  int pulses;  ///< physical pi/2 or pi pulses in one gate
};

std::span<const Entangler> entanglers();
/// Null for an unknown name.
const Entangler* find_entangler(std::string_view name);

/// No channel on `qubits` qubits has a larger average gate infidelity: d/(d+1), that of a process infidelity of 1
/// (Horodecki et al., PRA 60, 1888, 1999).
double greatest_infidelity(std::size_t qubits);

/// Best first: the gate that is one calibrated pulse.
std::span<const Pulse> pulses();
/// Position in pulses(); nullopt for a gate that is none.
std::optional<std::size_t> pulse_rank(std::string_view name);

}  // namespace qgauge::device
