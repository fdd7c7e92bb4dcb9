// Reported and derived figures of made-up machines: populations with unknown members, counts, published figures.

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "assess/internal.hpp"

using namespace qgauge;
using figures::IntervalKind;

namespace {

device::ModelQubit good_qubit(int number) {
  device::ModelQubit qubit;
  qubit.label = std::to_string(number);
  qubit.t1_s = 100e-6;
  qubit.t2_s = 80e-6;
  qubit.p1_given_0 = 0.01;
  qubit.p0_given_1 = 0.03;
  qubit.gate = device::OneQubitGate{3e-4, 35e-9};
  qubit.gate_usable = qubit.readout_usable = device::Usable::yes;
  return qubit;
}

device::Coupling coupling(int a, int b, std::optional<double> infidelity) {
  device::Coupling out{a, b, std::nullopt, device::Usable::unknown, std::nullopt};
  if (infidelity) {
    out.gate = device::TwoQubitGate{"cz", circuit::GateKind::cz, a, b, *infidelity, 70e-9};
    out.usable = device::Usable::yes;
  }
  return out;
}

/// Six qubits, connected through their calibrated couplings.
device::DeviceModel line(std::vector<device::Coupling> couplings, std::vector<int> connected,
                         std::vector<int> possible) {
  device::DeviceModel model;
  for (int q = 0; q < 6; ++q) model.qubits.push_back(good_qubit(q));
  model.couplings = std::move(couplings);
  model.connected = std::move(connected);
  model.connected_if_unknown_work = std::move(possible);
  const int low = static_cast<int>(model.connected.size()),
            high = static_cast<int>(model.connected_if_unknown_work.size());
  model.counts = device::Counts{{4, 4, 4}, {4, 4, 4}, {low, low, high}, {low, low, high}};
  return model;
}

figures::Figure figure(const device::DeviceModel& model, const std::string& name) {
  const auto all = assess::reported_figures({}, model);
  const auto found = std::ranges::find_if(all, [&](const auto& entry) { return entry.name == name && !entry.subject; });
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("the mean C-NOT infidelity of a calibrated machine is exact and its spread is not its uncertainty") {
  const auto model =
      line({coupling(0, 1, 0.01), coupling(1, 2, 0.02), coupling(2, 3, 0.06)}, {0, 1, 2, 3}, {0, 1, 2, 3});
  const auto mean = figure(model, "cnot_infidelity.mean");
  CHECK(mean.kind == IntervalKind::none);
  CHECK(*mean.value == Approx(0.03).epsilon(1e-14));
  CHECK(*mean.low == *mean.value);
  CHECK(*figure(model, "cnot_infidelity.median").value == Approx(0.02));
  CHECK(*figure(model, "cnot_infidelity.best").value == Approx(0.01));
  CHECK(*figure(model, "cnot_infidelity.worst").value == Approx(0.06));
}

TEST_CASE("an uncalibrated coupling of the component counts as 0 in low and as 1 in high") {
  const auto model =
      line({coupling(0, 1, 0.01), coupling(1, 2, 0.02), coupling(2, 3, 0.06), coupling(0, 3, std::nullopt)},
           {0, 1, 2, 3}, {0, 1, 2, 3});
  const auto mean = figure(model, "cnot_infidelity.mean");
  CHECK(mean.kind == IntervalKind::bounds);
  CHECK(*mean.value == Approx(0.03).epsilon(1e-14));
  CHECK(*mean.low == Approx(0.09 / 4).epsilon(1e-14));
  CHECK(*mean.high == Approx(1.09 / 4).epsilon(1e-14));
}

TEST_CASE("couplings that join only if an unknown one works widen the bounds") {
  // 0-1-2 calibrated, 2-3 unknown, 3-4 calibrated and good: with 2-3 the component is the whole line.
  const auto model =
      line({coupling(0, 1, 0.03), coupling(1, 2, 0.03), coupling(2, 3, std::nullopt), coupling(3, 4, 0.003)}, {0, 1, 2},
           {0, 1, 2, 3, 4});
  const auto mean = figure(model, "cnot_infidelity.mean");
  CHECK(*mean.value == Approx(0.03));
  CHECK(*mean.low == Approx((0.06 + 0 + 0.003) / 4));
  CHECK(*mean.high == Approx((0.06 + 1) / 3));
  const auto connected = figure(model, "physical_qubits.connected");
  CHECK(*connected.value == 3);
  CHECK(*connected.high == 5);
  CHECK(connected.kind == IntervalKind::bounds);
}

TEST_CASE("couplings that join only if an uncalibrated qubit works widen the bounds") {
  // 0-1-2-3 calibrated, but the readout of 3 is not.
  const auto model = line({coupling(0, 1, 0.01), coupling(1, 2, 0.02), coupling(2, 3, 0.06)}, {0, 1, 2}, {0, 1, 2, 3});
  const auto mean = figure(model, "cnot_infidelity.mean");
  CHECK(mean.kind == IntervalKind::bounds);
  CHECK(*mean.value == Approx(0.03));  // it is calibrated, and counts
  CHECK(*mean.low == Approx(0.015));
  CHECK(*mean.high == Approx(0.03));
  REQUIRE_FALSE(mean.assumptions.empty());
  CHECK(mean.assumptions[0].find("1 of uncalibrated qubits may join") != std::string::npos);
}

TEST_CASE("nothing is known of the mean where unknown couplings may form the component without the known ones") {
  // If 1-2 is dead, 2-3-4 is the largest component, and its couplings are not calibrated.
  const auto model = line(
      {coupling(0, 1, 0.03), coupling(1, 2, std::nullopt), coupling(2, 3, std::nullopt), coupling(3, 4, std::nullopt)},
      {0, 1}, {0, 1, 2, 3, 4});
  const auto mean = figure(model, "cnot_infidelity.mean");
  CHECK(*mean.value == Approx(0.03));
  CHECK(*mean.low == 0);
  CHECK(*mean.high == 1);
}

TEST_CASE("T2 is reported as the source gives it where the model cuts it") {
  device::DeviceDescription description;
  for (int q = 0; q < 6; ++q) {
    description.qubits.emplace_back();
    description.qubits.back().t2_s = device::reported(300e-6);
  }
  const auto all = assess::reported_figures(description, line({coupling(0, 1, 0.03)}, {0, 1}, {0, 1}));
  const auto t2 = std::ranges::find(all, "t2_s.median", &figures::Figure::name);
  REQUIRE(t2 != all.end());
  CHECK(*t2->value == 300e-6);
}

TEST_CASE("the coherence limit is shown also where no gate error is calibrated") {
  device::DeviceDescription description;
  device::Gate& ecr = description.gates.emplace_back();
  ecr.name = "ecr";
  ecr.qubits = {1, 0};
  ecr.infidelity = device::sentinel();
  ecr.duration_s = device::reported(500e-9);
  const auto model = line({coupling(0, 1, std::nullopt)}, {}, {0, 1});
  const auto all = assess::reported_figures(description, model);
  const auto limit = std::ranges::find(all, "coherence_limited_cnot_infidelity.mean", &figures::Figure::name);
  const core::Coherence qubit{100e-6, 80e-6};
  REQUIRE(limit != all.end());
  CHECK(*limit->value == Approx(core::coherence_limit(std::array{qubit, qubit}, 500e-9)));
}

TEST_CASE("where no error is reported the mean is unknown between 0 and 1 and says why") {
  const auto model = line({coupling(0, 1, std::nullopt), coupling(1, 2, std::nullopt)}, {}, {0, 1, 2});
  const auto mean = figure(model, "cnot_infidelity.mean");
  CHECK_FALSE(mean.value);
  CHECK(*mean.low == 0);
  CHECK(*mean.high == 1);
  CHECK(mean.missing);
  CHECK_FALSE(figure(model, "coherence_limited_cnot_infidelity.mean").value);
}

TEST_CASE("standard errors of the couplings propagate into that of their mean") {
  auto model = line({coupling(0, 1, 0.01), coupling(1, 2, 0.02)}, {0, 1, 2}, {0, 1, 2});
  model.couplings[0].infidelity_sigma = 3e-4;
  model.couplings[1].infidelity_sigma = 4e-4;
  const auto mean = figure(model, "cnot_infidelity.mean");
  CHECK(mean.kind == IntervalKind::propagated);
  CHECK(mean.uncertainty.description == Approx(2.5e-4));
  CHECK(*mean.high - *mean.value == Approx(1.959963985 * 2.5e-4));
}

TEST_CASE("two native gates make one C-NOT of an iSWAP-like coupling") {
  auto model = line({coupling(0, 1, 0.01)}, {0, 1}, {0, 1});
  model.couplings[0].gate->kind = circuit::GateKind::iswap;
  CHECK(*figure(model, "cnot_infidelity.mean").value == Approx(core::cnot_infidelity_from_native(0.01, 2)));
}

TEST_CASE("the coherence limited C-NOT infidelity is that of relaxation alone") {
  const auto model = line({coupling(0, 1, 0.01)}, {0, 1}, {0, 1});
  const core::Coherence qubit{100e-6, 80e-6};
  CHECK(*figure(model, "coherence_limited_cnot_infidelity.mean").value ==
        Approx(core::coherence_limit(std::array{qubit, qubit}, 70e-9)));
}

TEST_CASE("EPLG of a published layer fidelity is 1 - LF^(1/(N-1)) - McKay 2023") {
  device::DeviceDescription description;
  description.published.push_back({"layer_fidelity.100", 0.3637, {}, std::nullopt});
  const auto all = assess::reported_figures(description, line({}, {}, {}));
  const auto eplg = std::ranges::find(all, "eplg.100.published_chain", &figures::Figure::name);
  REQUIRE(eplg != all.end());
  CHECK(std::abs(*eplg->value - 1.02e-2) < 0.5e-4);  // torino, 2025-02-26
  CHECK(eplg->origin == figures::Origin::derived);
}

TEST_CASE("every figure of a description is in the closed list and carries its unit") {
  const auto model = line({coupling(0, 1, 0.01), coupling(1, 2, std::nullopt)}, {0, 1}, {0, 1, 2});
  for (const auto& entry : assess::reported_figures({}, model)) {
    INFO(entry.name);
    const auto* spec = figures::find_figure(entry.name);
    REQUIRE(spec != nullptr);
    CHECK(entry.unit == spec->unit);
    CHECK(entry.value.has_value() != entry.missing.has_value());
  }
}
