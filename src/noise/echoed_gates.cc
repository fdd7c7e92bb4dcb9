// Couplings during echoed cross-resonance gates: see echoed_gates.hpp.

#include "noise/echoed_gates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/quadrature/gauss.hpp>

namespace qgauge::noise {
namespace {

using circuit::GateKind;

Interval overlap(const Interval& a, const Interval& b) {
  return {std::max(a.begin_s, b.begin_s), std::min(a.end_s, b.end_s)};
}

/// What is left of a target's Z, and what has become Z of the control times its own Y.
struct Turn {
  Interval gate;

  double angle(double time_s) const {
    return std::numbers::pi / 2 * (time_s - gate.begin_s) / (gate.end_s - gate.begin_s);
  }
  double z(double time_s) const { return std::cos(angle(time_s)); }
  double zy(double time_s) const { return std::sin(angle(time_s)); }
};

/// Of products of sines of at most a right angle: exact to rounding with so many points.
template <class Function>
double integral(const Interval& over, const Function& function) {
  if (!(over.end_s > over.begin_s)) return 0;
  return boost::math::quadrature::gauss<double, 15>::integrate(function, over.begin_s, over.end_s);
}

double z_of(const Turn& turn, const Interval& over) {
  return integral(over, [&](double time_s) { return turn.z(time_s); });
}

double zy_of(const Turn& turn, const Interval& over) {
  return integral(over, [&](double time_s) { return turn.zy(time_s); });
}

/// Both qubits are targets: four Paulis, of which the target sees Z in two and Z Y in two.
void add_both(const Turn& one, const Turn& other, const Interval& over, TurnedCoupling& result) {
  const auto product = [&](auto part, auto of_other) {
    return integral(over, [&](double time_s) { return (one.*part)(time_s) * (other.*of_other)(time_s); });
  };
  for (const auto of_other : {&Turn::z, &Turn::zy}) {
    result.z_s.push_back(product(&Turn::z, of_other));
    result.zy_s.push_back(product(&Turn::zy, of_other));
  }
}

}  // namespace

EchoedGates::EchoedGates(const circuit::Circuit& native, const std::vector<OperationTime>& times) {
  constexpr double ever = std::numeric_limits<double>::infinity();
  of_qubit_.assign(static_cast<std::size_t>(native.qubits), {Stretch{{-ever, ever}}});
  for (std::size_t i = 0; i < times.size(); ++i) {
    const circuit::Operation& operation = native.operations[i];
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    if (!spec.unitary || spec.diagonal) continue;
    for (int k = 0; k < spec.qubits; ++k) {
      add(of_qubit_[operation.qubits[static_cast<std::size_t>(k)]], operation, k == 0, times[i]);
    }
  }
}

void EchoedGates::add(std::vector<Stretch>& stretches, const circuit::Operation& operation, bool first,
                      const OperationTime& time) {
  Stretch next = stretches.back();
  const bool echoed = operation.gate == GateKind::ecr;
  if (echoed && !first) {
    stretches.back().time.end_s = time.start_s;
    stretches.push_back({{time.start_s, time.end_s}, true, 1, next.group + 1});
    next.time.begin_s = time.end_s;
    next.group += 2;
  } else {
    stretches.back().time.end_s = next.time.begin_s = time.middle_s();
    if (echoed || operation.gate == GateKind::x) {
      next.sign = -next.sign;
    } else {
      ++next.group;
    }
  }
  stretches.push_back(next);
}

std::vector<EchoedGates::Stretch>::const_iterator EchoedGates::find(int qubit, double time_s) const {
  const std::vector<Stretch>& stretches = of_qubit_[static_cast<std::size_t>(qubit)];
  return std::ranges::partition_point(stretches, [&](const Stretch& stretch) { return stretch.time.end_s <= time_s; });
}

EchoedGates::Now EchoedGates::at(int qubit, double time_s) const {
  const auto stretch = find(qubit, time_s);
  return {stretch->turned, stretch->time.end_s};
}

TurnedCoupling EchoedGates::average(const OperationTime& gate, int neighbour, const Interval& acts) const {
  const Turn turn{{gate.start_s, gate.end_s}};
  const Interval both = overlap(turn.gate, acts);
  if (!(both.end_s > both.begin_s)) return {};
  TurnedCoupling result{{z_of(turn, both)}, {zy_of(turn, both)}, {}};
  const auto stop = of_qubit_[static_cast<std::size_t>(neighbour)].end();
  double z_s = 0, zy_s = 0;
  for (auto stretch = find(neighbour, both.begin_s); stretch != stop; ++stretch) {
    if (stretch->time.begin_s >= both.end_s) break;
    const Interval over = overlap(stretch->time, both);
    if (stretch->turned) {
      add_both(turn, {stretch->time}, over, result);
      continue;
    }
    z_s += stretch->sign * z_of(turn, over);
    zy_s += stretch->sign * zy_of(turn, over);
    const auto next = stretch + 1;
    if (next != stop && next->group == stretch->group && next->time.begin_s < both.end_s) continue;
    result.z_s.push_back(z_s);
    result.zy_s.push_back(zy_s);
    result.neighbour_s.insert(result.neighbour_s.end(), {z_s, zy_s});
    z_s = zy_s = 0;
  }
  return result;
}

}  // namespace qgauge::noise
