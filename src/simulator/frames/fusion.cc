// Fusion: a fault before a gate is the conjugated fault after it, so gates collect on one side and the distributions of
// independent faults convolve. See fusion.hpp.

#include "simulator/frames/fusion.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace qgauge::simulator {
namespace {

/// Circuits repeat their matrices; each is recognised once.
class CliffordTable {
 public:
  const std::optional<Clifford>& find(const Eigen::MatrixXcd& unitary) {
    const auto bytes = static_cast<std::size_t>(unitary.size()) * sizeof(*unitary.data());
    std::string key(reinterpret_cast<const char*>(unitary.data()), bytes);
    const auto known = table_.find(key);
    if (known != table_.end()) return known->second;
    return table_.emplace(std::move(key), clifford_of(unitary)).first->second;
  }

 private:
  std::unordered_map<std::string, std::optional<Clifford>> table_;
};

void append(FusedStep& step, const Clifford& gate, const PauliDistribution& faults) {
  step.gate = compose(gate, step.gate);
  step.faults = convolve(carried_through(gate, step.faults), faults);
}

class Fusion {
 public:
  explicit Fusion(int qubits) : last_(static_cast<std::size_t>(qubits), none) {}

  void add(const FusedStep& step) {
    const std::size_t host = step.pair ? pair_host(step.qubits) : single_host(step.qubits[0]);
    if (steps_[host].qubits[0] == step.qubits[0]) {
      append(steps_[host], step.gate, step.faults);
    } else {
      append(steps_[host], exchanged(step.gate), exchanged(step.faults));
    }
  }

  std::vector<FusedStep> take() {
    std::vector<FusedStep> kept;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (!absorbed_[i]) kept.push_back(steps_[i]);
    }
    return kept;
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  std::size_t single_host(std::uint32_t qubit) {
    return last_[qubit] == none ? open({qubit, qubit}, false) : last_[qubit];
  }

  /// The step that acted last on both qubits, or a new one that takes over what acted on one of them alone: nothing
  /// else acted on that qubit since.
  std::size_t pair_host(const std::array<std::uint32_t, 2>& qubits) {
    const std::size_t first = last_[qubits[0]], second = last_[qubits[1]];
    if (first != none && first == second) return first;
    const std::size_t host = open(qubits, true);
    absorb(first, qubits[0], host);
    absorb(second, qubits[1], host);
    return host;
  }

  std::size_t open(const std::array<std::uint32_t, 2>& qubits, bool pair) {
    steps_.push_back({qubits, pair, identity_clifford(), no_fault()});
    absorbed_.push_back(false);
    last_[qubits[0]] = last_[qubits[1]] = steps_.size() - 1;
    return steps_.size() - 1;
  }

  void absorb(std::size_t step, std::uint32_t qubit, std::size_t host) {
    if (step == none || steps_[step].pair) return;
    absorbed_[step] = true;
    const bool first = steps_[host].qubits[0] == qubit;
    append(steps_[host], first ? steps_[step].gate : exchanged(steps_[step].gate),
           first ? steps_[step].faults : exchanged(steps_[step].faults));
  }

  std::vector<FusedStep> steps_;
  std::vector<bool> absorbed_;
  std::vector<std::size_t> last_;  ///< the last step on each qubit
};

core::Error refusal(std::size_t index, const noise::Step& step, std::string_view found) {
  const std::string qubits = step.operands == 1 ? fmt::format("qubit {}", step.qubits[0])
                                                : fmt::format("qubits {} and {}", step.qubits[0], step.qubits[1]);
  return core::unusable(fmt::format("step {}", index), fmt::format("{} on {}", found, qubits),
                        "Clifford gates and Pauli noise alone",
                        "simulate it by trajectories, or twirl the noise where that is meant")
      .error();
}

core::Result<FusedStep> fusible(const noise::NoisyCircuit& circuit, std::size_t index, CliffordTable& table) {
  const noise::Step& step = circuit.steps[index];
  const bool pair = step.operands == 2;
  FusedStep fused{{step.qubits[0], step.qubits[pair ? 1 : 0]}, pair, identity_clifford(), no_fault()};
  switch (step.kind) {
    case noise::StepKind::pauli:
      fused.faults = distribution_of(circuit.paulis[step.index]);
      return fused;
    case noise::StepKind::unitary:
      if (const auto& gate = table.find(circuit.unitaries[step.index])) {
        fused.gate = *gate;
        return fused;
      }
      return std::unexpected(refusal(index, step, "a unitary that is no Clifford gate"));
    case noise::StepKind::kraus:
      return std::unexpected(refusal(index, step, "noise of Kraus operators"));
  }
  std::unreachable();
}

}  // namespace

core::Result<std::vector<FusedStep>> fused_steps(const noise::NoisyCircuit& circuit) {
  CliffordTable table;
  Fusion fusion(circuit.qubits);
  for (std::size_t i = 0; i < circuit.steps.size(); ++i) {
    QGAUGE_TRY(const FusedStep step, fusible(circuit, i, table));
    fusion.add(step);
  }
  return fusion.take();
}

}  // namespace qgauge::simulator
