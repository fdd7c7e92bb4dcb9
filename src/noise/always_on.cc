// The coupling ZZ that never stops: see always_on.hpp. The part of the coupling that is a Z on each qubit is calibrated
// away with the qubit's frame; ZZ is what is left.

#include "noise/always_on.hpp"

#include <algorithm>
#include <numbers>

namespace qgauge::noise {

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

AlwaysOn::AlwaysOn(const circuit::Circuit& native, const NoiseModel& model, const std::vector<Lifetime>& lifetimes)
    : of_qubit_(static_cast<std::size_t>(native.qubits)) {
  for (std::uint32_t b = 1; b < static_cast<std::uint32_t>(native.qubits); ++b) {
    for (std::uint32_t a = 0; a < b; ++a) {
      const double zeta_hz = model.zz_hz(device_qubit(native, a), device_qubit(native, b));
      if (zeta_hz == 0) continue;
      for (const std::uint32_t qubit : {a, b}) of_qubit_[qubit].push_back(pairs_.size());
      const double begin_s = std::max(lifetimes[a].begin_s, lifetimes[b].begin_s);
      const double end_s = std::min(lifetimes[a].end_s, lifetimes[b].end_s);
      pairs_.push_back({static_cast<int>(a), static_cast<int>(b), zeta_hz, begin_s, end_s});
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
  for (Pair& pair : pairs_) bring(pair, pair.end_s, circuit);
}

void AlwaysOn::bring(Pair& pair, double until_s, NoisyCircuit& circuit) {
  const double until = std::min(until_s, pair.end_s);
  if (!(until > pair.done_s)) return;
  // exp(-i 2 pi zeta t/4 ZZ) is an rzz, exp(-i angle/2 ZZ), by pi zeta t.
  const double angle = std::numbers::pi * pair.zeta_hz * (until - pair.done_s);
  circuit.add_unitary_noise({pair.a, pair.b}, circuit::unitary_of(circuit::GateKind::rzz, angle));
  pair.done_s = until;
}

}  // namespace qgauge::noise
