// What is asked of a program: the value of a classical expression, and whether measuring can wait to the end.
// Called by the simulator and by whoever reads circuits. Knows no text and no device.
#include "qgauge/circuit/program.hpp"

#include <array>
#include <cassert>

namespace qgauge::circuit {
namespace {

struct Number {
  std::uint64_t value;
  std::uint32_t size;
};

std::uint64_t mask_of(std::uint32_t size) { return size >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size) - 1; }

std::uint64_t read(const ClassicalStep& step, std::span<const std::uint8_t> bits) {
  std::uint64_t value = 0;
  for (std::uint32_t k = 0; k < step.size; ++k) value |= std::uint64_t{bits[step.first + k]} << k;
  return value;
}

std::uint64_t shifted(std::uint64_t value, std::uint64_t by, bool left) {
  if (by >= 64) return 0;
  return left ? value << by : value >> by;
}

std::uint64_t combined(ClassicalOp op, std::uint64_t a, std::uint64_t b) {
  switch (op) {
    case ClassicalOp::logical_and:
      return a != 0 && b != 0;
    case ClassicalOp::logical_or:
      return a != 0 || b != 0;
    case ClassicalOp::bit_and:
      return a & b;
    case ClassicalOp::bit_or:
      return a | b;
    case ClassicalOp::bit_xor:
      return a ^ b;
    case ClassicalOp::equal:
      return a == b;
    case ClassicalOp::different:
      return a != b;
    case ClassicalOp::less:
      return a < b;
    case ClassicalOp::at_most:
      return a <= b;
    case ClassicalOp::greater:
      return a > b;
    case ClassicalOp::at_least:
      return a >= b;
    case ClassicalOp::shift_left:
    case ClassicalOp::shift_right:
      return shifted(a, b, op == ClassicalOp::shift_left);
    case ClassicalOp::add:
      return a + b;
    case ClassicalOp::subtract:
      return a - b;
    default:
      assert(false);
      return 0;
  }
}

/// What has been done to each qubit.
class Uses {
 public:
  explicit Uses(int qubits) : touched_(static_cast<std::size_t>(qubits), false), measured_(touched_) {}

  /// Whether one of them acts on a measured qubit.
  bool again(std::span<const Operation> operations) {
    for (const Operation& operation : operations) {
      const GateSpec& spec = spec_of(operation.gate);
      for (int k = 0; k < spec.qubits && spec.unitary; ++k) {
        const auto qubit = operation.qubits[static_cast<std::size_t>(k)];
        if (measured_[qubit]) return true;
        touched_[qubit] = true;
      }
    }
    return false;
  }
  void measure(std::uint32_t qubit) { touched_[qubit] = measured_[qubit] = true; }
  bool touched(std::uint32_t qubit) const { return touched_[qubit]; }

 private:
  std::vector<bool> touched_, measured_;
};

}  // namespace

std::uint64_t evaluate(const ClassicalExpression& expression, std::span<const std::uint8_t> bits) {
  std::vector<Number> stack;
  stack.reserve(8);
  for (const ClassicalStep& step : expression) {
    if (step.op == ClassicalOp::constant) {
      stack.push_back({step.value, 64});
    } else if (step.op == ClassicalOp::bits) {
      stack.push_back({read(step, bits), step.size});
    } else if (step.op == ClassicalOp::logical_not) {
      stack.back() = {stack.back().value == 0, 1};
    } else if (step.op == ClassicalOp::complement) {
      stack.back().value = ~stack.back().value & mask_of(stack.back().size);
    } else {
      const Number b = stack.back();
      stack.pop_back();
      Number& a = stack.back();
      a.value = combined(step.op, a.value, b.value);
      a.size = a.size > b.size ? a.size : b.size;
      if (a.size < 64 && step.op == ClassicalOp::shift_left) a.value &= mask_of(a.size);
    }
  }
  assert(stack.size() == 1);
  return stack.back().value;
}

std::optional<FinalMeasurements> final_measurements(const Program& program) {
  FinalMeasurements final{std::vector<std::optional<std::uint32_t>>(program.bits)};
  Uses uses(program.qubits);
  for (const Instruction& instruction : program.instructions) {
    if (instruction.kind == InstructionKind::measure) {
      uses.measure(instruction.a);
      if (instruction.b != no_bit) final.qubit_of_bit[instruction.b] = instruction.a;
    } else if (instruction.kind == InstructionKind::operations) {
      if (uses.again(std::span(program.operations).subspan(instruction.a, instruction.b - instruction.a))) return {};
    } else if (instruction.kind != InstructionKind::reset || uses.touched(instruction.a)) {
      return {};
    }
  }
  return final;
}

Circuit unitary_part(const Program& program) { return {program.qubits, program.layout, program.operations}; }

}  // namespace qgauge::circuit
