// Claims about the exact error per Clifford, held against the mean over all 11,520 Cliffords written out.
#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"
#include "protocols/rb.hpp"

using namespace qgauge;
using namespace qgauge::protocols;
using circuit::GateKind;
using Eigen::MatrixXd;

namespace {

double exact(const device::DeviceModel& model, const test::OracleNoise& noise) {
  const auto out = exact_error_per_clifford_2q(model, model.couplings[0], test::OracleExecutor(noise));
  REQUIRE(out);
  return *out;
}

/// The element as a sequence compiles it after another Clifford.
circuit::Circuit within_sequence(const CliffordElement& element, const device::DeviceModel& model) {
  circuit::Circuit out{2, {0, 1}, {}};
  out.append(GateKind::x, 0);
  out.append(GateKind::x, 1);
  out.append_barrier();
  append_element(out, element);
  out = *compiled(out, model);
  const auto barrier = std::ranges::find(out.operations, GateKind::barrier, &circuit::Operation::gate);
  out.operations.erase(out.operations.begin(), barrier);
  return out;
}

MatrixXd meant(const CliffordElement& element) {
  circuit::Circuit circuit{2, {}, {}};
  append_element(circuit, element);
  Eigen::MatrixXcd unitary = Eigen::MatrixXcd::Identity(4, 4);
  for (const auto& operation : circuit.operations) unitary = test::unitary_in_register(operation, 2) * unitary;
  return test::transfer_of_unitary(unitary);
}

/// Power iteration of A -> E_g[G(g)^T A R(g)], every element on its own.
double brute_force(const device::DeviceModel& model, const test::OracleNoise& noise) {
  const test::OracleExecutor executor(noise);
  const CliffordGroup& group = two_qubit_cliffords();
  std::vector<MatrixXd> ideal, real;
  for (std::size_t i = 0; i < group.size(); ++i) {
    ideal.push_back(meant(group.element(i)));
    real.push_back(*executor.pauli_transfer_matrix(within_sequence(group.element(i), model)));
  }
  MatrixXd a = MatrixXd::Identity(16, 16);
  a(0, 0) = 0;
  double decay = 0;
  for (int round = 0; round < 6; ++round) {
    MatrixXd next = MatrixXd::Zero(16, 16);
    for (std::size_t i = 0; i < group.size(); ++i) next += ideal[i].transpose() * a * real[i];
    next /= static_cast<double>(group.size());
    decay = next.bottomRightCorner(15, 15).norm() / a.bottomRightCorner(15, 15).norm();
    a = next;
  }
  return 0.75 * (1 - decay);
}

constexpr test::OracleNoise everything{.pulse_depolarizing = 2e-3,
                                       .pulse_angle = 0.04,
                                       .entangler_depolarizing = 8e-3,
                                       .entangler_angle = 0.12,
                                       .t1_s = 3e-6,
                                       .t2_s = 2e-6};

}  // namespace

TEST_CASE("the exact error per Clifford equals the mean over all 11520 Cliffords written out") {
  const GateKind kind = GENERATE(GateKind::ecr, GateKind::iswap, GateKind::sqrt_iswap, GateKind::sycamore);
  CAPTURE(circuit::spec_of(kind).name);
  const auto model = test::pair_machine(kind);
  // Both iterate until rounding: 1e-10 lies far above it and far below the error itself, about 3e-2.
  REQUIRE(exact(model, everything) == Approx(brute_force(model, everything)).margin(1e-10));
}

TEST_CASE("depolarizing entanglers and perfect pulses give the mean decay over the classes") {
  const double keep = 0.99;
  const double decay = (1 + 9 * keep + 9 * keep * keep + keep * keep * keep) / 20;
  const GateKind kind = GENERATE(GateKind::cx, GateKind::cz, GateKind::ecr, GateKind::rzz, GateKind::iswap);
  CAPTURE(circuit::spec_of(kind).name);
  REQUIRE(exact(test::pair_machine(kind), {.entangler_depolarizing = 1 - keep}) ==
          Approx(0.75 * (1 - decay)).margin(1e-12));
}

