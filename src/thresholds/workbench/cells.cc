// Cells of a limit: see cells.hpp. A figure at the limit of "at least" or "at most" meets it, so cells are closed at
// the end at which the limit still says the same.
#include "thresholds/workbench/cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "thresholds/condition.hpp"

namespace qgauge::thresholds {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// "at least" and "below" change just above a figure, "at most" and "above" at it.
bool changes_above(Relation relation) { return relation == Relation::at_least || relation == Relation::below; }

bool lies_in(double limit, const LimitCell& cell) {
  return limit >= cell.low && limit <= cell.high && !(cell.low_open && limit == cell.low) &&
         !(cell.high_open && limit == cell.high);
}

/// The number of two digits, or as many as it takes, inside the cell that is nearest to `towards`.
double decimal_in(const LimitCell& cell, double towards, const Parameter& parameter) {
  const double low = as_written(parameter, cell.low), high = as_written(parameter, cell.high);
  const double aim = as_written(parameter, towards);
  const double span = std::max({std::abs(low), std::abs(high), std::abs(aim)});
  const int top = static_cast<int>(std::floor(std::log10(span)));
  for (int exponent = top - 1; exponent > top - 17; --exponent) {
    const double unit = std::pow(10.0, std::abs(exponent));
    const auto times = [&](double count) { return exponent < 0 ? count / unit : count * unit; };
    const auto count_of = [&](double value) { return exponent < 0 ? value * unit : value / unit; };
    const double nearest = std::round(count_of(aim));
    for (const double step : {0.0, -1.0, 1.0}) {
      const double limit = in_si_of(parameter, times(nearest + step));
      if (lies_in(limit, cell)) return limit;
    }
  }
  return lies_in(towards, cell) ? towards : cell.low_open ? cell.high : cell.low;
}

double inside(const LimitCell& cell) {
  if (std::isinf(cell.low) && std::isinf(cell.high)) return 1;
  if (std::isinf(cell.high)) return cell.low > 0 ? 2 * cell.low : cell.low + 1;
  if (std::isinf(cell.low)) return cell.high > 0 ? cell.high / 2 : cell.high - 1;
  return cell.low > 0 ? std::sqrt(cell.low * cell.high) : (cell.low + cell.high) / 2;
}

/// The same cell in whole numbers, closed at both ends.
LimitCell counted(LimitCell cell) {
  if (std::isfinite(cell.low)) cell.low = cell.low_open ? std::floor(cell.low) + 1 : std::ceil(cell.low);
  if (std::isfinite(cell.high)) cell.high = cell.high_open ? std::ceil(cell.high) - 1 : std::floor(cell.high);
  cell.low_open = std::isinf(cell.low);
  cell.high_open = std::isinf(cell.high);
  return cell;
}

}  // namespace

double short_number_in(const LimitCell& cell, double towards, const Parameter& parameter) {
  if (lies_in(towards, cell)) return towards;
  if (is_count(parameter.figure)) {
    return std::min(std::max(std::round(towards), cell.low), cell.high);
  }
  return decimal_in(cell, towards, parameter);
}

std::vector<LimitCell> cells_between(const Parameter& parameter, std::vector<double> ends) {
  std::ranges::sort(ends);
  const auto repeated = std::ranges::unique(ends);
  ends.erase(repeated.begin(), repeated.end());
  ends.push_back(infinity);
  const bool above = changes_above(parameter.relation);
  std::vector<LimitCell> cells;
  double low = -infinity;
  for (const double end : ends) {
    LimitCell cell{.low = low,
                   .high = end,
                   .low_open = above || std::isinf(low),
                   .high_open = !above || std::isinf(end),
                   .limit = 0};
    if (is_count(parameter.figure)) cell = counted(cell);
    low = end;
    if (cell.low > cell.high) continue;
    const bool own = is_count(parameter.figure) || lies_in(parameter.limit, cell);
    cell.limit = short_number_in(cell, own ? parameter.limit : inside(cell), parameter);
    cells.push_back(cell);
  }
  return cells;
}

}  // namespace qgauge::thresholds
