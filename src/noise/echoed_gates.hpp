// What echoed cross-resonance gates turn the Z of their qubits into while they run, and how long a coupling acts as
// which Pauli meanwhile. Used by always_on.cc. Knows gates and times, neither the size of a coupling nor a channel.
#pragma once

#include <vector>

#include "noise/timing.hpp"

namespace qgauge::noise {

struct Interval {
  double begin_s = 0;
  double end_s = 0;
};

/// For how long, in seconds, H = -Z_t - Z_n + Z_t Z_n of a target t and a neighbour n acts as which Pauli while the
/// gate of t runs; but for -Z_n. An entry for each Pauli and each stretch of time whose errors do not add up.
struct TurnedCoupling {
  std::vector<double> z_s;          ///< as Z of the target, with or without Z of the neighbour
  std::vector<double> zy_s;         ///< as Z of the control and Y of the target, likewise
  std::vector<double> neighbour_s;  ///< as Z of the neighbour and any of these; none while it is a target itself
};

/// The gate is R_ZX(pi/4), X on the control, R_ZX(-pi/4), each half as long as the other and the X at once: plain,
/// without rotary tones on the target (Sheldon, Magesan, Chow and Gambetta, PRA 93, 060302 (2016)). Seen from its
/// begin, and with tau the part of it that is over, Z of the control is Z, from the middle on -Z; Z of the target is
/// cos(pi tau/2) Z_t + sin(pi tau/2) Z_c Y_t up to signs that no probability depends on.
class EchoedGates {
 public:
  EchoedGates(const circuit::Circuit& native, const std::vector<OperationTime>& times);

  /// Whether a qubit is the target of an echoed gate at a time, and until when at least that stays so.
  struct Now {
    bool turned;
    double until_s;
  };
  Now at(int qubit, double time_s) const;

  /// While a gate runs on its target, and the coupling to a neighbour acts. Of the neighbour counts what its own gates
  /// turn its Z into: X and echoes change the sign, other gates that are not diagonal begin a new stretch.
  TurnedCoupling average(const OperationTime& gate, int neighbour, const Interval& acts) const;

 private:
  /// A time in which a qubit's Z is +-Z, or in which an echoed gate turns it, from its begin to its end.
  struct Stretch {
    Interval time;
    bool turned = false;
    double sign = 1;
    int group = 0;  ///< what acts in stretches of one group adds up
  };
  static void add(std::vector<Stretch>& stretches, const circuit::Operation& operation, bool first,
                  const OperationTime& time);
  std::vector<Stretch>::const_iterator find(int qubit, double time_s) const;

  std::vector<std::vector<Stretch>> of_qubit_;  ///< of each qubit, for all times, in their order
};

}  // namespace qgauge::noise
