// Parts of a noisy circuit: see clusters.hpp.
#include "simulator/clusters.hpp"

#include <array>
#include <cstddef>
#include <numeric>

#include "qgauge/noise.hpp"

namespace qgauge::simulator {
namespace {

using noise::NoisyCircuit;
using noise::PauliChannel;
using noise::Step;
using noise::StepKind;

/// Register qubits in sets that gates connect (union-find with path halving).
class Sets {
 public:
  explicit Sets(int qubits) : parent_(static_cast<std::size_t>(qubits)) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t qubit) {
    while (parent_[qubit] != qubit) qubit = parent_[qubit] = parent_[parent_[qubit]];
    return qubit;
  }
  /// The smaller root stays.
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Where a register qubit is found.
struct Place {
  std::size_t part = 0;
  int qubit = 0;
};

/// |tr(P^dagger U)/4|^2 of each Pauli: the twirl of a unitary on two qubits.
std::vector<double> twirl_of_unitary(const Eigen::MatrixXcd& unitary) {
  constexpr std::array<unsigned, 4> flips{0, 1, 1, 0}, phases{0, 0, 1, 1};  // of I, X, Y, Z
  std::vector<double> probabilities(16);
  for (std::size_t pauli = 0; pauli < 16; ++pauli) {
    const unsigned flip = flips[pauli % 4] | flips[pauli / 4] << 1, phase = phases[pauli % 4] | phases[pauli / 4] << 1;
    std::complex<double> trace = 0;
    for (unsigned i = 0; i < 4; ++i) {
      trace += (__builtin_parity(i & phase) != 0 ? -1.0 : 1.0) * unitary(i ^ flip, i);
    }
    probabilities[pauli] = std::norm(trace) / 16;
  }
  return probabilities;
}

std::vector<double> twirl_of(const NoisyCircuit& circuit, const Step& step) {
  if (step.kind == StepKind::pauli) return circuit.paulis[step.index].probabilities;
  if (step.kind == StepKind::unitary) return twirl_of_unitary(circuit.unitaries[step.index]);
  return noise::twirled_probabilities(noise::channel_of(circuit, step));
}

/// What one operand of a Pauli channel on two qubits gets of it, whatever the other gets.
PauliChannel share_of(const std::vector<double>& probabilities, int operand) {
  PauliChannel share{std::vector<double>(4)};
  for (std::size_t pauli = 0; pauli < 16; ++pauli) {
    share.probabilities[operand == 0 ? pauli % 4 : pauli / 4] += probabilities[pauli];
  }
  return share;
}

class Cutter {
 public:
  explicit Cutter(const NoisyCircuit& circuit) : circuit_(circuit), places_(static_cast<std::size_t>(circuit.qubits)) {
    name_parts();
  }

  Clusters cut() {
    for (const Step& step : circuit_.steps) add(step);
    return std::move(result_);
  }

 private:
  void name_parts() {
    Sets sets(circuit_.qubits);
    for (const Step& step : circuit_.steps) {
      if (step.operands == 2 && !step.is_noise) sets.join(step.qubits[0], step.qubits[1]);
    }
    std::vector<std::vector<int>> members(places_.size());
    for (std::size_t q = 0; q < places_.size(); ++q) members[sets.root(q)].push_back(static_cast<int>(q));
    for (const std::vector<int>& qubits : members) {
      if (!qubits.empty()) open_part(qubits);
    }
  }

  void open_part(const std::vector<int>& qubits) {
    Cluster part{qubits, NoisyCircuit(static_cast<int>(qubits.size()))};
    for (std::size_t k = 0; k < qubits.size(); ++k) {
      const auto q = static_cast<std::size_t>(qubits[k]);
      places_[q] = {result_.parts.size(), static_cast<int>(k)};
      part.circuit.readout[k] = circuit_.readout[q];
    }
    result_.parts.push_back(std::move(part));
  }

  void add(const Step& step) {
    const Place& first = places_[step.qubits[0]];
    const Place& second = places_[step.qubits[step.operands - 1U]];
    if (first.part != second.part) return share_out(step, first, second);
    NoisyCircuit& target = result_.parts[first.part].circuit;
    step.operands == 1 ? copy(step, {first.qubit}, target) : copy(step, {first.qubit, second.qubit}, target);
    target.steps.back().is_noise = step.is_noise;
  }

  void copy(const Step& step, std::initializer_list<int> operands, NoisyCircuit& target) const {
    switch (step.kind) {
      case StepKind::unitary:
        return target.add_unitary(operands, circuit_.unitaries[step.index]);
      case StepKind::pauli:
        return target.add_pauli(operands, circuit_.paulis[step.index]);
      case StepKind::kraus:
        return target.add_kraus(operands, circuit_.krauses[step.index]);
    }
  }

  void share_out(const Step& step, const Place& first, const Place& second) {
    result_.cut = true;
    const std::vector<double> probabilities = twirl_of(circuit_, step);
    result_.parts[first.part].circuit.add_pauli({first.qubit}, share_of(probabilities, 0));
    result_.parts[second.part].circuit.add_pauli({second.qubit}, share_of(probabilities, 1));
  }

  const NoisyCircuit& circuit_;
  std::vector<Place> places_;
  Clusters result_;
};

}  // namespace

Clusters clusters_of(const NoisyCircuit& circuit) { return Cutter(circuit).cut(); }

}  // namespace qgauge::simulator
