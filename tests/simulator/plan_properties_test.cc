// Plans at the edges of what they do: structured circuits, matrices of any size, long runs of one kind of gate, states
// that a plan meets half-way; each against the oracle or against a number that is known.

#include <algorithm>
#include <limits>
#include <numbers>

#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/oracle.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;
using simulator::Gate;
using simulator::Plan;
using simulator::StateVector;
using simulator::TileSizes;

Gate gate_of(GateKind kind, std::vector<int> targets, double parameter = 0) {
  return {std::move(targets), circuit::unitary_of(kind, parameter)};
}

template <class Real>
void run(StateVector<Real>& state, const std::vector<Gate>& gates, const TileSizes& sizes) {
  const auto plan = Plan<Real>::make(state.qubits(), gates, sizes);
  REQUIRE(plan);
  REQUIRE(state.run(*plan));
}

template <class Real>
StateVector<Real> state_after(int qubits, const std::vector<Gate>& gates, const TileSizes& sizes) {
  auto state = StateVector<Real>::create(qubits);
  REQUIRE(state);
  run(*state, gates, sizes);
  return std::move(*state);
}

void run(Eigen::VectorXcd& state, const std::vector<Gate>& gates) {
  for (const Gate& gate : gates) oracle::apply(gate.matrix, gate.targets, state);
}

Eigen::VectorXcd expected_after(int qubits, const std::vector<Gate>& gates) {
  Eigen::VectorXcd state = Eigen::VectorXcd::Unit(Eigen::Index{1} << qubits, 0);
  run(state, gates);
  return state;
}

template <class Real>
double distance(const StateVector<Real>& state, const Eigen::VectorXcd& expected) {
  double sum = 0;
  for (Eigen::Index x = 0; x < expected.size(); ++x) {
    sum += std::norm(state.amplitude(static_cast<std::uint64_t>(x)) - expected(x));
  }
  return std::sqrt(sum);
}

/// 60 u a gate on up to two qubits: plan_test.cc.
template <class Real>
double tolerance(std::size_t gates) {
  return 60 * static_cast<double>(gates + 1) * std::numeric_limits<Real>::epsilon() / 2;
}

/// The smallest tiles that any target takes: chunks of one vector, four targets beside it.
template <class Real>
TileSizes smallest_tiles() {
  return sizeof(Real) == sizeof(double) ? TileSizes{7, 4, 3} : TileSizes{8, 4, 4};
}

template <class Real>
std::vector<TileSizes> both_sizes() {
  return {simulator::tile_sizes(sizeof(Real) == sizeof(double)), smallest_tiles<Real>()};
}

std::vector<int> random_targets(int qubits, int count, oracle::Engine& engine) {
  std::vector<int> targets;
  while (static_cast<int>(targets.size()) < count) {
    const int q = oracle::below(qubits, engine);
    if (std::ranges::find(targets, q) == targets.end()) targets.push_back(q);
  }
  return targets;
}

GateKind one_of(std::initializer_list<GateKind> kinds, oracle::Engine& engine) {
  return kinds.begin()[oracle::below(static_cast<int>(kinds.size()), engine)];
}

Gate random_gate(std::initializer_list<GateKind> kinds, int qubits, oracle::Engine& engine) {
  using std::numbers::pi;
  // Angles at which a gate becomes another one, and those next to them that rounding makes.
  constexpr double edges[] = {0, pi, -pi, pi / 2, -pi / 2, 2 * pi, 1e-16, 1e-15, 3e-15, 1e-12, 1e-8};
  const GateKind kind = one_of(kinds, engine);
  const auto& spec = circuit::spec_of(kind);
  const double angle = oracle::below(2, engine) == 0 ? 7 * oracle::symmetric(engine) : edges[oracle::below(11, engine)];
  return gate_of(kind, random_targets(qubits, spec.qubits, engine), spec.parameter ? angle : 0);
}

/// A family of circuits: draws `count` gates.
using Family = std::vector<Gate> (*)(int qubits, int count, oracle::Engine& engine);

template <GateKind... kinds>
std::vector<Gate> drawn_from(int qubits, int count, oracle::Engine& engine) {
  std::vector<Gate> gates;
  while (static_cast<int>(gates.size()) < count) gates.push_back(random_gate({kinds...}, qubits, engine));
  return gates;
}

