// Which SIMD targets are usable, which one is used, and forcing one. Called by the simulator and by tests.

#include "kernels/targets_config.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/target.cc"
#include <hwy/foreach_target.h>  // must precede highway.h
#include <hwy/highway.h>

#include "kernels/kernels.h"

HWY_BEFORE_NAMESPACE();
namespace qgauge::kernels {
namespace HWY_NAMESPACE {

/// The name is fixed when this copy is compiled, so it says which copy runs.
const char* own_name() { return hwy::TargetName(HWY_TARGET); }

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace HWY_NAMESPACE
}  // namespace qgauge::kernels
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace qgauge::kernels {

HWY_EXPORT(own_name);

std::string_view target() { return HWY_DYNAMIC_DISPATCH(own_name)(); }

std::vector<std::string_view> usable_targets() {
  std::vector<std::string_view> names;
  for (const std::int64_t bit : hwy::SupportedAndGeneratedTargets()) names.emplace_back(hwy::TargetName(bit));
  return names;
}

bool force_target(std::string_view name) {
  for (const std::int64_t bit : hwy::SupportedAndGeneratedTargets()) {
    if (name != hwy::TargetName(bit)) continue;
    hwy::GetChosenTarget().Update(bit);
    return true;
  }
  return false;
}

}  // namespace qgauge::kernels
#endif
