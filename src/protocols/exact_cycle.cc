// Exact infidelities of compiled cycles: see exact_cycle.hpp. Must not know where the noise comes from.
#include "protocols/exact_cycle.hpp"

#include <algorithm>
#include <iterator>

#include "protocols/rb.hpp"
#include "protocols/tableau.hpp"

namespace qgauge::protocols {

std::optional<circuit::Circuit> compiled_within(const circuit::Circuit& gates, const device::DeviceModel& model) {
  using circuit::GateKind;
  circuit::Circuit sequence{gates.qubits, gates.layout, {}};
  for (int q = 0; q < gates.qubits; ++q) sequence.append(GateKind::sx, static_cast<std::uint32_t>(q));
  sequence.append_barrier();
  sequence.operations.insert(sequence.operations.end(), gates.operations.begin(), gates.operations.end());
  core::Result<circuit::Circuit> native = compiled(sequence, model);
  if (!native) return std::nullopt;
  auto& operations = native->operations;
  const auto barrier = std::ranges::find(operations, GateKind::barrier, &circuit::Operation::gate);
  operations.erase(operations.begin(), std::next(barrier));
  return std::move(*native);
}

std::optional<double> exact_process_infidelity(std::span<const circuit::Circuit> cycles,
                                               const device::DeviceModel& model, const execution::Executor& executor) {
  double sum = 0;
  for (const circuit::Circuit& cycle : cycles) {
    const std::optional<circuit::Circuit> native = compiled_within(cycle, model);
    const auto real = native ? executor.pauli_transfer_matrix(*native) : std::nullopt;
    if (!real) return std::nullopt;
    sum += 1 - transfer_matrix_of(*native).cwiseProduct(*real).sum() / static_cast<double>(real->rows());
  }
  return sum / static_cast<double>(cycles.size());
}

}  // namespace qgauge::protocols
