// Text for a terminal: made harmless, measured in columns, wrapped. Used by the terminal blocks through Page.
// Knows nothing of reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qgauge::report {

/// `text` with everything replaced by "?" that a terminal could obey or that hides text: control characters, marks that
/// reverse the direction of writing, and bytes that are not UTF-8. Descriptions come from strangers.
std::string printable(std::string_view text);

/// Columns that printable text takes; wide characters as C++23 [format.string.std] counts them.
int display_width(std::string_view text);

/// `text` with spaces up to `width` columns.
std::string padded(std::string_view text, int width);

/// Lines of at most `width` columns, broken at spaces, and inside words that are longer than a line. At least one line.
std::vector<std::string> wrap(std::string_view text, int width);

/// Sentences that differ in one word alone become one: "goods from AU", "goods from CA" are "goods from AU or CA".
std::vector<std::string> merged_sentences(const std::vector<std::string>& sentences);

}  // namespace qgauge::report
