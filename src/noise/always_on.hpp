// The coupling ZZ between qubits of a register that never stops, brought up to date at the middle of everything that it
// does not commute with, decay during waits and gates included. Used by attach.cc. Knows times and couplings, no gate.
#pragma once

#include <limits>
#include <vector>

#include "noise/timing.hpp"

namespace qgauge::noise {

/// From when to when a qubit can hold a state other than |0>: start of its first operation, and of its measurement or
/// the end of the circuit. In a part in the middle of others, all of it.
struct Lifetime {
  double begin_s = std::numeric_limits<double>::infinity();
  double end_s = 0;
};
std::vector<Lifetime> lifetimes_of(const circuit::Circuit& native, const std::vector<OperationTime>& times,
                                   Preparation preparation);

class AlwaysOn {
 public:
  AlwaysOn(const circuit::Circuit& native, const NoiseModel& model, const std::vector<Lifetime>& lifetimes);

  bool empty() const { return pairs_.empty(); }
  /// Appends what the couplings of a qubit did until then, as unitary noise exp(-i 2 pi zeta t/4 ZZ).
  void bring(int qubit, double until_s, NoisyCircuit& circuit);
  /// The gate of a pair holds their coupling in its own error: it is brought to its start and goes on at its end.
  void skip(int a, int b, const OperationTime& gate, NoisyCircuit& circuit);
  /// To the end.
  void finish(NoisyCircuit& circuit);

 private:
  struct Pair {
    int a;
    int b;
    double zeta_hz;
    double done_s;  ///< until when it is in the circuit
    double end_s;
  };
  static void bring(Pair& pair, double until_s, NoisyCircuit& circuit);

  std::vector<Pair> pairs_;
  std::vector<std::vector<std::size_t>> of_qubit_;  ///< indices into pairs_
};

}  // namespace qgauge::noise
