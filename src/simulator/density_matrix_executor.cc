// The noisy executor: native circuits by exact density matrices, as Pauli vectors for one or two qubits and through the
// SIMD kernels beyond. Knows a noise model; no device, no protocol.
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/batch.hpp"
#include "simulator/density_evolution.hpp"
#include "simulator/measurement.hpp"
#include "simulator/pair_density.hpp"
#include "simulator/pauli_register.hpp"

namespace qgauge::simulator {
namespace {

bool fits_pauli_register(const circuit::Circuit& circuit) {
  return circuit.qubits >= 1 && circuit.qubits <= max_pauli_register_qubits;
}

std::vector<int> device_qubits(const circuit::Circuit& circuit) {
  std::vector<int> qubits;
  for (std::uint32_t q = 0; q < static_cast<std::uint32_t>(circuit.qubits); ++q) {
    qubits.push_back(device_qubit(circuit, q));
  }
  return qubits;
}

class DensityMatrixExecutor final : public execution::Executor {
 public:
  explicit DensityMatrixExecutor(const noise::NoiseModel& model) : model_(model), table_(model) {}

  core::Result<execution::Samples> run(const execution::CircuitBatch& batch) const override {
    return run_batch(batch, worth_circuit_threads(batch, 2),
                     [&](std::size_t i, core::Random random) -> core::Result<execution::CircuitSamples> {
                       auto exact = read_probabilities(batch.circuits[i]);
                       if (exact) return execution::draw(*exact, batch.shots, random);
                       exact.error().where = fmt::format("circuit {}, {}", i, exact.error().where);
                       return std::unexpected(std::move(exact).error());
                     });
  }

  std::optional<Eigen::MatrixXd> pauli_transfer_matrix(const circuit::Circuit& circuit) const override {
    if (!fits_pauli_register(circuit) || !check_noisy(circuit, model_)) return std::nullopt;
    if (model_.acts_between_gates(device_qubits(circuit))) {
      const auto noisy = noise::noisy_circuit(circuit, model_, noise::Preparation::perfect);
      return noisy ? std::optional(pair_transfer_matrix(*noisy)) : std::nullopt;
    }
    auto matrix = pauli_transfer_of(circuit, table_);
    return matrix ? std::optional(std::move(*matrix)) : std::nullopt;
  }

 private:
  /// Of the bits as they are read.
  core::Result<std::vector<double>> read_probabilities(const circuit::Circuit& circuit) const {
    QGAUGE_CHECK(check_noisy(circuit, model_));
    QGAUGE_TRY(const std::uint64_t measured, measured_qubits(circuit));
    QGAUGE_TRY(auto result, outcome_probabilities(circuit));
    marginalise(result, measured);
    for (int q = 0; q < circuit.qubits; ++q) {
      if (((measured >> q) & 1) != 0) confuse(result, q, model_.readout(device_qubit(circuit, q)));
    }
    return result;
  }

  core::Result<std::vector<double>> outcome_probabilities(const circuit::Circuit& circuit) const {
    if (fits_pauli_register(circuit) && !model_.acts_between_gates(device_qubits(circuit))) {
      return pauli_probabilities(circuit, table_);
    }
    QGAUGE_TRY(const noise::NoisyCircuit noisy, noise::noisy_circuit(circuit, model_));
    QGAUGE_TRY(const DensityMatrix rho, final_density_matrix(noisy));
    return rho.probabilities();
  }

  const noise::NoiseModel& model_;
  mutable TransferTable table_;  // a cache: locks itself
};

}  // namespace

std::unique_ptr<execution::Executor> density_matrix_executor(const noise::NoiseModel& model) {
  return std::make_unique<DensityMatrixExecutor>(model);
}

}  // namespace qgauge::simulator
