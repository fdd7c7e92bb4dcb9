// Shots by trajectories: see qgauge/simulator/ensemble.hpp. Knows a noise model, no device and no protocol.
#include <map>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/batch.hpp"
#include "simulator/ensemble/candidates.hpp"
#include "simulator/ensemble/engine.hpp"
#include "simulator/ensemble/readout.hpp"
#include "simulator/ensemble/trajectory_shots.hpp"

namespace qgauge::simulator {
namespace {

/// A trajectory for each of the shots.
JobList draw_jobs(const FusedCircuit& circuit, const UndisturbedPath& path, const Candidates& candidates,
                  std::uint64_t shots, core::Random& random) {
  JobList list;
  for (std::uint64_t shot = 0; shot < shots; ++shot) {
    Trajectory events = draw_trajectory(circuit, path, candidates, candidates.draw_stratum(random), random);
    list.add(std::move(events), core::Random({random.bits(), 0, 0, shot}), 1);
  }
  return list;
}

class Counts {
 public:
  explicit Counts(const noise::NoisyCircuit& circuit) : circuit_(circuit) {}

  void add(std::span<const std::uint64_t> outcomes, core::Random& random) {
    for (const std::uint64_t bits : outcomes) ++counts_[read(circuit_, bits, random)];
  }
  execution::CircuitSamples samples(std::uint64_t shots) const {
    execution::CircuitSamples samples{{}, static_cast<double>(shots)};
    for (const auto& [bits, weight] : counts_) samples.outcomes.push_back({bits, weight});
    return samples;
  }

 private:
  const noise::NoisyCircuit& circuit_;
  std::map<std::uint64_t, double> counts_;
};

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
    return trajectory_shots(noisy, shots, random);
  }

  const noise::NoiseModel& model_;
};

}  // namespace

core::Result<execution::CircuitSamples> trajectory_shots(const noise::NoisyCircuit& circuit, std::uint64_t shots,
                                                         core::Random& random) {
  const FusedCircuit fused(circuit);
  QGAUGE_TRY(const auto engine, make_engine(fused, {}));
  const Candidates candidates = candidates_of(fused, engine->undisturbed(), 1);
  const std::uint64_t undisturbed = random.binomial(shots, candidates.undisturbed());
  Counts counts(circuit);
  counts.add(engine->sample_undisturbed(undisturbed, random), random);
  JobList list = draw_jobs(fused, engine->undisturbed(), candidates, shots - undisturbed, random);
  QGAUGE_CHECK(engine->run(list.take_new()));
  for (const Job& job : list.all()) counts.add(job.outcomes, random);
  return counts.samples(shots);
}

std::unique_ptr<execution::Executor> trajectory_executor(const noise::NoiseModel& model) {
  return std::make_unique<TrajectoryExecutor>(model);
}

}  // namespace qgauge::simulator
