// Exact figures of a channel: fidelities, unitarity, diamond distance. Used by protocols' self-checks, assess and tests
// through truth.hpp. Knows no gate and no machine.

#include "qgauge/noise/truth.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <unsupported/Eigen/KroneckerProduct>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

namespace qgauge::noise {
namespace {

int dimension(const Channel& channel) { return 1 << channel.qubits; }

Eigen::MatrixXcd root_of(const Eigen::MatrixXcd& state) {
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd>(state).operatorSqrt();
}

Eigen::MatrixXcd positive_part(const Eigen::MatrixXcd& matrix) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> solver(matrix);
  const Eigen::MatrixXcd& vectors = solver.eigenvectors();
  return vectors * solver.eigenvalues().cwiseMax(0).asDiagonal() * vectors.adjoint();
}

/// Over the output, the low factor.
Eigen::MatrixXcd trace_out(const Eigen::MatrixXcd& matrix, Eigen::Index d) {
  Eigen::MatrixXcd result(d, d);
  for (Eigen::Index i = 0; i < d; ++i) {
    for (Eigen::Index k = 0; k < d; ++k) result(i, k) = matrix.block(d * i, d * k, d, d).trace();
  }
  return result;
}

/// What one input state rho says of the diamond distance of two channels whose Choi matrices differ by J. With P the
/// positive part of (1 x sqrt(rho)) J (1 x sqrt(rho)), tr P is the distance at which a purification of rho tells the
/// channels apart: a lower bound. Z = (1 x rho^-1/2) P (1 x rho^-1/2) is above J and 0, so that the largest eigenvalue
/// of G = tr_out Z is an upper bound (dual of Watrous, Theory Comput. 5, 217 (2009), section 4). At rho = 1/d they are
/// the trace distance of the Choi states and 1/2 ||tr_out |J| ||_inf (Benenti and Strini, J. Phys. B 43, 215508;
/// Nechita et al., J. Math. Phys. 59, 052201).
struct Certificate {
  Bounds bounds;
  Eigen::MatrixXcd next;  ///< sqrt(rho) G sqrt(rho), normalised
};

Certificate certificate_of(const Eigen::MatrixXcd& difference, const Eigen::MatrixXcd& state) {
  const Eigen::Index d = state.rows();
  const Eigen::MatrixXcd identity = Eigen::MatrixXcd::Identity(d, d), root = root_of(state);
  const Eigen::MatrixXcd wide = Eigen::kroneckerProduct(root, identity);
  const Eigen::MatrixXcd scaled = trace_out(positive_part(wide * difference * wide), d);
  const Eigen::MatrixXcd inverse = root.inverse();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> gradient(inverse * scaled * inverse, Eigen::EigenvaluesOnly);
  const double lower = scaled.trace().real();
  return {{lower, gradient.eigenvalues().maxCoeff()}, scaled / lower};
}

/// tr P is concave and homogeneous in rho with gradient G, so rho -> sqrt(rho) G sqrt(rho)/tr P climbs to the optimum
/// (the iteration of Arimoto 1972 and Cover 1984 with states for distributions). Stopped where G needs a rho that is
/// not of full rank: the bounds so far stand.
Bounds bounds_of_difference(const Eigen::MatrixXcd& difference, Eigen::Index d) {
  constexpr int iterations = 60;
  constexpr double close = 1e-12, least_eigenvalue = 1e-9;
  Eigen::MatrixXcd state = Eigen::MatrixXcd::Identity(d, d) / static_cast<double>(d);
  Bounds best{0, 1};
  for (int i = 0; i < iterations; ++i) {
    const Certificate certificate = certificate_of(difference, state);
    best.lower = std::max(best.lower, certificate.bounds.lower);
    best.upper = std::min(best.upper, certificate.bounds.upper);
    if (best.upper - best.lower <= close * best.upper) break;
    state = (certificate.next + certificate.next.adjoint()) / 2;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> solver(state, Eigen::EigenvaluesOnly);
    if (solver.eigenvalues().minCoeff() < least_eigenvalue) break;
  }
  return best;
}

}  // namespace

double process_fidelity(const Channel& channel) {
  const double d = dimension(channel);
  return channel.superoperator.trace().real() / (d * d);
}

double average_infidelity(const Channel& channel) {
  return core::average_infidelity_from_process(1 - process_fidelity(channel), dimension(channel));
}

double unitarity(const Channel& channel) {
  const Eigen::MatrixXd transfer = pauli_transfer_matrix(channel);
  const Eigen::Index unital = transfer.rows() - 1;
  return transfer.bottomRightCorner(unital, unital).squaredNorm() / static_cast<double>(unital);
}

double incoherent_infidelity(double unitarity, int d) {
  return core::average_infidelity_from_decay(std::sqrt(std::clamp(unitarity, 0.0, 1.0)), d);
}

Bounds diamond_bounds_from_infidelity(double average_infidelity, int d) {
  return {core::process_infidelity_from_average(average_infidelity, d),
          std::min(1.0, std::sqrt(d * (d + 1) * std::max(0.0, average_infidelity)))};
}

double diamond_distance_of_unitary(const Eigen::MatrixXcd& unitary) {
  const Eigen::ComplexEigenSolver<Eigen::MatrixXcd> solver(unitary, false);
  Eigen::VectorXd phases = solver.eigenvalues().unaryExpr([](auto value) { return std::arg(value); }).real();
  std::sort(phases.begin(), phases.end());
  const Eigen::Index last = phases.size() - 1;
  double gap = phases[0] + 2 * std::numbers::pi - phases[last];
  for (Eigen::Index k = 0; k < last; ++k) gap = std::max(gap, phases[k + 1] - phases[k]);
  return gap <= std::numbers::pi ? 1 : std::sin(std::numbers::pi - gap / 2);
}

Bounds diamond_distance(const Channel& channel) {
  constexpr double rounding = 1e-13;
  const std::vector<Eigen::MatrixXcd> kraus = kraus_of(channel);
  const int d = dimension(channel);
  if (kraus.front().squaredNorm() >= d * (1 - rounding)) {
    const double distance = diamond_distance_of_unitary(kraus.front());
    return {distance, distance};
  }
  const Bounds simple = diamond_bounds_from_infidelity(average_infidelity(channel), d);
  const Eigen::MatrixXcd difference = choi(channel) - choi(identity_channel(channel.qubits));
  const Bounds tight = bounds_of_difference(difference, d);
  return {std::max(simple.lower, tight.lower), std::min(simple.upper, tight.upper)};
}

Truth truth_of(const Channel& channel) {
  constexpr double rounding = 1e-15;
  const int d = dimension(channel);
  Truth truth;
  truth.average_infidelity = average_infidelity(channel);
  truth.process_infidelity = core::process_infidelity_from_average(truth.average_infidelity, d);
  truth.unitarity = unitarity(channel);
  if (truth.average_infidelity > rounding) {
    const double incoherent = incoherent_infidelity(truth.unitarity, d) / truth.average_infidelity;
    truth.coherent_fraction = std::clamp(1 - incoherent, 0.0, 1.0);
  }
  truth.diamond_distance = diamond_distance(channel);
  return truth;
}

}  // namespace qgauge::noise
