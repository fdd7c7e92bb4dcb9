// Pauli frames against exact density matrices, on circuits of certain outcome, across threads, and what they refuse.
// Every statistical test fails by chance once in a million or less often; seeds are fixed.
#include <atomic>
#include <cmath>

#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/frames/noisy_oracle.hpp"

using namespace qgauge;
using circuit::GateKind;
using simulator::PauliFrames;

namespace {

constexpr double false_alarm = 1e-6;
constexpr double five_sigma = 5;  // two-sided 6e-7

PauliFrames frames_of(const noise::NoisyCircuit& circuit) {
  auto frames = PauliFrames::make(circuit);
  REQUIRE(frames);
  return std::move(*frames);
}

core::Error refusal(const noise::NoisyCircuit& circuit) {
  const auto refused = PauliFrames::make(circuit);
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().code == core::ErrorCode::unusable_input);
  return refused.error();
}

void require_agreement(const noise::NoisyCircuit& circuit, std::uint64_t shots, std::uint64_t seed) {
  const auto samples = frames_of(circuit).outcomes(shots, {seed, 0, 0, 0});
  REQUIRE(samples);
  REQUIRE(samples->shots == static_cast<double>(shots));
  REQUIRE(noisy_oracle::p_value(*samples, noisy_oracle::probabilities(circuit)) > false_alarm);
}

noise::NoisyCircuit ghz(int qubits) {
  noise::NoisyCircuit circuit(qubits);
  circuit.add_unitary({0}, circuit::unitary_of(GateKind::h));
  for (int q = 0; q + 1 < qubits; ++q) circuit.add_unitary({q, q + 1}, circuit::unitary_of(GateKind::cx));
  for (auto& readout : circuit.readout) readout = noise::Readout{};
  return circuit;
}

/// Faults, readout errors and a qubit that is not measured.
noise::NoisyCircuit noisy_circuit(int qubits, std::uint64_t seed) {
  oracle::Engine engine(seed);
  auto circuit = noisy_oracle::random_clifford_circuit(qubits, 4 * qubits, 0.05, engine);
  for (auto& readout : circuit.readout)
    readout = noise::Readout{0.1 * std::abs(oracle::symmetric(engine)), 0.2 * std::abs(oracle::symmetric(engine))};
  circuit.readout[1].reset();
  return circuit;
}

bool within_sigma(double seen, double trials, double p, double sigmas = five_sigma) {
  return std::abs(seen - trials * p) <= sigmas * std::sqrt(trials * p * (1 - p));
}

}  // namespace

