// Looks couplings up for to_native and schedule. Knows layouts and couplings, no gate's meaning.
#include "compile/native_gates.hpp"

namespace qgauge::compile {

const device::TwoQubitGate* native_gate(const device::DeviceModel& model, int a, int b) {
  const auto* coupling = device::find_coupling(model, a, b);
  const bool stands_for_all = model.all_to_all && model.averages_only && model.couplings.size() == 1;
  if (coupling == nullptr && stands_for_all) coupling = &model.couplings.front();
  return coupling != nullptr && coupling->gate ? &*coupling->gate : nullptr;
}

const device::TwoQubitGate* NativeGates::find(std::uint32_t a, std::uint32_t b) {
  const auto [entry, added] = known_.try_emplace(std::uint64_t{a} << 32 | b, nullptr);
  if (added) entry->second = native_gate(model_, circuit_.layout[a], circuit_.layout[b]);
  return entry->second;
}

}  // namespace qgauge::compile
