// The forms of MQT Bench's calibration files: averages in IonQ's layout (ionq_*, quantinuum_*), errors by qubit and
// pair (iqm_*), and the vendor's own properties (oqc_*, rigetti_*). Used by mqt_bench.cc, which reads the first two.
// Must not know what the files of other projects hold.
#pragma once

#include <string_view>

#include "device/json_node.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device::mqt_bench {

/// What MQT Bench's name of a machine begins with, and the native gates that its figures are of.
struct Maker {
  std::string_view prefix;
  std::string_view vendor;
  std::string_view modality;
  std::string_view one_qubit_gate;
  std::string_view two_qubit_gate;
};

/// properties.one_qubit and two_qubit of OQC, or properties.1Q and 2Q of Rigetti; the units, which the file does not
/// state, are those in which MQT Bench's own reader takes them.
core::Status read_properties(const Node& root, const Maker& maker, DeviceDescription& description);

}  // namespace qgauge::device::mqt_bench
