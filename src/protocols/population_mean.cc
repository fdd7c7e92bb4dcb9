// The mean of one figure over the subjects of a machine. Called by assess.
// Must not know which figure it is.
#include <algorithm>
#include <cassert>
#include <cmath>

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

Figure mean_of_known(const std::string& name, std::span<const Figure> figures) {
  const auto n = static_cast<double>(figures.size());
  Figure out = common_part(name, figures);
  double sum = 0;
  for (const Figure& figure : figures) sum += *figure.value;
  out.uncertainty.sampling = root_of_squares(figures, &figures::Uncertainty::sampling) / n;
  out.uncertainty.description = root_of_squares(figures, &figures::Uncertainty::description) / n;
  const double sigma = std::hypot(out.uncertainty.sampling, out.uncertainty.description);
  const double half_width = figures::normal_quantile_two_sided(out.level) * sigma;
  out.value = sum / n;
  if (figures.size() == 1) {  // its interval may be Student's
    out.low = figures.front().low;
    out.high = figures.front().high;
    return out;
  }
  out.low = *out.value - half_width;
  out.high = *out.value + half_width;
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
