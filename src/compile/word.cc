// Words over each native gate, in closed form. Called by synthesis. All gates like CX share the words of CZ.
//
// CZ (Vatan and Williams, PRA 69, 032315): CZ Rx(2x) x Rx(2y) CZ = exp(-i (x XZ + y ZX)); three uses reach everything.
// iSWAP = SWAP CZ (S x S): the SWAPs move through the local gates, and an odd one adds pi/4 to every coordinate.
// sqrt(iSWAP): two uses reach x >= y + |z| (Huang et al., PRL 130, 070601, eqs. 4 to 7); from anything else one use
// along two of the axes leaves such a rest.
// Sycamore = SWAP E (R x R) with E = exp(i b ZZ), b = 5 pi/24, R = Rz(-pi/12) (see expansion.cc). In E Rx(2 alpha) x
// Rx(2 beta) E everything commutes with XX, and in its sector s = +-1 it is Rx(gamma_s) exp(i delta_s ZZ) Rx(gamma_s)
// with a = alpha + s beta, sin(delta_s) = cos(a) sin(2 b) and tan(gamma_s) = tan(a)/cos(2 b). With delta_s = x + s y
// the whole is exp(i (x ZZ - y YY)) between Rx gates: two uses reach z = 0, x + y <= 2 b. Two such words with the
// letters of one turned reach everything, as y can be shared between them; three uses are solved for
// (sycamore_triple.cc).
#include "compile/word.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

#include "compile/sycamore_triple.hpp"

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using Eigen::Matrix2cd;
using Eigen::Matrix4cd;
using std::numbers::pi;
/// Coordinates closer than this are one class; the residual of a synthesis is as small.
constexpr double class_tolerance = 1e-11;
constexpr double sycamore_zz = 5 * pi / 24;

Matrix2cd rotation(GateKind axis, double angle) { return circuit::unitary_of(axis, angle); }
const Matrix2cd& fixed(GateKind gate) {
  static const Matrix2cd h = circuit::unitary_of(GateKind::h), sdg = circuit::unitary_of(GateKind::sdg);
  assert(gate == GateKind::h || gate == GateKind::sdg);
  return gate == GateKind::h ? h : sdg;
}

LocalPair inverse(const LocalPair& locals) { return {locals[0].adjoint(), locals[1].adjoint()}; }
LocalPair crossed(const LocalPair& locals) { return {locals[1], locals[0]}; }
LocalPair both(const Matrix2cd& local) { return {local, local}; }

double distance(const Coordinates& a, const Coordinates& b) {
  double largest = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) largest = std::max(largest, std::abs(a[axis] - b[axis]));
  return largest;
}

LocalPair cz_pair(double x, double y) { return {rotation(GateKind::rx, 2 * x), rotation(GateKind::rx, 2 * y)}; }

/// Vatan and Williams, fig. 6, their three CX written over CZ and H.
Word cz_triple(const Coordinates& c) {
  const Matrix2cd& h = fixed(GateKind::h);
  const auto ry = [](double angle) { return rotation(GateKind::ry, angle); };
  return {{rotation(GateKind::rz, -2 * c[2] - pi / 2) * h, h * ry(pi / 2 - 2 * c[0])}, {h, ry(2 * c[1] - pi / 2) * h}};
}

Word cz_word(const Coordinates& c, int uses) {
  if (uses == 3) return cz_triple(c);
  if (uses == 2) return {cz_pair(c[0], c[1])};
  return {};
}

/// A word over CZ becomes one over a gate that is `cz` away from it.
Word dressed(Word word, const Dressing& cz) {
  for (LocalPair& layer : word) layer = product(cz.before, product(layer, cz.after));
  return word;
}

const CanonicalForm& form_of(GateKind native) {
  static const auto forms = [] {
    std::vector<CanonicalForm> all(circuit::gate_list().size());
    for (const auto& spec : circuit::gate_list())
      if (spec.qubits == 2)
        all[static_cast<std::size_t>(spec.kind)] = canonical_form(circuit::unitary_of(spec.kind, pi / 2));
    return all;
  }();
  return forms[static_cast<std::size_t>(native)];
}

Word like_cz_word(GateKind native, const Coordinates& c, int uses) {
  return dressed(cz_word(c, uses), dressing(form_of(GateKind::cz), form_of(native)));
}

Word iswap_word(const Coordinates& c, int uses) {
  const LocalPair undo = both(fixed(GateKind::sdg));
  if (uses == 2) return {product(undo, crossed(cz_pair(c[0], c[1])))};
  if (uses < 2) return {};
  const Word cz = cz_triple({c[0] + pi / 4, c[1] + pi / 4, c[2] + pi / 4});
  return {crossed(product(undo, cz[0])), product(undo, cz[1])};
}

