// Trajectories one by one, each as passes over a state vector from the block where it leaves the undisturbed path. For
// registers whose batch would not stay in the caches. Knows no statistics.
#include <algorithm>

#include <omp.h>

#include "simulator/ensemble/engine.hpp"
#include "simulator/ensemble/undisturbed_path.hpp"

namespace qgauge::simulator {
namespace {

using State = StateVector<float>;

class PlanEngine final : public TrajectoryEngine {
 public:
  PlanEngine(const FusedCircuit& circuit, std::span<const execution::Observable> observables, PathStates states)
      : circuit_(circuit), observables_(observables), states_(std::move(states)) {}

  const UndisturbedPath& undisturbed() const override { return states_.path; }

  std::vector<std::uint64_t> sample_undisturbed(std::uint64_t shots, core::Random& random) const override {
    return states_.final_state->sample(shots, random);
  }

  core::Status run(std::span<Job> jobs) const override {
    const std::vector<Departure> found = departures(circuit_, jobs);
    const int threads = std::min(threads_side_by_side(), static_cast<int>(found.size()));
    if (threads <= 1) {
      QGAUGE_TRY(State state, State::create(circuit_.qubits()));
      for (const Departure& departure : found) QGAUGE_CHECK(run_one(state, departure));
      return {};
    }
    std::vector<core::Status> statuses(found.size());
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

 private:
  /// A state for each thread, as long as they fit and one state does not keep all threads busy well.
  int threads_side_by_side() const {
    constexpr int shared_qubits = 24;
    if (circuit_.qubits() >= shared_qubits || omp_in_parallel()) return 1;
    const std::uint64_t fit = usable_memory_bytes() / 2 / state_bytes(circuit_.qubits(), false);
    return static_cast<int>(std::clamp<std::uint64_t>(fit, 1, static_cast<std::uint64_t>(omp_get_max_threads())));
  }

  core::Status run_one(State& state, const Departure& departure) const {
    state.copy_from(states_.kept_before(departure.block));
    std::vector<Gate> gates;
    std::size_t next = 0;
    Job& job = *departure.job;
    for (std::size_t b = states_.first_block(departure.block); b < circuit_.blocks().size(); ++b) {
      const Block& block = circuit_.blocks()[b];
      const auto events = events_in(block, job.events, next);
      next += events.size();
      if (events.empty()) {
        gates.push_back(gate_of(block, block.undisturbed));
        continue;
      }
      QGAUGE_TRY(const PairState pair, state_before(state, block, events, gates));
      gates.push_back(gate_of(block, circuit_.resolve(block, events, pair, job.random)));
    }
    QGAUGE_CHECK(flush(state, gates));
    job.values = values_of(state, observables_);
    if (job.shots > 0) job.outcomes = state.sample(job.shots, job.random);
    return {};
  }

  /// Runs what waits, if an outcome depends on the state.
  static core::Result<PairState> state_before(State& state, const Block& block, std::span<const Event> events,
                                              std::vector<Gate>& gates) {
    if (!any_by_state(events)) return PairState(PairState::Zero());
    QGAUGE_CHECK(flush(state, gates));
    return state.reduced_density(block.qubits[0], block.qubits[1]);
  }

  const FusedCircuit& circuit_;
  std::span<const execution::Observable> observables_;
  PathStates states_;
};

}  // namespace

core::Result<std::unique_ptr<TrajectoryEngine>> make_plan_engine(const FusedCircuit& circuit,
                                                                 std::span<const execution::Observable> observables) {
  constexpr std::size_t most_kept = 12;
  QGAUGE_TRY(PathStates states, run_undisturbed(circuit, observables, most_kept));
  return std::make_unique<PlanEngine>(circuit, observables, std::move(states));
}

}  // namespace qgauge::simulator
