#include "thresholds/support.hpp"

using namespace qgauge;

TEST_CASE("Every built reading is parsed from its own name") {
  for (const auto& reading : thresholds::built_readings()) {
    const auto parsed = thresholds::parse_reading(thresholds::name_of(reading));
    REQUIRE(parsed);
    CHECK(thresholds::name_of(*parsed) == thresholds::name_of(reading));
  }
}

TEST_CASE("A reading that is not built is wrong usage and the message lists those that are") {
  for (const std::string text : {"", "Whole", "whole/median", "best_subset/simulated", "best_couplings", "all"}) {
    const auto reading = thresholds::parse_reading(text);
    REQUIRE_FALSE(reading);
    CHECK(reading.error().code == core::ErrorCode::wrong_usage);
    CHECK_THAT(reading.error().message, Catch::Contains("whole, whole/simulated, best_subset"));
  }
}

TEST_CASE("Only the simulated reading replaces the reported mean and nothing else") {
  using thresholds::figure_under;
  CHECK(figure_under({}, "cnot_infidelity.mean") == "cnot_infidelity.mean");
  const thresholds::Reading simulated{.simulated = true};
  CHECK(figure_under(simulated, "cnot_infidelity.mean") == "rb.cnot_infidelity.isolated.mean");
  CHECK(figure_under(simulated, "physical_qubits.connected") == "physical_qubits.connected");
}
