// What the OpenQASM writer writes: its structure, and its meaning by an independent reader.
#include <catch2/catch.hpp>

#include "circuit/qasm_reader.hpp"
#include "qgauge/circuit/openqasm.hpp"

namespace {

using namespace qgauge;
using Catch::Matchers::Contains;
using circuit::GateKind;
using circuit::QasmVersion;

std::string written(const circuit::Circuit& circuit, QasmVersion version = QasmVersion::three, bool physical = true) {
  const auto text = circuit::to_openqasm(circuit, {version, physical});
  REQUIRE(text);
  return *text;
}

circuit::Circuit register_of(int qubits) {
  circuit::Circuit circuit;
  circuit.qubits = qubits;
  return circuit;
}

/// Every unitary gate in turn, so that none is the first alone, on changing qubits of three.
circuit::Circuit every_gate() {
  auto circuit = register_of(3);
  std::uint32_t at = 0;
  double angle = 0.1;
  for (const circuit::GateSpec& spec : circuit::gate_list()) {
    if (!spec.unitary) continue;
    const double parameter = spec.parameter ? (angle += 0.37) : 0;
    if (spec.qubits == 1) circuit.append(spec.kind, at % 3, parameter);
    if (spec.qubits == 2) circuit.append(spec.kind, at % 3, (at + 1 + at % 2) % 3, parameter);
    ++at;
  }
  return circuit;
}

}  // namespace

TEST_CASE("Every gate alone keeps its unitary in both versions of OpenQASM") {
  for (const circuit::GateSpec& spec : circuit::gate_list()) {
    if (!spec.unitary) continue;
    for (const QasmVersion version : {QasmVersion::two, QasmVersion::three}) {
      auto circuit = register_of(2);
      if (spec.qubits == 1) circuit.append(spec.kind, 1, spec.parameter ? 0.7 : 0);
      if (spec.qubits == 2) circuit.append(spec.kind, 1, 0, spec.parameter ? 0.7 : 0);
      INFO(written(circuit, version));
      const test::QasmReader reader(written(circuit, version), 2);
      CHECK(test::distance_up_to_phase(reader.unitary, test::dense_unitary(circuit)) < 1e-14);
    }
  }
}

TEST_CASE("A circuit of all gates keeps its unitary in both versions of OpenQASM") {
  const auto circuit = every_gate();
  for (const QasmVersion version : {QasmVersion::two, QasmVersion::three}) {
    const test::QasmReader reader(written(circuit, version), 3);
    CHECK(test::distance_up_to_phase(reader.unitary, test::dense_unitary(circuit)) < 1e-13);
  }
}

TEST_CASE("Only the gates that occur are defined, each once") {
  auto circuit = register_of(2);
  circuit.append(GateKind::h, 0);
  circuit.append(GateKind::ecr, 0, 1);
  circuit.append(GateKind::ecr, 1, 0);
  const test::QasmReader reader(written(circuit), 2);
  REQUIRE(reader.definitions.size() == 1);
  CHECK(reader.definitions.contains("ecr"));
}

TEST_CASE("Definitions in OpenQASM 2 have names that no library has") {
  const test::QasmReader reader(written(every_gate(), QasmVersion::two), 3);
  CHECK(reader.definitions.size() == 8);
  for (const auto& [name, definition] : reader.definitions) CHECK(name.starts_with("qg_"));
}

TEST_CASE("A circuit with a layout names the qubits of the device") {
  circuit::Circuit circuit{2, {12, 7}, {}};
  circuit.append(GateKind::cz, 0, 1);
  circuit.append_barrier();
  circuit.measure_all();
  CHECK(written(circuit) ==
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nbit[2] c;\ncz $12, $7;\nbarrier $12, $7;\n"
        "c[0] = measure $12;\nc[1] = measure $7;\n");
  CHECK(written(circuit, QasmVersion::three, false) ==
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n// q[k] stands on the device's qubit, k from 0: 12 7\n"
        "qubit[2] q;\nbit[2] c;\ncz q[0], q[1];\nbarrier q;\nc[0] = measure q[0];\nc[1] = measure q[1];\n");
  CHECK(written(circuit, QasmVersion::two) ==
        "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n// q[k] stands on the device's qubit, k from 0: 12 7\n"
        "qreg q[2];\ncreg c[2];\ncz q[0], q[1];\nbarrier q;\nmeasure q[0] -> c[0];\nmeasure q[1] -> c[1];\n");
}

TEST_CASE("An abstract circuit has a register and no layout") {
  auto circuit = register_of(1);
  circuit.append(GateKind::x, 0);
  CHECK(written(circuit) == "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[1] q;\nbit[1] c;\nx q[0];\n");
}

TEST_CASE("Delays are the exact decimal of their seconds in nanoseconds") {
  const std::pair<double, const char*> cases[] = {{3.5e-8, "delay[35ns]"},
                                                  {0, "delay[0ns]"},
                                                  {1e-9, "delay[1ns]"},
                                                  {6.84444444e-8, "delay[68.4444444ns]"},
                                                  {1e-10, "delay[0.1ns]"},
                                                  {2.22e-12, "delay[0.00222ns]"},
                                                  {1.5, "delay[1500000000ns]"},
                                                  {1e-3, "delay[1000000ns]"},
                                                  {123.456789e-6, "delay[123456.789ns]"}};
  for (const auto& [seconds, text] : cases) {
    auto circuit = register_of(1);
    circuit.append(GateKind::delay, 0, seconds);
    CHECK_THAT(written(circuit), Contains(text));
  }
}

TEST_CASE("Angles read back to the same number and have a decimal point") {
  for (const double angle : {0.1, 1.0 / 3, -std::numbers::pi, 2e-17, 1.0, 1.2345678901234567e-300}) {
    auto circuit = register_of(1);
    circuit.append(GateKind::rz, 0, angle);
    const std::string text = written(circuit, QasmVersion::two);
    const auto open = text.find("rz(") + 3;
    const std::string number = text.substr(open, text.find(')') - open);
    CHECK(std::stod(number) == angle);
    CHECK_THAT(number, Contains("."));
  }
}

TEST_CASE("OpenQASM 2 refuses a circuit that waits") {
  auto circuit = register_of(1);
  circuit.append(GateKind::delay, 0, 1e-8);
  const auto text = circuit::to_openqasm(circuit, {QasmVersion::two, true});
  REQUIRE_FALSE(text);
  CHECK(text.error().code == core::ErrorCode::unusable_input);
  CHECK_THAT(text.error().message, Contains("delay") && Contains("OpenQASM 3"));
}

TEST_CASE("A circuit without qubits or with an operation beyond its register is not written") {
  CHECK_FALSE(circuit::to_openqasm(register_of(0)));
  auto circuit = register_of(1);
  circuit.append(GateKind::x, 1);
  CHECK_FALSE(circuit::to_openqasm(circuit));
}
