// Plans: thousands of random circuits against the oracle, with tiles so small that every level of locality is used;
// matrices of any width; threads; statistics.

#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/oracle.hpp"

namespace {

using namespace qgauge;
using simulator::Gate;
using simulator::Plan;
using simulator::StateVector;
using simulator::TileSizes;

template <class Real>
StateVector<Real> run(const core::Result<Plan<Real>>& plan) {
  REQUIRE(plan);
  auto state = StateVector<Real>::create(plan->qubits());
  REQUIRE(state);
  REQUIRE(state->run(*plan));
  return std::move(*state);
}

template <class Real>
double distance(const StateVector<Real>& state, const Eigen::VectorXcd& expected) {
  double sum = 0;
  for (Eigen::Index x = 0; x < expected.size(); ++x) {
    sum += std::norm(state.amplitude(static_cast<std::uint64_t>(x)) - expected(x));
  }
  return std::sqrt(sum);
}

/// Each gate of a plan becomes at most two phases, two rotations and a share of a dense matrix. A rotation rounds its
/// tangent and two sums (3 u, twice that with the scale), a diagonal three products of rounded factors (12 u), a dense
/// matrix on two qubits 30 u (state_vector_test.cc): below 60 u a gate.
template <class Real>
double tolerance(std::size_t gates) {
  return 60 * static_cast<double>(gates + 1) * std::numeric_limits<Real>::epsilon() / 2;
}

/// The smallest tiles that take four targets of any place: 2^7 amplitudes in double and 2^8 in single precision.
template <class Real>
TileSizes small_tiles() {
  return sizeof(Real) == sizeof(double) ? TileSizes{7, 5, 3} : TileSizes{8, 6, 4};
}

template <class Real>
void compare_random_circuits(int most_qubits, int repetitions, int gates, const TileSizes& sizes) {
  oracle::Engine engine(20260101);
  for (int qubits = 1; qubits <= most_qubits; ++qubits) {
    for (int repetition = 0; repetition < repetitions; ++repetition) {
      const auto circuit = oracle::random_circuit(qubits, gates, engine);
      const auto state = run(Plan<Real>::make(circuit, sizes));
      INFO(qubits << " qubits, repetition " << repetition);
      REQUIRE(distance(state, oracle::run(circuit)) <= tolerance<Real>(circuit.operations.size()));
    }
  }
}

template <class Real>
void compare_on_every_target(int most_qubits, int repetitions, int gates, const TileSizes& sizes) {
  for (const std::string& target : simulator::simd_targets()) {
    REQUIRE(simulator::force_simd_target(target));
    INFO(target);
    compare_random_circuits<Real>(most_qubits, repetitions, gates, sizes);
  }
  REQUIRE(simulator::force_simd_target(simulator::simd_targets().front()));
}

Gate random_gate(std::vector<int> targets, oracle::Engine& engine) {
  const Eigen::Index size = Eigen::Index{1} << targets.size();
  Eigen::MatrixXcd matrix(size, size);
  for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix(i) = {oracle::symmetric(engine), oracle::symmetric(engine)};
  return {std::move(targets), Eigen::HouseholderQR<Eigen::MatrixXcd>(matrix).householderQ()};
}

std::vector<int> random_targets(int qubits, int count, oracle::Engine& engine) {
  std::vector<int> targets;
  while (static_cast<int>(targets.size()) < count) {
    const int q = oracle::below(qubits, engine);
    if (std::ranges::find(targets, q) == targets.end()) targets.push_back(q);
  }
  return targets;
}

}  // namespace

TEST_CASE("Planned circuits over the whole gate table agree with the oracle in one tile") {
  compare_on_every_target<float>(9, 20, 80, simulator::tile_sizes(false));
  compare_on_every_target<double>(9, 20, 80, simulator::tile_sizes(true));
}

TEST_CASE("Planned circuits agree with the oracle in many small tiles and blocks") {
  compare_on_every_target<float>(10, 20, 120, small_tiles<float>());
  compare_on_every_target<double>(10, 20, 120, small_tiles<double>());
}

TEST_CASE("Thousands of random circuits of up to twelve qubits agree with the oracle") {
  compare_random_circuits<float>(12, 100, 40, small_tiles<float>());
  compare_random_circuits<double>(12, 100, 40, small_tiles<double>());
}

TEST_CASE("Plans take unitary matrices on one to four qubits between other gates") {
  oracle::Engine engine(7);
  for (int repetition = 0; repetition < 40; ++repetition) {
    std::vector<Gate> gates;
    Eigen::VectorXcd expected = Eigen::VectorXcd::Unit(1 << 9, 0);
    for (int i = 0; i < 40; ++i) {
      gates.push_back(random_gate(random_targets(9, 1 + i % 4, engine), engine));
      oracle::apply(gates.back().matrix, gates.back().targets, expected);
    }
    // 32 products a component at most: twice the rounding of two qubits, four times at four.
    REQUIRE(distance(run(Plan<double>::make(9, gates, small_tiles<double>())), expected) <= 4 * tolerance<double>(40));
  }
}

TEST_CASE("Plans take matrices that are not unitary") {
  oracle::Engine engine(11);
  std::vector<Gate> gates;
  Eigen::VectorXcd expected = Eigen::VectorXcd::Unit(1 << 8, 0);
  for (int i = 0; i < 30; ++i) {
    gates.push_back(random_gate(random_targets(8, 1 + i % 2, engine), engine));
    gates.back().matrix(0, 0) *= 1.5;
    oracle::apply(gates.back().matrix, gates.back().targets, expected);
  }
  const auto state = run(Plan<double>::make(8, gates, small_tiles<double>()));
  REQUIRE(distance(state, expected) <= 4 * tolerance<double>(30) * expected.norm() * std::pow(1.5, 30));
}

