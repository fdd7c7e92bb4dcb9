// The trend of the records of a figure: see timeline.hpp. Called by the timeline. Knows no rule.
#include <cmath>
#include <set>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include "qgauge/thresholds/timeline.hpp"

namespace qgauge::thresholds {
namespace {

constexpr std::size_t fewest_records = 4;
constexpr double level = 0.95;

double student_quantile(std::size_t freedom) {
  return boost::math::quantile(boost::math::students_t(static_cast<double>(freedom)), (1 + level) / 2);
}

/// Least squares of log10(value) on the year.
Trend fitted(const std::vector<Record>& records) {
  Trend trend;
  trend.points = records.size();
  const auto count = static_cast<double>(records.size());
  for (const Record& record : records) {
    trend.middle += record.year / count;
    trend.level += std::log10(record.value) / count;
  }
  double products = 0, residuals = 0;
  for (const Record& record : records) {
    trend.spread += std::pow(record.year - trend.middle, 2);
    products += (record.year - trend.middle) * (std::log10(record.value) - trend.level);
  }
  trend.slope = trend.spread > 0 ? products / trend.spread : 0;
  for (const Record& record : records) residuals += std::pow(std::log10(record.value) - trend.at(record.year), 2);
  trend.sigma = std::sqrt(residuals / (count - 2));
  trend.t = student_quantile(records.size() - 2);
  return trend;
}

}  // namespace

double Trend::at(double year) const { return level + slope * (year - middle); }

double Trend::half_width(double year) const {
  return t * sigma * std::sqrt(1 + 1 / static_cast<double>(points) + std::pow(year - middle, 2) / spread);
}

TrendOrWhy trend_of(const std::vector<Record>& records) {
  std::set<double> years;
  for (const Record& record : records) {
    years.insert(record.year);
    if (!(record.value > 0)) return {std::nullopt, fmt::format("the record of {} is 0", record.item)};
  }
  if (records.size() < fewest_records || years.size() < fewest_records) {
    return {std::nullopt, fmt::format("{} records, and a trend takes {} in different years or months", records.size(),
                                      fewest_records)};
  }
  const Trend trend = fitted(records);
  if (std::abs(trend.slope) <= trend.t * trend.sigma / std::sqrt(trend.spread)) {
    return {std::nullopt, fmt::format("no trend that holds against the scatter of {} records at 95 %", records.size())};
  }
  return {trend, {}};
}

}  // namespace qgauge::thresholds
