// Shots of programs with measurement and classical control in the middle, by state vector. Called by cli.
// Knows no text and no noise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "qgauge/circuit/program.hpp"
#include "qgauge/simulator.hpp"

namespace qgauge::simulator {

/// As numbers, bit 0 the lowest; of one length.
struct BitsBelow {
  bool operator()(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) const {
    for (std::size_t k = a.size(); k-- > 0;)
      if (a[k] != b[k]) return a[k] < b[k];
    return false;
  }
};

/// How often each value of the classical bits was seen, one byte a bit, bit 0 first.
using BitCounts = std::map<std::vector<std::uint8_t>, std::uint64_t, BitsBelow>;

struct ProgramRun {
  BitCounts counts;
  RunStatistics statistics;    ///< of all passes over all states
  std::uint64_t branches = 1;  ///< histories of outcomes that were simulated
  int states = 1;              ///< state vectors that were held at the same time, at most
};

/// State vectors that a run may hold at the same time: one, and one for every halving of the shots, but no more than
/// there are measurements and resets whose outcomes matter later.
int most_states(const circuit::Program& program, std::uint64_t shots);

/// Shots share what they have in common. At a measurement whose outcome matters later, or a reset, the shots of a
/// branch are split (binomial) and each part goes on from the projected state, the smaller one first; measurements
/// that nothing follows are sampled. Without any in the middle that is one run and one sample. Delays and barriers do
/// nothing. The same seed gives the same counts for any number of threads. Errors: more than 62 qubits (unusable);
/// memory for most_states (missing_resource), with the numbers, before any is taken.
template <class Real>
core::Result<ProgramRun> run_program(const circuit::Program& program, std::uint64_t shots, const core::RandomKey& key,
                                     const TileSizes& sizes = tile_sizes(sizeof(Real) == sizeof(double)));

/// The counts that samples of a state give: which qubit each bit holds, if any.
void add_counts(BitCounts& counts, const std::vector<std::uint64_t>& samples,
                const circuit::FinalMeasurements& measurements);

}  // namespace qgauge::simulator
