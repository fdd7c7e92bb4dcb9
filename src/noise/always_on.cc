// The coupling that never stops: see always_on.hpp.

#include "noise/always_on.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "noise/pauli_noise.hpp"

namespace qgauge::noise {
namespace {

/// diag(1, ..., 1, exp(-i angle)).
Eigen::MatrixXcd phase_of_last(Eigen::Index states, double angle) {
  Eigen::MatrixXcd unitary = Eigen::MatrixXcd::Identity(states, states);
  unitary(states - 1, states - 1) = std::polar(1.0, -angle);
  return unitary;
}

/// Of a Pauli that each of these times brings with probability sin^2(pi zeta t/2), that in the end it acts:
/// 1 - 2 sin^2(x) = cos(2 x) multiplies.
double probability(const std::vector<double>& times_s, double zeta_hz) {
  double kept = 1;
  for (const double time_s : times_s) kept *= std::cos(std::numbers::pi * zeta_hz * time_s);
  return (1 - kept) / 2;
}

/// With these probabilities Z of the second operand, and Z of the first with Y of the second.
PauliChannel turned_paulis(double z, double zy) {
  constexpr std::size_t first_z = 3, second_y = 2 * 4, second_z = 3 * 4;
  PauliChannel of_z{std::vector<double>(16)}, of_zy{std::vector<double>(16)};
  of_z.probabilities[second_z] = z;
  of_z.probabilities[0] = 1 - z;
  of_zy.probabilities[first_z + second_y] = zy;
  of_zy.probabilities[0] = 1 - zy;
  return convolved(of_z, of_zy);
}

}  // namespace

std::vector<Lifetime> lifetimes_of(const circuit::Circuit& native, const std::vector<OperationTime>& times,
                                   Preparation preparation) {
  std::vector<Lifetime> lifetimes(static_cast<std::size_t>(native.qubits));
  for (std::size_t i = 0; i < times.size(); ++i) {
    const circuit::Operation& operation = native.operations[i];
    for (int k = 0; k < circuit::spec_of(operation.gate).qubits; ++k) {
      Lifetime& life = lifetimes[operation.qubits[static_cast<std::size_t>(k)]];
      life.begin_s = std::min(life.begin_s, times[i].start_s);
      if (operation.gate == circuit::GateKind::measure) life.end_s = times[i].start_s;
    }
  }
  if (preparation == Preparation::perfect) {
    double begin_s = 0;
    for (const OperationTime& time : times) begin_s = std::min(begin_s, time.start_s);
    for (Lifetime& life : lifetimes) life.begin_s = begin_s;
  }
  return lifetimes;
}

AlwaysOn::AlwaysOn(const circuit::Circuit& native, const NoiseModel& model, const std::vector<OperationTime>& times,
                   const std::vector<Lifetime>& lifetimes)
    : echoed_(native, times), of_qubit_(static_cast<std::size_t>(native.qubits)) {
  for (std::uint32_t b = 1; b < static_cast<std::uint32_t>(native.qubits); ++b) {
    for (std::uint32_t a = 0; a < b; ++a) {
      const double zeta_hz = model.zz_hz(device_qubit(native, a), device_qubit(native, b));
      if (zeta_hz == 0) continue;
      for (const std::uint32_t qubit : {a, b}) of_qubit_[qubit].push_back(pairs_.size());
      const double begin_s = std::max(lifetimes[a].begin_s, lifetimes[b].begin_s);
      const double end_s = std::min(lifetimes[a].end_s, lifetimes[b].end_s);
      pairs_.push_back({static_cast<int>(a), static_cast<int>(b), zeta_hz, {begin_s, end_s}, begin_s});
    }
  }
}

void AlwaysOn::bring(int qubit, double until_s, NoisyCircuit& circuit) {
  for (const std::size_t index : of_qubit_[static_cast<std::size_t>(qubit)]) bring(pairs_[index], until_s, circuit);
}

void AlwaysOn::skip(int a, int b, const OperationTime& gate, NoisyCircuit& circuit) {
  for (const std::size_t index : of_qubit_[static_cast<std::size_t>(a)]) {
    Pair& pair = pairs_[index];
    if (pair.a != b && pair.b != b) continue;
    bring(pair, gate.start_s, circuit);
    pair.done_s = std::max(pair.done_s, gate.end_s);
  }
}

void AlwaysOn::finish(NoisyCircuit& circuit) {
  for (Pair& pair : pairs_) bring(pair, pair.acts.end_s, circuit);
}

void AlwaysOn::turn_target(const circuit::Operation& echoed, const OperationTime& gate, NoisyCircuit& circuit) const {
  const auto control = static_cast<int>(echoed.qubits[0]), target = static_cast<int>(echoed.qubits[1]);
  PauliChannel of_gate = turned_paulis(0, 0);
  for (const std::size_t index : of_qubit_[static_cast<std::size_t>(target)]) {
    const Pair& pair = pairs_[index];
    const int neighbour = pair.a == target ? pair.b : pair.a;
    if (neighbour == control) continue;
    const TurnedCoupling turned = echoed_.average(gate, neighbour, pair.acts);
    of_gate = convolved(of_gate,
                        turned_paulis(probability(turned.z_s, pair.zeta_hz), probability(turned.zy_s, pair.zeta_hz)));
    const double z = probability(turned.neighbour_s, pair.zeta_hz);
    if (z > 0) circuit.add_pauli({neighbour}, dephasing_paulis(z));
  }
  if (of_gate.probabilities[0] < 1) circuit.add_pauli({control, target}, std::move(of_gate));
}

void AlwaysOn::bring(Pair& pair, double until_s, NoisyCircuit& circuit) const {
  const double until = std::min(until_s, pair.acts.end_s);
  while (until > pair.done_s) {
    const EchoedGates::Now a = echoed_.at(pair.a, pair.done_s), b = echoed_.at(pair.b, pair.done_s);
    const double next_s = std::min({until, a.until_s, b.until_s});
    const double angle = 2 * std::numbers::pi * pair.zeta_hz * (next_s - pair.done_s);
    if (!a.turned && !b.turned) circuit.add_unitary_noise({pair.a, pair.b}, phase_of_last(4, angle));
    // -Z of the other alone: |1> turns by half of zeta.
    if (a.turned != b.turned) circuit.add_unitary_noise({a.turned ? pair.b : pair.a}, phase_of_last(2, angle / 2));
    pair.done_s = next_s;
  }
}

}  // namespace qgauge::noise
