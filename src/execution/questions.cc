// What the outcomes of a whole register say of some of its qubits, and how far they lie from a target.
// Used by executors of registers that an outcome holds. Knows no circuit.
#include <bit>
#include <map>
#include <utility>

#include "qgauge/execution.hpp"

namespace qgauge::execution {
namespace {

std::uint64_t value_of(const Marginal& marginal, std::uint64_t bits) {
  std::uint64_t value = 0;
  for (std::size_t k = 0; k < marginal.qubits.size(); ++k) value |= (bits >> marginal.qubits[k] & 1) << k;
  return value;
}

std::uint64_t value_of(const Distances& distances, std::uint64_t bits) {
  std::uint64_t target = 0;
  for (std::size_t q = 0; q < distances.target.size(); ++q) target |= std::uint64_t{distances.target[q]} << q;
  return static_cast<std::uint64_t>(std::popcount(bits ^ target));
}

}  // namespace

CircuitSamples answer(const CircuitSamples& whole, const Question& question) {
  std::map<std::uint64_t, double> weights;
  for (const auto& [bits, weight] : whole.outcomes) {
    weights[std::visit([bits](const auto& asked) { return value_of(asked, bits); }, question)] += weight;
  }
  CircuitSamples out{{}, whole.shots};
  for (const auto& [value, weight] : weights) out.outcomes.push_back({value, weight});
  return out;
}

}  // namespace qgauge::execution
