// Pulses in waits: what they undo, that they change nothing else, and where there are none.
#include "qgauge/compile/decoupling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "circuit/dense_unitary.hpp"
#include "compile/small_machine.hpp"
#include "qgauge/compile.hpp"

using namespace qgauge;
using circuit::GateKind;

namespace {

/// A row of qubits, pulses of 10 ns and little error, all neighbours coupled with 100 kHz.
device::DeviceModel coupled_row(int qubits) {
  auto model = test::machine(qubits, GateKind::cz, true);
  std::erase_if(model.couplings, [](const auto& coupling) { return coupling.b != coupling.a + 1; });
  for (auto& qubit : model.qubits) qubit.gate = device::OneQubitGate{.infidelity = 1e-5, .duration_s = 10e-9};
  for (int a = 0; a + 1 < qubits; ++a) model.zz.push_back({a, a + 1, 100e3});
  return model;
}

circuit::Circuit waiting(int qubits, double seconds) {
  circuit::Circuit circuit{qubits, {}, {}};
  for (int q = 0; q < qubits; ++q) circuit.layout.push_back(q);
  for (int q = 0; q < qubits; ++q) circuit.append(GateKind::delay, static_cast<std::uint32_t>(q), seconds);
  return circuit;
}

int pulses_on(const circuit::Circuit& circuit, std::uint32_t qubit) {
  int count = 0;
  for (const auto& operation : circuit.operations)
    count += operation.gate == GateKind::x && operation.qubits[0] == qubit ? 1 : 0;
  return count;
}

/// The middles of the pulses on a qubit, in seconds, and when its operations end.
struct Line {
  std::vector<double> flips;
  double end_s = 0;
};

Line line_of(const circuit::Circuit& circuit, std::uint32_t qubit) {
  Line line;
  for (const auto& [gate, qubits, parameter] : circuit.operations) {
    if (qubits[0] != qubit) continue;
    const double length_s = gate == GateKind::delay ? parameter : 10e-9;
    if (gate == GateKind::x) line.flips.push_back(line.end_s + length_s / 2);
    line.end_s += length_s;
  }
  return line;
}

/// Integral over [0, 1] of the product of the sign functions that flip at these shares of the time.
double overlap(const std::vector<double>& flips_a, const std::vector<double>& flips_b) {
  std::vector<double> flips = flips_a;
  flips.insert(flips.end(), flips_b.begin(), flips_b.end());
  std::ranges::sort(flips);
  double sum = 0, begin = 0, sign = 1;
  for (const double flip : flips) {
    sum += sign * (flip - begin);
    begin = flip;
    sign = -sign;
  }
  return sum + sign * (1 - begin);
}

std::vector<double> shares(const Line& line) {
  std::vector<double> out;
  for (const double flip : line.flips) out.push_back(flip / line.end_s);
  return out;
}

}  // namespace

TEST_CASE("pulses of neighbours that wait are orthogonal to each other, to nothing and to an echo in the middle") {
  const auto circuit = compile::decoupled(waiting(3, 1e-6), coupled_row(3));
  CHECK(pulses_on(circuit, 0) == 2);
  CHECK(pulses_on(circuit, 1) == 4);
  CHECK(pulses_on(circuit, 2) == 2);
  for (std::uint32_t q = 0; q < 3; ++q) {
    const Line line = line_of(circuit, q);
    CHECK(std::abs(line.end_s - 1e-6) < 1e-18);
    CHECK(std::abs(overlap(shares(line), {})) < 1e-9);
    CHECK(std::abs(overlap(shares(line), {0.5})) < 1e-9);
  }
  CHECK(std::abs(overlap(shares(line_of(circuit, 0)), shares(line_of(circuit, 1)))) < 1e-9);
}

TEST_CASE("decoupling changes neither the unitary nor the length of a circuit") {
  const auto model = coupled_row(3);
  circuit::Circuit native = waiting(3, 0);
  native.operations.clear();
  native.append(GateKind::sx, 0u);
  native.append(GateKind::sx, 1u);
  native.append(GateKind::sx, 2u);
  for (int k = 0; k < 6; ++k) native.append(GateKind::cz, 0u, 1u);
  native.append(GateKind::cz, 1u, 2u);
  const auto scheduled = compile::schedule(native, model);
  const auto decoupled = compile::decoupled(scheduled, model);
  REQUIRE(pulses_on(decoupled, 2) + pulses_on(decoupled, 0) > 0);
  const auto without_waits = [](circuit::Circuit circuit) {
    std::erase_if(circuit.operations, [](const auto& operation) { return operation.gate == GateKind::delay; });
    return test::dense_unitary(circuit);
  };
  const Eigen::MatrixXcd product = without_waits(scheduled).adjoint() * without_waits(decoupled);
  CHECK(std::abs(std::abs(product.trace()) - 8) < 1e-12);
  for (std::uint32_t q = 0; q < 3; ++q) {
    double before = 0, after = 0;
    for (const auto& operation : scheduled.operations)
      if (operation.gate == GateKind::delay && operation.qubits[0] == q) before += operation.parameter;
    for (const auto& operation : decoupled.operations)
      if (operation.gate == GateKind::delay && operation.qubits[0] == q) after += operation.parameter;
    CHECK(std::abs(before - after - 10e-9 * pulses_on(decoupled, q)) < 1e-18);
  }
}

TEST_CASE("a wait without room, without couplings or where pulses cost more stays as it is") {
  CHECK(compile::decoupled(waiting(2, 15e-9), coupled_row(2)).operations.size() == 2);
  auto model = coupled_row(2);
  model.zz.clear();
  CHECK(compile::decoupled(waiting(2, 1e-6), model).operations.size() == 2);
  model = coupled_row(2);
  for (auto& zz : model.zz) zz.zeta_hz = 100;
  CHECK(compile::decoupled(waiting(2, 1e-6), model).operations.size() == 2);
}
