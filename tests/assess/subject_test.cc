// What the rules see of a machine's couplings, under each meaning of their errors.

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

subject::Subject subject_of(const device::DeviceDescription& machine) {
  const auto model = device::validate(machine);
  REQUIRE(model);
  return assess::subject_of(*model, assess::reported_figures(machine, *model));
}

subject::CouplingGraph graph_of(const device::DeviceDescription& machine) {
  const auto subject = subject_of(machine);
  REQUIRE(subject.graphs.contains("cnot_infidelity"));
  return subject.graphs.at("cnot_infidelity");
}

using Operation = device::ErrorMetric::Operation;

device::GateError simultaneous(double value) {
  device::GateError error{device::reported(value), {}};
  error.metric.operation = Operation::simultaneous;
  return error;
}

/// A chain of four qubits; its CZ have errors of one pair alone, the first two also of gates at once.
device::DeviceDescription chain() {
  device::DeviceDescription machine;
  machine.name = "chain";
  machine.qubit_count = 4;
  for (int q = 0; q < 4; ++q) {
    device::Qubit& qubit = machine.qubits.emplace_back();
    qubit.t1_s = qubit.t2_s = device::reported(1e-4);
    qubit.assignment_error = device::reported(0.01);
    device::Gate& pulse = machine.gates.emplace_back();
    pulse.name = "sx";
    pulse.qubits = {q};
    pulse.infidelity = device::reported(2e-4);
  }
  for (int q = 0; q < 3; ++q) {
    machine.couplings.emplace_back(q, q + 1);
    device::Gate& gate = machine.gates.emplace_back();
    gate.name = "cz";
    gate.qubits = {q, q + 1};
    gate.infidelity = device::reported(1e-3 * (q + 1));
    gate.metric.operation = Operation::isolated;
    if (q < 2) gate.other_errors.push_back(simultaneous(4e-3 * (q + 1)));
  }
  return machine;
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

TEST_CASE("each meaning of the error has a graph with the same couplings") {
  const auto graphs = subject_of(chain()).graphs;
  for (const char* stem : {"cnot_infidelity", "cnot_infidelity.isolated", "cnot_infidelity.with_1q"}) {
    INFO(stem);
    REQUIRE(graphs.contains(stem));
    CHECK(graphs.at(stem).edges.size() == 3);
  }
  const auto& simultaneous = graphs.at("cnot_infidelity.simultaneous").edges;
  REQUIRE(simultaneous.size() == 3);
  CHECK(*simultaneous[1].cnot_infidelity == Approx(8e-3));
  CHECK_FALSE(simultaneous[2].cnot_infidelity);
  CHECK_FALSE(graphs.contains("cnot_infidelity.layered"));
}

TEST_CASE("a coupling of an uncalibrated qubit stays unknown in every graph") {
  auto machine = chain();
  machine.qubits[0].assignment_error = {};
  for (const auto& [stem, graph] : subject_of(machine).graphs) {
    INFO(stem);
    CHECK_FALSE(graph.edges[0].cnot_infidelity);
    CHECK(graph.edges[1].cnot_infidelity);
  }
}

TEST_CASE("simulated errors of pairs make a graph of the described couplings") {
  const auto machine = chain();
  const auto model = device::validate(machine);
  REQUIRE(model);
  auto figures = assess::reported_figures(machine, *model);
  figures.push_back(figures::exact_figure("rb.cnot_infidelity.isolated", 7e-3, figures::Origin::simulated, "test"));
  figures.back().subject = figures::FigureSubject{{2, 1}, "cz"};
  const auto subject = assess::subject_of(*model, figures);
  const auto& edges = subject.graphs.at("rb.cnot_infidelity.isolated").edges;
  REQUIRE(edges.size() == 3);
  CHECK_FALSE(edges[0].cnot_infidelity);
  CHECK(*edges[1].cnot_infidelity == 7e-3);
}

TEST_CASE("averages have a graph for each meaning that the source gives") {
  auto machine = averages(30);
  auto& entangler = *machine.average_two_qubit_gate;
  entangler.metric.operation = Operation::isolated;
  entangler.other_errors.push_back(simultaneous(2e-3));
  SECTION("of a complete machine") {}
  SECTION("of a machine whose couplings are listed") { machine.couplings = {{0, 1}, {1, 2}}; }
  const auto graphs = subject_of(machine).graphs;
  const auto error = [&](const char* stem) {
    const auto& graph = graphs.at(stem);
    return graph.complete ? *graph.uniform_infidelity : *graph.edges.at(1).cnot_infidelity;
  };
  CHECK(error("cnot_infidelity") == Approx(9e-4));
  CHECK(error("cnot_infidelity.isolated") == Approx(9e-4));
  CHECK(error("cnot_infidelity.simultaneous") == Approx(2e-3));
  CHECK(error("cnot_infidelity.with_1q") > 9e-4);
}

TEST_CASE("a stored report gives the graphs back that its description had") {
  auto machine = chain();
  SECTION("as it is") {}
  SECTION("with a pair that is not calibrated") { machine.gates.back().infidelity = device::sentinel(); }
  SECTION("with a pair that cannot be used") { machine.gates.back().operational = false; }
  SECTION("with a qubit that is not calibrated") { machine.qubits[3].assignment_error = {}; }
  assess::Options options;
  const auto report = assess::describe(machine, options);
  REQUIRE(report);
  const auto own = subject_of(machine).graphs, stored = assess::subject_of(*report).graphs;
  REQUIRE(own.size() == stored.size());
  for (const auto& [stem, graph] : own) {
    INFO(stem);
    const auto& edges = stored.at(stem).edges;
    REQUIRE(edges.size() == graph.edges.size());
    for (std::size_t i = 0; i < edges.size(); ++i) {
      CHECK(edges[i].a == graph.edges[i].a);
      CHECK(edges[i].cnot_infidelity == graph.edges[i].cnot_infidelity);
    }
  }
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
