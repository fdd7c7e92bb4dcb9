// Markdown for a printer: see markdown.hpp.
#include "report/markdown.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/text.hpp"

namespace qgauge::report {
namespace {

constexpr int page_width = 110;

/// CommonMark 0.31, sections 2.4 and 6.6: a backslash makes a sign plain, and "<" opens a tag only before these.
bool opens_tag(std::string_view rest) {
  return !rest.empty() && (std::isalpha(static_cast<unsigned char>(rest.front())) != 0 || rest.front() == '/' ||
                           rest.front() == '!' || rest.front() == '?');
}

std::string row_text(const std::vector<std::string>& cells) {
  std::vector<std::string> shown;
  for (const std::string& cell : cells) shown.push_back(escaped(cell));
  return fmt::format("| {} |\n", fmt::join(shown, " | "));
}

}  // namespace

std::string escaped(std::string_view text) {
  const std::string clean = printable(text);
  constexpr std::string_view signs = "\\`*[]|";
  std::string shown;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const bool tag = clean[i] == '<' && opens_tag(std::string_view(clean).substr(i + 1));
    if (tag || signs.find(clean[i]) != std::string_view::npos) shown += '\\';
    shown += clean[i];
  }
  return shown;
}

void MarkdownPage::heading(std::string_view marks, std::string_view text) {
  text_.append(marks).append(escaped(text)).append("\n");
}

void MarkdownPage::blank() { text_ += '\n'; }

void MarkdownPage::hang(std::string_view lead, std::string_view text) {
  const auto indent = static_cast<std::size_t>(display_width(lead));
  const auto lines = wrap(escaped(text), page_width - static_cast<int>(indent));
  text_.append(lead).append(lines.front()).append("\n");
  for (std::size_t i = 1; i < lines.size(); ++i) text_.append(indent, ' ').append(lines[i]).append("\n");
}

void MarkdownPage::paragraph(std::string_view text) { hang("", text); }

void MarkdownPage::strong(std::string_view text) {
  // The marks stand outside what is escaped and wrapped, so that neither touches them.
  const auto lines = wrap(escaped(text), page_width - 4);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text_.append(i == 0 ? "**" : "").append(lines[i]).append(i + 1 == lines.size() ? "**\n" : "\n");
  }
}

void MarkdownPage::point(int level, std::string_view text) {
  hang(std::string(2 * static_cast<std::size_t>(level), ' ').append("- "), text);
}

void MarkdownPage::table(const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return;
  text_ += row_text(rows.front());
  text_ += '|';
  for (std::size_t i = 0; i < rows.front().size(); ++i) text_ += " --- |";
  text_ += '\n';
  for (std::size_t i = 1; i < rows.size(); ++i) text_ += row_text(rows[i]);
}

}  // namespace qgauge::report
