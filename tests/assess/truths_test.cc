// Claims about truths beside estimates where noise is coherent or depends on the gate: the estimate of each protocol,
// the exact figure of the model that was simulated, and so the protocol's bias, which stands in the figure.
//
// A difference beyond five of its standard errors is chance once in 1.7 million; what is allowed on top is the bias
// that the protocol is known to have.
#include "assess/truths.hpp"

#include <cmath>
#include <memory>

#include <catch2/catch.hpp>

#include "protocols/clifford.hpp"
#include "protocols/exact_cycle.hpp"
#include "protocols/random_layers.hpp"
#include "qgauge/protocols/cycle_benchmarking.hpp"
#include "qgauge/protocols/layer_fidelity.hpp"
#include "qgauge/protocols/rb_mirror.hpp"
#include "qgauge/protocols/xeb.hpp"
#include "qgauge/simulator.hpp"
#include "qgauge/simulator/machine.hpp"

using namespace qgauge;
using circuit::GateKind;
using figures::Figure;
using protocols::Effort;

namespace {

/// A kind of noise: of a C-NOT of 2 % an over-rotation holds a share, and pulses have an error of their own, so that
/// Cliffords of two pulses are worse than those of none.
struct Kind {
  const char* name;
  double over_rotation_rad;
  double pulse;
};

// r = 4/5 sin^2(angle/2): 0.2 rad is 8e-3 of 2e-2.
constexpr Kind stochastic{"stochastic", 0, 1e-5}, coherent{"coherent", 0.2, 1e-5},
    gate_dependent{"gate-dependent", 0, 3e-3};

device::DeviceModel machine(const Kind& kind, GateKind gate = GateKind::cz) {
  device::DeviceModel model;
  for (int q = 0; q < 2; ++q) {
    device::ModelQubit qubit;
    qubit.t1_s = qubit.t2_s = 1e-3;
    qubit.p1_given_0 = 0.01;
    qubit.p0_given_1 = 0.02;
    qubit.gate = device::OneQubitGate{kind.pulse, 40e-9, 0};
    qubit.gate_usable = qubit.readout_usable = device::Usable::yes;
    model.qubits.push_back(qubit);
  }
  const std::string name(circuit::spec_of(gate).name);
  model.couplings.push_back({0, 1, device::TwoQubitGate{name, gate, 0, 1, 2e-2, 300e-9, kind.over_rotation_rad},
                             device::Usable::yes, std::nullopt});
  model.connected = model.connected_if_unknown_work = {0, 1};
  return model;
}

struct Bench {
  device::DeviceModel model;
  noise::NoiseModel noise;
  std::unique_ptr<execution::Executor> executor;

  const device::Coupling& coupling() const { return model.couplings[0]; }
  std::vector<Figure> with_truths(std::vector<Figure> figures) const {
    assess::add_truths(model, noise, *executor, Effort::thorough, figures);
    return figures;
  }
};

/// The executor refers to the noise, which must therefore not move.
std::unique_ptr<Bench> bench(const Kind& kind, GateKind gate = GateKind::cz) {
  device::DeviceModel model = machine(kind, gate);
  std::vector<core::Finding> findings;
  auto noise = noise::NoiseModel::from(model, findings);
  REQUIRE(noise);
  auto out = std::make_unique<Bench>(Bench{std::move(model), std::move(*noise), nullptr});
  out->executor = simulator::machine_executor(out->noise);
  return out;
}

/// `bias` is a share of the truth.
void check_bias(const Figure& figure, const Kind& kind, double bias) {
  REQUIRE(figure.value);
  REQUIRE(figure.truth);
  CAPTURE(figure.name, kind.name, *figure.value, *figure.truth, figure.uncertainty.sampling,
          *figure.value / *figure.truth - 1);
  CHECK(std::abs(*figure.value - *figure.truth) < 5 * figure.uncertainty.sampling + bias * *figure.truth);
  CHECK(figure.uncertainty.sampling < 0.1 * *figure.truth);
}

/// A layer of layer fidelity: every pair of one-qubit Cliffords, then the gate.
double exact_layer(const Bench& bench) {
  const auto words = protocols::one_qubit_words();
  const circuit::Operation gate = protocols::layer_blocks(bench.model, {0, 1}, 0)[0].gate;
  std::vector<circuit::Circuit> layers;
  for (std::size_t pair = 0; pair < words.size() * words.size(); ++pair) {
    circuit::Circuit layer{2, {0, 1}, {}};
    for (const GateKind pulse : words[pair % words.size()]) layer.append(pulse, 0u);
    for (const GateKind pulse : words[pair / words.size()]) layer.append(pulse, 1u);
    layer.append_barrier();
    layer.operations.push_back(gate);
    layers.push_back(std::move(layer));
  }
  return *protocols::exact_process_infidelity(layers, bench.model, *bench.executor);
}

/// A layer of mirror benchmarking with its Paulis, the mean over many that are drawn: within 1 %.
double exact_mirror_layer(const Bench& bench) {
  core::Random random({9, 0, 0, 0});
  std::vector<circuit::Circuit> layers;
  for (int k = 0; k < 20'000; ++k) {
    circuit::Circuit layer{2, {0, 1}, {}};
    protocols::append_paulis(layer, protocols::random_paulis(2, random));
    protocols::append_layer(layer, protocols::random_layer(2, random));
    layers.push_back(std::move(layer));
  }
  return *protocols::exact_process_infidelity(layers, bench.model, *bench.executor);
}

}  // namespace

