// Figures of survivals that a vendor recorded and published: randomized benchmarking of qubits and pairs, of waiting
// qubits, and state preparation and measurement. Called by cli. Knows no file format and no machine.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/execution/recorded.hpp"
#include "qgauge/figures.hpp"

namespace qgauge::protocols {

/// One row of the closed list of protocols whose survivals can be read without a plan.
struct RecordedProtocol {
  std::string_view name;
  std::string_view meaning;
};
std::span<const RecordedProtocol> recorded_protocol_list();

/// Figures of origin `measured`, aggregates first, then those of each group of qubits. Every decay is estimated twice:
/// `rb.*` by the fit of figures::fit_decay (weighted, interval robust against differences between sequences) and
/// `rb_unweighted.*` as Quantinuum's published figures are (unweighted least squares of the mean survivals, the mean
/// over groups from survivals pooled over them; interval from a semi-parametric bootstrap, 1000 resamples of sequences
/// and shots from the streams of `seed`). A pair's gate is p^(1/1.5) of its Clifford: 1.5 two-qubit gates on average
/// (Magesan et al., PRA 85, 042311), its one-qubit gates counted with it. A figure without a decay is missing, with the
/// reason. Errors: a protocol that is not in the list, groups of another number of qubits, and preparations that are
/// not |0> and |1>.
core::Result<std::vector<figures::Figure>> estimate_recorded(std::string_view protocol,
                                                             const execution::SurvivalRecord& record,
                                                             std::uint64_t seed);

}  // namespace qgauge::protocols
