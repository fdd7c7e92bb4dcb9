// Figures of C-NOT errors: as reported, and under each meaning that a reading may ask for, as far as the source says
// which it is. A step of reported_figures.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "assess/aggregate.hpp"
#include "assess/coupling_errors.hpp"
#include "assess/describe.hpp"

namespace qgauge::assess {
namespace {

using device::Coupling;
using device::DeviceModel;
using device::Usable;
using figures::Figure;
using figures::Origin;

constexpr const char* over_couplings = "over the couplings between connected working qubits";

/// What the source's errors hold, as far as it says.
std::string metric_text(const device::ErrorMetric& metric) {
  using enum device::ErrorMetric::OneQubitPart;
  const char* part = metric.one_qubit_part == subtracted ? "subtracted"
                     : metric.one_qubit_part == included ? "included"
                                                         : "not stated";
  using Operation = device::ErrorMetric::Operation;
  const char* operation = metric.operation == Operation::isolated       ? "isolated"
                          : metric.operation == Operation::simultaneous ? "simultaneous"
                                                                        : "not stated";
  return fmt::format("two-qubit errors as the source defines them{}: operation {}, one-qubit part {}",
                     metric.method.empty() ? "" : " (" + metric.method + ")", operation, part);
}

/// The metrics of the couplings, each once.
std::set<std::string> metric_texts(const DeviceModel& model) {
  std::set<std::string> texts;
  for (const Coupling& coupling : model.couplings) {
    if (coupling.gate) texts.insert(metric_text(coupling.gate->metric));
  }
  return texts;
}

void add_reported(const DeviceModel& model, const PairErrors& errors, std::vector<Figure>& out) {
  const Population population = population_of(model, errors);
  const std::set<std::string> metrics = metric_texts(model);
  const auto over = [](const char* what) { return fmt::format("{} {}", what, over_couplings); };
  out.push_back(mean_figure("cnot_infidelity.mean", population, Origin::reported, over("mean")));
  out.push_back(aggregated("cnot_infidelity.median", population, median_of, Origin::reported, over("median")));
  out.push_back(aggregated("cnot_infidelity.best", population, best_of, Origin::reported, over("lowest")));
  out.push_back(aggregated("cnot_infidelity.worst", population, worst_of, Origin::reported, over("highest")));
  std::for_each(out.end() - 4, out.end(), [&](Figure& figure) {
    figure.assumptions.insert(figure.assumptions.end(), metrics.begin(), metrics.end());
  });
}

/// One meaning of the C-NOT error.
struct Meaning {
  std::string stem;
  Origin origin;
  std::string method;
  PairErrors errors;
};

/// What the source supports: of each operation that it names, and of each also with the one-qubit gates.
std::vector<Meaning> meanings_of(const device::DeviceDescription& description, const DeviceModel& model,
                                 const PairErrors& reported) {
  using Operation = device::ErrorMetric::Operation;
  const std::string stem = "cnot_infidelity";
  std::vector<Meaning> meanings{{stem, Origin::reported, "as reported", reported},
                                {stem + ".isolated", Origin::reported, "as reported of one pair alone",
                                 errors_of_operation(description, model, Operation::isolated)},
                                {stem + ".simultaneous", Origin::reported, "as reported of gates at the same time",
                                 errors_of_operation(description, model, Operation::simultaneous)}};
  for (std::size_t i = 0; i < 3; ++i) {
    const Meaning& bare = meanings[i];
    meanings.push_back({bare.stem + ".with_1q", Origin::derived,
                        bare.method + ", and the reported errors of the pulses that turn the native gate into a C-NOT: "
                                      "process infidelities added, to first order",
                        with_one_qubit_gates(bare.errors, model)});
  }
  meanings.erase(meanings.begin());  // it has figures of its own
  return meanings;
}

/// Mean and median, unless the source says nothing of any coupling that they are over.
void add_aggregates(const DeviceModel& model, const Meaning& meaning, std::vector<Figure>& out) {
  const Population population = population_of(model, meaning.errors);
  if (population.values.empty()) return;
  const auto method = [&](const char* what) { return fmt::format("{} {}, {}", what, over_couplings, meaning.method); };
  out.push_back(mean_figure(meaning.stem + ".mean", population, meaning.origin, method("mean")));
  out.push_back(aggregated(meaning.stem + ".median", population, median_of, meaning.origin, method("median")));
}

/// As its entry in the report: of one coupling.
Figure pair_figure(const std::string& stem, const PairError& error, Origin origin, const std::string& method,
                   const Coupling& coupling) {
  Figure figure = mean_figure(stem, {{error.infidelity}, {error.sigma}, 0}, origin, method);
  figure.subject = figures::FigureSubject{{coupling.a, coupling.b}, coupling.gate->name};
  return figure;
}

/// A coupling that the source calls unusable has no error; of one that is not calibrated it is unknown.
Figure figure_without_gate(const Coupling& coupling) {
  const std::string name = "cnot_infidelity";
  Figure figure = figures::missing_figure(name, Origin::reported, "marked unusable by the source");
  if (coupling.usable != Usable::no) {
    figure = figures::bounded_figure(name, std::nullopt, 0, worst_infidelity, Origin::reported, "as reported");
    figure.missing = "not calibrated";
  }
  figure.subject = figures::FigureSubject{{coupling.a, coupling.b}, ""};
  return figure;
}

void add_pairs(const DeviceModel& model, const PairErrors& errors, std::vector<Figure>& out) {
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const Coupling& coupling = model.couplings[i];
    out.push_back(errors[i] ? pair_figure("cnot_infidelity", *errors[i], Origin::reported, "as reported", coupling)
                            : figure_without_gate(coupling));
  }
}

void add_pairs(const DeviceModel& model, const Meaning& meaning, std::vector<Figure>& out) {
  for (std::size_t i = 0; i < meaning.errors.size(); ++i) {
    if (!meaning.errors[i]) continue;
    out.push_back(pair_figure(meaning.stem, *meaning.errors[i], meaning.origin, meaning.method, model.couplings[i]));
  }
}

/// N of "layer_fidelity.N"; 0 for any other name.
int chain_length(std::string_view name) {
  constexpr std::string_view prefix = "layer_fidelity.";
  int length = 0;
  if (name.starts_with(prefix)) std::from_chars(name.data() + prefix.size(), name.data() + name.size(), length);
  return length;
}

/// EPLG = 1 - LF^(1/(N-1)), McKay et al., arXiv:2311.05933, process convention.
double error_per_layered_gate(double layer_fidelity, int chain) {
  return 1 - std::pow(layer_fidelity, 1.0 / (chain - 1));
}

/// How many native gates make a C-NOT, where all couplings agree.
std::optional<int> uses_per_cnot(const DeviceModel& model) {
  std::set<int> uses;
  for (const Coupling& coupling : model.couplings) {
    if (coupling.gate) uses.insert(circuit::spec_of(coupling.gate->kind).uses_per_cnot);
  }
  return uses.size() == 1 ? std::optional(*uses.begin()) : std::nullopt;
}

std::string_view confidence_text(device::Confidence confidence) {
  return confidence == device::Confidence::memory ? "from memory, not read in a source" : "uncertain in its source";
}

figures::Interval possible_values(const std::string& name) {
  const figures::FigureSpec* spec = figures::find_figure(name);
  constexpr double any = components::largest_number;
  return spec == nullptr ? figures::Interval{-any, any} : figures::domain_of(*spec).range;
}

Figure published_figure(const device::PublishedFigure& published) {
  std::string method = "as published in the source";
  if (!published.text.empty()) method += ": " + published.text;
  const auto low = published.low ? published.low : published.value;
  const auto high = published.high ? published.high : published.value;
  Figure figure = published.low || published.high
                      ? figures::bounded_figure(published.name, published.value, *low, *high, Origin::reported, method)
                      : figures::exact_figure(published.name, *published.value, Origin::reported, method);
  if (published.sigma.value_or(0) > 0) set_deviation(figure, *published.sigma, possible_values(published.name));
  if (published.date) figure.assumptions.push_back("dated " + published.date->text());
  if (published.confidence != device::Confidence::unstated && published.confidence != device::Confidence::read) {
    figure.assumptions.push_back(fmt::format("{}: {}", published.name, confidence_text(published.confidence)));
  }
  return figure;
}

/// Names of aggregates occur once: what follows from the values of a machine has precedence, what is only taken to be
/// so gives way.
void put_published(Figure figure, std::vector<Figure>& out) {
  const auto same =
      std::ranges::find_if(out, [&](const Figure& other) { return other.name == figure.name && !other.subject; });
  if (same == out.end()) {
    out.push_back(std::move(figure));
  } else if (!same->value || same->method.starts_with("taken equal")) {
    *same = std::move(figure);
  } else {
    same->reported = figure.value;
  }
}

/// The C-NOT error in layers that the longest published chain gives: the average gate infidelity is 4/5 of the process
/// infidelity EPLG. The layers of the protocol hold one-qubit gates on every qubit.
void add_layered(const device::DeviceDescription& description, const DeviceModel& model, std::vector<Figure>& out) {
  const auto longest = std::ranges::max_element(
      description.published, {}, [](const device::PublishedFigure& figure) { return chain_length(figure.name); });
  const int chain = longest == description.published.end() ? 0 : chain_length(longest->name);
  const auto uses = uses_per_cnot(model);
  const double fidelity = chain < 2 ? 0 : longest->value.value_or(0);
  if (!uses || fidelity <= 0 || fidelity > 1) return;
  const double native = core::average_infidelity_from_process(error_per_layered_gate(fidelity, chain), 4);
  const std::string method = fmt::format(
      "4/5 of the error per layered gate that {} gives: the mean over the couplings of that chain", longest->name);
  for (const char* name : {"cnot_infidelity.layered.mean", "cnot_infidelity.layered.with_1q.mean"}) {
    out.push_back(
        figures::exact_figure(name, core::cnot_infidelity_from_native(native, *uses), Origin::derived, method));
  }
  out.back().method += "; its layers hold one-qubit gates, so none are added";
}

}  // namespace

void add_couplings(const device::DeviceDescription& description, const DeviceModel& model,
                   std::vector<Figure>& aggregates, std::vector<Figure>& pairs) {
  const PairErrors reported = reported_errors(model);
  const std::vector<Meaning> meanings = meanings_of(description, model, reported);
  add_reported(model, reported, aggregates);
  for (const Meaning& meaning : meanings) add_aggregates(model, meaning, aggregates);
  add_layered(description, model, aggregates);
  if (model.averages_only) return;
  add_pairs(model, reported, pairs);
  for (const Meaning& meaning : meanings) add_pairs(model, meaning, pairs);
}

void add_published(const device::DeviceDescription& description, std::vector<Figure>& out) {
  for (const device::PublishedFigure& published : description.published) {
    put_published(published_figure(published), out);
    const int chain = chain_length(published.name);
    if (chain < 2 || !published.value) continue;
    out.push_back(figures::exact_figure(fmt::format("eplg.{}.published_chain", chain),
                                        error_per_layered_gate(*published.value, chain), Origin::derived,
                                        "1 - LF^(1/(N-1)) of the published layer fidelity"));
  }
}

Population cnot_population(const DeviceModel& model) { return population_of(model, reported_errors(model)); }

}  // namespace qgauge::assess
