// thresholds: how the answer of a text on each item hangs on the reading and on which of an item's errors is taken, and
// how far from its limit each stands. Called by the command line, shown by report. Pure: reads no file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qgauge/thresholds/outcome.hpp"

namespace qgauge::thresholds {

/// A way to ask: a reading, and the figures of which the first that an item states stands for the mean C-NOT error;
/// none: the mean itself.
struct Variant {
  std::string name;
  Reading reading;
  std::vector<std::string> instead_of_mean;
};
/// The mean, the median, what the vendor names (else median, else mean), and the best coupling (else what the vendor
/// names). The last two are no readings of a text about averages: they show what a report could get away with.
std::vector<Variant> statistics_variants();

/// One item asked in one way. `ratio`: of its error to the limit that it stands nearest to, in the step that its count
/// falls in; empty: no such limit or no error.
struct VariantOutcome {
  Decision decision = Decision::not_controlled;
  std::optional<double> ratio;
  std::string figure;  ///< what was taken as the error; empty: the item states none
  bool about = false;  ///< an entry is about its kind and paradigm
};

struct SensitivityRow {
  std::size_t item = 0;
  std::vector<VariantOutcome> outcomes;  ///< one a variant
  bool flips = false;                    ///< listed in one way and not listed in another
  std::optional<double> nearest;         ///< the ratio nearest to 1
};

struct Sensitivity {
  Text text;
  std::vector<Variant> variants;
  std::vector<SensitivityRow> rows;
  std::vector<TextFinding> findings;
};

/// `question`: as of outcomes_of(); its readings, where it names some, are the variants.
core::Result<Sensitivity> sensitivity_of(const RuleBook& rules, const Population& population, const std::string& name,
                                         const Question& question);

}  // namespace qgauge::thresholds
