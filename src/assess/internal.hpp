// The steps that assess is made of, each from values to values. Private to the room.
#pragma once

#include <vector>

#include "qgauge/assess.hpp"
#include "qgauge/device.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/noise.hpp"
#include "qgauge/report.hpp"
#include "qgauge/subject.hpp"

namespace qgauge::assess {

/// Values of a population whose members may be unknown; `sigma` of each is 0 where the source gives none. `joining` are
/// known values of members that belong to the population only if the unknown ones work.
struct Population {
  std::vector<double> values;
  std::vector<double> sigmas;
  int unknown = 0;
  std::vector<double> joining = {};
  bool replaceable = false;  ///< the unknown members may form the population without the known ones
};

/// Average C-NOT infidelity of a coupling's native gate, by the number of uses that one C-NOT takes.
double cnot_infidelity(const device::TwoQubitGate& gate);

/// The working qubits, over which one-qubit figures are averaged; where none is known to be working, those that may be;
/// of an averages-only machine the representative.
std::vector<int> averaged_qubits(const device::DeviceModel& model);

/// The couplings of the connected component: calibrated ones by value, the others counted as unknown. Unknown are also
/// those that join the component only if every unknown coupling works (see ARCHITECTURE.md).
Population cnot_population(const device::DeviceModel& model);

/// Figures that the description reports or that follow from it without simulation: counts, error aggregates, coherence,
/// published figures, and one entry a qubit and a coupling.
std::vector<figures::Figure> reported_figures(const device::DeviceDescription& description,
                                              const device::DeviceModel& model);

/// What the protocols found: figures per subject and aggregated, and their raw samples.
struct Measured {
  std::vector<figures::Figure> figures;
  std::vector<store::Table> samples;
};
core::Result<Measured> run_protocols(const device::DeviceModel& model, const noise::NoiseModel& noise,
                                     const Options& options);

/// Name, date and source of a machine, as its description has them.
report::DeviceSummary summary_of(const device::DeviceDescription& description);

/// The report of the latest snapshot of a history; any other report as it is.
report::Report latest_of(report::Report report);

/// Version, seed, target, threads and date of a run; no inputs, no time.
report::Provenance provenance_of(const Options& options);

/// What the rules may see of a machine.
subject::Subject subject_of(const device::DeviceModel& model, const std::vector<figures::Figure>& figures);

}  // namespace qgauge::assess
