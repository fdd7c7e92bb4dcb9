// StateVector: random circuits over the whole gate table against the oracle, tiny states, sums, and threads.

#include <limits>

#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/oracle.hpp"

namespace {

using namespace qgauge;
using simulator::StateVector;

template <class Real>
StateVector<Real> state_of(int qubits) {
  auto state = StateVector<Real>::create(qubits);
  REQUIRE(state);
  return std::move(*state);
}

template <class Real>
void run(StateVector<Real>& state, const circuit::Circuit& circuit) {
  for (const auto& operation : circuit.operations) {
    const auto unitary = circuit::unitary_of(operation.gate, operation.parameter);
    const auto targets = oracle::targets_of(operation);
    circuit::spec_of(operation.gate).diagonal ? state.apply_diagonal(targets, unitary.diagonal())
                                              : state.apply(targets, unitary);
  }
}

template <class Real>
double distance(const StateVector<Real>& state, const Eigen::VectorXcd& expected) {
  double sum = 0;
  for (Eigen::Index x = 0; x < expected.size(); ++x)
    sum += std::norm(state.amplitude(static_cast<std::uint64_t>(x)) - expected(x));
  return std::sqrt(sum);
}

/// A gate on k <= 2 qubits sums 8 products for each real component (error 10 u of the sum of their sizes, with the
/// rounded matrix); sizes of 4x4 unitaries and re/im parts add at most 2 sqrt 2 in 2-norm: below 30 u a gate, and
/// unitary gates only add these errors up.
template <class Real>
double tolerance(std::size_t gates) {
  return 30 * static_cast<double>(gates) * std::numeric_limits<Real>::epsilon() / 2;
}

template <class Real>
void compare_random_circuits() {
  oracle::Engine engine(20250110);
  for (int qubits = 1; qubits <= 8; ++qubits) {
    for (int repetition = 0; repetition < 3; ++repetition) {
      const auto circuit = oracle::random_circuit(qubits, 60, engine);
      auto state = state_of<Real>(qubits);
      run(state, circuit);
      INFO(qubits << " qubits, repetition " << repetition);
      REQUIRE(distance(state, oracle::run(circuit)) <= tolerance<Real>(circuit.operations.size()));
    }
  }
}

template <class Real>
StateVector<Real> spread_state(int qubits) {
  oracle::Engine engine(3);
  auto state = state_of<Real>(qubits);
  run(state, oracle::random_circuit(qubits, 80, engine));
  return state;
}

/// What a state and its sums are, bit by bit.
template <class Real>
std::vector<double> fingerprint(int threads) {
  omp_set_num_threads(threads);
  const auto state = spread_state<Real>(18);
  auto other = state_of<Real>(18);
  const int target = 17;
  other.apply(std::span(&target, 1), circuit::unitary_of(circuit::GateKind::h));
  std::vector<double> bits = state.probabilities();
  for (std::uint64_t x = 0; x < std::uint64_t{1} << 18; ++x) bits.push_back(state.amplitude(x).imag());
  const auto product = state.inner_product(other);
  bits.insert(bits.end(), {state.norm_squared(), product.real(), product.imag(), state.probability_of_one(3),
                           state.probability_of_one(17)});
  return bits;
}

template <class Real>
void compare_threads() {
  const int before = omp_get_max_threads();
  const auto one = fingerprint<Real>(1);
  REQUIRE(fingerprint<Real>(2) == one);
  REQUIRE(fingerprint<Real>(3) == one);
  omp_set_num_threads(before);
}

}  // namespace

TEST_CASE("Random circuits over the whole gate table agree with the oracle on every SIMD target") {
  for (const std::string& target : simulator::simd_targets()) {
    REQUIRE(simulator::force_simd_target(target));
    INFO(target);
    compare_random_circuits<float>();
    compare_random_circuits<double>();
  }
  REQUIRE(simulator::force_simd_target(simulator::simd_targets().front()));
}

