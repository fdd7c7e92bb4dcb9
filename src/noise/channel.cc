// Channels as superoperators: the elementary ones, and how they combine. Used by gate_noise and by the simulator
// through noise.hpp. Knows no gate and no machine. vec(rho) has index row + d col, so vec(A rho B) = (B^T kron A)
// vec(rho).

#include "qgauge/noise/channel.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <unsupported/Eigen/KroneckerProduct>

#include <Eigen/Core>

#include "noise/paulis.hpp"

namespace qgauge::noise {
namespace {

int qubits_of_dimension(Eigen::Index d) {
  int qubits = 0;
  while ((Eigen::Index{1} << qubits) < d) ++qubits;
  assert(Eigen::Index{1} << qubits == d && qubits > 0);
  return qubits;
}

/// Populations go to (1 - excited, excited) by the part `decayed`, coherences keep the factor `coherent`.
Channel damping_of(double decayed, double coherent, double excited) {
  assert(decayed >= 0 && decayed <= 1 && excited >= 0 && excited <= 1);
  Channel channel{1, Eigen::MatrixXcd::Zero(4, 4)};
  channel.superoperator.diagonal() << 1 - decayed * excited, coherent, coherent, 1 - decayed * (1 - excited);
  channel.superoperator(0, 3) = decayed * (1 - excited);
  channel.superoperator(3, 0) = decayed * excited;
  return channel;
}

/// Where vec() of a product state puts the entry (low, high) of its factors: qubits of `low` come first in rows and
/// columns.
std::vector<Eigen::Index> positions(Eigen::Index d_low, Eigen::Index d_high) {
  std::vector<Eigen::Index> at;
  at.reserve(static_cast<std::size_t>(d_low * d_low * d_high * d_high));
  for (Eigen::Index high = 0; high < d_high * d_high; ++high) {
    for (Eigen::Index low = 0; low < d_low * d_low; ++low) {
      const Eigen::Index row = low % d_low + d_low * (high % d_high);
      const Eigen::Index col = low / d_low + d_low * (high / d_high);
      at.push_back(row + d_low * d_high * col);
    }
  }
  return at;
}

}  // namespace

Channel identity_channel(int qubits) {
  const Eigen::Index size = Eigen::Index{1} << (2 * qubits);
  return {qubits, Eigen::MatrixXcd::Identity(size, size)};
}

Channel unitary_channel(const Eigen::MatrixXcd& unitary) {
  assert(unitary.rows() == unitary.cols());
  assert((unitary * unitary.adjoint()).isIdentity(1e-9));
  return {qubits_of_dimension(unitary.rows()), Eigen::kroneckerProduct(unitary.conjugate(), unitary)};
}

Channel depolarizing_channel(int qubits, double lambda) {
  const int d = 1 << qubits;
  assert(lambda >= 0 && lambda <= core::max_depolarizing(d) * (1 + 1e-12));
  Channel channel = identity_channel(qubits);
  channel.superoperator *= 1 - lambda;
  for (int out = 0; out < d; ++out) {
    for (int in = 0; in < d; ++in) channel.superoperator(out * (d + 1), in * (d + 1)) += lambda / d;
  }
  return channel;
}

Channel dephasing_channel(double p) { return pauli_channel(std::array{1 - p, 0.0, 0.0, p}); }

Channel pauli_channel(std::span<const double> probabilities) {
  const auto entries = static_cast<Eigen::Index>(probabilities.size());
  const int qubits = qubits_of_dimension(entries) / 2;
  Channel channel{qubits, Eigen::MatrixXcd::Zero(entries, entries)};
  for (std::size_t p = 0; p < probabilities.size(); ++p) {
    Eigen::MatrixXcd pauli = Eigen::MatrixXcd::Identity(1, 1);
    for (int qubit = 0; qubit < qubits; ++qubit) {
      pauli = Eigen::kroneckerProduct(pauli_matrices[(p >> (2 * qubit)) & 3], pauli).eval();
    }
    channel.superoperator += probabilities[p] * Eigen::kroneckerProduct(pauli.conjugate(), pauli);
  }
  return channel;
}

Channel amplitude_damping_channel(double gamma, double excited) {
  return damping_of(gamma, std::sqrt(1 - gamma), excited);
}

Channel reset_channel(double p, double excited) { return damping_of(p, 1 - p, excited); }

// Populations decay with T1, coherences with T2 (Nielsen and Chuang, section 8.4.1); exact for every T2 <= 2 T1.
Channel relaxation_channel(const core::Coherence& coherence, double duration_s, double excited) {
  assert(coherence.t1_s > 0 && coherence.t2_s > 0 && coherence.t2_s <= 2 * coherence.t1_s * (1 + 1e-12));
  assert(duration_s >= 0);
  return damping_of(-std::expm1(-duration_s / coherence.t1_s), std::exp(-duration_s / coherence.t2_s), excited);
}

Channel compose(const Channel& second, const Channel& first) {
  assert(second.qubits == first.qubits);
  return {first.qubits, second.superoperator * first.superoperator};
}

Channel tensor(const Channel& high, const Channel& low) {
  const std::vector<Eigen::Index> at = positions(Eigen::Index{1} << low.qubits, Eigen::Index{1} << high.qubits);
  const Eigen::MatrixXcd product = Eigen::kroneckerProduct(high.superoperator, low.superoperator);
  Channel channel{low.qubits + high.qubits, Eigen::MatrixXcd(product.rows(), product.cols())};
  for (Eigen::Index in = 0; in < product.cols(); ++in) {
    for (Eigen::Index out = 0; out < product.rows(); ++out) channel.superoperator(at[out], at[in]) = product(out, in);
  }
  return channel;
}

Channel exchanged(const Channel& channel) {
  assert(channel.qubits == 2);
  const auto swap = [](Eigen::Index bits) { return (bits & 1) << 1 | bits >> 1; };
  std::array<Eigen::Index, 16> at{};
  for (Eigen::Index k = 0; k < 16; ++k) at[static_cast<std::size_t>(k)] = swap(k & 3) | swap(k >> 2) << 2;
  return {2, channel.superoperator(at, at)};
}

}  // namespace qgauge::noise
