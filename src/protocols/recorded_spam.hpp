// Assignment errors from recorded right answers of both prepared states. Private to the room.
// Must not know how the states were prepared.
#pragma once

#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/execution/recorded.hpp"
#include "qgauge/figures.hpp"

namespace qgauge::protocols {

/// readout.assignment_error.mean, readout.p1_given_0.mean and readout.p0_given_1.mean, then the assignment error of
/// each qubit. Error: a qubit whose series are not one of |0> and one of |1>.
core::Result<std::vector<figures::Figure>> estimate_spam(const execution::SurvivalRecord& record);

}  // namespace qgauge::protocols
