// Named columns of a comma-separated table: see table.hpp.

#include "device/table.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/value_text.hpp"

namespace qgauge::device {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

core::Result<Table> Table::parse(std::string_view text, const std::string& file) {
  Table table;
  table.file_ = file;
  QGAUGE_TRY(table.rows_, parse_csv(text, file));
  if (table.rows_.empty()) return core::unusable(file, "an empty file", "a table with named columns");
  for (std::string& name : table.rows_[0].cells) {
    name = std::string(trimmed(name));
    const std::size_t index = table.columns_.size();
    if (!table.columns_.emplace(name, index).second) {
      return core::unusable(file + ":1", fmt::format("the column \"{}\" twice", name.substr(0, 60)),
                            "every column once");
    }
  }
  for (const CsvRow& row : table.rows_) {
    if (row.cells.size() == table.rows_[0].cells.size()) continue;
    return core::unusable(fmt::format("{}:{}", file, row.line), fmt::format("{} cells", row.cells.size()),
                          fmt::format("{} cells, as in the first line", table.rows_[0].cells.size()),
                          "is the file cut short?");
  }
  return table;
}

core::Status Table::need(std::span<const std::string_view> columns) const {
  for (std::string_view column : columns) {
    if (has(column)) continue;
    return core::unusable(file_ + ":1", fmt::format("no column \"{}\"", column),
                          fmt::format("the columns {}", fmt::join(columns, ", ")));
  }
  return {};
}

std::string_view Table::text(const CsvRow& row, std::string_view column) const {
  const auto found = columns_.find(column);
  if (found == columns_.end() || found->second >= row.cells.size()) return {};
  return trimmed(row.cells[found->second]);
}

core::Result<Quantity> Table::quantity(const CsvRow& row, std::string_view column, Range range) const {
  const std::string_view cell = text(row, column);
  if (cell.empty()) return Quantity{};
  const auto parsed = parse_value_text(cell);
  if (!parsed || !contains(range, parsed->value)) return refuse(row, column, std::string(expected_of(range)));
  Quantity quantity = reported(parsed->value);
  quantity.sigma = parsed->sigma;
  return quantity;
}

std::string Table::where(const CsvRow& row, std::string_view column) const {
  return fmt::format("{}:{}: {}", file_, row.line, column);
}

std::unexpected<core::Error> Table::refuse(const CsvRow& row, std::string_view column, const std::string& expected,
                                           const std::string& advice) const {
  return core::unusable(where(row, column), fmt::format("\"{}\"", text(row, column).substr(0, 60)), expected, advice);
}

bool names_columns(std::string_view text, std::span<const std::string_view> columns) {
  constexpr std::size_t longest = 10'000;
  const auto header = parse_csv(text.substr(0, std::min(text.find('\n'), longest)), {});
  if (!header || header->empty()) return false;
  return std::ranges::all_of(columns, [&](std::string_view column) {
    return std::ranges::any_of((*header)[0].cells, [&](const std::string& name) { return trimmed(name) == column; });
  });
}

}  // namespace qgauge::device
