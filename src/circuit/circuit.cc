// Building a circuit and checking one that came from elsewhere. Called by protocols, compile and readers of circuits.
// Knows no device: a layout is checked for form only.
#include "qgauge/circuit.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace qgauge::circuit {

void Circuit::append(GateKind gate, std::uint32_t a, double parameter) {
  assert(spec_of(gate).qubits == 1);
  operations.push_back({gate, {a, 0}, parameter});
}

void Circuit::append(GateKind gate, std::uint32_t a, std::uint32_t b, double parameter) {
  assert(spec_of(gate).qubits == 2);
  operations.push_back({gate, {a, b}, parameter});
}

void Circuit::append_barrier() { operations.push_back({GateKind::barrier, {}, 0}); }

void Circuit::measure_all() {
  for (int q = 0; q < qubits; ++q) append(GateKind::measure, static_cast<std::uint32_t>(q));
}

namespace {

core::Status check_layout(const Circuit& circuit) {
  if (circuit.qubits < 0)
    return core::unusable("circuit", fmt::format("a register of {} qubits", circuit.qubits), "at least 0");
  if (circuit.layout.empty()) return {};
  const auto size = circuit.layout.size();
  if (size != static_cast<std::size_t>(circuit.qubits))
    return core::unusable("layout", fmt::format("{} entries", size), fmt::format("none or {}", circuit.qubits),
                          "name one device qubit for each register qubit");
  std::vector<int> sorted = circuit.layout;
  std::ranges::sort(sorted);
  if (sorted.front() < 0) return core::unusable("layout", fmt::format("qubit {}", sorted.front()), "numbers from 0");
  if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
    return core::unusable("layout", fmt::format("qubit {} twice", *twice), "every device qubit at most once");
  return {};
}

/// `where` is made only for a message: circuits hold millions of operations.
core::Status refuse(std::size_t index, const GateSpec& spec, const std::string& found, const std::string& expected) {
  return core::unusable(fmt::format("operation {} ({})", index, spec.name), found, expected, "correct the circuit");
}

core::Status check_operation(const Circuit& circuit, std::size_t index) {
  const Operation& operation = circuit.operations[index];
  const GateSpec& spec = spec_of(operation.gate);
  for (int k = 0; k < spec.qubits; ++k)
    if (const auto q = operation.qubits[k]; q >= static_cast<std::uint32_t>(circuit.qubits))
      return refuse(index, spec, fmt::format("qubit {}", q), fmt::format("a qubit below {}", circuit.qubits));
  if (spec.qubits == 2 && operation.qubits[0] == operation.qubits[1])
    return refuse(index, spec, fmt::format("qubit {} twice", operation.qubits[0]), "two different qubits");
  if (!std::isfinite(operation.parameter))
    return refuse(index, spec, fmt::format("parameter {}", operation.parameter), "a finite number");
  if (operation.gate == GateKind::delay && operation.parameter < 0)
    return refuse(index, spec, fmt::format("{} s", operation.parameter), "a delay of at least 0 s");
  return {};
}

}  // namespace

core::Status check(const Circuit& circuit) {
  QGAUGE_CHECK(check_layout(circuit));
  for (std::size_t index = 0; index < circuit.operations.size(); ++index) QGAUGE_CHECK(check_operation(circuit, index));
  return {};
}

}  // namespace qgauge::circuit
