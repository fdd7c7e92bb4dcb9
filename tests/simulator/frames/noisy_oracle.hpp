// The slow, obvious simulator of noisy circuits, random Clifford circuits under Pauli noise, and Pearson's test of
// shots against exact probabilities. Used by the tests of Pauli frames only.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

#include <Eigen/Core>
#include <boost/math/distributions/chi_squared.hpp>

#include "qgauge/execution.hpp"
#include "qgauge/noise.hpp"
#include "simulator/oracle.hpp"

namespace noisy_oracle {

using namespace qgauge;

/// vec(rho), index row + 2^n col, is a vector of 2n qubits; a superoperator is a matrix on 2 or 4 of them.
inline Eigen::VectorXcd evolve(const noise::NoisyCircuit& circuit) {
  Eigen::VectorXcd rho = Eigen::VectorXcd::Unit(Eigen::Index{1} << (2 * circuit.qubits), 0);
  for (const noise::Step& step : circuit.steps) {
    std::vector<int> targets;
    for (const int offset : {0, circuit.qubits}) {
      for (int k = 0; k < step.operands; ++k)
        targets.push_back(offset + static_cast<int>(step.qubits[static_cast<std::size_t>(k)]));
    }
    oracle::apply(noise::channel_of(circuit, step).superoperator, targets, rho);
  }
  return rho;
}

/// Of bits read, from bits that are; what is not measured reads 0.
inline double read_probability(const noise::NoisyCircuit& circuit, std::size_t read, std::size_t is) {
  double probability = 1;
  for (std::size_t q = 0; q < circuit.readout.size(); ++q) {
    const bool one = ((is >> q) & 1) != 0, reads_one = ((read >> q) & 1) != 0;
    if (!circuit.readout[q]) {
      probability *= reads_one ? 0 : 1;
      continue;
    }
    const double flip = one ? circuit.readout[q]->p0_given_1 : circuit.readout[q]->p1_given_0;
    probability *= one == reads_one ? 1 - flip : flip;
  }
  return probability;
}

inline std::vector<double> probabilities(const noise::NoisyCircuit& circuit) {
  const Eigen::VectorXcd rho = evolve(circuit);
  const std::size_t size = std::size_t{1} << circuit.qubits;
  std::vector<double> result(size, 0);
  for (std::size_t read = 0; read < size; ++read) {
    for (std::size_t is = 0; is < size; ++is)
      result[read] += read_probability(circuit, read, is) * rho(static_cast<Eigen::Index>(is * (size + 1))).real();
  }
  return result;
}

/// Probability that shots of this distribution lie at least as far from it (Pearson; cells of fewer than 5 expected
/// shots are pooled). 0 where an outcome was seen that cannot be.
inline double p_value(const execution::CircuitSamples& samples, const std::vector<double>& expected) {
  double statistic = 0, rare_seen = 0, rare_expected = 0;
  int cells = 0;
  const auto add = [&](double seen, double mean) {
    statistic += (seen - mean) * (seen - mean) / mean;
    ++cells;
  };
  for (std::size_t bits = 0; bits < expected.size(); ++bits) {
    const double seen = execution::weight_of(samples, bits), mean = expected[bits] * samples.shots;
    if (expected[bits] < 1e-12 && seen > 0) return 0;
    if (mean >= 5) {
      add(seen, mean);
    } else {
      rare_seen += seen;
      rare_expected += mean;
    }
  }
  if (rare_expected > 1e-9) add(rare_seen, std::max(rare_expected, 5.0));
  if (cells < 2) return 1;
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(cells - 1), statistic));
}

/// Any distribution of Paulis; the identity has at least 1 - `most`.
inline noise::PauliChannel random_paulis(int qubits, double most, oracle::Engine& engine) {
  noise::PauliChannel channel{std::vector<double>(std::size_t{1} << (2 * qubits), 0)};
  double total = 0;
  for (double& p : channel.probabilities) total += p = std::pow(oracle::symmetric(engine), 2);
  for (double& p : channel.probabilities) p *= most / total;
  channel.probabilities.front() += 1 - most;
  return channel;
}

/// Two different qubits.
inline std::pair<int, int> random_pair(int qubits, oracle::Engine& engine) {
  const int a = oracle::below(qubits, engine);
  return {a, (a + 1 + oracle::below(qubits - 1, engine)) % qubits};
}

/// Appends a gate of the table that is Clifford, or a rotation by a multiple of a right angle.
inline void add_random_clifford(noise::NoisyCircuit& circuit, oracle::Engine& engine) {
  const auto table = circuit::gate_list();
  while (true) {
    const auto& spec = table[static_cast<std::size_t>(oracle::below(static_cast<int>(table.size()), engine))];
    if (!spec.unitary || (!spec.clifford && !spec.parameter) || spec.qubits > circuit.qubits) continue;
    const Eigen::MatrixXcd matrix = circuit::unitary_of(spec.kind, std::numbers::pi / 2 * oracle::below(4, engine));
    if (spec.qubits == 1) return circuit.add_unitary({oracle::below(circuit.qubits, engine)}, matrix);
    const auto [a, b] = random_pair(circuit.qubits, engine);
    return circuit.add_unitary({a, b}, matrix);
  }
}

inline void add_random_fault(noise::NoisyCircuit& circuit, double most, oracle::Engine& engine) {
  if (circuit.qubits == 1 || oracle::below(2, engine) == 0) {
    return circuit.add_pauli({oracle::below(circuit.qubits, engine)}, random_paulis(1, most, engine));
  }
  const auto [a, b] = random_pair(circuit.qubits, engine);
  circuit.add_pauli({a, b}, random_paulis(2, most, engine));
}

/// Clifford gates, each followed by a fault where `most` > 0; all qubits measured without error.
inline noise::NoisyCircuit random_clifford_circuit(int qubits, int gates, double most, oracle::Engine& engine) {
  noise::NoisyCircuit circuit(qubits);
  for (int g = 0; g < gates; ++g) {
    add_random_clifford(circuit, engine);
    if (most > 0) add_random_fault(circuit, most, engine);
  }
  for (auto& readout : circuit.readout) readout = noise::Readout{};
  return circuit;
}

}  // namespace noisy_oracle
