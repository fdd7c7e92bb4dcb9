// A report for the eyes: verdicts first, then what they rest on. Called by the command line, which prints it.
#include "report/page.hpp"
#include "report/terminal_blocks.hpp"

namespace qgauge::report {

std::string to_terminal(const Report& report, const TerminalStyle& style) {
  Page page(style.columns, style.colour);
  set_header(report, page);
  set_verdict_table(report, page);
  set_readings(report, page);
  set_history(report, page);
  set_verdict_details(report, page);
  set_findings(report, page);
  set_mending(report, page);
  set_figures(report, style.per_subject, page);
  set_footer(report, page);
  return page.take();
}

}  // namespace qgauge::report
