// Shots by trajectories: see qgauge/simulator/ensemble.hpp. Knows a noise model, no device and no protocol.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/batch.hpp"
#include "simulator/ensemble/candidates.hpp"
#include "simulator/ensemble/engine.hpp"
#include "simulator/ensemble/readout.hpp"

namespace qgauge::simulator {
namespace {

/// A trajectory for each shot.
JobList draw_jobs(const FusedCircuit& circuit, std::uint64_t shots, core::Random& random) {
  const Candidates candidates(circuit.candidates());
  const double clean = candidates.strata().front().weight;
  const std::uint64_t undisturbed = random.binomial(shots, clean);
  JobList list;
  list.add({}, core::Random({random.bits(), 0, 0, 0}), undisturbed);
  const Stratum disturbed{1, candidates.strata().back().last, 1 - clean};
  for (std::uint64_t shot = undisturbed; shot < shots; ++shot) {
    Trajectory events;
    for (const int site : candidates.draw(disturbed, random)) events.push_back(circuit.draw_event(site, random));
    list.add(std::move(events), core::Random({random.bits(), 0, 0, shot}), 1);
  }
  return list;
}

execution::CircuitSamples collect(const noise::NoisyCircuit& circuit, std::span<const Job> jobs, std::uint64_t shots,
                                  core::Random& random) {
  std::map<std::uint64_t, double> counts;
  for (const Job& job : jobs) {
    for (const std::uint64_t bits : job.outcomes) ++counts[read(circuit, bits, random)];
  }
  execution::CircuitSamples samples{{}, static_cast<double>(shots)};
  for (const auto& [bits, weight] : counts) samples.outcomes.push_back({bits, weight});
  return samples;
}

class TrajectoryExecutor final : public execution::Executor {
 public:
  explicit TrajectoryExecutor(const noise::NoiseModel& model) : model_(model) {}

  core::Result<execution::Samples> run(const execution::CircuitBatch& batch) const override {
    return run_batch(batch, worth_circuit_threads(batch, 1), [&](std::size_t i, core::Random random) {
      auto samples = shots_of(batch.circuits[i], batch.shots, random);
      if (!samples) samples.error().where = fmt::format("circuit {}, {}", i, samples.error().where);
      return samples;
    });
  }

 private:
  core::Result<execution::CircuitSamples> shots_of(const circuit::Circuit& circuit, std::uint64_t shots,
                                                   core::Random& random) const {
    QGAUGE_TRY(const noise::NoisyCircuit noisy, noise::noisy_circuit(circuit, model_));
    const FusedCircuit fused(noisy);
    QGAUGE_TRY(const auto engine, make_engine(fused, {}));
    JobList list = draw_jobs(fused, shots, random);
    QGAUGE_CHECK(engine->run(list.jobs()));
    return collect(noisy, list.jobs(), shots, random);
  }

  const noise::NoiseModel& model_;
};

}  // namespace

std::unique_ptr<execution::Executor> trajectory_executor(const noise::NoiseModel& model) {
  return std::make_unique<TrajectoryExecutor>(model);
}

}  // namespace qgauge::simulator
