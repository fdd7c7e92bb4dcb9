// figures: a figure of a machine with its interval, unit, origin and method; the closed list of figures; fits and
// intervals. Made by protocols and assess; read by thresholds and reports. Knows no simulator, no vendor, no rule.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::figures {

enum class Origin { reported, derived, simulated, measured };
enum class IntervalKind { sampling, propagated, history, assumed, bounds, none };

std::string_view name_of(Origin origin);
std::string_view name_of(IntervalKind kind);

/// One pair's or one qubit's figure names its qubits (indices of the description) and, where it matters, the gate.
struct FigureSubject {
  std::vector<int> qubits;
  std::string gate;
};

/// One standard deviation, in the unit of the figure, of each source of uncertainty.
struct Uncertainty {
  double sampling = 0;
  double description = 0;
};

/// Never a bare number. `value` is empty where the figure cannot be had; then `missing` says why, and low and high hold
/// what is still known (kind bounds) or are empty. Kind none: low = high = value.
struct Figure {
  std::string name;
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  double level = 0.95;
  IntervalKind kind = IntervalKind::none;
  Uncertainty uncertainty;
  std::string unit = "1";
  Origin origin = Origin::reported;
  std::string method;
  std::string convention;
  std::uint64_t samples = 0;
  std::optional<FigureSubject> subject;
  std::optional<double> truth;     ///< of the model that was simulated, exactly
  std::optional<double> reported;  ///< what the source says of the same quantity, where it says anything
  std::vector<std::string> assumptions;
  std::optional<std::string> missing;
};

/// A figure whose source gives no uncertainty: kind none.
Figure exact_figure(std::string name, double value, Origin origin, std::string method);
/// value +- z sigma at 95 %, kind sampling, uncertainty.sampling = sigma.
Figure sampled_figure(std::string name, double value, double sigma, Origin origin, std::string method);
/// Known only to lie in [low, high].
Figure bounded_figure(std::string name, std::optional<double> value, double low, double high, Origin origin,
                      std::string method);
/// Not to be had, and why.
Figure missing_figure(std::string name, Origin origin, std::string why);

/// One row of the closed list. In `name`, every <N> stands for a whole number.
struct FigureSpec {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  std::string_view convention;
  bool of_a_reading = false;  ///< asked for by a reading of a rule alone: not among the figures that a page shows first
};

std::span<const FigureSpec> figure_list();
/// The row whose pattern matches ("eplg.50" matches "eplg.<N>"), or null. A name without its aggregate suffix
/// ("rb.cnot_infidelity.isolated") matches the row of its entries per subject.
const FigureSpec* find_figure(std::string_view name);

struct Interval {
  double low;
  double high;
};

/// The values that a figure may have, whole numbers alone where it counts. An estimate from samples may stray from
/// them; its interval may not lie beside them.
struct Domain {
  Interval range;
  bool whole = false;
};
Domain domain_of(const FigureSpec& spec);

/// z with P(-z < N(0,1) < z) = level.
double normal_quantile_two_sided(double level);
/// Exact binomial interval (Clopper and Pearson, Biometrika 26, 404, 1934).
Interval clopper_pearson(std::uint64_t successes, std::uint64_t trials, double level);

/// One circuit of a decay experiment: `length` gates, `survivals` of `shots`.
struct DecayPoint {
  double length = 0;
  double survivals = 0;
  double shots = 0;
};

/// survival = amplitude * decay^length + asymptote, the asymptote known (randomised target states make it 1/d).
struct DecayFit {
  double decay;
  double decay_sigma;
  double amplitude;
  double asymptote;
  double reduced_chi2;
  std::size_t degrees_of_freedom;
  /// Half width of the interval at 95 %, in standard deviations: Student's t for the degrees of freedom.
  double t_quantile;
};

/// Iteratively reweighted least squares with a covariance that is robust against differences between circuits of one
/// length (each circuit is its own cluster). Error: fewer than two different lengths, or no decay to fit.
core::Result<DecayFit> fit_decay(std::span<const DecayPoint> points, double asymptote);

}  // namespace qgauge::figures
