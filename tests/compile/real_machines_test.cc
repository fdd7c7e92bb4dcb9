// The bundled descriptions of real machines: what is compiled for them runs on their calibrated couplings.
#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "compile/random_unitary.hpp"
#include "compile/small_machine.hpp"
#include "qgauge/compile.hpp"

using namespace qgauge;
using circuit::GateKind;

namespace {

device::DeviceModel bundled(const std::string& name) {
  auto description = device::read(name, std::string(QGAUGE_SOURCE_DIR) + "/devices");
  REQUIRE(description);
  if (name == "quantinuum_h2-1") REQUIRE(device::override_value(*description, "physical_qubits", "56"));
  auto model = device::validate(*description);
  REQUIRE(model);
  return *std::move(model);
}

bool runs_on(const circuit::Circuit& native, const device::DeviceModel& model) {
  return std::ranges::all_of(native.operations, [&](const auto& operation) {
    if (circuit::spec_of(operation.gate).qubits != 2) return true;
    const int a = native.layout[operation.qubits[0]], b = native.layout[operation.qubits[1]];
    const auto* coupling = device::find_coupling(model, a, b);
    return coupling != nullptr && coupling->gate && coupling->gate->kind == operation.gate &&
           coupling->gate->first == a;
  });
}

circuit::Circuit chain(int qubits) {
  circuit::Circuit circuit{qubits, {}, {}};
  circuit.append(GateKind::h, 0u);
  for (int q = 0; q + 1 < qubits; ++q) circuit.append(GateKind::cx, q, q + 1);
  circuit.measure_all();
  return circuit;
}

}  // namespace

TEST_CASE("a machine whose number of qubits is not described takes no circuit beyond a pair") {
  const auto description = device::read("quantinuum_h2-1", std::string(QGAUGE_SOURCE_DIR) + "/devices");
  REQUIRE(description);
  const auto model = device::validate(*description);
  REQUIRE(model);
  CHECK(compile::compile(chain(2), *model));
  const auto refused = compile::compile(chain(3), *model);
  REQUIRE_FALSE(refused);
  CHECK_THAT(refused.error().message, Catch::Matchers::Contains("say how many qubits the machine has"));
}

TEST_CASE("a chain of twenty qubits lies on couplings of every bundled machine that has as many") {
  for (const std::string name : {"ibm_kingston", "ibm_torino", "quantinuum_h2-1"}) {
    CAPTURE(name);
    const auto model = bundled(name);
    const auto result = compile::compile(chain(20), model);
    REQUIRE(result);
    CHECK(result->swaps == 0);
    CHECK(runs_on(result->native, model));
    CHECK(result->expected_fidelity > 0.3);
  }
}

TEST_CASE("layers of random unitaries are routed on the bundled machines") {
  core::Random random({.seed = 61});
  circuit::Circuit circuit{6, {}, {}};
  for (int layer = 0; layer < 6; ++layer)
    for (int pair = 0; pair < 3; ++pair)
      test::append_unitary(circuit, test::haar_unitary(random), (2 * pair + layer) % 6,
                           (2 * pair + 1 + layer + layer % 2 * 2) % 6);
  for (const std::string name : {"ibm_kingston", "ibm_lagos", "ibm_torino", "quantinuum_h2-1"}) {
    CAPTURE(name);
    const auto model = bundled(name);
    const auto result = compile::compile(circuit, model);
    REQUIRE(result);
    CHECK(runs_on(result->native, model));
    CHECK((result->swaps == 0) == model.all_to_all);
  }
}
