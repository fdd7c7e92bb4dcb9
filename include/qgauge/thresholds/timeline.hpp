// thresholds: what a text would have caught year by year, and when its steps are reached if the leading figures go on
// as they did. Called by the command line, shown by report. Pure: reads no file.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "qgauge/thresholds/outcome.hpp"

namespace qgauge::thresholds {

/// Items that were introduced in a year; `year` empty: nobody knows when.
struct TimelineYear {
  std::optional<int> year;
  std::array<std::size_t, 3> decisions{};  ///< controlled, undetermined, not_controlled
  std::vector<std::string> caught;         ///< ids
};

/// A figure's best value so far.
struct Record {
  double year = 0;  ///< with its month as a fraction
  double value = 0;
  std::string item;
};

/// log10 of the records on the year, by least squares. The interval is that of a single new record (Draper and Smith,
/// Applied Regression Analysis, 1966, section 1.4).
struct Trend {
  double slope = 0;   ///< powers of ten a year
  double middle = 0;  ///< mean year
  double level = 0;   ///< log10 of the value at `middle`
  double sigma = 0;   ///< of the residuals
  double spread = 0;  ///< sum of squared distances of the years from their mean
  std::size_t points = 0;
  double t = 0;  ///< Student's quantile at 95 %

  double at(double year) const;          ///< log10
  double half_width(double year) const;  ///< of the interval, in powers of ten
};

/// A figure that a step asks for, with its records among items that were shown. `refused`: why there is no trend.
struct LeadingFigure {
  std::string figure;
  bool grows = false;  ///< the law asks for more of it
  std::vector<Record> records;
  std::optional<Trend> trend;
  std::string refused;
};

/// When one limit is reached. Everything here is extrapolated unless `reached` says that a record was there already.
struct Crossing {
  std::string figure;
  std::string demand;             ///< "at most 1e-3"
  std::optional<Record> reached;  ///< the first record within the limit
  std::optional<double> expected;
  std::optional<double> earliest;  ///< ends of the interval at 95 %; empty: not by the last year asked
  std::optional<double> latest;
  std::string refused;  ///< why nothing can be said
};

struct TimelineStep {
  std::string entry;
  std::string clause;
  std::optional<int> first_year;  ///< an item was caught by it
  std::string first_item;
  std::vector<Crossing> crossings;  ///< of the bounds that keep items out: not the upper end of a range of counts
  /// By when all limits are reached by the leaders of each figure, were they one machine; empty: not by the last year.
  std::optional<double> expected;
  bool each_reached = false;  ///< by some item, not all by one
  bool can_be_said = false;   ///< every limit is reached or has a trend
};

struct Timeline {
  Text text;
  Reading reading;
  int last_year = 0;  ///< that is extrapolated to
  std::vector<TimelineYear> years;
  std::vector<LeadingFigure> figures;
  std::vector<TimelineStep> steps;
  std::vector<TextFinding> findings;
};

/// One a reading. `until`: last year to extrapolate to; empty: ten years after the last item. Error: a year before it.
core::Result<std::vector<Timeline>> timelines_of(const RuleBook& rules, const Population& population,
                                                 const std::string& name, std::optional<int> until,
                                                 const Question& question);

/// The trend of records, or why there is none: fewer than four, or none that holds against its scatter.
struct TrendOrWhy {
  std::optional<Trend> trend;
  std::string refused;
};
TrendOrWhy trend_of(const std::vector<Record>& records);

}  // namespace qgauge::thresholds
