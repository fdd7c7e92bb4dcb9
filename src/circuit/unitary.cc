// The matrix of every unitary gate. Read by compile, noise, the simulator and tests through unitary_of.
// Index = bit(qubits[0]) + 2 bit(qubits[1]). Definitions and global phases: OpenQASM 3, stdgates.inc (Cross et al., ACM
// TQC 3, 12); rz, rx, ry, rxx, ryy, rzz as exp(-i theta/2 P), ECR as in Sheldon et al., PRA 93, 060302 and Qiskit's
// ECRGate; fSim(theta, phi) and the Sycamore gate fSim(pi/2, pi/6) as in Arute et al., Nature 574, 505 (2019), and
// Cirq.
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

#include "qgauge/circuit.hpp"

namespace qgauge::circuit {
namespace {

using Complex = std::complex<double>;
using Matrix = Eigen::MatrixXcd;
constexpr Complex i{0, 1};
constexpr double root_half = std::numbers::sqrt2 / 2;

Matrix matrix2(Complex a, Complex b, Complex c, Complex d) {
  Matrix m(2, 2);
  m << a, b, c, d;
  return m;
}

Matrix diagonal2(Complex a, Complex b) { return matrix2(a, 0, 0, b); }

Matrix diagonal4(Complex a, Complex b, Complex c, Complex d) {
  Matrix m = Matrix::Zero(4, 4);
  m.diagonal() << a, b, c, d;
  return m;
}

Matrix rx(double theta) {
  const double c = std::cos(theta / 2), s = std::sin(theta / 2);
  return matrix2(c, -i * s, -i * s, c);
}

Matrix ry(double theta) {
  const double c = std::cos(theta / 2), s = std::sin(theta / 2);
  return matrix2(c, -s, s, c);
}

/// The control is qubits[0], the lower bit of the index: |01> and |11> change places.
Matrix cx() {
  Matrix m(4, 4);
  m << 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0;
  return m;
}

/// (IX - XY)/sqrt 2, the right letter on qubits[0]: X on qubits[0] after exp(-i pi/4 ZX), Z on qubits[0].
Matrix ecr() {
  Matrix m(4, 4);
  m << 0, 1, 0, i, 1, 0, -i, 0, 0, i, 0, 1, -i, 0, 1, 0;
  return root_half * m;
}

/// exp(i pi/8 (XX + YY)), which squares to iSWAP.
Matrix sqrt_iswap() {
  Matrix m(4, 4);
  m << 1, 0, 0, 0, 0, root_half, i * root_half, 0, 0, i * root_half, root_half, 0, 0, 0, 0, 1;
  return m;
}

/// |01> and |10> change places and take the phase.
Matrix exchange(Complex phase) {
  Matrix m(4, 4);
  m << 1, 0, 0, 0, 0, 0, phase, 0, 0, phase, 0, 0, 0, 0, 0, 1;
  return m;
}

/// fSim(pi/2, pi/6): |01> and |10> change places with the phase -i, |11> takes exp(-i pi/6).
Matrix sycamore() {
  Matrix m = exchange(-i);
  m(3, 3) = std::polar(1.0, -std::numbers::pi / 6);
  return m;
}

Matrix rxx(double theta) {
  const double c = std::cos(theta / 2);
  const Complex s = -i * std::sin(theta / 2);
  Matrix m(4, 4);
  m << c, 0, 0, s, 0, c, s, 0, 0, s, c, 0, s, 0, 0, c;
  return m;
}

/// YY has the signs of XX on |01> and |10> and the opposite ones on |00> and |11>.
Matrix ryy(double theta) {
  Matrix m = rxx(theta);
  m(0, 3) = -m(0, 3);
  m(3, 0) = -m(3, 0);
  return m;
}

Matrix rzz(double theta) {
  const Complex equal = std::polar(1.0, -theta / 2), different = std::polar(1.0, theta / 2);
  return diagonal4(equal, different, different, equal);
}

}  // namespace

Matrix unitary_of(GateKind gate, double parameter) {
  constexpr Complex up = Complex{0.5, 0.5}, down = Complex{0.5, -0.5};
  switch (gate) {
    case GateKind::id:
      return diagonal2(1, 1);
    case GateKind::x:
      return matrix2(0, 1, 1, 0);
    case GateKind::y:
      return matrix2(0, -i, i, 0);
    case GateKind::z:
      return diagonal2(1, -1);
    case GateKind::h:
      return matrix2(root_half, root_half, root_half, -root_half);
    case GateKind::s:
      return diagonal2(1, i);
    case GateKind::sdg:
      return diagonal2(1, -i);
    case GateKind::t:
      return diagonal2(1, Complex{root_half, root_half});
    case GateKind::tdg:
      return diagonal2(1, Complex{root_half, -root_half});
    case GateKind::sx:
      return matrix2(up, down, down, up);
    case GateKind::sxdg:
      return matrix2(down, up, up, down);
    case GateKind::rx:
      return rx(parameter);
    case GateKind::ry:
      return ry(parameter);
    case GateKind::rz:
      return diagonal2(std::polar(1.0, -parameter / 2), std::polar(1.0, parameter / 2));
    case GateKind::p:
      return diagonal2(1, std::polar(1.0, parameter));
    case GateKind::cx:
      return cx();
    case GateKind::cz:
      return diagonal4(1, 1, 1, -1);
    case GateKind::ecr:
      return ecr();
    case GateKind::swap:
      return exchange(1);
    case GateKind::iswap:
      return exchange(i);
    case GateKind::sqrt_iswap:
      return sqrt_iswap();
    case GateKind::sycamore:
      return sycamore();
    case GateKind::rxx:
      return rxx(parameter);
    case GateKind::ryy:
      return ryy(parameter);
    case GateKind::rzz:
      return rzz(parameter);
    case GateKind::delay:
    case GateKind::barrier:
    case GateKind::measure:
      break;
  }
  assert(!"a gate without a unitary");
  std::unreachable();
}

}  // namespace qgauge::circuit
