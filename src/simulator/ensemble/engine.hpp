// What runs trajectories: small registers side by side in SIMD lanes, larger ones each as a state vector. Used by the
// ensemble and the trajectory executor. Knows no statistics.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "qgauge/execution.hpp"
#include "simulator/ensemble/fused_circuit.hpp"

namespace qgauge::simulator {

/// One trajectory to run, and what came of it.
struct Job {
  Trajectory events;
  core::Random random;                  ///< decides what candidates become, then draws the shots
  std::uint64_t shots = 0;              ///< to draw from its final state
  std::vector<double> values;           ///< of the observables
  std::vector<std::uint64_t> outcomes;  ///< of the shots, before readout
};

/// Jobs to run, equal ones once: trajectories whose candidates the state does not decide are the same for all shots.
class JobList {
 public:
  /// The number of the job that runs the trajectory.
  std::size_t add(Trajectory events, const core::Random& random, std::uint64_t shots);
  std::span<Job> jobs() { return jobs_; }

 private:
  std::vector<Job> jobs_;
  std::map<Trajectory, std::size_t> known_;
};

/// Answers do not depend on the number of threads, nor on which jobs run together.
class TrajectoryEngine {
 public:
  virtual ~TrajectoryEngine() = default;
  virtual core::Status run(std::span<Job> jobs) const = 0;
  /// Observables of the trajectory without candidates.
  virtual const std::vector<double>& undisturbed() const = 0;
};

/// The trajectory without candidates is run here, and parts of it are kept: others start from where they leave it.
/// `circuit` and `observables` must outlive the engine; weights stand for outcomes before readout. Error
/// (missing_resource): no memory.
core::Result<std::unique_ptr<TrajectoryEngine>> make_engine(const FusedCircuit& circuit,
                                                            std::span<const execution::Observable> observables);

/// The largest register that runs in SIMD lanes.
inline constexpr int batched_qubits = 16;

core::Result<std::unique_ptr<TrajectoryEngine>> make_batch_engine(const FusedCircuit& circuit,
                                                                  std::span<const execution::Observable> observables);
core::Result<std::unique_ptr<TrajectoryEngine>> make_plan_engine(const FusedCircuit& circuit,
                                                                 std::span<const execution::Observable> observables);

/// Where a trajectory leaves the one without candidates.
struct Departure {
  Job* job = nullptr;
  int block = 0;
  std::size_t next_event = 0;  ///< the first one beyond that block
  Eigen::Matrix4cd matrix;     ///< of that block
};

/// Decides the candidates of a job one block after the other, as long as they come to nothing. `states` are those of
/// the blocks' pairs on the trajectory without candidates. False: it never leaves it.
bool find_departure(const FusedCircuit& circuit, std::span<const PairState> states, Job& job, Departure& departure);

/// The departures of those jobs that leave, by block; the others are the `remaining` ones.
std::vector<Departure> departures(const FusedCircuit& circuit, std::span<const PairState> states, std::span<Job> jobs,
                                  std::vector<Job*>& remaining);

/// The events of a block from `next` on, and how many they are.
std::span<const Event> events_in(const Block& block, const Trajectory& events, std::size_t next);

}  // namespace qgauge::simulator
