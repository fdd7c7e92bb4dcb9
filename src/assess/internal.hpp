// The steps that assess is made of, each from values to values. Private to the room.
#pragma once

#include <vector>

#include "qgauge/assess.hpp"
#include "qgauge/device.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/noise.hpp"
#include "qgauge/protocols/experiment.hpp"
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
  std::vector<double> adjacent = {};  ///< those of `joining` that touch the population: its value counts them
  bool replaceable = false;           ///< the unknown members may form the population without the known ones
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
  std::vector<core::Finding> findings;  ///< of protocols that the machine lacks something for
};
core::Result<Measured> run_protocols(const device::DeviceModel& model, const noise::NoiseModel& noise,
                                     const std::vector<device::PublishedFigure>& published, const Options& options);
/// Whether a protocol is named or, where none is, runs unasked at this effort.
bool is_asked(const protocols::ProtocolSpec& protocol, const Options& options);

/// Over what figures of single qubits and pairs of a machine are averaged.
protocols::Population averaged_population(const device::DeviceModel& model);
/// Takes aggregate figures out of `reported` that a protocol gives too: what the source reports of them stands beside
/// the protocol's value.
/// A found one without a value gives way to a reported one of its name. Names of aggregates occur once.
void replace_reported(std::vector<figures::Figure>& found, std::vector<figures::Figure>& reported);

/// Name, date and source of a machine, as its description has them.
report::DeviceSummary summary_of(const device::DeviceDescription& description);

/// The report of the latest snapshot of a history; any other report as it is.
report::Report latest_of(report::Report report);

/// Version, seed, target, threads and date of a run; no inputs, no time.
report::Provenance provenance_of(const Options& options);

/// Whether a machine is described at all: a valid description may hold components alone.
bool is_machine(const device::DeviceDescription& description, const device::DeviceModel& model);

/// A computer of which these aggregate figures are known, without couplings.
subject::Subject computer(const std::string& name, const std::string& paradigm,
                          const std::vector<figures::Figure>& figures);
/// What the rules may see of a machine.
subject::Subject subject_of(const device::DeviceModel& model, const std::vector<figures::Figure>& figures);
/// What the rules may see of the machine of a stored report, as far as its figures tell.
subject::Subject subject_of(const report::Report& stored);
/// One standard deviation from all sources; 0 where none is stated. Relative: infinite of an uncertain 0.
double deviation_of(const figures::Figure& figure);
double relative_deviation_of(const figures::Figure& figure);
/// Whether a figure is an error of couplings, of one or over them, that a graph may hold.
bool is_of_couplings(std::string_view name);
/// `base` as "cnot_infidelity", and a graph of the same couplings for each other error that the figures of single pairs
/// give.
void add_graphs(const subject::CouplingGraph& base, const std::vector<figures::Figure>& figures,
                subject::Subject& subject);
/// The same of a machine of averages: the mean of a figure stands for every coupling; that of a chain's layers does
/// not.
void add_average_graphs(const subject::CouplingGraph& base, subject::Subject& subject);

/// What Options::assume_sigma makes of figures, as verdicts name it.
std::string sigma_assumption(double share);
/// Gives the assumed standard deviation to the aggregate figures of a machine that are open to it.
void assume_sigma(double share, std::vector<figures::Figure>& figures);
/// The same for the numbers of a component.
void assume_sigma(double share, subject::Subject& component);

/// One subject of a report under the name that its verdicts carry: empty for a machine.
struct Item {
  std::string name;
  subject::Subject subject;
  std::vector<std::string> unsourced = {};  ///< figures and parameters whose source has no address
};
/// An assumed standard deviation becomes an assumption of the verdicts; a component's numbers get it here.
Item machine_item(subject::Subject machine, const Options& options);
Item component_item(subject::Subject component, const Options& options);

/// Puts the verdicts on each item in turn into the report, and a finding for each that no rule was asked of. An entry
/// that is asked for by its number is asked of the items of its kind, or of all where there is none.
core::Status add_verdicts(const std::vector<Item>& items, const thresholds::RuleBook& rules, const Options& options,
                          report::Report& report);

/// Gives a figure with a value a standard deviation. Its interval is cut at what it can be, the deviation is not.
void set_deviation(figures::Figure& figure, double sigma, figures::Interval possible);

}  // namespace qgauge::assess
