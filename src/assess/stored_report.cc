// Verdicts on the figures of a stored report: its machine as far as figures tell, no simulation.
// Called by cli. Components have no figures in a report; what that leaves open is said.

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using figures::Figure;

/// Qubits whose pulse and readout are known.
std::set<int> calibrated_qubits(const std::vector<Figure>& figures) {
  std::set<int> pulsed, both;
  for (const Figure& figure : figures) {
    if (figure.name == "one_qubit_infidelity" && figure.subject) pulsed.insert(figure.subject->qubits.front());
  }
  for (const Figure& figure : figures) {
    if (figure.name != "assignment_error" || !figure.subject) continue;
    if (pulsed.contains(figure.subject->qubits.front())) both.insert(figure.subject->qubits.front());
  }
  return both;
}

bool is_of_coupling(const Figure& figure) {
  return figure.name == "cnot_infidelity" && figure.subject && figure.subject->qubits.size() == 2;
}

/// Couplings and their errors from the entries of a stored report. A coupling that cannot be used has no bounds.
subject::CouplingGraph graph_of(const std::vector<Figure>& figures) {
  const std::set<int> calibrated = calibrated_qubits(figures);
  std::set<int> uncalibrated;
  subject::CouplingGraph graph;
  for (const Figure& figure : figures) {
    if (!is_of_coupling(figure)) continue;
    const int a = figure.subject->qubits[0], b = figure.subject->qubits[1];
    graph.qubits = std::max({graph.qubits, a + 1, b + 1});
    if (!figure.value && !figure.low) continue;
    subject::Edge edge{a, b, std::nullopt, figure.value.value_or(0), deviation_of(figure)};
    if (calibrated.contains(a) && calibrated.contains(b)) edge.cnot_infidelity = figure.value;
    for (const int end : {a, b}) {
      if (!calibrated.contains(end)) uncalibrated.insert(end);
    }
    graph.edges.push_back(edge);
  }
  graph.uncalibrated.assign(uncalibrated.begin(), uncalibrated.end());
  return graph;
}

/// A report on averages has no entries of couplings. One error stands for all of them, so that nothing hangs on which
/// they are: as many connected qubits have connected subsets of every size.
subject::CouplingGraph graph_of_averages(const Figure& connected, const Figure& mean) {
  subject::CouplingGraph graph;
  graph.complete = true;
  graph.qubits = static_cast<int>(connected.high.value_or(0));
  graph.uniform_least = mean.value.value_or(0);
  if (connected.low == connected.high) {
    graph.uniform_infidelity = mean.value;
  } else {
    graph.uncalibrated.resize(static_cast<std::size_t>(graph.qubits));
    std::iota(graph.uncalibrated.begin(), graph.uncalibrated.end(), 0);
  }
  graph.common_sigma = relative_deviation_of(mean);
  return graph;
}

void add_graphs_of(const std::vector<Figure>& figures, subject::Subject& subject) {
  const Figure* connected = subject::find_figure(subject, "physical_qubits.connected");
  const Figure* mean = subject::find_figure(subject, "cnot_infidelity.mean");
  if (std::ranges::any_of(figures, is_of_coupling)) {
    add_graphs(graph_of(figures), figures, subject);
  } else if (connected && connected->high && mean) {
    add_average_graphs(graph_of_averages(*connected, *mean), subject);
  }
}

/// Components that the stored verdicts are about.
std::set<std::string> items_of(const report::Report& stored) {
  std::set<std::string> items;
  for (const thresholds::Verdict& verdict : stored.verdicts) {
    if (!verdict.item.empty()) items.insert(verdict.item);
  }
  return items;
}

}  // namespace

subject::Subject subject_of(const report::Report& stored) {
  subject::Subject subject = computer(stored.device.name, stored.device.paradigm, stored.figures);
  for (const core::Finding& finding : stored.findings) {
    if (finding.code == "overridden_value") subject.assumptions.push_back(finding.message);
  }
  add_graphs_of(stored.figures, subject);
  return subject;
}

core::Result<report::Report> check_report(const report::Report& given, const thresholds::RuleBook& rules,
                                          const Options& options) {
  report::Report report = latest_of(given);
  const std::set<std::string> items = items_of(report);
  if (report.figures.empty()) {
    return core::unusable(report.device.name, "a report without figures", "the figures of a machine",
                          "a report does not hold what verdicts on components rest on: check their description");
  }
  if (!items.empty()) {
    report.findings.push_back({"missing_quantity", report.device.name,
                               fmt::format("a report does not hold the parameters of components: without their "
                                           "description there is no verdict on {}",
                                           fmt::join(items, ", "))});
  }
  if (options.assume_sigma) assume_sigma(*options.assume_sigma, report.figures);
  const std::vector<report::InputFile> inputs = report.provenance.inputs;
  report.provenance = provenance_of(options);
  report.provenance.inputs = inputs;
  report.samples.clear();
  QGAUGE_CHECK(add_verdicts({machine_item(subject_of(report), options)}, rules, options, report));
  return report;
}

}  // namespace qgauge::assess
