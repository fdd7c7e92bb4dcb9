// Gains of connected qubits: see mend_connected.hpp.

#include "assess/mend_connected.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace qgauge::assess {
namespace {

using device::Coupling;
using device::DeviceModel;
using device::Usable;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool is_sound(const device::ModelQubit& qubit) {
  return qubit.operational && qubit.gate_usable == Usable::yes && qubit.readout_usable == Usable::yes;
}

/// The sound qubits in the sets that good couplings connect, and the couplings of every qubit.
class Islands {
 public:
  explicit Islands(const DeviceModel& model)
      : model_(model), couplings_(model.qubits.size()), island_(model.qubits.size(), -1) {
    for (const Coupling& coupling : model.couplings) {
      couplings_[at(coupling.a)].push_back(&coupling);
      couplings_[at(coupling.b)].push_back(&coupling);
    }
    for (int q = 0; q < static_cast<int>(island_.size()); ++q) {
      if (sound(q) && island_[at(q)] < 0) explore(q);
    }
  }

  bool sound(int qubit) const { return is_sound(model_.qubits[at(qubit)]); }
  const std::vector<const Coupling*>& couplings(int qubit) const { return couplings_[at(qubit)]; }

  /// Qubits of the islands of these sound qubits together.
  int joined(const std::vector<int>& qubits) const {
    std::set<int> islands;
    for (const int qubit : qubits) islands.insert(island_[at(qubit)]);
    int sum = 0;
    for (const int island : islands) sum += sizes_[at(island)];
    return sum;
  }

 private:
  void explore(int start) {
    const int number = static_cast<int>(sizes_.size());
    std::vector<int> open{start};
    island_[at(start)] = number;
    sizes_.push_back(0);
    while (!open.empty()) {
      const int qubit = open.back();
      open.pop_back();
      ++sizes_.back();
      for (const Coupling* coupling : couplings(qubit)) {
        const int other = coupling->a == qubit ? coupling->b : coupling->a;
        if (coupling->usable != Usable::yes || !sound(other) || island_[at(other)] >= 0) continue;
        island_[at(other)] = number;
        open.push_back(other);
      }
    }
  }

  const DeviceModel& model_;
  std::vector<std::vector<const Coupling*>> couplings_;
  std::vector<int> island_;  ///< of each sound qubit; -1: it is none
  std::vector<int> sizes_;
};

/// The qubits that a mended one would reach. A coupling of a dead qubit fell with it; one of an uncalibrated qubit is
/// judged by itself.
std::vector<int> reached(const DeviceModel& model, const Islands& islands, int qubit) {
  std::vector<int> others;
  for (const Coupling* coupling : islands.couplings(qubit)) {
    const int other = coupling->a == qubit ? coupling->b : coupling->a;
    const bool fell = coupling->usable == Usable::no && !model.qubits[at(qubit)].operational;
    if (islands.sound(other) && (fell || coupling->usable == Usable::yes)) others.push_back(other);
  }
  return others;
}

std::string repair_of(const device::ModelQubit& qubit) {
  const bool dead = !qubit.operational || qubit.gate_usable == Usable::no || qubit.readout_usable == Usable::no;
  return dead ? "worked" : "were calibrated";
}

void add_qubits(const DeviceModel& model, const Islands& islands, std::vector<ConnectedGain>& gains) {
  for (int q = 0; q < static_cast<int>(model.qubits.size()); ++q) {
    if (islands.sound(q)) continue;
    const std::vector<int> others = reached(model, islands, q);
    if (others.empty()) continue;
    gains.push_back({qubit_name(model, q), repair_of(model.qubits[at(q)]), 1 + islands.joined(others)});
  }
}

void add_couplings(const DeviceModel& model, const Islands& islands, std::vector<ConnectedGain>& gains) {
  for (const Coupling& coupling : model.couplings) {
    if (coupling.usable == Usable::yes || !islands.sound(coupling.a) || !islands.sound(coupling.b)) continue;
    gains.push_back({coupling_name(model, coupling), coupling.usable == Usable::no ? "worked" : "were calibrated",
                     islands.joined({coupling.a, coupling.b})});
  }
}

}  // namespace

std::string coupling_name(const DeviceModel& model, const Coupling& coupling) {
  return fmt::format("coupling {}-{}", model.qubits[at(coupling.a)].label, model.qubits[at(coupling.b)].label);
}

std::string qubit_name(const DeviceModel& model, int qubit) {
  return fmt::format("qubit {}", model.qubits[at(qubit)].label);
}

std::vector<ConnectedGain> connected_gains(const DeviceModel& model, std::size_t most) {
  const int now = model.counts ? model.counts->connected.value : 0;
  std::vector<ConnectedGain> gains;
  if (now == 0) return gains;
  const Islands islands(model);
  add_qubits(model, islands, gains);
  add_couplings(model, islands, gains);
  std::erase_if(gains, [now](const ConnectedGain& gain) { return gain.connected <= now; });
  std::ranges::stable_sort(gains, std::greater{}, &ConnectedGain::connected);
  if (gains.size() > most) gains.resize(most);
  return gains;
}

}  // namespace qgauge::assess
