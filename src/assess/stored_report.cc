// Verdicts on the figures of a stored report: its machine as far as figures tell, no simulation.
// Called by cli. Components have no figures in a report; what that leaves open is said.

#include <algorithm>
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

/// Couplings and their errors from the entries of a stored report. A coupling that cannot be used has no bounds.
subject::CouplingGraph graph_of(const std::vector<Figure>& figures) {
  const std::set<int> calibrated = calibrated_qubits(figures);
  subject::CouplingGraph graph;
  for (const Figure& figure : figures) {
    if (figure.name != "cnot_infidelity" || !figure.subject || figure.subject->qubits.size() != 2) continue;
    const int a = figure.subject->qubits[0], b = figure.subject->qubits[1];
    graph.qubits = std::max({graph.qubits, a + 1, b + 1});
    if (!figure.value && !figure.low) continue;
    const bool known = calibrated.contains(a) && calibrated.contains(b);
    graph.edges.push_back({a, b, known ? figure.value : std::nullopt});
  }
  return graph;
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
  const subject::CouplingGraph graph = graph_of(stored.figures);
  if (!graph.edges.empty()) add_graphs(graph, stored.figures, subject);
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
  QGAUGE_TRY(report.verdicts, verdicts_on({machine_item(subject_of(report), options)}, rules, options));
  return report;
}

}  // namespace qgauge::assess
