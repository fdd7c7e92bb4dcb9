// Every gate of qelib1.inc and stdgates.inc against its matrix, written out by hand, global phase included.
#include "circuit/qasm/standard_gates.hpp"

#include <array>
#include <complex>
#include <map>
#include <numbers>
#include <vector>

#include "circuit/qasm/read.hpp"

namespace {

using namespace qgauge;
using Complex = std::complex<double>;
using Matrix = Eigen::MatrixXcd;
using std::numbers::pi;
constexpr Complex i{0, 1};
constexpr double a = 0.7, b = -1.3, c = 2.1, d = 0.4;

Complex turn(double angle) { return std::polar(1.0, angle); }

Matrix two(Complex m00, Complex m01, Complex m10, Complex m11) {
  Matrix m(2, 2);
  m << m00, m01, m10, m11;
  return m;
}

/// Qiskit's U: no global phase on |0><0|.
Matrix general(double theta, double phi, double lambda) {
  const double cosine = std::cos(theta / 2), sine = std::sin(theta / 2);
  return two(cosine, -turn(lambda) * sine, turn(phi) * sine, turn(phi + lambda) * cosine);
}

Matrix rotation_x(double t) {
  return two(std::cos(t / 2), -i * std::sin(t / 2), -i * std::sin(t / 2), std::cos(t / 2));
}
Matrix rotation_y(double t) { return two(std::cos(t / 2), -std::sin(t / 2), std::sin(t / 2), std::cos(t / 2)); }
Matrix phase(double t) { return two(1, 0, 0, turn(t)); }
Matrix rotation_z(double t) { return two(turn(-t / 2), 0, 0, turn(t / 2)); }
Matrix x() { return two(0, 1, 1, 0); }
Matrix y() { return two(0, -i, i, 0); }
Matrix h() { return two(1, 1, 1, -1) / std::numbers::sqrt2; }
Matrix root_x() { return two(1.0 + i, 1.0 - i, 1.0 - i, 1.0 + i) / 2; }

/// Controls are the lower qubits of the index.
Matrix controlled(const Matrix& gate, int controls) {
  const Eigen::Index step = Eigen::Index{1} << controls, size = gate.rows() * step;
  Matrix m = Matrix::Identity(size, size);
  for (Eigen::Index row = 0; row < gate.rows(); ++row)
    for (Eigen::Index column = 0; column < gate.rows(); ++column)
      m(row * step + step - 1, column * step + step - 1) = gate(row, column);
  return m;
}

/// exp(-i t/2 A x B), A on the lower qubit.
Matrix pauli_rotation(const Matrix& lower, const Matrix& upper, double t) {
  Matrix product(4, 4);
  for (Eigen::Index r = 0; r < 4; ++r)
    for (Eigen::Index k = 0; k < 4; ++k) product(r, k) = upper(r >> 1, k >> 1) * lower(r & 1, k & 1);
  return std::cos(t / 2) * Matrix::Identity(4, 4) - i * std::sin(t / 2) * product;
}

/// Column k has its entry in row rows[k].
Matrix permutation(const std::vector<int>& rows) {
  const auto size = static_cast<Eigen::Index>(rows.size());
  Matrix m = Matrix::Zero(size, size);
  for (Eigen::Index k = 0; k < size; ++k) m(rows[static_cast<std::size_t>(k)], k) = 1;
  return m;
}

Matrix exchange(Complex phase_of_exchange) {
  Matrix m = permutation({0, 2, 1, 3});
  m(1, 2) = m(2, 1) = phase_of_exchange;
  return m;
}

/// Margolus: a Toffoli gate but for the signs and phases that qelib1.inc gives it (Qiskit, RCCXGate).
Matrix margolus() {
  Matrix m = Matrix::Identity(8, 8);
  m(3, 3) = m(7, 7) = 0;
  m(3, 7) = -i;
  m(7, 3) = i;
  m(5, 5) = -1;
  return m;
}

/// Qiskit, RC3XGate: bits 0 to 2 are controls.
Matrix relative_c3x() {
  Matrix m = Matrix::Identity(16, 16);
  m(3, 3) = i;
  m(11, 11) = -i;
  m(7, 7) = m(15, 15) = 0;
  m(7, 15) = 1;
  m(15, 7) = -1;
  return m;
}

struct Row {
  std::string call;
  int qubits;
  Matrix matrix;
};

std::vector<Row> rows() {
  const Matrix z = phase(pi), one = Matrix::Identity(2, 2);
  return {
      {"id", 1, one},
      {"x", 1, x()},
      {"y", 1, y()},
      {"z", 1, z},
      {"h", 1, h()},
      {"s", 1, phase(pi / 2)},
      {"sdg", 1, phase(-pi / 2)},
      {"t", 1, phase(pi / 4)},
      {"tdg", 1, phase(-pi / 4)},
      {"sx", 1, root_x()},
      {"sxdg", 1, root_x().adjoint()},
      {"rx(0.7)", 1, rotation_x(a)},
      {"ry(0.7)", 1, rotation_y(a)},
      {"rz(0.7)", 1, rotation_z(a)},
      {"p(0.7)", 1, phase(a)},
      {"phase(0.7)", 1, phase(a)},
      {"u1(0.7)", 1, phase(a)},
      {"u0(0.7)", 1, one},
      {"u2(-1.3, 2.1)", 1, general(pi / 2, b, c)},
      {"u3(0.7, -1.3, 2.1)", 1, general(a, b, c)},
      {"u(0.7, -1.3, 2.1)", 1, general(a, b, c)},
      {"U(0.7, -1.3, 2.1)", 1, general(a, b, c)},
      {"r(0.7, -1.3)", 1, general(a, b - pi / 2, pi / 2 - b)},
      {"cx", 2, controlled(x(), 1)},
      {"CX", 2, controlled(x(), 1)},
      {"cy", 2, controlled(y(), 1)},
      {"cz", 2, controlled(z, 1)},
      {"ch", 2, controlled(h(), 1)},
      {"cs", 2, controlled(phase(pi / 2), 1)},
      {"csdg", 2, controlled(phase(-pi / 2), 1)},
      {"csx", 2, controlled(root_x(), 1)},
      {"crx(0.7)", 2, controlled(rotation_x(a), 1)},
      {"cry(0.7)", 2, controlled(rotation_y(a), 1)},
      {"crz(0.7)", 2, controlled(rotation_z(a), 1)},
      {"cp(0.7)", 2, controlled(phase(a), 1)},
      {"cphase(0.7)", 2, controlled(phase(a), 1)},
      {"cu1(0.7)", 2, controlled(phase(a), 1)},
      {"cu3(0.7, -1.3, 2.1)", 2, controlled(general(a, b, c), 1)},
      {"cu(0.7, -1.3, 2.1, 0.4)", 2, controlled(turn(d) * general(a, b, c), 1)},
      {"swap", 2, exchange(1)},
      {"iswap", 2, exchange(i)},
      {"dcx", 2, permutation({0, 2, 3, 1})},
      {"ecr", 2, circuit::unitary_of(circuit::GateKind::ecr)},
      {"rxx(0.7)", 2, pauli_rotation(x(), x(), a)},
      {"ryy(0.7)", 2, pauli_rotation(y(), y(), a)},
      {"rzz(0.7)", 2, pauli_rotation(z, z, a)},
      {"rzx(0.7)", 2, pauli_rotation(z, x(), a)},
      {"ccx", 3, controlled(x(), 2)},
      {"ccz", 3, controlled(z, 2)},
      {"cswap", 3, controlled(exchange(1), 1)},
      {"rccx", 3, margolus()},
      {"c3x", 4, controlled(x(), 3)},
      {"c3sx", 4, controlled(root_x(), 3)},
      {"c3sqrtx", 4, controlled(root_x(), 3)},
      {"rc3x", 4, relative_c3x()},
      {"c4x", 5, controlled(x(), 4)},
  };
}

std::string call_on_all(const Row& row) {
  std::string text = row.call + " ";
  for (int q = 0; q < row.qubits; ++q) text += (q == 0 ? "q[" : ", q[") + std::to_string(q) + "]";
  return text + ";";
}

std::string name_of(const std::string& call) { return call.substr(0, call.find('(')); }

}  // namespace

