// What all engines share: see engine.hpp.
#include "simulator/ensemble/engine.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace qgauge::simulator {

std::size_t JobList::add(Trajectory events, const core::Random& random, std::uint64_t shots) {
  if (!any_by_state(events)) {
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

std::span<Job> JobList::take_new() { return std::span(jobs_).subspan(std::exchange(taken_, jobs_.size())); }

bool any_by_state(std::span<const Event> events) {
  return std::ranges::any_of(events, [](const Event& event) { return event.fault == Event::by_state; });
}

std::span<const Event> events_in(const Block& block, const Trajectory& events, std::size_t next) {
  std::size_t end = next;
  while (end < events.size() && events[end].site < block.last_site) ++end;
  return std::span(events).subspan(next, end - next);
}

namespace {

/// The faults of a site that have a rarity; the others as 0.
FaultProbabilities only(const FaultProbabilities& faults, Rarity rarity) {
  constexpr double rare_ratio = 0.1;
  if (rarity == Rarity::any || faults.empty()) return faults;
  const double border = rare_ratio * std::ranges::max(faults);
  FaultProbabilities chosen = faults;
  for (double& fault : chosen) {
    if ((fault < border) != (rarity == Rarity::rare)) fault = 0;
  }
  return chosen;
}

double sum(const FaultProbabilities& faults) {
  return std::clamp(std::accumulate(faults.begin(), faults.end(), 0.0), 0.0, 1.0);
}

}  // namespace

Candidates candidates_of(const FusedCircuit& circuit, const UndisturbedPath& path, double least_weight) {
  std::vector<double> all, rare_parts;
  for (const FaultProbabilities& faults : path.faults) {
    all.push_back(sum(faults));
    rare_parts.push_back(all.back() > 0 ? sum(only(faults, Rarity::rare)) / all.back() : 0);
  }
  return {std::move(all), std::move(rare_parts), circuit.candidates(), least_weight};
}

Trajectory draw_trajectory(const FusedCircuit& circuit, const UndisturbedPath& path, const Candidates& candidates,
                           const Stratum& stratum, core::Random& random) {
  const Sites sites = candidates.draw(stratum, random);
  const FaultProbabilities faults = only(path.faults[static_cast<std::size_t>(sites.first)], stratum.rarity);
  Trajectory events{{sites.first, draw_index(faults, random)}};
  for (const int site : sites.later) events.push_back(circuit.draw_event(site, random));
  return events;
}

std::vector<Departure> departures(const FusedCircuit& circuit, std::span<Job> jobs) {
  std::vector<Departure> found;
  for (Job& job : jobs) {
    const auto site = static_cast<std::size_t>(job.events.front().site);
    found.push_back({&job, circuit.sites()[site].block});
  }
  std::ranges::stable_sort(found, {}, &Departure::block);
  return found;
}

}  // namespace qgauge::simulator
