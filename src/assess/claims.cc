// Verdicts without a description: from bare claims, and from the figures of a stored report.
// Called by cli; every default that fills a gap is an assumption of the verdict.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using figures::Figure;

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
  return whole ? std::optional(value) : std::nullopt;
}

/// "8.1e-3", "8.1e-3±0.3e-3" or "8.1e-3+-0.3e-3": value and one standard deviation.
struct Measurement {
  double value;
  double sigma;
  std::string text;
};

std::optional<Measurement> measurement(std::string_view text) {
  for (const std::string_view sign : {"±", "+-"}) {
    const auto at = text.find(sign);
    if (at == std::string_view::npos) continue;
    const auto value = number(text.substr(0, at)), sigma = number(text.substr(at + sign.size()));
    return value && sigma && *sigma > 0 ? std::optional(Measurement{*value, *sigma, std::string(text)}) : std::nullopt;
  }
  const auto value = number(text);
  return value ? std::optional(Measurement{*value, 0, std::string(text)}) : std::nullopt;
}

Figure claimed_figure(const std::string& name, const Measurement& claim) {
  Figure figure = figures::exact_figure(name, claim.value, figures::Origin::reported, "claimed");
  figure.unit = std::string(figures::find_figure(name)->unit);
  figure.convention = std::string(figures::find_figure(name)->convention);
  if (claim.sigma == 0) return figure;
  const double half = figures::normal_quantile_two_sided(figure.level) * claim.sigma;
  figure.kind = figures::IntervalKind::assumed;
  figure.low = claim.value - half;
  figure.high = claim.value + half;
  figure.uncertainty.description = claim.sigma;
  return figure;
}

constexpr std::array counts{"physical_qubits.described", "physical_qubits.operational", "physical_qubits.working",
                            "physical_qubits.connected"};

/// A claim on a count must be a whole number, one on an error a number from 0 to 1.
core::Status check_range(const std::string& name, const Measurement& claim, const std::string& where) {
  const bool count = name.starts_with("physical_qubits.");
  if (count && (claim.value < 0 || claim.value != std::floor(claim.value) || claim.sigma != 0)) {
    return core::unusable(where, claim.text, "a whole number of qubits, without uncertainty");
  }
  const bool fraction = name.find("fidelity") != std::string::npos || name.find("error") != std::string::npos;
  if (fraction && (claim.value < 0 || claim.value > 1))
    return core::unusable(where, claim.text, "a number from 0 to 1");
  if (name.find("_s.") != std::string::npos && claim.value <= 0) {
    return core::unusable(where, claim.text, "a positive time in seconds");
  }
  return {};
}

core::Status add_claim(const Claim& claim, subject::Subject& subject) {
  const std::string where = fmt::format("--claim {}={}", claim.name, claim.value);
  if (claim.name == "paradigm") {
    if (!device::find_paradigm(claim.value)) {
      return core::unusable(
          where, claim.value,
          "gate_model, measurement_based, annealing, analog, photonic_sampling or classical_simulator");
    }
    subject.attributes["paradigm"] = claim.value;
    return {};
  }
  const std::string name = claim.name == "physical_qubits" ? counts[0] : claim.name;
  const auto* spec = figures::find_figure(name);
  if (!spec) {
    return core::unusable(where, fmt::format("the name \"{}\"", claim.name),
                          "paradigm, physical_qubits or a name of `qgauge figures`");
  }
  if (subject.figures.contains(name)) return core::unusable(where, "a second claim of it", "one claim of each figure");
  const auto value = measurement(claim.value);
  if (!value) {
    return core::unusable(where, fmt::format("\"{}\"", claim.value),
                          "a number, or number±standard deviation, in the unit " + std::string(spec->unit));
  }
  QGAUGE_CHECK(check_range(name, *value, where));
  subject.figures[name] = claimed_figure(name, *value);
  return {};
}

/// No count may exceed the one before it.
core::Status check_counts(const subject::Subject& subject) {
  const Figure* before = nullptr;
  for (const char* name : counts) {
    const Figure* count = subject::find_figure(subject, name);
    if (count && before && *count->value > *before->value) {
      return core::unusable(fmt::format("--claim {}", name), fmt::format("{}", *count->value),
                            fmt::format("at most the {} of {}", *before->value, before->name));
    }
    if (count) before = count;
  }
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

report::Report empty_report(const std::string& name, const Options& options) {
  report::Report report;
  report.device.name = name;
  report.provenance = provenance_of(options);
  return report;
}

/// Couplings and their errors from the entries of a stored report.
std::optional<subject::CouplingGraph> graph_of(const std::vector<Figure>& figures) {
  subject::CouplingGraph graph;
  for (const Figure& figure : figures) {
    if (figure.name != "cnot_infidelity" || !figure.subject || figure.subject->qubits.size() != 2) continue;
    const int a = figure.subject->qubits[0], b = figure.subject->qubits[1];
    graph.qubits = std::max({graph.qubits, a + 1, b + 1});
    graph.edges.push_back({a, b, figure.value});
  }
  return graph.edges.empty() ? std::nullopt : std::optional(graph);
}

}  // namespace

core::Result<report::Report> check_claims(const std::vector<Claim>& claims, const thresholds::RuleBook& rules,
                                          const Options& options) {
  subject::Subject subject;
  subject.name = "claims";
  subject.attributes["paradigm"] = std::string("gate_model");
  subject.attributes["item_kind"] = std::string("computer");
  subject.assumptions.push_back("a complete computer whose qubits are fully controlled");
  for (const Claim& claim : claims) QGAUGE_CHECK(add_claim(claim, subject));
  const bool paradigm_claimed = std::ranges::find(claims, "paradigm", &Claim::name) != claims.end();
  if (!paradigm_claimed) subject.assumptions.push_back("paradigm = gate_model");
  QGAUGE_CHECK(check_counts(subject));
  default_counts(subject);
  report::Report report = empty_report(subject.name, options);
  report.device.format = "claims";
  report.device.paradigm = std::get<std::string>(subject.attributes["paradigm"]);
  for (const auto& [name, figure] : subject.figures) report.figures.push_back(figure);
  QGAUGE_TRY(report.verdicts, thresholds::evaluate(rules, subject, options.question));
  return report;
}

core::Result<report::Report> check_report(const report::Report& given, const thresholds::RuleBook& rules,
                                          const Options& options) {
  const report::Report stored = latest_of(given);
  subject::Subject subject;
  subject.name = stored.device.name;
  subject.attributes["paradigm"] = stored.device.paradigm;
  subject.attributes["item_kind"] = std::string("computer");
  for (const Figure& figure : stored.figures) {
    if (!figure.subject) subject.figures[figure.name] = figure;
  }
  for (const core::Finding& finding : stored.findings) {
    if (finding.code == "overridden_value") subject.assumptions.push_back(finding.message);
  }
  subject.graph = graph_of(stored.figures);
  report::Report report = empty_report(stored.device.name, options);
  report.device = stored.device;
  report.findings = stored.findings;
  report.figures = stored.figures;
  report.provenance.inputs = stored.provenance.inputs;
  QGAUGE_TRY(report.verdicts, thresholds::evaluate(rules, subject, options.question));
  return report;
}

}  // namespace qgauge::assess
