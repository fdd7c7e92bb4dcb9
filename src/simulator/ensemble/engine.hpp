// What runs trajectories: small registers side by side in SIMD lanes, larger ones each as a state vector. Used by the
// ensemble and the trajectory executor. Knows no statistics.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "qgauge/execution.hpp"
#include "simulator/ensemble/candidates.hpp"
#include "simulator/ensemble/fused_circuit.hpp"

namespace qgauge::simulator {

/// One trajectory to run, and what came of it.
struct Job {
  Trajectory events;                    ///< the first one is no candidate: it is a fault
  core::Random random;                  ///< decides what candidates become, then draws the shots
  std::uint64_t shots = 0;              ///< to draw from its final state
  std::vector<double> values;           ///< of the observables
  std::vector<std::uint64_t> outcomes;  ///< of the shots, before readout
};

/// The trajectory without any fault.
struct UndisturbedPath {
  std::vector<double> values;              ///< of the observables
  std::vector<FaultProbabilities> faults;  ///< of each site, where none has happened before it
};

/// Jobs, equal ones once: trajectories whose faults the state does not decide are the same whenever they are drawn.
class JobList {
 public:
  /// The number of the job that runs the trajectory.
  std::size_t add(Trajectory events, const core::Random& random, std::uint64_t shots);
  const Job& operator[](std::size_t job) const { return jobs_[job]; }
  std::span<const Job> all() const { return jobs_; }
  /// Those added since the last call.
  std::span<Job> take_new();

 private:
  std::vector<Job> jobs_;
  std::size_t taken_ = 0;
  std::map<Trajectory, std::size_t> known_;
};

/// Answers do not depend on the number of threads; within single precision, jobs that run together round alike.
class TrajectoryEngine {
 public:
  virtual ~TrajectoryEngine() = default;
  virtual core::Status run(std::span<Job> jobs) const = 0;
  virtual const UndisturbedPath& undisturbed() const = 0;
  /// From the final state of the undisturbed path, before readout.
  virtual std::vector<std::uint64_t> sample_undisturbed(std::uint64_t shots, core::Random& random) const = 0;
};

/// The undisturbed path is run here, and parts of it are kept: trajectories start from where they leave it.
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

/// Strata of trajectories that leave the path.
Candidates candidates_of(const FusedCircuit& circuit, const UndisturbedPath& path, double least_weight);
/// A trajectory of the stratum: its first fault, and candidates after it.
Trajectory draw_trajectory(const FusedCircuit& circuit, const UndisturbedPath& path, const Candidates& candidates,
                           const Stratum& stratum, core::Random& random);

/// Where a trajectory leaves the undisturbed path.
struct Departure {
  Job* job;
  int block;
};

/// Of all jobs, by block.
std::vector<Departure> departures(const FusedCircuit& circuit, std::span<Job> jobs);

bool any_by_state(std::span<const Event> events);
/// The events of a block from `next` on, and how many they are.
std::span<const Event> events_in(const Block& block, const Trajectory& events, std::size_t next);

}  // namespace qgauge::simulator
