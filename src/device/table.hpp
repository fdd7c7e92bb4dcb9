// A comma-separated table with named columns, whose cells are read typed; errors name file, line and column.
// Used by importers of tables. Must not know any format.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "device/csv.hpp"
#include "device/json_node.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {

class Table {
 public:
  /// The first row names the columns; blanks around names and cells do not count. Errors: a quote without end, no row
  /// at all, a name twice.
  static core::Result<Table> parse(std::string_view text, const std::string& file);

  /// The rows below the names.
  std::span<const CsvRow> rows() const { return std::span(rows_).subspan(1); }
  /// The names, in the order of the file.
  std::span<const std::string> columns() const { return rows_[0].cells; }
  bool has(std::string_view column) const { return columns_.contains(column); }
  /// Error for the first of `columns` that is missing.
  core::Status need(std::span<const std::string_view> columns) const;

  /// Empty for an empty cell, for a row that is cut short, and for a column that the table does not have.
  std::string_view text(const CsvRow& row, std::string_view column) const;
  /// A number, with its standard error where the text has one ("9.3(3)E-04"); absent where the cell is empty.
  core::Result<Quantity> quantity(const CsvRow& row, std::string_view column, Range range) const;

  /// "FILE:LINE: COLUMN".
  std::string where(const CsvRow& row, std::string_view column) const;
  /// The error at this cell: found is what stands in it.
  std::unexpected<core::Error> refuse(const CsvRow& row, std::string_view column, const std::string& expected,
                                      const std::string& advice = {}) const;

 private:
  std::string file_;
  std::vector<CsvRow> rows_;
  std::map<std::string, std::size_t, std::less<>> columns_;
};

/// Whether the first line of a text that is not JSON names all these columns: how an importer recognises its table.
bool names_columns(std::string_view text, std::span<const std::string_view> columns);

}  // namespace qgauge::device
