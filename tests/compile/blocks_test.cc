// Runs of gates on a pair become one block with the unitary of the run, and nothing crosses what must not be crossed.
#include "compile/blocks.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "circuit/dense_unitary.hpp"
#include "compile/labels.hpp"
#include "compile/small_machine.hpp"

using namespace qgauge;
using circuit::GateKind;
using compile::Block;
using compile::BlockKind;

namespace {

circuit::Circuit register_of(int qubits) { return {qubits, {}, {}}; }

std::vector<Block> blocks_of(const circuit::Circuit& circuit) {
  return compile::blocks_of(circuit.qubits, circuit.operations);
}

/// "pair01:3 single0:1 barrier:1": kinds, wires and numbers of operations.
std::string shape_of(const std::vector<Block>& blocks) {
  std::string shape;
  for (const Block& block : blocks) {
    shape += block.kind == BlockKind::pair ? "pair" : block.kind == BlockKind::single ? "single" : "barrier";
    for (const auto wire : block.used()) shape += fmt::format("{}", wire);
    shape += fmt::format(":{} ", block.operations.size());
  }
  return shape;
}

}  // namespace

TEST_CASE("one-qubit gates join the pair before them, or else the one after them") {
  auto circuit = register_of(3);
  circuit.append(GateKind::h, 0u);
  circuit.append(GateKind::h, 2u);
  circuit.append(GateKind::cx, 0, 1);
  circuit.append(GateKind::t, 1u);
  circuit.append(GateKind::cz, 1, 0);
  circuit.append(GateKind::cx, 1, 2);
  circuit.append(GateKind::s, 0u);
  CHECK(shape_of(blocks_of(circuit)) == "pair01:5 pair12:2 ");
}

TEST_CASE("barriers, delays and measurements stand between blocks") {
  auto circuit = register_of(2);
  circuit.append(GateKind::cx, 0, 1);
  circuit.append_barrier();
  circuit.append(GateKind::h, 0u);
  circuit.append(GateKind::delay, 0, 1e-6);
  circuit.append(GateKind::cx, 0, 1);
  circuit.append(GateKind::delay, 1, 1e-6);
  circuit.append(GateKind::cx, 0, 1);
  circuit.measure_all();
  CHECK(shape_of(blocks_of(circuit)) ==
        "pair01:1 barrier:1 single0:1 single0:1 pair01:1 single1:1 pair01:1 single0:1 single1:1 ");
}

TEST_CASE("the blocks of a random circuit in turn are the circuit") {
  for (std::uint64_t trial = 0; trial < 20; ++trial) {
    core::Random random({.seed = 41, .circuit = trial});
    auto circuit = register_of(4);
    test::append_random(circuit, 50, random);
    auto again = register_of(4);
    for (const Block& block : blocks_of(circuit))
      for (const auto& operation : block.operations) again.operations.push_back(operation);
    CHECK(again.operations.size() == circuit.operations.size());
    CHECK((test::dense_unitary(again) - test::dense_unitary(circuit)).cwiseAbs().maxCoeff() < 1e-12);
  }
}

TEST_CASE("the unitary of a block is that of its operations, whichever qubit is named first") {
  core::Random random({.seed = 42});
  auto circuit = register_of(2);
  while (circuit.operations.size() < 30) {
    test::append_random(circuit, 1, random);
    if (!circuit::spec_of(circuit.operations.back().gate).unitary) circuit.operations.pop_back();
  }
  const Block block{BlockKind::pair, {0, 1}, circuit.operations};
  CHECK((compile::unitary_of(block) - test::dense_unitary(circuit)).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("a relabelled swap exchanges the wires of everything after it") {
  auto circuit = register_of(3);
  circuit.append(GateKind::swap, 0, 1);
  circuit.append(GateKind::cx, 1, 2);
  circuit.append(GateKind::measure, 0u);
  auto blocks = blocks_of(circuit);
  const auto place = compile::relabel(blocks, 3, compile::is_swap);
  CHECK(place == std::vector<std::uint32_t>{1, 0, 2});
  CHECK(shape_of(blocks) == "pair01:2 pair02:1 single1:1 ");
  CHECK((compile::unitary_of(blocks[0]) - Eigen::Matrix4cd::Identity()).cwiseAbs().maxCoeff() < 1e-15);
}
