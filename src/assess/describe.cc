// Reported and derived figures of a description: counts, errors, coherence, published figures.
// Called by the pipeline; knows no protocol and no rule.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
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

/// The least (sign +1) or greatest (-1) aggregate that can be: every unknown member at `filler`, then the members that
/// would join one by one, the most extreme first.
double extreme(const Population& population, Aggregate aggregate, double filler, int sign) {
  std::vector<double> values = population.values;
  values.insert(values.end(), static_cast<std::size_t>(population.unknown), filler);
  std::vector<double> joining = population.joining;
  std::ranges::sort(joining, {}, [sign](double value) { return sign * value; });
  double best = sign * aggregate(values);
  for (const double value : joining) {
    values.push_back(value);
    best = std::min(best, sign * aggregate(values));
  }
  return sign * best;
}

/// Nothing is known of the aggregate where the unknown members may form the population without the known ones.
figures::Interval possible(const Population& population, Aggregate aggregate) {
  if (population.replaceable) return {0, worst_infidelity};
  return {extreme(population, aggregate, 0, 1), extreme(population, aggregate, worst_infidelity, -1)};
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
    const auto [low, high] = possible(population, aggregate);
    Figure figure = figures::bounded_figure(name, value, low, high, origin, method);
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
    figure.low = std::max(*figure.value - half, 0.0);
    figure.high = std::min(*figure.value + half, worst_infidelity);
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
  if (model.qubits.empty()) {
    for (const std::size_t i : {2, 3}) {
      out.push_back(figures::missing_figure(
          names[i], Origin::derived,
          fmt::format("defined by gates, which a machine of paradigm {} does not have", name_of(model.paradigm))));
    }
    return;
  }
  out.push_back(count_figure(names[2], counts.working, Origin::derived,
                             "operational, with usable one-qubit gate, readout and a usable coupling"));
  out.push_back(
      count_figure(names[3], counts.connected, Origin::derived, "largest connected component of working qubits"));
}

void set_convention(Figure& figure, const char* convention) { figure.convention = convention; }

constexpr const char* average_gate = "average gate infidelity";

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

void add_cnot(const DeviceModel& model, std::vector<Figure>& out) {
  const Population population = cnot_population(model);
  const std::string over = "over the couplings between connected working qubits";
  const std::set<std::string> metrics = metric_texts(model);
  out.push_back(mean_figure("cnot_infidelity.mean", population, Origin::reported, "mean " + over));
  out.push_back(aggregated("cnot_infidelity.median", population, median_of, Origin::reported, "median " + over));
  out.push_back(aggregated("cnot_infidelity.best", population, best_of, Origin::reported, "lowest " + over));
  out.push_back(aggregated("cnot_infidelity.worst", population, worst_of, Origin::reported, "highest " + over));
  std::for_each(out.end() - 4, out.end(), [&](Figure& figure) {
    set_convention(figure, average_gate);
    figure.assumptions.insert(figure.assumptions.end(), metrics.begin(), metrics.end());
  });
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
    figure.assumptions.push_back(fmt::format("left out for lack of a value: {} of {} qubits", population.unknown,
                                             population.values.size() + static_cast<std::size_t>(population.unknown)));
  return figure;
}

std::optional<double> described_time(const device::Quantity& time) {
  return time.known() && time.value > 0 ? std::optional(time.value) : std::nullopt;
}

/// T1 or T2 as the source gives it, also where the model cuts T2 to twice T1.
Population described_times(const device::DeviceDescription& description, const std::vector<int>& members,
                           device::Quantity device::Qubit::*time) {
  Population population;
  for (const int member : members) {
    const bool single = !description.qubits.empty();
    const device::Qubit* qubit = single                      ? &description.qubits[static_cast<std::size_t>(member)]
                                 : description.average_qubit ? &*description.average_qubit
                                                             : nullptr;
    const auto value = qubit ? described_time(qubit->*time) : std::nullopt;
    if (value) population.values.push_back(*value);
    if (!value) ++population.unknown;
  }
  return population;
}

void add_coherence(const device::DeviceDescription& description, const DeviceModel& model, std::vector<Figure>& out) {
  const std::vector<int> members = operational_qubits(model);
  out.push_back(coherence_median("t1_s.median", described_times(description, members, &device::Qubit::t1_s)));
  out.push_back(coherence_median("t2_s.median", described_times(description, members, &device::Qubit::t2_s)));
}

std::optional<core::Coherence> coherence_of(const device::ModelQubit& qubit) {
  if (!qubit.t1_s || !qubit.t2_s) return std::nullopt;
  return core::Coherence{*qubit.t1_s, *qubit.t2_s};
}

