// The representations of a channel lead back to it; twirls keep what they must; the constructors are what books say.

#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "noise/paulis.hpp"
#include "noise/random_channels.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;

double difference(const Channel& a, const Channel& b) { return distance(a.superoperator, b.superoperator); }

TEST_CASE("Kraus, Choi and Pauli transfer matrix of a channel lead back to it") {
  core::Random random = random_stream(21);
  for (int i = 0; i < 20; ++i) {
    const Channel channel = random_channel(1 + i % 2, 1 + i % 5, random).channel;
    CHECK(difference(channel_from_kraus(kraus_of(channel)), channel) < 1e-12);
    CHECK(difference(channel_from_choi(choi(channel)), channel) < rounding);
    CHECK(difference(channel_from_pauli_transfer_matrix(pauli_transfer_matrix(channel)), channel) < rounding);
  }
}

TEST_CASE("a channel has as many orthogonal Kraus operators as its Choi matrix has rank, the largest first") {
  core::Random random = random_stream(22);
  const std::vector<Eigen::MatrixXcd> kraus = kraus_of(random_channel(2, 3, random).channel);
  REQUIRE(kraus.size() == 3);
  CHECK(std::abs((kraus[0].adjoint() * kraus[1]).trace()) < rounding);
  CHECK(kraus[0].norm() >= kraus[1].norm());
  CHECK(kraus_of(unitary_channel(random_isometry(4, 4, random))).size() == 1);
}

TEST_CASE("the deviation from a channel says by how much positivity and trace are missed") {
  Channel transposition{1, Eigen::MatrixXcd::Identity(4, 4)};
  transposition.superoperator.col(1).swap(transposition.superoperator.col(2));
  CHECK(std::abs(deviation_from_channel(transposition).negativity - 1) < rounding);
  CHECK(deviation_from_channel(transposition).trace < rounding);
  Channel lossy = identity_channel(2);
  lossy.superoperator *= 0.99;
  CHECK(std::abs(deviation_from_channel(lossy).trace - 0.01) < rounding);
  CHECK(deviation_from_channel(lossy).negativity < rounding);
  Channel skew = identity_channel(1);
  skew.superoperator(1, 2) = 0.1;
  CHECK(std::abs(deviation_from_channel(skew).hermiticity - 0.1) < rounding);
}

// Nielsen and Chuang, section 8.3: flips, damping.
TEST_CASE("elementary channels are the Kraus operators of the textbook") {
  const double p = 0.3;
  const std::array dephasing{Eigen::MatrixXcd(std::sqrt(1 - p) * pauli_matrices[pauli_i]),
                             Eigen::MatrixXcd(std::sqrt(p) * pauli_matrices[pauli_z])};
  CHECK(difference(dephasing_channel(p), channel_from_kraus(dephasing)) < rounding);
  const double excited = 0.2, kept = std::sqrt(1 - p);
  const std::array damping{Eigen::MatrixXcd(std::sqrt(1 - excited) * Eigen::Matrix2cd{{1, 0}, {0, kept}}),
                           Eigen::MatrixXcd(std::sqrt(1 - excited) * Eigen::Matrix2cd{{0, std::sqrt(p)}, {0, 0}}),
                           Eigen::MatrixXcd(std::sqrt(excited) * Eigen::Matrix2cd{{kept, 0}, {0, 1}}),
                           Eigen::MatrixXcd(std::sqrt(excited) * Eigen::Matrix2cd{{0, 0}, {std::sqrt(p), 0}})};
  CHECK(difference(amplitude_damping_channel(p, excited), channel_from_kraus(damping)) < rounding);
  const std::array reset{Eigen::MatrixXcd(std::sqrt(1 - p) * pauli_matrices[pauli_i]),
                         Eigen::MatrixXcd(std::sqrt(p * 0.8) * Eigen::Matrix2cd{{1, 0}, {0, 0}}),
                         Eigen::MatrixXcd(std::sqrt(p * 0.8) * Eigen::Matrix2cd{{0, 1}, {0, 0}}),
                         Eigen::MatrixXcd(std::sqrt(p * 0.2) * Eigen::Matrix2cd{{0, 0}, {1, 0}}),
                         Eigen::MatrixXcd(std::sqrt(p * 0.2) * Eigen::Matrix2cd{{0, 0}, {0, 1}})};
  CHECK(difference(reset_channel(p, excited), channel_from_kraus(reset)) < rounding);
}

TEST_CASE("a Pauli channel acts on the qubit that its base-4 digit names") {
  std::array<double, 16> probabilities{};
  probabilities[1] = 1;  // X on qubit 0
  const Channel flip = unitary_channel(pauli_matrices[pauli_x]);
  CHECK(difference(pauli_channel(probabilities), tensor(identity_channel(1), flip)) < rounding);
  const std::vector<double> even(16, 1.0 / 16);
  CHECK(difference(pauli_channel(even), depolarizing_channel(2, 1)) < rounding);
}

