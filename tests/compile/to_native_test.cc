// Compiled circuits are the original up to a global phase, in native gates and directions, with few pulses; and the
// errors.
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "circuit/dense_unitary.hpp"
#include "compile/small_machine.hpp"
#include "qgauge/compile.hpp"

using namespace qgauge;
using Catch::Matchers::Contains;
using circuit::GateKind;
using std::numbers::pi;

namespace {

/// Every written z rotation and polar angle is moved by at most 1e-12 rad, half of that in the matrix; each operation's
/// product rounds 2^n terms of at most 1 twice (real and imaginary part).
double tolerance(const circuit::Circuit& original, const circuit::Circuit& native) {
  const double products = static_cast<double>(original.operations.size() + native.operations.size());
  return products * (0.5e-12 + 4 * std::exp2(original.qubits) * std::exp2(-53));
}

bool is_native(const circuit::Circuit& circuit, const device::DeviceModel& model) {
  for (const auto& [gate, qubits, parameter] : circuit.operations) {
    if (circuit::spec_of(gate).qubits == 2) {
      const auto* coupling = device::find_coupling(model, circuit.layout[qubits[0]], circuit.layout[qubits[1]]);
      if (coupling == nullptr || !coupling->gate || coupling->gate->kind != gate) return false;
      if (coupling->gate->first != circuit.layout[qubits[0]]) return false;
      if (gate == GateKind::rzz && parameter != pi / 2) return false;
    } else if (circuit::spec_of(gate).unitary && gate != GateKind::rz && gate != GateKind::sx && gate != GateKind::x) {
      return false;
    }
  }
  return true;
}

int entanglers(const circuit::Circuit& circuit) {
  int count = 0;
  for (const auto& operation : circuit.operations) count += circuit::spec_of(operation.gate).qubits == 2;
  return count;
}

circuit::Circuit compiled(const circuit::Circuit& circuit, const device::DeviceModel& model) {
  const auto native = compile::to_native(circuit, model);
  REQUIRE(native);
  return *native;
}

void check_equal(const circuit::Circuit& circuit, const device::DeviceModel& model) {
  const auto native = compiled(circuit, model);
  CHECK(is_native(native, model));
  CHECK(native.layout == circuit.layout);
  CHECK(test::distance_up_to_phase(test::dense_unitary(native), test::dense_unitary(circuit)) <
        tolerance(circuit, native));
}

}  // namespace

TEST_CASE("every two-qubit gate compiles to every native gate in both directions") {
  for (const auto native : test::native_kinds)
    for (const bool ascending : {true, false})
      for (const bool reversed : {true, false})
        for (const auto& spec : circuit::gate_list()) {
          if (spec.qubits != 2) continue;
          CAPTURE(spec.name, circuit::spec_of(native).name, ascending, reversed);
          const auto model = test::machine(2, native, ascending);
          for (const double angle : {0.0, pi / 2, -pi / 2, pi, 3 * pi / 2, 0.3, -2.7}) {
            auto circuit = test::on_machine(2, model);
            circuit.append(spec.kind, reversed ? 1u : 0u, reversed ? 0u : 1u, spec.parameter ? angle : 0);
            check_equal(circuit, model);
          }
        }
}

TEST_CASE("random circuits of two to four qubits compile to the same unitary") {
  for (const auto native : test::native_kinds)
    for (int qubits = 2; qubits <= 4; ++qubits)
      for (std::uint64_t trial = 0; trial < 12; ++trial) {
        CAPTURE(circuit::spec_of(native).name, qubits, trial);
        core::Random random({.seed = 3, .domain = static_cast<std::uint64_t>(qubits), .circuit = trial});
        const auto model = test::machine(qubits + 1, native, trial % 2 == 0);
        auto circuit = test::on_machine(qubits, model);
        test::append_random(circuit, 60, random);
        check_equal(circuit, model);
      }
}

TEST_CASE("a native gate in its own direction stays alone") {
  for (const auto native : test::native_kinds) {
    CAPTURE(circuit::spec_of(native).name);
    const auto model = test::machine(2, native, true);
    auto circuit = test::on_machine(2, model);  // register qubit 1 is device qubit 0, where the gate begins
    circuit.append(native, 1, 0, native == GateKind::rzz ? pi / 2 : 0);
    CHECK(compiled(circuit, model).operations.size() == 1);
  }
}

