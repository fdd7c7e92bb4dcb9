// The noisy executor: physics of the channels it applies, readout, the random streams, and what it refuses.

#include <array>

#include <Eigen/Eigenvalues>
#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/density_evolution.hpp"
#include "simulator/machine.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;

execution::CircuitBatch batch_of(std::vector<circuit::Circuit> circuits, std::uint64_t shots) {
  return {std::move(circuits), shots, 1, 2};
}

circuit::Circuit register_of(int qubits, std::vector<int> layout = {}) {
  circuit::Circuit circuit;
  circuit.qubits = qubits;
  circuit.layout = std::move(layout);
  return circuit;
}

core::Error refusal(const noise::NoiseModel& model, const circuit::Circuit& circuit) {
  const auto refused = simulator::density_matrix_executor(model)->run(batch_of({register_of(1), circuit}, 10));
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().code == core::ErrorCode::unusable_input);
  return refused.error();
}

/// Kraus operators of a channel from its Choi matrix (Choi 1975): K(out, in) = sqrt(w) v(out + d in).
oracle::Kraus kraus_operators_of(const noise::Channel& channel) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> solver(noise::choi(channel));
  const Eigen::Index d = Eigen::Index{1} << channel.qubits;
  oracle::Kraus kraus;
  for (Eigen::Index k = 0; k < d * d; ++k) {
    const Eigen::VectorXcd column = std::sqrt(std::max(solver.eigenvalues()(k), 0.0)) * solver.eigenvectors().col(k);
    kraus.emplace_back(Eigen::Map<const Eigen::MatrixXcd>(column.data(), d, d));
  }
  return kraus;
}

Eigen::MatrixXcd oracle_density_matrix(const circuit::Circuit& circuit, const noise::NoiseModel& model) {
  Eigen::MatrixXcd rho = Eigen::MatrixXcd::Zero(1 << circuit.qubits, 1 << circuit.qubits);
  rho(0, 0) = 1;
  for (const auto& operation : circuit.operations) {
    const auto targets = oracle::targets_of(operation);
    const int a = circuit.layout[operation.qubits[0]], b = circuit.layout[operation.qubits[1]];
    if (circuit::spec_of(operation.gate).unitary)
      rho = oracle::evolve(rho, {circuit::unitary_of(operation.gate, operation.parameter)}, targets, circuit.qubits);
    if (operation.gate == GateKind::rz) continue;
    const noise::Channel noise = operation.gate == GateKind::delay ? model.idle(a, operation.parameter)
                                 : targets.size() == 1             ? model.one_qubit(a)->channel
                                                                   : model.two_qubit(a, b)->channel;
    rho = oracle::evolve(rho, kraus_operators_of(noise), targets, circuit.qubits);
  }
  return rho;
}

}  // namespace

TEST_CASE("Native circuits on up to five qubits agree with evolution by Kraus operators") {
  const auto model = machine::noise_of(machine::line(6));
  oracle::Engine engine(20250201);
  for (const std::vector<int>& layout : {std::vector{2}, {1, 2}, {2, 1, 0}, {0, 1, 2, 3}, {4, 3, 2, 1, 0}}) {
    const auto circuit = machine::random_native(layout, 40, engine);
    const auto noisy = noise::noisy_circuit(circuit, model);
    REQUIRE(noisy);
    const auto rho = simulator::final_density_matrix(*noisy);
    REQUIRE(rho);
    const std::vector<double> probabilities = rho->probabilities();
    const Eigen::MatrixXcd expected = oracle_density_matrix(circuit, model);
    // 40 gates of at most 34 * 16 u each; Kraus operators from an eigensolver are good to about 1e-14 each.
    for (std::size_t x = 0; x < probabilities.size(); ++x)
      REQUIRE(std::abs(probabilities[x] - expected(static_cast<int>(x), static_cast<int>(x)).real()) < 3e-12);
  }
}

TEST_CASE("An excited qubit decays with T1 while it waits") {
  auto device = machine::perfect_line(2);
  device.qubits[1].t1_s = 50e-6;
  const auto model = machine::noise_of(device);
  auto circuit = register_of(1, {1});
  circuit.append(GateKind::x, 0u);
  circuit.append(GateKind::delay, 0u, 30e-6);
  circuit.measure_all();
  const double shots = 1e6, expected = std::exp(-30.0 / 50.0);
  const auto samples = simulator::density_matrix_executor(model)->run(batch_of({circuit}, 1'000'000));
  REQUIRE(samples);
  // 5 standard deviations of a binomial: false-alarm rate 6e-7.
  const double sigma = std::sqrt(expected * (1 - expected) / shots);
  REQUIRE(std::abs(execution::weight_of(samples->circuits[0], 1) / shots - expected) < 5 * sigma);
}

TEST_CASE("Readout error flips the bits of measured qubits with the probabilities of their device qubits") {
  auto device = machine::perfect_line(4);
  device.qubits[3].p1_given_0 = 0.02;
  device.qubits[2].p0_given_1 = 0.1;
  const auto model = machine::noise_of(device);
  auto circuit = register_of(3, {3, 2, 1});
  circuit.append(GateKind::x, 1u);
  circuit.append(GateKind::x, 2u);
  circuit.append(GateKind::measure, 0u);
  circuit.append(GateKind::measure, 1u);
  const auto samples = simulator::density_matrix_executor(model)->run(batch_of({circuit}, 1'000'000));
  REQUIRE(samples);
  // Register qubit 2 is not measured: its bit is 0 though its state is 1. Each within 5 sigma: false-alarm rate 2.4e-6.
  const std::array<double, 4> expected = {0.98 * 0.1, 0.02 * 0.1, 0.98 * 0.9, 0.02 * 0.9};
  double seen = 0;
  for (std::uint64_t bits = 0; bits < 4; ++bits) {
    const double weight = execution::weight_of(samples->circuits[0], bits);
    const double p = expected[bits];
    REQUIRE(std::abs(weight / 1e6 - p) < 5 * std::sqrt(p * (1 - p) / 1e6));
    seen += weight;
  }
  REQUIRE(seen == 1'000'000);
}

