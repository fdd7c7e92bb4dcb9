// Recorded counts to a report: see qgauge/assess/recorded.hpp. Knows no file.
#include "qgauge/assess/recorded.hpp"

#include "assess/internal.hpp"
#include "qgauge/protocols/recorded_rb.hpp"

namespace qgauge::assess {

core::Result<report::Report> estimate_survivals(std::string_view protocol, const execution::SurvivalRecord& record,
                                                const Options& options) {
  report::Report report;
  report.device.name = "recorded survivals";
  report.device.format = "survivals";
  report.device.paradigm = "gate_model";
  report.provenance = provenance_of(options);
  QGAUGE_TRY(report.figures, protocols::estimate_recorded(protocol, record, options.seed));
  return report;
}

}  // namespace qgauge::assess
