// How many qubits would be connected if one more qubit or coupling worked. A step of what_to_mend; knows no error.
#pragma once

#include <string>
#include <vector>

#include "assess/internal.hpp"

namespace qgauge::assess {

/// "coupling 12-13" and "qubit 5", by label.
std::string coupling_name(const device::DeviceModel& model, const device::Coupling& coupling);
std::string qubit_name(const device::DeviceModel& model, int qubit);

/// One thing that does not work or is not calibrated, and the largest connected component if it alone were good.
struct ConnectedGain {
  std::string where;
  std::string repair;  ///< "worked", "were calibrated"
  int connected;
};

/// Up to `most` with the largest component, of equals qubits before couplings and the lowest index. A mended qubit
/// brings back the couplings that fell with it; those that are not calibrated themselves stay so.
/// Nothing where no qubit is connected yet.
std::vector<ConnectedGain> connected_gains(const device::DeviceModel& model, std::size_t most);

}  // namespace qgauge::assess
