// What figures of single qubits and pairs say of a machine, and which of them there are. Called by the protocols.
// Must not know which figure it is.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr double worst_error = 1;

bool is_member(const Figure& figure, const std::string& name, const Population& population) {
  if (figure.name != name || !figure.subject) return false;
  const auto& qubits = figure.subject->qubits;
  const std::set<int>& within = qubits.size() == 1 ? population.qubits : population.connected;
  return std::ranges::all_of(qubits, [&](int qubit) { return within.contains(qubit); });
}

bool is_of_pairs(const Figure& figure, const std::string& name) {
  return figure.name == name && figure.subject && figure.subject->qubits.size() == 2;
}

/// The mean of a member of the figures, or nothing where one lacks it.
std::optional<double> mean_over(const std::vector<Figure>& figures, std::optional<double> Figure::*member) {
  double sum = 0;
  for (const Figure& figure : figures) {
    if (!(figure.*member)) return std::nullopt;
    sum += *(figure.*member);
  }
  return sum / static_cast<double>(figures.size());
}

Figure mean_with_truth(const std::string& name, std::vector<Figure> members, int unknown) {
  unknown += static_cast<int>(std::erase_if(members, [](const Figure& figure) { return !figure.value; }));
  if (members.empty()) {
    return figures::missing_figure(name + ".mean", figures::Origin::simulated, "nothing calibrated to simulate");
  }
  Figure mean = population_mean(name + ".mean", members, unknown, worst_error);
  mean.truth = mean_over(members, &Figure::truth);
  mean.reported = mean_over(members, &Figure::reported);
  return mean;
}

bool has_pulse(const device::DeviceModel& model, int qubit) {
  return model.qubits[static_cast<std::size_t>(qubit)].gate.has_value();
}

std::vector<int> representative(const device::DeviceModel& model, std::vector<int> all) {
  if (model.averages_only && !all.empty()) all.erase(all.begin() + 1, all.end());
  return all;
}

}  // namespace

std::vector<Figure> joined(FigureLists figures) {
  std::vector<Figure> all;
  for (std::vector<Figure>& list : figures) {
    all.insert(all.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
  }
  return all;
}

std::vector<Figure> with_means(FigureLists figures, const std::vector<std::string>& names,
                               const Population& population) {
  const std::vector<Figure> all = joined(std::move(figures));
  std::vector<Figure> out;
  for (const std::string& name : names) {
    std::vector<Figure> members;
    std::ranges::copy_if(all, std::back_inserter(members),
                         [&](const Figure& figure) { return is_member(figure, name, population); });
    const bool pairs = std::ranges::any_of(all, [&](const Figure& figure) { return is_of_pairs(figure, name); });
    out.push_back(mean_with_truth(name, std::move(members), pairs ? population.unknown_couplings : 0));
  }
  out.insert(out.end(), all.begin(), all.end());
  return out;
}

std::vector<int> usable_qubits(const device::DeviceModel& model) {
  std::vector<int> qubits;
  for (std::size_t q = 0; q < model.qubits.size(); ++q) {
    if (model.qubits[q].operational && model.qubits[q].gate) qubits.push_back(static_cast<int>(q));
  }
  return representative(model, std::move(qubits));
}

std::vector<int> readable_qubits(const device::DeviceModel& model) {
  std::vector<int> qubits = usable_qubits(model);
  std::erase_if(qubits, [&](int qubit) {
    const device::ModelQubit& described = model.qubits[static_cast<std::size_t>(qubit)];
    return !described.p1_given_0 || !described.p0_given_1;
  });
  return qubits;
}

std::vector<int> usable_couplings(const device::DeviceModel& model) {
  std::vector<int> couplings;
  for (std::size_t c = 0; c < model.couplings.size(); ++c) {
    const device::Coupling& coupling = model.couplings[c];
    if (coupling.gate && has_pulse(model, coupling.a) && has_pulse(model, coupling.b)) {
      couplings.push_back(static_cast<int>(c));
    }
  }
  return representative(model, std::move(couplings));
}

}  // namespace qgauge::protocols
