// What T1, T2 and the durations of gates allow of one pulse and of one C-NOT, and how far it follows the uncertainties
// of T1 and T2. Used by what describes a machine and by what says where to mend it. Makes no figure.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "assess/internal.hpp"

namespace qgauge::assess {

/// How a limit changes with the times of one qubit, per second.
struct Slope {
  int qubit;
  double t1;
  double t2;
};

/// The least error that relaxation leaves to a pulse or a C-NOT.
struct CoherenceLimit {
  double infidelity;  ///< average gate infidelity
  double duration_s;  ///< of all native gates of the C-NOT
  double shortest_s;  ///< the shortest T2 among its qubits, which is that of `shortest`
  int shortest;
  std::vector<Slope> slopes;
};

/// The limit of gates on qubits with these times: core::coherence_limit with its derivatives. `qubits` names them.
CoherenceLimit limit_of(std::span<const core::Coherence> times, std::span<const int> qubits, double duration_s);

/// One limit with the weight that it has in a sum.
struct Weighted {
  const CoherenceLimit* limit;
  double weight;
};

class CoherenceLimits {
 public:
  CoherenceLimits(const device::DeviceDescription& description, const device::DeviceModel& model);

  /// Of the physical pi/2 pulse; empty where T1, T2, the pulse or its duration is not known.
  std::optional<CoherenceLimit> pulse(int qubit) const;
  /// Of a C-NOT: as many native gates in a row as it takes, one-qubit pulses left out. Of a coupling without a
  /// calibrated gate, by its shortest described one.
  std::optional<CoherenceLimit> cnot(const device::Coupling& coupling) const;
  /// Times that the model uses; empty where one is not known.
  std::optional<core::Coherence> times(int qubit) const;

  /// Standard error of a weighted sum that follows from those of T1 and T2, which limits of one qubit share.
  double deviation(std::span<const Weighted> sum) const;
  /// Standard error of a qubit's T2 in seconds; 0 where the source gives none.
  double t2_deviation(int qubit) const { return deviations_[static_cast<std::size_t>(qubit)].t2; }

 private:
  struct Deviations {
    double t1 = 0;
    double t2 = 0;
  };

  const device::DeviceModel& model_;
  std::map<std::pair<int, int>, double> described_;  ///< seconds of one C-NOT
  std::vector<Deviations> deviations_;
};

/// The couplings that cnot_infidelity.mean is over, by index: those of the connected component, and those between it
/// and an uncalibrated qubit; where no coupling is calibrated, those that may form a component. Of an averages-only
/// machine the representative.
std::vector<std::size_t> averaged_couplings(const device::DeviceModel& model);

}  // namespace qgauge::assess
