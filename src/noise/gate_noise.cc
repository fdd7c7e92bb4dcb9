// The channel of one gate: leakage and depolarizing, then relaxation, then over-rotation, with exactly the reported
// average gate infidelity. Used by the noise model and by tests. Knows no machine.

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>

#include <Eigen/Core>
#include <boost/math/tools/toms748_solve.hpp>
#include <fmt/format.h>

#include "noise/pauli_noise.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

/// What the realised average infidelity may differ from the reported one by rounding; noise.hpp promises it.
constexpr double tolerance = 1e-12;

/// A gate's noise without its depolarizing part.
struct Gate {
  std::span<const std::optional<core::Coherence>> coherence;
  double duration_s;
  Channel over_rotation;
  double leakage;
  Eigen::MatrixXcd around;  ///< leakage times over-rotation, as superoperators: what relaxation stands between

  int qubits() const { return static_cast<int>(coherence.size()); }
  int dimension() const { return 1 << coherence.size(); }
};

Channel leakage_channel(const Gate& gate) {
  return pauli_channel(leakage_paulis(gate.qubits(), gate.leakage).probabilities);
}

void set_leakage(Gate& gate, double leakage) {
  gate.leakage = leakage;
  gate.around = gate.over_rotation.superoperator;
  if (leakage > 0) gate.around = leakage_channel(gate).superoperator * gate.around;
}

Channel relaxation_of(const std::optional<core::Coherence>& coherence, double duration_s) {
  return coherence ? relaxation_channel(*coherence, duration_s) : identity_channel(1);
}

Channel relaxation_of_all(const Gate& gate, double scale) {
  const double duration_s = gate.duration_s * scale;
  Channel all = relaxation_of(gate.coherence.front(), duration_s);
  for (const auto& next : gate.coherence.subspan(1)) all = tensor(relaxation_of(next, duration_s), all);
  return all;
}

/// Of leakage, relaxation scaled in time by `scale`, then over-rotation: tr(L O R)/d^2, the last product not formed.
double process_fidelity_at(const Gate& gate, double scale) {
  const Channel relaxation = relaxation_of_all(gate, scale);
  const auto trace = gate.around.transpose().cwiseProduct(relaxation.superoperator).sum();
  return trace.real() / (gate.dimension() * gate.dimension());
}

/// The scale in [0, 1] at which the process fidelity has fallen to `fidelity`, to 2^-50 of itself and from the side of
/// the higher fidelity, so that rounding never exceeds the reported error. The caller knows that it lies below at
/// scale 1. Bracketing by Alefeld, Potra and Shi, ACM TOMS algorithm 748.
double scale_reaching(const Gate& gate, double fidelity) {
  const auto excess = [&](double scale) { return fidelity - process_fidelity_at(gate, scale); };
  const double at_zero = excess(0);
  if (at_zero >= 0) return 0;
  std::uintmax_t iterations = 200;
  const auto bracket = boost::math::tools::toms748_solve(excess, 0.0, 1.0, at_zero, excess(1),
                                                         boost::math::tools::eps_tolerance<double>(50), iterations);
  return bracket.first;
}

/// Average fidelity is affine in lambda, and whatever follows full depolarization prepares a fixed state sigma, of
/// which the average fidelity is the mean of <psi|sigma|psi>, 1/d, for every sigma. In process fidelities F = (1 -
/// lambda) F0 + lambda/d^2, solved for lambda. (The formula of Qiskit Aer's device models, with over-rotation in F0.)
double lambda_between(double without, double target, int d) {
  if (without <= target) return 0;
  return std::min((without - target) / (without - 1.0 / (d * d)), core::max_depolarizing(d));
}

/// Depolarizing noise must stay completely positive, lambda <= d^2/(d^2 - 1); so the fidelity that it starts from may
/// be neither below the target nor below 1 - (d^2 - 1) target. The second binds only for targets below 1/d^2.
double least_starting_fidelity(double target, int d) { return std::max(target, 1 - (d * d - 1) * target); }

