// Every entry of a rule book on one line, grouped by instrument and version. Called by `qgauge regimes list`.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "qgauge/report.hpp"
#include "report/page.hpp"
#include "report/rules_words.hpp"
#include "report/text.hpp"

namespace qgauge::report {
namespace {

using thresholds::Entry;
using thresholds::Regime;
using thresholds::Version;

constexpr int confidence_width = 6;

/// Number, kinds of items and confidence; what does not fit is cut, because `regimes show` tells it whole.
void set_entry(const Entry& entry, int number_width, Page& page) {
  const int kinds_width = page.columns() - 4 - number_width - confidence_width - 4;
  const std::string kinds = kinds_text(entry.item_kinds);
  const auto lines = wrap(kinds, std::max(kinds_width - 4, 8));
  page.row(4, {entry.number, lines.size() > 1 ? lines.front() + " ..." : kinds, entry.confidence},
           {number_width, std::max(kinds_width, 12), confidence_width});
}

void set_version(const Version& version, Page& page) {
  page.paragraph(2, fmt::format("{}, text read on {}", period_text(version), version.text_read.text()));
  std::vector<std::string> numbers;
  for (const Entry& entry : version.entries) numbers.push_back(entry.number);
  const int width = std::min(widest(numbers), page.columns() / 2);
  for (const Entry& entry : version.entries) set_entry(entry, width, page);
}

}  // namespace

std::string rules_list(const thresholds::RuleBook& rules, int columns) {
  Page page(columns, false);
  for (const Regime& regime : rules.regimes) {
    if (&regime != &rules.regimes.front()) page.blank();
    page.heading(fmt::format("{}: {} ({}, {}, {})", regime.id, regime.instrument, regime.jurisdiction, regime.status,
                             spaced(regime.kind)));
    for (const Version& version : regime.versions) set_version(version, page);
  }
  return page.take();
}

}  // namespace qgauge::report