TEST_CASE("Every gate of the standard libraries has the matrix that the literature gives it, its phase included") {
  for (const Row& row : rows()) {
    INFO(row.call);
    CHECK(test::distance(test::unitary_of_text(call_on_all(row), row.qubits), row.matrix) < 1e-14);
  }
}

TEST_CASE("The list of matrices names every standard gate") {
  const auto all = rows();
  const auto listed = [&](std::string_view name) {
    return std::ranges::any_of(all, [&](const Row& row) { return name_of(row.call) == name; });
  };
  for (const auto& row : circuit::qasm::standard_names()) CHECK(listed(row.name));
  const std::string text(circuit::qasm::standard_definitions());
  for (std::size_t at = text.find("gate "); at != std::string::npos; at = text.find("gate ", at + 1)) {
    const std::string name = text.substr(at + 5, text.find_first_of("( ", at + 5) - at - 5);
    INFO(name);
    CHECK(listed(name));
  }
}

TEST_CASE("Every standard gate under more controls is the controlled matrix, its phase included") {
  for (const Row& row : rows()) {
    for (const int controls : {1, 2}) {
      if (row.qubits + controls > 6) continue;
      INFO(row.call << " with " << controls);
      const Row more{"ctrl(" + std::to_string(controls) + ") @ " + row.call, row.qubits + controls, {}};
      CHECK(test::distance(test::unitary_of_text(call_on_all(more), more.qubits), controlled(row.matrix, controls)) <
            1e-13);
    }
  }
}

