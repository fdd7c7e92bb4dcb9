// From a machine's model to the channels of all its gates. Used by the simulator and by assess.
// Knows no circuit; how a channel meets its reported error stands in gate_noise.cc.

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <string>
#include <utility>

#include <Eigen/Core>
#include <fmt/format.h>

#include "noise/model_findings.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

std::optional<core::Coherence> coherence_of(const device::ModelQubit& qubit) {
  constexpr double never = std::numeric_limits<double>::infinity();
  if (!qubit.t1_s && !qubit.t2_s) return std::nullopt;
  const double t1_s = qubit.t1_s.value_or(never);
  return core::Coherence{t1_s, std::min(qubit.t2_s.value_or(never), 2 * t1_s)};
}

Readout readout_of(const device::ModelQubit& qubit) {
  return {qubit.p1_given_0.value_or(0), qubit.p0_given_1.value_or(0)};
}

/// A gate of a machine, one- or two-qubit, as the noise model needs it.
struct GateReport {
  std::string where;
  circuit::GateKind kind;
  double over_rotation_rad;
  GateNoiseInput input;
};

core::Result<GateNoise> build(GateReport gate, GateTally& tally) {
  GateNoiseInput& input = gate.input;
  if (gate.over_rotation_rad != 0) input.over_rotation = over_rotation_unitary(gate.kind, gate.over_rotation_rad);
  auto noise = gate_noise(input);
  if (!noise) {
    noise.error().where = gate.where;
    return noise;
  }
  const bool relaxes = std::ranges::any_of(input.coherence, [](const auto& known) { return known.has_value(); });
  tally.add(gate.where, input, *noise, relaxes && input.duration_s == 0);
  return noise;
}

/// The figures of a two-qubit gate without the one-qubit gates that they hold.
struct TwoQubitFigures {
  double infidelity;
  std::optional<double> simultaneous;
};

/// `pulses` of each qubit, on average over the benchmark's one-qubit gates.
TwoQubitFigures without_one_qubit_gates(const TwoQubitFigures& figures, const GateNoise& first, const GateNoise& second,
                                        double pulses) {
  const auto fidelity = [&](const GateNoise& pulse) { return 1 - pulses * (1 - process_fidelity(pulse.channel)); };
  const auto alone = [&](double figure) {
    return infidelity_without_one_qubit_gates(figure, fidelity(first), fidelity(second));
  };
  return {alone(figures.infidelity), figures.simultaneous ? std::optional(alone(*figures.simultaneous)) : std::nullopt};
}

/// `first` and `second` are the pulses on its qubits, null where there are none.
core::Result<GateNoise> build_two_qubit(GateReport report, const device::TwoQubitGate& gate, const GateNoise* first,
                                        const GateNoise* second, GateTally& tally) {
  TwoQubitFigures figures{gate.infidelity, gate.simultaneous_infidelity};
  const double pulses = pulses_in_figure(gate.metric);
  if (pulses > 0 && first != nullptr && second != nullptr) {
    figures = without_one_qubit_gates(figures, *first, *second, pulses);
    tally.add_removed(report.where, gate.infidelity, figures.infidelity);
    figures.infidelity = std::max(0.0, figures.infidelity);
  }
  report.input.infidelity = figures.infidelity;
  QGAUGE_TRY(GateNoise noise, build(std::move(report), tally));
  if (figures.simultaneous) {
    noise.crosstalk_lambda = lambda_between_infidelities(figures.infidelity, *figures.simultaneous);
  }
  return noise;
}

/// The same channel with its operands named in the other order.
GateNoise swapped(GateNoise noise) {
  noise.channel = exchanged(noise.channel);
  constexpr std::array<Eigen::Index, 4> other_order{0, 2, 1, 3};
  if (noise.over_rotation.size() > 0) noise.over_rotation = noise.over_rotation(other_order, other_order).eval();
  return noise;
}

}  // namespace

core::Result<NoiseModel> NoiseModel::from(const device::DeviceModel& model, std::vector<core::Finding>& findings) {
  NoiseModel noise;
  for (const device::ModelQubit& qubit : model.qubits) {
    noise.coherence_.push_back(coherence_of(qubit));
    noise.readout_.push_back(readout_of(qubit));
  }
  report_qubit_defaults(model, findings);
  QGAUGE_CHECK(noise.add_one_qubit_gates(model, findings));
  QGAUGE_CHECK(noise.add_two_qubit_gates(model, findings));
  noise.add_interactions(model);
  return noise;
}

core::Status NoiseModel::add_one_qubit_gates(const device::DeviceModel& model, std::vector<core::Finding>& findings) {
  GateTally tally("one-qubit gates");
  one_qubit_.resize(model.qubits.size());
  for (std::size_t qubit = 0; qubit < model.qubits.size(); ++qubit) {
    const auto& gate = model.qubits[qubit].gate;
    if (!gate) continue;
    GateReport report{fmt::format("one-qubit gate of qubit {}", label_of(model, static_cast<int>(qubit))),
                      circuit::GateKind::sx,
                      gate->over_rotation_rad,
                      {gate->infidelity, gate->duration_s, std::span(&coherence_[qubit], 1), {}, gate->leakage}};
    QGAUGE_TRY(one_qubit_[qubit], build(std::move(report), tally));
  }
  tally.report(findings);
  return {};
}

