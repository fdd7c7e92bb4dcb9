// Claims about randomized benchmarking from plan to figure through the noisy simulator: intervals cover the exact
// figures of the model that was simulated.
//
// Coverage is the share of 1,000 repetitions, each with sequences and shots of its own, whose interval holds the truth;
// it must lie in [0.93, 0.97]. With a true coverage of 0.95 a check fails by chance with probability 0.4 percent; seeds
// are fixed. The gates are noisy, so that sequences are short and a thousand repetitions take seconds.
#include <array>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/noise.hpp"
#include "qgauge/protocols.hpp"
#include "qgauge/simulator.hpp"

using namespace qgauge;
using circuit::GateKind;
using protocols::Effort;

namespace {

constexpr int repetitions = 1000;

constexpr double pulse_of_pairs = 2e-3;

device::ModelQubit qubit(double pulse_infidelity, double pulse_s) {
  device::ModelQubit out;
  out.t1_s = 6e-5;
  out.t2_s = 5e-5;
  out.p1_given_0 = 0.01;
  out.p0_given_1 = 0.04;
  out.gate = device::OneQubitGate{pulse_infidelity, pulse_s, 0};
  out.gate_usable = out.readout_usable = device::Usable::yes;
  return out;
}

device::DeviceModel pair(GateKind kind, double over_rotation_rad = 0, double pulse_infidelity = pulse_of_pairs) {
  device::DeviceModel model;
  model.qubits = {qubit(pulse_infidelity, 40e-9), qubit(pulse_infidelity, 60e-9)};
  const std::string name(circuit::spec_of(kind).name);
  model.couplings.push_back({0, 1, device::TwoQubitGate{name, kind, 0, 1, 3e-2, 300e-9, over_rotation_rad},
                             device::Usable::yes, std::nullopt});
  model.connected = model.connected_if_unknown_work = {0, 1};
  return model;
}

struct Bench {
  device::DeviceModel model;
  noise::NoiseModel noise;
  std::unique_ptr<execution::Executor> executor;
};

/// The executor refers to the noise, which must therefore not move.
std::unique_ptr<Bench> bench(device::DeviceModel model) {
  std::vector<core::Finding> findings;
  auto noise = noise::NoiseModel::from(model, findings);
  REQUIRE(noise);
  auto out = std::make_unique<Bench>(Bench{std::move(model), std::move(*noise), nullptr});
  out->executor = simulator::density_matrix_executor(out->noise);
  return out;
}

/// Fails, in whatever thread, where a step does.
std::vector<figures::Figure> benchmark_pair(const Bench& bench, std::uint64_t seed) {
  const auto plan = protocols::plan_rb_2q(bench.model, bench.model.couplings[0], {Effort::quick, seed}).value();
  const auto samples = bench.executor->run(plan.batch).value();
  const protocols::OneQubitPart part{pulse_of_pairs, 0, core::Coherence{6e-5, 5e-5}};
  return protocols::estimate_rb_2q(plan, samples, std::array{part, part}).value();
}

std::vector<figures::Figure> benchmark_qubit(const Bench& bench, std::uint64_t seed) {
  const auto plan = protocols::plan_rb_1q(bench.model, 1, {Effort::quick, seed}).value();
  const auto samples = bench.executor->run(plan.batch).value();
  return protocols::estimate_rb_1q(plan, samples).value();
}

/// Shares of `repetitions` in which each figure's interval holds its truth. Repetitions run in parallel, which also
/// keeps the executor from starting threads for every small batch.
std::vector<double> coverages(const std::vector<double>& truths, auto&& repetition) {
  std::vector<std::vector<figures::Figure>> figures(repetitions);
#pragma omp parallel for
  for (int r = 0; r < repetitions; ++r)
    figures[static_cast<std::size_t>(r)] = repetition(static_cast<std::uint64_t>(r));
  std::vector<double> out(truths.size());
  for (const auto& found : figures) {
    for (std::size_t k = 0; k < truths.size(); ++k) {
      if (*found[k].low <= truths[k] && truths[k] <= *found[k].high) out[k] += 1.0 / repetitions;
    }
  }
  return out;
}

void require_nominal(const std::vector<double>& coverages) {
  for (const double coverage : coverages) {
    CAPTURE(coverage);
    CHECK(coverage >= 0.93);
    CHECK(coverage <= 0.97 + 1e-9);  // a sum of thousandths
  }
}

}  // namespace

TEST_CASE(
    "two-qubit benchmarking of the simulator covers the described C-NOT infidelity and the exact error per Clifford") {
  const GateKind kind = GENERATE(GateKind::ecr, GateKind::cz);
  CAPTURE(circuit::spec_of(kind).name);
  const auto machine = bench(pair(kind));
  const auto clifford =
      protocols::exact_error_per_clifford_2q(machine->model, machine->model.couplings[0], *machine->executor);
  REQUIRE(clifford);
  require_nominal(coverages({3e-2, *clifford}, [&](std::uint64_t seed) { return benchmark_pair(*machine, seed); }));
}

TEST_CASE("two-qubit benchmarking covers where half of the C-NOT infidelity is an over-rotation") {
  // r = 4/5 sin^2(angle/2): 0.275 rad is 1.5e-2.
  const auto machine = bench(pair(GateKind::cz, 0.275));
  const auto clifford =
      protocols::exact_error_per_clifford_2q(machine->model, machine->model.couplings[0], *machine->executor);
  REQUIRE(clifford);
  require_nominal(coverages({3e-2, *clifford}, [&](std::uint64_t seed) { return benchmark_pair(*machine, seed); }));
}

TEST_CASE("one-qubit benchmarking of the simulator covers the exact error per Clifford and the described pulse") {
  constexpr double pulse = 1e-2;
  const auto machine = bench(pair(GateKind::cz, 0, pulse));
  const auto clifford = protocols::exact_error_per_clifford_1q(machine->model, 1, *machine->executor);
  REQUIRE(clifford);
  require_nominal(coverages({*clifford, pulse}, [&](std::uint64_t seed) { return benchmark_qubit(*machine, seed); }));
}
