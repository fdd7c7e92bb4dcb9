// Figures of what relaxation allows: golden values, shares, gates per coherence time, budgets, and their intervals.

#include <algorithm>
#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "assess/coherence_limits.hpp"
#include "assess/internal.hpp"

using namespace qgauge;
using figures::Figure;
using figures::IntervalKind;

namespace {

constexpr double us = 1e-6, ns = 1e-9;

device::Gate gate(std::string name, std::vector<int> qubits, double infidelity, double duration_s) {
  device::Gate one;
  one.name = std::move(name);
  one.qubits = std::move(qubits);
  one.infidelity = device::reported(infidelity);
  one.duration_s = device::reported(duration_s);
  return one;
}

/// A line of qubits with these times, pulses of 35 ns and gates of 300 ns.
device::DeviceDescription line(const std::vector<core::Coherence>& times, double cnot = 1e-2) {
  device::DeviceDescription description;
  description.name = "line";
  description.qubit_count = static_cast<int>(times.size());
  for (int q = 0; q < static_cast<int>(times.size()); ++q) {
    device::Qubit qubit;
    qubit.t1_s = device::reported(times[static_cast<std::size_t>(q)].t1_s);
    qubit.t2_s = device::reported(times[static_cast<std::size_t>(q)].t2_s);
    qubit.p1_given_0 = qubit.p0_given_1 = device::reported(0.01);
    description.qubits.push_back(qubit);
    description.gates.push_back(gate("sx", {q}, 1e-3, 35 * ns));
    if (q == 0) continue;
    description.couplings.emplace_back(q - 1, q);
    description.gates.push_back(gate("cz", {q - 1, q}, cnot, 300 * ns));
  }
  return description;
}

std::vector<Figure> figures_of(const device::DeviceDescription& description) {
  const auto model = device::validate(description);
  REQUIRE(model);
  return assess::reported_figures(description, *model);
}

const Figure* find(const std::vector<Figure>& all, std::string_view name, std::vector<int> qubits = {}) {
  const auto found = std::ranges::find_if(all, [&](const Figure& one) {
    return one.name == name && (one.subject ? one.subject->qubits : std::vector<int>{}) == qubits;
  });
  return found == all.end() ? nullptr : &*found;
}

const Figure& must_find(const std::vector<Figure>& all, std::string_view name, std::vector<int> qubits = {}) {
  const Figure* figure = find(all, name, std::move(qubits));
  INFO(name);
  REQUIRE(figure != nullptr);
  return *figure;
}

const std::vector<core::Coherence> golden{{100 * us, 80 * us}, {120 * us, 150 * us}};

}  // namespace

TEST_CASE("coherence limit of a pulse: r = (1 - 2/3 e^(-t/T2) - 1/3 e^(-t/T1)) / 2, golden 2.04124563e-4") {
  const auto all = figures_of(line(golden));
  CHECK(std::abs(*must_find(all, "coherence_limited_one_qubit_infidelity", {0}).value - 2.04124563e-4) < 0.5e-12);
  const Figure& mean = must_find(all, "coherence_limited_one_qubit_infidelity.mean");
  const Figure& other = must_find(all, "coherence_limited_one_qubit_infidelity", {1});
  CHECK(*mean.value == Approx((2.04124563e-4 + *other.value) / 2));
  CHECK(mean.origin == figures::Origin::derived);
  CHECK(mean.kind == IntervalKind::none);
  CHECK(mean.convention == "average gate infidelity");
}

TEST_CASE("coherence limit of a pair: r = 4/5 (1 - F_a F_b), golden 3.39146522e-3") {
  const auto all = figures_of(line(golden));
  CHECK(std::abs(*must_find(all, "coherence_limited_cnot_infidelity", {0, 1}).value - 3.39146522e-3) < 0.5e-11);
  CHECK(*must_find(all, "coherence_limited_cnot_infidelity.mean").value == Approx(3.39146522e-3));
  CHECK(must_find(all, "coherence_limited_cnot_infidelity", {0, 1}).subject->gate == "cz");
}

TEST_CASE("coherence limit of two native gates: a C-NOT takes twice as long") {
  auto description = line(golden);
  description.gates.back().name = "iswap";
  const auto all = figures_of(description);
  CHECK(*must_find(all, "coherence_limited_cnot_infidelity", {0, 1}).value ==
        Approx(core::coherence_limit(golden, 600 * ns)).epsilon(1e-12));
  CHECK(*must_find(all, "gates_per_coherence_time.cnot", {0, 1}).value == Approx(80.0 / 0.6));
}

TEST_CASE("coherence share: the limit over the reported error, of each gate and over the machine") {
  const auto all = figures_of(line({golden[0], golden[1], golden[0]}, 4e-3));
  const double share = 3.39146522e-3 / 4e-3;
  CHECK(*must_find(all, "coherence_share.cnot", {0, 1}).value == Approx(share));
  CHECK(*must_find(all, "coherence_share.cnot.mean").value == Approx(share));
  CHECK(*must_find(all, "coherence_share.cnot.median").value == Approx(share));
  CHECK(*must_find(all, "coherence_share.one_qubit", {0}).value == Approx(0.204124563));
  CHECK(must_find(all, "coherence_share.cnot.mean").assumptions.empty());
}

