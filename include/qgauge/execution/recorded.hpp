// Counts recorded on hardware, as values: outcomes of circuits of any width, and survivals of sequences as some vendors
// publish them. Read from files by recorded, estimated from by protocols. Knows no file format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/execution.hpp"

namespace qgauge::execution {

/// An outcome of a circuit and how often it was seen. The right-most character of `bits` is classical bit 0, which is
/// register qubit 0.
struct RecordedOutcome {
  std::string bits;
  std::uint64_t count;
};

/// Outcomes in the order of their bits, each once, all of `width` characters; the counts sum to `shots` > 0.
struct RecordedCircuit {
  std::string name;
  std::size_t width = 0;
  std::uint64_t shots = 0;
  std::vector<RecordedOutcome> outcomes;
};

/// Circuits in the order of their names, each once.
struct RecordedCounts {
  std::string file;  ///< for messages
  std::vector<RecordedCircuit> circuits;
};

/// Null for a name that was not recorded.
const RecordedCircuit* find_circuit(const RecordedCounts& counts, std::string_view name);

/// The counts of a register that an outcome holds, at most 64 qubits.
CircuitSamples samples_of(const RecordedCircuit& circuit);

/// What the counts of a register of any width say of a question.
CircuitSamples answer(const RecordedCircuit& circuit, const Question& question);

/// A circuit that counts are wanted of: bit k of an outcome is register qubit k of `width`.
struct WantedCircuit {
  std::string name;
  std::size_t width;
};

/// The recorded circuit of each wanted one, in that order. Errors: one that was not recorded, one recorded with another
/// width, and a recorded one that nobody wanted, so that counts of another plan are not taken for this one's.
core::Result<std::vector<const RecordedCircuit*>> match(const RecordedCounts& counts,
                                                        const std::vector<WantedCircuit>& wanted);

/// Shots of each sequence of one length that ended as they should.
struct SurvivalSeries {
  int length = 0;
  std::vector<std::uint64_t> survivals;
};

/// What one group of qubits (a qubit, a pair) did, by length.
struct SurvivalGroup {
  std::vector<int> qubits;
  std::vector<SurvivalSeries> series;
};

/// Every sequence was run `shots` times.
struct SurvivalRecord {
  std::string file;  ///< for messages
  std::uint64_t shots = 0;
  std::vector<SurvivalGroup> groups;
  bool leakage_counted = false;  ///< the file also says how many shots passed a check for leakage
  bool sequences = true;         ///< false: a length is one circuit and not several random sequences
};

}  // namespace qgauge::execution
