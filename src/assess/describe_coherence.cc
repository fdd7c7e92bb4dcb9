// T1 and T2 as the source gives them: medians over the machine. A step of reported_figures; knows nothing of gates and
// of what the times allow them.

#include <fmt/format.h>

#include "assess/aggregate.hpp"
#include "assess/describe.hpp"

namespace qgauge::assess {
namespace {

using device::DeviceModel;
using figures::Figure;
using figures::Origin;

/// Qubits that the source does not mark unusable; of an averages-only machine the representative.
std::vector<int> operational_qubits(const DeviceModel& model) {
  std::vector<int> qubits;
  for (std::size_t q = 0; q < (model.averages_only ? 1 : model.qubits.size()); ++q) {
    if (model.qubits[q].operational) qubits.push_back(static_cast<int>(q));
  }
  return qubits;
}

/// Median over the qubits whose time is known: a time that is not reported is left out, which the method says.
Figure coherence_median(const std::string& name, const Population& population) {
  if (population.values.empty()) return figures::missing_figure(name, Origin::reported, "the source reports none");
  Figure figure = figures::exact_figure(name, median_of(population.values), Origin::reported,
                                        "median over the qubits that report it");
  if (population.unknown > 0)
    figure.assumptions.push_back(fmt::format("left out for lack of a value: {} of {} qubits", population.unknown,
                                             population.values.size() + static_cast<std::size_t>(population.unknown)));
  return figure;
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

}  // namespace

std::optional<double> described_time(const device::Quantity& time) {
  return time.known() && time.value > 0 ? std::optional(time.value) : std::nullopt;
}

void add_coherence(const device::DeviceDescription& description, const DeviceModel& model, std::vector<Figure>& out) {
  const std::vector<int> members = operational_qubits(model);
  out.push_back(coherence_median("t1_s.median", described_times(description, members, &device::Qubit::t1_s)));
  out.push_back(coherence_median("t2_s.median", described_times(description, members, &device::Qubit::t2_s)));
}

}  // namespace qgauge::assess