/// How far the coordinates lie inside the region of two sqrt(iSWAP), in the chamber.
double depth_in_sqrt_iswap_pair(const Coordinates& c) { return c[0] - c[1] - std::abs(c[2]); }

double arc_cosine(double cosine) { return std::acos(std::clamp(cosine, -1.0, 1.0)); }

double root(double square) { return std::sqrt(std::max(square, 0.0)); }

/// Huang et al., eqs. 4 to 7, give cos(alpha) and cos(beta) = cos(2x) - cos(2y) + cos(2z) +- 2 sqrt(C) and tan(gamma).
/// On faces of the region alpha is near 0 or beta near pi, so 1 - cos and 1 + cos are summed from terms that do not
/// cancel: C = s1 s2 = s3 s4 with the products of sines below, of which s1 + s2 = cos(2y) - cos(2x) cos(2z) and
/// s3 + s4 = cos(2z) - cos(2x) cos(2y).
LocalPair sqrt_iswap_pair(const Coordinates& c) {
  const auto [x, y, z] = c;
  const auto square = [](double value) { return value * value; };
  const double a = std::sin(x + y - z), b = std::sin(x - y + z), d = std::sin(x + y + z), f = std::sin(x - y - z);
  const double s1 = root(a * f), s2 = root(b * d), s3 = root(a * d), s4 = root(b * f);
  const double both_sines = square(2 * std::sin(x) * std::sin(z)), cosines = std::cos(2 * x) * std::cos(2 * y);
  const double less_alpha = both_sines + square(s1 - s2), less_beta = both_sines + square(s1 + s2);
  const double more_beta = square(2 * std::cos(x) * std::sin(y)) + 2 * cosines + square(s3 - s4);
  const double alpha = 2 * std::atan2(root(less_alpha), root(2 - less_alpha));
  const double beta = 2 * std::atan2(root(less_beta), root(more_beta));
  const double along = 2 * std::cos(x) * std::cos(z) * std::sin(y);
  const double gamma = std::atan2(root(cosines * std::cos(2 * z)), z < 0 ? -along : along);
  const Matrix2cd rz = rotation(GateKind::rz, gamma);
  return {rz * rotation(GateKind::rx, alpha) * rz, rotation(GateKind::rx, beta)};
}

/// One use as exp(i pi/8 (+-P +-Q)) of two of the letters.
struct Peel {
  CanonicalForm gate;
  Coordinates part{};
};

const std::vector<Peel>& sqrt_iswap_peels() {
  static const std::vector<Peel> peels = [] {
    std::vector<Peel> all;
    for (std::size_t left_out = 0; left_out < 3; ++left_out)
      for (const double first : {1.0, -1.0})
        for (const double second : {1.0, -1.0}) {
          Coordinates part{};
          part[(left_out + 1) % 3] = first * pi / 8;
          part[(left_out + 2) % 3] = second * pi / 8;
          all.push_back({canonical_form(canonical_gate(part)), part});
        }
    return all;
  }();
  return peels;
}

/// The gate along that pair of axes whose rest lies deepest in the region of two uses, then those two.
Word sqrt_iswap_triple(const Coordinates& c) {
  double deepest = -1;
  const Peel* best = nullptr;
  CanonicalForm rest;
  for (const Peel& peel : sqrt_iswap_peels()) {
    const auto form = canonical_form(canonical_gate({c[0] - peel.part[0], c[1] - peel.part[1], c[2] - peel.part[2]}));
    if (const double depth = depth_in_sqrt_iswap_pair(form.coordinates); depth > deepest) {
      deepest = depth;
      best = &peel;
      rest = form;
    }
  }
  const Word pair{sqrt_iswap_pair(rest.coordinates)};
  const auto made = canonical_form(unitary_of(GateKind::sqrt_iswap, pair, 2));
  const LocalPair first = dressing(best->gate, form_of(GateKind::sqrt_iswap)).after;
  return {product(dressing(rest, made).before, first), pair[0]};
}

Word sqrt_iswap_word(const Coordinates& c, int uses) {
  if (uses == 3) return sqrt_iswap_triple(c);
  if (uses == 2) return {sqrt_iswap_pair(c)};
  return {};
}

/// E middle E = outer exp(i (x ZZ - y YY)) outer.
struct SycamorePair {
  LocalPair middle;
  LocalPair outer;
};

SycamorePair sycamore_pair(double x, double y) {
  std::array<double, 2> alpha{}, gamma{};
  for (const std::size_t sector : {0u, 1u}) {
    const double delta = sector == 0 ? x + y : x - y;
    alpha[sector] = arc_cosine(std::sin(delta) / std::sin(2 * sycamore_zz));
    gamma[sector] = std::atan2(std::sin(alpha[sector]), std::cos(alpha[sector]) * std::cos(2 * sycamore_zz));
  }
  const auto rx = [](double angle) { return rotation(GateKind::rx, angle); };
  return {{rx(alpha[0] + alpha[1]), rx(alpha[0] - alpha[1])},
          {rx((gamma[0] + gamma[1]) / 2), rx((gamma[0] - gamma[1]) / 2)}};
}

