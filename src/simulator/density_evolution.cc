// Native circuits on density matrices: see density_evolution.hpp.
#include "simulator/density_evolution.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/transfer_table.hpp"

namespace qgauge::simulator {
namespace {

using circuit::GateKind;

/// Gate and noise of an operation, built once for each that occurs in a circuit.
class ChannelCache {
 public:
  explicit ChannelCache(const noise::NoiseModel& model) : model_(model) {}

  core::Result<const noise::Channel*> find(const NativeOperation& operation) {
    const TransferKey key = transfer_key(operation, false);
    if (const auto found = channels_.find(key); found != channels_.end()) return &found->second;
    QGAUGE_TRY(noise::Channel channel, native_channel(model_, operation));
    return &channels_.emplace(key, std::move(channel)).first->second;
  }

 private:
  const noise::NoiseModel& model_;
  std::unordered_map<TransferKey, noise::Channel, TransferKeyHash> channels_;
};

core::Status apply(DensityMatrix& rho, const circuit::Circuit& circuit, const circuit::Operation& operation,
                   ChannelCache& cache) {
  const std::array targets{static_cast<int>(operation.qubits[0]), static_cast<int>(operation.qubits[1])};
  if (operation.gate == GateKind::rz) {
    rho.apply_rz(targets[0], operation.parameter);
    return {};
  }
  QGAUGE_TRY(const noise::Channel* channel, cache.find(native_operation(circuit, operation)));
  rho.apply(std::span(targets.data(), static_cast<std::size_t>(channel->qubits)), *channel);
  return {};
}

}  // namespace

core::Result<std::vector<double>> density_probabilities(const circuit::Circuit& circuit,
                                                        const noise::NoiseModel& model) {
  QGAUGE_TRY(DensityMatrix rho, DensityMatrix::create(circuit.qubits));
  ChannelCache cache(model);
  for (std::size_t i = 0; i < circuit.operations.size(); ++i) {
    const circuit::Operation& operation = circuit.operations[i];
    if (operation.gate == GateKind::barrier || operation.gate == GateKind::measure) continue;
    auto status = apply(rho, circuit, operation, cache);
    if (status) continue;
    status.error().where = fmt::format("operation {}", i);
    return std::unexpected(std::move(status).error());
  }
  return rho.probabilities();
}

}  // namespace qgauge::simulator