TEST_CASE("a share above 1 is not cut and is told") {
  const auto all = figures_of(line(golden, 1e-3));
  const Figure& median = must_find(all, "coherence_share.cnot.median");
  CHECK(*median.value == Approx(3.39146522));
  REQUIRE(median.assumptions.size() == 1);
  CHECK(median.assumptions[0].find("of 1 couplings, 1 report less error") == 0);
  CHECK_FALSE(must_find(all, "coherence_share.cnot", {0, 1}).assumptions.empty());
  CHECK(*must_find(all, "error_budget.cnot.rest.mean").value == Approx(1e-3 - 3.39146522e-3));
}

TEST_CASE("gates per coherence time: the shortest T2 of the qubits over the duration") {
  const auto all = figures_of(line(golden));
  CHECK(*must_find(all, "gates_per_coherence_time.cnot", {0, 1}).value == Approx(80.0 / 0.3));
  CHECK(*must_find(all, "gates_per_coherence_time.cnot.median").value == Approx(80.0 / 0.3));
  CHECK(*must_find(all, "gates_per_coherence_time.one_qubit", {1}).value == Approx(150.0 / 0.035));
}

TEST_CASE("error budget: coherence and rest are the mean C-NOT error") {
  const auto all = figures_of(line({golden[0], golden[1], {250 * us, 300 * us}}));
  const double coherence = *must_find(all, "error_budget.cnot.coherence.mean").value;
  CHECK(coherence == Approx(*must_find(all, "coherence_limited_cnot_infidelity.mean").value));
  CHECK(coherence + *must_find(all, "error_budget.cnot.rest.mean").value ==
        Approx(*must_find(all, "cnot_infidelity.mean").value));
}

TEST_CASE("what T1, T2 or a duration is missing for is left out and counted") {
  auto description = line({golden[0], golden[1], golden[0]});
  description.qubits[2].t1_s = device::Quantity{};
  const auto all = figures_of(description);
  CHECK(find(all, "coherence_limited_cnot_infidelity", {1, 2}) == nullptr);
  const Figure& mean = must_find(all, "coherence_limited_cnot_infidelity.mean");
  CHECK(*mean.value == Approx(3.39146522e-3));
  REQUIRE(mean.assumptions.size() == 1);
  CHECK(mean.assumptions[0].find("of 2 couplings, 1 lack T1, T2 or the duration") == 0);
}

TEST_CASE("where no time is reported the limit is missing and nothing rests on it") {
  auto description = line(golden);
  for (auto& qubit : description.qubits) qubit.t1_s = qubit.t2_s = device::Quantity{};
  const auto all = figures_of(description);
  CHECK(must_find(all, "coherence_limited_cnot_infidelity.mean").missing);
  for (const char* name : {"coherence_share.cnot.median", "gates_per_coherence_time.cnot.median",
                           "error_budget.cnot.rest.mean", "coherence_share.one_qubit.mean"}) {
    CHECK(find(all, name) == nullptr);
  }
}

TEST_CASE("the slopes of a coherence limit are its derivatives") {
  const std::array qubits{0, 1};
  const auto limit = assess::limit_of(golden, qubits, 300 * ns);
  const double step = 1e-4 * us;
  for (std::size_t q = 0; q < 2; ++q) {
    auto longer = golden;
    longer[q].t1_s += step;
    const double of_t1 = (core::coherence_limit(longer, 300 * ns) - limit.infidelity) / step;
    CHECK(limit.slopes[q].t1 == Approx(of_t1).epsilon(1e-5));
    longer = golden;
    longer[q].t2_s += step;
    const double of_t2 = (core::coherence_limit(longer, 300 * ns) - limit.infidelity) / step;
    CHECK(limit.slopes[q].t2 == Approx(of_t2).epsilon(1e-5));
  }
}

TEST_CASE("standard errors of T1, T2 and errors propagate into limits, shares and budgets") {
  auto description = line(golden);
  description.qubits[0].t2_s.sigma = 8 * us;
  const std::array qubits{0, 1};
  const double sigma = std::abs(assess::limit_of(golden, qubits, 300 * ns).slopes[0].t2) * 8 * us;
  auto all = figures_of(description);
  const Figure& limit = must_find(all, "coherence_limited_cnot_infidelity.mean");
  CHECK(limit.kind == IntervalKind::propagated);
  CHECK(limit.uncertainty.description == Approx(sigma));
  CHECK(*limit.high - *limit.value == Approx(1.959963985 * sigma));
  CHECK(must_find(all, "coherence_share.cnot", {0, 1}).uncertainty.description == Approx(sigma / 1e-2));
  CHECK(must_find(all, "gates_per_coherence_time.cnot", {0, 1}).uncertainty.description == Approx(8 / 0.3));
  description.gates.back().infidelity.sigma = 1e-3;
  all = figures_of(description);
  CHECK(must_find(all, "error_budget.cnot.rest.mean").uncertainty.description == Approx(std::hypot(sigma, 1e-3)));
  CHECK(must_find(all, "coherence_share.cnot.mean").uncertainty.description ==
        Approx(std::hypot(sigma / 1e-2, 0.339146522 * 0.1)));
}

TEST_CASE("a qubit that two couplings share moves both limits together") {
  auto description = line({golden[0], golden[1], golden[0]});
  description.qubits[1].t2_s.sigma = 15 * us;
  const std::array qubits{0, 1};
  const double one = std::abs(assess::limit_of(golden, qubits, 300 * ns).slopes[1].t2) * 15 * us;
  const auto all = figures_of(description);
  CHECK(must_find(all, "coherence_limited_cnot_infidelity.mean").uncertainty.description == Approx(one));
}
