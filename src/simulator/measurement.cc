// Measurement: see measurement.hpp.
#include "simulator/measurement.hpp"

#include <cstddef>

#include <fmt/format.h>

namespace qgauge::simulator {
namespace {

std::uint64_t operands(const circuit::Operation& operation) {
  std::uint64_t mask = 0;
  for (int k = 0; k < circuit::spec_of(operation.gate).qubits; ++k) mask |= std::uint64_t{1} << operation.qubits[k];
  return mask;
}

/// body(p0, p1) for every pair of entries that differ in the bit of `qubit` only.
template <class Body>
void for_pairs(std::span<double> probabilities, int qubit, const Body& body) {
  const std::size_t bit = std::size_t{1} << qubit;
  for (std::size_t base = 0; base < probabilities.size(); base += 2 * bit) {
    for (std::size_t x = base; x < base + bit; ++x) body(probabilities[x], probabilities[x + bit]);
  }
}

}  // namespace

core::Result<std::uint64_t> measured_qubits(const circuit::Circuit& circuit) {
  std::uint64_t measured = 0;
  for (std::size_t i = 0; i < circuit.operations.size(); ++i) {
    const circuit::Operation& operation = circuit.operations[i];
    const std::uint64_t mask = operands(operation);
    if ((measured & mask) != 0) {
      const auto& spec = circuit::spec_of(operation.gate);
      return core::unusable(fmt::format("operation {} ({})", i, spec.name), "an operation on a qubit that was measured",
                            "measurement at the end of each qubit only", "remove what follows the measurement");
    }
    if (operation.gate == circuit::GateKind::measure) measured |= mask;
  }
  return measured;
}

void marginalise(std::span<double> probabilities, std::uint64_t measured) {
  for (int qubit = 0; (std::size_t{1} << qubit) < probabilities.size(); ++qubit) {
    if (((measured >> qubit) & 1) != 0) continue;
    for_pairs(probabilities, qubit, [](double& p0, double& p1) {
      p0 += p1;
      p1 = 0;
    });
  }
}

void confuse(std::span<double> probabilities, int qubit, const noise::Readout& readout) {
  for_pairs(probabilities, qubit, [&](double& p0, double& p1) {
    const double read_0 = (1 - readout.p1_given_0) * p0 + readout.p0_given_1 * p1;
    p1 = readout.p1_given_0 * p0 + (1 - readout.p0_given_1) * p1;
    p0 = read_0;
  });
}

}  // namespace qgauge::simulator
