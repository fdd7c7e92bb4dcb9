// The blocks of a report on a terminal, in the order in which to_terminal sets them. Each leaves nothing where it has
// nothing to say.
#pragma once

#include "qgauge/report.hpp"
#include "report/page.hpp"

namespace qgauge::report {

void set_header(const Report& report, Page& page);
/// One line for each entry and verdict: what a reader looks for first.
void set_verdict_table(const Report& report, Page& page);
/// Where more than the principal readings were asked: what each gives and which choice matters.
void set_readings(const Report& report, Page& page);
/// Snapshots, deciding figures over time, verdicts that changed.
void set_history(const Report& report, Page& page);
/// Reasons, margins and missing inputs of each verdict.
void set_verdict_details(const Report& report, Page& page);
void set_findings(const Report& report, Page& page);
/// Whether a finding names a gain rather than something about the input.
bool is_of_mending(const core::Finding& finding);
/// Which qubits and couplings to mend first.
void set_mending(const Report& report, Page& page);
void set_figures(const Report& report, bool per_subject, Page& page);
void set_footer(const Report& report, Page& page);

}  // namespace qgauge::report
