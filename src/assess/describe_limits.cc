// What relaxation allows of the gates and how much of their reported errors it explains. A step of reported_figures;
// formulas and examples are in docs/coherence.md.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "assess/aggregate.hpp"
#include "assess/coherence_limits.hpp"
#include "assess/coupling_errors.hpp"
#include "assess/describe.hpp"

namespace qgauge::assess {
namespace {

using device::DeviceModel;
using figures::Figure;
using figures::Origin;

/// One pulse or C-NOT whose coherence limit is known, with the error that the source reports.
struct Entry {
  figures::FigureSubject subject;
  CoherenceLimit limit;
  std::optional<double> error;
  double error_sigma = 0;
};

/// Those that the figures of the machine are over, and how many of them lack a time or a duration.
struct Members {
  std::vector<Entry> entries;
  std::size_t left_out = 0;
};

/// What differs between one-qubit pulses and C-NOTs.
struct Kind {
  std::string limit;  ///< stems of figures
  std::string share;
  std::string gates;
  std::string things;
};

const Kind pulse_kind{"coherence_limited_one_qubit_infidelity", "coherence_share.one_qubit",
                      "gates_per_coherence_time.one_qubit", "qubits"};
const Kind cnot_kind{"coherence_limited_cnot_infidelity", "coherence_share.cnot", "gates_per_coherence_time.cnot",
                     "couplings"};

constexpr const char* unknown_limit = "T1, T2 or gate durations are not reported";

/// A value that follows from others, with the standard error that theirs give it.
Figure derived(const std::string& name, double value, double sigma, const std::string& method) {
  Figure figure = figures::exact_figure(name, value, Origin::derived, method);
  if (sigma <= 0) return figure;
  set_deviation(figure, sigma, figures::domain_of(*figures::find_figure(name)).range);
  figure.kind = figures::IntervalKind::propagated;
  return figure;
}

bool has_share(const Entry& entry) { return entry.error && *entry.error > 0; }
double share_of(const Entry& entry) { return entry.limit.infidelity / *entry.error; }
double gates_of(const Entry& entry) { return entry.limit.shortest_s / entry.limit.duration_s; }

using Value = double (*)(const Entry&);
double limit_value(const Entry& entry) { return entry.limit.infidelity; }
double rest_of(const Entry& entry) { return *entry.error - entry.limit.infidelity; }

std::vector<double> values_of(const std::vector<Entry>& entries, Value value) {
  std::vector<double> values;
  for (const Entry& entry : entries) values.push_back(value(entry));
  return values;
}

std::vector<Entry> with_error(const std::vector<Entry>& entries) {
  std::vector<Entry> chosen;
  std::ranges::copy_if(entries, std::back_inserter(chosen), has_share);
  return chosen;
}

/// Of the mean over the entries of a value that goes with the limit by `of_limit` and with the error by `of_error`.
double mean_deviation(const std::vector<Entry>& entries, const CoherenceLimits& limits, Value of_limit,
                      Value of_error) {
  const auto count = static_cast<double>(entries.size());
  std::vector<Weighted> weighted;
  double variance = 0;
  for (const Entry& entry : entries) {
    weighted.push_back({&entry.limit, of_limit(entry) / count});
    variance += std::pow(of_error(entry) * entry.error_sigma / count, 2);
  }
  return std::hypot(limits.deviation(weighted), std::sqrt(variance));
}

double zero(const Entry&) { return 0; }
double one(const Entry&) { return 1; }
double inverse_error(const Entry& entry) { return 1 / *entry.error; }
double share_over_error(const Entry& entry) { return share_of(entry) / *entry.error; }

double share_deviation(const std::vector<Entry>& entries, const CoherenceLimits& limits) {
  return mean_deviation(entries, limits, inverse_error, share_over_error);
}

/// Says of an aggregate what it is not over.
void name_left_out(std::size_t left_out, std::size_t known, const std::string& things, Figure& figure) {
  if (left_out == 0) return;
  figure.assumptions.push_back(fmt::format("of {} {}, {} lack T1, T2 or the duration of the gate and are left out",
                                           left_out + known, things, left_out));
}

/// A share above 1 is not cut: the calibration of times and that of gates are of different hours.
void name_above_one(const std::vector<Entry>& entries, const std::string& things, Figure& figure) {
  const auto above = std::ranges::count_if(entries, [](const Entry& entry) { return share_of(entry) > 1; });
  if (above == 0) return;
  figure.assumptions.push_back(
      fmt::format("of {} {}, {} report less error than T1, T2 and the duration of the gate allow: a share above 1",
                  entries.size(), things, above));
}

void add_limit(const Kind& kind, const Members& members, const CoherenceLimits& limits, std::vector<Figure>& out) {
  const std::string name = kind.limit + ".mean";
  if (members.entries.empty()) return out.push_back(figures::missing_figure(name, Origin::derived, unknown_limit));
  out.push_back(derived(name, mean_of(values_of(members.entries, limit_value)),
                        mean_deviation(members.entries, limits, one, zero),
                        "relaxation for the gate's duration at the reported T1 and T2; shown beside, never decides"));
  name_left_out(members.left_out, members.entries.size(), kind.things, out.back());
}

/// Nothing where no error is reported beside a limit.
void add_shares(const Kind& kind, const Members& members, const CoherenceLimits& limits, std::vector<Figure>& out) {
  const std::vector<Entry> entries = with_error(members.entries);
  if (entries.empty()) return;
  const std::vector<double> shares = values_of(entries, share_of);
  const std::string method = "coherence limit over the reported error of each gate";
  out.push_back(derived(kind.share + ".mean", mean_of(shares), share_deviation(entries, limits), method + ", mean"));
  out.push_back(derived(kind.share + ".median", median_of(shares), 0, method + ", median"));
  for (Figure* figure : {&*(out.end() - 2), &out.back()}) name_above_one(entries, kind.things, *figure);
}

void add_gates(const Kind& kind, const Members& members, std::vector<Figure>& out) {
  if (members.entries.empty()) return;
  out.push_back(derived(kind.gates + ".median", median_of(values_of(members.entries, gates_of)), 0,
                        "shortest T2 of the gate's qubits over its duration, median"));
}

/// The mean error in two parts. Infidelities of independent errors add to first order.
void add_budget(const Members& members, const CoherenceLimits& limits, std::vector<Figure>& out) {
  const std::vector<Entry> entries = with_error(members.entries);
  if (entries.empty()) return;
  out.push_back(derived("error_budget.cnot.coherence.mean", mean_of(values_of(entries, limit_value)),
                        mean_deviation(entries, limits, one, zero),
                        "mean coherence limit over the couplings whose error is reported"));
  out.push_back(derived("error_budget.cnot.rest.mean", mean_of(values_of(entries, rest_of)),
                        mean_deviation(entries, limits, one, one),
                        "mean reported error less the mean coherence limit of the same couplings; below 0 where the "
                        "reported errors lie below the limit"));
}

void add_entry(const Kind& kind, const Entry& entry, const CoherenceLimits& limits, std::vector<Figure>& out) {
  const std::vector<Entry> alone{entry};
  const auto add = [&](Figure figure) { out.push_back(std::move(figure)), out.back().subject = entry.subject; };
  add(derived(kind.limit, entry.limit.infidelity, mean_deviation(alone, limits, one, zero),
              "relaxation for the gate's duration at the reported T1 and T2"));
  add(derived(kind.gates, gates_of(entry), limits.t2_deviation(entry.limit.shortest) / entry.limit.duration_s,
              "shortest T2 of the gate's qubits over its duration"));
  if (!has_share(entry)) return;
  add(derived(kind.share, share_of(entry), share_deviation(alone, limits), "coherence limit over the reported error"));
  if (share_of(entry) > 1)
    out.back().assumptions.push_back("the reported error is lower than T1, T2 and the duration of the gate allow");
}

std::optional<Entry> pulse_entry(const DeviceModel& model, const CoherenceLimits& limits, int qubit) {
  const auto limit = limits.pulse(qubit);
  if (!limit) return std::nullopt;
  return Entry{{{qubit}, ""}, *limit, model.qubits[static_cast<std::size_t>(qubit)].gate->infidelity};
}

std::optional<Entry> cnot_entry(const device::Coupling& coupling, const std::optional<PairError>& error,
                                const CoherenceLimits& limits) {
  const auto limit = limits.cnot(coupling);
  if (!limit) return std::nullopt;
  Entry entry{{{coupling.a, coupling.b}, coupling.gate ? coupling.gate->name : ""}, *limit, std::nullopt};
  if (error) entry.error = error->infidelity;
  if (error) entry.error_sigma = error->sigma;
  return entry;
}

using Entries = std::vector<std::optional<Entry>>;

Members members_of(const Entries& all, const auto& chosen) {
  Members members;
  for (const auto index : chosen) {
    const auto& entry = all[static_cast<std::size_t>(index)];
    if (entry) members.entries.push_back(*entry);
    if (!entry) ++members.left_out;
  }
  return members;
}

Entries pulse_entries(const DeviceModel& model, const CoherenceLimits& limits) {
  Entries entries;
  for (int q = 0; q < static_cast<int>(model.qubits.size()); ++q) entries.push_back(pulse_entry(model, limits, q));
  return entries;
}

Entries cnot_entries(const DeviceModel& model, const CoherenceLimits& limits) {
  const PairErrors errors = reported_errors(model);
  Entries entries;
  for (std::size_t i = 0; i < errors.size(); ++i) entries.push_back(cnot_entry(model.couplings[i], errors[i], limits));
  return entries;
}

}  // namespace

void add_coherence_limits(const device::DeviceDescription& description, const DeviceModel& model,
                          std::vector<Figure>& aggregates, std::vector<Figure>& subjects) {
  if (model.qubits.empty()) {
    aggregates.push_back(figures::missing_figure(cnot_kind.limit + ".mean", Origin::derived, unknown_limit));
    return;
  }
  const CoherenceLimits limits(description, model);
  const Entries pulses = pulse_entries(model, limits), cnots = cnot_entries(model, limits);
  const Members qubits = members_of(pulses, averaged_qubits(model));
  const Members couplings = members_of(cnots, averaged_couplings(model));
  for (const auto& [kind, members] : {std::pair(&cnot_kind, &couplings), std::pair(&pulse_kind, &qubits)}) {
    add_limit(*kind, *members, limits, aggregates);
    add_shares(*kind, *members, limits, aggregates);
    add_gates(*kind, *members, aggregates);
  }
  add_budget(couplings, limits, aggregates);
  if (model.averages_only) return;
  for (const auto& entry : pulses) {
    if (entry) add_entry(pulse_kind, *entry, limits, subjects);
  }
  for (const auto& entry : cnots) {
    if (entry) add_entry(cnot_kind, *entry, limits, subjects);
  }
}

}  // namespace qgauge::assess
