// Choosing the number of uses, and dressing the word with outer local gates: the canonical forms of the word and of the
// unitary have the same coordinates, so their local gates differ by what has to be added. Called by compile.
#include "compile/synthesis.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using circuit::Operation;
using std::numbers::pi;
/// Two expected fidelities closer than this are the same: far below the error of any gate.
constexpr double fidelity_tolerance = 1e-13;
/// An angle below this is none; so far the unitary may be missed.
constexpr double angle_tolerance = 1e-11;

bool one_use_an_axis(const Entangler& entangler) { return entangler.any_zz_angle && entangler.kind == GateKind::rzz; }

Coordinates difference(const Coordinates& a, const Coordinates& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

/// Keeps the first `uses` coordinates, the largest ones: each is one use of rzz(2 |x|) between turns of the letters.
Choice zz_choice(const Coordinates& wanted, const Entangler& entangler, int uses) {
  Choice choice;
  choice.uses = uses;
  for (std::size_t axis = 0; axis < static_cast<std::size_t>(uses); ++axis) {
    const double angle = 2 * std::abs(wanted[axis]);
    choice.target[axis] = wanted[axis];
    choice.angle_rad += angle;
    choice.gate_fidelity *= fidelity_of(entangler, angle);
  }
  choice.synthesis_fidelity = average_fidelity(difference(wanted, choice.target));
  return choice;
}

Choice fixed_choice(const Coordinates& wanted, const Entangler& entangler, int uses) {
  Choice choice;
  choice.target = nearest(entangler.kind, wanted, uses);
  choice.uses = uses;
  choice.gate_fidelity = std::pow(fidelity_of(entangler, pi / 2), uses);
  choice.synthesis_fidelity = average_fidelity(difference(wanted, choice.target));
  return choice;
}

int fewest(const Coordinates& coordinates, const Entangler& entangler) {
  if (!one_use_an_axis(entangler)) return fewest_uses(entangler.kind, coordinates);
  return static_cast<int>(std::ranges::count_if(coordinates, [](double c) { return std::abs(c) > angle_tolerance; }));
}

/// Finds the word, if there is one; rzz of any angle needs none.
bool complete(Choice& choice, const Entangler& entangler) {
  if (one_use_an_axis(entangler)) return true;
  auto word = word_of(entangler.kind, choice.target, choice.uses);
  if (word) choice.word = *std::move(word);
  return word.has_value();
}

/// One choice for each number of uses up to the fewest that are exact, and beyond where words may be missing.
std::vector<Choice> candidates(const Coordinates& coordinates, const Entangler& entangler, Synthesis mode) {
  std::vector<Choice> all;
  const int exact = fewest(coordinates, entangler);
  const int last = exact == 3 && !one_use_an_axis(entangler) ? most_uses(entangler.kind) : exact;
  for (int uses = mode == Synthesis::exact ? exact : 0; uses <= last; ++uses)
    all.push_back(one_use_an_axis(entangler) ? zz_choice(coordinates, entangler, uses)
                                             : fixed_choice(coordinates, entangler, uses));
  return all;
}

void append_local(std::vector<Operation>& operations, const LocalPair& locals) {
  for (std::uint32_t q = 0; q < 2; ++q) {
    const EulerAngles angles = euler_angles(rotation_of(locals[q]));
    operations.push_back({GateKind::rz, {q, 0}, (angles.sum - angles.difference) / 2});
    operations.push_back({GateKind::ry, {q, 0}, angles.theta});
    operations.push_back({GateKind::rz, {q, 0}, (angles.sum + angles.difference) / 2});
  }
}

std::vector<Operation> zz_operations(const CanonicalForm& form, const Choice& choice) {
  constexpr std::array axes{GateKind::rxx, GateKind::ryy, GateKind::rzz};
  std::vector<Operation> operations;
  append_local(operations, form.before);
  for (std::size_t axis = 0; axis < 3; ++axis)
    if (choice.target[axis] != 0) operations.push_back({axes[axis], {0, 1}, -2 * choice.target[axis]});
  append_local(operations, form.after);
  return operations;
}

/// The outer local gates of the target: the form's, but where the target lies outside the chamber or in another image
/// of its class, it gets a form of its own.
CanonicalForm target_form(CanonicalForm form, const Coordinates& target) {
  if (form.coordinates == target) return form;
  form.coordinates = target;
  return canonical_form(unitary_of(form));
}

}  // namespace

double fidelity_of(const Entangler& entangler, double angle_rad) {
  if (!one_use_an_axis(entangler)) return 1 - entangler.infidelity;
  const double share = entangler.zz_base + (1 - entangler.zz_base) * std::abs(angle_rad) / (pi / 2);
  return 1 - entangler.infidelity * share;
}

bool better(const Choice& a, const Choice& b) {
  const double gain = a.expected_fidelity() - b.expected_fidelity();
  if (std::abs(gain) > fidelity_tolerance) return gain > 0;
  if (a.uses != b.uses) return a.uses < b.uses;
  return a.angle_rad < b.angle_rad - angle_tolerance;
}

Choice choose(const Coordinates& coordinates, const Entangler& entangler, Synthesis mode) {
  auto all = candidates(coordinates, entangler, mode);
  if (mode == Synthesis::approximate) std::ranges::stable_sort(all, better);
  const auto found = std::ranges::find_if(all, [&](Choice& choice) { return complete(choice, entangler); });
  assert(found != all.end());
  return *found;
}

std::vector<Operation> operations_of(const CanonicalForm& form, const Choice& choice, const Entangler& entangler) {
  if (one_use_an_axis(entangler)) return zz_operations(form, choice);
  std::vector<Operation> operations;
  if (choice.uses == 0) {
    append_local(operations, product(form.after, form.before));
    return operations;
  }
  const auto made = canonical_form(unitary_of(entangler.kind, choice.word, choice.uses));
  const Dressing outer = dressing(target_form(form, choice.target), made);
  append_local(operations, outer.before);
  for (int use = 0; use < choice.uses; ++use) {
    if (use > 0) append_local(operations, choice.word[static_cast<std::size_t>(use) - 1]);
    operations.push_back({entangler.kind, {0, 1}, entangler.kind == GateKind::rzz ? pi / 2 : 0});
  }
  append_local(operations, outer.after);
  return operations;
}

}  // namespace qgauge::compile
