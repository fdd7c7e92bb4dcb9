// Reported and derived figures of a description: counts, errors, coherence, published figures.
// Called by the pipeline; knows no protocol and no rule.

#include "assess/describe.hpp"

#include <array>
#include <functional>
#include <iterator>

#include <fmt/format.h>

#include "assess/aggregate.hpp"

namespace qgauge::assess {
namespace {

using device::DeviceModel;
using device::Usable;
using figures::Figure;
using figures::Origin;

Figure count_figure(const std::string& name, const device::Count& count, Origin origin, const std::string& method) {
  if (count.low == count.high) return figures::exact_figure(name, count.value, origin, method);
  return figures::bounded_figure(name, count.value, count.low, count.high, origin, method);
}

/// Of a machine of which only published figures are known: a count that nobody gives equals the one before it.
void add_taken_counts(const device::Count& described, const std::array<std::string, 4>& names,
                      std::vector<Figure>& out) {
  out.push_back(count_figure(names[0], described, Origin::reported, "as the source gives it"));
  for (std::size_t i = 1; i < names.size(); ++i) {
    out.push_back(count_figure(names[i], described, Origin::derived, fmt::format("taken equal to {}", names[i - 1])));
    out.back().assumptions.push_back(fmt::format("{} = {} ({})", names[i], described.value, out.back().method));
  }
}

bool has_gates(const DeviceModel& model) {
  return model.paradigm == device::Paradigm::gate_model || model.paradigm == device::Paradigm::measurement_based;
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
  if (model.qubits.empty() && has_gates(model)) return add_taken_counts(counts.described, names, out);
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
  out.push_back(mean_figure("assignment_error.mean", qubit_population(model, members, assignment_error),
                            Origin::reported, "mean over the working qubits of (P(1|0) + P(0|1))/2"));
}

void add_qubits(const device::DeviceDescription& description, const DeviceModel& model, std::vector<Figure>& out) {
  for (std::size_t q = 0; q < model.qubits.size(); ++q) {
    const device::ModelQubit& qubit = model.qubits[q];
    const auto add = [&](const char* name, std::optional<double> value) {
      if (!value) return;
      out.push_back(figures::exact_figure(name, *value, Origin::reported, "as reported"));
      out.back().subject = figures::FigureSubject{{static_cast<int>(q)}, ""};
    };
    if (q < description.qubits.size()) {
      add("t1_s", described_time(description.qubits[q].t1_s));
      add("t2_s", described_time(description.qubits[q].t2_s));
    }
    add("one_qubit_infidelity", pulse_infidelity(qubit));
    add("assignment_error", assignment_error(qubit));
  }
}

}  // namespace

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

std::vector<Figure> reported_figures(const device::DeviceDescription& description, const DeviceModel& model) {
  std::vector<Figure> out, pairs, limits;
  add_counts(model, out);
  add_couplings(description, model, out, pairs);
  add_coherence_limits(description, model, out, limits);
  add_qubit_aggregates(model, out);
  add_coherence(description, model, out);
  add_published(description, out);
  if (!model.averages_only) add_qubits(description, model, out);
  for (auto* subjects : {&pairs, &limits}) {
    out.insert(out.end(), std::make_move_iterator(subjects->begin()), std::make_move_iterator(subjects->end()));
  }
  return out;
}

}  // namespace qgauge::assess
