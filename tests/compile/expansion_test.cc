// Every row of the tables of expansions against the unitaries.
#include "compile/expansion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <catch2/catch.hpp>

#include "circuit/dense_unitary.hpp"

using namespace qgauge;
using circuit::GateKind;
using std::numbers::pi;

namespace {

// At most sixteen products of 4x4 matrices with entries of at most 1.
constexpr double rounding = 1e-14;
constexpr std::array natives_with_shortcuts{GateKind::iswap, GateKind::sqrt_iswap, GateKind::sycamore};

/// `angle` is that of the expanded gate, where it has one.
circuit::Circuit steps_as_circuit(std::span<const compile::Step> steps, double angle) {
  circuit::Circuit circuit;
  circuit.qubits = 2;
  for (const auto& step : steps) {
    if (circuit::spec_of(step.gate).qubits == 2)
      circuit.append(step.gate, 0, 1, step.parameter);
    else
      circuit.append(step.gate, static_cast<std::uint32_t>(step.operand), angle != 0 ? angle : step.parameter);
  }
  return circuit;
}

bool does(std::span<const compile::Step> steps, GateKind gate, double parameter = 0) {
  const auto unitary = test::dense_unitary(steps_as_circuit(steps, parameter));
  return test::distance_up_to_phase(unitary, circuit::unitary_of(gate, parameter)) < rounding;
}

int entanglers(std::span<const compile::Step> steps) {
  int count = 0;
  for (const auto& step : steps) count += circuit::spec_of(step.gate).qubits == 2;
  return count;
}

}  // namespace

TEST_CASE("every expansion of a gate does what the gate does") {
  for (const auto& [gate, steps] : compile::expansions_over_cz()) {
    CAPTURE(circuit::spec_of(gate).name);
    CHECK(does(steps, gate));
  }
}

TEST_CASE("every shortcut over a native gate does what the gate does with the native gate and cz alone") {
  for (const auto native : natives_with_shortcuts)
    for (const auto& [gate, steps] : compile::shortcuts_over(native)) {
      CAPTURE(circuit::spec_of(native).name, circuit::spec_of(gate).name);
      CHECK(does(steps, gate));
      for (const auto& step : steps)
        if (circuit::spec_of(step.gate).qubits == 2) CHECK((step.gate == native || step.gate == GateKind::cz));
    }
}

TEST_CASE("a native gate with shortcuts stands for itself and one like cz needs none") {
  for (const auto native : natives_with_shortcuts)
    CHECK(entanglers(compile::find_steps(compile::shortcuts_over(native), native)) == 1);
  for (const auto native : {GateKind::cx, GateKind::cz, GateKind::ecr, GateKind::rzz})
    CHECK(compile::shortcuts_over(native).empty());
}

TEST_CASE("the angles of the cz over two sycamore gates have the closed form that is derived") {
  const auto steps = compile::find_steps(compile::cz_over_native(), GateKind::sycamore);
  CHECK(steps.front().parameter == Approx(-std::acos(2 - std::numbers::sqrt3)).epsilon(1e-15));
  const auto between =
      std::ranges::find_if(steps, [](const auto& step) { return step.gate == GateKind::rx && step.operand == 0; });
  REQUIRE(between != steps.end());
  CHECK(between->parameter == Approx(2 * std::acos(std::numbers::sqrt3 - 1)).epsilon(1e-15));
}

TEST_CASE("every expansion over a native gate makes a cz with the uses per CNOT of the gate table") {
  for (const auto& [native, steps] : compile::cz_over_native()) {
    CAPTURE(circuit::spec_of(native).name);
    CHECK(does(steps, GateKind::cz));
    CHECK(entanglers(steps) == circuit::spec_of(native).uses_per_cnot);
    for (const auto& step : steps)
      if (circuit::spec_of(step.gate).qubits == 2) CHECK(step.gate == native);
  }
}

TEST_CASE("every two-qubit gate of the gate table has an expansion and every entangler is a native gate") {
  for (const auto& spec : circuit::gate_list()) {
    if (spec.qubits != 2) continue;
    CAPTURE(spec.name);
    const bool expanded = !compile::find_steps(compile::expansions_over_cz(), spec.kind).empty();
    CHECK((expanded || spec.parameter));
    const bool native = !compile::find_steps(compile::cz_over_native(), spec.kind).empty();
    const bool turned = spec.kind == GateKind::rxx || spec.kind == GateKind::ryy;  // translated as rzz, native nowhere
    CHECK(native == (spec.uses_per_cnot > 0 && !turned));
  }
}

TEST_CASE("expansions over cz use the fewest entanglers of each gate") {
  CHECK(entanglers(compile::find_steps(compile::expansions_over_cz(), GateKind::cx)) == 1);
  CHECK(entanglers(compile::find_steps(compile::expansions_over_cz(), GateKind::ecr)) == 1);
  CHECK(entanglers(compile::find_steps(compile::expansions_over_cz(), GateKind::iswap)) == 2);
  CHECK(entanglers(compile::find_steps(compile::expansions_over_cz(), GateKind::swap)) == 3);
  // sqrt(iSWAP) lies on the base of the Weyl chamber, Sycamore above it (Shende et al., PRA 69, 062321).
  CHECK(entanglers(compile::find_steps(compile::expansions_over_cz(), GateKind::sqrt_iswap)) == 2);
  CHECK(entanglers(compile::find_steps(compile::expansions_over_cz(), GateKind::sycamore)) == 3);
}

TEST_CASE("rzz by quarter turns needs one entangler or none") {
  for (int quarter_turns = -1; quarter_turns <= 2; ++quarter_turns) {
    const auto steps = compile::rzz_quarter_turns(quarter_turns);
    CHECK(entanglers(steps) == std::abs(quarter_turns % 2));
    const auto expected = circuit::unitary_of(GateKind::rzz, quarter_turns * pi / 2);
    CHECK(test::distance_up_to_phase(test::dense_unitary(steps_as_circuit(steps, 0)), expected) < rounding);
  }
}

TEST_CASE("rzz of any angle needs two entanglers") {
  CHECK(entanglers(compile::rzz_of_any_angle()) == 2);
  for (const double angle : {0.1, -2.5, 3.0}) CHECK(does(compile::rzz_of_any_angle(), GateKind::rzz, angle));
}
