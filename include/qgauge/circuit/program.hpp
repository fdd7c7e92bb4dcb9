// Programs: circuits with measurement, reset and classical control in the middle. Written by readers of circuits, run
// by the simulator. Knows no text and no device.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qgauge/circuit.hpp"

namespace qgauge::circuit {

/// A named range of qubits or of classical bits; its element 0 is `first`.
struct Register {
  std::string name;
  std::uint32_t first = 0;
  std::uint32_t size = 0;

  bool operator==(const Register&) const = default;
};

enum class ClassicalOp : std::uint8_t {
  constant,     ///< `value`
  bits,         ///< `size` bits, at most 64, from `first`, as an unsigned number; bit `first` is the lowest
  logical_not,  ///< of one number
  complement,   ///< of one number, within its bits
  logical_and,  ///< this one and the following take two numbers
  logical_or,
  bit_and,
  bit_or,
  bit_xor,
  equal,
  different,
  less,
  at_most,
  greater,
  at_least,
  shift_left,
  shift_right,
  add,
  subtract
};

struct ClassicalStep {
  ClassicalOp op = ClassicalOp::constant;
  std::uint32_t first = 0;
  std::uint32_t size = 0;
  std::uint64_t value = 0;

  bool operator==(const ClassicalStep&) const = default;
};

/// Steps in postfix order that leave one number of 64 bits.
using ClassicalExpression = std::vector<ClassicalStep>;

/// The number, from the values of all classical bits, one a byte.
std::uint64_t evaluate(const ClassicalExpression& expression, std::span<const std::uint8_t> bits);

enum class InstructionKind : std::uint8_t {
  operations,   ///< Program::operations [a, b): unitary gates, delays and barriers
  measure,      ///< qubit a into classical bit b, or into none where b is no_bit
  reset,        ///< qubit a to |0>
  assign,       ///< the lowest b bits of the expression into the classical bits from a
  jump_unless,  ///< to instruction a where the expression is 0
  jump          ///< to instruction a
};

inline constexpr std::uint32_t no_bit = 0xffffffff;

/// Jumps lead forward alone, so every program ends.
struct Instruction {
  InstructionKind kind = InstructionKind::operations;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t expression = 0;  ///< index in Program::expressions, of assign and jump_unless

  bool operator==(const Instruction&) const = default;
};

/// Register qubit q stands on the device's qubit layout[q], ascending, where the source names the device's qubits; else
/// the layout is empty.
struct Program {
  int qubits = 0;
  std::uint32_t bits = 0;
  std::vector<int> layout;
  std::vector<Register> quantum_registers;
  std::vector<Register> classical_registers;
  std::vector<Operation> operations;
  std::vector<Instruction> instructions;
  std::vector<ClassicalExpression> expressions;
  double global_phase = 0;   ///< radians, in [-pi, pi]; of what is not conditional
  bool waits_in_dt = false;  ///< some delays are in a machine's unit and are not among the operations
};

/// What a program without classical control measures at its end.
struct FinalMeasurements {
  std::vector<std::optional<std::uint32_t>> qubit_of_bit;  ///< for every classical bit the qubit that it holds
};

/// Whether measuring can wait to the end: no reset of a qubit in use, no assignment, no jump, and no measured qubit is
/// used again. Nothing otherwise.
std::optional<FinalMeasurements> final_measurements(const Program& program);

/// All gates, delays and barriers in their order, without measurements; the layout is the program's.
Circuit unitary_part(const Program& program);

}  // namespace qgauge::circuit
