// Which entries of which regimes on which day a question is about. Used by evaluation.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// `entry`: the one that was named. The regime is the rule book's, or read from a file that was named.
struct Selection {
  std::shared_ptr<const Regime> regime;
  core::Date as_of;
  std::optional<std::string> entry;
};

/// Each selection once, in the order of the question. Errors: an unknown regime, entry or date, with what is known.
core::Result<std::vector<Selection>> select(const RuleBook& rules, const Question& question);

}  // namespace qgauge::thresholds