TEST_CASE("entanglers are counted as theory says") {
  // 1 for the CNOT-like gates, 2 for iswap and a general rzz, 3 for swap; the gates that exchange qubits need twice
  // that for a CNOT, but make themselves at once, swaps with three uses, and iswaps with one, two or three.
  struct Row {
    GateKind gate;
    double angle;
    int over_cnot_like;
    int over_iswap;
    int over_sqrt_iswap;
    int over_sycamore;
  };
  constexpr std::array rows{Row{GateKind::cx, 0, 1, 2, 2, 2},       Row{GateKind::cz, 0, 1, 2, 2, 2},
                            Row{GateKind::ecr, 0, 1, 2, 2, 2},      Row{GateKind::rzz, pi / 2, 1, 2, 2, 2},
                            Row{GateKind::rzz, pi, 0, 0, 0, 0},     Row{GateKind::rzz, 2 * pi, 0, 0, 0, 0},
                            Row{GateKind::rzz, 0.4, 2, 4, 4, 4},    Row{GateKind::rxx, 0.4, 2, 4, 4, 4},
                            Row{GateKind::ryy, pi / 2, 1, 2, 2, 2}, Row{GateKind::iswap, 0, 2, 1, 2, 3},
                            Row{GateKind::swap, 0, 3, 3, 3, 3},     Row{GateKind::sqrt_iswap, 0, 2, 4, 1, 4},
                            Row{GateKind::sycamore, 0, 3, 6, 6, 1}};
  const auto expected = [](GateKind native, const Row& row) {
    if (native == GateKind::iswap) return row.over_iswap;
    if (native == GateKind::sqrt_iswap) return row.over_sqrt_iswap;
    return native == GateKind::sycamore ? row.over_sycamore : row.over_cnot_like;
  };
  for (const auto native : test::native_kinds)
    for (const auto& row : rows) {
      CAPTURE(circuit::spec_of(native).name, circuit::spec_of(row.gate).name, row.angle);
      const auto model = test::machine(2, native, true);
      auto circuit = test::on_machine(2, model);
      circuit.append(row.gate, 0, 1, row.angle);
      CHECK(entanglers(compiled(circuit, model)) == expected(native, row));
    }
}

TEST_CASE("one-qubit gates merge up to a barrier and not beyond it") {
  const auto model = test::machine(2, GateKind::cz, true);
  auto merged = test::on_machine(1, model), parted = merged;
  merged.append(GateKind::h, 0);
  merged.append(GateKind::h, 0);
  CHECK(compiled(merged, model).operations.empty());
  parted.append(GateKind::h, 0);
  parted.append_barrier();
  parted.append(GateKind::h, 0);
  const auto native = compiled(parted, model);
  CHECK(test::count_of(native, GateKind::sx) == 2);
  CHECK(test::count_of(native, GateKind::barrier) == 1);
}

TEST_CASE("gates stay on their side of delays and measurements") {
  const auto model = test::machine(2, GateKind::cz, true);
  auto circuit = test::on_machine(2, model);
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::delay, 0, 1e-6);
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::x, 1);
  circuit.measure_all();
  std::string order;
  for (const auto& operation : compiled(circuit, model).operations)
    order += fmt::format("{}{} ", circuit::spec_of(operation.gate).name, operation.qubits[0]);
  CHECK(order == "x0 delay0 x0 measure0 x1 measure1 ");
}

TEST_CASE("compiling a compiled circuit changes nothing") {
  for (const auto kind : test::native_kinds) {
    core::Random random({.seed = 5});
    const auto model = test::machine(3, kind, false);
    auto circuit = test::on_machine(3, model);
    for (int i = 0; i < 200; ++i) {
      constexpr std::array clifford{GateKind::h, GateKind::s, GateKind::sx, GateKind::y};
      const auto a = random.below(3);
      circuit.append(clifford[random.below(4)], static_cast<std::uint32_t>(a));
      circuit.append(GateKind::cx, a, (a + 1 + random.below(2)) % 3);
    }
    const auto once = compiled(circuit, model), twice = compiled(once, model);
    // Right angles stay exact; the others are the product of a few rotations, rounded again.
    const double allowed = kind == GateKind::sycamore ? 1e-14 : 0;
    CHECK(once.operations.size() == twice.operations.size());
    CHECK(test::count_of(once, GateKind::sx) == test::count_of(twice, GateKind::sx));
    for (std::size_t i = 0; i < once.operations.size(); ++i) {
      CHECK(once.operations[i].gate == twice.operations[i].gate);
      CHECK(std::abs(once.operations[i].parameter - twice.operations[i].parameter) <= allowed);
    }
  }
}

TEST_CASE("a pair without a calibrated coupling is refused with its device qubits") {
  auto model = test::machine(3, GateKind::cz, true);
  model.couplings[0].gate.reset();  // of device qubits 0 and 1
  auto circuit = test::on_machine(3, model);
  circuit.append(GateKind::h, 0);
  circuit.append(GateKind::cx, 1, 2);
  const auto native = compile::to_native(circuit, model);
  REQUIRE_FALSE(native);
  CHECK(native.error().code == core::ErrorCode::unusable_input);
  CHECK(native.error().where == "operation 1 (cx on device qubits 1 and 0)");
  model.couplings.erase(model.couplings.begin());
  CHECK_FALSE(compile::to_native(circuit, model));
}

TEST_CASE("a native gate that entangles nothing is refused by its name") {
  const auto model = test::machine(2, GateKind::swap, true);
  auto circuit = test::on_machine(2, model);
  circuit.append(GateKind::cx, 0, 1);
  const auto native = compile::to_native(circuit, model);
  REQUIRE_FALSE(native);
  CHECK_THAT(native.error().message, Contains("native gate swap"));
}
