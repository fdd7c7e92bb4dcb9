// Verdicts on each subject of a report, and the uncertainty that a caller may assume for what has none.
// Called by the pipeline, for claims and for stored reports. Knows no description.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "assess/components.hpp"
#include "assess/internal.hpp"
#include "qgauge/thresholds/outcome.hpp"

namespace qgauge::assess {
namespace {

using figures::Figure;
using figures::IntervalKind;
using figures::Origin;
using thresholds::Verdict;

constexpr std::string_view no_rule_asked = "no_rule_asked";

bool is_count(std::string_view figure) {
  return figure.starts_with("physical_qubits.") || figure == "quantum_volume.log2";
}

/// Whether the figure has a value of which the source gives no uncertainty. A value of 0 has no relative one.
bool is_open(const Figure& figure) {
  const bool given = figure.origin == Origin::reported || figure.origin == Origin::derived;
  return given && figure.value && *figure.value != 0 && figure.kind == IntervalKind::none;
}

void widen(double share, figures::Interval possible, Figure& figure) {
  set_deviation(figure, share * std::abs(*figure.value), possible);
  figure.assumptions.push_back(sigma_assumption(share));
}

/// Bounds that follow from values of which the source gives no uncertainty are as uncertain as these.
void widen_bounds(double share, double greatest, Figure& figure) {
  const double half = figures::normal_quantile_two_sided(figure.level) * share;
  figure.low = *figure.low * std::max(0.0, 1 - half);
  figure.high = std::min(*figure.high * (1 + half), greatest);
  figure.assumptions.push_back(sigma_assumption(share));
}

/// Bounds that count what is unknown beside values of which the source gives no uncertainty.
bool has_open_bounds(const Figure& figure) {
  const bool given = figure.origin == Origin::reported || figure.origin == Origin::derived;
  return given && figure.value && figure.kind == IntervalKind::bounds;
}

/// The mean of any couplings is as uncertain as the machine's: the assumed error is common to all.
void assume_sigma(double share, subject::CouplingGraph& graph) {
  const bool stated = std::ranges::any_of(graph.edges, [](const subject::Edge& edge) { return edge.sigma > 0; });
  if (!stated && graph.common_sigma == 0) graph.common_sigma = share;
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

/// What a sheet would have to say for a missing number to follow from it stands before that number.
void name_roots(const Item& item, Verdict& verdict) {
  std::vector<thresholds::MissingInput> missing;
  const auto add = [&](thresholds::MissingInput input) {
    if (std::ranges::find(missing, input.name, &thresholds::MissingInput::name) == missing.end()) {
      missing.push_back(std::move(input));
    }
  };
  for (thresholds::MissingInput& input : verdict.missing) {
    if (const auto root = lacking_root(item.subject, input.name)) {
      const auto* phrase = components::find_phrase(*root);
      add({*root, "vendor", fmt::format("the {} (ask the vendor)", phrase ? phrase->phrase : *root)});
    }
    add(std::move(input));
  }
  verdict.missing = std::move(missing);
}

/// By name of an item: the entries, as regime and number, that are about its kind.
using EntriesOfKinds = std::map<std::string, std::set<std::pair<std::string, std::string>>>;

std::string without_entry(const std::string& regime) {
  const thresholds::RegimeName parts = thresholds::parse_regime_name(regime);
  return parts.date ? fmt::format("{}@{}", parts.name, *parts.date) : parts.name;
}

bool names_entry(const std::string& regime) { return thresholds::parse_regime_name(regime).entry.has_value(); }

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

/// Instruments that were left out for one cause stand together: "us-ear, uk-nsi (why); ...".
std::string unasked_text(const std::vector<thresholds::LeftOut>& left) {
  std::vector<std::pair<std::string, std::vector<std::string>>> causes;
  for (const thresholds::LeftOut& one : left) {
    auto cause = std::ranges::find(causes, one.why, [](const auto& known) { return known.first; });
    if (cause == causes.end()) cause = causes.insert(cause, {one.why, {}});
    cause->second.push_back(one.regime);
  }
  std::vector<std::string> texts;
  for (const auto& [why, regimes] : causes) texts.push_back(fmt::format("{} ({})", fmt::join(regimes, ", "), why));
  return fmt::format("{}", fmt::join(texts, "; "));
}

core::Status note_unasked(const Item& item, const thresholds::RuleBook& rules, const thresholds::Question& question,
                          report::Report& report) {
  QGAUGE_TRY(const auto left, thresholds::left_out(rules, item.subject, question));
  const std::string where = item.name.empty() ? report.device.name : item.name;
  report.findings.push_back(
      {std::string(no_rule_asked), where,
       left.empty() ? "the rules hold no instrument" : fmt::format("left out: {}", unasked_text(left))});
  return {};
}

core::Status add_verdicts_on(const Item& item, const thresholds::RuleBook& rules, const thresholds::Question& question,
                             report::Report& report) {
  QGAUGE_TRY(auto verdicts, thresholds::evaluate(rules, item.subject, question));
  if (verdicts.empty()) return note_unasked(item, rules, question, report);
  for (Verdict& verdict : verdicts) {
    verdict.item = item.name;
    name_derivations(item, verdict);
    name_roots(item, verdict);
    thresholds::tag_unsourced(item.unsourced, verdict);
    report.verdicts.push_back(std::move(verdict));
  }
  return {};
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
    const figures::FigureSpec* spec = figures::find_figure(figure.name);
    if (figure.subject || is_count(figure.name) || spec == nullptr) continue;
    const figures::Interval possible = figures::domain_of(*spec).range;
    if (is_open(figure)) widen(share, possible, figure);
    if (has_open_bounds(figure)) widen_bounds(share, possible.high, figure);
  }
}

void assume_sigma(double share, subject::Subject& component) {
  const auto* kind = components::find_component_kind(std::get<std::string>(component.attributes.at("item_kind")));
  for (auto& [name, figure] : component.figures) {
    const components::ParameterSpec& spec = *components::find_parameter(*kind, name);
    if (is_open(figure) && spec.type == components::ParameterType::number) widen(share, {spec.low, spec.high}, figure);
    if (figure.kind == IntervalKind::bounds) widen_bounds(share, components::largest_number, figure);
  }
}

Item machine_item(subject::Subject machine, const Options& options) {
  if (options.assume_sigma) {
    for (auto& [stem, graph] : machine.graphs) {
      if (!stem.starts_with("rb.")) assume_sigma(*options.assume_sigma, graph);
    }
    machine.assumptions.push_back(sigma_assumption(*options.assume_sigma));
  }
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

core::Status add_verdicts(const std::vector<Item>& items, const thresholds::RuleBook& rules, const Options& options,
                          report::Report& report) {
  const bool choose = items.size() > 1 && std::ranges::any_of(options.question.regimes, names_entry);
  report.verdicts.clear();
  std::erase_if(report.findings, [](const core::Finding& finding) { return finding.code == no_rule_asked; });
  EntriesOfKinds about;
  for (const Item& item : items) {
    QGAUGE_CHECK(add_verdicts_on(item, rules, options.question, report));
    if (choose) QGAUGE_CHECK(add_entries(item, rules, options.question, about));
  }
  if (choose) drop_other_kinds(about, report.verdicts);
  return {};
}

void set_deviation(Figure& figure, double sigma, figures::Interval possible) {
  const double half = figures::normal_quantile_two_sided(figure.level) * sigma;
  figure.kind = IntervalKind::assumed;
  figure.low = std::max(*figure.value - half, possible.low);
  figure.high = std::min(*figure.value + half, possible.high);
  figure.uncertainty.description = sigma;
}

}  // namespace qgauge::assess
