// Looks couplings up for to_native and schedule. Knows layouts and couplings, no gate's meaning.
#include "compile/native_gates.hpp"

namespace qgauge::compile {

const device::TwoQubitGate* NativeGates::find(std::uint32_t a, std::uint32_t b) {
  const auto [entry, added] = known_.try_emplace(std::uint64_t{a} << 32 | b, nullptr);
  if (added) {
    const auto* coupling = device::find_coupling(model_, circuit_.layout[a], circuit_.layout[b]);
    if (coupling != nullptr && coupling->gate) entry->second = &*coupling->gate;
  }
  return entry->second;
}

}  // namespace qgauge::compile