TEST_CASE("cross-entropy benchmarking stands beside the exact infidelity of its cycle, whatever the noise") {
  for (const Kind& kind : {stochastic, coherent, gate_dependent}) {
    const auto machine = bench(kind);
    const auto plan = protocols::plan_xeb(machine->model, machine->coupling(), {Effort::thorough, 4}).value();
    const auto found =
        machine->with_truths(protocols::estimate_xeb(plan, machine->executor->run(plan.batch).value()).value());
    for (const Figure& figure : found) check_bias(figure, kind, 0.05);
    CHECK(*found[1].truth == Approx(0.8 * *found[0].truth));
  }
}

TEST_CASE("cycle benchmarking stands beside the exact infidelity of the dressed C-NOT, whatever the noise") {
  for (const Kind& kind : {stochastic, coherent, gate_dependent}) {
    const auto machine = bench(kind);
    const auto plan =
        protocols::plan_cycle_benchmarking(machine->model, machine->coupling(), {Effort::thorough, 4}).value();
    const auto found = machine->with_truths(
        protocols::estimate_cycle_benchmarking(plan, machine->executor->run(plan.batch).value()).value());
    for (const Figure& figure : found) check_bias(figure, kind, 0.05);
  }
}

TEST_CASE("the layer fidelity of a pair is that of its exact layer, coherent and gate-dependent noise included") {
  for (const Kind& kind : {stochastic, coherent, gate_dependent}) {
    const auto machine = bench(kind);
    const auto plan = protocols::plan_layer(machine->model, {0, 1}, 0, {Effort::thorough, 4}).value();
    Figure pair = protocols::estimate_layer(plan, machine->executor->run(plan.batch).value()).value().front();
    pair.value = 1 - *pair.value;
    pair.truth = exact_layer(*machine);
    check_bias(pair, kind, 0.05);
  }
}

TEST_CASE("mirror benchmarking finds the exact infidelity of its layers, coherent and gate-dependent noise included") {
  for (const Kind& kind : {stochastic, coherent, gate_dependent}) {
    const auto machine = bench(kind);
    const auto plan = protocols::plan_rb_mirror(machine->model, {0, 1}, {Effort::thorough, 4}).value();
    Figure process = protocols::estimate_rb_mirror(plan, machine->executor->run(plan.batch).value()).value().front();
    process.truth = exact_mirror_layer(*machine);
    check_bias(process, kind, 0.1);
  }
}

TEST_CASE("what stochastic noise leaves of a cycle is the described error of its gate and its pulses (Nielsen 2002)") {
  const auto machine = bench(stochastic);
  const double gate = 1.25 * 2e-2, pulses = 2 * 1.5 * 1e-5;
  const double waits = 2 * 40e-9 / 1e-3;  // of the pulses at most, in the order of the rates
  const auto xeb = protocols::exact_xeb_infidelity(machine->model, machine->coupling(), *machine->executor);
  CHECK(*xeb == Approx(gate + pulses).margin(waits + 1e-5));
  const auto dressed =
      protocols::exact_dressed_cycle_infidelity(machine->model, machine->coupling(), *machine->executor);
  CHECK(*dressed == Approx(gate).margin(pulses + waits + 1e-5));
}

TEST_CASE("coherence times and readout stand beside those of the model") {
  const auto machine = bench(stochastic);
  std::vector<Figure> figures;
  for (const char* name : {"t1.t1_s", "t2_echo.t2_s", "readout.assignment_error"}) {
    figures.push_back(figures::sampled_figure(name, 1e-3, 1e-5, figures::Origin::simulated, "test"));
    figures.back().subject = figures::FigureSubject{{0}, ""};
  }
  figures = machine->with_truths(std::move(figures));
  CHECK(*figures[0].truth == 1e-3);
  CHECK(*figures[1].truth == 1e-3);
  // beyond the reading's 1.5 %: half of what the pulse of 40 ns leaves in |0>, at most that of relaxation all along
  CHECK(*figures[2].truth > 0.015);
  CHECK(*figures[2].truth < 0.015 + 40e-9 / 1e-3 / 2);
}
