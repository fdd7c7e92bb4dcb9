// Figures of counts that were recorded on hardware, as library calls. Does no I/O. Used by cli.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "qgauge/assess.hpp"
#include "qgauge/circuit.hpp"
#include "qgauge/execution/recorded.hpp"

namespace qgauge::assess {

/// The figures of protocols::estimate_recorded as a report without a description and without verdicts.
core::Result<report::Report> estimate_survivals(std::string_view protocol, const execution::SurvivalRecord& record,
                                                const Options& options);

/// A circuit to run on hardware; counts come back under its name.
struct PlannedCircuit {
  std::string name;
  circuit::Circuit circuit;
  std::uint64_t shots;
};
using TakeCircuit = std::function<core::Status(const PlannedCircuit&)>;

/// Hands over every circuit of a protocol on a described machine, one after the other, because those of a whole machine
/// are large. The same description, protocol, effort, seed, chain lengths and widths give the same circuits. Error: no such protocol, a
/// description that no protocol fits or that lacks what this one needs; what `take` returns.
core::Status plan(const device::DeviceDescription& description, std::string_view protocol, const Options& options,
                  const TakeCircuit& take);

/// The figures of a plan's recorded counts, origin `measured`, beside the reported and derived ones; no verdicts.
/// Error: counts of other circuits (see execution::match).
core::Result<report::Report> estimate_counts(const device::DeviceDescription& description, std::string_view protocol,
                                             const execution::RecordedCounts& counts, const Options& options);

}  // namespace qgauge::assess
