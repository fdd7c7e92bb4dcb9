// The layout in which IonQ publishes the averages of a machine, and which MQT Bench took over for its ion traps:
// qubits, connectivity, fidelity.{1q,2q,spam}.{mean|median,stderr} and timing.*, in seconds.
// Used by the importers of both. Must not know what else their documents hold.
#pragma once

#include <string_view>

#include "device/json_node.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device::ionq {

/// Names of the native gates, and what the source's fidelities are known to mean.
struct Averages {
  std::string_view one_qubit_gate;
  std::string_view two_qubit_gate;
  std::string_view method;  ///< of the benchmark; empty where it is not stated
};

/// The number of qubits, which stands under `count_key`, and connectivity: all_to_all where it holds every pair.
core::Status read_shape(const Node& root, std::string_view count_key, DeviceDescription& description);

/// fidelity and timing into the averages of the description. The error of preparation and measurement stands for that
/// of the readout, which is a finding.
core::Status read_averages(const Node& root, const Averages& averages, DeviceDescription& description);

}  // namespace qgauge::device::ionq
