// Haar-random two-qubit unitaries, and circuits that hold any two-qubit unitary. Used by the tests of compile.
#pragma once

#include <cmath>

#include <Eigen/QR>

#include "qgauge/compile.hpp"

namespace qgauge::test {

/// QR of a Gaussian matrix with the phases of R moved into Q (Mezzadri, Notices AMS 54, 592).
inline Eigen::Matrix4cd haar_unitary(core::Random& random) {
  Eigen::Matrix4cd gaussian;
  for (int r = 0; r < 4; ++r)
    for (int c = 0; c < 4; ++c) {
      const double real = random.normal();
      gaussian(r, c) = {real, random.normal()};
    }
  const Eigen::HouseholderQR<Eigen::Matrix4cd> qr(gaussian);
  Eigen::Matrix4cd unitary = qr.householderQ();
  for (int c = 0; c < 4; ++c) unitary.col(c) *= qr.matrixQR()(c, c) / std::abs(qr.matrixQR()(c, c));
  return unitary;
}

/// Euler angles of a 2x2 unitary as rz, ry, rz.
inline void append_local(circuit::Circuit& circuit, const Eigen::Matrix2cd& u, int qubit) {
  const double theta = 2 * std::atan2(std::abs(u(1, 0)), std::abs(u(0, 0)));
  const double sum = std::abs(u(0, 0)) < 1e-15 ? 0 : std::arg(u(1, 1) / u(0, 0));
  const double difference = std::abs(u(1, 0)) < 1e-15 ? 0 : std::arg(-u(1, 0) / u(0, 1));
  const auto q = static_cast<std::uint32_t>(qubit);
  circuit.append(circuit::GateKind::rz, q, (sum - difference) / 2);
  circuit.append(circuit::GateKind::ry, q, theta);
  circuit.append(circuit::GateKind::rz, q, (sum + difference) / 2);
}

/// The unitary as rotations about XX, YY and ZZ between one-qubit gates; `first` is the less significant qubit.
inline void append_unitary(circuit::Circuit& circuit, const Eigen::Matrix4cd& unitary, int first, int second) {
  const auto form = compile::canonical_form(unitary);
  append_local(circuit, form.before[0], first);
  append_local(circuit, form.before[1], second);
  circuit.append(circuit::GateKind::rxx, first, second, -2 * form.coordinates[0]);
  circuit.append(circuit::GateKind::ryy, first, second, -2 * form.coordinates[1]);
  circuit.append(circuit::GateKind::rzz, first, second, -2 * form.coordinates[2]);
  append_local(circuit, form.after[0], first);
  append_local(circuit, form.after[1], second);
}

inline Eigen::Matrix2cd local_of(core::Random& random) {
  const auto rotation = [&](circuit::GateKind gate) -> Eigen::Matrix2cd {
    return circuit::unitary_of(gate, 6.283185307179586 * random.uniform());
  };
  return rotation(circuit::GateKind::rz) * rotation(circuit::GateKind::ry) * rotation(circuit::GateKind::rz);
}

}  // namespace qgauge::test
