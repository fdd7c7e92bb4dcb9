// The coupling between qubits of a register that never stops, brought up to date at the middle of everything that it
// does not commute with, decay during waits and gates included. Used by attach.cc. Knows times and couplings, and of
// gates only what echoed_gates.hpp tells.
#pragma once

#include <limits>
#include <vector>

#include "noise/echoed_gates.hpp"

namespace qgauge::noise {

/// From when to when a qubit can hold a state other than |0>: start of its first operation, and of its measurement or
/// the end of the circuit. In a part in the middle of others, all of it.
struct Lifetime {
  double begin_s = std::numeric_limits<double>::infinity();
  double end_s = 0;
};
std::vector<Lifetime> lifetimes_of(const circuit::Circuit& native, const std::vector<OperationTime>& times,
                                   Preparation preparation);

/// The frame of a qubit is calibrated while its neighbours are in |0>. So what acts on a pair is all of zeta = f(11) -
/// f(10) - f(01) + f(00) where both are 1 and nothing elsewhere: H/h = zeta |11><11| = (zeta/4) (1 - Z_a - Z_b + Z_a
/// Z_b) (Magesan and Gambetta, PRA 101, 052308 (2020); Krantz et al., Appl. Phys. Rev. 6, 021318 (2019)).
class AlwaysOn {
 public:
  AlwaysOn(const circuit::Circuit& native, const NoiseModel& model, const std::vector<OperationTime>& times,
           const std::vector<Lifetime>& lifetimes);

  bool empty() const { return pairs_.empty(); }
  /// Appends what the couplings of a qubit did until then, as unitary noise diag(1, 1, 1, exp(-i 2 pi zeta t)); while
  /// an echoed gate turns one of the two, only -Z of the other.
  void bring(int qubit, double until_s, NoisyCircuit& circuit);
  /// Appends, before an echoed gate, what its target's couplings to others than its control do while it runs, as Pauli
  /// noise: each Pauli with the probability sin^2 of pi zeta t/2, t the time for which the coupling acts as it, on each
  /// side of the coupling by itself.
  void turn_target(const circuit::Operation& echoed, const OperationTime& gate, NoisyCircuit& circuit) const;
  /// The gate of a pair holds their coupling in its own error: it is brought to its start and goes on at its end.
  void skip(int a, int b, const OperationTime& gate, NoisyCircuit& circuit);
  /// To the end.
  void finish(NoisyCircuit& circuit);

 private:
  struct Pair {
    int a;
    int b;
    double zeta_hz;
    Interval acts;
    double done_s;  ///< until when it is in the circuit
  };
  void bring(Pair& pair, double until_s, NoisyCircuit& circuit) const;

  EchoedGates echoed_;
  std::vector<Pair> pairs_;
  std::vector<std::vector<std::size_t>> of_qubit_;  ///< indices into pairs_
};

}  // namespace qgauge::noise
