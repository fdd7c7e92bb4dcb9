// What tests of the reader share: texts to programs, and programs to unitaries with their global phase.
#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "circuit/dense_unitary.hpp"
#include "qgauge/circuit/read_openqasm.hpp"

namespace qgauge::test {

inline circuit::Program read_qasm(std::string_view text) {
  const auto program = circuit::read_openqasm(text, "test.qasm");
  if (!program) FAIL(program.error().where + ": " + program.error().message);
  return *program;
}

/// The message of a text that is refused, with its place.
inline std::string refusal_of(std::string_view text) {
  const auto program = circuit::read_openqasm(text, "test.qasm");
  if (program) return "";
  CHECK(program.error().code == core::ErrorCode::unusable_input);
  return program.error().where + ": " + program.error().message;
}

inline Eigen::MatrixXcd unitary_of_program(const circuit::Program& program) {
  return std::polar(1.0, program.global_phase) * dense_unitary(circuit::unitary_part(program));
}

/// Of a text that is two or three registers q and gates on them.
inline Eigen::MatrixXcd unitary_of_text(const std::string& statements, int qubits) {
  return unitary_of_program(
      read_qasm("OPENQASM 3.0; include \"stdgates.inc\"; qubit[" + std::to_string(qubits) + "] q;\n" + statements));
}

inline double distance(const Eigen::MatrixXcd& a, const Eigen::MatrixXcd& b) { return (a - b).cwiseAbs().maxCoeff(); }

}  // namespace qgauge::test
