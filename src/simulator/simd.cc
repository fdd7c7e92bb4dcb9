// The SIMD target of the process: what the kernels report, as strings, and the refusal of one that cannot run.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kernels/kernels.h"
#include "qgauge/simulator.hpp"

namespace qgauge::simulator {

std::string simd_target() { return std::string(kernels::target()); }

std::vector<std::string> simd_targets() {
  const auto names = kernels::usable_targets();
  return {names.begin(), names.end()};
}

core::Status force_simd_target(std::string_view name) {
  if (kernels::force_target(name)) return {};
  return core::failure(core::ErrorCode::wrong_usage, "SIMD target",
                       fmt::format("found \"{}\", expected a target that this machine can run: {}", name,
                                   fmt::join(kernels::usable_targets(), ", ")));
}

}  // namespace qgauge::simulator
