// What acts between gates reaches the executor's probabilities and its exact transfer matrices.

#include <complex>
#include <numbers>

#include <catch2/catch.hpp>

#include "qgauge/simulator.hpp"
#include "simulator/machine.hpp"

using namespace qgauge;
using circuit::GateKind;

namespace {

constexpr double zeta_hz = 1e6;

noise::NoiseModel coupled_line() {
  device::DeviceModel model = machine::perfect_line(3);
  model.zz = {{0, 1, zeta_hz}};
  return machine::noise_of(model);
}

/// Waits with both qubits, the second excited, between two quarter turns of the first.
circuit::Circuit ramsey(double duration_s) {
  circuit::Circuit circuit{2, {0, 1}, {}};
  circuit.append(GateKind::x, 1u);
  circuit.append(GateKind::sx, 0u);
  for (const std::uint32_t qubit : {0u, 1u}) circuit.append(GateKind::delay, qubit, duration_s);
  circuit.append(GateKind::sx, 0u);
  circuit.measure_all();
  return circuit;
}

}  // namespace

// Without coupling two quarter turns are a half one. At zeta t = 1/2 an excited neighbour turns the first qubit by pi.
TEST_CASE("A neighbour that is coupled without pause turns a waiting qubit") {
  const noise::NoiseModel model = coupled_line();
  const auto coupled = simulator::density_matrix_executor(model)->run({{ramsey(0.5 / zeta_hz)}, 100, 1, 2});
  REQUIRE(coupled);
  CHECK(execution::weight_of(coupled->circuits[0], 2) == 100);
  const noise::NoiseModel alone = machine::noise_of(machine::perfect_line(3));
  const auto free = simulator::density_matrix_executor(alone)->run({{ramsey(0.5 / zeta_hz)}, 100, 1, 2});
  REQUIRE(free);
  CHECK(execution::weight_of(free->circuits[0], 3) == 100);
}

TEST_CASE("The transfer matrix of waiting is that of the coupling") {
  circuit::Circuit circuit{2, {0, 1}, {}};
  for (const std::uint32_t qubit : {0u, 1u}) circuit.append(GateKind::delay, qubit, 200e-9);
  const noise::NoiseModel model = coupled_line();
  const auto matrix = simulator::density_matrix_executor(model)->pauli_transfer_matrix(circuit);
  REQUIRE(matrix);
  Eigen::MatrixXcd rotation = Eigen::Matrix4cd::Identity();
  rotation(3, 3) = std::polar(1.0, -2 * std::numbers::pi * zeta_hz * 200e-9);
  const Eigen::MatrixXd expected = noise::pauli_transfer_matrix(noise::unitary_channel(rotation));
  CHECK((*matrix - expected).cwiseAbs().maxCoeff() < 1e-12);
}
