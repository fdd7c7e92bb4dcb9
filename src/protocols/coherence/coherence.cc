// Decays of a qubit alone: circuits, survivals and fits. See qgauge/protocols/coherence.hpp.
// Must not know what runs the circuits.
#include "qgauge/protocols/coherence.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "protocols/coherence/coherence.hpp"
#include "protocols/rb.hpp"

namespace qgauge::protocols {
namespace {

using circuit::GateKind;
using figures::Figure;
using std::numbers::pi;

/// Delays of the described time: most of what tells a decay lies between a tenth and two and a half of it.
constexpr double shortest = 0.1, longest = 2.5;
constexpr double units_per_time = 10;  // the fit counts delays in tenths of the described time

struct CoherenceSize {
  int delays;
  int repetitions;
  std::uint64_t shots;
};

CoherenceSize coherence_size(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {6, 3, 250};
    case Effort::standard:
      return {8, 4, 1000};
    case Effort::thorough:
      return {12, 8, 4000};
  }
  std::unreachable();
}

int variants_of(CoherenceKind kind) { return kind == CoherenceKind::ramsey ? 4 : 2; }

std::optional<double> described_time(CoherenceKind kind, const device::ModelQubit& qubit) {
  return kind == CoherenceKind::t1 ? qubit.t1_s : qubit.t2_s;
}

void append_relaxation(circuit::Circuit& circuit, double delay_s, int variant) {
  if (variant == 1) circuit.append(GateKind::x, 0);
  circuit.append(GateKind::delay, 0u, delay_s);
}

/// Two quarter turns and the half turn between them end in |0>; with half a turn about Z before the last, in |1>.
void append_echo(circuit::Circuit& circuit, double delay_s, int variant) {
  circuit.append(GateKind::sx, 0);
  circuit.append(GateKind::delay, 0u, delay_s / 2);
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::delay, 0u, delay_s / 2);
  if (variant == 1) circuit.append(GateKind::z, 0);
  circuit.append(GateKind::sx, 0);
}

void append_fringe(circuit::Circuit& circuit, double delay_s, int variant, double detuning_hz) {
  circuit.append(GateKind::sx, 0);
  circuit.append(GateKind::delay, 0u, delay_s);
  circuit.append(GateKind::rz, 0u, 2 * pi * detuning_hz * delay_s + variant * pi / 2);
  circuit.append(GateKind::sx, 0);
}

circuit::Circuit circuit_of(const CoherencePlan& plan, double delay_s, int variant) {
  circuit::Circuit circuit{1, {plan.qubit}, {}};
  switch (plan.kind) {
    case CoherenceKind::t1:
      append_relaxation(circuit, delay_s, variant);
      break;
    case CoherenceKind::t2_echo:
      append_echo(circuit, delay_s, variant);
      break;
    case CoherenceKind::ramsey:
      append_fringe(circuit, delay_s, variant, plan.detuning_hz);
      break;
  }
  circuit.measure_all();
  return circuit;
}

/// Delays with the number of the point that each repetition is.
std::size_t points_of(const CoherencePlan& plan) {
  return plan.delays_s.size() * static_cast<std::size_t>(plan.repetitions);
}

double delay_of(const CoherencePlan& plan, std::size_t point) {
  return plan.delays_s[point / static_cast<std::size_t>(plan.repetitions)];
}

double in_units(const CoherencePlan& plan, double delay_s) { return delay_s / plan.time_s * units_per_time; }

std::vector<figures::DecayPoint> pooled_survivals(const CoherencePlan& plan, const execution::Samples& samples) {
  std::vector<figures::DecayPoint> points;
  for (std::size_t k = 0; k < points_of(plan); ++k) {
    const execution::CircuitSamples &zero = samples.circuits[2 * k], &one = samples.circuits[2 * k + 1];
    points.push_back({in_units(plan, delay_of(plan, k)), execution::weight_of(zero, 0) + execution::weight_of(one, 1),
                      zero.shots + one.shots});
  }
  return points;
}

