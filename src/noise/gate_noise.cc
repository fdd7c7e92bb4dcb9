// The channel of one gate: depolarizing, then relaxation, then over-rotation, with exactly the reported average gate
// infidelity. Used by the noise model and by tests. Knows no machine.

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>

#include <Eigen/Core>
#include <boost/math/tools/toms748_solve.hpp>
#include <fmt/format.h>

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

  int dimension() const { return 1 << coherence.size(); }
};

Channel relaxation_of(const std::optional<core::Coherence>& coherence, double duration_s) {
  return coherence ? relaxation_channel(*coherence, duration_s) : identity_channel(1);
}

Channel relaxation_of_all(const Gate& gate, double scale) {
  const double duration_s = gate.duration_s * scale;
  Channel all = relaxation_of(gate.coherence.front(), duration_s);
  for (const auto& next : gate.coherence.subspan(1)) all = tensor(relaxation_of(next, duration_s), all);
  return all;
}

/// Of relaxation scaled in time by `scale`, then over-rotation: tr(O R)/d^2, the product not formed.
double process_fidelity_at(const Gate& gate, double scale) {
  const Channel relaxation = relaxation_of_all(gate, scale);
  const auto trace = gate.over_rotation.superoperator.transpose().cwiseProduct(relaxation.superoperator).sum();
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

GateNoise noise_of(const Gate& gate, double target) {
  const int d = gate.dimension();
  const double full = process_fidelity_at(gate, 1);
  const double start = least_starting_fidelity(target, d);
  const double scale = full >= start ? 1 : scale_reaching(gate, start);
  const bool depolarizing = scale == 1 || start > target;
  const double lambda = depolarizing ? lambda_between(process_fidelity_at(gate, scale), target, d) : 0;
  const int qubits = static_cast<int>(gate.coherence.size());
  const Channel incoherent = compose(relaxation_of_all(gate, scale), depolarizing_channel(qubits, lambda));
  return {compose(gate.over_rotation, incoherent),
          scale,
          lambda,
          core::average_infidelity_from_process(1 - full, d),
          gate.duration_s * scale,
          {}};
}

}  // namespace

core::Result<GateNoise> gate_noise(double infidelity, double duration_s,
                                   std::span<const std::optional<core::Coherence>> coherence,
                                   const Eigen::MatrixXcd& over_rotation) {
  assert(coherence.size() == 1 || coherence.size() == 2);
  assert(duration_s >= 0);
  const int qubits = static_cast<int>(coherence.size());
  const Gate gate{coherence, duration_s,
                  over_rotation.size() == 0 ? identity_channel(qubits) : unitary_channel(over_rotation)};
  assert(gate.over_rotation.qubits == qubits);
  const double target = 1 - core::process_infidelity_from_average(infidelity, gate.dimension());
  QGAUGE_CHECK(check(gate, infidelity, target));
  GateNoise noise = noise_of(gate, target);
  noise.over_rotation = over_rotation;
  assert(is_cptp(noise.channel));
  return noise;
}

}  // namespace qgauge::noise
