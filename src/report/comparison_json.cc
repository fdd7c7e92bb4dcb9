// A comparison as the JSON tree of schema qgauge.comparison/1, described in docs/compare.md: everything, moved or not.
// Called by the command line. Every member is always there; what is empty is null.
#include <cmath>

#include <nlohmann/json.hpp>

#include "qgauge/report.hpp"

namespace qgauge::report {
namespace {

using nlohmann::json;

template <class T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

/// Infinite degrees of freedom, or a difference that no sampling explains, are null.
json finite(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

template <class T, class ToTree>
json list(const std::vector<T>& values, ToTree to_tree) {
  json array = json::array();
  for (const T& value : values) array.push_back(to_tree(value));
  return array;
}

json report_tree(const ComparedReport& report) {
  return {{"path", report.path},
          {"machine", report.machine},
          {"as_of", report.as_of ? json(report.as_of->text()) : json(nullptr)}};
}

json context_tree(const ContextDifference& difference) {
  return {{"what", difference.what}, {"from", difference.from}, {"to", difference.to}, {"meaning", difference.meaning}};
}

json end_tree(const std::optional<figures::Figure>& figure) {
  if (!figure) return nullptr;
  return {
      {"value", or_null(figure->value)},
      {"low", or_null(figure->low)},
      {"high", or_null(figure->high)},
      {"interval_kind", figures::name_of(figure->kind)},
      {"uncertainty", {{"sampling", figure->uncertainty.sampling}, {"description", figure->uncertainty.description}}},
      {"origin", figures::name_of(figure->origin)}};
}

json direction_tree(const std::string& name) {
  const auto better = figures::better_of(name);
  return better ? json(figures::name_of(*better)) : json(nullptr);
}

json difference_tree(const FigureComparison& figure) {
  if (!figure.difference) return nullptr;
  return {{"sigma", figure.difference->sigma},
          {"statistic", finite(figure.difference->statistic)},
          {"degrees_of_freedom", finite(figure.difference->degrees)},
          {"p", figure.difference->p},
          {"adjusted_p", or_null(figure.adjusted_p)}};
}

json figure_tree(const FigureComparison& comparison) {
  const figures::Figure& figure = comparison.any();
  const json subject =
      figure.subject ? json{{"qubits", figure.subject->qubits}, {"gate", figure.subject->gate}} : json(nullptr);
  return {{"name", figure.name},
          {"subject", subject},
          {"unit", figure.unit},
          {"convention", figure.convention},
          {"direction", direction_tree(figure.name)},
          {"basis", name_of(comparison.basis)},
          {"change", name_of(comparison.change)},
          {"difference", difference_tree(comparison)},
          {"from", end_tree(comparison.from)},
          {"to", end_tree(comparison.to)}};
}

json crossing_tree(const Crossing& crossing) {
  const auto known = [](const thresholds::Reason& reason) {
    return json{{"value", or_null(reason.value)},
                {"low", or_null(reason.low)},
                {"high", or_null(reason.high)},
                {"met", or_null(reason.met)}};
  };
  return {{"clause", crossing.to.clause},
          {"figure", crossing.to.figure},
          {"relation", thresholds::name_of(*crossing.to.relation)},
          {"limit", or_null(crossing.to.limit)},
          {"from", known(crossing.from)},
          {"to", known(crossing.to)}};
}

json decision_tree(const std::optional<thresholds::Verdict>& verdict) {
  if (!verdict) return nullptr;
  return {{"verdict", thresholds::name_of(verdict->decision)},
          {"probability_controlled", or_null(verdict->probability_controlled)},
          {"as_of", verdict->as_of.text()},
          {"version", verdict->version}};
}

json verdict_tree(const VerdictComparison& comparison) {
  const thresholds::Verdict& verdict = comparison.any();
  return {{"regime", verdict.regime},
          {"entry", verdict.entry},
          {"item", verdict.item},
          {"reading", thresholds::name_of(verdict.reading)},
          {"changed", comparison.changed()},
          {"from", decision_tree(comparison.from)},
          {"to", decision_tree(comparison.to)},
          {"crossings", list(comparison.crossings, crossing_tree)}};
}

json finding_tree(const FindingDifference& finding) {
  return {{"code", finding.code}, {"appeared", finding.appeared}, {"vanished", finding.vanished}};
}

}  // namespace

json to_json(const Comparison& comparison) {
  return {{"schema", "qgauge.comparison/1"},
          {"from", report_tree(comparison.from)},
          {"to", report_tree(comparison.to)},
          {"level", comparison.level},
          {"same_description", comparison.same_description},
          {"same_draws", comparison.same_draws},
          {"context", list(comparison.context, context_tree)},
          {"findings", list(comparison.findings, finding_tree)},
          {"verdicts", list(comparison.verdicts, verdict_tree)},
          {"figures", list(comparison.figures, figure_tree)}};
}

}  // namespace qgauge::report
