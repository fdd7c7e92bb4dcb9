// What to mend first, on a terminal: the findings that name the largest gains. Called by to_terminal; the block of the
// findings leaves these out.
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "report/terminal_blocks.hpp"

namespace qgauge::report {

bool is_of_mending(const core::Finding& finding) { return finding.code.starts_with("largest_gain_"); }

void set_mending(const Report& report, Page& page) {
  bool headed = false;
  for (const core::Finding& finding : report.findings) {
    if (!is_of_mending(finding)) continue;
    if (!headed) {
      page.blank();
      page.heading("WHAT TO MEND for the largest gain");
      headed = true;
    }
    page.item(2, "-", 2, fmt::format("{}: {}", finding.where, finding.message));
  }
}

}  // namespace qgauge::report
