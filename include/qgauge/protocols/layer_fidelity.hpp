// Layer fidelity and error per layered gate (McKay et al., arXiv:2311.05933): simultaneous direct randomized
// benchmarking of the couplings of a chain in two layers. Used by assess. Knows no simulator.
#pragma once

#include <optional>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// The chain of `length` different qubits along calibrated couplings for which the product of process fidelities
/// 1 - 5/4 r of its gates and 1 - 3/2 r of its pulses is largest, among those that a beam search finds; empty where it
/// finds none. Qubits need a pulse; where both directions are equal the smaller first qubit leads.
std::optional<std::vector<int>> best_chain(const device::DeviceModel& model, int length);

/// One block of a layer: a pair (register qubits of the chain, as a coupling) or a qubit that waits.
struct LayerBlock {
  std::vector<std::uint32_t> positions;  ///< one or two places in the chain
  circuit::Operation gate;               ///< of a pair, on positions
};

/// The blocks of the layer of the chain's even (0) or odd (1) couplings; what takes part in none waits.
std::vector<LayerBlock> layer_blocks(const device::DeviceModel& model, const std::vector<int>& chain, int layer);

/// Circuits of one layer of a chain: circuit c has lengths[c] layers, each a random Clifford on every qubit, then the
/// layer's gates, then the inverse of each block, which ends in expected[c][block] ideally. Answers: one marginal a
/// block.
struct LayerPlan {
  std::vector<int> chain;
  std::vector<LayerBlock> blocks;
  execution::CircuitBatch batch;
  std::vector<int> lengths;
  std::vector<std::vector<std::uint64_t>> expected;
};
core::Result<LayerPlan> plan_layer(const device::DeviceModel& model, const std::vector<int>& chain, int layer,
                                   const Options& options);

/// Of each block the process fidelity of a layer, (1 + (d^2 - 1) alpha)/d^2 from the decay alpha of its survivals, as
/// figure "layer_fidelity" of its device qubits; missing where it does not decay. Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_layer(const LayerPlan& plan, const execution::Samples& samples);

/// layer_fidelity.<N>, eplg.<N> and eplg_average.<N> (`suffix` behind) from the blocks of both layers of a chain: the
/// product of their fidelities, with relative variances added; 1 - LF^(1/(N - 1)) in the process convention and 4/5 of
/// it. Missing where a block is.
std::vector<figures::Figure> layer_fidelity_figures(const std::vector<int>& chain, const std::string& suffix,
                                                    std::span<const figures::Figure> blocks);

}  // namespace qgauge::protocols