core::Status check(const Gate& gate, double infidelity, double target) {
  const int d = gate.dimension();
  if (!(infidelity >= 0 && target >= -tolerance)) {
    return core::unusable("gate noise", fmt::format("an average gate infidelity of {}", infidelity),
                          fmt::format("a number in [0, {}]", d / (d + 1.0)), "correct the reported error");
  }
  const double coherent = process_fidelity_at(gate, 0);
  if (coherent >= least_starting_fidelity(target, d) - tolerance) return {};
  const double alone = core::average_infidelity_from_process(1 - coherent, d);
  const auto* expected = coherent < target
                             ? "one that fits into the reported {:.6g}, of which it is a part"
                             : "none beside a reported {:.6g}, which fully depolarized qubits do not reach";
  return core::unusable(
      "gate noise", fmt::format("an over-rotation whose average gate infidelity alone is {:.6g}", alone),
      fmt::format(fmt::runtime(expected), infidelity), "lower the over-rotation or correct the reported error");
}

/// The process fidelity is affine in the probability of leakage, and may not fall below what depolarizing noise needs.
double leakage_that_fits(Gate gate, double described, double start) {
  if (described == 0) return 0;
  set_leakage(gate, 0);
  const double without = process_fidelity_at(gate, 0);
  set_leakage(gate, 1);
  const double always = process_fidelity_at(gate, 0);
  return std::clamp((without - start) / (without - always), 0.0, described);
}

GateNoise noise_of(const Gate& gate, double target) {
  const int d = gate.dimension();
  const double full = process_fidelity_at(gate, 1);
  const double start = least_starting_fidelity(target, d);
  const double scale = full >= start ? 1 : scale_reaching(gate, start);
  const bool depolarizing = scale == 1 || start > target;
  GateNoise noise;
  noise.relaxation_scale = scale;
  noise.depolarizing_lambda = depolarizing ? lambda_between(process_fidelity_at(gate, scale), target, d) : 0;
  noise.full_relaxation_infidelity = core::average_infidelity_from_process(1 - full, d);
  noise.duration_s = gate.duration_s;
  noise.relaxation_s = gate.duration_s * scale;
  noise.leakage = gate.leakage;
  noise.channel =
      compose(relaxation_of_all(gate, scale), depolarizing_channel(gate.qubits(), noise.depolarizing_lambda));
  if (gate.leakage > 0) noise.channel = compose(noise.channel, leakage_channel(gate));
  noise.channel = compose(gate.over_rotation, noise.channel);
  return noise;
}

/// Of both qubits' one-qubit gates, as one depolarizing parameter of the pair.
double decay_of_pair(double first, double second) {
  return core::decay_from_average_infidelity(core::average_infidelity_from_process(1 - first * second, 4), 4);
}

}  // namespace

core::Result<GateNoise> gate_noise(const GateNoiseInput& input) {
  assert(input.coherence.size() == 1 || input.coherence.size() == 2);
  assert(input.duration_s >= 0 && input.leakage >= 0 && input.leakage <= 1);
  const int qubits = static_cast<int>(input.coherence.size());
  const bool turns = input.over_rotation.size() > 0;
  Gate gate{input.coherence,
            input.duration_s,
            turns ? unitary_channel(input.over_rotation) : identity_channel(qubits),
            0,
            {}};
  assert(gate.over_rotation.qubits == qubits);
  set_leakage(gate, 0);
  const double target = 1 - core::process_infidelity_from_average(input.infidelity, gate.dimension());
  QGAUGE_CHECK(check(gate, input.infidelity, target));
  set_leakage(gate, leakage_that_fits(gate, input.leakage, least_starting_fidelity(target, gate.dimension())));
  GateNoise noise = noise_of(gate, target);
  noise.over_rotation = input.over_rotation;
  assert(is_cptp(noise.channel));
  return noise;
}

core::Result<GateNoise> gate_noise(double infidelity, double duration_s,
                                   std::span<const std::optional<core::Coherence>> coherence,
                                   const Eigen::MatrixXcd& over_rotation) {
  return gate_noise({infidelity, duration_s, coherence, over_rotation});
}

double lambda_between_infidelities(double from, double to) {
  return lambda_between(1 - core::process_infidelity_from_average(from, 4),
                        1 - core::process_infidelity_from_average(to, 4), 4);
}

double infidelity_without_one_qubit_gates(double with_one_qubit_gates, double first, double second) {
  const double decay = core::decay_from_average_infidelity(with_one_qubit_gates, 4) / decay_of_pair(first, second);
  return core::average_infidelity_from_decay(decay, 4);
}

double infidelity_with_one_qubit_gates(double alone, double first, double second) {
  const double decay = core::decay_from_average_infidelity(alone, 4) * decay_of_pair(first, second);
  return core::average_infidelity_from_decay(decay, 4);
}

}  // namespace qgauge::noise
