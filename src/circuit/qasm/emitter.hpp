// Gates of the table, under any number of controls, as operations without them: exact, phases included.
// Used by the expander. Knows no text and no definitions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

#include "qgauge/circuit.hpp"

namespace qgauge::circuit::qasm {

using Qubits = std::span<const std::uint32_t>;

/// Where operations go and how many more may.
class Emitter {
 public:
  explicit Emitter(std::uint64_t limit) : left_(limit) {}

  std::vector<Operation> operations;
  double phase = 0;  ///< global, radians

  /// Counts a step; false once the limit is reached, from when on nothing is emitted.
  bool take() { return left_ > 0 && (--left_, true); }
  bool exhausted() const { return left_ == 0; }

  /// The gate, or its inverse, where all controls are 1.
  void gate(GateKind kind, double parameter, Qubits qubits, Qubits controls, bool inverse);
  /// exp(i angle) where all controls are 1; the global phase where there are none.
  void controlled_phase(Qubits controls, double angle);
  /// A unitary 2x2 matrix.
  void matrix(const Eigen::Matrix2cd& unitary, std::uint32_t target, Qubits controls);

 private:
  void put(GateKind kind, std::uint32_t a, double parameter = 0) { put2(kind, a, 0, parameter); }
  void put2(GateKind kind, std::uint32_t a, std::uint32_t b, double parameter = 0) {
    if (take()) operations.push_back({kind, {a, b}, parameter});
  }
  void one_qubit(GateKind kind, double parameter, std::uint32_t target, Qubits controls);
  void two_qubits(GateKind kind, double parameter, Qubits qubits, Qubits controls);
  void rotation_y(double angle, std::uint32_t target, Qubits controls);
  void rotation_z(double angle, std::uint32_t target, Qubits controls);
  void rotation_zz(double angle, Qubits qubits, Qubits controls);
  void between(GateKind before, GateKind after, double angle, std::uint32_t target, GateKind inner, double parameter,
               Qubits controls);
  void exchange(double angle, Qubits qubits, Qubits controls);
  void flip(Qubits controls, std::uint32_t target);
  void flip_with_borrowed(Qubits controls, std::uint32_t target, std::uint32_t borrowed);
  void flip_in_chain(Qubits controls, std::uint32_t target, Qubits borrowed);
  void toffoli(std::uint32_t a, std::uint32_t b, std::uint32_t target);

  std::uint64_t left_;
};

}  // namespace qgauge::circuit::qasm
