// Estimates by trajectories against the exact density matrix, for every kind of noise; their intervals; the exactness
// of what needs no sampling.
#include <cmath>

#include <Eigen/Eigenvalues>
#include <boost/math/distributions/chi_squared.hpp>
#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/noisy_circuits.hpp"

using namespace qgauge;
using simulator::EstimateOptions;
using simulator::Method;

namespace {

execution::Estimates estimated(const noise::NoisyCircuit& circuit, std::span<const execution::Observable> observables,
                               const EstimateOptions& options) {
  auto estimates = simulator::estimate(circuit, observables, options);
  REQUIRE(estimates);
  return std::move(*estimates);
}

execution::Estimates exact(const noise::NoisyCircuit& circuit, std::span<const execution::Observable> observables) {
  return estimated(circuit, observables, {.method = Method::density_matrix});
}

EstimateOptions trajectories(double precision, std::uint64_t seed) {
  EstimateOptions options{.method = Method::trajectories, .precision = precision};
  options.key.seed = seed;
  return options;
}

/// d^T C^-1 d of the deviations, on the subspace that varies.
double chi_squared(const Eigen::VectorXd& deviation, const Eigen::MatrixXd& covariance, int& freedom) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
  double sum = 0;
  for (Eigen::Index k = 0; k < deviation.size(); ++k) {
    if (solver.eigenvalues()(k) < 1e-10) continue;
    sum += std::pow(solver.eigenvectors().col(k).dot(deviation), 2) / solver.eigenvalues()(k);
    ++freedom;
  }
  return sum;
}

}  // namespace

TEST_CASE("trajectories agree with the density matrix for every kind of noise on 2 to 8 qubits") {
  // One false alarm in 10,000 runs of another seed at most: the sum over all circuits and observables is chi-squared,
  // or less, because variances also hold what may be rare and unseen.
  core::Random random({.seed = 6, .domain = 1});
  for (const noisy::Kind kind : noisy::kinds) {
    double sum = 0;
    int freedom = 0;
    for (int qubits = 2; qubits <= 8; ++qubits) {
      const auto circuit = noisy::random_circuit(qubits, 6 * qubits, kind, 0.04, random);
      const auto observables = noisy::observables(qubits, random);
      const auto reference = exact(circuit, observables);
      const auto estimates = estimated(circuit, observables, trajectories(0.01, static_cast<std::uint64_t>(qubits)));
      CHECK(estimates.reached);
      const Eigen::VectorXd deviation = estimates.values - reference.values;
      sum += chi_squared(deviation, estimates.covariance, freedom);
      if (kind == noisy::Kind::none) CHECK(deviation.cwiseAbs().maxCoeff() < 2e-6);
    }
    CAPTURE(static_cast<int>(kind), sum, freedom);
    if (freedom == 0) continue;
    const boost::math::chi_squared_distribution<double> expected(freedom);
    CHECK(sum < boost::math::quantile(boost::math::complement(expected, 1e-4)));
  }
}

TEST_CASE("registers run as plans agree with registers run in lanes") {
  core::Random random({.seed = 6, .domain = 2});
  for (const noisy::Kind kind : {noisy::Kind::pauli, noisy::Kind::all}) {
    // 17 qubits of which one half is far from the other: nine of them alone have an exact answer.
    noise::NoisyCircuit wide(17), narrow(8);
    const auto circuit = noisy::random_circuit(8, 40, kind, 0.05, random);
    for (auto* target : {&wide, &narrow}) {
      target->steps = circuit.steps;
      target->unitaries = circuit.unitaries, target->paulis = circuit.paulis, target->krauses = circuit.krauses;
    }
    wide.add_unitary({8, 16}, noisy::random_isometry(4, 4, random));
    const auto observables = noisy::observables(8, random);
    const auto& narrow_weights = std::get<execution::DiagonalObservable>(observables[0]).weights;
    execution::DiagonalObservable repeated;
    for (std::size_t x = 0; x < std::size_t{1} << 17; ++x) repeated.weights.push_back(narrow_weights[x % 256]);
    const std::vector<execution::Observable> wide_observables{repeated};
    const auto reference = exact(narrow, std::span(observables).first(1));
    const auto estimates = estimated(wide, wide_observables, trajectories(0.004, 3));
    const double deviation = estimates.values(0) - reference.values(0);
    CHECK(std::abs(deviation) < 4.5 * std::sqrt(estimates.covariance(0, 0)));  // 7 false alarms in a million seeds
  }
}

TEST_CASE("a circuit without noise is exact and needs no trajectory") {
  core::Random random({.seed = 6, .domain = 3});
  const auto circuit = noisy::random_circuit(5, 30, noisy::Kind::none, 0, random);
  const auto estimates = estimated(circuit, noisy::observables(5, random), trajectories(1e-9, 1));
  CHECK(estimates.trajectories == 0);
  CHECK(estimates.half_width.maxCoeff() == 0);
}

