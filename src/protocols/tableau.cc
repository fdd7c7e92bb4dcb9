// Products, images and inverses of packed Pauli operators. Called by the Clifford groups and by exact decays.
// Must not know how Cliffords are numbered.
#include "protocols/tableau.hpp"

#include <bit>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>

namespace qgauge::protocols {

namespace {

constexpr std::array<Pauli, 4> generators{Pauli{1, 0, 0}, Pauli{2, 0, 0}, Pauli{0, 1, 0}, Pauli{0, 2, 0}};

int ones(unsigned bits) { return std::popcount(bits); }

Eigen::Matrix4cd matrix_of(Pauli pauli) {
  Eigen::Matrix4cd out = Eigen::Matrix4cd::Zero();
  const std::complex<double> phase = std::polar(1.0, pauli.phase * std::numbers::pi / 2);
  for (unsigned column = 0; column < 4; ++column) {
    out(column ^ pauli.x, column) = ones(column & pauli.z) % 2 == 0 ? phase : -phase;
  }
  return out;
}

/// The Pauli operator that `matrix` is: its first column gives X flips and phase, the sign of the others Z.
Pauli pauli_of(const Eigen::Matrix4cd& matrix) {
  Eigen::Index flips = 0;
  matrix.col(0).cwiseAbs().maxCoeff(&flips);
  Pauli out{static_cast<std::uint8_t>(flips), 0, 0};
  const std::complex<double> phase = matrix(flips, 0);
  for (unsigned q = 0; q < 2; ++q) {
    const Eigen::Index column = 1 << q;
    if ((matrix(flips ^ column, column) * std::conj(phase)).real() < 0)
      out.z = static_cast<std::uint8_t>(out.z | 1 << q);
  }
  const long quarter_turns = std::lround(std::arg(phase) / (std::numbers::pi / 2));
  out.phase = static_cast<std::uint8_t>((quarter_turns + 4) % 4);
  assert((matrix - matrix_of(out)).cwiseAbs().maxCoeff() < 1e-9 && "not a Clifford unitary");
  return out;
}

Eigen::Matrix4cd embedded(const circuit::Operation& operation) {
  const Eigen::MatrixXcd gate = circuit::unitary_of(operation.gate, operation.parameter);
  const unsigned low = operation.qubits[0];
  const unsigned high = circuit::spec_of(operation.gate).qubits == 2 ? operation.qubits[1] : low;
  const unsigned acted = 1u << low | 1u << high;
  const auto index = [&](unsigned state) {
    return gate.rows() == 2 ? (state >> low & 1) : (state >> low & 1) + 2 * (state >> high & 1);
  };
  Eigen::Matrix4cd out = Eigen::Matrix4cd::Zero();
  for (unsigned row = 0; row < 4; ++row) {
    for (unsigned column = 0; column < 4; ++column) {
      if ((row ^ column) & ~acted) continue;
      out(row, column) = gate(index(row), index(column));
    }
  }
  return out;
}

/// The Hermitian Pauli operator with sign +1 of index sum of 4^q {I X Y Z}.
Pauli pauli_at(int index) {
  Pauli out;
  for (int q = 0; q < 2; ++q, index /= 4) {
    const int letter = index % 4;
    if (letter == 1 || letter == 2) out.x = static_cast<std::uint8_t>(out.x | 1 << q);
    if (letter == 2 || letter == 3) out.z = static_cast<std::uint8_t>(out.z | 1 << q);
  }
  out.phase = static_cast<std::uint8_t>(ones(out.x & out.z));
  return out;
}

int index_of(Pauli pauli) {
  constexpr std::array letters{0, 1, 3, 2};  // of x + 2 z
  const auto letter = [&](int q) {
    return letters[static_cast<std::size_t>((pauli.x >> q & 1) + 2 * (pauli.z >> q & 1))];
  };
  return letter(0) + 4 * letter(1);
}

int sign_of(Pauli pauli) { return (pauli.phase + 4 - ones(pauli.x & pauli.z)) % 4 == 0 ? 1 : -1; }

}  // namespace

Pauli product(Pauli first, Pauli second) {
  const int exchanged = ones(first.z & second.x);  // Z X = -X Z
  return {static_cast<std::uint8_t>(first.x ^ second.x), static_cast<std::uint8_t>(first.z ^ second.z),
          static_cast<std::uint8_t>((first.phase + second.phase + 2 * exchanged) % 4)};
}

Tableau identity_tableau() { return {generators}; }

Tableau flip_tableau(std::uint64_t bits) {
  Tableau out = identity_tableau();
  for (std::size_t q = 0; q < 2; ++q) {
    if (bits >> q & 1) out.images[2 + q].phase = 2;
  }
  return out;
}

Tableau tableau_of(const Eigen::Matrix4cd& unitary) {
  Tableau out;
  for (std::size_t k = 0; k < 4; ++k) out.images[k] = pauli_of(unitary * matrix_of(generators[k]) * unitary.adjoint());
  return out;
}

Tableau tableau_of(const circuit::Operation& operation) { return tableau_of(embedded(operation)); }

Pauli image_of(const Tableau& tableau, Pauli pauli) {
  Pauli out{0, 0, pauli.phase};
  for (std::size_t q = 0; q < 2; ++q) {
    if (pauli.x >> q & 1) out = product(out, tableau.images[q]);
  }
  for (std::size_t q = 0; q < 2; ++q) {
    if (pauli.z >> q & 1) out = product(out, tableau.images[2 + q]);
  }
  return out;
}

Tableau then(const Tableau& first, const Tableau& second) {
  Tableau out;
  for (std::size_t k = 0; k < 4; ++k) out.images[k] = image_of(second, first.images[k]);
  return out;
}

/// U^dagger G U holds X_q exactly where G anticommutes with U Z_q U^dagger, and Z_q where it does with U X_q U^dagger.
/// Its sign is the one that U takes back to +G.
Tableau inverse_of(const Tableau& tableau) {
  Tableau out;
  for (std::size_t k = 0; k < 4; ++k) {
    Pauli& image = out.images[k];
    for (std::size_t q = 0; q < 2; ++q) {
      const auto anticommutes = [&](Pauli a) { return ones(a.x & generators[k].z) + ones(a.z & generators[k].x); };
      if (anticommutes(tableau.images[2 + q]) % 2) image.x = static_cast<std::uint8_t>(image.x | 1 << q);
      if (anticommutes(tableau.images[q]) % 2) image.z = static_cast<std::uint8_t>(image.z | 1 << q);
    }
    image.phase = static_cast<std::uint8_t>(ones(image.x & image.z));
    if (image_of(tableau, image).phase != 0) image.phase = static_cast<std::uint8_t>((image.phase + 2) % 4);
  }
  return out;
}

std::uint32_t key_of(const Tableau& tableau) {
  std::uint32_t key = 0;
  for (const Pauli& image : tableau.images)
    key = key << 6 | static_cast<std::uint32_t>(image.x << 4 | image.z << 2 | image.phase);
  return key;
}

Eigen::MatrixXd transfer_matrix_of(const Tableau& tableau, int qubits) {
  const int size = qubits == 1 ? 4 : 16;
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(size, size);
  for (int column = 0; column < size; ++column) {
    const Pauli image = image_of(tableau, pauli_at(column));
    out(index_of(image), column) = sign_of(image);
  }
  return out;
}

Eigen::MatrixXd transfer_matrix_of(const circuit::Circuit& circuit) {
  Eigen::Matrix4cd unitary = Eigen::Matrix4cd::Identity();
  for (const circuit::Operation& operation : circuit.operations) {
    if (circuit::spec_of(operation.gate).unitary) unitary = embedded(operation) * unitary;
  }
  const int size = circuit.qubits == 1 ? 4 : 16;
  Eigen::MatrixXd out(size, size);
  for (int column = 0; column < size; ++column) {
    const Eigen::Matrix4cd image = unitary * matrix_of(pauli_at(column)) * unitary.adjoint();
    for (int row = 0; row < size; ++row) out(row, column) = (matrix_of(pauli_at(row)) * image).trace().real() / 4;
  }
  return out;
}

}  // namespace qgauge::protocols
