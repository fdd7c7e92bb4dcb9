// What is odd in a regime but can be used. Called by load.cc. Knows no file format.
#pragma once

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// In the order of the file. Each names its places; the codes are in core's list of findings.
std::vector<core::Finding> warnings_of(const Regime& regime);

}  // namespace qgauge::thresholds