std::vector<Gate> ladders(int qubits, int count, oracle::Engine& engine) {
  std::vector<Gate> gates;
  while (static_cast<int>(gates.size()) < count) {
    gates.push_back(random_gate({GateKind::h, GateKind::ry, GateKind::t}, qubits, engine));
    const bool up = oracle::below(2, engine) == 0;
    for (int k = 0; k + 1 < qubits; ++k) {
      const int q = up ? k : qubits - 1 - k;
      gates.push_back(gate_of(GateKind::cx, {q, up ? q + 1 : q - 1}));
    }
  }
  return gates;
}

/// W on one qubit where the other reads 1, V where it reads 0, in either order of the qubits, with NOTs in between.
std::vector<Gate> controlled(int qubits, int count, oracle::Engine& engine) {
  std::vector<Gate> gates;
  while (static_cast<int>(gates.size()) < count) {
    Eigen::MatrixXcd matrix = Eigen::MatrixXcd::Zero(4, 4);
    for (int block = 0; block < 2; ++block) {
      matrix.block(2 * block, 2 * block, 2, 2) = circuit::unitary_of(GateKind::ry, 3 * oracle::symmetric(engine)) *
                                                 circuit::unitary_of(GateKind::rz, 3 * oracle::symmetric(engine));
    }
    if (oracle::below(2, engine) == 0) matrix = matrix.colwise().reverse().eval();
    gates.push_back({random_targets(qubits, 2, engine), matrix});
    gates.push_back(random_gate({GateKind::rx, GateKind::rz, GateKind::x}, qubits, engine));
  }
  return gates;
}

constexpr Family families[] = {
    ladders,
    controlled,
    drawn_from<GateKind::swap, GateKind::swap, GateKind::iswap, GateKind::ry>,
    drawn_from<GateKind::cz, GateKind::rzz, GateKind::rz, GateKind::t>,
    drawn_from<GateKind::x, GateKind::y, GateKind::cz, GateKind::rx, GateKind::rzz>,
    drawn_from<GateKind::iswap, GateKind::sycamore, GateKind::ecr, GateKind::sqrt_iswap, GateKind::sx>,
    drawn_from<GateKind::rx, GateKind::ry, GateKind::cx>,
};

template <class Real>
void compare_families(int repetitions) {
  oracle::Engine engine(20260211);
  for (int i = 0; i < repetitions * static_cast<int>(std::size(families)); ++i) {
    const std::size_t family = static_cast<std::size_t>(i) % std::size(families);
    const int qubits = 2 + oracle::below(8, engine);
    auto gates = families[family](qubits, 30, engine);
    for (int q = 0; q < qubits; ++q) gates.insert(gates.begin(), gate_of(GateKind::ry, {q}, 1 + q));
    const auto expected = expected_after(qubits, gates);
    INFO("family " << family << ", number " << i << ", " << qubits << " qubits");
    for (const TileSizes& sizes : both_sizes<Real>()) {
      REQUIRE(distance(state_after<Real>(qubits, gates, sizes), expected) <= tolerance<Real>(gates.size()));
    }
  }
}

}  // namespace

TEST_CASE("Structured circuits agree with the oracle at angles where a gate becomes another one") {
  for (const std::string& target : simulator::simd_targets()) {
    REQUIRE(simulator::force_simd_target(target));
    INFO(target);
    compare_families<float>(8);
    compare_families<double>(8);
  }
  REQUIRE(simulator::force_simd_target(simulator::simd_targets().front()));
}

TEST_CASE("A rotation that is almost none does not disturb the phases around it") {
  for (const double angle : {1e-8, 1e-12, 3e-15, std::numbers::pi - 1e-12}) {
    std::vector<Gate> gates{gate_of(GateKind::h, {0}), gate_of(GateKind::h, {1}), gate_of(GateKind::cz, {0, 1})};
    for (const double turn : {0.7, -1.1, 2.3}) {
      gates.push_back(gate_of(GateKind::rz, {0}, turn));
      gates.push_back(gate_of(GateKind::rx, {0}, angle));
      gates.push_back(gate_of(GateKind::rz, {0}, 2 * turn));
      gates.push_back(gate_of(GateKind::cz, {0, 1}));
    }
    INFO(angle);
    CHECK(distance(state_after<double>(2, gates, simulator::tile_sizes(true)), expected_after(2, gates)) <=
          tolerance<double>(gates.size()));
  }
}

