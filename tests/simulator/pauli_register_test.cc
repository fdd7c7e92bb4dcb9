// Pauli vectors: they agree with density matrices, with Kraus evolution, and with products of channels.

#include "simulator/pauli_register.hpp"

#include <catch2/catch.hpp>

#include "simulator/density_evolution.hpp"
#include "simulator/machine.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;

/// The register's channel, by multiplying superoperators embedded as noise::tensor does.
noise::Channel channel_of(const circuit::Circuit& circuit, const noise::NoiseModel& model) {
  noise::Channel whole = noise::identity_channel(circuit.qubits);
  for (const auto& operation : circuit.operations) {
    auto step = simulator::native_channel(model, simulator::native_operation(circuit, operation));
    REQUIRE(step);
    if (circuit.qubits == 2 && step->qubits == 1) {
      const auto idle = noise::identity_channel(1);
      step = operation.qubits[0] == 0 ? noise::tensor(idle, *step) : noise::tensor(*step, idle);
    } else if (circuit.qubits == 2 && operation.qubits[0] == 1) {
      const auto swap = noise::unitary_channel(circuit::unitary_of(GateKind::swap));
      step = noise::compose(swap, noise::compose(*step, swap));
    }
    whole = noise::compose(*step, whole);
  }
  return whole;
}

}  // namespace

TEST_CASE("Pauli vectors and density matrices give the same probabilities to 1e-12") {
  const auto model = machine::noise_of(machine::line(5));
  simulator::TransferTable table(model);
  oracle::Engine engine(20250130);
  for (const std::vector<int>& layout : {std::vector{1}, {3}, {0, 1}, {1, 0}, {2, 1}, {2, 3}}) {
    for (int repetition = 0; repetition < 5; ++repetition) {
      const auto circuit = machine::random_native(layout, 300, engine);
      const auto fast = simulator::pauli_probabilities(circuit, table);
      const auto noisy = noise::noisy_circuit(circuit, model);
      REQUIRE((fast && noisy));
      const auto rho = simulator::final_density_matrix(*noisy);
      REQUIRE(rho);
      const std::vector<double> general = rho->probabilities();
      for (std::size_t x = 0; x < fast->size(); ++x) REQUIRE(std::abs((*fast)[x] - general[x]) < 1e-12);
    }
  }
}

TEST_CASE("The Pauli transfer matrix of a circuit is that of the product of its channels") {
  const auto model = machine::noise_of(machine::line(5));
  simulator::TransferTable table(model);
  oracle::Engine engine(20250131);
  for (const std::vector<int>& layout : {std::vector{0}, {0, 1}, {2, 1}}) {
    const auto circuit = machine::random_native(layout, 60, engine);
    const auto matrix = simulator::pauli_transfer_of(circuit, table);
    REQUIRE(matrix);
    const Eigen::MatrixXd expected = noise::pauli_transfer_matrix(channel_of(circuit, model));
    REQUIRE((*matrix - expected).cwiseAbs().maxCoeff() < 1e-12);
  }
}

TEST_CASE("Waits that differ by less than an attosecond share a matrix and others do not") {
  const auto key = [](double seconds) { return simulator::transfer_key({GateKind::delay, 0, 0, seconds}, false); };
  REQUIRE(key(3e-7) == key(1e-7 + 2e-7));
  REQUIRE_FALSE(key(3e-7) == key(3.00000001e-7));
  REQUIRE_FALSE(key(2.0) == key(2.0000000001));
}

TEST_CASE("Keys tell gates and qubits and operand order and parameters apart") {
  using simulator::transfer_key;
  const auto base = transfer_key({GateKind::cz, 3, 4, 0}, false);
  REQUIRE_FALSE(base == transfer_key({GateKind::cz, 4, 3, 0}, false));
  REQUIRE_FALSE(base == transfer_key({GateKind::cz, 3, 4, 0}, true));
  REQUIRE_FALSE(base == transfer_key({GateKind::ecr, 3, 4, 0}, false));
  REQUIRE_FALSE(base == transfer_key({GateKind::cz, 3, 4, 0.5}, false));
  REQUIRE_FALSE(transfer_key({GateKind::sx, 99'999, 0, 0}, false) == transfer_key({GateKind::sx, 99'998, 0, 0}, false));
}
