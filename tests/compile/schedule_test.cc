// Scheduled circuits: when things happen, where qubits wait, and that nothing else changes.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "circuit/dense_unitary.hpp"
#include "compile/small_machine.hpp"
#include "qgauge/compile.hpp"

using namespace qgauge;
using circuit::GateKind;

namespace {

/// "gate qubit(s) nanoseconds", in program order.
std::vector<std::string> text(const circuit::Circuit& circuit) {
  std::vector<std::string> lines;
  for (const auto& [gate, qubits, parameter] : circuit.operations) {
    const auto& spec = circuit::spec_of(gate);
    std::string line(spec.name);
    for (int k = 0; k < spec.qubits; ++k) line += fmt::format(" {}", qubits[k]);
    if (gate == GateKind::delay) line += fmt::format(" {:.3f}", parameter * 1e9);
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

/// Register qubit q is device qubit q: its pulse takes (q + 1) * 10 ns, every cz 100 ns.
circuit::Circuit straight(int qubits) {
  circuit::Circuit circuit;
  circuit.qubits = qubits;
  for (int q = 0; q < qubits; ++q) circuit.layout.push_back(q);
  return circuit;
}

const device::DeviceModel& cz_machine() {
  static const auto model = test::machine(4, GateKind::cz, true);
  return model;
}

Lines scheduled(const circuit::Circuit& circuit) { return text(compile::schedule(circuit, cz_machine())); }

struct Timing {
  double length_s = 0;
  double largest_mismatch_s = 0;
};

/// Walks back from the end, each qubit's operations one upon the other without a gap: where two qubits that have begun
/// meet, in a gate or at a barrier, their times must agree, or one of them idled without a delay. For circuits whose
/// measurements, if any, stand at the end.
Timing timing(const circuit::Circuit& circuit, const device::DeviceModel& model) {
  const auto size = static_cast<std::size_t>(circuit.qubits);
  const auto& operations = circuit.operations;
  std::vector<std::size_t> first(size, operations.size());
  for (std::size_t i = operations.size(); i-- > 0;)
    for (int k = 0; k < circuit::spec_of(operations[i].gate).qubits; ++k) first[operations[i].qubits[k]] = i;
  std::vector<double> to_end_s(size, 0);
  Timing result;
  for (std::size_t i = operations.size(); i-- > 0;) {
    const auto& operation = operations[i];
    std::vector<std::uint32_t> meeting(operation.qubits.begin(),
                                       operation.qubits.begin() + circuit::spec_of(operation.gate).qubits);
    if (operation.gate == GateKind::barrier)
      for (std::uint32_t q = 0; q < size; ++q) meeting.push_back(q);
    double latest = 0;
    for (const auto q : meeting) latest = std::max(latest, to_end_s[q]);
    for (const auto q : meeting) {
      if (first[q] <= i) result.largest_mismatch_s = std::max(result.largest_mismatch_s, latest - to_end_s[q]);
      to_end_s[q] = latest + compile::duration_of(operation, circuit, model);
    }
  }
  result.length_s = *std::ranges::max_element(to_end_s);
  return result;
}

/// Duration without any waiting rule: each segment lasts as long as its longest chain of operations.
double critical_path_s(const circuit::Circuit& circuit, const device::DeviceModel& model) {
  std::vector<double> time(static_cast<std::size_t>(circuit.qubits), 0);
  for (const auto& operation : circuit.operations) {
    const auto [a, b] = operation.qubits;
    const double seconds = compile::duration_of(operation, circuit, model);
    const double latest = *std::ranges::max_element(time);
    if (operation.gate == GateKind::barrier)
      std::ranges::fill(time, latest);
    else if (circuit::spec_of(operation.gate).qubits == 2)
      time[a] = time[b] = std::max(time[a], time[b]) + seconds;
    else
      time[a] += seconds;
  }
  return *std::ranges::max_element(time);
}

}  // namespace

TEST_CASE("durations are those of the machine and z rotations take none") {
  const auto circuit = straight(3);
  const auto& model = cz_machine();
  const auto seconds = [&](GateKind gate, std::uint32_t a, std::uint32_t b = 0, double parameter = 0) {
    return compile::duration_of({gate, {a, b}, parameter}, circuit, model);
  };
  CHECK(seconds(GateKind::sx, 1) == test::pulse_s(1));
  CHECK(seconds(GateKind::x, 2) == test::pulse_s(2));
  CHECK(seconds(GateKind::rz, 1, 0, 0.5) == 0);
  CHECK(seconds(GateKind::cz, 0, 1) == test::pair_s);
  CHECK(seconds(GateKind::cz, 1, 0) == test::pair_s);
  CHECK(seconds(GateKind::delay, 0, 0, 3e-7) == 3e-7);
  CHECK(seconds(GateKind::measure, 0) == 0);
  CHECK(seconds(GateKind::barrier, 0) == 0);
}

TEST_CASE("what the machine does not say lasts zero seconds") {
  auto model = cz_machine();
  model.qubits[0].gate.reset();
  model.couplings[0].gate.reset();  // of qubits 0 and 1
  const auto circuit = straight(2);
  CHECK(compile::duration_of({GateKind::sx, {0, 0}, 0}, circuit, model) == 0);
  CHECK(compile::duration_of({GateKind::cz, {0, 1}, 0}, circuit, model) == 0);
}

TEST_CASE("a qubit does not wait before its first gate") {
  auto circuit = straight(2);
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::x, 1);
  circuit.append(GateKind::cz, 0, 1);
  CHECK(scheduled(circuit) == Lines{"x 0", "x 0", "x 1", "cz 0 1"});
}

TEST_CASE("a qubit that begins in a later segment does not wait at the beginning of it") {
  auto circuit = straight(3);
  circuit.append(GateKind::x, 2);
  circuit.append_barrier();
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::x, 2);
  CHECK(scheduled(circuit) == Lines{"x 2", "barrier", "x 0", "x 2"});
}

