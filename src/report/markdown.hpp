// Text, lists and tables in Markdown that a printer can take: lines of at most a page's width but for the rows of
// tables. Used by the memo. Knows nothing of reports.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qgauge::report {

/// `text` as Markdown shows it: harmless to terminals, and nothing in it is taken for a link, a tag, emphasis or the
/// end of a cell. Descriptions come from strangers.
std::string escaped(std::string_view text);

class MarkdownPage {
 public:
  /// `marks` are the signs before the words: "# ", "## ".
  void heading(std::string_view marks, std::string_view text);
  void blank();
  void paragraph(std::string_view text);
  /// A paragraph in bold letters that a list may follow.
  void strong(std::string_view text);
  /// A point of a list; deeper ones are indented by two columns a level.
  void point(int level, std::string_view text);
  /// The first row is the head.
  void table(const std::vector<std::vector<std::string>>& rows);

  std::string take() { return std::move(text_); }

 private:
  void hang(std::string_view lead, std::string_view text);

  std::string text_;
};

}  // namespace qgauge::report
