// The SIMD target as the rest of the program sees it.

#include <catch2/catch.hpp>

#include "qgauge/simulator.hpp"

using namespace qgauge;

TEST_CASE("A forced SIMD target is the one in use") {
  for (const std::string& name : simulator::simd_targets()) {
    REQUIRE(simulator::force_simd_target(name));
    REQUIRE(simulator::simd_target() == name);
  }
  REQUIRE(simulator::force_simd_target(simulator::simd_targets().front()));
}

TEST_CASE("An unusable SIMD target is wrong usage and the message lists the usable ones") {
  const auto refused = simulator::force_simd_target("MMX");
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().code == core::ErrorCode::wrong_usage);
  REQUIRE_THAT(refused.error().message, Catch::Contains("\"MMX\""));
  for (const std::string& name : simulator::simd_targets())
    REQUIRE_THAT(refused.error().message, Catch::Contains(name));
  REQUIRE(simulator::simd_target() == simulator::simd_targets().front());
}
