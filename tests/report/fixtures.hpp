// Reports for tests: a full one, one with a history, one of a machine of which little is known, and one with verdicts
// of the bundled rules.
#pragma once

#include <string>
#include <vector>

#include "qgauge/report.hpp"

namespace qgauge::test {

inline core::Date day(int year, unsigned month, unsigned number) { return *core::Date::from(year, month, number); }

inline figures::Figure simulated_cnot_error() {
  auto figure = figures::sampled_figure("rb.cnot_infidelity.isolated.mean", 7.1932e-3, 8.7e-5,
                                        figures::Origin::simulated, "two-qubit randomized benchmarking");
  figure.uncertainty.description = 1.5e-4;
  figure.samples = 1'024'000;
  figure.truth = 7.21e-3;
  figure.reported = 6.5e-3;
  figure.assumptions = {"relaxation while idle follows the reported T1 and T2"};
  return figure;
}

inline figures::Figure pair_figure(int first, int second) {
  auto figure = figures::sampled_figure("rb.cnot_infidelity.isolated", 6.1e-3, 2e-4, figures::Origin::simulated, "RB");
  figure.subject = figures::FigureSubject{{first, second}, "cz"};
  figure.truth = 6.0e-3;
  return figure;
}

inline std::vector<figures::Figure> some_figures() {
  using figures::Origin;
  return {figures::exact_figure("physical_qubits.described", 156, Origin::reported, "rows of the file"),
          figures::bounded_figure("physical_qubits.connected", 129, 129, 133, Origin::derived, "connected component"),
          figures::exact_figure("cnot_infidelity.mean", 3.2e-3, Origin::derived, "mean of reported values"),
          figures::exact_figure("t1_s.median", 1.4312e-4, Origin::derived, "median of reported values"),
          simulated_cnot_error(),
          figures::missing_figure("t2_s.median", Origin::derived, "the source gives no T2"),
          pair_figure(12, 13),
          pair_figure(140, 141)};
}

inline thresholds::Reason step_reason() {
  thresholds::Reason count{.clause = "4A906.a.2",
                           .figure = "physical_qubits.connected",
                           .value = 129,
                           .low = 129,
                           .high = 133,
                           .relation = thresholds::Relation::at_least,
                           .limit = 100,
                           .met = true,
                           .text = "4A906.a.2: 129 connected qubits is at least 100",
                           .because = {}};
  thresholds::Reason error{.clause = "4A906.a.2",
                           .figure = "cnot_infidelity.mean",
                           .value = 3.2e-3,
                           .low = 3.2e-3,  // one end alone may be known
                           .high = {},
                           .relation = thresholds::Relation::at_most,
                           .limit = 1e-3,
                           .met = false,
                           .text = "4A906.a.2: the mean C-NOT error 3.2e-3 is above 1e-3",
                           .because = {}};
  return {.clause = "4A906.a.2",
          .figure = "",
          .value = {},
          .low = {},
          .high = {},
          .relation = {},
          .limit = {},
          .met = std::nullopt,
          .text = "4A906.a.2: 129 connected qubits is at least 100, but the mean C-NOT error 3.2e-3 is above 1e-3",
          .because = {count, error}};
}

inline thresholds::Verdict full_verdict() {
  return {.regime = "us-ear",
          .version = "2024-09-06",
          .text_read = "2026-06-25",
          .entry = "4A906.a",
          .item = "the chip of the machine",
          .as_of = day(2026, 1, 1),
          .exporter = "CA",
          .destination = "CH",
          .reading = {},
          .decision = thresholds::Decision::undetermined,
          .probability_controlled = 0.43,
          .licence = thresholds::Licence{thresholds::Licence::Statement::cannot_be_said,
                                         "the rules hold no exceptions for 4A906.a"},
          .conditional_on = {"the value of cnot_infidelity.mean is exact"},
          .reasons = {step_reason()},
          .margins = {{"cnot_infidelity.mean", 1e-3, 3.2, "the mean C-NOT error is 3.2 times the limit 1e-3"}},
          .counterfactuals = {{"cnot_infidelity.mean", 1e-3, thresholds::Decision::controlled,
                               "controlled if the mean C-NOT error falls by 69 % to 1e-3"}},
          .subset = thresholds::Subset{{3, 0, 1, 2, 7}, 9.5e-5, {{0, 1}, {1, 2}}},
          .assumptions = {"connected qubits are fully controlled"},
          .missing = {{"the C-NOT error of each coupling", "vendor"}},
          .tags = {"READ-P"},
          .source = "15 CFR Part 774, Supplement No. 1, ECCN 4A906.a"};
}

inline report::Provenance some_provenance() {
  return {.version = "0.1.0",
          .seed = 18446744073709551615u,
          .simd = "AVX2",
          .threads = 2,
          .elapsed_s = 12.34,
          .as_of = day(2026, 1, 1),
          .effort = "standard",
          .inputs = {{"devices/fez/properties.json", std::string(64, 'a')}}};
}

/// Every member holds something, and some of it is not ASCII.
inline report::Report full_report() {
  return {.device = {.name = "ibm_fez",
                     .vendor = "IBM",
                     .format = "ibm",
                     .as_of = day(2025, 2, 26),
                     .modality = "superconducting",
                     .paradigm = "gate_model",
                     .source = "Qiskit Runtime, \"fake\" providers; µ ± ü 量子",
                     .licence = "Apache-2.0"},
          .findings = {{"sentinel_value", "cz 3-4", "error = 1 marks a missing calibration"},
                       {"sentinel_value", "cz 5-6", "error = 1 marks a missing calibration"},
                       {"t2_exceeds_twice_t1", "qubit 7", "T2 = 410 µs, T1 = 200 µs"}},
          .figures = some_figures(),
          .verdicts = {full_verdict()},
          .provenance = some_provenance(),
          .samples = {{.path = "/samples/rb_2q/12_13", .columns = {"length"}, .values = {{1, 2, 4}}}}};
}

/// The full report as the latest of two snapshots.
inline report::Report historical_report() {
  report::Report report = full_report();
  const auto point = [](double value, double high) {
    return report::FigurePoint{value, value, high, figures::IntervalKind::bounds};
  };
  report.figures[1].kind = figures::IntervalKind::history;
  report.history = report::History{
      .snapshots = {{"old/fez.json", day(2025, 1, 22), "ibm_fez"}, {"new/fez.json", day(2025, 2, 26), "ibm_fez"}},
      .changes = {{.regime = "us-ear",
                   .entry = "4A906.a",
                   .reading = {},
                   .law = day(2026, 1, 1),
                   .date = day(2025, 2, 26),
                   .from = thresholds::Decision::controlled,
                   .to = thresholds::Decision::undetermined,
                   .item = "the chip of the machine"}},
      .figures = {{"physical_qubits.connected", "connected component", {point(131, 131), point(129, 133)}},
                  {"cnot_infidelity.mean", "mean of reported values", {{}, point(3.2e-3, 3.2e-3)}}}};
  return report;
}

/// A machine of which the source says next to nothing.
inline report::Report sparse_report() {
  using figures::Origin;
  report::Report report;
  report.device.paradigm = "analog";
  report.figures = {
      figures::missing_figure("physical_qubits.described", Origin::reported, "the source names no number of qubits"),
      figures::bounded_figure("cnot_infidelity.mean", {}, 0, 1, Origin::derived, "no error is reported")};
  report.figures.back().missing = "no C-NOT error is reported";
  report.provenance = some_provenance();
  return report;
}

/// A verdict on a ladder whose clauses begin with `entry`.
inline thresholds::Verdict ladder_verdict(const std::string& regime, const std::string& entry,
                                          const std::string& reading) {
  thresholds::Verdict verdict = full_verdict();
  verdict.regime = regime;
  verdict.entry = entry;
  verdict.item = {};
  verdict.licence = {};
  verdict.exporter = verdict.destination = {};
  verdict.reading = *thresholds::parse_reading(reading);
  verdict.decision = thresholds::Decision::not_controlled;
  verdict.probability_controlled = {};
  verdict.source = regime + ", the text";
  thresholds::Reason& step = verdict.reasons.front();
  step.met = false;
  for (thresholds::Reason* reason : {&step, &step.because[0], &step.because[1]}) {
    reason->clause = entry + ".2";
    reason->text.replace(0, std::string("4A906.a.2").size(), reason->clause);
  }
  return verdict;
}

/// The names of readings: of the principal ones, or of all.
inline std::vector<std::string> reading_names(const std::vector<thresholds::Reading>& readings) {
  std::vector<std::string> names;
  for (const thresholds::Reading& reading : readings) names.push_back(thresholds::name_of(reading));
  return names;
}

/// Three ladders that say the same under other numbers, of which the second rests on a secondary source, and one that
/// does not: it lists the machine where the median counts, and cannot say for simulated errors. Under `readings`.
inline report::Report ladders_report(const std::vector<thresholds::Reading>& readings) {
  report::Report report = full_report();
  report.verdicts.clear();
  for (const auto& [regime, entry] : std::vector<std::pair<std::string, std::string>>{
           {"us-ear", "4A906.a"}, {"fr-arrete", "4A999"}, {"de-awv", "4A1906a"}, {"draft", "9X1"}}) {
    for (const std::string& name : reading_names(readings)) {
      thresholds::Verdict verdict = ladder_verdict(regime, entry, name);
      if (regime == "fr-arrete") verdict.tags = {"READ-S"};
      if (regime == "draft" && verdict.reading.median) verdict.decision = thresholds::Decision::controlled;
      if (regime == "draft" && verdict.reading.simulated) verdict.decision = thresholds::Decision::undetermined;
      report.verdicts.push_back(verdict);
    }
  }
  return report;
}

/// `full_report` with the verdicts of the bundled rules on 129 qubits under every reading.
inline report::Report judged_report() {
  report::Report report = full_report();
  subject::Subject item{.name = report.device.name,
                        .attributes = {{"paradigm", std::string("gate_model")}, {"item_kind", std::string("computer")}},
                        .figures = {},
                        .graphs = {},
                        .assumptions = {"every connected qubit is fully controlled"}};
  for (const figures::Figure& figure : report.figures) item.figures.emplace(figure.name, figure);
  const auto rules = thresholds::load_rules(QGAUGE_SOURCE_DIR "/thresholds").value();
  const thresholds::Question question{.regimes = {"all"}, .readings = {}, .as_of = day(2026, 1, 1)};
  report.verdicts = thresholds::evaluate(rules, item, question).value();
  return report;
}

}  // namespace qgauge::test
