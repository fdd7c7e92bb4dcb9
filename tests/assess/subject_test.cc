// What the rules see of a machine's couplings.

#include <catch2/catch.hpp>

#include "assess/internal.hpp"

using namespace qgauge;

namespace {

/// A machine of which only averages are known.
device::DeviceDescription averages(int count) {
  device::DeviceDescription machine;
  machine.name = "averages";
  machine.qubit_count = count;
  device::Qubit& qubit = machine.average_qubit.emplace();
  qubit.t1_s = qubit.t2_s = device::reported(1);
  qubit.assignment_error = device::reported(0.001);
  device::Gate& pulse = machine.average_one_qubit_gate.emplace();
  pulse.name = "u1q";
  pulse.infidelity = device::reported(3e-5);
  device::Gate& entangler = machine.average_two_qubit_gate.emplace();
  entangler.name = "zz";
  entangler.infidelity = device::reported(9e-4);
  return machine;
}

subject::CouplingGraph graph_of(const device::DeviceDescription& machine) {
  const auto model = device::validate(machine);
  REQUIRE(model);
  const auto subject = assess::subject_of(*model, {});
  REQUIRE(subject.graph);
  return *subject.graph;
}

}  // namespace

TEST_CASE("averages without couplings stand for every pair however many there are") {
  for (const int count : {2, 56, 300, 301, 5000}) {
    INFO(count);
    const auto graph = graph_of(averages(count));
    CHECK(graph.complete);
    CHECK(graph.qubits == count);
    CHECK(*graph.uniform_infidelity == Approx(9e-4));
  }
}

TEST_CASE("averages with a list of couplings are connected by those alone") {
  auto machine = averages(5);
  SECTION("a chain") { machine.couplings = {{0, 1}, {1, 2}, {2, 3}, {3, 4}}; }
  SECTION("one pair") { machine.couplings = {{2, 4}}; }
  const auto graph = graph_of(machine);
  CHECK_FALSE(graph.complete);
  REQUIRE(graph.edges.size() == machine.couplings.size());
  CHECK(graph.edges[0].a == machine.couplings[0].first);
  CHECK(*graph.edges[0].cnot_infidelity == Approx(9e-4));
}

TEST_CASE("two islands of averages are not a subset that a rule could count together") {
  // Two chains of 60 qubits: no connected subset has 100 of them, although the whole machine has 120.
  auto machine = averages(120);
  for (int q = 1; q < 120; ++q) {
    if (q != 60) machine.couplings.emplace_back(q - 1, q);
  }
  assess::Options options;
  options.question.as_of = *core::Date::parse("2026-01-01");
  options.question.regimes = {"us-ear"};
  options.question.readings = {{thresholds::Reading::Scope::best_subset, false}};
  const auto rules = thresholds::load_rules(QGAUGE_SOURCE_DIR "/thresholds");
  REQUIRE(rules);
  const auto islands = assess::check(machine, *rules, options);
  machine.couplings.emplace_back(59, 60);
  const auto joined = assess::check(machine, *rules, options);
  REQUIRE((islands && joined));
  REQUIRE(islands->verdicts.size() == 1);
  CHECK(islands->verdicts[0].decision == thresholds::Decision::not_controlled);
  CHECK(joined->verdicts[0].decision == thresholds::Decision::controlled);
}

TEST_CASE("a machine of averages is benchmarked on one of its own couplings") {
  auto machine = averages(5);
  machine.couplings = {{2, 4}, {3, 4}};
  assess::Options options;
  options.effort = protocols::Effort::quick;
  const auto report = assess::measure(machine, options);
  REQUIRE(report);
  for (const auto& figure : report->figures) {
    if (figure.name == "rb.cnot_infidelity.isolated.mean") CHECK(figure.value);
  }
}