/// The z rotations of the gate before are undone.
LocalPair without_z(const LocalPair& locals) { return product(both(rotation(GateKind::rz, pi / 12)), locals); }

Word sycamore_word(const Coordinates& c, int uses) {
  if (uses < 2) return {};
  if (uses == 2) return {without_z(crossed(sycamore_pair(c[0], c[1]).middle))};
  const double shared = std::min(c[1], 2 * sycamore_zz - c[0]);
  const SycamorePair first = sycamore_pair(c[0], shared), last = sycamore_pair(-c[2], c[1] - shared);
  const LocalPair turn = product(inverse(last.outer), product(both(fixed(GateKind::h)), inverse(first.outer)));
  return {without_z(crossed(first.middle)), without_z(turn), without_z(crossed(last.middle))};
}

bool like_cz(GateKind native) { return circuit::spec_of(native).uses_per_cnot == 1; }

bool in_reach_of_two(GateKind native, const Coordinates& c) {
  if (native == GateKind::sqrt_iswap) return depth_in_sqrt_iswap_pair(c) >= -class_tolerance;
  if (std::abs(c[2]) > class_tolerance) return false;
  return native != GateKind::sycamore || c[0] + c[1] <= 2 * sycamore_zz + class_tolerance;
}

/// Moves x up and y and |z| down by equal parts, x at most to pi/4, until x >= y + |z|. The three differences have a
/// given sum, and both products in average_fidelity are greatest where they are equal.
Coordinates nearest_sqrt_iswap_pair(const Coordinates& c) {
  const double excess = -depth_in_sqrt_iswap_pair(c);
  if (excess <= 0) return c;
  const double up = std::min(excess / 3, pi / 4 - c[0]), down = (excess - up) / 2;
  return {c[0] + up, c[1] - down, std::copysign(std::abs(c[2]) - down, c[2])};
}

Coordinates nearest_sycamore_pair(const Coordinates& c) {
  const double down = std::max(0.0, (c[0] + c[1] - 2 * sycamore_zz) / 2);
  return {c[0] - down, c[1] - down, 0};
}

}  // namespace

LocalPair product(const LocalPair& second, const LocalPair& first) {
  return {second[0] * first[0], second[1] * first[1]};
}

Dressing dressing(const CanonicalForm& wanted, CanonicalForm made) {
  const CanonicalForm other = reflected(made);
  if (distance(wanted.coordinates, other.coordinates) < distance(wanted.coordinates, made.coordinates)) made = other;
  return {product(wanted.after, inverse(made.after)), product(inverse(made.before), wanted.before)};
}

int most_uses(GateKind native) { return native == GateKind::sycamore ? 4 : 3; }

int fewest_uses(GateKind native, const Coordinates& coordinates) {
  if (distance(coordinates, {}) < class_tolerance) return 0;
  if (distance(coordinates, form_of(native).coordinates) < class_tolerance) return 1;
  return in_reach_of_two(native, coordinates) ? 2 : 3;
}

std::optional<Word> word_of(GateKind native, const Coordinates& coordinates, int uses) {
  assert(uses >= 0 && uses <= most_uses(native));
  if (like_cz(native)) return like_cz_word(native, coordinates, uses);
  if (native == GateKind::iswap) return iswap_word(coordinates, uses);
  if (native == GateKind::sqrt_iswap) return sqrt_iswap_word(coordinates, uses);
  assert(native == GateKind::sycamore);
  if (uses == 3) return sycamore_triple(coordinates);
  return sycamore_word(coordinates, uses);
}

Coordinates nearest(GateKind native, const Coordinates& wanted, int uses) {
  if (uses == 0) return {};
  if (uses >= 3) return wanted;
  if (uses == 1) {
    Coordinates one = form_of(native).coordinates;
    one[2] = std::copysign(one[2], wanted[2]);  // both signs are one class where x = pi/4, as it is for all of them
    return one;
  }
  if (native == GateKind::sqrt_iswap) return nearest_sqrt_iswap_pair(wanted);
  if (native == GateKind::sycamore) return nearest_sycamore_pair(wanted);
  return {wanted[0], wanted[1], 0};
}

Matrix4cd unitary_of(GateKind native, const Word& word, int uses) {
  if (uses == 0) return Matrix4cd::Identity();
  const Matrix4cd gate = circuit::unitary_of(native, pi / 2);
  Matrix4cd unitary = gate;
  for (const LocalPair& layer : word) unitary = gate * tensor(layer) * unitary;
  return unitary;
}

}  // namespace qgauge::compile
