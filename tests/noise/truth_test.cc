// Exact figures of a channel, each computed a second way from the channel's Kraus operators or from its definition.

#include <array>
#include <cmath>
#include <numbers>

#include <catch2/catch.hpp>

#include "noise/paulis.hpp"
#include "noise/random_channels.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;

TEST_CASE("random channels are completely positive and trace preserving") {
  core::Random random = random_stream(11);
  for (int i = 0; i < 50; ++i) {
    REQUIRE(is_cptp(random_channel(1, 1 + i % 4, random).channel));
    REQUIRE(is_cptp(random_channel(2, 1 + i % 6, random).channel));
  }
}

TEST_CASE("transposition is not completely positive") {
  Channel transposition{1, Eigen::MatrixXcd::Identity(4, 4)};
  transposition.superoperator.col(1).swap(transposition.superoperator.col(2));
  CHECK_FALSE(is_cptp(transposition));
}

TEST_CASE("a map that loses trace is not a channel") {
  Channel lossy = depolarizing_channel(1, 0.1);
  lossy.superoperator *= 1 - 1e-8;
  CHECK_FALSE(is_cptp(lossy));
  CHECK(is_cptp(lossy, 1e-7));
}

TEST_CASE("a map that breaks hermiticity is not a channel") {
  Channel skew = identity_channel(1);
  skew.superoperator(1, 2) = 0.1;
  CHECK_FALSE(is_cptp(skew));
}

TEST_CASE("a superoperator with a number that is not finite is not a channel") {
  Channel broken = identity_channel(1);
  broken.superoperator(0, 0) = std::nan("");
  CHECK_FALSE(is_cptp(broken));
}

// Nielsen, Phys. Lett. A 303, 249 (2002): F_pro = sum_k |tr K_k|^2 / d^2.
TEST_CASE("process fidelity is the mean squared trace of the Kraus operators") {
  core::Random random = random_stream(12);
  for (const int qubits : {1, 2}) {
    const RandomChannel made = random_channel(qubits, 3, random);
    const double d = 1 << qubits;
    double expected = 0;
    for (const auto& k : made.kraus) expected += std::norm(k.trace()) / (d * d);
    CHECK(std::abs(process_fidelity(made.channel) - expected) < rounding);
  }
}

// The six Pauli eigenstates are a 2-design of one qubit, so their mean is the mean over all pure states.
TEST_CASE("average infidelity of one qubit is the mean over the six Pauli eigenstates") {
  core::Random random = random_stream(13);
  const RandomChannel made = random_channel(1, 2, random);
  double mean = 0;
  for (const Pauli axis : {pauli_x, pauli_y, pauli_z}) {
    for (const int sign : {1, -1}) {
      const Eigen::Matrix2cd state = (pauli_matrices[pauli_i] + sign * pauli_matrices[axis]) / 2;
      mean += (state * image_of(made.kraus, state)).trace().real() / 6;
    }
  }
  CHECK(std::abs(average_infidelity(made.channel) - (1 - mean)) < rounding);
}

// Magesan 2011: r = lambda (d - 1)/d.
TEST_CASE("average infidelity of depolarizing noise is its textbook value") {
  CHECK(std::abs(average_infidelity(depolarizing_channel(1, 0.01)) - 0.005) < rounding);
  CHECK(std::abs(average_infidelity(depolarizing_channel(2, 0.01)) - 0.0075) < rounding);
}

// 35 ns at T1 = 100 us and T2 = 80 us; 300 ns at (100, 80) and (120, 150) us: coherence limits to their last digit.
TEST_CASE("relaxation has the average infidelity of the coherence limit") {
  const core::Coherence first{100e-6, 80e-6};
  const core::Coherence second{120e-6, 150e-6};
  CHECK(std::abs(average_infidelity(relaxation_channel(first, 35e-9)) - 2.04124563e-4) < 5e-13);
  const Channel both = tensor(relaxation_channel(second, 300e-9), relaxation_channel(first, 300e-9));
  CHECK(std::abs(average_infidelity(both) - 3.39146522e-3) < 5e-12);
  const std::array qubits{first, second};
  CHECK(std::abs(average_infidelity(both) - core::coherence_limit(qubits, 300e-9)) < rounding);
}