TEST_CASE("A deep circuit whose diagonals all name one qubit keeps its norm in single precision") {
  for (const TileSizes& sizes : both_sizes<float>()) {
    std::vector<Gate> gates{gate_of(GateKind::cz, {0, 1}), gate_of(GateKind::cz, {2, 3})};
    for (int i = 0; i < 2000; ++i) {
      gates.push_back(gate_of(GateKind::h, {0}));
      gates.push_back(gate_of(GateKind::cz, {0, 1 + i % 8}));
    }
    CHECK(std::abs(state_after<float>(9, gates, sizes).norm_squared() - 1) <= 2 * tolerance<float>(gates.size()));
  }
}

TEST_CASE("Ten thousand structured gates keep state and norm") {
  oracle::Engine engine(31);
  for (const Family family : families) {
    const auto gates = family(5, 10'000, engine);
    const auto expected = expected_after(5, gates);
    for (const TileSizes& sizes : both_sizes<float>()) {
      const auto state = state_after<float>(5, gates, sizes);
      CHECK(std::abs(state.norm_squared() - 1) <= 2 * tolerance<float>(gates.size()));
      CHECK(distance(state, expected) <= tolerance<float>(gates.size()));
    }
    CHECK(distance(state_after<double>(5, gates, simulator::tile_sizes(true)), expected) <=
          tolerance<double>(gates.size()));
  }
}

TEST_CASE("Thousands of rotations between phases too small to count stay in range") {
  std::vector<Gate> gates;
  for (int i = 0; i < 4000; ++i) {
    gates.push_back(gate_of(GateKind::ry, {0}, 1.5));
    gates.push_back(gate_of(GateKind::rzz, {0, 1 + i % 3}, 1e-16));
  }
  const auto expected = expected_after(4, gates);
  CHECK(distance(state_after<float>(4, gates, simulator::tile_sizes(false)), expected) <=
        tolerance<float>(gates.size()));
  CHECK(distance(state_after<double>(4, gates, simulator::tile_sizes(true)), expected) <=
        tolerance<double>(gates.size()));
}

TEST_CASE("Products of small matrices wait for a phase that they do not commute with") {
  const Eigen::MatrixXcd exchange = 1e-9 * circuit::unitary_of(GateKind::x);
  std::vector<Gate> gates{gate_of(GateKind::ry, {0}, 1), gate_of(GateKind::ry, {1}, 1), gate_of(GateKind::cz, {0, 1})};
  for (int i = 0; i < 3; ++i) gates.push_back({{0}, exchange});
  gates.push_back(gate_of(GateKind::rzz, {0, 1}, 1));
  CHECK(distance(state_after<double>(2, gates, simulator::tile_sizes(true)), expected_after(2, gates)) <=
        1e-27 * tolerance<double>(gates.size()));
}

TEST_CASE("More phases than a choice of local qubits looks at do not hide the gates behind them") {
  std::vector<Gate> gates;
  for (int i = 0; i < 5000; ++i) gates.push_back(gate_of(GateKind::cz, {4 + i % 5, 4 + (i + 1) % 5}));
  for (int q = 0; q < 15; ++q) gates.push_back(gate_of(GateKind::ry, {q}, 1));
  const auto state = state_after<double>(15, gates, smallest_tiles<double>());
  // Phases leave |0...0> alone: a product of cosines is left.
  CHECK(std::abs(state.amplitude(0) - std::pow(std::cos(0.5), 15)) <= tolerance<double>(15));
}

TEST_CASE("Matrices that are not unitary agree with the oracle between structured gates") {
  oracle::Engine engine(37);
  for (int repetition = 0; repetition < 60; ++repetition) {
    std::vector<Gate> gates;
    Eigen::VectorXcd expected = Eigen::VectorXcd::Unit(1 << 8, 0);
    double growth = 1;  // of an error, at most
    for (int i = 0; i < 20; ++i) {
      gates.push_back(random_gate({GateKind::cx, GateKind::swap, GateKind::iswap, GateKind::ry}, 8, engine));
      Gate other = random_gate({GateKind::ry, GateKind::ecr, GateKind::rzz}, 8, engine);
      const Eigen::Index row = oracle::below(static_cast<int>(other.matrix.rows()), engine);
      other.matrix.row(row) *= 1 + oracle::below(2, engine) * 0.5 - oracle::below(2, engine) * 0.25;
      growth *= std::max(1.0, other.matrix.row(row).norm());
      gates.push_back(std::move(other));
    }
    run(expected, gates);
    for (const TileSizes& sizes : both_sizes<double>()) {
      REQUIRE(distance(state_after<double>(8, gates, sizes), expected) <= growth * tolerance<double>(gates.size()));
    }
  }
}

TEST_CASE("Plans and single matrices and set amplitudes take turns on one state") {
  oracle::Engine engine(41);
  for (int repetition = 0; repetition < 40; ++repetition) {
    const int qubits = 4 + oracle::below(6, engine);
    auto state = StateVector<double>::create(qubits);
    Eigen::VectorXcd expected = Eigen::VectorXcd::Unit(Eigen::Index{1} << qubits, 0);
    std::size_t gates = 0;
    for (int turn = 0; turn < 8; ++turn) {
      INFO("repetition " << repetition << ", turn " << turn);
      const int what = oracle::below(6, engine);
      if (what < 3) {
        const auto family = families[oracle::below(static_cast<int>(std::size(families)), engine)];
        const auto more = family(qubits, 1 + oracle::below(20, engine), engine);
        run(*state, more, smallest_tiles<double>());
        run(expected, more);
        gates += more.size();
      } else if (what == 3) {
        const Gate gate = random_gate({GateKind::iswap, GateKind::cx, GateKind::h}, qubits, engine);
        state->apply(gate.targets, gate.matrix);
        run(expected, {gate});
      } else if (what == 4) {
        const Gate gate = random_gate({GateKind::rzz, GateKind::rz}, qubits, engine);
        state->apply_diagonal(gate.targets, gate.matrix.diagonal());
        run(expected, {gate});
      } else {
        const auto x = static_cast<std::uint64_t>(oracle::below(1 << qubits, engine));
        const std::complex<double> value{oracle::symmetric(engine), oracle::symmetric(engine)};
        state->set_amplitude(x, value);
        expected(static_cast<Eigen::Index>(x)) = value;
      }
      gates += 1;
      // Eight amplitudes of sizes up to sqrt 2 are set at most: the norm stays below four.
      REQUIRE(distance(*state, expected) <= 4 * tolerance<double>(gates));
    }
    state->reset();
    const auto again = ladders(qubits, 10, engine);
    run(*state, again, smallest_tiles<double>());
    REQUIRE(distance(*state, expected_after(qubits, again)) <= tolerance<double>(again.size()));
  }
}

TEST_CASE("Registers of no qubits and of fewer than a vector holds take plans") {
  for (const auto& sizes : both_sizes<float>()) {
    CHECK(state_after<float>(0, {}, sizes).amplitude(0) == 1.0);
    const std::vector<Gate> gates{gate_of(GateKind::x, {0}), gate_of(GateKind::h, {0}), gate_of(GateKind::t, {0})};
    CHECK(distance(state_after<float>(1, gates, sizes), expected_after(1, gates)) <= tolerance<float>(3));
  }
}

TEST_CASE("Plans made twice and run again on relabelled states leave the same bits for any number of threads") {
  const int before = omp_get_max_threads();
  for (const Family family : {families[1], families[2], families[5]}) {
    std::vector<std::vector<double>> found;
    for (const int threads : {1, 2, 3}) {
      omp_set_num_threads(threads);
      oracle::Engine engine(43);
      auto gates = family(17, 60, engine);
      // No amplitude is known to be zero, so that there are tiles for every thread.
      for (int q = 0; q < 17; ++q) gates.insert(gates.begin(), gate_of(GateKind::ry, {q}, 1 + q));
      auto state = state_after<double>(17, gates, smallest_tiles<double>());
      run(state, gates, simulator::tile_sizes(true));
      const Gate last = gate_of(GateKind::iswap, {16, 3});
      state.apply(last.targets, last.matrix);
      found.push_back(state.probabilities());
      found.back().push_back(state.norm_squared());
    }
    CHECK(found[1] == found[0]);
    CHECK(found[2] == found[0]);
  }
  omp_set_num_threads(before);
}
