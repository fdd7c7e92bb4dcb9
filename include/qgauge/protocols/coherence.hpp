// Relaxation (T1), Hahn echo (T2; Hahn, Phys. Rev. 80, 580) and Ramsey fringes (T2*; Ramsey, Phys. Rev. 78, 695) of a
// qubit alone. Used by assess. Knows no simulator.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

enum class CoherenceKind { t1, t2_echo, ramsey };

/// Delays ascend; of each, repetitions of all variants follow one another. Variants of T1 and echo end ideally in |0>
/// and in |1>: their pooled survivals decay to exactly 1/2, whatever readout and thermal population are, so that the
/// asymptote is not fitted. Variants of Ramsey turn the last pulse by quarters of a turn, beyond 2 pi detuning t.
struct CoherencePlan {
  CoherenceKind kind = CoherenceKind::t1;
  int qubit = 0;
  double time_s = 0;       ///< described, by which delays were chosen
  double detuning_hz = 0;  ///< of Ramsey alone, by virtual z rotations
  std::vector<double> delays_s;
  int repetitions = 0;
  execution::CircuitBatch batch;
};
/// Error: the qubit has no pulse or no described time of this kind (T2 for both echo and Ramsey).
core::Result<CoherencePlan> plan_coherence(CoherenceKind kind, const device::DeviceModel& model, int qubit,
                                           const Options& options);

/// t1.t1_s, t2_echo.t2_s or ramsey.t2_star_s; missing where nothing decays. Error: samples of another plan.
core::Result<std::vector<figures::Figure>> estimate_coherence(const CoherencePlan& plan,
                                                              const execution::Samples& samples);

/// The median of figures of different subjects, called name.median. The subjects are all there are, so its interval is
/// that of their estimates: quantiles of medians of normal draws around them (parametric bootstrap; Efron, Ann.
/// Statist. 7, 1, 1979). Missing where none has a value.
figures::Figure population_median(const std::string& name, std::span<const figures::Figure> figures);

}  // namespace qgauge::protocols
