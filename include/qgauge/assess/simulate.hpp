// One circuit on a described machine: compiled, given the machine's noise, run. Called by programs. Does no I/O.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "qgauge/circuit.hpp"
#include "qgauge/compile.hpp"
#include "qgauge/core.hpp"
#include "qgauge/device.hpp"
#include "qgauge/execution.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::assess {

struct SimulateOptions {
  simulator::Method method = simulator::Method::automatic;
  compile::Options compile = {};
  std::uint64_t seed = 1;
  std::uint64_t shots = 1000;  ///< of simulate()
  double precision = 0.005;    ///< of observe(): half width of the sampling interval
  double level = 0.95;
  /// Descriptions that are drawn within the standard errors of the source, for observe(); 0: its values are taken as
  /// exact.
  int descriptions = 0;
};

/// What a run is told of.
struct SimulatedRun {
  compile::Compiled compiled;
  std::string method;                   ///< how noise was simulated: simulator::name_of
  std::vector<core::Finding> findings;  ///< of the description, its validation and its noise
};

struct SimulatedShots {
  execution::CircuitSamples samples;  ///< bit q is qubit q of the circuit that was given
  SimulatedRun run;
};

/// Expectations, each with one standard deviation of what sampling and what the description's standard errors leave
/// open.
struct SimulatedObservables {
  Eigen::VectorXd values;
  Eigen::VectorXd sampling;
  Eigen::VectorXd description;  ///< 0 where no descriptions were drawn, or none of its values has a standard error
  std::uint64_t trajectories = 0;
  bool reached = true;  ///< whether the precision was
  SimulatedRun run;
};

/// The circuit has no layout and measures at its end. Errors: those of device::validate, compile::compile, the noise
/// model and the method.
core::Result<SimulatedShots> simulate(const circuit::Circuit& circuit, const device::DeviceDescription& description,
                                      const SimulateOptions& options);

/// Observables of the circuit's qubits; a StateFidelity only where compilation needed no further qubit (unusable
/// otherwise). Errors: as above, and those of simulator::estimate.
core::Result<SimulatedObservables> observe(const circuit::Circuit& circuit,
                                           const device::DeviceDescription& description,
                                           std::span<const execution::Observable> observables,
                                           const SimulateOptions& options);

}  // namespace qgauge::assess