TEST_CASE("the Pauli transfer matrix is the action on Pauli operators") {
  core::Random random = random_stream(14);
  const RandomChannel made = random_channel(2, 3, random);
  const Eigen::MatrixXd transfer = pauli_transfer_matrix(made.channel);
  for (int i = 0; i < 16; ++i) {
    for (int j = 0; j < 16; ++j) {  // base-4 digits, qubit 0 fastest
      const Eigen::MatrixXcd out = Eigen::kroneckerProduct(pauli_matrices[i / 4], pauli_matrices[i % 4]);
      const Eigen::MatrixXcd in = Eigen::kroneckerProduct(pauli_matrices[j / 4], pauli_matrices[j % 4]);
      REQUIRE(std::abs((out * image_of(made.kraus, in)).trace() / 4.0 - transfer(i, j)) < rounding);
    }
  }
  CHECK(std::abs(transfer.trace() / 16 - process_fidelity(made.channel)) < rounding);
}

TEST_CASE("the Pauli transfer matrix of relaxation shows T1 on Z and T2 on X and Y") {
  const Eigen::MatrixXd transfer = pauli_transfer_matrix(relaxation_channel({50e-6, 70e-6}, 10e-6));
  Eigen::Matrix4d expected = Eigen::Matrix4d::Zero();
  expected.diagonal() << 1, std::exp(-1.0 / 7), std::exp(-1.0 / 7), std::exp(-0.2);
  expected(3, 0) = 1 - std::exp(-0.2);
  CHECK((transfer - expected).cwiseAbs().maxCoeff() < rounding);
}

// Index (out + d in), trace d: J = sum_ik |i><k| kron E(|i><k|) with the output as the low factor.
TEST_CASE("the Choi matrix holds the images of the matrix units") {
  core::Random random = random_stream(15);
  for (const int qubits : {1, 2}) {
    const RandomChannel made = random_channel(qubits, 2, random);
    const Eigen::Index d = Eigen::Index{1} << qubits;
    Eigen::MatrixXcd expected = Eigen::MatrixXcd::Zero(d * d, d * d);
    for (Eigen::Index i = 0; i < d; ++i) {
      for (Eigen::Index k = 0; k < d; ++k) {
        const Eigen::MatrixXcd unit = Eigen::VectorXcd::Unit(d, i) * Eigen::RowVectorXcd::Unit(d, k);
        expected += Eigen::kroneckerProduct(unit, image_of(made.kraus, unit)).eval();
      }
    }
    CHECK(distance(choi(made.channel), expected) < rounding);
    CHECK(std::abs(choi(made.channel).trace() - static_cast<double>(d)) < rounding);
  }
}

// Wallman et al. 2015: 1 for a unitary; (1 - lambda)^2 for depolarizing noise.
TEST_CASE("unitarity is one for a unitary and falls with depolarizing noise") {
  core::Random random = random_stream(16);
  CHECK(std::abs(unitarity(unitary_channel(random_isometry(4, 4, random))) - 1) < rounding);
  CHECK(std::abs(unitarity(depolarizing_channel(1, 0.02)) - 0.98 * 0.98) < rounding);
  CHECK(std::abs(unitarity(depolarizing_channel(2, 0.02)) - 0.98 * 0.98) < rounding);
}

// Wallman et al. 2015: u >= (1 - d r / (d - 1))^2.
TEST_CASE("unitarity is never below what the average infidelity allows") {
  core::Random random = random_stream(17);
  for (int i = 0; i < 200; ++i) {
    const int qubits = 1 + i % 2;
    const double d = 1 << qubits;
    const Channel channel = random_channel(qubits, 1 + i % 5, random).channel;
    const double decay = 1 - d / (d - 1) * average_infidelity(channel);
    REQUIRE(unitarity(channel) >= decay * decay - rounding);
  }
}

}  // namespace
}  // namespace qgauge::noise
