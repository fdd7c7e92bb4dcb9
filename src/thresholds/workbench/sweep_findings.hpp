// Cliffs, gaps and clauses out of reach over a sweep. Private to the workbench; made by sweep.cc.
#pragma once

#include <vector>

#include "qgauge/thresholds/sweep.hpp"
#include "thresholds/workbench/trial.hpp"

namespace qgauge::thresholds {

std::vector<SweepFinding> sweep_findings(Trial& trial, const Sweep& sweep);

}  // namespace qgauge::thresholds
