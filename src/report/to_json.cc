// A report as the JSON tree of schema qgauge.report/1. Called by assess's users and by the writers of files.
// Every member is always there, what is empty is null; but for the history, which one snapshot does not have.
#include <cassert>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "qgauge/report.hpp"
#include "report/names.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;

json number(double value) {
  assert(std::isfinite(value));
  return value;
}

json number(const std::optional<double>& value) { return value ? number(*value) : json(nullptr); }

template <class T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

/// An array even where it is empty.
template <class T, class ToTree>
json list(const std::vector<T>& values, ToTree to_tree) {
  json array = json::array();
  for (const T& value : values) array.push_back(to_tree(value));
  return array;
}

json device_tree(const DeviceSummary& device) {
  return {{"name", device.name},         {"vendor", device.vendor},
          {"format", device.format},     {"as_of", device.as_of ? json(device.as_of->text()) : json(nullptr)},
          {"modality", device.modality}, {"paradigm", device.paradigm.empty() ? json(nullptr) : json(device.paradigm)},
          {"source", device.source},     {"licence", device.licence}};
}

json finding_tree(const core::Finding& finding) {
  return {{"code", finding.code},
          {"severity", name_of(core::severity_of(finding.code))},
          {"where", finding.where},
          {"message", finding.message}};
}

json subject_tree(const std::optional<figures::FigureSubject>& subject) {
  if (!subject) return nullptr;
  return {{"qubits", subject->qubits}, {"gate", subject->gate}};
}

json figure_tree(const figures::Figure& figure) {
  return {
      {"name", figure.name},
      {"value", number(figure.value)},
      {"low", number(figure.low)},
      {"high", number(figure.high)},
      {"level", number(figure.level)},
      {"interval_kind", name_of(figure.kind)},
      {"uncertainty",
       {{"sampling", number(figure.uncertainty.sampling)}, {"description", number(figure.uncertainty.description)}}},
      {"unit", figure.unit},
      {"origin", name_of(figure.origin)},
      {"method", figure.method},
      {"convention", figure.convention},
      {"samples", figure.samples},
      {"subject", subject_tree(figure.subject)},
      {"truth", number(figure.truth)},
      {"reported", number(figure.reported)},
      {"assumptions", figure.assumptions},
      {"missing", or_null(figure.missing)}};
}

json reason_tree(const thresholds::Reason& reason) {
  return {
      {"clause", reason.clause},       {"figure", reason.figure},
      {"value", number(reason.value)}, {"low", number(reason.low)},
      {"high", number(reason.high)},   {"relation", reason.relation ? json(name_of(*reason.relation)) : json(nullptr)},
      {"limit", number(reason.limit)}, {"met", or_null(reason.met)},
      {"text", reason.text},           {"because", list(reason.because, reason_tree)}};
}

json margin_tree(const thresholds::Margin& margin) {
  return {{"figure", margin.figure},
          {"limit", number(margin.limit)},
          {"ratio", number(margin.ratio)},
          {"text", margin.text}};
}

json missing_tree(const thresholds::MissingInput& missing) {
  return {{"name", missing.name}, {"who_knows", missing.who_knows}, {"text", missing.text}};
}

json counterfactual_tree(const thresholds::Counterfactual& counterfactual) {
  return {{"figure", counterfactual.figure},
          {"value", number(counterfactual.value)},
          {"becomes", name_of(counterfactual.becomes)},
          {"text", counterfactual.text}};
}

json subset_tree(const std::optional<thresholds::Subset>& subset) {
  if (!subset) return nullptr;
  const auto pair_tree = [](const std::pair<int, int>& pair) { return json::array({pair.first, pair.second}); };
  return {{"qubits", subset->qubits},
          {"couplings", list(subset->couplings, pair_tree)},
          {"mean_cnot_infidelity", number(subset->mean_cnot_infidelity)}};
}

json licence_tree(const std::optional<thresholds::Licence>& licence) {
  if (!licence) return nullptr;
  return {{"statement", name_of(licence->statement)}, {"text", licence->text}};
}

/// A country, or null where none was stated.
json country(const std::string& code) { return code.empty() ? json(nullptr) : json(code); }

json verdict_tree(const thresholds::Verdict& verdict) {
  return {{"regime", verdict.regime},
          {"version", verdict.version},
          {"text_read", verdict.text_read},
          {"entry", verdict.entry},
          {"item", verdict.item},
          {"as_of", verdict.as_of.text()},
          {"exporter", country(verdict.exporter)},
          {"destination", country(verdict.destination)},
          {"reading", thresholds::name_of(verdict.reading)},
          {"verdict", name_of(verdict.decision)},
          {"probability_controlled", number(verdict.probability_controlled)},
          {"licence", licence_tree(verdict.licence)},
          {"conditional_on", verdict.conditional_on},
          {"reasons", list(verdict.reasons, reason_tree)},
          {"margins", list(verdict.margins, margin_tree)},
          {"counterfactuals", list(verdict.counterfactuals, counterfactual_tree)},
          {"subset", subset_tree(verdict.subset)},
          {"assumptions", verdict.assumptions},
          {"missing", list(verdict.missing, missing_tree)},
          {"tags", verdict.tags},
          {"source", verdict.source}};
}

json provenance_tree(const Provenance& provenance) {
  const auto input_tree = [](const InputFile& input) { return json{{"path", input.path}, {"sha256", input.sha256}}; };
  return {{"version", provenance.version},
          {"seed", provenance.seed},
          {"simd", provenance.simd},
          {"threads", provenance.threads},
          {"elapsed_s", number(provenance.elapsed_s)},
          {"as_of", provenance.as_of.text()},
          {"effort", provenance.effort},
          {"inputs", list(provenance.inputs, input_tree)}};
}

json snapshot_tree(const Snapshot& snapshot) {
  return {{"path", snapshot.path}, {"as_of", snapshot.as_of.text()}, {"name", snapshot.name}};
}

json change_tree(const VerdictChange& change) {
  return {{"regime", change.regime},      {"entry", change.entry},
          {"item", change.item},          {"reading", thresholds::name_of(change.reading)},
          {"as_of", change.law.text()},   {"date", change.date.text()},
          {"from", name_of(change.from)}, {"to", name_of(change.to)}};
}

json point_tree(const FigurePoint& point) {
  return {{"value", number(point.value)},
          {"low", number(point.low)},
          {"high", number(point.high)},
          {"interval_kind", name_of(point.kind)}};
}

json series_tree(const FigureSeries& series) {
  return {{"name", series.name}, {"method", series.method}, {"points", list(series.points, point_tree)}};
}

json history_tree(const History& history) {
  return {{"snapshots", list(history.snapshots, snapshot_tree)},
          {"changes", list(history.changes, change_tree)},
          {"figures", list(history.figures, series_tree)}};
}

}  // namespace

json to_json(const Report& report) {
  json tree{{"schema", schema_name},
            {"device", device_tree(report.device)},
            {"findings", list(report.findings, finding_tree)},
            {"figures", list(report.figures, figure_tree)},
            {"verdicts", list(report.verdicts, verdict_tree)},
            {"provenance", provenance_tree(report.provenance)}};
  if (report.history) tree["history"] = history_tree(*report.history);
  return tree;
}

}  // namespace qgauge::report
