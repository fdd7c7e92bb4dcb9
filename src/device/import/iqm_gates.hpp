// From IQM's observations to gates: the figure that is used where a gate was measured more than once, and the CZ that
// two qubits of a star make by way of its resonator. Used by the importer of IQM's own format. Must not know documents.
#pragma once

#include <string>
#include <vector>

#include "device/import/iqm_observations.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device::iqm {

using Measured = std::vector<const Observation*>;

/// 1 - F with the same standard error and date.
Quantity infidelity_of(const Observation& observation);
ErrorMetric metric_of(const Observation& observation);

/// The one that is used: of the implementation that circuits use, if that is known; then without a suffix (such as
/// par=d1), then with the last one; then with the lowest error. `measured` must not be empty.
const Observation* preferred(const Measured& measured, const std::string& implementation);

/// Sets the gate's error and puts the others beside it.
void fill_errors(const Measured& measured, const std::string& implementation, Gate& gate);

/// What the CZ of qubits a and b is made of when b is moved into the resonator, meets a there, and is moved back.
struct Composition {
  const Observation* cz_of_a;
  const Observation* double_move_of_b;
  /// A double MOVE of a third qubit beside a, measured on both and on the third one alone: the rest is the idling of a.
  /// Null where it is not given.
  const Observation* double_move_beside_a = nullptr;
  const Observation* double_move_alone = nullptr;
};

/// The CZ of a pair without a figure of its own; a sentinel where the parts leave no fidelity.
Gate composed_gate(const Composition& parts);

}  // namespace qgauge::device::iqm
