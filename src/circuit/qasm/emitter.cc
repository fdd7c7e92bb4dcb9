// Controlled gates from gates of the table (Barenco et al., PRA 52, 3457 (1995)): a conjugation needs no control, a
// phase is controlled by halving it, a NOT with many controls borrows a qubit. Called by the expander.
// Knows no text and no definitions.
#include "circuit/qasm/emitter.hpp"

#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>

namespace qgauge::circuit::qasm {
namespace {

constexpr double pi = std::numbers::pi;

std::vector<std::uint32_t> joined(Qubits a, std::uint32_t b) {
  std::vector<std::uint32_t> all(a.begin(), a.end());
  all.push_back(b);
  return all;
}

struct Turned {
  GateKind kind;
  double parameter;
};

/// Of all gates but those that exchange |01> and |10> with a phase.
Turned inverse_of(GateKind kind, double parameter) {
  switch (kind) {
    case GateKind::s:
      return {GateKind::sdg, 0};
    case GateKind::sdg:
      return {GateKind::s, 0};
    case GateKind::t:
      return {GateKind::tdg, 0};
    case GateKind::tdg:
      return {GateKind::t, 0};
    case GateKind::sx:
      return {GateKind::sxdg, 0};
    case GateKind::sxdg:
      return {GateKind::sx, 0};
    default:
      return {kind, -parameter};  // rotations; the others are their own inverses and have none
  }
}

/// The angle of gates that are diag(1, exp(i angle)).
double phase_of(GateKind kind, double parameter) {
  switch (kind) {
    case GateKind::z:
      return pi;
    case GateKind::s:
      return pi / 2;
    case GateKind::sdg:
      return -pi / 2;
    case GateKind::t:
      return pi / 4;
    case GateKind::tdg:
      return -pi / 4;
    default:
      return parameter;
  }
}

/// t of exp(i t (XX + YY)/2), which iSWAP and its like are up to a controlled phase; 0 for others.
double exchange_of(GateKind kind) {
  if (kind == GateKind::iswap) return pi / 2;
  if (kind == GateKind::sqrt_iswap) return pi / 4;
  if (kind == GateKind::sycamore) return -pi / 2;
  return 0;
}

}  // namespace

void Emitter::gate(GateKind kind, double parameter, Qubits qubits, Qubits controls, bool inverse) {
  const double t = exchange_of(kind);
  if (t != 0 && (inverse || !controls.empty())) {
    exchange(inverse ? -t : t, qubits, controls);
    if (kind != GateKind::sycamore) return;
    const auto all = joined(joined(controls, qubits[0]), qubits[1]);
    return controlled_phase(all, inverse ? pi / 6 : -pi / 6);
  }
  if (inverse) {
    const Turned turned = inverse_of(kind, parameter);
    kind = turned.kind;
    parameter = spec_of(kind).parameter ? turned.parameter : 0;
  }
  if (controls.empty()) return put2(kind, qubits[0], qubits.size() > 1 ? qubits[1] : 0, parameter);
  if (qubits.size() == 1) return one_qubit(kind, parameter, qubits[0], controls);
  two_qubits(kind, parameter, qubits, controls);
}

/// A gate between two others that undo each other: `before` first.
void Emitter::between(GateKind before, GateKind after, double angle, std::uint32_t target, GateKind inner,
                      double parameter, Qubits controls) {
  const bool turns = spec_of(before).parameter;
  put(before, target, turns ? angle : 0);
  one_qubit(inner, parameter, target, controls);
  put(after, target, turns ? -angle : 0);
}

void Emitter::one_qubit(GateKind kind, double parameter, std::uint32_t target, Qubits controls) {
  switch (kind) {
    case GateKind::id:
      return;
    case GateKind::x:
      return flip(controls, target);
    case GateKind::y:
      return between(GateKind::sdg, GateKind::s, 0, target, GateKind::x, 0, controls);
    case GateKind::h:
      return between(GateKind::ry, GateKind::ry, -pi / 4, target, GateKind::z, 0, controls);
    case GateKind::sx:
      return between(GateKind::h, GateKind::h, 0, target, GateKind::s, 0, controls);
    case GateKind::sxdg:
      return between(GateKind::h, GateKind::h, 0, target, GateKind::sdg, 0, controls);
    case GateKind::rx:
      return between(GateKind::h, GateKind::h, 0, target, GateKind::rz, parameter, controls);
    case GateKind::ry:
      return rotation_y(parameter, target, controls);
    case GateKind::rz:
      return rotation_z(parameter, target, controls);
    default:
      return controlled_phase(joined(controls, target), phase_of(kind, parameter));
  }
}

void Emitter::two_qubits(GateKind kind, double parameter, Qubits qubits, Qubits controls) {
  const std::uint32_t a = qubits[0], b = qubits[1];
  switch (kind) {
    case GateKind::cx:
      return flip(joined(controls, a), b);
    case GateKind::cz:
      return controlled_phase(joined(joined(controls, a), b), pi);
    case GateKind::swap:
      put2(GateKind::cx, b, a);
      flip(joined(controls, a), b);
      return put2(GateKind::cx, b, a);
    case GateKind::ecr:  // ZX by pi/4, X on the first qubit, ZX by -pi/4
      put(GateKind::h, b);
      put2(GateKind::rzz, a, b, pi / 4);
      flip(controls, a);
      put2(GateKind::rzz, a, b, -pi / 4);
      return put(GateKind::h, b);
    case GateKind::rxx:
    case GateKind::ryy:
      for (const std::uint32_t q : qubits) kind == GateKind::rxx ? put(GateKind::h, q) : put(GateKind::rx, q, pi / 2);
      rotation_zz(parameter, qubits, controls);
      for (const std::uint32_t q : qubits) kind == GateKind::rxx ? put(GateKind::h, q) : put(GateKind::rx, q, -pi / 2);
      return;
    default:
      assert(kind == GateKind::rzz);
      return rotation_zz(parameter, qubits, controls);
  }
}

void Emitter::rotation_y(double angle, std::uint32_t target, Qubits controls) {
  put(GateKind::ry, target, angle / 2);
  flip(controls, target);
  put(GateKind::ry, target, -angle / 2);
  flip(controls, target);
}

void Emitter::rotation_z(double angle, std::uint32_t target, Qubits controls) {
  controlled_phase(controls, -angle / 2);
  controlled_phase(joined(controls, target), angle);
}

void Emitter::rotation_zz(double angle, Qubits qubits, Qubits controls) {
  put2(GateKind::cx, qubits[0], qubits[1]);
  rotation_z(angle, qubits[1], controls);
  put2(GateKind::cx, qubits[0], qubits[1]);
}

/// exp(i t (XX + YY)/2): the two rotations commute.
void Emitter::exchange(double t, Qubits qubits, Qubits controls) {
  for (const GateKind kind : {GateKind::rxx, GateKind::ryy}) gate(kind, -t, qubits, controls, false);
}

/// exp(i l ab) = exp(i l/4) RZZ(-l/2) (P(l/2) x P(l/2)) up to sign of the first; beyond two qubits Barenco's lemma 7.5.
void Emitter::controlled_phase(Qubits controls, double angle) {
  if (exhausted() || angle == 0) return;
  const std::size_t n = controls.size();
  if (n == 0) {
    phase += angle;
  } else if (n == 1) {
    put(GateKind::p, controls[0], angle);
  } else if (n == 2 && std::abs(angle) == pi) {
    put2(GateKind::cz, controls[0], controls[1]);
  } else if (n == 2) {
    put(GateKind::p, controls[0], angle / 2);
    put(GateKind::p, controls[1], angle / 2);
    put2(GateKind::rzz, controls[0], controls[1], -angle / 2);
    phase -= angle / 4;
  } else {
    const std::uint32_t last = controls[n - 1], middle = controls[n - 2];
    const std::array<std::uint32_t, 2> pair{middle, last};
    const Qubits rest = controls.first(n - 2);
    controlled_phase(pair, angle / 2);
    flip_with_borrowed(rest, middle, last);
    controlled_phase(pair, -angle / 2);
    flip_with_borrowed(rest, middle, last);
    controlled_phase(joined(rest, last), angle / 2);
  }
}

void Emitter::flip(Qubits controls, std::uint32_t target) {
  if (exhausted()) return;
  const std::size_t n = controls.size();
  if (n == 0) return put(GateKind::x, target);
  if (n == 1) return put2(GateKind::cx, controls[0], target);
  if (n == 2) return toffoli(controls[0], controls[1], target);
  put(GateKind::h, target);
  controlled_phase(joined(controls, target), pi);
  put(GateKind::h, target);
}

/// Lemma 7.3: the borrowed qubit is in any state and left in it.
void Emitter::flip_with_borrowed(Qubits controls, std::uint32_t target, std::uint32_t borrowed) {
  const std::size_t n = controls.size();
  if (n <= 2) return flip(controls, target);
  const Qubits first = controls.first((n + 1) / 2), second = controls.subspan((n + 1) / 2);
  const auto to_target = joined(second, borrowed);
  const auto idle = joined(second, target);
  for (int twice = 0; twice < 2; ++twice) {
    flip_in_chain(first, borrowed, idle);
    flip_in_chain(to_target, target, first);
  }
}

/// Lemma 7.2: n controls borrow n - 2 qubits.
void Emitter::flip_in_chain(Qubits controls, std::uint32_t target, Qubits borrowed) {
  const std::size_t n = controls.size();
  if (n <= 2) return flip(controls, target);
  assert(borrowed.size() >= n - 2);
  for (int twice = 0; twice < 2; ++twice) {
    if (twice == 0) toffoli(controls[n - 1], borrowed[n - 3], target);
    for (std::size_t k = n - 2; k >= 2; --k) toffoli(controls[k], borrowed[k - 2], borrowed[k - 1]);
    toffoli(controls[0], controls[1], borrowed[0]);
    for (std::size_t k = 2; k <= n - 2; ++k) toffoli(controls[k], borrowed[k - 2], borrowed[k - 1]);
    if (twice == 0) toffoli(controls[n - 1], borrowed[n - 3], target);
  }
}

/// Nielsen and Chuang, figure 4.9.
void Emitter::toffoli(std::uint32_t a, std::uint32_t b, std::uint32_t target) {
  put(GateKind::h, target);
  put2(GateKind::cx, b, target);
  put(GateKind::tdg, target);
  put2(GateKind::cx, a, target);
  put(GateKind::t, target);
  put2(GateKind::cx, b, target);
  put(GateKind::tdg, target);
  put2(GateKind::cx, a, target);
  put(GateKind::t, b);
  put(GateKind::t, target);
  put(GateKind::h, target);
  put2(GateKind::cx, a, b);
  put(GateKind::t, a);
  put(GateKind::tdg, b);
  put2(GateKind::cx, a, b);
}

/// exp(i alpha) P(phi) RY(theta) P(lambda).
void Emitter::matrix(const Eigen::Matrix2cd& u, std::uint32_t target, Qubits controls) {
  const double theta = 2 * std::atan2(std::abs(u(1, 0)), std::abs(u(0, 0)));
  const bool flips = std::abs(u(0, 0)) < 1e-12, keeps = std::abs(u(1, 0)) < 1e-12;
  const double alpha = flips ? std::arg(-u(0, 1)) : std::arg(u(0, 0));
  const double phi = keeps ? 0 : std::arg(u(1, 0)) - alpha;
  const double lambda = flips ? 0 : std::arg(u(1, 1)) - alpha - phi;
  const std::array<std::uint32_t, 1> one{target};
  if (lambda != 0) gate(GateKind::p, lambda, one, controls, false);
  if (!keeps) gate(GateKind::ry, theta, one, controls, false);
  if (phi != 0) gate(GateKind::p, phi, one, controls, false);
  controlled_phase(controls, alpha);
}

}  // namespace qgauge::circuit::qasm
