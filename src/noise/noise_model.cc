// From a machine's model to the channels of all its gates. Used by the simulator and by assess.
// Knows no circuit; how a channel meets its reported error stands in gate_noise.cc.

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
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
  double infidelity;
  double duration_s;  ///< 0: the source gives none
  double over_rotation_rad;
};

core::Result<GateNoise> build(const GateReport& gate, std::span<const std::optional<core::Coherence>> coherence,
                              GateTally& tally) {
  const Eigen::MatrixXcd over_rotation =
      gate.over_rotation_rad == 0 ? Eigen::MatrixXcd{} : over_rotation_unitary(gate.kind, gate.over_rotation_rad);
  auto noise = gate_noise(gate.infidelity, gate.duration_s, coherence, over_rotation);
  if (!noise) {
    noise.error().where = gate.where;
    return noise;
  }
  const bool relaxes = std::ranges::any_of(coherence, [](const auto& known) { return known.has_value(); });
  tally.add(gate.where, gate.infidelity, *noise, relaxes && gate.duration_s == 0);
  return noise;
}

/// The same channel with its operands named in the other order.
GateNoise swapped(GateNoise noise) {
  const auto swap = [](Eigen::Index bits) { return (bits & 1) << 1 | bits >> 1; };
  std::array<Eigen::Index, 16> at{};
  for (Eigen::Index k = 0; k < 16; ++k) at[k] = swap(k & 3) | swap(k >> 2) << 2;
  noise.channel.superoperator = noise.channel.superoperator(at, at).eval();
  constexpr std::array<Eigen::Index, 4> exchanged{0, 2, 1, 3};
  if (noise.over_rotation.size() > 0) noise.over_rotation = noise.over_rotation(exchanged, exchanged).eval();
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
  return noise;
}

core::Status NoiseModel::add_one_qubit_gates(const device::DeviceModel& model, std::vector<core::Finding>& findings) {
  GateTally tally("one-qubit gates");
  one_qubit_.resize(model.qubits.size());
  for (std::size_t qubit = 0; qubit < model.qubits.size(); ++qubit) {
    const auto& gate = model.qubits[qubit].gate;
    if (!gate) continue;
    const GateReport report{fmt::format("one-qubit gate of qubit {}", label_of(model, static_cast<int>(qubit))),
                            circuit::GateKind::sx, gate->infidelity, gate->duration_s, gate->over_rotation_rad};
    QGAUGE_TRY(one_qubit_[qubit], build(report, std::span(&coherence_[qubit], 1), tally));
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
    const GateReport report{
        fmt::format("{} on qubits {} and {}", gate.name, label_of(model, gate.first), label_of(model, gate.second)),
        gate.kind, gate.infidelity, gate.duration_s, gate.over_rotation_rad};
    const std::array coherence{coherence_[gate.first], coherence_[gate.second]};
    QGAUGE_TRY(GateNoise noise, build(report, coherence, tally));
    if (one_for_every_pair) {
      every_pair_ = std::move(noise);
    } else {
      store(gate, std::move(noise));
    }
  }
  tally.report(findings);
  return {};
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

}  // namespace qgauge::noise
