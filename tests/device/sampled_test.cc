// Descriptions drawn from the standard errors of their source.

#include <cmath>

#include <catch2/catch.hpp>

#include "qgauge/device.hpp"

using namespace qgauge;
using namespace qgauge::device;

namespace {

Quantity uncertain(double value, double sigma) {
  Quantity quantity = reported(value);
  quantity.sigma = sigma;
  return quantity;
}

DeviceDescription pair_of_qubits() {
  DeviceDescription description;
  description.name = "pair";
  description.qubit_count = 2;
  description.qubits.resize(2);
  description.qubits[0].t1_s = uncertain(100e-6, 10e-6);
  description.qubits[0].t2_s = reported(80e-6);
  description.qubits[1].assignment_error = sentinel();
  description.couplings = {{0, 1}};
  Gate& gate = description.gates.emplace_back();
  gate.name = "cz";
  gate.qubits = {0, 1};
  gate.infidelity = uncertain(5e-3, 2e-3);
  description.zz = {{0, 1, uncertain(1e3, 2e3)}};
  return description;
}

core::Random stream(std::uint64_t number) { return core::Random({.seed = 99, .domain = number}); }

/// Mean and standard deviation.
struct Moments {
  double mean;
  double deviation;
};

Moments moments_of(const DeviceDescription& description, const auto& value_of) {
  constexpr int draws = 20'000;
  core::Random random = stream(1);
  double sum = 0, squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double value = value_of(sampled(description, random));
    sum += value;
    squares += value * value;
  }
  const double mean = sum / draws;
  return {mean, std::sqrt(squares / draws - mean * mean)};
}

}  // namespace

// Five standard errors of the mean of 20,000 draws are 3.5 % of a standard deviation; that of a log-normal standard
// deviation of 40 % of the mean is about 1.2 %.
TEST_CASE("drawn values have the reported value as mean and the standard error as standard deviation") {
  const DeviceDescription description = pair_of_qubits();
  const Moments t1 = moments_of(description, [](const auto& drawn) { return drawn.qubits[0].t1_s.value; });
  CHECK(std::abs(t1.mean - 100e-6) < 0.036 * 10e-6);
  CHECK(std::abs(t1.deviation / 10e-6 - 1) < 0.05);
  const Moments error = moments_of(description, [](const auto& drawn) { return drawn.gates[0].infidelity.value; });
  CHECK(std::abs(error.mean - 5e-3) < 0.036 * 2e-3);
  CHECK(std::abs(error.deviation / 2e-3 - 1) < 0.06);
  const Moments zeta = moments_of(description, [](const auto& drawn) { return drawn.zz[0].zeta_hz.value; });
  CHECK(std::abs(zeta.mean - 1e3) < 0.036 * 2e3);
  CHECK(std::abs(zeta.deviation / 2e3 - 1) < 0.03);
}

TEST_CASE("values without a standard error and markers stay as they are") {
  core::Random random = stream(2);
  const DeviceDescription drawn = sampled(pair_of_qubits(), random);
  CHECK(drawn.qubits[0].t2_s.value == 80e-6);
  CHECK(drawn.qubits[1].assignment_error.state == State::sentinel);
  CHECK(drawn.qubits[0].t1_s.value != 100e-6);
}

TEST_CASE("the same stream draws the same description") {
  core::Random one = stream(3), other = stream(3);
  CHECK(write_native(sampled(pair_of_qubits(), one)) == write_native(sampled(pair_of_qubits(), other)));
}

TEST_CASE("drawn values stay in their physical range") {
  DeviceDescription description = pair_of_qubits();
  description.gates[0].infidelity = uncertain(0.5, 0.4);
  description.qubits[0].t2_s = uncertain(190e-6, 40e-6);
  description.qubits[1].p1_given_0 = uncertain(0.9, 0.5);
  core::Random random = stream(4);
  for (int i = 0; i < 500; ++i) {
    const DeviceDescription drawn = sampled(description, random);
    REQUIRE(drawn.gates[0].infidelity.value <= 0.8);
    REQUIRE(drawn.gates[0].infidelity.value > 0);
    REQUIRE(drawn.qubits[0].t2_s.value <= 2 * drawn.qubits[0].t1_s.value);
    REQUIRE(drawn.qubits[1].p1_given_0.value <= 1);
    REQUIRE(validate(drawn).has_value());
  }
}
