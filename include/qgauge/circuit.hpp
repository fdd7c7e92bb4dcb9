// circuit: gates as data, and circuits over them. Qubit 0 is the least significant bit everywhere.
// Planned by protocols, rewritten by compile, run by executors. Knows no device and no noise.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <Eigen/Core>

#include "qgauge/core.hpp"

namespace qgauge::circuit {

/// rz, u... take their angle in radians; delay takes seconds. measure reads one qubit into the bit of the same number.
/// barrier stands for all qubits and keeps compilation and scheduling from crossing it.
enum class GateKind : std::uint8_t {
  id,
  x,
  y,
  z,
  h,
  s,
  sdg,
  t,
  tdg,
  sx,
  sxdg,
  rx,
  ry,
  rz,
  p,
  cx,
  cz,
  ecr,
  swap,
  iswap,
  sqrt_iswap,
  sycamore,
  rxx,
  ryy,
  rzz,
  delay,
  barrier,
  measure
};

/// One row of the gate table.
struct GateSpec {
  GateKind kind;
  std::string_view name;  ///< lower case; as in OpenQASM's standard library where that has the gate
  int qubits;             ///< 0 for barrier
  bool parameter;
  bool diagonal;
  bool clifford;      ///< for every parameter
  bool unitary;       ///< false for delay, barrier and measure
  int uses_per_cnot;  ///< native gates needed for one C-NOT up to one-qubit gates; 0 where it is none
};

std::span<const GateSpec> gate_list();
const GateSpec& spec_of(GateKind kind);
/// Null for an unknown name.
const GateSpec* find_gate(std::string_view name);

struct Operation {
  GateKind gate = GateKind::id;
  std::array<std::uint32_t, 2> qubits{};  ///< register numbers; [0] is the control of cx and ecr's first qubit
  double parameter = 0;
};

/// The unitary, 2x2 or 4x4, of a unitary gate; row and column index = bit(qubits[0]) + 2 bit(qubits[1]).
Eigen::MatrixXcd unitary_of(GateKind gate, double parameter = 0);

/// Register qubit q stands on the device's qubit layout[q]; an empty layout means the register is abstract.
struct Circuit {
  int qubits = 0;
  std::vector<int> layout;
  std::vector<Operation> operations;

  void append(GateKind gate, std::uint32_t a, double parameter = 0);
  void append(GateKind gate, std::uint32_t a, std::uint32_t b, double parameter = 0);
  /// The same for any integers: append(cx, 0, 1) would else not know its second qubit from a parameter.
  void append(GateKind gate, std::integral auto a, std::integral auto b, double parameter = 0) {
    append(gate, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b), parameter);
  }
  void append_barrier();
  /// Measures every qubit.
  void measure_all();
};

/// Error for an operation that is out of the register, repeats a qubit or has a parameter that is not finite, for a
/// negative delay, and for a layout that is neither empty nor one device qubit, named once, for each register qubit.
core::Status check(const Circuit& circuit);

}  // namespace qgauge::circuit
