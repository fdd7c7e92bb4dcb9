// The native two-qubit gate of each pair of a register, looked up once a pair: circuits use few pairs very often.
// Used by to_native and schedule.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "qgauge/compile.hpp"

namespace qgauge::compile {

/// The gate between two device qubits, in either order; null where no calibrated coupling joins them. Where every pair
/// of an all-to-all machine is coupled but one stands for all, it is that one's.
const device::TwoQubitGate* native_gate(const device::DeviceModel& model, int a, int b);

class NativeGates {
 public:
  /// Both must outlive this object.
  NativeGates(const circuit::Circuit& circuit, const device::DeviceModel& model) : circuit_(circuit), model_(model) {}

  /// The gate between two register qubits, in either order; null where no calibrated coupling joins them.
  const device::TwoQubitGate* find(std::uint32_t a, std::uint32_t b);

 private:
  const circuit::Circuit& circuit_;
  const device::DeviceModel& model_;
  std::unordered_map<std::uint64_t, const device::TwoQubitGate*> known_;
};

}  // namespace qgauge::compile
