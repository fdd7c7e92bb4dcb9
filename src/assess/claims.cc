// Verdicts without a description: from bare claims about a computer or a component.
// Called by cli; every default that fills a gap is an assumption of the verdict.

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "assess/claim_consistency.hpp"
#include "assess/claim_value.hpp"
#include "assess/components.hpp"
#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using figures::Figure;

std::string place_of(const Claim& claim) { return fmt::format("--claim {}={}", claim.name, claim.value); }

Figure claimed_figure(const std::string& name, const ClaimedNumber& claim, figures::Interval possible) {
  Figure figure = figures::exact_figure(name, claim.value, figures::Origin::reported, "claimed");
  if (claim.sigma > 0) set_deviation(figure, claim.sigma, possible);
  return figure;
}

constexpr std::array counts{"physical_qubits.described", "physical_qubits.operational", "physical_qubits.working",
                            "physical_qubits.connected"};

core::Status check_range(const figures::FigureSpec& spec, const ClaimedNumber& claim, const std::string& where) {
  const auto [range, whole] = figures::domain_of(spec);
  const bool outside = claim.value < range.low || claim.value > range.high;
  if (whole && (outside || claim.value != std::floor(claim.value) || claim.sigma != 0)) {
    return core::unusable(where, claim.text, "a whole number of qubits, without uncertainty");
  }
  if (spec.unit == "s" && claim.value <= 0) return core::unusable(where, claim.text, "a positive time in seconds");
  if (outside) return core::unusable(where, claim.text, fmt::format("a number from {} to {:g}", range.low, range.high));
  return {};
}

/// The aggregates of what is known by this name of single qubits and couplings: "cnot_infidelity.mean".
std::vector<std::string_view> aggregates_of(const std::string& name) {
  std::vector<std::string_view> names;
  for (const figures::FigureSpec& spec : figures::figure_list()) {
    for (const char* aggregate : {".mean", ".median", ".best", ".worst"}) {
      if (spec.name == name + aggregate) names.push_back(spec.name);
    }
  }
  return names;
}

/// The row of the figure. Error: no name of the list, or that of single couplings, which a claim cannot be about.
core::Result<const figures::FigureSpec*> figure_claimed(const std::string& name, const std::string& where) {
  const auto aggregates = aggregates_of(name);
  if (!aggregates.empty()) {
    return core::unusable(where, fmt::format("the name \"{}\", of which a machine has many", name),
                          fmt::format("one of: {}", fmt::join(aggregates, ", ")));
  }
  if (const figures::FigureSpec* spec = figures::find_figure(name)) return spec;
  return core::unusable(where, fmt::format("the name \"{}\"", name),
                        "paradigm, physical_qubits or a name of `qgauge figures`; of a component, item_kind first");
}

core::Status claim_paradigm(const Claim& claim, subject::Subject& subject) {
  if (!device::find_paradigm(claim.value)) {
    return core::unusable(place_of(claim), claim.value,
                          "gate_model, measurement_based, annealing, analog, photonic_sampling or classical_simulator");
  }
  subject.attributes["paradigm"] = claim.value;
  return {};
}

core::Status add_claim(const Claim& claim, subject::Subject& subject) {
  if (claim.name == "item_kind") return {};
  if (claim.name == "paradigm") return claim_paradigm(claim, subject);
  const std::string where = place_of(claim);
  const std::string name = claim.name == "physical_qubits" ? counts[0] : claim.name;
  QGAUGE_TRY(const auto* spec, figure_claimed(name, where));
  if (subject.figures.contains(name)) return core::unusable(where, "a second claim of it", "one claim of each figure");
  const auto dimension = spec->unit == "s" ? core::Dimension::time : core::Dimension::one;
  QGAUGE_TRY(const ClaimedNumber value, parse_claim(claim.value, dimension, where));
  QGAUGE_CHECK(check_range(*spec, value, where));
  subject.figures[name] = claimed_figure(name, value, figures::domain_of(*spec).range);
  return {};
}

/// Each count that was not claimed equals the one before it: all described qubits are operational, working and
/// connected.
void default_counts(subject::Subject& subject) {
  for (std::size_t i = 1; i < counts.size(); ++i) {
    const auto before = subject.figures.find(counts[i - 1]);
    if (before == subject.figures.end() || subject.figures.contains(counts[i])) continue;
    Figure figure = before->second;
    figure.name = counts[i];
    figure.origin = figures::Origin::derived;
    figure.method = fmt::format("taken equal to {}", counts[i - 1]);
    subject.figures[counts[i]] = figure;
    subject.assumptions.push_back(fmt::format("{} = {} ({})", counts[i], *figure.value, figure.method));
  }
}

core::Result<subject::Subject> computer_of(const std::vector<Claim>& claims) {
  subject::Subject subject = computer("claims", "gate_model", {});
  subject.assumptions.push_back("a complete computer whose qubits are fully controlled");
  for (const Claim& claim : claims) QGAUGE_CHECK(add_claim(claim, subject));
  const bool paradigm_claimed = std::ranges::find(claims, "paradigm", &Claim::name) != claims.end();
  if (!paradigm_claimed) subject.assumptions.push_back("paradigm = gate_model");
  QGAUGE_CHECK(check_consistency(subject));
  default_counts(subject);
  return subject;
}

