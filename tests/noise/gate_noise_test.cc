// A gate's noise meets its reported average gate infidelity exactly, whatever coherence and over-rotation it has.

#include <array>
#include <cmath>
#include <optional>
#include <span>

#include <catch2/catch.hpp>

#include "noise/random_channels.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;
using Coherences = std::span<const std::optional<core::Coherence>>;

/// What noise.hpp promises.
constexpr double exact = 1e-12;

using Pair = std::array<std::optional<core::Coherence>, 2>;
using Single = std::array<std::optional<core::Coherence>, 1>;

const Pair golden_pair{core::Coherence{50e-6, 70e-6}, core::Coherence{60e-6, 40e-6}};
const Single golden_qubit{core::Coherence{100e-6, 80e-6}};

double realised(const GateNoise& noise) { return average_infidelity(noise.channel); }

// The next three cases: the algorithm of Qiskit Aer's NoiseModel.from_backend, whose depolarizing part we share
// wherever it meets the reported error; values computed with its formulas to the digits printed.
TEST_CASE("relaxation of two qubits for 300 ns leaves an average fidelity of 0.9931211784") {
  const auto noise = gate_noise(0.01, 300e-9, golden_pair);
  REQUIRE(noise.has_value());
  CHECK(std::abs(1 - noise->full_relaxation_infidelity - 0.9931211784) < 5e-11);
}

TEST_CASE("what relaxation leaves of a reported error is depolarizing with the lambda of the device models in use") {
  const auto two = gate_noise(0.01, 300e-9, golden_pair);
  REQUIRE(two.has_value());
  CHECK(std::abs(two->depolarizing_lambda - 0.0042000934) < 5e-11);
  CHECK(two->relaxation_scale == 1);
  CHECK(std::abs(realised(*two) - 0.01) < exact);
  const auto one = gate_noise(3e-4, 35e-9, golden_qubit);
  REQUIRE(one.has_value());
  CHECK(std::abs(one->depolarizing_lambda - 1.91829e-4) < 5e-10);
  CHECK(one->relaxation_scale == 1);
  CHECK(std::abs(realised(*one) - 3e-4) < exact);
}

TEST_CASE("an error reported below the coherence limit is realised as reported") {
  const auto noise = gate_noise(0.002, 300e-9, golden_pair);
  REQUIRE(noise.has_value());
  CHECK(std::abs(noise->full_relaxation_infidelity - 6.88e-3) < 5e-6);  // what unscaled relaxation would realise
  CHECK(std::abs(realised(*noise) - 0.002) < exact);
  CHECK(noise->relaxation_scale > 0);
  CHECK(noise->relaxation_scale < 1);
  CHECK(noise->depolarizing_lambda == 0);
}

// Scaling in time is relaxation for a shorter time: the channel is that of the scaled duration, nothing else.
TEST_CASE("scaled relaxation is relaxation for a shorter time") {
  const auto noise = gate_noise(0.002, 300e-9, golden_pair);
  REQUIRE(noise.has_value());
  const double t = 300e-9 * noise->relaxation_scale;
  const Channel expected = tensor(relaxation_channel(*golden_pair[1], t), relaxation_channel(*golden_pair[0], t));
  CHECK(distance(noise->channel.superoperator, expected.superoperator) < rounding);
}

TEST_CASE("noise is depolarizing then relaxation then over-rotation with the first operand least significant") {
  const Eigen::MatrixXcd overshoot = over_rotation_unitary(circuit::GateKind::cx, 0.05);
  const auto noise = gate_noise(0.01, 300e-9, golden_pair, overshoot);
  REQUIRE(noise.has_value());
  REQUIRE(noise->depolarizing_lambda > 0);
  const Channel relaxation =
      tensor(relaxation_channel(*golden_pair[1], 300e-9), relaxation_channel(*golden_pair[0], 300e-9));
  const Channel expected =
      compose(unitary_channel(overshoot), compose(relaxation, depolarizing_channel(2, noise->depolarizing_lambda)));
  CHECK(distance(noise->channel.superoperator, expected.superoperator) < rounding);
  CHECK(std::abs(realised(*noise) - 0.01) < exact);
}

