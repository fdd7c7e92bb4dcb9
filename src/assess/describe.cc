// Reported and derived figures of a description: counts, errors, coherence, published figures.
// Called by the pipeline; knows no protocol and no rule.

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using device::Coupling;
using device::DeviceModel;
using device::Usable;
using figures::Figure;
using figures::IntervalKind;
using figures::Origin;

constexpr double worst_infidelity = 1;

double mean_of(std::vector<double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

double best_of(std::vector<double> values) { return *std::ranges::min_element(values); }
double worst_of(std::vector<double> values) { return *std::ranges::max_element(values); }

using Aggregate = double (*)(std::vector<double>);

/// The aggregate with every unknown member at `filler`, without and with the members that would join then.
figures::Interval filled(const Population& population, Aggregate aggregate, double filler) {
  std::vector<double> values = population.values;
  values.insert(values.end(), static_cast<std::size_t>(population.unknown), filler);
  const double without = aggregate(values);
  values.insert(values.end(), population.joining.begin(), population.joining.end());
  const double with = aggregate(values);
  return {std::min(without, with), std::max(without, with)};
}

/// Standard error of the mean that follows from those of the members.
double sigma_of_mean(const Population& population) {
  double squares = 0;
  for (const double sigma : population.sigmas) squares += sigma * sigma;
  return std::sqrt(squares) / static_cast<double>(population.values.size());
}

Figure aggregated(const std::string& name, const Population& population, Aggregate aggregate, Origin origin,
                  const std::string& method) {
  if (population.values.empty()) {
    Figure figure = figures::bounded_figure(name, std::nullopt, 0, worst_infidelity, origin, method);
    figure.missing = "no calibrated value is reported";
    return figure;
  }
  const double value = aggregate(population.values);
  if (population.unknown > 0) {
    Figure figure = figures::bounded_figure(name, value, filled(population, aggregate, 0).low,
                                            filled(population, aggregate, worst_infidelity).high, origin, method);
    figure.assumptions.push_back(fmt::format("{} uncalibrated of {}: low counts them as 0 and high as 1",
                                             population.unknown,
                                             population.values.size() + static_cast<std::size_t>(population.unknown)));
    return figure;
  }
  return figures::exact_figure(name, value, origin, method);
}

/// The mean; where the members have standard errors, with the interval that follows from them.
Figure mean_figure(const std::string& name, const Population& population, Origin origin, const std::string& method) {
  Figure figure = aggregated(name, population, mean_of, origin, method);
  const double sigma = population.values.empty() ? 0 : sigma_of_mean(population);
  if (figure.kind == IntervalKind::none && sigma > 0) {
    const double half = figures::normal_quantile_two_sided(figure.level) * sigma;
    figure.low = *figure.value - half;
    figure.high = *figure.value + half;
    figure.kind = IntervalKind::propagated;
    figure.uncertainty.description = sigma;
  }
  return figure;
}

Figure count_figure(const std::string& name, const device::Count& count, Origin origin, const std::string& method) {
  if (count.low == count.high) return figures::exact_figure(name, count.value, origin, method);
  return figures::bounded_figure(name, count.value, count.low, count.high, origin, method);
}

void add_counts(const DeviceModel& model, std::vector<Figure>& out) {
  const std::array<std::string, 4> names{"physical_qubits.described", "physical_qubits.operational",
                                         "physical_qubits.working", "physical_qubits.connected"};
  if (!model.counts) {
    for (const auto& name : names)
      out.push_back(figures::missing_figure(name, Origin::reported, "the source gives no number of qubits"));
    return;
  }
  const device::Counts& counts = *model.counts;
  out.push_back(count_figure(names[0], counts.described, Origin::reported, "qubits in the description"));
  out.push_back(count_figure(names[1], counts.operational, Origin::derived, "described, less those marked unusable"));
  out.push_back(count_figure(names[2], counts.working, Origin::derived,
                             "operational, with usable one-qubit gate, readout and a usable coupling"));
  out.push_back(
      count_figure(names[3], counts.connected, Origin::derived, "largest connected component of working qubits"));
}

void set_convention(Figure& figure, const char* convention) { figure.convention = convention; }

constexpr const char* average_gate = "average gate infidelity";

void add_cnot(const DeviceModel& model, std::vector<Figure>& out) {
  const Population population = cnot_population(model);
  const std::string over = "over the couplings between connected working qubits";
  out.push_back(mean_figure("cnot_infidelity.mean", population, Origin::reported, "mean " + over));
  out.push_back(aggregated("cnot_infidelity.median", population, median_of, Origin::reported, "median " + over));
  out.push_back(aggregated("cnot_infidelity.best", population, best_of, Origin::reported, "lowest " + over));
  out.push_back(aggregated("cnot_infidelity.worst", population, worst_of, Origin::reported, "highest " + over));
  std::for_each(out.end() - 4, out.end(), [](Figure& figure) { set_convention(figure, average_gate); });
}

using QubitValue = std::function<std::optional<double>(const device::ModelQubit&)>;

/// The qubits of `members`; unknown where `value` is empty.
Population qubit_population(const DeviceModel& model, const std::vector<int>& members, const QubitValue& value) {
  Population population;
  for (const int member : members) {
    if (const auto known = value(model.qubits[static_cast<std::size_t>(member)])) {
      population.values.push_back(*known);
      population.sigmas.push_back(0);
    } else {
      ++population.unknown;
    }
  }
  return population;
}

/// Qubits that the source does not mark unusable; of an averages-only machine the representative.
std::vector<int> operational_qubits(const DeviceModel& model) {
  std::vector<int> qubits;
  for (std::size_t q = 0; q < (model.averages_only ? 1 : model.qubits.size()); ++q) {
    if (model.qubits[q].operational) qubits.push_back(static_cast<int>(q));
  }
  return qubits;
}

std::optional<double> pulse_infidelity(const device::ModelQubit& qubit) {
  return qubit.gate ? std::optional(qubit.gate->infidelity) : std::nullopt;
}

std::optional<double> assignment_error(const device::ModelQubit& qubit) {
  if (!qubit.p1_given_0 || !qubit.p0_given_1) return std::nullopt;
  return (*qubit.p1_given_0 + *qubit.p0_given_1) / 2;
}

void add_qubit_aggregates(const DeviceModel& model, std::vector<Figure>& out) {
  const std::vector<int> members = averaged_qubits(model);
  const Population pulses = qubit_population(model, members, pulse_infidelity);
  out.push_back(mean_figure("one_qubit_infidelity.mean", pulses, Origin::reported,
                            "mean over the working qubits of the physical pi/2 pulse"));
  out.push_back(aggregated("one_qubit_infidelity.median", pulses, median_of, Origin::reported,
                           "median over the working qubits of the physical pi/2 pulse"));
  for (auto figure = out.end() - 2; figure != out.end(); ++figure) set_convention(*figure, average_gate);
  out.push_back(mean_figure("assignment_error.mean", qubit_population(model, members, assignment_error),
                            Origin::reported, "mean over the working qubits of (P(1|0) + P(0|1))/2"));
}

/// Median over the qubits whose time is known: a time that is not reported is left out, which the method says.
Figure coherence_median(const std::string& name, const Population& population) {
  if (population.values.empty()) return figures::missing_figure(name, Origin::reported, "the source reports none");
  Figure figure = figures::exact_figure(name, median_of(population.values), Origin::reported,
                                        "median over the qubits that report it");
  figure.unit = "s";
  if (population.unknown > 0)
    figure.assumptions.push_back(fmt::format("{} qubits without a value left out", population.unknown));
  return figure;
}

void add_coherence(const DeviceModel& model, std::vector<Figure>& out) {
  const std::vector<int> members = operational_qubits(model);
  const auto t1 = qubit_population(model, members, [](const auto& qubit) { return qubit.t1_s; });
  const auto t2 = qubit_population(model, members, [](const auto& qubit) { return qubit.t2_s; });
  out.push_back(coherence_median("t1_s.median", t1));
  out.push_back(coherence_median("t2_s.median", t2));
}

std::optional<core::Coherence> coherence_of(const device::ModelQubit& qubit) {
  if (!qubit.t1_s || !qubit.t2_s) return std::nullopt;
  return core::Coherence{*qubit.t1_s, *qubit.t2_s};
}

/// The infidelity that relaxation alone gives the gate of a coupling, where T1, T2 and the duration are known.
std::optional<double> coherence_limited(const DeviceModel& model, const Coupling& coupling) {
  const auto a = coherence_of(model.qubits[static_cast<std::size_t>(coupling.a)]);
  const auto b = coherence_of(model.qubits[static_cast<std::size_t>(coupling.b)]);
  if (!a || !b || !coupling.gate || coupling.gate->duration_s <= 0) return std::nullopt;
  return core::coherence_limit(std::array{*a, *b}, coupling.gate->duration_s);
}

void add_coherence_limit(const DeviceModel& model, std::vector<Figure>& out) {
  const std::string name = "coherence_limited_cnot_infidelity.mean";
  Population population;
  for (const int index : device::calibrated_couplings(model, model.connected)) {
    if (const auto limit = coherence_limited(model, model.couplings[static_cast<std::size_t>(index)]))
      population.values.push_back(*limit);
  }
  if (population.values.empty()) {
    out.push_back(figures::missing_figure(name, Origin::derived, "T1, T2 or gate durations are not reported"));
    return;
  }
  Figure figure = figures::exact_figure(
      name, mean_of(population.values), Origin::derived,
      "relaxation for the gate's duration at the reported T1 and T2; shown beside, never decides");
  figure.convention = average_gate;
  out.push_back(figure);
}

/// EPLG = 1 - LF^(1/(N-1)), McKay et al., arXiv:2311.05933, process convention.
void add_published(const device::DeviceDescription& description, std::vector<Figure>& out) {
  for (const device::PublishedFigure& published : description.published) {
    Figure figure =
        figures::exact_figure(published.name, published.value, Origin::reported, "as published in the source");
    if (published.date) figure.assumptions.push_back("dated " + published.date->text());
    out.push_back(figure);
    const std::string prefix = "layer_fidelity.";
    if (!published.name.starts_with(prefix)) continue;
    const int chain = std::stoi(published.name.substr(prefix.size()));
    if (chain < 2) continue;
    Figure eplg = figures::exact_figure(fmt::format("eplg.{}.published_chain", chain),
                                        1 - std::pow(published.value, 1.0 / (chain - 1)), Origin::derived,
                                        "1 - LF^(1/(N-1)) of the published layer fidelity");
    eplg.convention = "process infidelity";
    out.push_back(eplg);
  }
}

Figure for_subject(Figure figure, std::vector<int> qubits, std::string gate = {}) {
  figure.subject = figures::FigureSubject{std::move(qubits), std::move(gate)};
  return figure;
}

void add_per_qubit(const DeviceModel& model, std::vector<Figure>& out) {
  for (std::size_t q = 0; q < model.qubits.size(); ++q) {
    const device::ModelQubit& qubit = model.qubits[q];
    const std::vector<int> index{static_cast<int>(q)};
    const auto add = [&](const char* name, std::optional<double> value, const char* unit, const char* convention) {
      if (!value) return;
      Figure figure = figures::exact_figure(name, *value, Origin::reported, "as reported");
      figure.unit = unit;
      figure.convention = convention;
      out.push_back(for_subject(figure, index));
    };
    add("t1_s", qubit.t1_s, "s", "");
    add("t2_s", qubit.t2_s, "s", "");
    add("one_qubit_infidelity", pulse_infidelity(qubit), "1", average_gate);
    add("assignment_error", assignment_error(qubit), "1", "");
  }
}

void add_per_coupling(const DeviceModel& model, std::vector<Figure>& out) {
  for (const Coupling& coupling : model.couplings) {
    const std::vector<int> pair{coupling.a, coupling.b};
    if (!coupling.gate) {
      Figure unknown = figures::bounded_figure("cnot_infidelity", std::nullopt, 0, worst_infidelity, Origin::reported,
                                               "as reported");
      unknown.missing = coupling.usable == Usable::no ? "marked unusable by the source" : "not calibrated";
      out.push_back(for_subject(unknown, pair));
      continue;
    }
    Population single{{cnot_infidelity(*coupling.gate)}, {coupling.infidelity_sigma.value_or(0)}, 0};
    Figure figure = mean_figure("cnot_infidelity", single, Origin::reported, "as reported");
    figure.convention = average_gate;
    out.push_back(for_subject(figure, pair, coupling.gate->name));
  }
}

/// The average that stands for every pair.
Population representative_population(const DeviceModel& model) {
  if (model.couplings.empty() || !model.couplings[0].gate) return {{}, {}, 1};
  const Coupling& coupling = model.couplings[0];
  return {{cnot_infidelity(*coupling.gate)}, {coupling.infidelity_sigma.value_or(0)}, 0};
}

}  // namespace

