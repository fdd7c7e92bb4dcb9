// What randomized benchmarking of one qubit and of a pair share: sequences of random Cliffords, their lengths, the
// counts that a removal of gates needs, and the fit. Private to the room. Must not know what runs the circuits.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
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

/// A native, scheduled batch of random sequences on `qubits` of the device, with counts. `protocol` names its random
/// streams.
core::Result<RbPlan> plan_sequences(const CliffordGroup& group, std::string_view protocol, std::vector<int> qubits,
                                    double expected_decay, const device::DeviceModel& model, const Options& options);

/// `circuit` in native gates, waits explicit, as every RB circuit is compiled.
core::Result<circuit::Circuit> compiled(const circuit::Circuit& circuit, const device::DeviceModel& model);

bool is_pulse(const circuit::Operation& operation);
bool is_entangler(const circuit::Operation& operation);

/// Survivals in the expected states against length, circuits of different target states pooled. Error: samples of
/// another plan.
core::Result<std::vector<figures::DecayPoint>> survivals(const RbPlan& plan, const execution::Samples& samples);
/// Fit with the asymptote 1/2^n of randomised target states. Error: no decay to fit.
core::Result<figures::DecayFit> fit_decay(const RbPlan& plan, std::span<const figures::DecayPoint> points);

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
