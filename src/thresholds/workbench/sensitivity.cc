// How answers hang on readings and statistics: see sensitivity.hpp. Called by the command line. Decides nothing itself.
#include "qgauge/thresholds/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "thresholds/condition.hpp"
#include "thresholds/reading.hpp"

namespace qgauge::thresholds {
namespace {

const std::string mean_error = "cnot_infidelity.mean";
const std::string median_error = "cnot_infidelity.median";

/// The figure that is taken for the mean; empty: the item states none of them.
std::string taken_figure(const subject::Subject& item, const Variant& variant) {
  if (variant.instead_of_mean.empty()) return figure_under(variant.reading, mean_error).figure;
  const auto stated = std::ranges::find_if(variant.instead_of_mean, [&](const std::string& name) {
    const figures::Figure* figure = subject::find_figure(item, name);
    return figure && !figure->missing;
  });
  return stated == variant.instead_of_mean.end() ? std::string() : *stated;
}

PopulationItem with_error(PopulationItem item, const Variant& variant) {
  if (variant.instead_of_mean.empty()) return item;
  const std::string name = taken_figure(item.subject, variant);
  if (name.empty() || name == mean_error) return item;
  figures::Figure figure = item.subject.figures.at(name);
  figure.name = mean_error;
  item.subject.figures[mean_error] = std::move(figure);
  return item;
}

/// Whether both are the same but for their sign on a logarithmic scale.
double distance(double ratio) { return std::abs(std::log(ratio)); }

std::optional<double> nearest_ratio(const Verdict& verdict) {
  std::optional<double> nearest;
  for (const Margin& margin : verdict.margins) {
    if (is_count(margin.figure) || !(margin.ratio > 0)) continue;
    if (!nearest || distance(margin.ratio) < distance(*nearest)) nearest = margin.ratio;
  }
  return nearest;
}

VariantOutcome outcome_in(const ItemOutcome& outcome, const PopulationItem& item, const Variant& variant) {
  VariantOutcome answer{.decision = outcome.decision, .ratio = {}, .figure = taken_figure(item.subject, variant)};
  const figures::Figure* figure = answer.figure.empty() ? nullptr : subject::find_figure(item.subject, answer.figure);
  if (!figure || figure->missing) answer.figure.clear();
  if (!outcome.verdict) return answer;
  answer.about = true;
  if (!answer.figure.empty()) answer.ratio = nearest_ratio(*outcome.verdict);
  return answer;
}

void sum_up(SensitivityRow& row) {
  const auto is = [&](Decision decision) {
    return std::ranges::find(row.outcomes, decision, &VariantOutcome::decision) != row.outcomes.end();
  };
  row.flips = is(Decision::controlled) && is(Decision::not_controlled);
  for (const VariantOutcome& outcome : row.outcomes) {
    if (outcome.ratio && (!row.nearest || distance(*outcome.ratio) < distance(*row.nearest)))
      row.nearest = outcome.ratio;
  }
}

std::vector<Variant> variants_of(const Question& question) {
  if (question.readings.empty()) return statistics_variants();
  std::vector<Variant> variants;
  for (const Reading& reading : question.readings) variants.push_back({name_of(reading), reading, {}});
  return variants;
}

}  // namespace

std::vector<Variant> statistics_variants() {
  const std::string claimed = "two_qubit_error.claimed", best = "cnot_infidelity.best";
  return {{"mean", {}, {}},
          {"median", {.median = true}, {}},
          {"vendor", {}, {claimed, median_error, mean_error}},
          {"best", {}, {best, claimed, median_error, mean_error}}};
}

core::Result<Sensitivity> sensitivity_of(const RuleBook& rules, const Population& population, const std::string& name,
                                         const Question& question) {
  Sensitivity sensitivity;
  QGAUGE_TRY(sensitivity.text, text_of(rules, name, question.as_of));
  sensitivity.variants = variants_of(question);
  sensitivity.rows.resize(population.items.size());
  for (const Variant& variant : sensitivity.variants) {
    Population changed;
    for (const PopulationItem& item : population.items) changed.items.push_back(with_error(item, variant));
    Question one = question;
    one.readings = {variant.reading};
    QGAUGE_TRY(const auto outcomes, outcomes_of(rules, changed, name, one));
    for (std::size_t i = 0; i < population.items.size(); ++i) {
      sensitivity.rows[i].item = i;
      sensitivity.rows[i].outcomes.push_back(outcome_in(outcomes[i], population.items[i], variant));
    }
  }
  for (SensitivityRow& row : sensitivity.rows) sum_up(row);
  sensitivity.findings = findings_of(sensitivity.text, population);
  return sensitivity;
}

}  // namespace qgauge::thresholds
