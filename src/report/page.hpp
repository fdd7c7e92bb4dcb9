// A page of a given width that blocks of a report are set on: headings, and items with a hanging indentation.
// Used by the terminal blocks. Knows nothing of reports; the only place that knows of colours.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qgauge::report {

enum class Paint { none, strong, good, bad, doubtful };

class Page {
 public:
  Page(int columns, bool colour);

  void heading(std::string_view text);
  void blank();
  /// A paragraph at `indent`.
  void paragraph(int indent, std::string_view text);
  /// `lead` at `indent`, and `text` beginning `lead_width` columns further, where its other lines begin too. A lead
  /// that is too long for that stands on a line of its own.
  void item(int indent, std::string_view lead, int lead_width, std::string_view text, Paint paint = Paint::none);

  /// Cells side by side from `indent` on, each wrapped within its width; two columns lie between them.
  void row(int indent, const std::vector<std::string>& cells, const std::vector<int>& widths);

  int columns() const { return columns_; }
  std::string take() { return std::move(text_); }

 private:
  void line(int indent, std::string_view text, Paint paint);
  std::string painted(std::string_view text, Paint paint) const;

  int columns_;
  bool colour_;
  std::string text_;
};

}  // namespace qgauge::report