TEST_CASE("Shots of noiseless Clifford circuits follow the exact probabilities") {
  oracle::Engine engine(1);
  for (int i = 0; i < 60; ++i) {
    const auto circuit = noisy_oracle::random_clifford_circuit(1 + i % 5, 1 + i / 2, 0, engine);
    require_agreement(circuit, 20'000, static_cast<std::uint64_t>(i));
  }
}

TEST_CASE("Shots of Clifford circuits under Pauli noise follow the exact probabilities") {
  oracle::Engine engine(2);
  for (int i = 0; i < 60; ++i) {
    const double most = i % 3 == 0 ? 0.5 : 0.02;
    const auto circuit = noisy_oracle::random_clifford_circuit(1 + i % 5, 2 + i / 3, most, engine);
    require_agreement(circuit, 100'000, static_cast<std::uint64_t>(i));
  }
}

TEST_CASE("Unequal readout errors and qubits that are not measured follow the exact probabilities") {
  for (std::uint64_t i = 0; i < 20; ++i) require_agreement(noisy_circuit(2 + static_cast<int>(i % 4), i), 200'000, i);
}

TEST_CASE("Faults before, between and after gates of one pair all count") {
  const auto x_error = noise::PauliChannel{{0.9, 0.1, 0, 0}};
  noise::NoisyCircuit circuit(3);
  circuit.add_pauli({0}, x_error);
  circuit.add_pauli({2, 1}, {{0.5, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0}});  // YX on qubits 2, 1
  circuit.add_unitary({0, 1}, circuit::unitary_of(GateKind::cx));
  circuit.add_pauli({1}, x_error);
  circuit.add_unitary({1, 0}, circuit::unitary_of(GateKind::iswap));
  circuit.add_unitary({1}, circuit::unitary_of(GateKind::sx));
  circuit.add_pauli({0, 1}, {{0.7, 0, 0, 0.3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}});
  circuit.add_unitary({1, 2}, circuit::unitary_of(GateKind::ecr));
  for (auto& readout : circuit.readout) readout = noise::Readout{};
  require_agreement(circuit, 400'000, 3);
}

TEST_CASE("Faults and readout errors of probability 1 happen in every shot") {
  noise::NoisyCircuit circuit(3);
  circuit.add_pauli({0}, {{0, 1, 0, 0}});
  circuit.add_pauli({1}, {{0, 0, 0, 1}});
  circuit.readout = {noise::Readout{}, noise::Readout{1, 0}, noise::Readout{0, 1}};
  const auto samples = frames_of(circuit).outcomes(5000, {});
  REQUIRE(samples);
  REQUIRE(execution::weight_of(*samples, 0b011) == 5000);
}

TEST_CASE("A certain outcome of a thousand qubits is read in every shot") {
  noise::NoisyCircuit circuit(1000);
  std::vector<bool> expected(1000);
  for (int q = 0; q < 1000; q += 3) {
    circuit.add_unitary({q}, circuit::unitary_of(GateKind::x));
    expected[static_cast<std::size_t>(q)] = true;
  }
  for (auto& readout : circuit.readout) readout = noise::Readout{};
  const auto frames = frames_of(circuit);
  REQUIRE(frames.noiseless_outcome() == expected);
  REQUIRE(frames.count(expected, 3000, {}) == 3000);
}

TEST_CASE("A GHZ state of a thousand qubits reads all zeros in half of the shots and all ones in the others") {
  const auto frames = frames_of(ghz(1000));
  const std::uint64_t shots = 100'000;
  const std::uint64_t zeros = frames.count(std::vector<bool>(1000, false), shots, {7, 0, 0, 0});
  const std::uint64_t ones = frames.count(std::vector<bool>(1000, true), shots, {7, 0, 0, 0});
  REQUIRE(zeros + ones == shots);
  REQUIRE(within_sigma(static_cast<double>(zeros), static_cast<double>(shots), 0.5));
}

TEST_CASE("Rare faults come at their rate, and independently from shot to shot and qubit to qubit") {
  const int qubits = 200;
  const std::uint64_t shots = 200'000;
  for (const double p : {1e-6, 0.01, 0.3}) {
    noise::NoisyCircuit circuit(qubits);
    for (int q = 0; q < qubits; ++q) circuit.add_pauli({q}, {{1 - p, p, 0, 0}});
    for (auto& readout : circuit.readout) readout = noise::Readout{};
    const auto table = frames_of(circuit).sample(shots, {9, 0, 0, 0});
    REQUIRE(table);
    double faults = 0, next_shot = 0, next_qubit = 0;
    for (std::size_t q = 0; q < qubits; ++q) {
      for (std::uint64_t s = 0; s < shots; ++s) {
        if (!table->bit(q, s)) continue;
        ++faults;
        next_shot += s + 1 < shots && table->bit(q, s + 1);
        next_qubit += q + 1 < qubits && table->bit(q + 1, s);
      }
    }
    const double trials = static_cast<double>(shots) * qubits;
    REQUIRE(within_sigma(faults, trials, p));
    if (trials * p * p < 100) continue;
    // Pairs of neighbours share trials: their number varies at most sqrt(1 + 2 p) times as much as if they did not.
    const double sigmas = five_sigma * std::sqrt(1 + 2 * p);
    REQUIRE(within_sigma(next_shot, static_cast<double>((shots - 1) * qubits), p * p, sigmas));
    REQUIRE(within_sigma(next_qubit, static_cast<double>(shots * (qubits - 1)), p * p, sigmas));
  }
}

TEST_CASE("Shots do not depend on the number of threads") {
  const auto frames = frames_of(noisy_circuit(40, 4));
  const int threads = omp_get_max_threads();
  std::vector<std::vector<std::uint64_t>> bits;
  for (const int count : {1, 2, 3, 7}) {
    omp_set_num_threads(count);
    const auto table = frames.sample(20'000, {5, 6, 7, 0});
    REQUIRE(table);
    bits.push_back(table->bits);
  }
  omp_set_num_threads(threads);
  for (const auto& other : bits) REQUIRE(other == bits.front());
}

TEST_CASE("Fewer shots are the first of more, and a key's trajectory continues them block by block") {
  const auto frames = frames_of(noisy_circuit(5, 5));
  const auto all = frames.sample(5000, {1, 2, 3, 0}), some = frames.sample(1500, {1, 2, 3, 0}),
             rest = frames.sample(5000 - 2048, {1, 2, 3, 2});
  REQUIRE((all && some && rest));
  for (std::size_t r = 0; r < frames.measured().size(); ++r) {
    for (std::uint64_t s = 0; s < 1500; ++s) REQUIRE(some->bit(r, s) == all->bit(r, s));
    for (std::uint64_t s = 2048; s < 5000; ++s) REQUIRE(rest->bit(r, s - 2048) == all->bit(r, s));
  }
}

TEST_CASE("Every stream of a key gives other shots") {
  const auto frames = frames_of(noisy_circuit(5, 6));
  const auto first = frames.sample(1000, {1, 1, 1, 0});
  for (const core::RandomKey key : {core::RandomKey{2, 1, 1, 0}, {1, 2, 1, 0}, {1, 1, 2, 0}, {1, 1, 1, 1}})
    REQUIRE(frames.sample(1000, key)->bits != first->bits);
}

TEST_CASE("Counts, distances, parities and outcomes are those of the same shots") {
  const auto circuit = noisy_circuit(7, 7);
  const auto frames = frames_of(circuit);
  const core::RandomKey key{3, 1, 4, 0};
  const std::uint64_t shots = 4321;
  const auto table = frames.sample(shots, key);
  const auto samples = frames.outcomes(shots, key);
  REQUIRE((table && samples));
  const std::vector<int>& measured = frames.measured();
  REQUIRE(measured == std::vector{0, 2, 3, 4, 5, 6});
  const std::vector<bool> target{true, false, false, true, true, false};
  const std::vector<std::size_t> rows{0, 2, 3};
  std::vector<std::uint64_t> distances(7);
  std::vector<double> weights(128);
  double parity = 0;
  for (std::uint64_t s = 0; s < shots; ++s) {
    std::size_t distance = 0, outcome = 0;
    for (std::size_t r = 0; r < measured.size(); ++r) {
      distance += table->bit(r, s) != target[r];
      outcome |= std::size_t{table->bit(r, s)} << measured[r];
    }
    ++distances[distance];
    ++weights[outcome];
    parity += table->bit(0, s) ^ table->bit(2, s) ^ table->bit(3, s) ? -1 : 1;
  }
  REQUIRE(frames.hamming_distances(target, shots, key) == distances);
  REQUIRE(frames.count(target, shots, key) == distances[0]);
  REQUIRE(frames.parity(rows, shots, key) == Approx(parity / static_cast<double>(shots)).epsilon(1e-12));
  for (std::size_t bits = 0; bits < weights.size(); ++bits)
    REQUIRE(execution::weight_of(*samples, bits) == weights[bits]);
}

TEST_CASE("Blocks cover the shots once, and bits beyond the last shot are 0") {
  const auto frames = frames_of(noisy_circuit(4, 8));
  std::vector<int> seen(5000);
  std::atomic<std::uint64_t> beyond = 0;
  frames.for_each_block(5000, {}, [&](const simulator::ShotBlock& block) {
    for (int s = 0; s < block.shots; ++s) ++seen[block.first_shot + static_cast<std::uint64_t>(s)];
    for (int s = block.shots; s < simulator::frame_block_shots; ++s) {
      for (std::size_t r = 0; r < 3; ++r) beyond += (block.row(r)[static_cast<std::size_t>(s) / 64] >> (s % 64)) & 1;
    }
  });
  REQUIRE(beyond == 0);
  for (const int times : seen) REQUIRE(times == 1);
}

TEST_CASE("No shots, no qubits and nothing measured are answered") {
  const auto frames = frames_of(ghz(3));
  REQUIRE(frames.outcomes(0, {})->outcomes.empty());
  REQUIRE(frames.count({false, false, false}, 0, {}) == 0);
  REQUIRE(frames_of(noise::NoisyCircuit(0)).sample(100, {})->bits.empty());
  REQUIRE(execution::weight_of(*frames_of(noise::NoisyCircuit(2)).outcomes(100, {}), 0) == 100);
}

TEST_CASE("What is neither a Clifford gate nor Pauli noise is refused by its step") {
  auto magic = ghz(3);
  magic.add_unitary({2}, circuit::unitary_of(GateKind::t));
  REQUIRE(refusal(magic).where == "step 3");
  REQUIRE_THAT(refusal(magic).message, Catch::Contains("no Clifford gate on qubit 2"));
  auto over_rotated = ghz(2);
  over_rotated.add_unitary({1, 0}, noise::over_rotation_unitary(GateKind::cx, 0.01));
  REQUIRE(refusal(over_rotated).where == "step 2");
  REQUIRE_THAT(refusal(over_rotated).message, Catch::Contains("no Clifford gate on qubits 1 and 0"));
  auto damped = ghz(2);
  damped.add_kraus({0}, noise::damping(0.1));
  damped.add_unitary({0}, circuit::unitary_of(GateKind::t));
  REQUIRE(refusal(damped).where == "step 2");
  REQUIRE_THAT(refusal(damped).message, Catch::Contains("Kraus operators on qubit 0"));
}

TEST_CASE("Outcomes of more than 64 qubits and shots beyond the memory are refused") {
  const auto frames = frames_of(ghz(65));
  REQUIRE(frames.outcomes(10, {}).error().code == core::ErrorCode::unusable_input);
  REQUIRE(frames.sample(10, {}));
  const auto refused = frames.sample(std::uint64_t{1} << 50, {});
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().code == core::ErrorCode::missing_resource);
  REQUIRE(frames_of(ghz(64)).outcomes(10, {}));
  REQUIRE(frames_of(ghz(64)).outcomes(std::uint64_t{1} << 50, {}).error().code == core::ErrorCode::missing_resource);
}
