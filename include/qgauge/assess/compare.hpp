// Two reports beside each other: which figures moved beyond their joint uncertainty, which verdicts changed and why.
// Called by cli. Does no I/O; puts nothing into words.
#pragma once

#include <cstdint>
#include <string>

#include "qgauge/report.hpp"

namespace qgauge::assess {

struct NamedReport;

struct CompareOptions {
  double level = 0.95;  ///< above 0, below 1
};

/// Figures are paired by name, subject, unit and convention, verdicts by entry, item, reading and route, and by the day
/// of the law where both reports asked several. Estimates are compared by figures::difference_of; Holm's correction
/// runs over the figures of the machine, and by itself over those of single qubits and pairs.
report::Comparison compare(const NamedReport& from, const NamedReport& to, const CompareOptions& options = {});

/// What can fail a run. regression: a figure got worse beyond what is known of it, as_reported values aside. worse:
/// those too. verdict: a verdict changed. change: anything of figures or verdicts.
enum class CompareCondition { regression, worse, verdict, change };

/// `per_subject`: figures of single qubits and pairs count too.
bool holds(CompareCondition condition, const report::Comparison& comparison, bool per_subject);

}  // namespace qgauge::assess