double cnot_infidelity(const device::TwoQubitGate& gate) {
  return core::cnot_infidelity_from_native(gate.infidelity, circuit::spec_of(gate.kind).uses_per_cnot);
}

std::vector<int> averaged_qubits(const DeviceModel& model) {
  if (model.averages_only) return {0};
  for (const Usable least : {Usable::yes, Usable::unknown}) {
    const std::vector<bool> working = device::working_qubits(model, least);
    std::vector<int> qubits;
    for (std::size_t q = 0; q < working.size(); ++q) {
      if (working[q]) qubits.push_back(static_cast<int>(q));
    }
    if (!qubits.empty()) return qubits;
  }
  return {};
}

Population cnot_population(const DeviceModel& model) {
  if (model.averages_only) return representative_population(model);
  const std::set<int> certain(model.connected.begin(), model.connected.end());
  const std::set<int> possible(model.connected_if_unknown_work.begin(), model.connected_if_unknown_work.end());
  const auto within = [](const std::set<int>& set, const Coupling& coupling) {
    return set.contains(coupling.a) && set.contains(coupling.b);
  };
  Population population;
  for (const Coupling& coupling : model.couplings) {
    if (coupling.gate && within(certain, coupling)) {
      population.values.push_back(cnot_infidelity(*coupling.gate));
      population.sigmas.push_back(coupling.infidelity_sigma.value_or(0));
    } else if (coupling.usable != Usable::no && within(possible, coupling)) {
      if (coupling.gate) population.joining.push_back(cnot_infidelity(*coupling.gate));
      if (!coupling.gate) ++population.unknown;
    }
  }
  return population;
}

std::vector<Figure> reported_figures(const device::DeviceDescription& description, const DeviceModel& model) {
  std::vector<Figure> out;
  add_counts(model, out);
  add_cnot(model, out);
  add_coherence_limit(model, out);
  add_qubit_aggregates(model, out);
  add_coherence(model, out);
  add_published(description, out);
  if (!model.averages_only) {
    add_per_qubit(model, out);
    add_per_coupling(model, out);
  }
  return out;
}

}  // namespace qgauge::assess
