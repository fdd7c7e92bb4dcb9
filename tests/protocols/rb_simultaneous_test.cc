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

/// Answers of planted decays, one a part.
execution::Samples planted(const SimultaneousPlan& plan, const std::vector<double>& decays, core::Random& random) {
  execution::Samples samples;
  samples.circuits.resize(plan.batch.questions.size());
  samples.answers.resize(plan.batch.questions.size());
  const std::uint64_t shots = plan.batch.shots;
  for (std::size_t c = 0; c < samples.answers.size(); ++c) {
    for (std::size_t k = 0; k < plan.parts.size(); ++k) {
      const double chance = std::pow(0.5, plan.parts[k].qubits.size());
      const double left = (0.95 - chance) * std::pow(decays[k], plan.parts[k].lengths[c]);
      const auto survived = static_cast<double>(random.binomial(shots, chance + left)),
                 all = static_cast<double>(shots);
      const std::uint64_t target = plan.parts[k].expected[c];  // 4 is none of them
      samples.answers[c].push_back({{{target, survived}, {4, all - survived}}, all});
    }
  }
  return samples;
}

/// Of 1,000 repetitions, how many intervals of each part hold the planted error per Clifford.
std::vector<int> covered(const SimultaneousPlan& plan, const std::vector<double>& decays, std::string_view name) {
  std::vector<int> out(decays.size());
  for (std::uint64_t r = 0; r < 1000; ++r) {
    core::Random random({8, 2, 0, r});
    const auto figures =
        estimate_rb_simultaneous(plan, planted(plan, decays, random), [](int) { return OneQubitPart{}; });
    std::size_t part = 0;
    for (const figures::Figure& figure : *figures) {
      if (figure.name != name) continue;
      const double d = std::pow(2, plan.parts[part].qubits.size());
      const double truth = (d - 1) / d * (1 - decays[part]);
      out[part++] += *figure.low <= truth && truth <= *figure.high;
    }
  }
  return out;
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

// With fixed seeds a correct interval leaves 930 to 970 of 1,000 by chance with probability 0.4 %.
TEST_CASE("the intervals of pairs and of qubits at once cover what is planted in each") {
  const auto model = two_pairs();
  const auto pairs = plan_rb_simultaneous_2q(model, std::vector{0, 1}, {Effort::standard, 7});
  const auto qubits = plan_rb_simultaneous_1q(model, std::vector{0, 1, 2, 3}, {Effort::standard, 7});
  REQUIRE((pairs && qubits));
  std::vector<int> all = covered(*pairs, {0.985, 0.97}, "rb.error_per_clifford.simultaneous");
  const std::vector<int> ones =
      covered(*qubits, {0.9995, 0.999, 0.9992, 0.998}, "rb.error_per_clifford_1q.simultaneous");
  all.insert(all.end(), ones.begin(), ones.end());
  REQUIRE(all.size() == 6);
  for (const int part : all) {
    CHECK(part >= 930);
    CHECK(part <= 970);
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
