// Fidelity conversions and the coherence limit against their definitions and golden values.

#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "qgauge/core.hpp"

using namespace qgauge::core;

namespace {
constexpr double us = 1e-6;
constexpr double ns = 1e-9;
}  // namespace

TEST_CASE("average and process fidelity: F_avg = (d F_pro + 1) / (d + 1), Horodecki 1999") {
  for (const int d : {2, 4, 8}) {
    CHECK(average_from_process_fidelity(1.0, d) == 1.0);
    CHECK(average_from_process_fidelity(0.9, d) == Approx((d * 0.9 + 1) / (d + 1)).epsilon(1e-15));
    CHECK(process_from_average_fidelity(average_from_process_fidelity(0.73, d), d) == Approx(0.73).epsilon(1e-14));
  }
}

TEST_CASE("process infidelity is 1.5 r for one qubit and 1.25 r for two") {
  CHECK(process_infidelity_from_average(0.01, 2) == Approx(0.015).epsilon(1e-15));
  CHECK(process_infidelity_from_average(0.01, 4) == Approx(0.0125).epsilon(1e-15));
  CHECK(average_infidelity_from_process(0.0125, 4) == Approx(0.01).epsilon(1e-15));
}

TEST_CASE("average infidelity from the decay of randomized benchmarking: r = (d - 1)/d (1 - p), Magesan 2011") {
  CHECK(average_infidelity_from_decay(0.98, 2) == Approx(0.01).epsilon(1e-13));
  CHECK(average_infidelity_from_decay(0.98, 4) == Approx(0.015).epsilon(1e-13));
  CHECK(decay_from_average_infidelity(0.015, 4) == Approx(0.98).epsilon(1e-15));
}

TEST_CASE("depolarizing parameter: lambda = 2 r for one qubit and 4/3 r for two, at most d^2/(d^2 - 1)") {
  CHECK(depolarizing_from_average_infidelity(0.01, 2) == Approx(0.02).epsilon(1e-15));
  CHECK(depolarizing_from_average_infidelity(0.03, 4) == Approx(0.04).epsilon(1e-15));
  CHECK(average_infidelity_from_depolarizing(0.04, 4) == Approx(0.03).epsilon(1e-15));
  CHECK(max_depolarizing(2) == Approx(4.0 / 3).epsilon(1e-15));
  CHECK(max_depolarizing(4) == Approx(16.0 / 15).epsilon(1e-15));
}

TEST_CASE("coherence limit of one qubit: r = (1 - 2/3 e^(-t/T2) - 1/3 e^(-t/T1)) / 2") {
  const std::array qubit{Coherence{100 * us, 80 * us}};
  const double t = 35 * ns;
  const double expected = (1 - 2.0 / 3 * std::exp(-t / (80 * us)) - 1.0 / 3 * std::exp(-t / (100 * us))) / 2;
  CHECK(coherence_limit(qubit, t) == Approx(expected).epsilon(1e-11));
  CHECK(std::abs(coherence_limit(qubit, t) - 2.04124563e-4) < 0.5e-12);
}

TEST_CASE("coherence limit of two qubits: golden values to the last printed digit") {
  const std::array unequal{Coherence{100 * us, 80 * us}, Coherence{120 * us, 150 * us}};
  CHECK(std::abs(coherence_limit(unequal, 300 * ns) - 3.39146522e-3) < 0.5e-11);
  const std::array equal{Coherence{250 * us, 300 * us}, Coherence{250 * us, 300 * us}};
  CHECK(std::abs(coherence_limit(equal, 68 * ns) - 2.9007e-4) < 0.5e-8);
}

TEST_CASE("coherence limit to first order: one qubit t/6T1 + t/3T2 and two qubits t/5 sum(1/T1 + 2/T2) - Abad 2022") {
  const Coherence qubit{100 * us, 80 * us};
  const double t = 1e-12;
  const double rate = 1 / qubit.t1_s + 2 / qubit.t2_s;
  CHECK(coherence_limit(std::array{qubit}, t) == Approx(t * rate / 6).epsilon(1e-6));
  CHECK(coherence_limit(std::array{qubit, qubit}, t) == Approx(t * 2 * rate / 5).epsilon(1e-6));
}

TEST_CASE("C-NOT infidelity from native gates: 1 - F_pro composes") {
  CHECK(cnot_infidelity_from_native(0.004, 1) == 0.004);
  const double e = 1.25 * 0.004;
  CHECK(cnot_infidelity_from_native(0.004, 2) == Approx(0.8 * (1 - (1 - e) * (1 - e))).epsilon(1e-13));
}
