// The parts of a comparison of two reports. Private to the room; composed by compare.cc.
#pragma once

#include <vector>

#include "qgauge/report.hpp"

namespace qgauge::assess {

/// Figures of `from` in its order, each with the same figure of `to`, then what `to` alone has. Says of each what it is
/// compared by and which way it moved; Holm's correction is applied.
std::vector<report::FigureComparison> compared_figures(const report::Report& from, const report::Report& to,
                                                       bool same_description, double level);

/// Verdicts of `to` in its order, each with that of `from` on the same question, then what `from` alone has.
std::vector<report::VerdictComparison> compared_verdicts(const report::Report& from, const report::Report& to);

/// The same input files with the same overrides.
bool of_same_description(const report::Report& from, const report::Report& to);
/// Machine, calibration, inputs, law, effort, program and the like, as far as they differ.
std::vector<report::ContextDifference> context_differences(const report::Report& from, const report::Report& to);

}  // namespace qgauge::assess
