// Elementary channels and how they combine, against Kraus operators and against states with known decay.

#include <cmath>

#include <catch2/catch.hpp>

#include "noise/random_channels.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;

const Eigen::Matrix2cd excited{{0, 0}, {0, 1}};
const Eigen::Matrix2cd plus{{0.5, 0.5}, {0.5, 0.5}};

TEST_CASE("a unitary channel acts on a state from both sides") {
  core::Random random = random_stream(1);
  for (const int qubits : {1, 2, 3}) {
    const Eigen::Index d = Eigen::Index{1} << qubits;
    const Eigen::MatrixXcd unitary = random_isometry(d, d, random);
    const Eigen::MatrixXcd state = random_state(d, random);
    const Channel channel = unitary_channel(unitary);
    CHECK(channel.qubits == qubits);
    CHECK(distance(image_of(channel, state), unitary * state * unitary.adjoint()) < rounding);
  }
}

TEST_CASE("the identity channel changes no state") {
  core::Random random = random_stream(2);
  const Eigen::MatrixXcd state = random_state(4, random);
  CHECK(image_of(identity_channel(2), state) == state);
}

// rho -> (1 - lambda) rho + lambda I/d; lambda above 1 overshoots the maximally mixed state and is still a channel.
TEST_CASE("depolarizing mixes a state with the maximally mixed one") {
  core::Random random = random_stream(3);
  for (const int qubits : {1, 2}) {
    const int d = 1 << qubits;
    for (const double lambda : {0.0, 0.013, 0.7, 1.0, core::max_depolarizing(d)}) {
      const Channel channel = depolarizing_channel(qubits, lambda);
      const Eigen::MatrixXcd state = random_state(d, random);
      const Eigen::MatrixXcd expected = (1 - lambda) * state + lambda / d * Eigen::MatrixXcd::Identity(d, d);
      CHECK(distance(image_of(channel, state), expected) < rounding);
      CHECK(is_cptp(channel));
    }
  }
}

TEST_CASE("the excited state decays to the ground state with T1") {
  const core::Coherence coherence{50e-6, 70e-6};
  for (const double t : {0.0, 35e-9, 300e-9, 20e-6, 1e-3}) {
    const Eigen::MatrixXcd state = image_of(relaxation_channel(coherence, t), excited);
    CHECK(std::abs(state(1, 1) - std::exp(-t / 50e-6)) < rounding);
    CHECK(std::abs(state(0, 0) - (1 - std::exp(-t / 50e-6))) < rounding);
    CHECK(std::abs(state(0, 1)) == 0);
  }
}

TEST_CASE("a superposition loses its coherence with T2") {
  for (const core::Coherence& coherence : {core::Coherence{60e-6, 40e-6}, {50e-6, 70e-6}, {30e-6, 60e-6}}) {
    const double t = 7e-6;
    const Eigen::MatrixXcd state = image_of(relaxation_channel(coherence, t), plus);
    CHECK(std::abs(state(0, 1) - 0.5 * std::exp(-t / coherence.t2_s)) < rounding);
    CHECK(std::abs(state(1, 0) - 0.5 * std::exp(-t / coherence.t2_s)) < rounding);
  }
}

TEST_CASE("relaxation is a channel for every T2 up to twice T1") {
  core::Random random = random_stream(4);
  for (int i = 0; i < 500; ++i) {
    const double t1 = std::exp(-14 + 6 * random.uniform());
    const double t2 = i % 10 == 0 ? 2 * t1 : 2 * t1 * (1e-3 + 0.999 * random.uniform());
    const double t = t1 * std::exp(-8 + 10 * random.uniform());
    REQUIRE(is_cptp(relaxation_channel({t1, t2}, t)));
  }
}

TEST_CASE("relaxation beyond twice T1 would not be completely positive") {
  // Written out, because relaxation_channel asserts against it: the check itself must see what is unphysical.
  Channel channel = relaxation_channel({50e-6, 100e-6}, 5e-6);
  channel.superoperator(1, 1) = channel.superoperator(2, 2) = std::exp(-5e-6 / 110e-6);
  CHECK_FALSE(is_cptp(channel));
}

TEST_CASE("relaxing twice is relaxing for the sum of the durations") {
  const core::Coherence coherence{80e-6, 110e-6};
  const Channel twice = compose(relaxation_channel(coherence, 3e-6), relaxation_channel(coherence, 4e-6));
  CHECK(distance(twice.superoperator, relaxation_channel(coherence, 7e-6).superoperator) < rounding);
}

TEST_CASE("composition applies its second argument first") {
  core::Random random = random_stream(5);
  const RandomChannel a = random_channel(2, 3, random);
  const RandomChannel b = random_channel(2, 2, random);
  const Eigen::MatrixXcd state = random_state(4, random);
  CHECK(distance(image_of(compose(b.channel, a.channel), state), image_of(b.kraus, image_of(a.kraus, state))) <
        rounding);
}

TEST_CASE("a tensor product acts with its low channel on the less significant qubits") {
  core::Random random = random_stream(6);
  for (const auto& [high_qubits, low_qubits] : {std::pair(1, 1), {2, 1}, {1, 2}}) {
    const RandomChannel high = random_channel(high_qubits, 2, random);
    const RandomChannel low = random_channel(low_qubits, 3, random);
    const Channel both = tensor(high.channel, low.channel);
    std::vector<Eigen::MatrixXcd> kraus;
    for (const auto& h : high.kraus) {
      for (const auto& l : low.kraus) kraus.emplace_back(Eigen::kroneckerProduct(h, l));
    }
    const Eigen::MatrixXcd entangled = random_state(Eigen::Index{1} << (high_qubits + low_qubits), random);
    CHECK(both.qubits == high_qubits + low_qubits);
    CHECK(distance(image_of(both, entangled), image_of(kraus, entangled)) < rounding);
  }
}

TEST_CASE("only the qubit that relaxes loses its excitation") {
  const Channel low_relaxes = tensor(identity_channel(1), relaxation_channel({10e-6, 20e-6}, 10e-6));
  Eigen::MatrixXcd both_excited = Eigen::MatrixXcd::Zero(4, 4);
  both_excited(3, 3) = 1;
  const Eigen::MatrixXcd state = image_of(low_relaxes, both_excited);
  CHECK(std::abs(state(3, 3) - std::exp(-1.0)) < rounding);
  CHECK(std::abs(state(2, 2) - (1 - std::exp(-1.0))) < rounding);  // |10>: qubit 1 excited, qubit 0 decayed
  CHECK(std::abs(state(1, 1)) == 0);
}

}  // namespace
}  // namespace qgauge::noise
