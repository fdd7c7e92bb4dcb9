// Conditions as mathematics: the set of numbers that bounds allow, and walks over a condition tree.
// Used by the loader's checks, evaluation and subset readings. Knows no TOML and no subject.
#pragma once

#include <array>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

inline constexpr std::array all_relations{Relation::at_least, Relation::above, Relation::at_most, Relation::below};

bool holds(double value, Relation relation, double limit);

/// Figures that count something, among them parameters of type count, take whole numbers only.
bool is_count(const std::string& figure);

/// The values that a conjunction of bounds on one figure allows: an interval, each end open or closed.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = false;
  bool high_open = false;

  bool empty() const { return low > high || (low == high && (low_open || high_open)); }
};
void narrow(Range& range, Relation relation, double limit);
/// The same for a figure that does not count. Of one that does, "at most 19" and "below 20" become the same, and so do
/// "above 19" and "at least 20".
Range counted(Range range, const std::string& figure);
/// The bounds on `figure` that stand directly in an `all` (or the bound itself).
Range range_of(const Condition& condition, const std::string& figure);

/// Calls `visit` for each bound, attribute test and unknown of the tree, in the order of the text.
void for_each_leaf(const Condition& condition, const std::function<void(const Condition&)>& visit);
/// The figures that the tree names, each once, in the order of the text.
std::vector<std::string> figures_of(const Condition& condition);
/// The limits that the tree names for `figure`, ascending, each once.
std::vector<double> limits_of(const Condition& condition, const std::string& figure);

/// The same tests, wherever they stand and however they are worded. Two unknowns are never the same.
bool same_meaning(const Condition& one, const Condition& other);

}  // namespace qgauge::thresholds
