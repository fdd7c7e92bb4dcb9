// Setting text on a page: see page.hpp. Text is made printable here, so that nothing passes by.
#include "report/page.hpp"

#include <algorithm>
#include <utility>

#include <fmt/color.h>

#include "report/text.hpp"

namespace qgauge::report {
namespace {

constexpr int narrowest_columns = 40;
constexpr int column_gap = 2;

fmt::text_style style_of(Paint paint) {
  switch (paint) {
    case Paint::none:
      return {};
    case Paint::strong:
      return fmt::emphasis::bold;
    case Paint::good:
      return fmt::fg(fmt::terminal_color::green);
    case Paint::bad:
      return fmt::emphasis::bold | fmt::fg(fmt::terminal_color::red);
    case Paint::doubtful:
      return fmt::fg(fmt::terminal_color::yellow);
  }
  std::unreachable();
}

}  // namespace

Page::Page(int columns, bool colour) : columns_(std::max(columns, narrowest_columns)), colour_(colour) {}

void Page::blank() { text_ += '\n'; }

void Page::heading(std::string_view text) {
  for (const std::string& part : wrap(printable(text), columns_)) line(0, part, Paint::strong);
}

void Page::paragraph(int indent, std::string_view text) {
  for (const std::string& part : wrap(printable(text), columns_ - indent)) line(indent, part, Paint::none);
}

void Page::item(int indent, std::string_view lead, int lead_width, std::string_view text, Paint paint) {
  const std::string label = printable(lead);
  // Half of the page is always left for the text.
  const int hang = std::min(indent + lead_width, columns_ / 2);
  const auto lines = wrap(printable(text), columns_ - hang);
  const bool beside = indent + display_width(label) < hang;
  if (!beside) {
    for (const std::string& part : wrap(label, columns_ - indent)) line(indent, part, paint);
  }
  if (!beside && text.empty()) return;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 || !beside) {
      line(hang, lines[i], Paint::none);
    } else {
      const std::string gap(static_cast<std::size_t>(hang - indent - display_width(label)), ' ');
      line(indent, painted(label, paint) + (lines[i].empty() ? "" : gap + lines[i]), Paint::none);
    }
  }
}

void Page::row(int indent, const std::vector<std::string>& cells, const std::vector<int>& widths) {
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    columns.push_back(wrap(printable(cells[i]), widths[i]));
    height = std::max(height, columns.back().size());
  }
  for (std::size_t k = 0; k < height; ++k) {
    std::string text;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      text += padded(k < columns[i].size() ? columns[i][k] : "", widths[i] + column_gap);
    }
    line(indent, text.substr(0, text.find_last_not_of(' ') + 1), Paint::none);
  }
}

void Page::line(int indent, std::string_view text, Paint paint) {
  if (!text.empty()) text_.append(static_cast<std::size_t>(indent), ' ');
  text_ += painted(text, paint);
  text_ += '\n';
}

std::string Page::painted(std::string_view text, Paint paint) const {
  if (!colour_ || paint == Paint::none) return std::string(text);
  return fmt::format(style_of(paint), "{}", text);
}

}  // namespace qgauge::report
