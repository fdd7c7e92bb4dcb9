// The table of native gates: see native_gates.hpp.

#include "device/native_gates.hpp"

#include <algorithm>
#include <array>

namespace qgauge::device {
namespace {

using circuit::GateKind;

// ms is the Molmer-Sorensen gate at its maximally entangling angle, zz the ZZ(pi/2) interaction: both are rzz(pi/2) up
// to one-qubit gates. xy is XY(pi), which is iSWAP (Abrams et al., Nature Electronics 3, 744, 2020), and cphase is
// CPHASE(pi), which is CZ.
constexpr std::array entangler_table{
    Entangler{"cz", GateKind::cz},
    Entangler{"cx", GateKind::cx},
    Entangler{"ecr", GateKind::ecr},
    Entangler{"rzz", GateKind::rzz},
    Entangler{"zz", GateKind::rzz},
    Entangler{"ms", GateKind::rzz},
    Entangler{"iswap", GateKind::iswap},
    Entangler{"sqrt_iswap", GateKind::sqrt_iswap},
    Entangler{"sycamore", GateKind::sycamore},
    Entangler{"xy", GateKind::iswap},
    Entangler{"cphase", GateKind::cz},
};

// u and u3 are two pulses between virtual z rotations, u2 is one (McKay et al., PRA 96, 022330, 2017).
constexpr std::array pulse_table{
    Pulse{"sx", 1}, Pulse{"u2", 1},   Pulse{"prx", 1}, Pulse{"r", 1}, Pulse{"u1q", 1}, Pulse{"phased_xz", 1},
    Pulse{"rx", 1}, Pulse{"gpi2", 1}, Pulse{"ry", 1},  Pulse{"x", 1}, Pulse{"u", 2},   Pulse{"u3", 2},
};

}  // namespace

std::span<const Entangler> entanglers() { return entangler_table; }

const Entangler* find_entangler(std::string_view name) {
  const auto* found = std::ranges::find(entangler_table, name, &Entangler::name);
  return found == entangler_table.end() ? nullptr : found;
}

double greatest_infidelity(std::size_t qubits) {
  const double dimension = qubits == 1 ? 2 : 4;
  return dimension / (dimension + 1);
}

std::span<const Pulse> pulses() { return pulse_table; }

std::optional<std::size_t> pulse_rank(std::string_view name) {
  const auto* found = std::ranges::find(pulse_table, name, &Pulse::name);
  if (found == pulse_table.end()) return std::nullopt;
  return static_cast<std::size_t>(found - pulse_table.begin());
}

}  // namespace qgauge::device
