// Constructors of figures and the names of origins and kinds of interval, as a report spells them.
// Used by protocols and assess. Must not know how a figure is estimated or judged.
#include <cassert>
#include <utility>

#include "qgauge/figures.hpp"

namespace qgauge::figures {

std::string_view name_of(Origin origin) {
  switch (origin) {
    case Origin::reported:
      return "reported";
    case Origin::derived:
      return "derived";
    case Origin::simulated:
      return "simulated";
    case Origin::measured:
      return "measured";
  }
  assert(false);
  return {};
}

std::string_view name_of(IntervalKind kind) {
  switch (kind) {
    case IntervalKind::sampling:
      return "sampling";
    case IntervalKind::propagated:
      return "propagated";
    case IntervalKind::history:
      return "history";
    case IntervalKind::assumed:
      return "assumed";
    case IntervalKind::bounds:
      return "bounds";
    case IntervalKind::none:
      return "none";
  }
  assert(false);
  return {};
}

namespace {

/// Unit and convention come from the closed list, so that no two figures of one name can differ in them.
Figure bare_figure(std::string name, Origin origin) {
  const FigureSpec* spec = find_figure(name);
  Figure figure;
  figure.name = std::move(name);
  figure.origin = origin;
  if (spec != nullptr) {
    figure.unit = spec->unit;
    figure.convention = spec->convention;
  }
  return figure;
}

}  // namespace

Figure exact_figure(std::string name, double value, Origin origin, std::string method) {
  Figure figure = bare_figure(std::move(name), origin);
  figure.value = figure.low = figure.high = value;
  figure.kind = IntervalKind::none;
  figure.method = std::move(method);
  return figure;
}

Figure sampled_figure(std::string name, double value, double sigma, Origin origin, std::string method) {
  assert(sigma >= 0);
  Figure figure = bare_figure(std::move(name), origin);
  const double half_width = normal_quantile_two_sided(figure.level) * sigma;
  figure.value = value;
  figure.low = value - half_width;
  figure.high = value + half_width;
  figure.kind = IntervalKind::sampling;
  figure.uncertainty.sampling = sigma;
  figure.method = std::move(method);
  return figure;
}

Figure bounded_figure(std::string name, std::optional<double> value, double low, double high, Origin origin,
                      std::string method) {
  assert(low <= high);
  Figure figure = bare_figure(std::move(name), origin);
  figure.value = value;
  figure.low = low;
  figure.high = high;
  figure.kind = IntervalKind::bounds;
  figure.method = std::move(method);
  return figure;
}

Figure missing_figure(std::string name, Origin origin, std::string why) {
  Figure figure = bare_figure(std::move(name), origin);
  figure.missing = std::move(why);
  return figure;
}

}  // namespace qgauge::figures
