// Aggregates of populations with unknown members: see aggregate.hpp.

#include "assess/aggregate.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qgauge::assess {
namespace {

using figures::Figure;
using figures::IntervalKind;
using figures::Origin;

/// The least (sign +1) or greatest (-1) aggregate that can be: every unknown member at `filler`, then the members that
/// would join one by one, the most extreme first.
double extreme(const Population& population, Aggregate aggregate, double filler, int sign) {
  std::vector<double> values = population.values;
  values.insert(values.end(), static_cast<std::size_t>(population.unknown), filler);
  std::vector<double> joining = population.joining;
  std::ranges::sort(joining, {}, [sign](double value) { return sign * value; });
  double best = sign * aggregate(values);
  for (const double value : joining) {
    values.push_back(value);
    best = std::min(best, sign * aggregate(values));
  }
  return sign * best;
}

/// Nothing is known of the aggregate where the unknown members may form the population without the known ones.
figures::Interval possible(const Population& population, Aggregate aggregate) {
  if (population.replaceable) return {0, worst_infidelity};
  return {extreme(population, aggregate, 0, 1), extreme(population, aggregate, worst_infidelity, -1)};
}

std::string assumption_of(const Population& population) {
  if (population.unknown == 0) {
    return fmt::format("{} of uncalibrated qubits may join: low and high are with those that make them extreme",
                       population.joining.size());
  }
  return fmt::format("{} uncalibrated of {}: low counts them as 0 and high as 1", population.unknown,
                     population.values.size() + static_cast<std::size_t>(population.unknown));
}

/// What the value is of: the members, and the calibrated couplings between one of them and an uncalibrated qubit, which
/// is unknown and not dead.
std::vector<double> counted(const Population& population) {
  std::vector<double> values = population.values;
  values.insert(values.end(), population.adjacent.begin(), population.adjacent.end());
  return values;
}

/// Standard error of the mean that follows from those of the members.
double sigma_of_mean(const Population& population) {
  double squares = 0;
  for (const double sigma : population.sigmas) squares += sigma * sigma;
  return std::sqrt(squares) / static_cast<double>(population.values.size());
}

}  // namespace

double mean_of(std::vector<double> values) {
  const auto count = static_cast<double>(values.size());
  double sum = 0, lost = 0;
  for (const double value : values) {
    const double next = sum + value;
    lost += std::abs(sum) >= std::abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }
  const double quotient = sum / count;
  return quotient + (std::fma(-quotient, count, sum) + lost) / count;
}

double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

double best_of(std::vector<double> values) { return *std::ranges::min_element(values); }
double worst_of(std::vector<double> values) { return *std::ranges::max_element(values); }

Figure aggregated(const std::string& name, const Population& population, Aggregate aggregate, Origin origin,
                  const std::string& method) {
  if (population.values.empty()) {
    Figure figure = figures::bounded_figure(name, std::nullopt, 0, worst_infidelity, origin, method);
    figure.missing = "no calibrated value is reported";
    return figure;
  }
  const double value = aggregate(counted(population));
  if (population.unknown > 0 || !population.joining.empty()) {
    const auto [low, high] = possible(population, aggregate);
    Figure figure = figures::bounded_figure(name, value, low, high, origin, method);
    figure.assumptions.push_back(assumption_of(population));
    return figure;
  }
  return figures::exact_figure(name, value, origin, method);
}

/// The mean; where the members have standard errors, with the interval that follows from them.
Figure mean_figure(const std::string& name, const Population& population, Origin origin, const std::string& method) {
  Figure figure = aggregated(name, population, mean_of, origin, method);
  const double sigma = population.values.empty() ? 0 : sigma_of_mean(population);
  if (figure.kind == IntervalKind::none && sigma > 0) {
    const double half = figures::normal_quantile_two_sided(figure.level) * sigma;
    figure.low = std::max(*figure.value - half, 0.0);
    figure.high = std::min(*figure.value + half, worst_infidelity);
    figure.kind = IntervalKind::propagated;
    figure.uncertainty.description = sigma;
  }
  return figure;
}

}  // namespace qgauge::assess
