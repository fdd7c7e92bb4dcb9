// Verdicts on each subject of a report, and the uncertainty that a caller may assume for what has none.
// Called by the pipeline, for claims and for stored reports. Knows no description.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using figures::Figure;
using figures::IntervalKind;
using figures::Origin;
using thresholds::Verdict;

bool is_count(std::string_view figure) {
  return figure.starts_with("physical_qubits.") || figure == "quantum_volume.log2";
}

/// Whether the figure has a value of which the source gives no uncertainty. A value of 0 has no relative one.
bool is_open(const Figure& figure) {
  const bool given = figure.origin == Origin::reported || figure.origin == Origin::derived;
  return given && figure.value && *figure.value != 0 && figure.kind == IntervalKind::none;
}

void widen(double share, Figure& figure) {
  const double sigma = share * std::abs(*figure.value);
  const double half = figures::normal_quantile_two_sided(figure.level) * sigma;
  figure.kind = IntervalKind::assumed;
  figure.low = *figure.value - half;
  figure.high = *figure.value + half;
  figure.uncertainty.description = sigma;
  figure.assumptions.push_back(sigma_assumption(share));
}

/// Bounds that follow from values of which the source gives no uncertainty are as uncertain as these.
void widen_bounds(double share, Figure& figure) {
  const double half = figures::normal_quantile_two_sided(figure.level) * share;
  figure.low = *figure.low * std::max(0.0, 1 - half);
  figure.high = std::min(*figure.high * (1 + half), components::largest_number);
  figure.assumptions.push_back(sigma_assumption(share));
}

/// Figures that the reasons rest on.
void collect_figures(const std::vector<thresholds::Reason>& reasons, std::set<std::string>& names) {
  for (const thresholds::Reason& reason : reasons) {
    if (!reason.figure.empty()) names.insert(reason.figure);
    collect_figures(reason.because, names);
  }
}

/// A figure that does not stand in the source must say where it comes from; those of a machine that every page shows
/// do so there.
void name_derivations(const Item& item, Verdict& verdict) {
  std::set<std::string> names;
  collect_figures(verdict.reasons, names);
  for (const std::string& name : names) {
    const Figure* figure = subject::find_figure(item.subject, name);
    if (figure == nullptr || figure->origin != Origin::derived) continue;
    const figures::FigureSpec* spec = figures::find_figure(name);
    if (spec == nullptr || spec->of_a_reading) {
      verdict.assumptions.push_back(fmt::format("{} is derived: {}", name, figure->method));
    }
  }
}

/// By name of an item: the entries, as regime and number, that are about its kind.
using EntriesOfKinds = std::map<std::string, std::set<std::pair<std::string, std::string>>>;

/// A path may hold the sign, too.
std::string without_entry(const std::string& regime) {
  const std::size_t extension = regime.rfind(".toml");
  return regime.substr(0, regime.find('#', extension == std::string::npos ? 0 : extension));
}

bool names_entry(const std::string& regime) { return without_entry(regime) != regime; }

/// The question without numbers of entries gives those that are about an item's kind; nothing else of it matters.
core::Status add_entries(const Item& item, const thresholds::RuleBook& rules, thresholds::Question question,
                         EntriesOfKinds& about) {
  for (std::string& regime : question.regimes) regime = without_entry(regime);
  question.readings = {thresholds::Reading{}};
  question.profile.reset();
  subject::Subject kind;
  kind.attributes["item_kind"] = item.subject.attributes.at("item_kind");
  QGAUGE_TRY(const auto verdicts, thresholds::evaluate(rules, kind, question));
  for (const Verdict& verdict : verdicts) about[item.name].emplace(verdict.regime, verdict.entry);
  return {};
}

void drop_other_kinds(const EntriesOfKinds& about, std::vector<Verdict>& verdicts) {
  const auto is_about = [&about](const std::string& item, const Verdict& verdict) {
    const auto own = about.find(item);
    return own != about.end() && own->second.contains({verdict.regime, verdict.entry});
  };
  std::erase_if(verdicts, [&](const Verdict& verdict) {
    const bool is_about_another =
        std::ranges::any_of(about, [&](const auto& item) { return is_about(item.first, verdict); });
    return is_about_another && !is_about(verdict.item, verdict);
  });
}

}  // namespace

std::string sigma_assumption(double share) {
  return fmt::format(
      "a relative standard uncertainty of {:g} % is assumed where the source gives none: one common error of a figure, "
      "such as of a machine's mean, not one of each coupling",
      100 * share);
}

void assume_sigma(double share, std::vector<Figure>& figures) {
  for (Figure& figure : figures) {
    if (!figure.subject && is_open(figure) && !is_count(figure.name)) widen(share, figure);
  }
}

void assume_sigma(double share, subject::Subject& component) {
  const auto* kind = components::find_component_kind(std::get<std::string>(component.attributes.at("item_kind")));
  for (auto& [name, figure] : component.figures) {
    const bool count = components::find_parameter(*kind, name)->type == components::ParameterType::count;
    if (is_open(figure) && !count) widen(share, figure);
    if (figure.kind == IntervalKind::bounds) widen_bounds(share, figure);
  }
}

Item machine_item(subject::Subject machine, const Options& options) {
  if (options.assume_sigma) machine.assumptions.push_back(sigma_assumption(*options.assume_sigma));
  return {"", std::move(machine)};
}

Item component_item(subject::Subject component, const Options& options) {
  if (options.assume_sigma) {
    assume_sigma(*options.assume_sigma, component);
    component.assumptions.push_back(sigma_assumption(*options.assume_sigma));
  }
  const std::string name = component.name;
  return {name, std::move(component)};
}

core::Result<std::vector<Verdict>> verdicts_on(const std::vector<Item>& items, const thresholds::RuleBook& rules,
                                               const Options& options) {
  const bool choose = items.size() > 1 && std::ranges::any_of(options.question.regimes, names_entry);
  std::vector<Verdict> verdicts;
  EntriesOfKinds about;
  for (const Item& item : items) {
    QGAUGE_TRY(auto own, thresholds::evaluate(rules, item.subject, options.question));
    for (Verdict& verdict : own) {
      verdict.item = item.name;
      name_derivations(item, verdict);
      verdicts.push_back(std::move(verdict));
    }
    if (choose) QGAUGE_CHECK(add_entries(item, rules, options.question, about));
  }
  if (choose) drop_other_kinds(about, verdicts);
  return verdicts;
}

}  // namespace qgauge::assess
