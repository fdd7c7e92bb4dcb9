// The one form of every protocol on a machine: experiments that are planned, run and estimated one by one, and what all
// of them together say. Made by each protocol, run by assess, written to files and read back with recorded counts by
// cli. Knows no simulator and no noise model.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/device.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/protocols.hpp"

namespace qgauge::protocols {

/// Over what figures of single qubits and pairs are averaged.
struct Population {
  std::set<int> qubits;       ///< of figures of one qubit
  std::set<int> connected;    ///< between which figures of pairs are
  int unknown_couplings = 0;  ///< that belong to the pairs and have no calibration
};

/// What a protocol may use.
struct Setting {
  const device::DeviceModel& model;
  Options options;
  Population population;
  /// Exact outcomes of circuits without noise: for protocols that compare with them.
  const execution::Executor& ideal;
  /// What earlier protocols found on this machine.
  std::vector<figures::Figure> known = {};
  /// Figures that the source publishes with the qubits they were measured on.
  std::vector<device::PublishedFigure> published = {};
};

/// A number that an experiment has, or one of each of its circuits: a column of its raw samples.
struct Label {
  std::string name;
  double value;
};
struct CircuitLabel {
  std::string name;
  std::vector<double> values;
};

/// Circuits that run together, and what their shots say.
struct Experiment {
  std::string name;  ///< unique within the protocol; letters, digits, '-' and '_'
  execution::CircuitBatch batch;
  std::vector<Label> labels;
  std::vector<CircuitLabel> circuit_labels;
  /// Figures of origin `simulated` (whoever has recorded counts says `measured`); missing ones, with the reason, where
  /// the samples show nothing. Error: samples of other circuits.
  std::function<core::Result<std::vector<figures::Figure>>(const execution::Samples&)> estimate;
};

using FigureLists = std::vector<std::vector<figures::Figure>>;

/// A protocol on a machine. `experiments` make their circuits only when called, because those of a whole machine are
/// large; each call gives the same, from several threads too. `summarise` takes the figures of all experiments in their
/// order and gives those of the report: aggregates first, entries of single qubits and pairs behind.
struct Work {
  std::vector<std::function<core::Result<Experiment>()>> experiments;
  std::function<std::vector<figures::Figure>(FigureLists)> summarise;
};

/// One list after the other, as they are.
std::vector<figures::Figure> joined(FigureLists figures);

/// For each of `names` ("rb.cnot_infidelity.isolated") its population mean, called name.mean, with the means of truths
/// and of reported values; then all figures. Members without a value count as unknown; where there is none at all the
/// mean is missing.
std::vector<figures::Figure> with_means(FigureLists figures, const std::vector<std::string>& names,
                                        const Population& population);

/// Qubits with a calibrated pulse; of an averages-only machine the representative.
std::vector<int> usable_qubits(const device::DeviceModel& model);
/// Of those, the ones whose readout errors are known.
std::vector<int> readable_qubits(const device::DeviceModel& model);
/// Couplings with a calibrated gate between qubits with calibrated pulses, as indices; of an averages-only machine the
/// representative.
std::vector<int> usable_couplings(const device::DeviceModel& model);

}  // namespace qgauge::protocols