TEST_CASE("an error of exactly the coherence limit needs neither scaling nor depolarizing") {
  const std::array known{*golden_pair[0], *golden_pair[1]};
  const double limit = core::coherence_limit(known, 300e-9);
  for (const double offset : {-1e-15, 0.0, 1e-15}) {
    const auto noise = gate_noise(limit + offset, 300e-9, golden_pair);
    REQUIRE(noise.has_value());
    CHECK(std::abs(noise->relaxation_scale - 1) < 1e-9);  // 1e-15 of rounding over a limit of 7e-3
    CHECK(noise->depolarizing_lambda < 1e-12);
    CHECK(std::abs(realised(*noise) - limit) < exact);
  }
}

TEST_CASE("a gate without known coherence is depolarizing alone") {
  const auto two = gate_noise(0.006, 300e-9, Pair{});
  REQUIRE(two.has_value());
  CHECK(std::abs(two->depolarizing_lambda - 0.008) < exact);  // lambda = r d/(d - 1)
  CHECK(distance(two->channel.superoperator, depolarizing_channel(2, 0.008).superoperator) < exact);
  CHECK(two->full_relaxation_infidelity == 0);
}

TEST_CASE("a qubit of unknown coherence does not relax beside one of known coherence") {
  const Pair half{golden_pair[0], std::nullopt};
  const auto noise = gate_noise(1e-3, 300e-9, half);
  REQUIRE(noise.has_value());
  const double t = 300e-9 * noise->relaxation_scale;
  const Channel expected = compose(tensor(identity_channel(1), relaxation_channel(*golden_pair[0], t)),
                                   depolarizing_channel(2, noise->depolarizing_lambda));
  CHECK(distance(noise->channel.superoperator, expected.superoperator) < rounding);
  CHECK(std::abs(realised(*noise) - 1e-3) < exact);
}

TEST_CASE("a gate reported without error has none") {
  const auto noise = gate_noise(0, 300e-9, golden_pair);
  REQUIRE(noise.has_value());
  CHECK(noise->channel.superoperator == identity_channel(2).superoperator);
  CHECK(noise->relaxation_scale == 0);
  CHECK(noise->depolarizing_lambda == 0);
}

// 2,000 combinations over four decades of error and of T1, T2 up to 2 T1, with and without over-rotation.
TEST_CASE("every reported error is met and is never exceeded by more than rounding") {
  core::Random random = random_stream(21);
  const auto within = [&](double low, double high) { return low * std::pow(high / low, random.uniform()); };
  int scaled = 0;
  for (int i = 0; i < 2000; ++i) {
    const int qubits = 1 + i % 2;
    Pair coherence;
    for (auto& qubit : coherence) {
      const double t1 = within(1e-6, 1e-3);
      if (random.uniform() < 0.9) qubit = core::Coherence{t1, 2 * t1 * (0.01 + 0.99 * random.uniform())};
    }
    const double infidelity = within(1e-5, 0.3);
    const double angle = i % 3 == 0 ? 0.6 * std::sqrt(infidelity) * (2 * random.uniform() - 1) : 0;
    const circuit::GateKind gate = qubits == 1 ? circuit::GateKind::sx : circuit::GateKind::ecr;
    const auto noise = gate_noise(infidelity, within(1e-8, 3e-6), Coherences(coherence).first(qubits),
                                  over_rotation_unitary(gate, angle));
    INFO("infidelity " << infidelity << ", angle " << angle << ", case " << i);
    REQUIRE(noise.has_value());
    REQUIRE(std::abs(realised(*noise) - infidelity) < exact);
    REQUIRE(noise->relaxation_scale >= 0);
    REQUIRE(noise->relaxation_scale <= 1);
    REQUIRE(noise->depolarizing_lambda >= 0);
    REQUIRE(is_cptp(noise->channel));
    scaled += noise->relaxation_scale < 1;
  }
  CHECK(scaled > 200);  // both branches were taken often
  CHECK(scaled < 1800);
}

