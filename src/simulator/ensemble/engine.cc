// What all engines share: see engine.hpp.
#include "simulator/ensemble/engine.hpp"

#include <algorithm>
#include <utility>

namespace qgauge::simulator {

std::size_t JobList::add(Trajectory events, const core::Random& random, std::uint64_t shots) {
  const bool by_state = std::ranges::any_of(events, [](const Event& e) { return e.fault == Event::by_state; });
  if (!by_state) {
    const auto [entry, added] = known_.try_emplace(events, jobs_.size());
    if (!added) {
      jobs_[entry->second].shots += shots;
      return entry->second;
    }
  }
  jobs_.push_back({std::move(events), random, shots, {}, {}});
  return jobs_.size() - 1;
}

core::Result<std::unique_ptr<TrajectoryEngine>> make_engine(const FusedCircuit& circuit,
                                                            std::span<const execution::Observable> observables) {
  return circuit.qubits() <= batched_qubits ? make_batch_engine(circuit, observables)
                                            : make_plan_engine(circuit, observables);
}

std::span<const Event> events_in(const Block& block, const Trajectory& events, std::size_t next) {
  std::size_t end = next;
  while (end < events.size() && events[end].site < block.last_site) ++end;
  return std::span(events).subspan(next, end - next);
}

bool find_departure(const FusedCircuit& circuit, std::span<const PairState> states, Job& job, Departure& departure) {
  for (std::size_t next = 0; next < job.events.size();) {
    const int b = circuit.sites()[static_cast<std::size_t>(job.events[next].site)].block;
    const Block& block = circuit.blocks()[static_cast<std::size_t>(b)];
    const auto events = events_in(block, job.events, next);
    next += events.size();
    const BlockOutcome outcome = circuit.resolve(block, events, states[static_cast<std::size_t>(b)], job.random);
    if (!outcome.disturbed) continue;
    departure = {&job, b, next, outcome.matrix};
    return true;
  }
  return false;
}

std::vector<Departure> departures(const FusedCircuit& circuit, std::span<const PairState> states, std::span<Job> jobs,
                                  std::vector<Job*>& remaining) {
  std::vector<Departure> found;
  for (Job& job : jobs) {
    Departure departure;
    if (find_departure(circuit, states, job, departure)) {
      found.push_back(departure);
    } else {
      remaining.push_back(&job);
    }
  }
  std::ranges::stable_sort(found, {}, &Departure::block);
  return found;
}

}  // namespace qgauge::simulator
