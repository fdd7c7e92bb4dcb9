// Finding recorded circuits by name and handing them over as samples. Called by cli.
// Knows no file format and no protocol.
#include "qgauge/execution/recorded.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <variant>

namespace qgauge::execution {
namespace {

std::uint64_t value_of(const std::string& bits) {
  std::uint64_t value = 0;
  for (const char bit : bits) value = value << 1 | static_cast<std::uint64_t>(bit == '1');
  return value;
}

bool is_one(const std::string& bits, std::size_t qubit) { return bits[bits.size() - 1 - qubit] == '1'; }

std::uint64_t value_of(const Marginal& marginal, const std::string& bits) {
  std::uint64_t value = 0;
  for (std::size_t k = 0; k < marginal.qubits.size(); ++k)
    value |= std::uint64_t{is_one(bits, marginal.qubits[k])} << k;
  return value;
}

std::uint64_t value_of(const Distances& distances, const std::string& bits) {
  std::uint64_t different = 0;
  for (std::size_t q = 0; q < distances.target.size(); ++q) different += is_one(bits, q) != distances.target[q] ? 1 : 0;
  return different;
}

core::Status check_width(const RecordedCounts& counts, const RecordedCircuit& circuit, std::size_t width) {
  if (circuit.width == width) return {};
  return core::unusable(counts.file + ": circuit " + circuit.name,
                        "outcomes of " + std::to_string(circuit.width) + " bits",
                        std::to_string(width) + ", one for each qubit of the planned circuit",
                        "record every bit of the classical register, c[0] right-most");
}

core::Status check_wanted(const RecordedCounts& counts, const std::vector<WantedCircuit>& wanted) {
  std::vector<std::string_view> names;
  for (const WantedCircuit& circuit : wanted) names.push_back(circuit.name);
  std::ranges::sort(names);
  for (const RecordedCircuit& circuit : counts.circuits) {
    if (std::ranges::binary_search(names, circuit.name)) continue;
    return core::unusable(counts.file + ": circuit " + circuit.name, "a circuit that the plan does not have",
                          "the names of the plan's circuits alone", "give the counts of this plan");
  }
  return {};
}

}  // namespace

const RecordedCircuit* find_circuit(const RecordedCounts& counts, std::string_view name) {
  const auto found = std::ranges::lower_bound(counts.circuits, name, {}, &RecordedCircuit::name);
  return found != counts.circuits.end() && found->name == name ? &*found : nullptr;
}

CircuitSamples samples_of(const RecordedCircuit& circuit) {
  assert(circuit.width <= 64);
  CircuitSamples samples{{}, static_cast<double>(circuit.shots)};
  for (const RecordedOutcome& outcome : circuit.outcomes) {
    samples.outcomes.push_back({value_of(outcome.bits), static_cast<double>(outcome.count)});
  }
  return samples;
}

CircuitSamples answer(const RecordedCircuit& circuit, const Question& question) {
  std::map<std::uint64_t, double> weights;
  for (const auto& [bits, count] : circuit.outcomes) {
    weights[std::visit([&](const auto& asked) { return value_of(asked, bits); }, question)] +=
        static_cast<double>(count);
  }
  CircuitSamples out{{}, static_cast<double>(circuit.shots)};
  for (const auto& [value, weight] : weights) out.outcomes.push_back({value, weight});
  return out;
}

core::Result<std::vector<const RecordedCircuit*>> match(const RecordedCounts& counts,
                                                        const std::vector<WantedCircuit>& wanted) {
  QGAUGE_CHECK(check_wanted(counts, wanted));
  std::vector<const RecordedCircuit*> out;
  for (const WantedCircuit& circuit : wanted) {
    const RecordedCircuit* found = find_circuit(counts, circuit.name);
    if (found == nullptr) {
      return core::unusable(counts.file, "no counts of the circuit " + circuit.name,
                            "counts of every circuit of the plan", "run it and add its counts under this name");
    }
    QGAUGE_CHECK(check_width(counts, *found, circuit.width));
    out.push_back(found);
  }
  return out;
}

}  // namespace qgauge::execution
