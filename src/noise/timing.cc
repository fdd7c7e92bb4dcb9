// Times of operations, from the end backwards: see timing.hpp.

#include "noise/timing.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>

namespace qgauge::noise {
namespace {

using circuit::GateKind;
using circuit::Operation;

std::span<const std::uint32_t> operands(const Operation& operation) {
  return std::span(operation.qubits).first(static_cast<std::size_t>(circuit::spec_of(operation.gate).qubits));
}

bool is_entangler(const Operation& operation) { return circuit::spec_of(operation.gate).uses_per_cnot > 0; }

double duration_of(const Operation& operation, const circuit::Circuit& native, const NoiseModel& model) {
  const int first = device_qubit(native, operation.qubits[0]);
  const GateNoise* noise = nullptr;
  if (operation.gate == GateKind::delay) return operation.parameter;
  if (operation.gate == GateKind::sx || operation.gate == GateKind::x) noise = model.one_qubit(first);
  if (is_entangler(operation)) noise = model.two_qubit(first, device_qubit(native, operation.qubits[1]));
  return noise == nullptr ? 0 : noise->duration_s;
}

/// What is left of the circuit after a qubit's operations so far, walking backwards.
struct Remaining {
  double seconds = 0;
  int layers = 0;
};

Remaining latest(const Remaining& a, const Remaining& b) {
  return {std::max(a.seconds, b.seconds), std::max(a.layers, b.layers)};
}

/// With whom each qubit's next two-qubit gate is, walking backwards: a pair stays together until one of them leaves.
class Partners {
 public:
  explicit Partners(int qubits) : next_(static_cast<std::size_t>(qubits), alone) {}

  /// Whether a gate on the pair brings it together.
  bool meet(std::uint32_t a, std::uint32_t b) {
    const bool together = next_[a] == static_cast<int>(b) && next_[b] == static_cast<int>(a);
    next_[a] = static_cast<int>(b);
    next_[b] = static_cast<int>(a);
    return !together;
  }

 private:
  static constexpr int alone = -1;
  std::vector<int> next_;
};

/// A two-qubit gate with the interval that it is on.
struct Running {
  std::size_t index;
  double start;
  double end;
};

bool all_timed(const circuit::Circuit& native, const std::vector<OperationTime>& times) {
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (is_entangler(native.operations[i]) && times[i].start_s == times[i].end_s) return false;
  }
  return true;
}

std::vector<Running> entanglers(const circuit::Circuit& native, const std::vector<OperationTime>& times) {
  const bool timed = all_timed(native, times);
  std::vector<Running> gates;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!is_entangler(native.operations[i])) continue;
    const double layer = -times[i].layers_after;
    gates.push_back(timed ? Running{i, times[i].start_s, times[i].end_s} : Running{i, layer - 1, layer});
  }
  std::ranges::stable_sort(gates, {}, &Running::start);
  return gates;
}

bool are_neighbours(const circuit::Circuit& native, const Operation& one, const Operation& other,
                    const NoiseModel& model) {
  for (const std::uint32_t a : operands(one)) {
    for (const std::uint32_t b : operands(other)) {
      if (a == b) return false;
    }
  }
  const auto touches = [&](std::uint32_t a, std::uint32_t b) {
    return model.coupled(device_qubit(native, a), device_qubit(native, b));
  };
  return std::ranges::any_of(operands(one), [&](std::uint32_t a) {
    return std::ranges::any_of(operands(other), [&](std::uint32_t b) { return touches(a, b); });
  });
}

}  // namespace

int device_qubit(const circuit::Circuit& circuit, std::uint32_t qubit) {
  return circuit.layout.empty() ? static_cast<int>(qubit) : circuit.layout[qubit];
}

std::vector<OperationTime> times_of(const circuit::Circuit& native, const NoiseModel& model) {
  std::vector<OperationTime> times(native.operations.size());
  std::vector<Remaining> left(static_cast<std::size_t>(native.qubits));
  Partners partners(native.qubits);
  for (std::size_t i = times.size(); i-- > 0;) {
    const Operation& operation = native.operations[i];
    if (operation.gate == GateKind::barrier) {
      const Remaining all = std::accumulate(left.begin(), left.end(), Remaining{}, latest);
      std::ranges::fill(left, all);
      continue;
    }
    Remaining after;
    for (const std::uint32_t qubit : operands(operation)) after = latest(after, left[qubit]);
    const double duration_s = duration_of(operation, native, model);
    const bool begins = is_entangler(operation) && partners.meet(operation.qubits[0], operation.qubits[1]);
    const Remaining before{after.seconds + duration_s, after.layers + (begins ? 1 : 0)};
    times[i] = {-before.seconds, -after.seconds, after.layers, before.layers};
    for (const std::uint32_t qubit : operands(operation)) left[qubit] = before;
  }
  return times;
}

std::vector<double> layer_shares(const circuit::Circuit& native, const NoiseModel& model,
                                 const std::vector<OperationTime>& times) {
  std::vector<int> pairs(1);
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto layer = static_cast<std::size_t>(times[i].layers_before);
    if (!is_entangler(native.operations[i]) || times[i].layers_before == times[i].layers_after) continue;
    pairs.resize(std::max(pairs.size(), layer + 1));
    ++pairs[layer];
  }
  std::vector<double> shares(pairs.size());
  for (std::size_t l = 1; l < pairs.size(); ++l) shares[l] = shares[l - 1] + model.memory_share(pairs[l]);
  return shares;
}

std::vector<bool> disturbed_gates(const circuit::Circuit& native, const NoiseModel& model,
                                  const std::vector<OperationTime>& times) {
  // Gates that touch in time by rounding alone do not run together.
  constexpr double touch_s = 1e-12;
  std::vector<bool> disturbed(times.size());
  std::vector<Running> on;
  for (const Running& gate : entanglers(native, times)) {
    std::erase_if(on, [&](const Running& other) { return other.end <= gate.start + touch_s; });
    for (const Running& other : on) {
      if (!are_neighbours(native, native.operations[gate.index], native.operations[other.index], model)) continue;
      disturbed[gate.index] = disturbed[other.index] = true;
    }
    on.push_back(gate);
  }
  return disturbed;
}

}  // namespace qgauge::noise
