// Trajectories one by one, each as passes over a state vector from the block where it leaves the trajectory without
// candidates. For registers whose batch would not stay in the caches. Knows no statistics.
#include <algorithm>
#include <optional>

#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/ensemble/engine.hpp"

namespace qgauge::simulator {
namespace {

using State = StateVector<float>;

class PlanEngine final : public TrajectoryEngine {
 public:
  PlanEngine(const FusedCircuit& circuit, std::span<const execution::Observable> observables)
      : circuit_(circuit), observables_(observables), states_(circuit.blocks().size()) {}

  core::Status prepare() {
    QGAUGE_TRY(State state, State::create(circuit_.qubits()));
    const std::size_t blocks = circuit_.blocks().size();
    stride_ = std::max<std::size_t>(1, (blocks + kept_states() - 1) / kept_states());
    for (std::size_t b = 0; b < blocks; b += stride_) {
      QGAUGE_TRY(State kept, State::create(circuit_.qubits()));
      kept.copy_from(state);
      kept_.push_back(std::move(kept));
      QGAUGE_CHECK(advance(state, b, std::min(blocks, b + stride_)));
    }
    undisturbed_ = values_of(state);
    final_.emplace(std::move(state));
    return {};
  }

  const std::vector<double>& undisturbed() const override { return undisturbed_; }

  core::Status run(std::span<Job> jobs) const override {
    std::vector<Job*> remaining;
    const std::vector<Departure> found = departures(circuit_, states_, jobs, remaining);
    QGAUGE_CHECK(run_all(found));
    for (Job* job : remaining) {
      job->values = undisturbed_;
      if (job->shots > 0) job->outcomes = final_->sample(job->shots, job->random);
    }
    return {};
  }

 private:
  /// A quarter of the memory at most, and no more states than save time.
  std::size_t kept_states() const {
    constexpr std::uint64_t most = 12;
    const std::uint64_t fit = usable_memory_bytes() / 4 / state_bytes(circuit_.qubits(), false);
    return static_cast<std::size_t>(std::clamp<std::uint64_t>(fit, 1, most));
  }

  /// Two states of a thread, side by side, as long as they fit and one state does not occupy all threads well.
  int threads_side_by_side() const {
    constexpr int shared_qubits = 24;
    if (circuit_.qubits() >= shared_qubits || omp_in_parallel()) return 1;
    const std::uint64_t fit = usable_memory_bytes() / 2 / state_bytes(circuit_.qubits(), false);
    return static_cast<int>(std::clamp<std::uint64_t>(fit, 1, static_cast<std::uint64_t>(omp_get_max_threads())));
  }

  core::Status run_all(std::span<const Departure> found) const {
    std::vector<core::Status> statuses(found.size());
    const int threads = std::min(threads_side_by_side(), static_cast<int>(found.size()));
    if (threads <= 1) {
      QGAUGE_TRY(State state, State::create(circuit_.qubits()));
      for (const Departure& departure : found) QGAUGE_CHECK(run_one(state, departure));
      return {};
    }
#pragma omp parallel num_threads(threads)
    {
      auto state = State::create(circuit_.qubits());
#pragma omp for schedule(dynamic)
      for (std::size_t k = 0; k < found.size(); ++k) {
        statuses[k] = state ? run_one(*state, found[k]) : std::unexpected(state.error());
      }
    }
    for (core::Status& outcome : statuses) QGAUGE_CHECK(std::move(outcome));
    return {};
  }

  /// Blocks [begin, end) without candidates; where outcomes depend on the state, the pairs' states are kept, which
  /// takes the blocks one by one.
  core::Status advance(State& state, std::size_t begin, std::size_t end) {
    std::vector<Gate> gates;
    for (std::size_t b = begin; b < end; ++b) {
      const Block& block = circuit_.blocks()[b];
      if (block.by_state) {
        QGAUGE_CHECK(flush(state, gates));
        states_[b] = state.reduced_density(block.qubits[0], block.qubits[1]);
        state.apply(block.qubits, block.undisturbed);
      } else {
        gates.push_back(gate_of(block, block.undisturbed));
      }
    }
    return flush(state, gates);
  }

  core::Status run_one(State& state, const Departure& departure) const {
    const auto left = static_cast<std::size_t>(departure.block), kept = left / stride_;
    state.copy_from(kept_[kept]);
    std::vector<Gate> gates;
    for (std::size_t b = kept * stride_; b < left; ++b) {
      gates.push_back(gate_of(circuit_.blocks()[b], circuit_.blocks()[b].undisturbed));
    }
    gates.push_back(gate_of(circuit_.blocks()[left], departure.matrix));
    std::size_t next = departure.next_event;
    Job& job = *departure.job;
    for (std::size_t b = left + 1; b < circuit_.blocks().size(); ++b) {
      const Block& block = circuit_.blocks()[b];
      const auto events = events_in(block, job.events, next);
      next += events.size();
      if (events.empty()) {
        gates.push_back(gate_of(block, block.undisturbed));
        continue;
      }
      QGAUGE_TRY(const PairState pair, state_before(state, block, gates));
      gates.push_back(gate_of(block, circuit_.resolve(block, events, pair, job.random).matrix));
    }
    QGAUGE_CHECK(flush(state, gates));
    job.values = values_of(state);
    if (job.shots > 0) job.outcomes = state.sample(job.shots, job.random);
    return {};
  }

  /// Runs what waits, if the block's outcome depends on the state.
  static core::Result<PairState> state_before(State& state, const Block& block, std::vector<Gate>& gates) {
    if (!block.by_state) return PairState(PairState::Zero());
    QGAUGE_CHECK(flush(state, gates));
    return state.reduced_density(block.qubits[0], block.qubits[1]);
  }

  static core::Status flush(State& state, std::vector<Gate>& gates) {
    if (gates.empty()) return {};
    auto status = state.run_gates(gates);
    gates.clear();
    return status;
  }

  static Gate gate_of(const Block& block, const Eigen::Matrix4cd& matrix) {
    return {{block.qubits[0], block.qubits[1]}, matrix};
  }

  std::vector<double> values_of(const State& state) const {
    const double norm = state.norm_squared();
    std::vector<double> values;
    for (const auto& observable : observables_) {
      if (const auto* diagonal = std::get_if<execution::DiagonalObservable>(&observable)) {
        values.push_back(state.weighted_norm(diagonal->weights) / norm);
        continue;
      }
      std::complex<double> overlap = 0;
      for (const auto& [x, amplitude] : std::get<execution::StateFidelity>(observable).amplitudes) {
        overlap += std::conj(amplitude) * state.amplitude(x);
      }
      values.push_back(std::norm(overlap) / norm);
    }
    return values;
  }

  const FusedCircuit& circuit_;
  std::span<const execution::Observable> observables_;
  std::vector<PairState> states_;
  std::size_t stride_ = 1;
  std::vector<State> kept_;  ///< before every stride_-th block
  std::optional<State> final_;
  std::vector<double> undisturbed_;
};

}  // namespace

core::Result<std::unique_ptr<TrajectoryEngine>> make_plan_engine(const FusedCircuit& circuit,
                                                                 std::span<const execution::Observable> observables) {
  auto engine = std::make_unique<PlanEngine>(circuit, observables);
  QGAUGE_CHECK(engine->prepare());
  return engine;
}

}  // namespace qgauge::simulator