using Signal = std::vector<std::complex<double>>;

/// cos and sin of the phase, times what is left of it, with the detuning taken away.
Signal fringes(const CoherencePlan& plan, const execution::Samples& samples) {
  Signal signal;
  for (std::size_t k = 0; k < points_of(plan); ++k) {
    const auto ones = [&](std::size_t variant) {
      const execution::CircuitSamples& circuit = samples.circuits[4 * k + variant];
      return execution::weight_of(circuit, 1) / circuit.shots;
    };
    const std::complex<double> whole(ones(0) - ones(2), ones(3) - ones(1));
    signal.push_back(whole * std::polar(1.0, -2 * pi * plan.detuning_hz * delay_of(plan, k)));
  }
  return signal;
}

/// Phase and angular frequency by weighted least squares of the angles to a first guess; weights are those of angles at
/// equal noise, the squared lengths.
struct Rotation {
  double phase = 0;
  double rate = 0;
};

Rotation refined(const Rotation& guess, const CoherencePlan& plan, const Signal& signal, std::size_t count) {
  double w = 0, wt = 0, wtt = 0, wa = 0, wta = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const double t = in_units(plan, delay_of(plan, k)), weight = std::norm(signal[k]);
    const double angle = std::arg(signal[k] * std::polar(1.0, -(guess.phase + guess.rate * t)));
    w += weight, wt += weight * t, wtt += weight * t * t, wa += weight * angle, wta += weight * t * angle;
  }
  const double determinant = w * wtt - wt * wt;
  if (!(determinant > 0)) return guess;
  return {guess.phase + (wtt * wa - wt * wta) / determinant, guess.rate + (w * wta - wt * wa) / determinant};
}

/// From the shortest delays on, each longer one added where the guess already tells its whole turns.
Rotation rotation_of(const CoherencePlan& plan, const Signal& signal) {
  const auto step = static_cast<std::size_t>(plan.repetitions);
  Rotation rotation{std::arg(signal.front()), 0};
  for (std::size_t count = 2 * step; count <= signal.size(); count += step) {
    rotation = refined(rotation, plan, signal, count);
  }
  return refined(rotation, plan, signal, signal.size());
}

/// The part of the fringes along the fitted rotation, which is independent of the fit of the rotation in first order.
/// It is half a difference of two frequencies on either axis, as uncertain as a binomial of two circuits' shots.
std::vector<figures::DecayPoint> envelope(const CoherencePlan& plan, const execution::Samples& samples) {
  const Signal signal = fringes(plan, samples);
  const Rotation rotation = rotation_of(plan, signal);
  std::vector<figures::DecayPoint> points;
  for (std::size_t k = 0; k < signal.size(); ++k) {
    const double t = in_units(plan, delay_of(plan, k)), shots = 2 * samples.circuits[4 * k].shots;
    const double along = (signal[k] * std::polar(1.0, -(rotation.phase + rotation.rate * t))).real();
    points.push_back({t, shots * std::clamp((1 + along) / 2, 0.0, 1.0), shots});
  }
  return points;
}

bool is_complete(const CoherencePlan& plan, const execution::Samples& samples) {
  return samples.circuits.size() == points_of(plan) * static_cast<std::size_t>(variants_of(plan.kind)) &&
         std::ranges::all_of(samples.circuits, [](const auto& circuit) { return circuit.shots > 0; });
}

std::string method_of(CoherenceKind kind) {
  switch (kind) {
    case CoherenceKind::t1:
      return "decay of |1> and |0>, pooled";
    case CoherenceKind::t2_echo:
      return "Hahn echo, both last pulses pooled";
    case CoherenceKind::ramsey:
      return "Ramsey fringes at four phases, envelope";
  }
  std::unreachable();
}