TEST_CASE("exchanging the qubits of a channel exchanges the factors of a product") {
  core::Random random = random_stream(24);
  const Channel a = random_channel(1, 2, random).channel, b = random_channel(1, 3, random).channel;
  CHECK(difference(exchanged(tensor(a, b)), tensor(b, a)) < rounding);
}

// Choi matrix of thermal relaxation as Qiskit Aer has it for T1 < T2 <= 2 T1, and below:
// diag(1 - p1 r, p1 r, p0 r, 1 - p0 r), corners e^{-t/T2}, r = 1 - e^{-t/T1}.
TEST_CASE("thermal relaxation has its Choi matrix for T2 below and above T1") {
  const double t = 10e-6, t1 = 50e-6, excited = 0.1;
  for (const double t2 : {30e-6, 80e-6, 100e-6}) {
    const double reset = 1 - std::exp(-t / t1);
    Eigen::Matrix4d expected = Eigen::Matrix4d::Zero();
    expected.diagonal() << 1 - excited * reset, excited * reset, (1 - excited) * reset, 1 - (1 - excited) * reset;
    expected(0, 3) = expected(3, 0) = std::exp(-t / t2);
    const Channel channel = relaxation_channel({t1, t2}, t, excited);
    CHECK(distance(choi(channel), expected.cast<std::complex<double>>()) < rounding);
    CHECK(is_cptp(channel) == (t2 < 100e-6 || is_cptp(channel, 1e-9)));
  }
  CHECK(std::abs(relaxation_channel({50e-6, 80e-6}, t).superoperator(1, 1).real() - 0.8824969026) < 5e-11);
  CHECK(std::abs(relaxation_channel({50e-6, 80e-6}, t).superoperator(3, 3).real() - 0.8187307531) < 5e-11);
}

// B.1: the share of |1> in the equilibrium moves only the part of the channel that is not unital.
TEST_CASE("thermal population does not change the average infidelity of relaxation") {
  const double cold = average_infidelity(relaxation_channel({50e-6, 70e-6}, 1e-6));
  CHECK(std::abs(average_infidelity(relaxation_channel({50e-6, 70e-6}, 1e-6, 0.07)) - cold) < rounding);
}

TEST_CASE("a Pauli twirl keeps the process fidelity and the diagonal of the Pauli transfer matrix") {
  core::Random random = random_stream(23);
  for (const int qubits : {1, 2}) {
    const Channel channel = random_channel(qubits, 3, random).channel, twirl = pauli_twirl(channel);
    CHECK(std::abs(process_fidelity(twirl) - process_fidelity(channel)) < rounding);
    const Eigen::MatrixXd diagonal = pauli_transfer_matrix(channel).diagonal().asDiagonal();
    CHECK((pauli_transfer_matrix(twirl) - diagonal).cwiseAbs().maxCoeff() < rounding);
  }
}

// B.3: px = py = (1 - e^{-t/T1})/4, pz = (1 - e^{-t/T2})/2 - px.
TEST_CASE("the Pauli twirl of relaxation has the probabilities that stabilizer simulators use") {
  const double t = 1e-6, t1 = 50e-6, t2 = 70e-6;
  const std::vector<double> p = twirled_probabilities(relaxation_channel({t1, t2}, t));
  const double flip = (1 - std::exp(-t / t1)) / 4;
  CHECK(std::abs(p[1] - flip) < rounding);
  CHECK(std::abs(p[2] - flip) < rounding);
  CHECK(std::abs(p[3] - ((1 - std::exp(-t / t2)) / 2 - flip)) < rounding);
}

TEST_CASE("twirling a circuit replaces its noise and leaves its gates") {
  NoisyCircuit circuit(2);
  const Eigen::MatrixXcd gate = circuit::unitary_of(circuit::GateKind::cz);
  circuit.add_unitary({0, 1}, gate);
  circuit.add_pauli({0}, {{0.9, 0.1, 0, 0}});
  circuit.add_kraus({1}, damping(0.1));
  circuit.add_unitary_noise({1, 0}, circuit::unitary_of(circuit::GateKind::rzz, 0.2));
  const NoisyCircuit twirl = twirled(circuit);
  REQUIRE(twirl.steps.size() == 4);
  CHECK(twirl.steps[0].kind == StepKind::unitary);
  for (std::size_t i = 1; i < 4; ++i) {
    CHECK(twirl.steps[i].kind == StepKind::pauli);
    const Channel before = channel_of(circuit, circuit.steps[i]), after = channel_of(twirl, twirl.steps[i]);
    CHECK(std::abs(process_fidelity(before) - process_fidelity(after)) < rounding);
  }
  CHECK(twirl.steps[3].qubits == circuit.steps[3].qubits);
  CHECK(std::abs(twirl.paulis[twirl.steps[3].index].probabilities[15] - std::pow(std::sin(0.1), 2)) < rounding);
}

}  // namespace
}  // namespace qgauge::noise
