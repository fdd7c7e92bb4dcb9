// The gate table: every fact about a gate that is not its matrix, one row a gate, in the order of GateKind.
// Read by every room through spec_of and find_gate. Knows no circuit.
#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

#include "qgauge/circuit.hpp"

namespace qgauge::circuit {
namespace {

// uses_per_cnot: CX, CZ and ECR are locally equivalent to CX, and so are RXX, RYY and RZZ at the angle pi/2, which is
// what counts here; a CX takes two uses of iSWAP (Schuch and Siewert, PRA 67, 032301), of its square root (Huang et
// al., PRL 130, 070601) and of the Sycamore gate (Arute et al., Nature 574, 505, supplement; Foxen et al., PRL 125,
// 120504); no number of SWAPs entangles.
// clang-format off
constexpr std::array gates{
    //       kind, name, qubits, parameter, diagonal, clifford, unitary, uses_per_cnot
    GateSpec{GateKind::id,         "id",          1, false,  true,   true,   true,   0},
    GateSpec{GateKind::x,          "x",           1, false,  false,  true,   true,   0},
    GateSpec{GateKind::y,          "y",           1, false,  false,  true,   true,   0},
    GateSpec{GateKind::z,          "z",           1, false,  true,   true,   true,   0},
    GateSpec{GateKind::h,          "h",           1, false,  false,  true,   true,   0},
    GateSpec{GateKind::s,          "s",           1, false,  true,   true,   true,   0},
    GateSpec{GateKind::sdg,        "sdg",         1, false,  true,   true,   true,   0},
    GateSpec{GateKind::t,          "t",           1, false,  true,   false,  true,   0},
    GateSpec{GateKind::tdg,        "tdg",         1, false,  true,   false,  true,   0},
    GateSpec{GateKind::sx,         "sx",          1, false,  false,  true,   true,   0},
    GateSpec{GateKind::sxdg,       "sxdg",        1, false,  false,  true,   true,   0},
    GateSpec{GateKind::rx,         "rx",          1, true,   false,  false,  true,   0},
    GateSpec{GateKind::ry,         "ry",          1, true,   false,  false,  true,   0},
    GateSpec{GateKind::rz,         "rz",          1, true,   true,   false,  true,   0},
    GateSpec{GateKind::p,          "p",           1, true,   true,   false,  true,   0},
    GateSpec{GateKind::cx,         "cx",          2, false,  false,  true,   true,   1},
    GateSpec{GateKind::cz,         "cz",          2, false,  true,   true,   true,   1},
    GateSpec{GateKind::ecr,        "ecr",         2, false,  false,  true,   true,   1},
    GateSpec{GateKind::swap,       "swap",        2, false,  false,  true,   true,   0},
    GateSpec{GateKind::iswap,      "iswap",       2, false,  false,  true,   true,   2},
    GateSpec{GateKind::sqrt_iswap, "sqrt_iswap",  2, false,  false,  false,  true,   2},
    GateSpec{GateKind::sycamore,   "sycamore",    2, false,  false,  false,  true,   2},
    GateSpec{GateKind::rxx,        "rxx",         2, true,   false,  false,  true,   1},
    GateSpec{GateKind::ryy,        "ryy",         2, true,   false,  false,  true,   1},
    GateSpec{GateKind::rzz,        "rzz",         2, true,   true,   false,  true,   1},
    GateSpec{GateKind::delay,      "delay",       1, true,   false,  false,  false,  0},
    GateSpec{GateKind::barrier,    "barrier",     0, false,  false,  false,  false,  0},
    GateSpec{GateKind::measure,    "measure",     1, false,  false,  false,  false,  0},
};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < gates.size(); ++i)
    if (static_cast<std::size_t>(gates[i].kind) != i) return false;
  return gates.size() == static_cast<std::size_t>(GateKind::measure) + 1;
}
static_assert(in_order(), "row i of the table is the gate of number i");

}  // namespace

std::span<const GateSpec> gate_list() { return gates; }

const GateSpec& spec_of(GateKind kind) {
  assert(static_cast<std::size_t>(kind) < gates.size());
  return gates[static_cast<std::size_t>(kind)];
}

const GateSpec* find_gate(std::string_view name) {
  const auto found = std::ranges::find(gates, name, &GateSpec::name);
  return found == gates.end() ? nullptr : &*found;
}

}  // namespace qgauge::circuit
