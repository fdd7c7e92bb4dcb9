// The C-NOT error of every coupling under each meaning that a reading may ask for: as reported, of one pair alone, of
// gates at once, with the one-qubit gates. Used by what describes a machine. Knows no rule and makes no figure.
#pragma once

#include <optional>
#include <vector>

#include "assess/internal.hpp"

namespace qgauge::assess {

/// Of one C-NOT on a coupling. `sigma` is 0 where the source gives none.
struct PairError {
  double infidelity;  ///< average gate infidelity
  double sigma = 0;
  bool holds_one_qubit_gates = false;  ///< the source's benchmark left its one-qubit gates in the error
};

/// One a coupling of the model, in its order; empty where it is unknown.
using PairErrors = std::vector<std::optional<PairError>>;

/// Of the gates that the model uses, as reported.
PairErrors reported_errors(const device::DeviceModel& model);

/// Of the same gates, where the source says that it measured the error in this operation. An error per Clifford is none
/// of a gate and is left out.
PairErrors errors_of_operation(const device::DeviceDescription& description, const device::DeviceModel& model,
                               device::ErrorMetric::Operation operation);

/// With the one-qubit pulses that turn the native gate into a C-NOT in its better direction, each with the error of its
/// qubit; unknown where a qubit has none. Nothing is added where the error holds one-qubit gates already.
PairErrors with_one_qubit_gates(PairErrors errors, const device::DeviceModel& model);

/// The couplings of the connected component by value, or as unknown; of an averages-only machine the representative.
Population population_of(const device::DeviceModel& model, const PairErrors& errors);

}  // namespace qgauge::assess
