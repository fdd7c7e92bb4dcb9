// The mean of one figure over the subjects of a machine. Called by assess.
// Must not know which figure it is.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "protocols/combined.hpp"
#include "protocols/mean_success.hpp"
#include "qgauge/protocols.hpp"

namespace qgauge::protocols {

namespace {

using figures::Figure;
using figures::IntervalKind;

double root_of_squares(std::span<const Figure> figures, double figures::Uncertainty::*part) {
  double sum = 0;
  for (const Figure& figure : figures) sum += std::pow(figure.uncertainty.*part, 2);
  return std::sqrt(sum);
}

/// What every figure of the population carries is kept; assumptions are gathered, each once.
Figure common_part(const std::string& name, std::span<const Figure> figures) {
  Figure out = figures::exact_figure(name, 0, figures.front().origin, figures.front().method);
  out.convention = figures.front().convention;
  out.unit = figures.front().unit;
  out.level = figures.front().level;
  out.kind = figures.front().kind;
  for (const Figure& figure : figures) {
    out.samples += figure.samples;
    for (const std::string& assumption : figure.assumptions) {
      if (std::ranges::find(out.assumptions, assumption) == out.assumptions.end())
        out.assumptions.push_back(assumption);
    }
  }
  return out;
}

/// Degrees of freedom at which Student's interval is as long as the member's, in its standard deviations: those of its
/// fit, and many where the interval is a normal one or shorter.
double freedom_of(const Figure& figure, double sigma) {
  constexpr double fewest = 1, most = 1e6;
  constexpr int halvings = 60;
  if (!figure.low || !figure.high) return most;
  const double wanted = (*figure.high - *figure.low) / 2 / sigma;
  double low = fewest, high = most;
  for (int k = 0; k < halvings; ++k) {
    const double middle = std::sqrt(low * high);
    (student_quantile_two_sided(figure.level, middle) > wanted ? low : high) = middle;
  }
  return high;
}

/// In standard deviations: Student's, with the degrees of freedom of all members together (see combined_error); normal
/// where nothing varies.
double half_width_of(std::span<const Figure> figures, double level) {
  std::vector<VarianceShare> shares;
  for (const Figure& figure : figures) {
    const double sigma = std::hypot(figure.uncertainty.sampling, figure.uncertainty.description);
    if (sigma > 0) shares.push_back({sigma * sigma, freedom_of(figure, sigma)});
  }
  const double quantile = combined_error(shares).t_quantile;
  return quantile > 0 ? quantile : figures::normal_quantile_two_sided(level);
}

/// What the figure cannot be, like an error below 0, is not in its interval.
void keep_within_domain(Figure& figure) {
  const figures::FigureSpec* const spec = figures::find_figure(figure.name);
  if (spec == nullptr) return;
  const figures::Interval range = figures::domain_of(*spec).range;
  if (*figure.value < range.low || *figure.value > range.high) return;
  figure.low = std::max(*figure.low, range.low);
  figure.high = std::min(*figure.high, range.high);
}

Figure mean_of_known(const std::string& name, std::span<const Figure> figures) {
  const auto n = static_cast<double>(figures.size());
  Figure out = common_part(name, figures);
  double sum = 0;
  for (const Figure& figure : figures) sum += *figure.value;
  out.uncertainty.sampling = root_of_squares(figures, &figures::Uncertainty::sampling) / n;
  out.uncertainty.description = root_of_squares(figures, &figures::Uncertainty::description) / n;
  const double sigma = std::hypot(out.uncertainty.sampling, out.uncertainty.description);
  out.value = sum / n;
  if (figures.size() == 1) {  // its interval may be Student's
    out.low = figures.front().low;
    out.high = figures.front().high;
    return out;
  }
  const double half_width = half_width_of(figures, out.level) * sigma;
  out.low = *out.value - half_width;
  out.high = *out.value + half_width;
  keep_within_domain(out);
  return out;
}

void widen(Figure& mean, double known, double unknown, double worst) {
  mean.low = *mean.low * known / (known + unknown);
  mean.high = (*mean.high * known + worst * unknown) / (known + unknown);
  mean.kind = IntervalKind::bounds;
}

}  // namespace

Figure population_mean(const std::string& name, std::span<const Figure> figures, int unknown, double worst) {
  assert(!figures.empty() && unknown >= 0);
  std::vector<Figure> known;
  std::ranges::copy_if(figures, std::back_inserter(known),
                       [](const Figure& figure) { return figure.value.has_value(); });
  const auto without = static_cast<double>(figures.size() - known.size()) + unknown;
  if (known.empty()) {
    Figure out = figures::bounded_figure(name, std::nullopt, 0, worst, figures.front().origin, figures.front().method);
    out.missing = figures.front().missing;
    return out;
  }
  Figure out = mean_of_known(name, known);
  if (without > 0) widen(out, static_cast<double>(known.size()), without, worst);
  return out;
}

}  // namespace qgauge::protocols
