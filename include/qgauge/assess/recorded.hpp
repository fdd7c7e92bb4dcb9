// Figures of counts that were recorded on hardware, as library calls. Does no I/O. Used by cli.
#pragma once

#include <string_view>

#include "qgauge/assess.hpp"
#include "qgauge/execution/recorded.hpp"

namespace qgauge::assess {

/// The figures of protocols::estimate_recorded as a report without a description and without verdicts.
core::Result<report::Report> estimate_survivals(std::string_view protocol, const execution::SurvivalRecord& record,
                                                const Options& options);

}  // namespace qgauge::assess
