// assess: the way of the data as library calls, from a description to a report. Does no I/O: files are read by device
// and thresholds before, written by report after. Used by cli.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "qgauge/assess/compare.hpp"
#include "qgauge/core.hpp"
#include "qgauge/device.hpp"
#include "qgauge/protocols.hpp"
#include "qgauge/report.hpp"
#include "qgauge/thresholds.hpp"

namespace qgauge::assess {

/// Called from one thread at a time with the work done and the work there is.
using Progress = std::function<void(std::string_view step, std::size_t done, std::size_t total)>;

struct Options {
  std::uint64_t seed = 1;
  int threads = 1;
  protocols::Effort effort = protocols::Effort::standard;
  std::vector<std::string> protocols;   ///< none: those of protocol_list() that the effort runs unasked
  std::vector<int> chain_lengths = {};  ///< of layer fidelities, see protocols::Options
  std::vector<int> widths = {};         ///< of circuits, see protocols::Options
  thresholds::Question question;
  /// Relative standard uncertainty (0.2 for 20 %) of every reported or derived figure that is no count and whose source
  /// gives none: one common error of the figure, such as of a machine's mean, and not one of each coupling. Intervals
  /// are cut at what a figure can be.
  std::optional<double> assume_sigma = {};
  Progress progress;
};

std::string_view version();

/// Reported and derived figures; no simulation, no verdicts.
core::Result<report::Report> describe(const device::DeviceDescription& description, const Options& options);
/// describe, and the protocols of `options` run on the model.
core::Result<report::Report> measure(const device::DeviceDescription& description, const Options& options);
/// describe, and verdicts from reported figures.
core::Result<report::Report> check(const device::DeviceDescription& description, const thresholds::RuleBook& rules,
                                   const Options& options);
/// measure and check in one.
core::Result<report::Report> assess(const device::DeviceDescription& description, const thresholds::RuleBook& rules,
                                    const Options& options);

/// One snapshot of a machine; `path` is the caller's name for it, which messages and the report use.
struct Snapshot {
  std::string path;
  device::DeviceDescription description;
};
struct NamedReport {
  std::string path;
  report::Report report;
};

/// assess of each snapshot, joined by history_of. What keeps them from being one history is said before anything runs.
core::Result<report::Report> assess_history(const std::vector<Snapshot>& snapshots, const thresholds::RuleBook& rules,
                                            const Options& options);
/// At least one report, in any order, each of one snapshot: the report of the latest with report::History, or the one
/// as it is. Errors: different machines, a snapshot without a date, two of one day; they name the paths.
core::Result<report::Report> history_of(std::vector<NamedReport> snapshots);

/// A claim NAME=VALUE. VALUE: a number, "number±sigma", either with a unit ("600 uW"), or a word (paradigm=annealing),
/// true or false.
struct Claim {
  std::string name;
  std::string value;
};
/// Verdicts on bare claims. item_kind=KIND: a component of that kind with the parameters of components.hpp. Else a
/// complete gate-model computer of fully controlled qubits; every default is an assumption.
core::Result<report::Report> check_claims(const std::vector<Claim>& claims, const thresholds::RuleBook& rules,
                                          const Options& options);
/// Verdicts on the figures of a stored report; of a history, on those of its latest snapshot.
core::Result<report::Report> check_report(const report::Report& stored, const thresholds::RuleBook& rules,
                                          const Options& options);

}  // namespace qgauge::assess
