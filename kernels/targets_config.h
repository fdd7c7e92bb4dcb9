// Which Highway targets are built; every kernel source includes it before any header of Highway.
// Vectors are members of arrays in the kernels, which types without a size at compile time (SVE, RVV) cannot be.
#pragma once

#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
