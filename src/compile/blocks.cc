// Fusing gates into blocks in one walk over the circuit. Called by compile, before routing over the circuit's qubits
// and after it over the machine's. Knows no device.
#include "compile/blocks.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using circuit::Operation;

class Fusion {
 public:
  explicit Fusion(int wires)
      : open_(static_cast<std::size_t>(wires), none), pending_(static_cast<std::size_t>(wires)) {}

  std::vector<Block> run(std::span<const Operation> operations) {
    for (const Operation& operation : operations) add(operation);
    close_all();
    return std::move(blocks_);
  }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  void add(const Operation& operation) {
    const auto& spec = circuit::spec_of(operation.gate);
    if (spec.qubits == 2)
      add_pair(operation);
    else if (spec.unitary)
      operations_at(operation.qubits[0]).push_back(operation);
    else if (operation.gate == GateKind::barrier)
      add_barrier(operation);
    else
      add_alone(operation);
  }

  void add_pair(const Operation& operation) {
    const auto [a, b] = operation.qubits;
    if (open_[a] == none || open_[a] != open_[b]) open_pair(std::min(a, b), std::max(a, b));
    blocks_[open_[a]].operations.push_back(operation);
  }

  void open_pair(std::uint32_t a, std::uint32_t b) {
    Block block{BlockKind::pair, {a, b}, std::exchange(pending_[a], {})};
    std::ranges::move(std::exchange(pending_[b], {}), std::back_inserter(block.operations));
    open_[a] = open_[b] = blocks_.size();
    blocks_.push_back(std::move(block));
  }

  /// Where a one-qubit gate goes: the last pair block of the wire, unless another kind of block came after it.
  std::vector<Operation>& operations_at(std::uint32_t wire) {
    return open_[wire] == none ? pending_[wire] : blocks_[open_[wire]].operations;
  }

  void add_alone(const Operation& operation) {
    const std::uint32_t wire = operation.qubits[0];
    close(wire);
    blocks_.push_back({BlockKind::single, {wire, 0}, {operation}});
  }

  void add_barrier(const Operation& operation) {
    close_all();
    blocks_.push_back({BlockKind::barrier, {}, {operation}});
  }

  void close(std::uint32_t wire) {
    open_[wire] = none;
    if (!pending_[wire].empty()) blocks_.push_back({BlockKind::single, {wire, 0}, std::exchange(pending_[wire], {})});
  }

  void close_all() {
    for (std::uint32_t wire = 0; wire < open_.size(); ++wire) close(wire);
  }

  std::vector<Block> blocks_;
  std::vector<std::size_t> open_;  ///< the pair block that a wire's next one-qubit gate joins
  std::vector<std::vector<Operation>> pending_;
};

Eigen::Matrix2cd local_of(const Operation& operation) {
  return circuit::unitary_of(operation.gate, operation.parameter);
}

}  // namespace

std::vector<Block> blocks_of(int wires, std::span<const Operation> operations) { return Fusion(wires).run(operations); }

Eigen::Matrix4cd unitary_of(const Block& block) {
  assert(block.kind == BlockKind::pair);
  Eigen::Matrix4cd unitary = Eigen::Matrix4cd::Identity();
  LocalPair locals{Eigen::Matrix2cd::Identity(), Eigen::Matrix2cd::Identity()};
  for (const Operation& operation : block.operations) {
    if (circuit::spec_of(operation.gate).qubits == 1) {
      auto& local = locals[operation.qubits[0] == block.wires[0] ? 0 : 1];
      local = local_of(operation) * local;
      continue;
    }
    const Eigen::Matrix4cd gate = circuit::unitary_of(operation.gate, operation.parameter);
    unitary = (operation.qubits[0] == block.wires[0] ? gate : exchanged(gate)) * tensor(locals) * unitary;
    locals = {Eigen::Matrix2cd::Identity(), Eigen::Matrix2cd::Identity()};
  }
  return tensor(locals) * unitary;
}

void rename(Block& block, std::span<const std::uint32_t> name) {
  const auto count = block.used().size();
  for (Operation& operation : block.operations)
    for (int k = 0; k < circuit::spec_of(operation.gate).qubits; ++k)
      operation.qubits[static_cast<std::size_t>(k)] = name[operation.qubits[static_cast<std::size_t>(k)]];
  for (std::size_t k = 0; k < count; ++k) block.wires[k] = name[block.wires[k]];
  if (count == 2 && block.wires[0] > block.wires[1]) std::swap(block.wires[0], block.wires[1]);
}

}  // namespace qgauge::compile