TEST_CASE("A planned state answers as one whose gates were applied one by one") {
  oracle::Engine engine(13);
  const auto circuit = oracle::random_circuit(9, 100, engine);
  auto planned = run(Plan<double>::make(circuit, small_tiles<double>()));
  auto other = StateVector<double>::create(9);
  for (const auto& operation : circuit.operations) {
    other->apply(oracle::targets_of(operation), circuit::unitary_of(operation.gate, operation.parameter));
  }
  const double bound = 4 * tolerance<double>(100);
  CHECK(std::abs(planned.inner_product(*other) - 1.0) < bound);
  CHECK(std::abs(planned.norm_squared() - 1) < bound);
  const auto expected = other->probabilities(), found = planned.probabilities();
  for (std::size_t x = 0; x < expected.size(); ++x) REQUIRE(std::abs(found[x] - expected[x]) < bound);
  for (int q = 0; q < 9; ++q) REQUIRE(std::abs(planned.probability_of_one(q) - other->probability_of_one(q)) < bound);
  const std::vector<int> targets{8, 2};
  const auto gate = random_gate(targets, engine);
  planned.apply(targets, gate.matrix);
  other->apply(targets, gate.matrix);
  planned.apply_diagonal(targets, gate.matrix.diagonal());
  other->apply_diagonal(targets, gate.matrix.diagonal());
  for (std::uint64_t x = 0; x < 512; ++x) REQUIRE(std::abs(planned.amplitude(x) - other->amplitude(x)) < bound);
}

TEST_CASE("A plan runs again on a state that an earlier run left relabelled") {
  oracle::Engine engine(17);
  const auto circuit = oracle::random_circuit(9, 60, engine);
  const auto plan = Plan<double>::make(circuit, small_tiles<double>());
  auto state = run(plan);
  REQUIRE(state.run(*plan));
  Eigen::VectorXcd expected = Eigen::VectorXcd::Unit(1 << 9, 0);
  for (int i = 0; i < 2; ++i) {
    for (const auto& operation : circuit.operations) {
      oracle::apply(circuit::unitary_of(operation.gate, operation.parameter), oracle::targets_of(operation), expected);
    }
  }
  REQUIRE(distance(state, expected) <= tolerance<double>(120));
}

TEST_CASE("SWAP and NOT and Pauli gates alone move no amplitude") {
  circuit::Circuit circuit;
  circuit.qubits = 9;
  for (int q = 0; q < 8; ++q) circuit.append(circuit::GateKind::swap, q, q + 1);
  circuit.append(circuit::GateKind::x, 3u);
  circuit.append(circuit::GateKind::y, 4u);
  const auto plan = Plan<float>::make(circuit, small_tiles<float>());
  REQUIRE(plan);
  CHECK(plan->passes() == 1);
  CHECK(distance(run(plan), oracle::run(circuit)) <= tolerance<float>(10));
}

TEST_CASE("A plan for a deep circuit of rotations neither overflows nor loses its norm") {
  oracle::Engine engine(19);
  for (const TileSizes& sizes : {simulator::tile_sizes(false), small_tiles<float>()}) {
    circuit::Circuit circuit;
    circuit.qubits = 8;
    for (int i = 0; i < 10'000; ++i) {
      const auto a = static_cast<std::uint32_t>(oracle::below(8, engine));
      i % 3 == 0
          ? circuit.append(circuit::GateKind::cx, a, (a + 1) % 8)
          : circuit.append(i % 3 == 1 ? circuit::GateKind::h : circuit::GateKind::ry, a, oracle::symmetric(engine));
    }
    const auto state = run(Plan<float>::make(circuit, sizes));
    CHECK(std::abs(state.norm_squared() - 1) <= 2 * tolerance<float>(10'000));
    CHECK(distance(state, oracle::run(circuit)) <= tolerance<float>(10'000));
  }
}

TEST_CASE("A planned state of 18 qubits is bit for bit the same for one and two and three threads") {
  oracle::Engine engine(23);
  const auto circuit = oracle::random_circuit(18, 300, engine);
  const int before = omp_get_max_threads();
  std::vector<std::vector<std::complex<double>>> found;
  for (const int threads : {1, 2, 3}) {
    omp_set_num_threads(threads);
    const auto state = run(Plan<float>::make(circuit));
    found.emplace_back();
    for (std::uint64_t x = 0; x < std::uint64_t{1} << 18; ++x) found.back().push_back(state.amplitude(x));
  }
  omp_set_num_threads(before);
  CHECK(found[1] == found[0]);
  CHECK(found[2] == found[0]);
}

TEST_CASE("Gates that a plan cannot take are refused with their number") {
  const Eigen::MatrixXcd one = Eigen::MatrixXcd::Identity(2, 2);
  const auto refused = [](const std::vector<Gate>& gates) { return Plan<float>::make(2, gates).error().message; };
  CHECK(refused({{{2}, one}}).find("a qubit below 2") != std::string::npos);
  CHECK(refused({{{0, 0}, Eigen::MatrixXcd::Identity(4, 4)}}).find("twice") != std::string::npos);
  CHECK(refused({{{0, 1}, one}}).find("a finite one of 4 x 4") != std::string::npos);
  CHECK(refused({{{}, one}}).find("0 targets") != std::string::npos);
}
