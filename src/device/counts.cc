// Counts of qubits and connected components: see counts.hpp. Each count has a lower end, where everything unknown
// fails, which is also its value, and an upper end, where everything unknown works.

#include "device/counts.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::device {

std::vector<bool> working_qubits(const DeviceModel& model, Usable least) {
  std::vector<bool> working(model.qubits.size(), false);
  for (const Coupling& coupling : model.couplings) {
    if (coupling.usable < least) continue;
    working[static_cast<std::size_t>(coupling.a)] = true;
    working[static_cast<std::size_t>(coupling.b)] = true;
  }
  for (std::size_t q = 0; q < working.size(); ++q) {
    const ModelQubit& qubit = model.qubits[q];
    if (!qubit.operational || qubit.gate_usable < least || qubit.readout_usable < least) working[q] = false;
  }
  return working;
}

namespace {

/// Disjoint sets of qubits with path halving.
class Components {
 public:
  explicit Components(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0); }
  int root(int qubit) {
    while (parent_[at(qubit)] != qubit) qubit = parent_[at(qubit)] = parent_[at(parent_[at(qubit)])];
    return qubit;
  }
  void join(int a, int b) {
    const auto [low, high] = std::minmax({root(a), root(b)});
    parent_[at(high)] = low;
  }

 private:
  static std::size_t at(int qubit) { return static_cast<std::size_t>(qubit); }
  std::vector<int> parent_;
};

/// The components of the working qubits, the largest first; of equals, the one with the lowest qubit.
std::vector<std::vector<int>> components(const DeviceModel& model, const std::vector<bool>& working, Usable least) {
  Components sets(model.qubits.size());
  for (const Coupling& coupling : model.couplings) {
    const bool both = working[static_cast<std::size_t>(coupling.a)] && working[static_cast<std::size_t>(coupling.b)];
    if (both && coupling.usable >= least) sets.join(coupling.a, coupling.b);
  }
  std::vector<std::vector<int>> members(model.qubits.size());
  for (int q = 0; q < static_cast<int>(model.qubits.size()); ++q) {
    if (working[static_cast<std::size_t>(q)]) members[static_cast<std::size_t>(sets.root(q))].push_back(q);
  }
  std::erase_if(members, [](const auto& set) { return set.empty(); });
  std::ranges::stable_sort(members, std::greater{}, [](const auto& set) { return set.size(); });
  return members;
}

void report_disconnected(DeviceModel& model, const std::vector<std::vector<int>>& parts) {
  if (parts.size() < 2) return;
  constexpr std::size_t shown = 10;
  std::vector<std::size_t> sizes;
  for (std::size_t i = 0; i < std::min(parts.size(), shown); ++i) sizes.push_back(parts[i].size());
  model.findings.push_back(
      {"disconnected_graph", fmt::format("qubits {}", fmt::join(parts[1], ", ")),
       fmt::format(
           "the working qubits fall into {} sets that calibrated couplings connect, of {}{} qubits; the largest "
           "is the connected one",
           parts.size(), fmt::join(sizes, ", "), parts.size() > shown ? ", ..." : "")});
}

int count_true(const std::vector<bool>& flags) { return static_cast<int>(std::ranges::count(flags, true)); }

Count exactly(int value) { return {value, value, value}; }

}  // namespace

void count_qubits(DeviceModel& model) {
  const auto working = working_qubits(model, Usable::yes);
  const auto possibly_working = working_qubits(model, Usable::unknown);
  const auto parts = components(model, working, Usable::yes);
  const auto possible_parts = components(model, possibly_working, Usable::unknown);
  if (!parts.empty()) model.connected = parts[0];
  if (!possible_parts.empty()) model.connected_if_unknown_work = possible_parts[0];
  report_disconnected(model, parts);
  const int operational = static_cast<int>(std::ranges::count(model.qubits, true, &ModelQubit::operational));
  const int low = count_true(working), connected = static_cast<int>(model.connected.size());
  model.counts = {exactly(static_cast<int>(model.qubits.size())),
                  exactly(operational),
                  {low, low, count_true(possibly_working)},
                  {connected, connected, static_cast<int>(model.connected_if_unknown_work.size())}};
}

void count_equal_qubits(DeviceModel& model, int count) {
  const Usable working =
      model.couplings.empty()
          ? Usable::no
          : std::min({model.qubits[0].gate_usable, model.qubits[0].readout_usable, model.couplings[0].usable});
  const int low = working == Usable::yes ? count : 0;
  const int high = working == Usable::no ? 0 : count;
  model.counts = {exactly(count), exactly(count), {low, low, high}, {low, low, high}};
  model.connected.resize(static_cast<std::size_t>(low));
  model.connected_if_unknown_work.resize(static_cast<std::size_t>(high));
  for (auto* list : {&model.connected, &model.connected_if_unknown_work}) std::iota(list->begin(), list->end(), 0);
}

}  // namespace qgauge::device
