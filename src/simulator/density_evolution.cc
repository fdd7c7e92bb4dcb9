// Noisy circuits on density matrices, a block on a pair of qubits at a time: its gates and channels multiply to one
// superoperator, and one pass over the matrix applies it.
#include "simulator/density_evolution.hpp"

#include <cstdint>

#include "simulator/ensemble/fused_circuit.hpp"
#include "simulator/pair_density.hpp"

namespace qgauge::simulator {
namespace {

using noise::Channel;
using noise::Step;

/// The step's channel on the block's pair, first qubit less significant.
Channel on_block(const noise::NoisyCircuit& circuit, const Block& block, const Step& step) {
  const Channel channel = noise::channel_of(circuit, step);
  const bool first = static_cast<int>(step.qubits[0]) == block.qubits[0];
  if (step.operands == 1) {
    const Channel one = noise::identity_channel(1);
    return first ? noise::tensor(one, channel) : noise::tensor(channel, one);
  }
  if (first) return channel;
  static const Channel swap = noise::unitary_channel(circuit::unitary_of(circuit::GateKind::swap));
  return noise::compose(swap, noise::compose(channel, swap));
}

void fill(DensityMatrix& rho, const Eigen::Matrix4cd& values) {
  const std::uint64_t d = std::uint64_t{1} << rho.qubits();
  for (std::uint64_t row = 0; row < d; ++row) {
    for (std::uint64_t column = 0; column < d; ++column) {
      rho.set_element(row, column, values(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column)));
    }
  }
}

}  // namespace

core::Result<DensityMatrix> final_density_matrix(const noise::NoisyCircuit& circuit) {
  QGAUGE_TRY(DensityMatrix rho, DensityMatrix::create(circuit.qubits));
  if (circuit.qubits >= 1 && circuit.qubits <= max_pair_density_qubits) {
    fill(rho, pair_density(circuit));
    return rho;
  }
  const FusedCircuit fused(circuit);
  for (const Block& block : fused.blocks()) {
    Channel whole = noise::identity_channel(2);
    for (const std::size_t step : block.steps) {
      whole = noise::compose(on_block(circuit, block, circuit.steps[step]), whole);
    }
    rho.apply(block.qubits, whole);
  }
  return rho;
}

}  // namespace qgauge::simulator
