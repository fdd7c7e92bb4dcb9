// Clusters of a noisy circuit, pairs by fixed-size arithmetic, and circuits wider than any state vector.
#include "simulator/clusters.hpp"

#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "qgauge/noise.hpp"
#include "qgauge/simulator.hpp"
#include "qgauge/simulator/machine.hpp"
#include "simulator/pair_density.hpp"

using namespace qgauge;
using circuit::GateKind;

namespace {

Eigen::MatrixXcd matrix(GateKind gate, double parameter = 0) { return circuit::unitary_of(gate, parameter); }

noise::PauliChannel lopsided_pair() {
  noise::PauliChannel channel{std::vector<double>(16)};
  for (std::size_t k = 1; k < 16; ++k) channel.probabilities[k] = 0.001 * static_cast<double>(k);
  channel.probabilities[0] = 1 - std::accumulate(channel.probabilities.begin(), channel.probabilities.end(), 0.0);
  return channel;
}

/// Every kind of step, in both orders of the operands.
noise::NoisyCircuit everything() {
  noise::NoisyCircuit out(2);
  out.add_unitary({0}, matrix(GateKind::h));
  out.add_unitary({1, 0}, matrix(GateKind::ecr));
  out.add_pauli({1, 0}, lopsided_pair());
  out.add_unitary({1}, matrix(GateKind::sx));
  out.add_kraus({1}, noise::damping(0.1));
  out.add_pauli({0}, {{0.9, 0.05, 0.02, 0.03}});
  out.add_unitary_noise({0, 1}, matrix(GateKind::rzz, 0.3));
  out.add_unitary({0, 1}, matrix(GateKind::cx));
  out.add_pauli({0, 1}, lopsided_pair());
  out.add_kraus({0}, noise::reset_to_zero(0.2));
  return out;
}

/// The same through the superoperators of the noise room.
Eigen::Matrix4cd by_superoperators(const noise::NoisyCircuit& circuit) {
  const noise::Channel channel = noise::channel_of(circuit);
  const Eigen::MatrixXcd choi = noise::choi(channel);
  Eigen::Matrix4cd rho;
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 4; ++j) rho(i, j) = choi(i, j);  // out + 4 in, with in = 0
  }
  return rho;
}

/// Pairs of qubits in Bell states, with ZZ between neighbouring pairs.
noise::NoisyCircuit bell_pairs(int pairs, double zz) {
  noise::NoisyCircuit out(2 * pairs);
  for (int k = 0; k < pairs; ++k) {
    out.add_unitary({2 * k}, matrix(GateKind::h));
    out.add_unitary({2 * k, 2 * k + 1}, matrix(GateKind::cx));
    if (k > 0) out.add_unitary_noise({2 * k - 1, 2 * k}, matrix(GateKind::rzz, zz));
  }
  for (auto& readout : out.readout) readout = noise::Readout{};
  return out;
}

}  // namespace

TEST_CASE("the density matrix of a pair is that of the composed channels for every kind of step") {
  const noise::NoisyCircuit circuit = everything();
  CHECK((simulator::pair_density(circuit) - by_superoperators(circuit)).norm() < 1e-12);
}

TEST_CASE("the transfer matrix of a pair is that of the composed channels for every kind of step") {
  const noise::NoisyCircuit circuit = everything();
  const Eigen::MatrixXd composed = noise::pauli_transfer_matrix(noise::channel_of(circuit));
  CHECK((simulator::pair_transfer_matrix(circuit) - composed).norm() < 1e-12);
}

TEST_CASE("clusters are what gates connect and noise alone does not") {
  const simulator::Clusters clusters = simulator::clusters_of(bell_pairs(3, 0.2));
  REQUIRE(clusters.parts.size() == 3);
  CHECK(clusters.cut);
  CHECK(clusters.parts[1].qubits == std::vector{2, 3});
  CHECK_FALSE(simulator::clusters_of(bell_pairs(3, 0.2)).parts[0].circuit.steps.empty());
}

TEST_CASE("a coupling between clusters leaves each of them its share of the twirl") {
  const simulator::Clusters clusters = simulator::clusters_of(bell_pairs(2, 0.2));
  const auto& last = clusters.parts[0].circuit;
  REQUIRE(last.paulis.size() == 1);
  const double share = std::pow(std::sin(0.1), 2);  // exp(-i a/2 ZZ) twirls to ZZ with sin^2(a/2)
  CHECK(last.paulis[0].probabilities[3] == Approx(share).epsilon(1e-12));
  CHECK(last.paulis[0].probabilities[0] == Approx(1 - share).epsilon(1e-12));
}

TEST_CASE("nothing is cut where no noise acts between clusters") {
  CHECK_FALSE(simulator::clusters_of(bell_pairs(4, 0)).parts.empty());
  noise::NoisyCircuit circuit(2);
  circuit.add_unitary({0}, matrix(GateKind::x));
  CHECK_FALSE(simulator::clusters_of(circuit).cut);
}
