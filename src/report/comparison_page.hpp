// A comparison of two reports in words, as blocks that the terminal and the Markdown page set in their own way.
// Used by comparison.cc. Knows nothing of pages.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "qgauge/report.hpp"
#include "report/page.hpp"

namespace qgauge::report {

/// `cells` stand under the columns of their group; without columns there is one.
struct ComparisonLine {
  std::string lead;
  std::vector<std::string> cells;
};

/// With columns (the first is the lead's), a table; else points.
struct ComparisonGroup {
  std::string title;
  Paint paint = Paint::none;
  std::vector<std::string> columns = {};
  std::vector<ComparisonLine> lines = {};
  bool stacked = false;  ///< leads are long: cells stand below them, one under the other
};

struct ComparisonBlock {
  std::string heading;
  std::vector<std::string> paragraphs = {};
  std::vector<ComparisonGroup> groups = {};
  std::vector<std::string> notes = {};  ///< after the groups
};

/// Those that have something to say, in the order of a page.
std::vector<ComparisonBlock> comparison_blocks(const Comparison& comparison, const ComparisonDetail& detail);

/// The figures of the machine; of its qubits and pairs, summed up or one by one.
ComparisonBlock machine_figures_block(const Comparison& comparison, bool all);
ComparisonBlock subject_summary_block(const Comparison& comparison);
ComparisonBlock subject_figures_block(const Comparison& comparison, bool all);
ComparisonBlock verdicts_block(const Comparison& comparison, bool all);

/// "3 worse"; empty for none.
std::string count_text(std::size_t count, const std::string& what);
/// The parts that are not empty, with commas; `otherwise` where all are.
std::string joined_counts(const std::vector<std::string>& parts, const std::string& otherwise);

}  // namespace qgauge::report
