// Circuits side by side: see wide.hpp.
#include "protocols/wide.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace qgauge::protocols {

circuit::Circuit side_by_side(std::span<const circuit::Circuit> parts) {
  circuit::Circuit whole;
  for (const circuit::Circuit& part : parts) {
    const auto offset = static_cast<std::uint32_t>(whole.qubits);
    whole.qubits += part.qubits;
    whole.layout.insert(whole.layout.end(), part.layout.begin(), part.layout.end());
    for (circuit::Operation operation : part.operations) {
      if (operation.gate == circuit::GateKind::barrier) continue;
      for (std::uint32_t& qubit : operation.qubits) qubit += offset;
      whole.operations.push_back(operation);
    }
  }
  return whole;
}

std::vector<execution::Question> question_of_each(std::span<const circuit::Circuit> parts) {
  std::vector<execution::Question> questions;
  std::uint32_t first = 0;
  for (const circuit::Circuit& part : parts) {
    execution::Marginal marginal{std::vector<std::uint32_t>(static_cast<std::size_t>(part.qubits))};
    std::iota(marginal.qubits.begin(), marginal.qubits.end(), first);
    first += static_cast<std::uint32_t>(part.qubits);
    questions.emplace_back(std::move(marginal));
  }
  return questions;
}

std::vector<std::vector<int>> matchings(const device::DeviceModel& model, std::span<const int> couplings) {
  std::vector<std::vector<int>> classes;
  std::vector<std::set<int>> used;
  for (const int index : couplings) {
    const device::Coupling& coupling = model.couplings[static_cast<std::size_t>(index)];
    const auto is_free = [&](const std::set<int>& qubits) {
      return !qubits.contains(coupling.a) && !qubits.contains(coupling.b);
    };
    const auto place = static_cast<std::size_t>(std::ranges::find_if(used, is_free) - used.begin());
    if (place == used.size()) {
      used.emplace_back();
      classes.emplace_back();
    }
    used[place].insert({coupling.a, coupling.b});
    classes[place].push_back(index);
  }
  return classes;
}

}  // namespace qgauge::protocols