TEST_CASE("estimates are the same for any number of threads") {
  core::Random random({.seed = 6, .domain = 4});
  const auto circuit = noisy::random_circuit(6, 40, noisy::Kind::all, 0.05, random);
  const auto observables = noisy::observables(6, random);
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const auto one = estimated(circuit, observables, trajectories(0.01, 9));
  omp_set_num_threads(3);
  const auto three = estimated(circuit, observables, trajectories(0.01, 9));
  omp_set_num_threads(threads);
  CHECK(one.trajectories == three.trajectories);
  CHECK(one.values == three.values);
  CHECK(one.covariance == three.covariance);
}

TEST_CASE("observables that do not fit the register are refused") {
  const noise::NoisyCircuit circuit(3);
  const std::vector<execution::Observable> short_weights{execution::DiagonalObservable{{1, 0}}};
  CHECK_FALSE(simulator::estimate(circuit, short_weights, {}));
  const std::vector<execution::Observable> beyond{execution::StateFidelity{{{8, 1.0}}}};
  CHECK_FALSE(simulator::estimate(circuit, beyond, {}));
  CHECK_FALSE(simulator::estimate(circuit, {}, {}));
}

TEST_CASE("frames and trajectories agree with each other on Clifford circuits under Pauli noise at 12 qubits") {
  core::Random random({.seed = 6, .domain = 5});
  noise::NoisyCircuit circuit(12);
  circuit.add_unitary({0}, circuit::unitary_of(circuit::GateKind::h));
  for (int q = 1; q < 12; ++q) {
    circuit.add_unitary({q - 1, q}, circuit::unitary_of(circuit::GateKind::cx));
    circuit.add_pauli({q - 1, q}, noisy::random_paulis(2, 0.02, random));
  }
  circuit.add_unitary({3}, circuit::unitary_of(circuit::GateKind::s));
  for (auto& readout : circuit.readout) readout = noise::Readout{0.01, 0.03};
  execution::DiagonalObservable half, equal;
  for (std::size_t x = 0; x < 4096; ++x) {
    half.weights.push_back(static_cast<float>(random.below(2)));
    equal.weights.push_back(x == 0 || x == 4095 ? 1.0F : 0.0F);
  }
  const double root = std::sqrt(0.5);
  const std::vector<execution::Observable> observables{
      half, equal, execution::StateFidelity{{{0, root}, {4095, {0, root}}}}, execution::StateFidelity{{{4095, 1.0}}}};
  auto options = trajectories(0.003, 5);
  const auto by_trajectories = estimated(circuit, observables, options);
  options.method = Method::automatic;
  const auto by_frames = estimated(circuit, observables, options);
  CHECK(by_frames.method == "pauli_frames");
  for (Eigen::Index k = 0; k < 4; ++k) {
    const double sigma = std::sqrt(by_trajectories.covariance(k, k) + by_frames.covariance(k, k));
    CAPTURE(k, by_trajectories.values(k), by_frames.values(k), sigma);
    CHECK(std::abs(by_trajectories.values(k) - by_frames.values(k)) < 4.5 * sigma);  // 3 false alarms in 10^5 seeds
  }
}

TEST_CASE("frames refuse states that shots cannot compare with and noise that is not Pauli noise") {
  noise::NoisyCircuit circuit(9);
  auto options = trajectories(0.01, 1);
  options.method = Method::pauli_frames;
  const std::vector<execution::Observable> uneven{execution::StateFidelity{{{0, 0.6}, {3, 0.8}}}};
  CHECK_FALSE(simulator::estimate(circuit, uneven, options));
  circuit.add_kraus({0}, noise::damping(0.1));
  const std::vector<execution::Observable> one{execution::StateFidelity{{{0, 1.0}}}};
  CHECK_FALSE(simulator::estimate(circuit, one, options));
  options.method = Method::automatic;
  CHECK(estimated(circuit, one, options).method == "trajectories");
}

TEST_CASE("faults that are certain and paths that die out leave exact estimates") {
  noise::NoisyCircuit decays(2), resets(2), idles(9);
  decays.add_unitary({0}, circuit::unitary_of(circuit::GateKind::x));
  decays.add_kraus({0}, noise::damping(1));
  resets.add_unitary({0}, circuit::unitary_of(circuit::GateKind::h));
  resets.add_kraus({0}, noise::reset_to_zero(1));
  for (int k = 0; k < 24; ++k) {
    for (int q = 0; q < 9; ++q) idles.add_kraus({q}, noise::damping(1 - std::exp(-1.0)));
  }
  for (const auto* circuit : {&decays, &resets, &idles}) {
    const std::vector<execution::Observable> zero{execution::StateFidelity{{{0, 1.0}}}};
    const auto estimates = estimated(*circuit, zero, trajectories(0.01, 1));
    CHECK(std::abs(estimates.values(0) - 1) < 2e-6);
  }
}

TEST_CASE("no more trajectories are drawn than are allowed") {
  core::Random random({.seed = 6, .domain = 6});
  const auto circuit = noisy::random_circuit(4, 20, noisy::Kind::all, 0.05, random);
  const auto observables = noisy::observables(4, random);
  for (const std::uint64_t most : {2, 10, 100, 1000}) {
    auto options = trajectories(1e-6, 1);
    options.most_trajectories = most;
    const auto estimates = estimated(circuit, observables, options);
    CHECK(estimates.trajectories == most);
    CHECK_FALSE(estimates.reached);
  }
}
