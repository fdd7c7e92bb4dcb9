// Random unitaries, states and channels for the tests of noise, each with the Kraus operators it was made from, so that
// every figure can be computed a second way.
#pragma once

#include <cstdint>
#include <unsupported/Eigen/KroneckerProduct>
#include <vector>

#include <Eigen/Core>
#include <Eigen/QR>

#include "qgauge/noise.hpp"

namespace qgauge::noise::testing {

inline Eigen::MatrixXcd gaussian(Eigen::Index rows, Eigen::Index cols, core::Random& random) {
  return Eigen::MatrixXcd::NullaryExpr(rows, cols,
                                       [&] { return std::complex<double>(random.normal(), random.normal()); });
}

/// Columns are orthonormal.
inline Eigen::MatrixXcd random_isometry(Eigen::Index rows, Eigen::Index cols, core::Random& random) {
  const Eigen::HouseholderQR<Eigen::MatrixXcd> qr(gaussian(rows, cols, random));
  return qr.householderQ() * Eigen::MatrixXcd::Identity(rows, cols);
}

inline Eigen::MatrixXcd random_state(Eigen::Index d, core::Random& random) {
  const Eigen::MatrixXcd root = gaussian(d, d, random);
  const Eigen::MatrixXcd state = root * root.adjoint();
  return state / state.trace();
}

struct RandomChannel {
  std::vector<Eigen::MatrixXcd> kraus;
  Channel channel;
};

/// Stinespring: blocks of an isometry are Kraus operators of a channel.
inline RandomChannel random_channel(int qubits, int kraus_operators, core::Random& random) {
  const Eigen::Index d = Eigen::Index{1} << qubits;
  const Eigen::MatrixXcd isometry = random_isometry(kraus_operators * d, d, random);
  RandomChannel made{{}, {qubits, Eigen::MatrixXcd::Zero(d * d, d * d)}};
  for (int k = 0; k < kraus_operators; ++k) {
    made.kraus.emplace_back(isometry.middleRows(k * d, d));
    made.channel.superoperator += Eigen::kroneckerProduct(made.kraus.back().conjugate(), made.kraus.back());
  }
  return made;
}

inline Eigen::MatrixXcd image_of(const Channel& channel, const Eigen::MatrixXcd& state) {
  const Eigen::VectorXcd after = channel.superoperator * state.reshaped();
  return after.reshaped(state.rows(), state.cols());
}

inline Eigen::MatrixXcd image_of(const std::vector<Eigen::MatrixXcd>& kraus, const Eigen::MatrixXcd& state) {
  Eigen::MatrixXcd after = Eigen::MatrixXcd::Zero(state.rows(), state.cols());
  for (const Eigen::MatrixXcd& k : kraus) after += k * state * k.adjoint();
  return after;
}

inline double distance(const Eigen::MatrixXcd& a, const Eigen::MatrixXcd& b) { return (a - b).cwiseAbs().maxCoeff(); }

inline core::Random random_stream(std::uint64_t number) { return core::Random({.seed = 20250226, .domain = number}); }

/// Entries of magnitude up to 1, sums of at most 256 products of doubles.
inline constexpr double rounding = 1e-13;

}  // namespace qgauge::noise::testing