TEST_CASE("Matrices on three and four qubits need not be unitary and agree with the oracle") {
  oracle::Engine engine(5);
  for (const std::vector<int>& targets : {std::vector{0, 1, 2}, {4, 0, 2}, {5, 3, 1, 0}, {2, 3, 4, 5}}) {
    const int dimension = 1 << targets.size();
    Eigen::MatrixXcd matrix(dimension, dimension);
    for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix(i) = {oracle::symmetric(engine), oracle::symmetric(engine)};
    auto state = spread_state<double>(6);
    Eigen::VectorXcd before(64);
    for (int x = 0; x < 64; ++x) before(x) = state.amplitude(static_cast<std::uint64_t>(x));
    state.apply(targets, matrix);
    // 32 products of numbers below 1 and sqrt 2 in size: 34 u times 2^(k/2) sqrt 2 for a state of norm 1.
    REQUIRE(distance(state, oracle::embed(matrix, targets, 6) * before) < 34 * 4 * 2 * 1.2e-16);
  }
}

TEST_CASE("A new state and a reset one are all zeros") {
  auto state = spread_state<float>(5);
  state.reset();
  for (std::uint64_t x = 0; x < 32; ++x) REQUIRE(state.amplitude(x) == std::complex<double>(x == 0 ? 1 : 0));
  REQUIRE(state.norm_squared() == 1);
}

TEST_CASE("A register without qubits has one amplitude") {
  const auto state = state_of<double>(0);
  REQUIRE(state.amplitude(0) == 1.0);
  REQUIRE(state.norm_squared() == 1);
  REQUIRE(state.probabilities() == std::vector<double>{1});
}

TEST_CASE("Norm and inner product and probabilities agree with sums over the amplitudes") {
  for (const int qubits : {1, 3, 9, 15}) {
    const auto a = spread_state<double>(qubits);
    auto b = state_of<double>(qubits);
    for (int q = 0; q < qubits; ++q) b.apply(std::span(&q, 1), circuit::unitary_of(circuit::GateKind::ry, 0.3 + q));
    double norm = 0, last_is_one = 0, first_is_one = 0;
    std::complex<double> product = 0;
    for (std::uint64_t x = 0; x < std::uint64_t{1} << qubits; ++x) {
      norm += std::norm(a.amplitude(x));
      product += std::conj(a.amplitude(x)) * b.amplitude(x);
      if ((x & 1) != 0) first_is_one += std::norm(a.amplitude(x));
      if ((x >> (qubits - 1)) != 0) last_is_one += std::norm(a.amplitude(x));
    }
    // 2^15 terms that sum to 1 at most: 2^15 u.
    const double tolerance = 0x1p15 * 1.2e-16;
    REQUIRE(std::abs(a.norm_squared() - norm) < tolerance);
    REQUIRE(std::abs(a.inner_product(b) - product) < tolerance);
    REQUIRE(std::abs(a.probability_of_one(0) - first_is_one) < tolerance);
    REQUIRE(std::abs(a.probability_of_one(qubits - 1) - last_is_one) < tolerance);
    REQUIRE(a.probabilities()[0] == std::norm(a.amplitude(0)));
  }
}

TEST_CASE("A state of 18 qubits is bit for bit the same for one and two and three threads") {
  compare_threads<float>();
  compare_threads<double>();
}

TEST_CASE("Inside a parallel region of the caller a large state gives the same bits") {
  const auto alone = spread_state<float>(17).probabilities();
  std::vector<std::vector<double>> inside(2);
#pragma omp parallel for num_threads(2)
  for (int i = 0; i < 2; ++i) {
    auto state = StateVector<float>::create(17);
    oracle::Engine engine(3);
    run(*state, oracle::random_circuit(17, 80, engine));
    inside[static_cast<std::size_t>(i)] = state->probabilities();
  }
  REQUIRE(inside[0] == alone);
  REQUIRE(inside[1] == alone);
}