Figure missing(const CoherencePlan& plan, const std::string& why) {
  Figure figure = figures::missing_figure(std::string(figure_name(plan.kind)), figures::Origin::simulated, why);
  figure.method = method_of(plan.kind);
  return figure;
}

/// T = -unit / ln p, ends likewise: the interval of the decay a unit carries over.
Figure time_figure(const CoherencePlan& plan, const figures::DecayFit& fit) {
  const double unit = plan.time_s / units_per_time, half = fit.t_quantile * fit.decay_sigma;
  if (!(fit.decay - half > 0) || !(fit.decay + half < 1))
    return missing(plan, "the delays do not tell the decay's time");
  const auto time = [&](double decay) { return -unit / std::log(decay); };
  const double value = time(fit.decay), log_decay = std::log(fit.decay);
  Figure figure = figures::sampled_figure(std::string(figure_name(plan.kind)), value,
                                          unit * fit.decay_sigma / (fit.decay * log_decay * log_decay),
                                          figures::Origin::simulated, method_of(plan.kind));
  figure.low = time(fit.decay - half);
  figure.high = time(fit.decay + half);
  return figure;
}

}  // namespace

std::string_view figure_name(CoherenceKind kind) {
  switch (kind) {
    case CoherenceKind::t1:
      return "t1.t1_s";
    case CoherenceKind::t2_echo:
      return "t2_echo.t2_s";
    case CoherenceKind::ramsey:
      return "ramsey.t2_star_s";
  }
  std::unreachable();
}

core::Result<CoherencePlan> plan_coherence(CoherenceKind kind, const device::DeviceModel& model, int qubit,
                                           const Options& options) {
  const device::ModelQubit& described = model.qubits[static_cast<std::size_t>(qubit)];
  const std::optional<double> time_s = described_time(kind, described);
  if (!described.gate || !time_s) {
    return core::unusable(fmt::format("qubit {}", qubit), "no pulse or no time to choose delays by",
                          kind == CoherenceKind::t1 ? "a pulse and T1" : "a pulse and T2");
  }
  const CoherenceSize size = coherence_size(options.effort);
  const std::string name(figure_name(kind));
  CoherencePlan plan{kind, qubit, *time_s, 0, {}, size.repetitions, {}};
  if (kind == CoherenceKind::ramsey) plan.detuning_hz = 1 / *time_s;
  plan.batch = {{}, size.shots, options.seed, core::domain_of(name, {&qubit, 1}), {}};
  for (int k = 0; k < size.delays; ++k) {
    plan.delays_s.push_back(*time_s * shortest * std::pow(longest / shortest, k / (size.delays - 1.0)));
  }
  for (std::size_t point = 0; point < points_of(plan); ++point) {
    for (int variant = 0; variant < variants_of(kind); ++variant) {
      QGAUGE_TRY(circuit::Circuit native, compiled(circuit_of(plan, delay_of(plan, point), variant), model));
      plan.batch.circuits.push_back(std::move(native));
    }
  }
  return plan;
}

core::Result<std::vector<Figure>> estimate_coherence(const CoherencePlan& plan, const execution::Samples& samples) {
  if (!is_complete(plan, samples)) {
    return core::unusable("samples", fmt::format("{} circuits", samples.circuits.size()),
                          fmt::format("the {} of the plan, with shots",
                                      points_of(plan) * static_cast<std::size_t>(variants_of(plan.kind))),
                          "use the counts of this plan's circuits");
  }
  const auto points = plan.kind == CoherenceKind::ramsey ? envelope(plan, samples) : pooled_survivals(plan, samples);
  const auto fit = figures::fit_decay(points, 0.5);
  Figure figure = fit ? time_figure(plan, *fit) : missing(plan, fit.error().message);
  figure.reported = plan.time_s;
  figure.samples = plan.batch.shots * samples.circuits.size();
  figure.subject = figures::FigureSubject{{plan.qubit}, "delay"};
  return std::vector{figure};
}

}  // namespace qgauge::protocols
