// DensityMatrix: vec(rho) with index row + 2^n col as a state of 2n qubits, so that a channel on qubit q is a matrix on
// the qubits q (rows) and n + q (columns). Knows no circuit and no machine.
#include <array>
#include <cassert>
#include <cmath>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/memory.hpp"

namespace qgauge::simulator {
namespace {

using TwoTargets = std::array<int, 2>;

/// The same targets in the column half of vec(rho).
TwoTargets columns_of(std::span<const int> targets, int qubits) {
  TwoTargets columns{};
  for (std::size_t k = 0; k < targets.size(); ++k) columns[k] = targets[k] + qubits;
  return columns;
}

}  // namespace

core::Result<DensityMatrix> DensityMatrix::create(int qubits) {
  assert(qubits >= 0);
  if (qubits > max_density_matrix_qubits)
    return core::unusable("density matrix", fmt::format("{} qubits", qubits),
                          fmt::format("at most {}", max_density_matrix_qubits), "simulate a smaller register");
  QGAUGE_CHECK(check_memory({"a density matrix", qubits, 2, 16}));
  QGAUGE_TRY(auto state, StateVector<double>::create(2 * qubits));
  return DensityMatrix(qubits, std::move(state));
}

/// vec(|0><0|) is |0...0> of the doubled register.
void DensityMatrix::reset() { state_.reset(); }

void DensityMatrix::apply_unitary(std::span<const int> targets, const Eigen::MatrixXcd& unitary) {
  assert(targets.size() == 1 || targets.size() == 2);
  const TwoTargets columns = columns_of(targets, qubits_);
  state_.apply(targets, unitary);
  state_.apply(std::span(columns.data(), targets.size()), unitary.conjugate());
}

void DensityMatrix::apply_rz(int qubit, double angle_rad) {
  const std::array targets{qubit, qubit + qubits_};
  const std::complex<double> phase = std::polar(1.0, angle_rad);  // of |1><0|
  state_.apply_diagonal(targets, Eigen::Vector4cd(1, phase, std::conj(phase), 1));
}

void DensityMatrix::apply(std::span<const int> targets, const noise::Channel& channel) {
  assert(channel.qubits == static_cast<int>(targets.size()) && (channel.qubits == 1 || channel.qubits == 2));
  const TwoTargets columns = columns_of(targets, qubits_);
  std::array<int, 4> rows_and_columns{};
  for (std::size_t k = 0; k < targets.size(); ++k) {
    rows_and_columns[k] = targets[k];
    rows_and_columns[targets.size() + k] = columns[k];
  }
  state_.apply(std::span(rows_and_columns.data(), 2 * targets.size()), channel.superoperator);
}

std::complex<double> DensityMatrix::element(std::uint64_t row, std::uint64_t column) const {
  return state_.amplitude(row + (column << qubits_));
}

void DensityMatrix::set_element(std::uint64_t row, std::uint64_t column, std::complex<double> value) {
  state_.set_amplitude(row + (column << qubits_), value);
}

double DensityMatrix::trace() const {
  double sum = 0;
  for (const double probability : probabilities()) sum += probability;
  return sum;
}

std::vector<double> DensityMatrix::probabilities() const {
  std::vector<double> diagonal(std::size_t{1} << qubits_);
  for (std::size_t x = 0; x < diagonal.size(); ++x) diagonal[x] = element(x, x).real();
  return diagonal;
}

}  // namespace qgauge::simulator
