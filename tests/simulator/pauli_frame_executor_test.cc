// The executor of Pauli frames against the exact one, its streams, and what it refuses.
#include <numbers>

#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/frames/noisy_oracle.hpp"
#include "simulator/machine.hpp"

using namespace qgauge;
using circuit::GateKind;

namespace {

/// Depolarizing noise and readout errors only.
device::DeviceModel pauli_line(int qubits) {
  device::DeviceModel model = machine::line(qubits);
  for (auto& qubit : model.qubits) {
    qubit.t1_s = qubit.t2_s = std::nullopt;
    if (qubit.gate) qubit.gate->over_rotation_rad = 0;
  }
  for (auto& coupling : model.couplings) coupling.gate->over_rotation_rad = 0;
  return model;
}

circuit::Circuit native_clifford(std::vector<int> layout, int gates, oracle::Engine& engine) {
  auto circuit = machine::random_native(std::move(layout), gates, engine);
  for (auto& operation : circuit.operations) {
    if (operation.gate == GateKind::rz) operation.parameter = std::numbers::pi / 2 * oracle::below(4, engine);
  }
  circuit.measure_all();
  return circuit;
}

core::Error refusal(const noise::NoiseModel& model, const circuit::Circuit& circuit) {
  const auto refused = simulator::pauli_frame_executor(model)->run({{circuit}, 10, 1, 2});
  REQUIRE_FALSE(refused);
  return refused.error();
}

}  // namespace

TEST_CASE("Pauli frames of native circuits follow the probabilities of their density matrix") {
  const auto model = machine::noise_of(pauli_line(6));
  oracle::Engine engine(11);
  execution::CircuitBatch batch{{}, 50'000, 3, 4};
  for (const std::vector<int>& layout : {std::vector{2}, {1, 2}, {2, 1, 0}, {4, 3, 2, 1}, {0, 1, 2, 3, 4}})
    batch.circuits.push_back(native_clifford(layout, 40, engine));
  const auto samples = simulator::pauli_frame_executor(model)->run(batch);
  REQUIRE(samples);
  for (std::size_t i = 0; i < batch.circuits.size(); ++i) {
    const auto noisy = noise::noisy_circuit(batch.circuits[i], model);
    REQUIRE(noisy);
    REQUIRE(noisy_oracle::p_value(samples->circuits[i], noisy_oracle::probabilities(*noisy)) > 1e-6);
  }
}

TEST_CASE("The samples of a batch by Pauli frames do not depend on the number of threads") {
  const auto model = machine::noise_of(pauli_line(5));
  oracle::Engine engine(12);
  const auto executor = simulator::pauli_frame_executor(model);
  const execution::CircuitBatch batch{
      {native_clifford({0, 1}, 20, engine), native_clifford({1, 2, 3}, 30, engine)}, 3000, 5, 6};
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const auto one = executor->run(batch);
  omp_set_num_threads(3);
  const auto three = executor->run(batch);
  omp_set_num_threads(threads);
  REQUIRE((one && three));
  for (std::size_t i = 0; i < 2; ++i) {
    REQUIRE(one->circuits[i].outcomes.size() == three->circuits[i].outcomes.size());
    for (const auto& outcome : one->circuits[i].outcomes)
      REQUIRE(execution::weight_of(three->circuits[i], outcome.bits) == outcome.weight);
  }
}

TEST_CASE("A machine whose noise is not Pauli noise, or whose circuit is no Clifford circuit, is refused") {
  const auto damped = machine::noise_of(machine::line(3));
  circuit::Circuit circuit{2, {0, 1}, {}};
  circuit.append(GateKind::sx, 0u);
  REQUIRE(refusal(damped, circuit).where == "circuit 0, step 2");
  REQUIRE_THAT(refusal(damped, circuit).message, Catch::Contains("Kraus operators on qubit 0"));
  const auto pauli = machine::noise_of(pauli_line(3));
  circuit.append(GateKind::rz, 1u, 0.3);
  REQUIRE(refusal(pauli, circuit).where == "circuit 0, step 2");
  REQUIRE_THAT(refusal(pauli, circuit).message, Catch::Contains("no Clifford gate on qubit 1"));
}

TEST_CASE("A register beyond the 64 qubits of an outcome is refused") {
  const auto model = machine::noise_of(pauli_line(66));
  circuit::Circuit circuit{65, {}, {}};
  circuit.append(GateKind::sx, 0u);
  REQUIRE(refusal(model, circuit).where == "circuit 0, register");
}