TEST_CASE("the faster qubit of a pair waits before their next gate") {
  auto circuit = straight(2);
  circuit.append(GateKind::cz, 0, 1);
  circuit.append(GateKind::sx, 0);
  circuit.append(GateKind::rz, 1, 0.5);
  circuit.append(GateKind::sx, 1);
  circuit.append(GateKind::cz, 0, 1);
  CHECK(scheduled(circuit) == Lines{"cz 0 1", "delay 0 10.000", "sx 0", "rz 1", "sx 1", "cz 0 1"});
}

TEST_CASE("gates move as late as their barrier segment allows") {
  auto circuit = straight(3);
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::x, 1);
  circuit.append(GateKind::x, 2);
  circuit.append_barrier();
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::x, 2);
  circuit.measure_all();
  // The second segment lasts 30 ns, for qubit 2: the others wait at its beginning.
  CHECK(scheduled(circuit) == Lines{"x 0", "x 1", "x 2", "barrier", "delay 0 20.000", "delay 1 30.000", "x 0", "x 2",
                                    "measure 0", "measure 1", "measure 2"});
}

TEST_CASE("a qubit without further gates waits until the end of the circuit") {
  auto circuit = straight(3);
  circuit.append(GateKind::x, 0);
  circuit.append_barrier();
  circuit.append(GateKind::cz, 1, 2);
  CHECK(scheduled(circuit) == Lines{"x 0", "barrier", "delay 0 100.000", "cz 1 2"});
}

TEST_CASE("a qubit that is measured and not used again waits no longer") {
  auto circuit = straight(3);
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::measure, 0);
  circuit.append_barrier();
  circuit.append(GateKind::cz, 1, 2);
  circuit.append(GateKind::measure, 1);
  CHECK(scheduled(circuit) == Lines{"x 0", "measure 0", "barrier", "cz 1 2", "measure 1"});
}

