// Registers of one or two qubits as Pauli vectors: see pauli_register.hpp.
#include "simulator/pauli_register.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace qgauge::simulator {
namespace {

using circuit::GateKind;

/// `kColumns` Pauli vectors of a register side by side: entry (i, c) is component i of vector c.
template <int kColumns>
class PauliRegister {
 public:
  explicit PauliRegister(int qubits) : qubits_(qubits) { assert(qubits == 1 || qubits == 2); }

  double& at(int pauli, int column = 0) { return values_[pauli * kColumns + column]; }
  int size() const { return qubits_ == 1 ? 4 : 16; }

  core::Status run(const circuit::Circuit& circuit, TransferTable& table) {
    TransferLookup lookup(table);
    for (std::size_t i = 0; i < circuit.operations.size(); ++i) {
      const circuit::Operation& operation = circuit.operations[i];
      if (operation.gate == GateKind::barrier || operation.gate == GateKind::measure) continue;
      if (operation.gate == GateKind::rz) {
        rotate_z(static_cast<int>(operation.qubits[0]), operation.parameter);
        continue;
      }
      const bool two = circuit::spec_of(operation.gate).qubits == 2;
      const auto matrix = lookup.find(native_operation(circuit, operation), two && operation.qubits[0] == 1);
      if (!matrix) return located(matrix.error(), i);
      two ? transform_two(*matrix) : transform_one(static_cast<int>(operation.qubits[0]), *matrix);
    }
    return {};
  }

 private:
  static core::Status located(core::Error error, std::size_t index) {
    error.where = fmt::format("operation {}", index);
    return std::unexpected(std::move(error));
  }

  /// X -> cos X - sin Y, Y -> sin X + cos Y on the components, for Z exp(-i a/2).
  void rotate_z(int qubit, double angle_rad) {
    const double c = std::cos(angle_rad), s = std::sin(angle_rad);
    qubit == 0 ? rotate_rows<1>(c, s) : rotate_rows<4>(c, s);
  }

  template <int kStride>
  void rotate_rows(double c, double s) {
    constexpr int kInner = kStride * kColumns;
    for (int block = 0; block < size() / (4 * kStride); ++block) {
      double* x = values_.data() + (4 * block + 1) * kInner;
      double* y = x + kInner;
      for (int k = 0; k < kInner; ++k) {
        const double old_x = x[k];
        x[k] = c * old_x - s * y[k];
        y[k] = s * old_x + c * y[k];
      }
    }
  }

  void transform_one(int qubit, const double* matrix) {
    qubit == 0 ? transform_rows<4, 1>(matrix) : transform_rows<4, 4>(matrix);
  }

  void transform_two(const double* matrix) { transform_rows<16, 1>(matrix); }

  /// The column-major matrix on each block of kRows rows that lie kStride apart.
  template <int kRows, int kStride>
  void transform_rows(const double* matrix) {
    constexpr int kInner = kStride * kColumns;
    for (int block = 0; block < size() / (kRows * kStride); ++block) {
      double* in = values_.data() + block * kRows * kInner;
      std::array<double, kRows * kInner> out;
      multiply<kRows, kInner>(matrix, in, out.data());
      std::copy(out.begin(), out.end(), in);
    }
  }

  /// Both loops keep their sums in registers: of all rows for one vector, else of a few vectors for one row.
  template <int kRows, int kInner>
  static void multiply(const double* matrix, const double* in, double* out) {
    constexpr int kRowsAtOnce = kInner == 1 ? kRows : 1, kWidth = kInner == 1 ? 1 : std::min(kInner, 8);
    for (int i = 0; i < kRows; i += kRowsAtOnce) {
      for (int k = 0; k < kInner; k += kWidth) {
        std::array<double, kRowsAtOnce * kWidth> sum{};
        for (int j = 0; j < kRows; ++j) {
          for (int s = 0; s < kRowsAtOnce * kWidth; ++s)
            sum[s] += matrix[j * kRows + i + s / kWidth] * in[j * kInner + k + s % kWidth];
        }
        std::copy(sum.begin(), sum.end(), out + i * kInner + k);
      }
    }
  }

  int qubits_;
  alignas(64) std::array<double, 16 * kColumns> values_{};
};

/// 0 for I, 1 for Z, as the bit of a Pauli product of I and Z; -1 where it has an X or Y.
int z_mask(int pauli, int qubits) {
  int mask = 0;
  for (int q = 0; q < qubits; ++q) {
    const int factor = (pauli >> (2 * q)) & 3;
    if (factor == 1 || factor == 2) return -1;
    mask |= (factor == 3 ? 1 : 0) << q;
  }
  return mask;
}

int parity(int bits) { return __builtin_popcount(static_cast<unsigned>(bits)) & 1; }

}  // namespace

core::Result<std::vector<double>> pauli_probabilities(const circuit::Circuit& circuit, TransferTable& table) {
  PauliRegister<1> state(circuit.qubits);
  for (int pauli = 0; pauli < state.size(); ++pauli) state.at(pauli) = z_mask(pauli, circuit.qubits) >= 0 ? 1 : 0;
  QGAUGE_CHECK(state.run(circuit, table));
  // p(x) = 1/d sum over products P of I and Z of (-1)^(x . z) tr(P rho).
  const int d = 1 << circuit.qubits;
  std::vector<double> probabilities(static_cast<std::size_t>(d), 0.0);
  for (int pauli = 0; pauli < state.size(); ++pauli) {
    const int mask = z_mask(pauli, circuit.qubits);
    if (mask < 0) continue;
    for (int x = 0; x < d; ++x) probabilities[x] += (parity(x & mask) != 0 ? -1 : 1) * state.at(pauli) / d;
  }
  return probabilities;
}

core::Result<Eigen::MatrixXd> pauli_transfer_of(const circuit::Circuit& circuit, TransferTable& table) {
  PauliRegister<16> columns(circuit.qubits);
  const int size = columns.size();
  for (int pauli = 0; pauli < size; ++pauli) columns.at(pauli, pauli) = 1;
  QGAUGE_CHECK(columns.run(circuit, table));
  Eigen::MatrixXd matrix(size, size);
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column) matrix(row, column) = columns.at(row, column);
  }
  return matrix;
}

}  // namespace qgauge::simulator
