// The random circuits of quantum volume and their heavy outputs. Called by the plan and by tests.
// Must not know the machine.
#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>

#include <Eigen/QR>

#include "qgauge/protocols/quantum_volume.hpp"

namespace qgauge::protocols {
namespace {

using circuit::Circuit;
using circuit::GateKind;

/// Unitary from the Haar measure (Mezzadri, Notices of the AMS 54, 592, 2007).
Eigen::Matrix4cd haar(core::Random& random) {
  Eigen::Matrix4cd gaussian;
  for (auto& entry : gaussian.reshaped()) {
    const double real = random.normal();
    entry = {real, random.normal()};
  }
  const Eigen::HouseholderQR<Eigen::Matrix4cd> qr(gaussian);
  const Eigen::Vector4cd diagonal = qr.matrixQR().diagonal();
  return Eigen::Matrix4cd(qr.householderQ()) * (diagonal.array() / diagonal.array().abs()).matrix().asDiagonal();
}

/// Z Y Z rotations, up to a phase.
void append_local(Circuit& circuit, int qubit, const Eigen::Matrix2cd& u) {
  const double theta = 2 * std::atan2(std::abs(u(1, 0)), std::abs(u(0, 0)));
  const double sum = std::arg(u(1, 1)) - std::arg(u(0, 0)), difference = std::arg(u(1, 0)) - std::arg(-u(0, 1));
  circuit.append(GateKind::rz, qubit, (sum - difference) / 2);
  circuit.append(GateKind::ry, qubit, theta);
  circuit.append(GateKind::rz, qubit, (sum + difference) / 2);
}

void append_unitary(Circuit& circuit, int a, int b, const Eigen::Matrix4cd& unitary) {
  const compile::CanonicalForm form = compile::canonical_form(unitary);
  const std::array qubits{a, b};
  for (std::size_t k = 0; k < 2; ++k) append_local(circuit, qubits[k], form.before[k]);
  circuit.append(GateKind::rxx, a, b, -2 * form.coordinates[0]);
  circuit.append(GateKind::ryy, a, b, -2 * form.coordinates[1]);
  circuit.append(GateKind::rzz, a, b, -2 * form.coordinates[2]);
  for (std::size_t k = 0; k < 2; ++k) append_local(circuit, qubits[k], form.after[k]);
}

}  // namespace

Circuit quantum_volume_circuit(int width, core::Random& random) {
  assert(width >= 2);
  Circuit circuit{width, {}, {}};
  std::vector<int> order(static_cast<std::size_t>(width));
  std::iota(order.begin(), order.end(), 0);
  for (int layer = 0; layer < width; ++layer) {
    for (std::size_t k = order.size(); k > 1; --k) std::swap(order[k - 1], order[random.below(k)]);
    for (std::size_t k = 0; k + 1 < order.size(); k += 2) append_unitary(circuit, order[k], order[k + 1], haar(random));
  }
  circuit.measure_all();
  return circuit;
}

std::vector<bool> heavy_outputs(std::span<const double> probabilities) {
  assert(probabilities.size() >= 2);
  std::vector<double> sorted(probabilities.begin(), probabilities.end());
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::ranges::nth_element(sorted, middle);
  const double median = (*middle + *std::max_element(sorted.begin(), middle)) / 2;
  std::vector<bool> heavy(probabilities.size());
  for (std::size_t x = 0; x < heavy.size(); ++x) heavy[x] = probabilities[x] > median;
  return heavy;
}

double ideal_heavy_output_probability(int width) {
  constexpr std::array small{0.7915, 0.8476, 0.8400, 0.8569, 0.8515};  // standard error 7e-4
  const auto index = static_cast<std::size_t>(std::max(width, 2) - 2);
  return index < small.size() ? small[index] : (1 + std::numbers::ln2) / 2;
}

}  // namespace qgauge::protocols