TEST_CASE("a qubit that is used again after a measurement goes on waiting") {
  auto circuit = straight(3);
  circuit.append(GateKind::x, 0);
  circuit.append(GateKind::measure, 0);
  circuit.append_barrier();
  circuit.append(GateKind::cz, 1, 2);
  circuit.append_barrier();
  circuit.append(GateKind::x, 0);
  CHECK(scheduled(circuit) == Lines{"x 0", "measure 0", "barrier", "delay 0 100.000", "cz 1 2", "barrier",
                                    "delay 1 10.000", "delay 2 10.000", "x 0"});
}

TEST_CASE("measurements of one segment start together at its end") {
  auto circuit = straight(2);
  circuit.append(GateKind::cz, 0, 1);
  circuit.append(GateKind::measure, 0);
  circuit.append(GateKind::x, 1);
  circuit.append(GateKind::measure, 1);
  CHECK(scheduled(circuit) == Lines{"cz 0 1", "delay 0 20.000", "measure 0", "x 1", "measure 1"});
}

TEST_CASE("delays in the circuit keep their length and others wait for them") {
  auto circuit = straight(2);
  circuit.append(GateKind::cz, 0, 1);
  circuit.append(GateKind::delay, 0, 1e-6);
  circuit.append(GateKind::cz, 0, 1);
  CHECK(scheduled(circuit) == Lines{"cz 0 1", "delay 1 1000.000", "delay 0 1000.000", "cz 0 1"});
}

TEST_CASE("waits below a picosecond are left out") {
  auto circuit = straight(2);
  for (const double seconds : {1.0e-9 + 0.9e-12, 1.0e-9 + 1.1e-12}) {
    circuit.operations.clear();
    circuit.append(GateKind::cz, 0, 1);
    circuit.append(GateKind::delay, 0, 1e-9);
    circuit.append(GateKind::delay, 1, seconds);
    circuit.append(GateKind::cz, 0, 1);
    const auto expected = seconds < 1.001e-9 ? 4u : 5u;
    CHECK(scheduled(circuit).size() == expected);
  }
}

TEST_CASE("scheduling a scheduled circuit adds nothing") {
  core::Random random({.seed = 17});
  auto circuit = test::on_machine(4, cz_machine());
  test::append_random(circuit, 200, random);
  const auto once = compile::schedule(*compile::to_native(circuit, cz_machine()), cz_machine());
  CHECK(text(compile::schedule(once, cz_machine())) == text(once));
}

TEST_CASE("random circuits last as long as their longest chain and no started qubit idles unsaid") {
  for (const auto kind : test::native_kinds)
    for (std::uint64_t trial = 0; trial < 20; ++trial) {
      CAPTURE(circuit::spec_of(kind).name, trial);
      core::Random random({.seed = 19, .circuit = trial});
      const auto model = test::machine(4, kind, trial % 2 == 0);
      auto source = test::on_machine(2 + static_cast<int>(trial % 3), model);
      test::append_random(source, 80, random);
      if (trial % 2 == 1) source.measure_all();
      const auto native = *compile::to_native(source, model);
      const auto result = compile::schedule(native, model);
      // A sum of n durations rounds n times; a wait below a picosecond may be left out.
      const double tolerance = 1e-12 + static_cast<double>(result.operations.size()) * 1e-6 * 0x1p-52;
      const auto [length_s, largest_mismatch_s] = timing(result, model);
      CHECK(largest_mismatch_s <= tolerance);
      CHECK(std::abs(length_s - critical_path_s(native, model)) <= tolerance);
    }
}

TEST_CASE("scheduling keeps every operation of a circuit in its order and only adds delays") {
  core::Random random({.seed = 23});
  auto source = test::on_machine(4, cz_machine());
  test::append_random(source, 300, random);
  const auto native = *compile::to_native(source, cz_machine());
  const auto result = compile::schedule(native, cz_machine());
  std::size_t next = 0;
  for (const auto& operation : result.operations) {
    const bool same = next < native.operations.size() && operation.gate == native.operations[next].gate &&
                      operation.qubits == native.operations[next].qubits &&
                      operation.parameter == native.operations[next].parameter;
    if (same)
      ++next;
    else
      CHECK(operation.gate == GateKind::delay);
  }
  CHECK(next == native.operations.size());
}