core::Status NoiseModel::add_two_qubit_gates(const device::DeviceModel& model, std::vector<core::Finding>& findings) {
  GateTally tally("two-qubit gates");
  // Validation lists the pairs of averages only up to some number; beyond, one coupling stands for all.
  const bool one_for_every_pair = model.averages_only && (model.all_to_all || model.couplings.size() == 1);
  for (const device::Coupling& coupling : model.couplings) {
    if (!coupling.gate || every_pair_) continue;
    const device::TwoQubitGate& gate = *coupling.gate;
    const std::array coherence{coherence_[gate.first], coherence_[gate.second]};
    GateReport report{
        fmt::format("{} on qubits {} and {}", gate.name, label_of(model, gate.first), label_of(model, gate.second)),
        gate.kind,
        gate.over_rotation_rad,
        {gate.infidelity, gate.duration_s, coherence, {}, gate.leakage}};
    QGAUGE_TRY(GateNoise noise,
               build_two_qubit(std::move(report), gate, one_qubit(gate.first), one_qubit(gate.second), tally));
    if (one_for_every_pair) {
      every_pair_ = std::move(noise);
    } else {
      store(gate, std::move(noise));
    }
  }
  tally.report(findings);
  return {};
}

void NoiseModel::add_interactions(const device::DeviceModel& model) {
  for (const device::ModelQubit& qubit : model.qubits) preparation_error_.push_back(qubit.preparation_error);
  all_coupled_ = model.all_to_all || every_pair_.has_value();
  for (const device::Coupling& coupling : model.couplings) {
    if (all_coupled_) break;
    coupled_.insert({coupling.a, coupling.b});
    coupled_.insert({coupling.b, coupling.a});
  }
  for (const device::ZzCoupling& zz : model.zz) zz_hz_[{zz.a, zz.b}] = zz_hz_[{zz.b, zz.a}] = zz.zeta_hz;
  memory_error_per_layer_ = model.memory_error_per_layer.value_or(0);
  rzz_base_ = model.rzz_error_base.value_or(1);
  gate_zones_ = model.gate_zones.value_or(1);
}

void NoiseModel::store(const device::TwoQubitGate& gate, GateNoise noise) {
  two_qubit_.emplace(std::pair(gate.second, gate.first), swapped(noise));
  two_qubit_.emplace(std::pair(gate.first, gate.second), std::move(noise));
}

const GateNoise* NoiseModel::one_qubit(int qubit) const {
  assert(qubit >= 0 && qubit < qubits());
  const auto& noise = one_qubit_[qubit];
  return noise ? &*noise : nullptr;
}

const GateNoise* NoiseModel::two_qubit(int first, int second) const {
  assert(first >= 0 && first < qubits() && second >= 0 && second < qubits());
  if (every_pair_) return first == second ? nullptr : &*every_pair_;
  const auto found = two_qubit_.find({first, second});
  return found == two_qubit_.end() ? nullptr : &found->second;
}

void NoiseModel::scale_rzz_error(double base) {
  assert(base >= 0 && base <= 1);
  rzz_base_ = base;
}

core::Result<GateNoise> NoiseModel::rzz_at(int first, int second, double angle_rad) const {
  const GateNoise* full = two_qubit(first, second);
  assert(full != nullptr);
  const double turned = std::abs(std::remainder(angle_rad, std::numbers::pi)) / (std::numbers::pi / 2);
  const double share = rzz_base_ + (1 - rzz_base_) * turned;
  if (share == 1) return *full;
  GateNoiseInput input{
      average_infidelity(full->channel) * share, full->duration_s, {}, full->over_rotation, full->leakage * share};
  const std::array coherence{coherence_[first], coherence_[second]};
  input.coherence = coherence;
  for (std::complex<double>& entry : input.over_rotation.reshaped()) {
    if (entry != 0.0) entry = std::polar(1.0, std::arg(entry) * share);
  }
  QGAUGE_TRY(GateNoise noise, gate_noise(input));
  noise.crosstalk_lambda = full->crosstalk_lambda * share;
  return noise;
}

Channel NoiseModel::idle(int qubit, double duration_s) const {
  assert(qubit >= 0 && qubit < qubits());
  const auto& coherence = coherence_[qubit];
  return coherence ? relaxation_channel(*coherence, duration_s) : identity_channel(1);
}

const std::optional<core::Coherence>& NoiseModel::coherence(int qubit) const {
  assert(qubit >= 0 && qubit < qubits());
  return coherence_[qubit];
}

Readout NoiseModel::readout(int qubit) const {
  assert(qubit >= 0 && qubit < qubits());
  return readout_[qubit];
}

double NoiseModel::zz_hz(int a, int b) const {
  const auto found = zz_hz_.find({a, b});
  return found == zz_hz_.end() ? 0 : found->second;
}

double NoiseModel::memory_share(int pairs) const {
  const auto rounds = [this](int of) { return (of + gate_zones_ - 1) / gate_zones_; };
  return static_cast<double>(rounds(pairs)) / std::max(rounds(qubits() / 2), 1);
}

double NoiseModel::preparation_error(int qubit) const {
  assert(qubit >= 0 && qubit < qubits());
  return preparation_error_[qubit];
}

bool NoiseModel::coupled(int a, int b) const { return a != b && (all_coupled_ || coupled_.contains({a, b})); }

bool NoiseModel::acts_between_gates(std::span<const int> register_qubits) const {
  if (memory_error_per_layer_ > 0 && register_qubits.size() > 2) return true;
  for (std::size_t i = 0; i < register_qubits.size(); ++i) {
    const int a = register_qubits[i];
    if (preparation_error(a) > 0) return true;
    for (const int b : register_qubits.first(i)) {
      const GateNoise* gate = register_qubits.size() > 3 ? two_qubit(a, b) : nullptr;
      if (zz_hz(a, b) != 0 || (gate != nullptr && gate->crosstalk_lambda > 0)) return true;
    }
  }
  return false;
}

}  // namespace qgauge::noise