TEST_CASE("Without noise the Pauli transfer matrix is that of the ideal executor") {
  const auto model = machine::noise_of(machine::perfect_line(3));
  const auto noisy = simulator::density_matrix_executor(model);
  const auto ideal = simulator::ideal_executor(simulator::Precision::double_precision);
  oracle::Engine engine(12);
  for (const std::vector<int>& layout : {std::vector{0}, {1, 0}, {1, 2}}) {
    const auto circuit = machine::random_native(layout, 50, engine);
    const auto expected = ideal->pauli_transfer_matrix(circuit);
    const auto matrix = noisy->pauli_transfer_matrix(circuit);
    REQUIRE((expected && matrix));
    REQUIRE((*matrix - *expected).cwiseAbs().maxCoeff() < 1e-12);
  }
}

TEST_CASE("What the noisy executor cannot know exactly has no Pauli transfer matrix") {
  const auto model = machine::noise_of(machine::line(5));
  const auto executor = simulator::density_matrix_executor(model);
  auto not_native = register_of(1);
  not_native.append(GateKind::h, 0u);
  REQUIRE_FALSE(executor->pauli_transfer_matrix(not_native));
  REQUIRE_FALSE(executor->pauli_transfer_matrix(register_of(3)));
  REQUIRE_FALSE(executor->pauli_transfer_matrix(register_of(1, {99})));
}

TEST_CASE("Counts depend on the batch alone and not on threads or on the executor's history") {
  const auto model = machine::noise_of(machine::line(6));
  oracle::Engine engine(77);
  std::vector<circuit::Circuit> circuits;
  for (int i = 0; i < 40; ++i) {
    const std::vector<int> layout = i % 2 == 0 ? std::vector{2, 1} : std::vector{0, 1, 2};
    circuits.push_back(machine::random_native(layout, 50, engine));
    circuits.back().measure_all();
  }
  const auto batch = batch_of(circuits, 1000);
  const int before = omp_get_max_threads();
  const auto executor = simulator::density_matrix_executor(model);
  omp_set_num_threads(1);
  const auto one = executor->run(batch);
  omp_set_num_threads(4);
  const auto again = executor->run(batch);
  const auto fresh = simulator::density_matrix_executor(model)->run(batch);
  omp_set_num_threads(before);
  REQUIRE((one && again && fresh));
  for (std::size_t i = 0; i < circuits.size(); ++i) {
    for (const auto* other : {&again->circuits[i], &fresh->circuits[i]}) {
      REQUIRE(other->outcomes.size() == one->circuits[i].outcomes.size());
      for (std::size_t k = 0; k < other->outcomes.size(); ++k) {
        REQUIRE(other->outcomes[k].bits == one->circuits[i].outcomes[k].bits);
        REQUIRE(other->outcomes[k].weight == one->circuits[i].outcomes[k].weight);
      }
    }
  }
}

TEST_CASE("A gate that is not native is refused by name with the advice to compile first") {
  const auto model = machine::noise_of(machine::line(4));
  for (const GateKind gate : {GateKind::h, GateKind::s, GateKind::rx, GateKind::swap, GateKind::id}) {
    for (const int qubits : {2, 3}) {
      auto circuit = register_of(qubits);
      circuit.append(GateKind::sx, 0u);
      circuit::spec_of(gate).qubits == 2 ? circuit.append(gate, 0u, 1u) : circuit.append(gate, 0u);
      const core::Error error = refusal(model, circuit);
      REQUIRE(error.where == "circuit 1, operation 1");
      REQUIRE_THAT(error.message, Catch::Contains("gate " + std::string(circuit::spec_of(gate).name)));
      REQUIRE_THAT(error.message, Catch::Contains("compile first"));
    }
  }
}

TEST_CASE("A pulse or coupling without calibration is refused by its device qubits") {
  const auto model = machine::noise_of(machine::line(4));
  auto pulse = register_of(1, {3});
  pulse.append(GateKind::sx, 0u);
  REQUIRE_THAT(refusal(model, pulse).message, Catch::Contains("device qubit 3"));
  auto coupling = register_of(2, {0, 2});
  coupling.append(GateKind::cz, 0u, 1u);
  REQUIRE_THAT(refusal(model, coupling).message, Catch::Contains("device qubits 0 and 2"));
}

TEST_CASE("Circuits that do not fit the machine or the method are refused") {
  const auto model = machine::noise_of(machine::line(16));
  REQUIRE_THAT(refusal(model, register_of(14)).message, Catch::Contains("at most 13"));
  REQUIRE_THAT(refusal(model, register_of(1, {16})).message, Catch::Contains("device qubit 16"));
  auto after_measurement = register_of(1);
  after_measurement.append(GateKind::measure, 0u);
  after_measurement.append(GateKind::x, 0u);
  REQUIRE(refusal(model, after_measurement).where == "circuit 1, operation 1 (x)");
  auto outside = register_of(1);
  outside.append(GateKind::x, 1u);
  REQUIRE_THAT(refusal(model, outside).where, Catch::Contains("circuit 1"));
}
