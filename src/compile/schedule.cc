// Scheduling as late as possible: a qubit stays in |0> until it is needed, and every later wait becomes a delay.
// Called by protocols on native circuits. Knows durations, no noise.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>

#include "compile/native_gates.hpp"
#include "qgauge/compile.hpp"

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using circuit::Operation;
using Durations = std::vector<double>;
constexpr double shortest_delay_s = 1e-12;

double pulse_duration(const device::DeviceModel& model, int device_qubit) {
  const auto& gate = model.qubits[static_cast<std::size_t>(device_qubit)].gate;
  return gate ? gate->duration_s : 0;
}

/// `pulse_s(q)` and `pair_s(a, b)` give the durations of a pulse and of a native two-qubit gate on register qubits.
double duration(const Operation& operation, const auto& pulse_s, const auto& pair_s) {
  const auto& spec = circuit::spec_of(operation.gate);
  if (operation.gate == GateKind::delay) return operation.parameter;
  if (!spec.unitary) return 0;
  if (spec.qubits == 2) return pair_s(operation.qubits[0], operation.qubits[1]);
  return spec.diagonal ? 0 : pulse_s(operation.qubits[0]);
}

/// Half-open range of operations during which a qubit can lose its state: from its first operation to its last if that
/// is a measurement, else to the end of the circuit. Empty for a qubit that is never used.
struct Lifetime {
  std::size_t begin = std::numeric_limits<std::size_t>::max();
  std::size_t end = 0;
};

std::span<const std::uint32_t> operands(const Operation& operation) {
  return std::span(operation.qubits).first(static_cast<std::size_t>(circuit::spec_of(operation.gate).qubits));
}

class Scheduler {
 public:
  Scheduler(const circuit::Circuit& native, const device::DeviceModel& model)
      : native_(native), gates_(native, model), busy_s_(static_cast<std::size_t>(native.qubits)) {
    for (const int device_qubit : native.layout) pulse_s_.push_back(pulse_duration(model, device_qubit));
    find_lifetimes();
    result_.qubits = native.qubits;
    result_.layout = native.layout;
    result_.operations.reserve(native.operations.size() * 3 / 2);
    waits_s_.resize(native.operations.size());
  }

  circuit::Circuit run() {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= native_.operations.size(); ++i) {
      const bool last = i == native_.operations.size();
      if (!last && native_.operations[i].gate != GateKind::barrier) continue;
      segment(begin, i);
      if (!last) result_.operations.push_back(native_.operations[i]);
      begin = i + 1;
    }
    return std::move(result_);
  }

 private:
  void find_lifetimes() {
    lifetimes_.resize(static_cast<std::size_t>(native_.qubits));
    for (std::size_t i = 0; i < native_.operations.size(); ++i)
      for (const std::uint32_t q : operands(native_.operations[i])) {
        auto& [begin, end] = lifetimes_[q];
        begin = std::min(begin, i);
        end = native_.operations[i].gate == GateKind::measure ? i : native_.operations.size();
      }
  }

  /// The operations [begin, end) lie between two barriers.
  void segment(std::size_t begin, std::size_t end) {
    const double length_s = place_late(begin, end);
    for (std::uint32_t q = 0; q < busy_s_.size(); ++q)
      if (lifetimes_[q].begin < begin && lifetimes_[q].end >= begin) wait(q, length_s - busy_s_[q]);
    for (std::size_t i = begin; i < end; ++i) emit(i);
  }

  /// Walks the segment backwards: busy_s_[q] is the time between the start of q's earliest operation so far and the
  /// segment's end. An operation ends when the first of its qubits is needed again; the others then wait.
  double place_late(std::size_t begin, std::size_t end) {
    std::ranges::fill(busy_s_, 0.0);
    double length_s = 0;
    for (std::size_t i = end; i-- > begin;) {
      const auto qubits = operands(native_.operations[i]);
      double needed_s = 0;
      for (const std::uint32_t q : qubits) needed_s = std::max(needed_s, busy_s_[q]);
      const double start_s = needed_s + duration_at(native_.operations[i]);
      for (std::size_t k = 0; k < qubits.size(); ++k) {
        waits_s_[i][k] = needed_s - busy_s_[qubits[k]];
        busy_s_[qubits[k]] = start_s;
      }
      length_s = std::max(length_s, start_s);
    }
    return length_s;
  }

  /// The operation, and the waits of its qubits after it.
  void emit(std::size_t index) {
    const Operation& operation = native_.operations[index];
    result_.operations.push_back(operation);
    const auto qubits = operands(operation);
    for (std::size_t k = 0; k < qubits.size(); ++k)
      if (lifetimes_[qubits[k]].end > index) wait(qubits[k], waits_s_[index][k]);
  }

  void wait(std::uint32_t qubit, double seconds) {
    if (seconds >= shortest_delay_s) result_.operations.push_back({GateKind::delay, {qubit, 0}, seconds});
  }

  double duration_at(const Operation& operation) {
    const auto pair_s = [this](std::uint32_t a, std::uint32_t b) {
      const auto* gate = gates_.find(a, b);
      return gate == nullptr ? 0 : gate->duration_s;
    };
    return duration(
        operation, [this](std::uint32_t q) { return pulse_s_[q]; }, pair_s);
  }

  const circuit::Circuit& native_;
  NativeGates gates_;
  Durations pulse_s_;
  std::vector<Lifetime> lifetimes_;
  Durations busy_s_;
  std::vector<std::array<double, 2>> waits_s_;  ///< of each operation's qubits after it
  circuit::Circuit result_;
};

}  // namespace

circuit::Circuit schedule(const circuit::Circuit& native, const device::DeviceModel& model) {
  assert(native.layout.size() == static_cast<std::size_t>(native.qubits));
  return Scheduler(native, model).run();
}

double duration_of(const Operation& operation, const circuit::Circuit& circuit, const device::DeviceModel& model) {
  const auto pulse_s = [&](std::uint32_t q) { return pulse_duration(model, circuit.layout[q]); };
  const auto pair_s = [&](std::uint32_t a, std::uint32_t b) {
    const auto* gate = native_gate(model, circuit.layout[a], circuit.layout[b]);
    return gate == nullptr ? 0 : gate->duration_s;
  };
  return duration(operation, pulse_s, pair_s);
}

}  // namespace qgauge::compile
