// Choosing a SIMD target: the forced one is the one that runs, and what cannot run is refused.

#include <algorithm>

#include <catch2/catch.hpp>

#include "kernels/kernels.h"

namespace kernels = qgauge::kernels;

TEST_CASE("Kernels run on the best usable target unless one is forced") {
  REQUIRE(kernels::target() == kernels::usable_targets().front());
}

TEST_CASE("A forced target is the one whose code runs") {
  for (const std::string_view name : kernels::usable_targets()) {
    REQUIRE(kernels::force_target(name));
    REQUIRE(kernels::target() == name);
  }
  REQUIRE(kernels::force_target(kernels::usable_targets().front()));
}

TEST_CASE("The code of a forced target lays out gates for its own number of lanes") {
  // A one-lane target has no qubit inside a vector; every other target of this list has 16-byte vectors or wider.
  const double identity[] = {1, 0, 0, 0, 0, 0, 1, 0};
  const int qubit = 0;
  for (const std::string_view name : kernels::usable_targets()) {
    REQUIRE(kernels::force_target(name));
    kernels::DenseGate<float> gate;
    kernels::prepare(gate, &qubit, 1, identity);
    INFO(name);
    REQUIRE((gate.lanes == 1) == (name == "SCALAR"));
    if (name == "AVX2") REQUIRE(gate.lanes == 8);
    if (name == "SSE4" || name == "SSSE3" || name == "NEON") REQUIRE(gate.lanes == 4);
  }
  REQUIRE(kernels::force_target(kernels::usable_targets().front()));
}

TEST_CASE("An unusable target is refused and changes nothing") {
  const std::string_view before = kernels::target();
  REQUIRE_FALSE(kernels::force_target("AVX1024"));
  REQUIRE_FALSE(kernels::force_target(""));
  REQUIRE(kernels::target() == before);
}

TEST_CASE("Usable targets are listed once each") {
  std::vector<std::string_view> names = kernels::usable_targets();
  std::ranges::sort(names);
  REQUIRE(std::ranges::adjacent_find(names) == names.end());
  REQUIRE_FALSE(names.empty());
}