using Durations = std::map<std::pair<int, int>, double>;

/// Seconds of the shortest described gate of each pair, calibrated or not.
Durations durations_of(const device::DeviceDescription& description) {
  Durations durations;
  for (const device::Gate& gate : description.gates) {
    if (gate.qubits.size() != 2 || !gate.duration_s.known() || gate.duration_s.value <= 0) continue;
    const auto pair = std::minmax(gate.qubits[0], gate.qubits[1]);
    const auto [entry, fresh] = durations.emplace(pair, gate.duration_s.value);
    if (!fresh) entry->second = std::min(entry->second, gate.duration_s.value);
  }
  return durations;
}

/// The infidelity that relaxation alone gives the gate of a coupling, where T1, T2 and the duration are known.
std::optional<double> coherence_limited(const DeviceModel& model, const Coupling& coupling,
                                        const Durations& durations) {
  const auto a = coherence_of(model.qubits[static_cast<std::size_t>(coupling.a)]);
  const auto b = coherence_of(model.qubits[static_cast<std::size_t>(coupling.b)]);
  const auto described = durations.find(std::minmax(coupling.a, coupling.b));
  double duration_s = described == durations.end() ? 0 : described->second;
  if (coupling.gate && coupling.gate->duration_s > 0) duration_s = coupling.gate->duration_s;
  if (!a || !b || duration_s <= 0) return std::nullopt;
  return core::coherence_limit(std::array{*a, *b}, duration_s);
}

/// Over the couplings of the connected component; where none is calibrated, over those that may form one.
void add_coherence_limit(const device::DeviceDescription& description, const DeviceModel& model,
                         std::vector<Figure>& out) {
  const std::string name = "coherence_limited_cnot_infidelity.mean";
  const bool certain = !model.connected.empty();
  const auto& members = certain ? model.connected : model.connected_if_unknown_work;
  const std::set<int> qubits(members.begin(), members.end());
  const Durations durations = durations_of(description);
  Population population;
  for (const Coupling& coupling : model.couplings) {
    if (!qubits.contains(coupling.a) || !qubits.contains(coupling.b) || (certain && !coupling.gate)) continue;
    if (const auto limit = coherence_limited(model, coupling, durations)) population.values.push_back(*limit);
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

/// N of "layer_fidelity.N"; 0 for any other name.
int chain_length(std::string_view name) {
  constexpr std::string_view prefix = "layer_fidelity.";
  int length = 0;
  if (name.starts_with(prefix)) std::from_chars(name.data() + prefix.size(), name.data() + name.size(), length);
  return length;
}

/// EPLG = 1 - LF^(1/(N-1)), McKay et al., arXiv:2311.05933, process convention.
void add_published(const device::DeviceDescription& description, std::vector<Figure>& out) {
  for (const device::PublishedFigure& published : description.published) {
    Figure figure =
        figures::exact_figure(published.name, published.value, Origin::reported, "as published in the source");
    if (published.date) figure.assumptions.push_back("dated " + published.date->text());
    out.push_back(figure);
    const int chain = chain_length(published.name);
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

void add_per_qubit(const device::DeviceDescription& description, const DeviceModel& model, std::vector<Figure>& out) {
  for (std::size_t q = 0; q < model.qubits.size(); ++q) {
    const device::ModelQubit& qubit = model.qubits[q];
    const auto add = [&](const char* name, std::optional<double> value, const char* unit, const char* convention) {
      if (!value) return;
      Figure figure = figures::exact_figure(name, *value, Origin::reported, "as reported");
      figure.unit = unit;
      figure.convention = convention;
      out.push_back(for_subject(figure, {static_cast<int>(q)}));
    };
    if (q < description.qubits.size()) {
      add("t1_s", described_time(description.qubits[q].t1_s), "s", "");
      add("t2_s", described_time(description.qubits[q].t2_s), "s", "");
    }
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
  const std::size_t outside = possible.size() - certain.size();
  const auto within = [](const std::set<int>& set, const Coupling& coupling) {
    return set.contains(coupling.a) && set.contains(coupling.b);
  };
  Population population;
  population.replaceable = outside >= certain.size();
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
  add_coherence_limit(description, model, out);
  add_qubit_aggregates(model, out);
  add_coherence(description, model, out);
  add_published(description, out);
  if (!model.averages_only) {
    add_per_qubit(description, model, out);
    add_per_coupling(model, out);
  }
  return out;
}

}  // namespace qgauge::assess