TEST_CASE("The inverse of every standard gate is its adjoint, with and without a control") {
  for (const Row& row : rows()) {
    INFO(row.call);
    const Row inverse{"inv @ " + row.call, row.qubits, {}};
    CHECK(test::distance(test::unitary_of_text(call_on_all(inverse), row.qubits), row.matrix.adjoint()) < 1e-14);
    const Row both{"ctrl @ inv @ " + row.call, row.qubits + 1, {}};
    CHECK(test::distance(test::unitary_of_text(call_on_all(both), row.qubits + 1),
                         controlled(row.matrix.adjoint(), 1)) < 1e-13);
  }
}

TEST_CASE("A NOT with up to nine controls flips where all are 1 and leaves the borrowed qubits") {
  for (int controls = 1; controls <= 9; ++controls) {
    const Row row{"ctrl(" + std::to_string(controls) + ") @ x", controls + 1, {}};
    const auto program = test::read_qasm("OPENQASM 3.0; include \"stdgates.inc\"; qubit[" +
                                         std::to_string(controls + 1) + "] q; " + call_on_all(row));
    if (controls <= 6) CHECK(test::distance(test::unitary_of_program(program), controlled(x(), controls)) < 1e-12);
    CHECK(program.operations.size() < 400U * static_cast<std::size_t>(controls * controls));
  }
}

TEST_CASE("Fractional powers of gates on one qubit take the principal branch and square to the gate") {
  for (const Row& row : rows()) {
    if (row.qubits != 1) continue;
    INFO(row.call);
    const std::string root = "pow(0.5) @ " + row.call + " q[0];";
    CHECK(test::distance(test::unitary_of_text(root + root, 1), row.matrix) < 1e-12);
    const std::string third = "ctrl @ pow(-1/3.0) @ " + row.call + " q[0], q[1];";
    CHECK(test::distance(test::unitary_of_text(third + third + third, 2), controlled(row.matrix.adjoint(), 1)) < 1e-12);
  }
  CHECK(test::distance(test::unitary_of_text("pow(0.5) @ x q[0];", 1), root_x()) < 1e-14);
  CHECK(test::distance(test::unitary_of_text("pow(1000001) @ s q[0];", 1), phase(pi / 2)) < 1e-9);
}

TEST_CASE("Powers of gates on two qubits are whole, or of those that are one phase between simple gates") {
  const Matrix root = test::unitary_of_text("pow(0.5) @ swap q[0], q[1];", 2);
  CHECK(test::distance(root * root, exchange(1)) < 1e-14);
  CHECK(test::distance(test::unitary_of_text("pow(0.5) @ cx q[0], q[1];", 2), controlled(root_x(), 1)) < 1e-14);
  CHECK(test::distance(test::unitary_of_text("pow(0.25) @ rzz(0.8) q[0], q[1];", 2),
                       pauli_rotation(phase(pi), phase(pi), 0.2)) < 1e-14);
  CHECK(test::distance(test::unitary_of_text("pow(-2) @ iswap q[0], q[1];", 2), (exchange(i) * exchange(i)).adjoint()) <
        1e-14);
  CHECK_THAT(test::refusal_of("OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q;\npow(0.5) @ dcx q[0], q[1];"),
             Catch::Matchers::StartsWith("test.qasm:2:12: found the power 0.5 of 'dcx'"));
}

TEST_CASE("A negative control acts where its qubit is 0, and modifiers take their qubits from the left") {
  const Matrix mixed = test::unitary_of_text("negctrl @ ctrl @ rz(0.7) q[0], q[1], q[2];", 3);
  Matrix expected = Matrix::Identity(8, 8);
  expected(2, 2) = turn(-a / 2);  // q[0] = 0, q[1] = 1
  expected(6, 6) = turn(a / 2);
  CHECK(test::distance(mixed, expected) < 1e-14);
}

TEST_CASE("The phase of a definition becomes visible under a control") {
  const std::string head = "gate turned(t) a { gphase(t); x a; }\n";
  CHECK(test::distance(test::unitary_of_text(head + "turned(0.7) q[0];", 1), turn(a) * x()) < 1e-15);
  CHECK(test::distance(test::unitary_of_text(head + "ctrl @ turned(0.7) q[0], q[1];", 2),
                       controlled(turn(a) * x(), 1)) < 1e-14);
  CHECK(test::distance(test::unitary_of_text("ctrl @ gphase(0.7) q[0];", 1), phase(a)) < 1e-15);
}
