// Means of success probabilities over random circuits, with the scatter between circuits in their intervals. Private to
// the room. Must not know what the circuits are.
#pragma once

#include <cstdint>
#include <span>

#include "qgauge/figures.hpp"

namespace qgauge::protocols {

/// t with P(-t < T < t) = level for Student's distribution; degrees of freedom > 0.
double student_quantile_two_sided(double level, double degrees_of_freedom);

struct Mean {
  double value;
  double sigma;  ///< standard error
  figures::Interval interval;
};

/// Of one circuit; at least one shot.
struct Successes {
  double number;
  double shots;
};

/// The mean of the success probabilities of random circuits, each as weighty as the others whatever its shots; at least
/// two circuits. The interval is Student's over circuits (Student, Biometrika 6, 1, 1908), which holds shot noise and
/// scatter between circuits; where successes or failures are so few that their sum is no normal variable, it also spans
/// Clopper and Pearson's of the pooled counts.
Mean mean_success(std::span<const Successes> counts, double level);

}  // namespace qgauge::protocols