TEST_CASE("more reported error never means less relaxation or less depolarizing") {
  double scale = 0;
  double lambda = 0;
  for (double infidelity = 1e-4; infidelity < 0.5; infidelity *= 1.1) {
    const auto noise = gate_noise(infidelity, 300e-9, golden_pair);
    REQUIRE(noise.has_value());
    REQUIRE(noise->relaxation_scale >= scale);
    REQUIRE(noise->depolarizing_lambda >= lambda);
    scale = noise->relaxation_scale;
    lambda = noise->depolarizing_lambda;
  }
  CHECK(scale == 1);
  CHECK(lambda > 0.6);
}

// Above (d - 1)/d depolarizing noise passes the maximally mixed state and must undo relaxation to stay positive.
TEST_CASE("infidelities up to the largest that a channel can have are met") {
  for (const double infidelity : {0.5, 0.51, 0.6, 0.65, 2.0 / 3}) {
    for (const double duration_s : {35e-9, 100e-6, 10e-3}) {
      const auto noise = gate_noise(infidelity, duration_s, golden_qubit);
      INFO("infidelity " << infidelity << ", duration " << duration_s);
      REQUIRE(noise.has_value());
      CHECK(std::abs(realised(*noise) - infidelity) < exact);
      CHECK(is_cptp(noise->channel));
    }
  }
}

TEST_CASE("a coherent error has more unitarity than depolarizing noise of the same average infidelity") {
  const double infidelity = 1e-3;
  const double angle =
      2 * std::asin(std::sqrt(0.9 * infidelity * 5 / 4));  // r = 4/5 sin^2(a/2), nine tenths of the error
  const auto stochastic = gate_noise(infidelity, 0, Pair{});
  const auto coherent = gate_noise(infidelity, 0, Pair{}, over_rotation_unitary(circuit::GateKind::cz, angle));
  REQUIRE(stochastic.has_value());
  REQUIRE(coherent.has_value());
  CHECK(std::abs(realised(*stochastic) - realised(*coherent)) < exact);
  CHECK(1 - unitarity(stochastic->channel) > 9 * (1 - unitarity(coherent->channel)));
}

TEST_CASE("an over-rotation that is the whole error leaves nothing to add") {
  const double angle = 0.05;
  const double infidelity = 4.0 / 5 * std::pow(std::sin(angle / 2), 2);
  const auto noise = gate_noise(infidelity, 300e-9, golden_pair, over_rotation_unitary(circuit::GateKind::cz, angle));
  REQUIRE(noise.has_value());
  CHECK(std::abs(realised(*noise) - infidelity) < exact);
  CHECK(noise->relaxation_scale < 1e-9);
  CHECK(noise->depolarizing_lambda == 0);
}

TEST_CASE("an over-rotation that alone exceeds the reported error is an error that says so") {
  const auto noise = gate_noise(1e-4, 300e-9, golden_pair, over_rotation_unitary(circuit::GateKind::cz, 0.05));
  REQUIRE_FALSE(noise.has_value());
  CHECK(noise.error().code == core::ErrorCode::unusable_input);
  CHECK_THAT(noise.error().message, Catch::Contains("over-rotation whose average gate infidelity alone is 0.00049989"));
  CHECK_THAT(noise.error().message, Catch::Contains("reported 0.0001"));
}

// Average infidelity 0.8 is process fidelity 0, out of reach once the over-rotation has left some fidelity behind.
TEST_CASE("an over-rotation beside the largest infidelity there is is an error") {
  const auto noise = gate_noise(0.8, 300e-9, golden_pair, over_rotation_unitary(circuit::GateKind::cz, 0.05));
  REQUIRE_FALSE(noise.has_value());
  CHECK_THAT(noise.error().message, Catch::Contains("expected none beside a reported 0.8"));
}

TEST_CASE("a reported infidelity that no channel has is an error") {
  for (const double infidelity : {-1e-3, 0.81, 1.0, std::nan(""), HUGE_VAL}) {
    const auto noise = gate_noise(infidelity, 300e-9, golden_pair);
    REQUIRE_FALSE(noise.has_value());
    CHECK_THAT(noise.error().message, Catch::Contains("[0, 0.8]"));
  }
}

}  // namespace
}  // namespace qgauge::noise
