// Channels as superoperators: the elementary ones, and how they combine. Used by gate_noise and by the simulator
// through noise.hpp. Knows no gate and no machine. vec(rho) has index row + d col, so vec(A rho B) = (B^T kron A)
// vec(rho).

#include <cassert>
#include <cmath>
#include <unsupported/Eigen/KroneckerProduct>

#include <Eigen/Core>

#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

int qubits_of_dimension(Eigen::Index d) {
  int qubits = 0;
  while ((Eigen::Index{1} << qubits) < d) ++qubits;
  assert(Eigen::Index{1} << qubits == d && qubits > 0);
  return qubits;
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

// Populations decay with T1, coherences with T2 (Nielsen and Chuang, section 8.4.1); exact for every T2 <= 2 T1.
Channel relaxation_channel(const core::Coherence& coherence, double duration_s) {
  assert(coherence.t1_s > 0 && coherence.t2_s > 0 && coherence.t2_s <= 2 * coherence.t1_s * (1 + 1e-12));
  assert(duration_s >= 0);
  const double kept = std::exp(-duration_s / coherence.t1_s);
  const double decayed = -std::expm1(-duration_s / coherence.t1_s);
  const double coherent = std::exp(-duration_s / coherence.t2_s);
  Channel channel{1, Eigen::MatrixXcd::Zero(4, 4)};
  channel.superoperator.diagonal() << 1, coherent, coherent, kept;
  channel.superoperator(0, 3) = decayed;
  return channel;
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

}  // namespace qgauge::noise
