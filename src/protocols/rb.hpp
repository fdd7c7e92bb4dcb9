// What randomized benchmarking of one qubit and of a pair share: sequences of random Cliffords, their lengths, the
// counts that a removal of gates needs, and the fit. Private to the room. Must not know what runs the circuits.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/clifford.hpp"
#include "qgauge/protocols.hpp"
#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// Lengths and, of each, circuits; shots a circuit; and the most Cliffords that all circuits may hold together.
struct RbSize {
  int lengths;
  int circuits_per_length;
  std::uint64_t shots;
  std::int64_t most_cliffords;
};
RbSize rb_size(Effort effort, int qubits);

/// Ascending numbers of Cliffords, each twice the one before, up to where `decay`^m has fallen to e^-1.5, as far as the
/// size allows.
std::vector<int> rb_lengths(double decay, const RbSize& size);

/// What the sequences of a plan are, but for chance. Circuits are a multiple of lengths times target states.
struct RbShape {
  std::string protocol;  ///< names the random streams
  std::vector<int> lengths;
  int circuits = 0;
  std::uint64_t shots = 0;  ///< a circuit, where readout is perfect
};
RbShape rb_shape(std::string_view protocol, const RbSize& size, double decay, int qubits);

/// Makes the circuit of one sequence, not compiled, on the register of the plan: `length` steps that end in `target`.
using MakeSequence = std::function<circuit::Circuit(int length, std::uint64_t target, core::Random&)>;
/// Uniformly random Cliffords and the inverse of their product; `interleaved`, a Clifford gate on register qubits,
/// behind each but the inverse.
MakeSequence clifford_sequences(const CliffordGroup& group,
                                const std::optional<circuit::Operation>& interleaved = std::nullopt);

/// A native, scheduled batch of random sequences on `qubits` of the device, with counts.
core::Result<RbPlan> plan_sequences(const MakeSequence& make, const RbShape& shape, std::vector<int> qubits,
                                    const device::DeviceModel& model, const Options& options);

/// Of a qubit's random Clifford, or a pair's, as the description predicts it: for the choice of lengths only. Error: no
/// calibrated gate.
core::Result<double> expected_decay_1q(const device::DeviceModel& model, int qubit);
core::Result<double> expected_decay_2q(const device::DeviceModel& model, const device::Coupling& coupling);
/// The plan of a qubit or a pair with everything that its estimate needs. Error: no calibrated gate.
core::Result<RbPlan> plan_qubit(const device::DeviceModel& model, int qubit, const RbShape& shape,
                                const Options& options);
core::Result<RbPlan> plan_pair(const device::DeviceModel& model, const device::Coupling& coupling, const RbShape& shape,
                               const Options& options,
                               const std::optional<circuit::Operation>& interleaved = std::nullopt);

/// The Clifford gate like C-NOT of a pair, on register qubits 0 (coupling.a) and 1: the native one (of one with an
/// angle, pi/2), or a CX where the native gate is not like it.
circuit::Operation cnot_like_gate(const device::Coupling& coupling);

/// `circuit` in native gates, waits explicit, as every RB circuit is compiled.
core::Result<circuit::Circuit> compiled(const circuit::Circuit& circuit, const device::DeviceModel& model);

bool is_pulse(const circuit::Operation& operation);
bool is_entangler(const circuit::Operation& operation);

/// Survivals in the expected states against length, circuits of different target states pooled. Error: samples of
/// another plan.
core::Result<std::vector<figures::DecayPoint>> survivals(const RbPlan& plan, const execution::Samples& samples);
/// Fit with the asymptote 1/2^n of randomised target states. Error: no decay to fit.
core::Result<figures::DecayFit> fit_decay(const RbPlan& plan, std::span<const figures::DecayPoint> points);

/// "q3" or "q3-q4".
std::string name_of(const std::vector<int>& qubits);

/// The figures of a plan whose survivals show no decay: each missing, and why.
std::vector<figures::Figure> missing_figures(std::span<const std::string_view> names, const RbPlan& plan,
                                             const core::Error& error);

/// The figure of a plan's subject: value +- t sigma of the fit.
figures::Figure rb_figure(std::string_view name, double value, double sigma, const RbPlan& plan,
                          const figures::DecayFit& fit);

/// The plan as an experiment of one qubit or pair; `estimate` gets the plan without its circuits' operations.
using EstimateRb = std::function<core::Result<std::vector<figures::Figure>>(const RbPlan&, const execution::Samples&)>;
Experiment rb_experiment(RbPlan plan, EstimateRb estimate);

/// The pulse of a qubit as benchmarked before, or as described where it was not or gave nothing.
OneQubitPart one_qubit_part(const Setting& setting, int qubit);

}  // namespace qgauge::protocols
