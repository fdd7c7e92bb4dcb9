// thresholds: one or two limits of a text over a range, and whom it lists at each point: cliffs, stretches that change
// nothing, clauses that nobody meets. Called by the command line, shown by report. Pure: reads no file.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "qgauge/thresholds/outcome.hpp"
#include "qgauge/thresholds/parameters.hpp"

namespace qgauge::thresholds {

/// What to vary: a name of parameters.hpp, and a range in the unit of the text.
struct SweepRange {
  std::string name;
  double from = 0;
  double to = 0;
  std::size_t steps = 100;  ///< points, both ends among them
  bool logarithmic = false;
};

struct SweepAxis {
  std::string name;
  std::vector<Parameter> parameters;  ///< that move together
  std::vector<double> limits;         ///< in SI, ascending; of what is counted whole numbers, each once
  /// 1: a greater limit lists no less; -1: no more; 0: neither can be said, so every point is asked by itself.
  int sense = 0;
  std::size_t nearest = 0;  ///< the point next to the text's own limit
};

/// Points from `first` on up to `last`, both included, at which every item is answered alike.
struct SweepStretch {
  std::size_t first = 0;
  std::size_t last = 0;
  std::array<std::size_t, 3> decisions{};  ///< controlled, undetermined, not_controlled
  std::vector<std::size_t> listed;         ///< items
  std::vector<std::size_t> open;
};

/// cliff: many items flip within a small factor. gap: a stretch that changes nothing. unreachable: no item meets the
/// clause at any point. pre_empted: who meets it meets an earlier one at every point.
struct SweepFinding {
  enum class Kind { cliff, gap, unreachable, pre_empted };
  Kind kind = Kind::cliff;
  std::string place;           ///< name of the axis, or the clause
  std::optional<double> from;  ///< cliff, gap: limits
  std::optional<double> to;
  std::vector<std::size_t> items;  ///< cliff: those that flip; unreachable: those that might meet it
  std::string text;
};
std::string_view name_of(SweepFinding::Kind kind);

struct Sweep {
  Text text;
  Reading reading;
  std::vector<SweepAxis> axes;                   ///< one or two
  std::vector<std::vector<Decision>> decisions;  ///< [item][point], the first axis fastest
  std::vector<SweepStretch> stretches;           ///< of the line through the text's own limit of the second axis
  std::vector<SweepFinding> findings;
  std::vector<TextFinding> text_findings;  ///< of the text as it stands

  std::size_t points() const;
  std::array<std::size_t, 3> counts_at(std::size_t point) const;
};

/// Items that flip within a factor of at most `cliff_window` are a cliff where they are at least `cliff_items` and a
/// `cliff_share` of those that flip at all. A gap is at least `gap_share` of the steps of an axis.
inline constexpr double cliff_window = 1.25;
inline constexpr std::size_t cliff_items = 3;
inline constexpr double cliff_share = 0.2;
inline constexpr double gap_share = 0.1;

/// `question`: as of outcomes_of(), one reading. Errors: exit code 2 for a name that is no limit, an empty range, a
/// logarithm of nothing, too many points, several readings.
core::Result<Sweep> sweep_of(const RuleBook& rules, const Population& population, const std::string& name,
                             const std::vector<SweepRange>& ranges, const Question& question);

}  // namespace qgauge::thresholds
