// The executor of Clifford circuits under Pauli noise: a noise model attached, then Pauli frames. Knows a noise model;
// no device, no protocol.
#include <utility>

#include <fmt/format.h>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/batch.hpp"

namespace qgauge::simulator {
namespace {

class PauliFrameExecutor final : public execution::Executor {
 public:
  explicit PauliFrameExecutor(const noise::NoiseModel& model) : model_(model) {}

  core::Result<execution::Samples> run(const execution::CircuitBatch& batch) const override {
    // One circuit takes the threads for its blocks.
    const bool side_by_side = batch.circuits.size() > 1 && !omp_in_parallel();
    return run_batch(batch, side_by_side, [&](std::size_t i, const core::Random&) {
      auto samples = samples_of(batch, i);
      if (!samples) samples.error().where = fmt::format("circuit {}, {}", i, samples.error().where);
      return samples;
    });
  }

 private:
  core::Result<execution::CircuitSamples> samples_of(const execution::CircuitBatch& batch, std::size_t i) const {
    QGAUGE_TRY(const auto noisy, noise::noisy_circuit(batch.circuits[i], model_));
    QGAUGE_TRY(const auto frames, PauliFrames::make(noisy));
    return frames.outcomes(batch.shots, {batch.seed, batch.domain, i, 0});
  }

  const noise::NoiseModel& model_;
};

}  // namespace

std::unique_ptr<execution::Executor> pauli_frame_executor(const noise::NoiseModel& model) {
  return std::make_unique<PauliFrameExecutor>(model);
}

}  // namespace qgauge::simulator