/// A number or a count of a component, in the unit of the claim or in SI.
core::Result<device::Quantity> quantity_of(const Claim& claim, const components::ParameterSpec& spec) {
  const std::string where = place_of(claim);
  QGAUGE_TRY(const ClaimedNumber number, parse_claim(claim.value, spec.dimension, where));
  const bool count = spec.type == components::ParameterType::count;
  if (!components::contains(spec, number.value) || (count && number.sigma != 0)) {
    return core::unusable(where, number.text, components::expected_of(spec));
  }
  device::Quantity quantity = device::reported(number.value);
  if (number.sigma > 0) quantity.sigma = number.sigma;
  return quantity;
}

core::Result<device::ComponentParameter> parameter_of(const Claim& claim, const components::ParameterSpec& spec) {
  using components::ParameterType;
  const bool number = spec.type == ParameterType::number || spec.type == ParameterType::count;
  if (number) {
    QGAUGE_TRY(const device::Quantity quantity, quantity_of(claim, spec));
    return device::ComponentParameter{claim.name, quantity};
  }
  const bool yes_or_no = claim.value == "true" || claim.value == "false";
  const bool word = std::ranges::count(components::words_of(spec), claim.value) == 1;
  const bool wrong = (spec.type == ParameterType::flag && !yes_or_no) || (spec.type == ParameterType::word && !word);
  if (wrong) {
    return core::unusable(place_of(claim), fmt::format("\"{}\"", claim.value), components::expected_of(spec));
  }
  if (spec.type == ParameterType::flag) return device::ComponentParameter{claim.name, claim.value == "true"};
  return device::ComponentParameter{claim.name, claim.value};
}

core::Result<device::Component> component_of(const std::string& kind_name, const std::vector<Claim>& claims) {
  const components::ComponentKind* kind = components::find_component_kind(kind_name);
  if (kind == nullptr) {
    return core::unusable(fmt::format("--claim item_kind={}", kind_name), fmt::format("the kind \"{}\"", kind_name),
                          fmt::format("computer or one of: {}", fmt::join(components::component_kind_names(), ", ")));
  }
  device::Component component{kind_name, "", "", {}};
  for (const Claim& claim : claims) {
    if (claim.name == "item_kind") continue;
    const components::ParameterSpec* spec = components::find_parameter(*kind, claim.name);
    if (spec == nullptr) {
      return core::unusable(place_of(claim), fmt::format("a parameter that a {} does not have", kind_name),
                            fmt::format("one of: {}", fmt::join(components::parameter_names(*kind), ", ")));
    }
    if (device::find_parameter(component, claim.name) != nullptr) {
      return core::unusable(place_of(claim), "a second claim of it", "one claim of each parameter");
    }
    QGAUGE_TRY(auto parameter, parameter_of(claim, *spec));
    component.parameters.push_back(std::move(parameter));
  }
  return component;
}

/// "computer" where no claim says what the item is.
core::Result<std::string> item_kind_of(const std::vector<Claim>& claims) {
  std::optional<std::string> kind;
  for (const Claim& claim : claims) {
    if (claim.name != "item_kind") continue;
    if (kind) return core::unusable(place_of(claim), "a second claim of it", "one item");
    kind = claim.value;
  }
  return kind.value_or("computer");
}

report::Report empty_report(const Options& options) {
  report::Report report;
  report.device.name = "claims";
  report.device.format = "claims";
  report.provenance = provenance_of(options);
  return report;
}

}  // namespace

core::Result<report::Report> check_claims(const std::vector<Claim>& claims, const thresholds::RuleBook& rules,
                                          const Options& options) {
  QGAUGE_TRY(const std::string kind, item_kind_of(claims));
  report::Report report = empty_report(options);
  if (kind != "computer") {
    QGAUGE_TRY(const device::Component component, component_of(kind, claims));
    report.device.name = kind;
    const subject::Subject subject = component_subject(component, "claimed");
    QGAUGE_CHECK(check_consistency(subject));
    const Item item = component_item(subject, options);
    QGAUGE_CHECK(add_verdicts({item}, rules, options, report));
    return report;
  }
  QGAUGE_TRY(subject::Subject subject, computer_of(claims));
  report.device.paradigm = std::get<std::string>(subject.attributes["paradigm"]);
  for (const auto& [name, figure] : subject.figures) report.figures.push_back(figure);
  if (options.assume_sigma) assume_sigma(*options.assume_sigma, report.figures);
  for (const Figure& figure : report.figures) subject.figures[figure.name] = figure;
  QGAUGE_CHECK(add_verdicts({machine_item(std::move(subject), options)}, rules, options, report));
  return report;
}

}  // namespace qgauge::assess
