// A circuit on a described machine: bits come back in the circuit's order, the method is said, and what the description
// leaves open is told apart from sampling.
#include "qgauge/assess/simulate.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

using namespace qgauge;
using assess::SimulateOptions;
using circuit::GateKind;
using simulator::Method;

namespace {

device::DeviceDescription bundled(const std::string& name) {
  auto description = device::read(name, QGAUGE_SOURCE_DIR "/devices");
  REQUIRE(description);
  return std::move(*description);
}

device::DeviceDescription lagos() { return bundled("ibm_lagos"); }

/// X on the last qubit, between C-NOTs that no coupling graph of seven qubits holds all.
circuit::Circuit star(int qubits) {
  circuit::Circuit circuit{qubits, {}, {}};
  circuit.append(GateKind::x, qubits - 1, 0.0);
  for (int q = 0; q + 1 < qubits; ++q) {
    circuit.append(GateKind::cx, q, qubits - 1);
    circuit.append(GateKind::cx, q, (q + 1) % (qubits - 1));
  }
  circuit.measure_all();
  return circuit;
}

execution::Observable outcome(int qubits, std::uint64_t bits) {
  execution::DiagonalObservable observable{std::vector<float>(std::size_t{1} << qubits)};
  observable.weights[bits] = 1;
  return observable;
}

}  // namespace

TEST_CASE("the likeliest shot of a routed circuit is the one it would give without noise") {
  const auto circuit = star(5);
  for (const Method method : {Method::density_matrix, Method::trajectories}) {
    SimulateOptions options;
    options.method = method;
    const auto simulated = assess::simulate(circuit, bundled("ibm_kingston"), options);
    INFO((simulated ? "" : simulated.error().where + ": " + simulated.error().message));
    REQUIRE(simulated);
    CHECK(simulated->run.method == simulator::name_of(method));
    CHECK(simulated->run.compiled.swaps > 0);
    const auto likeliest = std::ranges::max_element(simulated->samples.outcomes, {}, &execution::Outcome::weight);
    CHECK(likeliest->bits == 0b10000);
    CHECK(likeliest->weight > 100);
  }
}

TEST_CASE("nothing happens to a qubit of a routed circuit after its measurement") {
  const auto model = device::validate(lagos());
  REQUIRE(model);
  for (int qubits = 3; qubits <= 7; ++qubits) {
    const auto compiled = compile::compile(star(qubits), *model);
    REQUIRE(compiled);
    std::vector<bool> measured(static_cast<std::size_t>(compiled->native.qubits));
    for (const auto& operation : compiled->native.operations) {
      for (int k = 0; k < circuit::spec_of(operation.gate).qubits; ++k) CHECK_FALSE(measured[operation.qubits[k]]);
      if (operation.gate == GateKind::measure) measured[operation.qubits[0]] = true;
    }
    CHECK(std::ranges::count(measured, true) == qubits);
  }
}

TEST_CASE("shots and observables of a circuit on a machine agree") {
  const auto circuit = star(4);
  SimulateOptions options;
  options.shots = 20'000;
  const auto shots = assess::simulate(circuit, lagos(), options);
  const std::vector<execution::Observable> observables{outcome(4, 0b1000)};
  const auto observed = assess::observe(circuit, lagos(), observables, options);
  REQUIRE((shots && observed));
  const double p = observed->values(0), seen = execution::weight_of(shots->samples, 0b1000) / 20'000;
  CHECK(std::abs(seen - p) < 5 * std::sqrt(p * (1 - p) / 20'000));  // 6 false alarms in 10^7 seeds
  CHECK(observed->sampling(0) == 0);
  CHECK(observed->description(0) == 0);
}

TEST_CASE("standard errors of the description widen the figure and not its sampling") {
  auto description = lagos();
  for (auto& gate : description.gates) {
    if (gate.qubits.size() == 2 && gate.infidelity.known()) gate.infidelity.sigma = 0.3 * gate.infidelity.value;
  }
  const std::vector<execution::Observable> observables{outcome(4, 0b1000)};
  SimulateOptions options;
  options.descriptions = 20;
  const auto observed = assess::observe(star(4), description, observables, options);
  REQUIRE(observed);
  CHECK(observed->sampling(0) == 0);
  CHECK(observed->description(0) > 1e-3);
  options.descriptions = 0;
  const auto exact = assess::observe(star(4), description, observables, options);
  REQUIRE(exact);
  CHECK(exact->description(0) == 0);
  CHECK(exact->values(0) == observed->values(0));
}

TEST_CASE("observables that do not fit the circuit are refused") {
  const std::vector<execution::Observable> wrong{outcome(3, 0)};
  CHECK_FALSE(assess::observe(star(4), lagos(), wrong, {}));
}
