// Claims about randomized benchmarking of many parts at once: the parts' circuits are those of sequences alone, and
// each part's figures come from its own answers.
#include "qgauge/protocols/rb_simultaneous.hpp"

#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;

namespace {

/// Two pairs alike that nothing couples.
device::DeviceModel two_pairs() {
  device::DeviceModel model = test::pair_machine();
  model.qubits.insert(model.qubits.end(), {model.qubits[0], model.qubits[1]});
  device::Coupling other = model.couplings[0];
  other.a += 2;
  other.b += 2;
  other.gate->first += 2;
  other.gate->second += 2;
  model.couplings.push_back(other);
  return model;
}

/// The operations on register qubits [first, first + count), as a circuit of their own.
circuit::Circuit part_of(const circuit::Circuit& whole, std::uint32_t first, std::uint32_t count) {
  circuit::Circuit part{static_cast<int>(count), {}, {}};
  for (circuit::Operation operation : whole.operations) {
    if (operation.qubits[0] < first || operation.qubits[0] >= first + count) continue;
    for (std::uint32_t& qubit : operation.qubits) qubit -= first;
    if (circuit::spec_of(operation.gate).qubits == 1) operation.qubits[1] = 0;
    part.operations.push_back(operation);
  }
  return part;
}

/// Answers of the oracle, part by part; exact.
execution::Samples answered(const SimultaneousPlan& plan, const std::vector<test::OracleNoise>& noise) {
  execution::Samples samples;
  samples.circuits.resize(plan.batch.circuits.size());
  std::uint32_t first = 0;
  samples.answers.resize(plan.batch.circuits.size());
  for (std::size_t k = 0; k < plan.parts.size(); ++k) {
    const auto count = static_cast<std::uint32_t>(plan.parts[k].qubits.size());
    execution::CircuitBatch own{{}, plan.batch.shots, 0, 0, {}};
    for (const circuit::Circuit& whole : plan.batch.circuits) own.circuits.push_back(part_of(whole, first, count));
    const execution::Samples of_part = *test::OracleExecutor(noise[k]).run(own);
    for (std::size_t c = 0; c < own.circuits.size(); ++c) samples.answers[c].push_back(of_part.circuits[c]);
    first += count;
  }
  return samples;
}

}  // namespace

TEST_CASE("pairs at once run different sequences of equal lengths, and each is figured by itself") {
  const auto model = two_pairs();
  const auto plan = plan_rb_simultaneous_2q(model, std::vector{0, 1}, {Effort::standard, 7});
  REQUIRE(plan);
  REQUIRE(plan->parts[0].lengths == plan->parts[1].lengths);
  const circuit::Circuit& longest = plan->batch.circuits[plan->parts[0].lengths.size() - 1];
  REQUIRE(longest.layout == std::vector{0, 1, 2, 3});
  REQUIRE(part_of(longest, 0, 2).operations.size() != part_of(longest, 2, 2).operations.size());

  const std::vector<test::OracleNoise> noise{{.entangler_depolarizing = 1e-2}, {.entangler_depolarizing = 3e-2}};
  const auto figures = estimate_rb_simultaneous(*plan, answered(*plan, noise), [](int) { return OneQubitPart{}; });
  REQUIRE(figures);
  REQUIRE(figures->size() == 4);
  for (std::size_t k = 0; k < 2; ++k) {
    const figures::Figure& cnot = (*figures)[2 * k];
    REQUIRE(cnot.name == "rb.cnot_infidelity.simultaneous");
    REQUIRE(cnot.subject->qubits == plan->parts[k].qubits);
    CAPTURE(*cnot.value, cnot.uncertainty.sampling);
    // Shots are exact, sequences are drawn. Five sigma: once in 1.7 million.
    REQUIRE(std::abs(*cnot.value - 0.75 * noise[k].entangler_depolarizing) < 5 * cnot.uncertainty.sampling);
    REQUIRE(figures::find_figure(cnot.name) != nullptr);
  }
}

TEST_CASE("qubits at once have the figures of their own pulses") {
  const auto model = two_pairs();
  const auto plan = plan_rb_simultaneous_1q(model, std::vector{0, 1, 2, 3}, {Effort::standard, 7});
  REQUIRE(plan);
  const std::vector<test::OracleNoise> noise{{.pulse_depolarizing = 1e-3},
                                             {.pulse_depolarizing = 2e-3},
                                             {.pulse_depolarizing = 3e-3},
                                             {.pulse_depolarizing = 4e-3}};
  const auto figures = estimate_rb_simultaneous(*plan, answered(*plan, noise), [](int) { return OneQubitPart{}; });
  REQUIRE(figures);
  for (std::size_t q = 0; q < 4; ++q) {
    const figures::Figure& pulse = (*figures)[2 * q + 1];
    REQUIRE(pulse.name == "rb.one_qubit_infidelity.simultaneous");
    REQUIRE(pulse.method == "one-qubit randomized benchmarking, 4 at once");
    CAPTURE(*pulse.value, pulse.uncertainty.sampling);
    REQUIRE(std::abs(*pulse.value - noise[q].pulse_depolarizing / 2) < 5 * pulse.uncertainty.sampling);
  }
}

TEST_CASE("pairs at once without a gate, and answers of other parts, are refused") {
  auto model = two_pairs();
  const auto plan = plan_rb_simultaneous_2q(model, std::vector{0, 1}, {Effort::quick, 7});
  execution::Samples samples;
  samples.answers.resize(plan->batch.circuits.size());
  REQUIRE_FALSE(estimate_rb_simultaneous(*plan, samples, [](int) { return OneQubitPart{}; }));
  model.couplings[1].gate.reset();
  REQUIRE_FALSE(plan_rb_simultaneous_2q(model, std::vector{0, 1}, {Effort::quick, 7}));
}
