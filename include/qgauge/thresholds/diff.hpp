// thresholds: what changes between two texts: their parameters, and the items of a population whose verdict differs,
// with why. Called by the command line, shown by report. Pure: reads no file.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "qgauge/thresholds/outcome.hpp"

namespace qgauge::thresholds {

/// An entry of one text and its counterpart, the one of the same number, or else of the same topic. Empty: there is
/// none.
struct EntryPair {
  std::string topic;
  std::string from;
  std::string to;
};

/// One thing that is asked: "step 2, mean C-NOT error" of "at most 1e-3"; empty: that text does not ask it.
struct ParameterDifference {
  EntryPair entries;
  std::string name;
  std::string from;
  std::string to;
};

/// An item that the texts treat differently, or that one of them leaves open.
struct ItemDifference {
  ItemOutcome from;
  ItemOutcome to;
  std::vector<std::string> why_from;  ///< what decides there
  std::vector<std::string> why_to;
  std::vector<std::string> hangs_on;  ///< what either end that is undetermined hangs on
};

struct RulesDiff {
  Text from;
  Text to;
  std::vector<EntryPair> only_one;  ///< entries without a counterpart
  std::vector<ParameterDifference> parameters;
  std::vector<ItemDifference> changed;
  std::vector<ItemDifference> open;  ///< unchanged and undetermined in both
  /// How many outcomes are `from`, then `to`, in the order controlled, undetermined, not_controlled.
  std::array<std::array<std::size_t, 3>, 3> counts{};
  std::vector<TextFinding> findings_from;
  std::vector<TextFinding> findings_to;
};

/// `question`: as of outcomes_of(). Each item once a reading.
core::Result<RulesDiff> diff_of(const RuleBook& rules, const Population& population, const std::string& from,
                                const std::string& to, const Question& question);

}  // namespace qgauge::thresholds
