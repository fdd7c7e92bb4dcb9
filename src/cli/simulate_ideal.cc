// `qgauge simulate` without noise: one state for circuits that measure last, branches for others. Private to the room.
#include <chrono>

#include <fmt/format.h>

#include "cli/simulate.hpp"
#include "qgauge/simulator.hpp"
#include "qgauge/simulator/plan_cost.hpp"
#include "qgauge/store/state_file.hpp"

namespace qgauge::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

core::Result<simulator::TileSizes> sizes_of(const SimulateArguments& arguments, int qubits, bool in_double) {
  simulator::TileSizes sizes = simulator::tile_sizes(in_double);
  if (arguments.tile == 0) return sizes;
  if (arguments.tile <= sizes.chunk || arguments.tile > 24)
    return wrong_usage("--tile", std::to_string(arguments.tile), fmt::format("{} to 24", sizes.chunk + 1));
  static_cast<void>(qubits);
  sizes.tile = arguments.tile;
  return sizes;
}

core::Status check_size(const SimulatedCircuit& circuit) {
  if (circuit.program.qubits <= 62) return {};
  return core::unusable(circuit.file, fmt::format("{} qubits", circuit.program.qubits), "at most 62 in a state vector",
                        "take a smaller circuit");
}

template <class Real>
class Ideal {
 public:
  Ideal(SimulatedCircuit& circuit, const Questions& questions, const Arguments& arguments)
      : circuit_(circuit), questions_(questions), arguments_(arguments) {}

  core::Status run(std::uint64_t seed) {
    QGAUGE_CHECK(check_size(circuit_));
    const core::RandomKey key{seed, core::domain_of("simulate"), 0, 0};
    if (const auto last = circuit::final_measurements(circuit_.program)) return at_the_end(*last, key);
    return in_the_middle(key);
  }

  core::Result<simulator::Plan<Real>> plan() {
    const auto begin = Clock::now();
    constexpr bool in_double = sizeof(Real) == sizeof(double);
    QGAUGE_TRY(const auto sizes, sizes_of(arguments_.simulate, circuit_.program.qubits, in_double));
    auto made = simulator::Plan<Real>::make(unitary_part(circuit_.program), sizes);
    circuit_.plan_s = seconds_since(begin);
    return made;
  }

 private:
  core::Status in_the_middle(const core::RandomKey& key) {
    const bool more = !questions_.probabilities.empty() || !questions_.amplitudes.empty() ||
                      !questions_.expectation.empty() || !arguments_.simulate.state.empty();
    if (more)
      return core::unusable(circuit_.file,
                            "measurements, resets or conditions in the middle, after which there is no one state",
                            "a circuit that measures last, or a question of counts alone", "ask for --counts");
    constexpr bool in_double = sizeof(Real) == sizeof(double);
    QGAUGE_TRY(const auto sizes, sizes_of(arguments_.simulate, circuit_.program.qubits, in_double));
    QGAUGE_TRY(auto run, simulator::run_program<Real>(circuit_.program, arguments_.simulate.shots, key, sizes));
    circuit_.counts = std::move(run.counts);
    circuit_.shots = arguments_.simulate.shots;
    circuit_.statistics = run.statistics;
    circuit_.branches = run.branches;
    circuit_.states = run.states;
    circuit_.how = "branches at measurements";
    return {};
  }

  core::Status at_the_end(const circuit::FinalMeasurements& last, const core::RandomKey& key) {
    QGAUGE_TRY(auto state, simulator::StateVector<Real>::create(circuit_.program.qubits));
    QGAUGE_TRY(const auto planned, plan());
    QGAUGE_TRY(circuit_.statistics, state.run(planned));
    circuit_.how = "one state";
    if (questions_.counts) {
      core::Random random(key);
      circuit_.shots = arguments_.simulate.shots;
      simulator::add_counts(circuit_.counts, state.sample(circuit_.shots, random), last);
    }
    if (!questions_.probabilities.empty()) probabilities(state);
    const auto phase = std::polar(1.0, circuit_.program.global_phase);
    const auto qubits = static_cast<std::size_t>(circuit_.program.qubits);
    for (const std::uint64_t bits : questions_.amplitudes)
      circuit_.amplitudes.emplace_back(bits_text(bits, qubits), phase * state.amplitude(bits));
    QGAUGE_CHECK(write_state(state, phase));
    return expectations(state);
  }

  void probabilities(const simulator::StateVector<Real>& state) {
    const auto& qubits = questions_.probabilities;
    std::vector<double> sums(std::size_t{1} << qubits.size(), 0.0);
    for (std::uint64_t x = 0; x < std::uint64_t{1} << circuit_.program.qubits; ++x) {
      std::size_t outcome = 0;
      for (std::size_t k = 0; k < qubits.size(); ++k) outcome |= (x >> qubits[k] & 1) << k;
      sums[outcome] += std::norm(state.amplitude(x));
    }
    for (std::size_t outcome = 0; outcome < sums.size(); ++outcome)
      circuit_.probabilities.push_back({bits_text(outcome, qubits.size()), sums[outcome], 0});
  }

