// The coherent part of a gate's error: a rotation about the gate's own generator. Used by the noise model.
// Knows no magnitude: angles are described with the machine.

#include <cassert>
#include <complex>
#include <unsupported/Eigen/KroneckerProduct>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "noise/paulis.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

using circuit::GateKind;

/// `second` acts on the more significant qubit.
Eigen::MatrixXcd product(Pauli second, Pauli first) {
  return Eigen::kroneckerProduct(pauli_matrices[second], pauli_matrices[first]);
}

Eigen::MatrixXcd generator_of(GateKind gate) {
  switch (gate) {
    case GateKind::cz:
    case GateKind::rzz:
      return product(pauli_z, pauli_z);
    case GateKind::rxx:
      return product(pauli_x, pauli_x);
    case GateKind::ryy:
      return product(pauli_y, pauli_y);
    case GateKind::cx:
    case GateKind::ecr:
      return product(pauli_x, pauli_z);
    case GateKind::iswap:
    case GateKind::sqrt_iswap:
    case GateKind::sycamore:
      return (product(pauli_x, pauli_x) + product(pauli_y, pauli_y)) / 2;
    case GateKind::swap:
      return (product(pauli_x, pauli_x) + product(pauli_y, pauli_y) + product(pauli_z, pauli_z)) / 2;
    case GateKind::id:
    case GateKind::x:
    case GateKind::y:
    case GateKind::z:
    case GateKind::h:
    case GateKind::s:
    case GateKind::sdg:
    case GateKind::t:
    case GateKind::tdg:
    case GateKind::sx:
    case GateKind::sxdg:
    case GateKind::rx:
    case GateKind::ry:
    case GateKind::rz:
    case GateKind::p:
      return pauli_matrices[pauli_x];
    case GateKind::delay:
    case GateKind::barrier:
    case GateKind::measure:
      break;
  }
  assert(false && "not a rotation");
  return Eigen::MatrixXcd::Zero(2, 2);
}

}  // namespace

Eigen::MatrixXcd over_rotation_unitary(GateKind gate, double angle_rad) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXcd> solver(generator_of(gate));
  const Eigen::ArrayXcd phases = (std::complex<double>(0, -angle_rad / 2) * solver.eigenvalues().array()).exp();
  return solver.eigenvectors() * phases.matrix().asDiagonal() * solver.eigenvectors().adjoint();
}

}  // namespace qgauge::noise
