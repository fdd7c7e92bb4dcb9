// Bell pairs on every coupling and how strongly they violate the inequality of Clauser, Horne, Shimony and Holt (PRL
// 23, 880), with the significance of it. Used by assess. Knows no simulator.
#pragma once

#include <span>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// Couplings that work at the same time, four circuits: ZZ, ZX, XZ and XX of (first, second) behind a Bell pair whose
/// first qubit is turned by pi/4 about Y. Answers: one marginal a coupling.
struct ChshPlan {
  std::vector<std::array<int, 2>> pairs;  ///< device qubits
  std::vector<std::string> gates;         ///< native entangler of each
  execution::CircuitBatch batch;
};
/// `couplings`: indices of model.couplings, no two with a common qubit.
core::Result<ChshPlan> plan_chsh(const device::DeviceModel& model, std::span<const int> couplings,
                                 const Options& options);

/// Of each coupling S = <ZZ> - <ZX> + <XZ> + <XX> as figure "chsh"; 2 sqrt 2 ideally, local models reach at most 2.
/// Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_chsh(const ChshPlan& plan, const execution::Samples& samples);

/// Which hypotheses are rejected at the family-wise level alpha, by their p values (Holm, Scand. J. Statist. 6, 65,
/// 1979).
std::vector<bool> holm_rejects(std::span<const double> p_values, double alpha);

/// For each "chsh" figure whether S > 2 is significant at 5 % over all of them together: one-sided normal tests, Holm's
/// correction.
std::vector<bool> significant_violations(std::span<const figures::Figure> figures);

}  // namespace qgauge::protocols
