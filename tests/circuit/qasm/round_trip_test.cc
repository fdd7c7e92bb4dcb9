// What the writer writes reads back to the same circuit.
#include "circuit/qasm/read.hpp"
#include "qgauge/circuit/openqasm.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;
using circuit::QasmVersion;

circuit::Circuit random_circuit(std::uint64_t seed, bool waits) {
  core::Random random({seed, core::domain_of("round trip"), 0, 0});
  circuit::Circuit circuit;
  circuit.qubits = 2 + static_cast<int>(random.below(4));
  const auto qubits = static_cast<std::uint64_t>(circuit.qubits);
  const auto gates = circuit::gate_list();
  for (int k = 0; k < 60; ++k) {
    const auto& spec = gates[random.below(gates.size())];
    if (spec.kind == GateKind::measure || (spec.kind == GateKind::delay && !waits)) continue;
    const auto first = static_cast<std::uint32_t>(random.below(qubits));
    const auto second = static_cast<std::uint32_t>((first + 1 + random.below(qubits - 1)) % qubits);
    const double angle = spec.kind == GateKind::delay ? random.uniform() * 1e-6 : (random.uniform() - 0.5) * 20;
    circuit.operations.push_back(
        {spec.kind, {spec.qubits > 0 ? first : 0, spec.qubits > 1 ? second : 0}, spec.parameter ? angle : 0});
  }
  circuit.measure_all();
  return circuit;
}

/// The gates of the program and, at its end, the measurement of qubit k into bit k.
bool same(const circuit::Program& program, const circuit::Circuit& circuit) {
  std::vector<circuit::Operation> expected = circuit.operations;
  std::erase_if(expected, [](const auto& each) { return each.gate == GateKind::measure; });
  if (program.operations.size() != expected.size()) return false;
  for (std::size_t k = 0; k < expected.size(); ++k) {
    const auto &a = program.operations[k], &b = expected[k];
    if (a.gate != b.gate || a.qubits != b.qubits || a.parameter != b.parameter) return false;
  }
  const auto last = circuit::final_measurements(program);
  if (!last || program.bits != static_cast<std::uint32_t>(circuit.qubits)) return false;
  for (std::uint32_t k = 0; k < program.bits; ++k)
    if (last->qubit_of_bit[k] != k) return false;
  return program.qubits == circuit.qubits;
}

}  // namespace

TEST_CASE("Random circuits in OpenQASM 3 read back operation by operation, angles and waits to the last digit") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto circuit = random_circuit(seed, true);
    const auto text = circuit::to_openqasm(circuit);
    REQUIRE(text);
    INFO(*text);
    REQUIRE(same(test::read_qasm(*text), circuit));
  }
}

TEST_CASE("Random circuits in OpenQASM 2 read back operation by operation but for sx, which is an rx there") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    auto circuit = random_circuit(seed, false);
    const auto text = circuit::to_openqasm(circuit, {QasmVersion::two, false});
    REQUIRE(text);
    for (auto& operation : circuit.operations) {
      constexpr double quarter = 1.57079632679489661923;
      if (operation.gate == GateKind::sx) operation = {GateKind::rx, operation.qubits, quarter};
      if (operation.gate == GateKind::sxdg) operation = {GateKind::rx, operation.qubits, -quarter};
    }
    INFO(*text);
    REQUIRE(same(test::read_qasm(*text), circuit));
  }
}

TEST_CASE("A circuit on a machine's qubits reads back to the same circuit in the order of those qubits") {
  auto circuit = random_circuit(5, true);
  circuit.layout.clear();
  for (int q = 0; q < circuit.qubits; ++q) circuit.layout.push_back(3 * q + 1);
  const auto text = circuit::to_openqasm(circuit);
  REQUIRE(text);
  const auto program = test::read_qasm(*text);
  CHECK(same(program, circuit));
  CHECK(program.layout == circuit.layout);
}
