// Figures that readings of a rule ask for: which error it is, in which operation, with which one-qubit gates.

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "assess/internal.hpp"

using namespace qgauge;
using figures::IntervalKind;
using Operation = device::ErrorMetric::Operation;

namespace {

constexpr double pulse = 3e-4;

device::Gate& add_gate(device::DeviceDescription& machine, const char* name, std::vector<int> qubits, double error) {
  device::Gate& gate = machine.gates.emplace_back();
  gate.name = name;
  gate.qubits = std::move(qubits);
  gate.infidelity = device::reported(error);
  return gate;
}

/// A chain of three qubits with the errors 0.01 and 0.02 of the native gate.
device::DeviceDescription machine_with(const char* native) {
  device::DeviceDescription machine;
  machine.name = "chain";
  machine.qubit_count = 3;
  machine.couplings = {{0, 1}, {1, 2}};
  for (int q = 0; q < 3; ++q) {
    device::Qubit& qubit = machine.qubits.emplace_back();
    qubit.t1_s = qubit.t2_s = device::reported(1e-4);
    qubit.assignment_error = device::reported(0.01);
    add_gate(machine, "sx", {q}, pulse);
  }
  add_gate(machine, native, {0, 1}, 0.01);
  add_gate(machine, native, {1, 2}, 0.02);
  return machine;
}

device::GateError simultaneous(double value) {
  device::GateError error{device::reported(value), {}};
  error.metric.operation = Operation::simultaneous;
  return error;
}

device::Gate& first_pair(device::DeviceDescription& machine) { return machine.gates[3]; }
device::Gate& second_pair(device::DeviceDescription& machine) { return machine.gates[4]; }

std::vector<figures::Figure> figures_of(const device::DeviceDescription& machine) {
  const auto model = device::validate(machine);
  REQUIRE(model);
  return assess::reported_figures(machine, *model);
}

std::optional<figures::Figure> find(const std::vector<figures::Figure>& all, const std::string& name) {
  const auto found = std::ranges::find_if(all, [&](const auto& entry) { return entry.name == name && !entry.subject; });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

figures::Figure must_find(const device::DeviceDescription& machine, const std::string& name) {
  const auto found = find(figures_of(machine), name);
  INFO(name);
  REQUIRE(found);
  return *found;
}

/// r = 4/5 (5/4 r_native + 3/2 r_pulse * pulses).
double with_pulses(double native, int pulses) { return 0.8 * (1.25 * native + 1.5 * pulse * pulses); }

}  // namespace

TEST_CASE("where the source does not say in which operation it measured there is no such figure") {
  const auto all = figures_of(machine_with("cz"));
  for (const char* name : {"cnot_infidelity.isolated.mean", "cnot_infidelity.simultaneous.mean",
                           "cnot_infidelity.isolated.with_1q.mean", "cnot_infidelity.layered.mean"}) {
    INFO(name);
    CHECK_FALSE(find(all, name));
  }
  CHECK(find(all, "cnot_infidelity.with_1q.mean"));
}

TEST_CASE("errors that the source measured of one pair alone make the isolated mean and median") {
  auto machine = machine_with("cz");
  first_pair(machine).metric.operation = second_pair(machine).metric.operation = Operation::isolated;
  CHECK(*must_find(machine, "cnot_infidelity.isolated.mean").value == Approx(0.015));
  CHECK(*must_find(machine, "cnot_infidelity.isolated.median").value == Approx(0.015));
  CHECK(must_find(machine, "cnot_infidelity.isolated.mean").kind == IntervalKind::none);
  CHECK_FALSE(find(figures_of(machine), "cnot_infidelity.simultaneous.mean"));
}

TEST_CASE("a further error of gates at the same time makes the simultaneous mean") {
  auto machine = machine_with("cz");
  first_pair(machine).other_errors = {simultaneous(0.03)};
  second_pair(machine).other_errors = {simultaneous(0.05)};
  CHECK(*must_find(machine, "cnot_infidelity.simultaneous.mean").value == Approx(0.04));
  CHECK(*must_find(machine, "cnot_infidelity.mean").value == Approx(0.015));
}

TEST_CASE("a coupling without that error counts as 0 and as 1 in the bounds") {
  auto machine = machine_with("cz");
  first_pair(machine).metric.operation = Operation::isolated;
  const auto mean = must_find(machine, "cnot_infidelity.isolated.mean");
  CHECK(mean.kind == IntervalKind::bounds);
  CHECK(*mean.low == Approx(0.005));
  CHECK(*mean.high == Approx(0.505));
}

TEST_CASE("an error per Clifford is no error of a gate in any operation") {
  auto machine = machine_with("cz");
  first_pair(machine).other_errors = {simultaneous(0.03)};
  first_pair(machine).other_errors[0].metric.per = device::ErrorMetric::Per::clifford;
  CHECK_FALSE(find(figures_of(machine), "cnot_infidelity.simultaneous.mean"));
}

TEST_CASE("standard errors go over into that of the isolated mean") {
  auto machine = machine_with("cz");
  for (device::Gate* gate : {&first_pair(machine), &second_pair(machine)}) {
    gate->metric.operation = Operation::isolated;
    gate->infidelity.sigma = 1e-3;
  }
  const auto mean = must_find(machine, "cnot_infidelity.isolated.mean");
  CHECK(mean.kind == IntervalKind::propagated);
  CHECK(mean.uncertainty.description == Approx(1e-3 / std::sqrt(2.0)));
}

TEST_CASE("process infidelities of the pulses of one C-NOT add to that of the native gate to first order") {
  // A CZ between two H on the target, each one pulse between z rotations; a CX is the C-NOT itself in its direction.
  CHECK(*must_find(machine_with("cz"), "cnot_infidelity.with_1q.mean").value == Approx(with_pulses(0.015, 2)));
  CHECK(*must_find(machine_with("cx"), "cnot_infidelity.with_1q.mean").value == Approx(0.015));
}

TEST_CASE("the pulses of the better direction are added") {
  auto machine = machine_with("cz");
  machine.gates[0].infidelity = device::reported(pulse / 3);
  // Of the first pair the better qubit is the target; of the second both are the same.
  const double pulses = (2 * pulse / 3 + 2 * pulse) / 2;
  CHECK(*must_find(machine, "cnot_infidelity.with_1q.mean").value == Approx(0.015 + 0.8 * 1.5 * pulses));
}

TEST_CASE("nothing is added to an error that holds the one-qubit gates already") {
  auto machine = machine_with("cz");
  for (device::Gate* gate : {&first_pair(machine), &second_pair(machine)}) {
    gate->metric.one_qubit_part = device::ErrorMetric::OneQubitPart::included;
  }
  CHECK(*must_find(machine, "cnot_infidelity.with_1q.mean").value == Approx(0.015));
}

TEST_CASE("an iSWAP-like gate is used twice and its pulses are those around two uses") {
  const auto machine = machine_with("iswap");
  const double twice = (core::cnot_infidelity_from_native(0.01, 2) + core::cnot_infidelity_from_native(0.02, 2)) / 2;
  CHECK(*must_find(machine, "cnot_infidelity.mean").value == Approx(twice));
  CHECK(*must_find(machine, "cnot_infidelity.with_1q.mean").value > twice + 0.8 * 1.5 * pulse);
}

TEST_CASE("average gate infidelity in layers is 4/5 of the error per layered gate - McKay 2023") {
  auto machine = machine_with("cz");
  machine.published = {{"layer_fidelity.2", 0.99, {0, 1}, {}}, {"layer_fidelity.3", 0.96, {0, 1, 2}, {}}};
  const auto mean = must_find(machine, "cnot_infidelity.layered.mean");
  CHECK(*mean.value == Approx(0.8 * (1 - std::sqrt(0.96))));
  CHECK(mean.origin == figures::Origin::derived);
  CHECK(mean.method.find("layer_fidelity.3") != std::string::npos);
  CHECK(*must_find(machine, "cnot_infidelity.layered.with_1q.mean").value == *mean.value);
}

TEST_CASE("each pair has its entries under the meanings that the source supports") {
  auto machine = machine_with("cz");
  first_pair(machine).metric.operation = Operation::isolated;
  const auto all = figures_of(machine);
  const auto entries = [&](const char* name) {
    return std::ranges::count_if(all, [&](const auto& entry) { return entry.name == name && entry.subject; });
  };
  CHECK(entries("cnot_infidelity") == 2);
  CHECK(entries("cnot_infidelity.isolated") == 1);
  CHECK(entries("cnot_infidelity.with_1q") == 2);
  CHECK(entries("cnot_infidelity.simultaneous") == 0);
}

TEST_CASE("figures of readings and specialists are marked so that a page may leave them out") {
  const std::set<std::string_view> shown{"coherence_limited_cnot_infidelity.mean", "coherence_share.cnot.median",
                                         "gates_per_coherence_time.cnot.median"};
  for (const figures::FigureSpec& row : figures::figure_list()) {
    const bool of_a_reading = row.name.find(".isolated.") != std::string_view::npos ||
                              row.name.find(".simultaneous.") != std::string_view::npos ||
                              row.name.find(".layered.") != std::string_view::npos ||
                              row.name.find(".with_1q.") != std::string_view::npos;
    const bool of_coherence = row.name.starts_with("coherence_") || row.name.starts_with("gates_per_coherence_time.") ||
                              row.name.starts_with("error_budget.");
    CAPTURE(row.name);
    const bool special = of_coherence && !shown.contains(row.name);
    CHECK(row.of_a_reading == (special || (of_a_reading && row.name.starts_with("cnot_infidelity"))));
  }
}