TEST_CASE("depolarizing square roots of iSWAP and Sycamore gates give the mean decay over their uses") {
  const double keep = 0.99, two = keep * keep, three = keep * two;
  const auto error = [&](GateKind kind) {
    return exact(test::pair_machine(kind), {.entangler_depolarizing = 1 - keep});
  };
  REQUIRE(error(GateKind::sqrt_iswap) == Approx(0.75 * (1 - (1 + 18 * two + three) / 20)).margin(1e-12));
  REQUIRE(error(GateKind::sycamore) == Approx(0.75 * (1 - (1 + 9 * two + 10 * three) / 20)).margin(1e-12));
}

TEST_CASE("perfect gates have no error per Clifford") {
  const auto model = test::pair_machine(GENERATE(GateKind::cz, GateKind::sqrt_iswap, GateKind::sycamore));
  REQUIRE(std::abs(exact(model, {})) < 1e-12);
  REQUIRE(std::abs(*exact_error_per_clifford_1q(model, 0, test::OracleExecutor({}))) < 1e-12);
}

TEST_CASE("an over-rotation costs what depolarizing of equal infidelity does to first order and not beyond") {
  // Random Cliffords twirl an error of one entangler, so only those inside one Clifford can interfere.
  const auto model = test::pair_machine();
  const double angle = 0.2;
  const double infidelity = 0.8 * std::pow(std::sin(angle / 2), 2);  // r = 4/5 (1 - cos^2)
  const double coherent = exact(model, {.entangler_angle = angle});
  const double depolarizing = exact(model, {.entangler_depolarizing = infidelity * 4 / 3});
  REQUIRE(std::abs(coherent - depolarizing) > 1e-6);
  REQUIRE(std::abs(coherent - depolarizing) < 3 * infidelity * infidelity);
}

TEST_CASE("one-qubit depolarizing pulses give five sixths of a pulse per Clifford") {
  const auto model = test::pair_machine();
  const double pulse = 1e-3;  // depolarizing: 20 of 24 Cliffords keep 1 - pulse
  const auto error = exact_error_per_clifford_1q(model, 1, test::OracleExecutor({.pulse_depolarizing = pulse}));
  REQUIRE(*error == Approx(0.5 * pulse * 5 / 6).epsilon(1e-9));
}

TEST_CASE("long noiseless-readout sequences decay as the exact error per Clifford says") {
  const auto model = test::pair_machine(GateKind::cz, {1e-3, 2e-2});
  const auto plan = plan_rb_2q(model, model.couplings[0], {Effort::standard, 31});
  const auto samples = test::OracleExecutor(everything).run(plan->batch);
  const auto figures = estimate_rb_2q(*plan, *samples, std::array<OneQubitPart, 2>{});
  const figures::Figure& clifford = figures->back();
  REQUIRE(clifford.name == "rb.error_per_clifford.isolated");
  const double truth = exact(model, everything);
  CAPTURE(*clifford.value, clifford.uncertainty.sampling, truth);
  REQUIRE(std::abs(*clifford.value - truth) < 4 * clifford.uncertainty.sampling);  // four sigma: once in 16,000
  REQUIRE(clifford.uncertainty.sampling < 0.03 * truth);
}

TEST_CASE("an executor that cannot know gives no exact error") {
  struct Recorded final : execution::Executor {
    core::Result<execution::Samples> run(const execution::CircuitBatch&) const override { return execution::Samples{}; }
  };
  const auto model = test::pair_machine();
  REQUIRE_FALSE(exact_error_per_clifford_1q(model, 0, Recorded()));
  REQUIRE_FALSE(exact_error_per_clifford_2q(model, model.couplings[0], Recorded()));
}