  core::Status expectations(const simulator::StateVector<Real>& state) {
    if (questions_.expectation.empty()) return {};
    QGAUGE_TRY(auto turned, simulator::StateVector<Real>::create(circuit_.program.qubits));
    for (const PauliString& pauli : questions_.expectation) {
      turned.copy_from(state);
      for (const auto& [qubit, letter] : pauli.letters) {
        const std::array<int, 1> target{static_cast<int>(qubit)};
        const auto gate = letter == 'X'   ? circuit::GateKind::x
                          : letter == 'Y' ? circuit::GateKind::y
                                          : circuit::GateKind::z;
        turned.apply(target, circuit::unitary_of(gate));
      }
      circuit_.expectation.push_back({pauli.text, state.inner_product(turned).real(), 0});
    }
    return {};
  }

  core::Status write_state(const simulator::StateVector<Real>& state, std::complex<double> phase) {
    if (arguments_.simulate.state.empty()) return {};
    const std::vector<std::pair<std::string, std::string>> attributes{
        {"circuit", circuit_.file},
        {"qubits", std::to_string(circuit_.program.qubits)},
        {"qubit_order", "bit k of an index is qubit k, as in Qiskit; registers in the order of their declaration"},
        {"global_phase", "included"},
        {"precision", sizeof(Real) == sizeof(double) ? "double" : "single"}};
    return store::write_state(
        arguments_.simulate.state, circuit_.program.qubits, [&](std::uint64_t x) { return phase * state.amplitude(x); },
        attributes);
  }

  SimulatedCircuit& circuit_;
  const Questions& questions_;
  const Arguments& arguments_;
};

template <class Real>
core::Status run_in(SimulatedCircuit& circuit, const Questions& questions, const Arguments& arguments,
                    std::uint64_t seed) {
  QGAUGE_CHECK(Ideal<Real>(circuit, questions, arguments).run(seed));
  if (!arguments.simulate.statistics || circuit.statistics.elapsed_s <= 0) return {};
  QGAUGE_TRY(const auto roofline, simulator::measure_roofline<Real>());
  circuit.share_of_roofline = simulator::share_of_roofline(circuit.statistics, roofline);
  return {};
}

template <class Real>
core::Result<std::string> plan_text_in(const SimulatedCircuit& circuit, const Arguments& arguments) {
  SimulatedCircuit copy = circuit;
  QGAUGE_CHECK(check_size(circuit));
  const Questions none;
  QGAUGE_TRY(const auto plan, Ideal<Real>(copy, none, arguments).plan());
  QGAUGE_TRY(const auto roofline, simulator::measure_roofline<Real>());
  const auto cost = simulator::cost_of(plan, roofline);
  const bool last = circuit::final_measurements(circuit.program).has_value();
  const int states = last ? 1 : simulator::most_states(circuit.program, arguments.simulate.shots);
  const double bytes = static_cast<double>(simulator::state_bytes(circuit.program.qubits, sizeof(Real) == 8));
  std::string text = fmt::format("plan of {}\n", circuit.file);
  text += fmt::format("  qubits           {}\n  classical bits   {}\n  operations       {}\n", circuit.program.qubits,
                      circuit.program.bits, circuit.program.operations.size());
  text += fmt::format("  measurements     {}\n", last ? "at the end" : "in the middle: shots branch");
  text += fmt::format("  precision        {}, {}\n", sizeof(Real) == 8 ? "double" : "single", simulator::simd_target());
  text +=
      fmt::format("  passes           {}{}\n", cost.passes, last ? "" : " over the operations of all branches once");
  text += fmt::format("  memory           {:.4g} MiB{} of {:.4g} MiB\n", bytes * states / 0x1p20,
                      states > 1 ? fmt::format(" for at most {} states", states) : "",
                      static_cast<double>(simulator::usable_memory_bytes()) / 0x1p20);
  text += fmt::format("  traffic          {:.4g} GB, {:.4g} Gflop at most\n", cost.bytes * 1e-9, cost.flops * 1e-9);
  text += fmt::format("  estimated time   {:.3g} s at the roofline measured now ({:.3g} GB/s, {:.3g} Gflop/s)\n",
                      cost.elapsed_s, roofline.gbytes_per_s, roofline.gflops);
  return text + fmt::format("  read, planned    {:.3f} s, {:.3f} s\n", circuit.read_s, copy.plan_s);
}

}  // namespace

core::Status run_ideal(SimulatedCircuit& circuit, const Questions& questions, const Arguments& arguments,
                       std::uint64_t seed) {
  if (arguments.simulate.precision == "single") return run_in<float>(circuit, questions, arguments, seed);
  return run_in<double>(circuit, questions, arguments, seed);
}

core::Result<std::string> plan_text(const SimulatedCircuit& circuit, const Arguments& arguments) {
  if (arguments.simulate.precision == "single") return plan_text_in<float>(circuit, arguments);
  return plan_text_in<double>(circuit, arguments);
}

}  // namespace qgauge::cli
