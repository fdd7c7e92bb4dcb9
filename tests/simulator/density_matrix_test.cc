// DensityMatrix: random channels and unitaries against evolution by Kraus operators, and its limits.

#include <catch2/catch.hpp>

#include "qgauge/simulator.hpp"
#include "simulator/oracle.hpp"

namespace {

using namespace qgauge;
using simulator::DensityMatrix;

DensityMatrix zero_state(int qubits) {
  auto rho = DensityMatrix::create(qubits);
  REQUIRE(rho);
  return std::move(*rho);
}

double largest_difference(const DensityMatrix& rho, const Eigen::MatrixXcd& expected) {
  double largest = 0;
  for (Eigen::Index row = 0; row < expected.rows(); ++row) {
    for (Eigen::Index column = 0; column < expected.cols(); ++column) {
      const auto element = rho.element(static_cast<std::uint64_t>(row), static_cast<std::uint64_t>(column));
      largest = std::max(largest, std::abs(element - expected(row, column)));
    }
  }
  return largest;
}

std::vector<int> random_targets(int count, int qubits, oracle::Engine& engine) {
  const int first = oracle::below(qubits, engine);
  if (count == 1) return {first};
  return {first, (first + 1 + oracle::below(qubits - 1, engine)) % qubits};
}

/// 20 operations of at most 32 products each on elements below 1: 20 * 34 u * (sizes of a 16x16 channel, at most 16).
constexpr double tolerance = 20 * 34 * 16 * 1.2e-16;

void compare_with_kraus(int qubits, oracle::Engine& engine) {
  DensityMatrix rho = zero_state(qubits);
  Eigen::MatrixXcd expected = Eigen::MatrixXcd::Zero(1 << qubits, 1 << qubits);
  expected(0, 0) = 1;
  for (int step = 0; step < 10; ++step) {
    const int count = qubits == 1 ? 1 : 1 + oracle::below(2, engine);
    const auto targets = random_targets(count, qubits, engine);
    const auto kraus = oracle::random_kraus(count, 3, engine);
    const auto unitary = oracle::random_kraus(count, 1, engine);
    rho.apply(targets, noise::Channel{count, oracle::superoperator(kraus)});
    rho.apply_unitary(targets, unitary.front());
    expected = oracle::evolve(expected, kraus, targets, qubits);
    expected = oracle::evolve(expected, unitary, targets, qubits);
  }
  REQUIRE(largest_difference(rho, expected) < tolerance);
  REQUIRE(std::abs(rho.trace() - 1) < tolerance);
  for (std::uint64_t x = 0; x < std::uint64_t{1} << qubits; ++x)
    REQUIRE(rho.probabilities()[x] == rho.element(x, x).real());
}

}  // namespace

TEST_CASE("Random channels and unitaries act as their Kraus operators do on every SIMD target") {
  for (const std::string& target : simulator::simd_targets()) {
    REQUIRE(simulator::force_simd_target(target));
    oracle::Engine engine(20250120);
    for (int qubits = 1; qubits <= 4; ++qubits) {
      INFO(target << ", " << qubits << " qubits");
      compare_with_kraus(qubits, engine);
    }
  }
  REQUIRE(simulator::force_simd_target(simulator::simd_targets().front()));
}

TEST_CASE("A z rotation of a density matrix is that of the gate table") {
  oracle::Engine engine(8);
  DensityMatrix turned = zero_state(3), expected = zero_state(3);
  for (const int qubit : {0, 1, 2}) {
    const auto mix = oracle::random_kraus(1, 2, engine);
    for (DensityMatrix* rho : {&turned, &expected})
      rho->apply(std::span(&qubit, 1), noise::Channel{1, oracle::superoperator(mix)});
    turned.apply_rz(qubit, 0.7);
    expected.apply_unitary(std::span(&qubit, 1), circuit::unitary_of(circuit::GateKind::rz, 0.7));
  }
  for (std::uint64_t row = 0; row < 8; ++row) {
    for (std::uint64_t column = 0; column < 8; ++column)
      REQUIRE(std::abs(turned.element(row, column) - expected.element(row, column)) < 1e-15);
  }
}

TEST_CASE("An element that was set is read back and reset forgets it") {
  DensityMatrix rho = zero_state(2);
  rho.set_element(1, 3, {0.25, -0.5});
  REQUIRE(rho.element(1, 3) == std::complex<double>(0.25, -0.5));
  REQUIRE(rho.element(3, 1) == std::complex<double>(0));
  rho.reset();
  REQUIRE(rho.element(1, 3) == std::complex<double>(0));
  REQUIRE(rho.trace() == 1);
}

TEST_CASE("A density matrix beyond thirteen qubits is refused with the limit") {
  const auto refused = DensityMatrix::create(14);
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().code == core::ErrorCode::unusable_input);
  REQUIRE(refused.error().message == "found 14 qubits, expected at most 13; simulate a smaller register");
}
