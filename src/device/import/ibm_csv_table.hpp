// The table of ibm_csv.cc: columns found by their names without the unit, rows by their qubit, cells that pack the
// values of several pairs. Must not know what the columns mean.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "device/import/ibm.hpp"
#include "device/import/labelled.hpp"
#include "device/table.hpp"

namespace qgauge::device::ibm {

/// Values by pairs of qubits, in the direction that the table gives.
using PairValues = std::map<std::pair<int, int>, Quantity>;

class CsvTable {
 public:
  /// Errors: no rows, a qubit that is no number or listed twice, two columns or an unknown unit for one quantity.
  static core::Result<CsvTable> parse(std::string_view text, const std::string& file);

  std::span<const CsvRow> rows() const { return table_.rows(); }
  const CsvRow& row_of(int qubit) const { return rows()[row_of_[static_cast<std::size_t>(qubit)]]; }
  const std::string& label_of(int qubit) const { return labels_.texts()[static_cast<std::size_t>(qubit)]; }
  bool has(std::string_view name) const { return columns_.contains(name); }

  /// Absent where the table has no such column.
  core::Result<Quantity> quantity(const CsvRow& row, std::string_view name, const Kind& kind) const;
  /// The cells of a column that hold "1_2:0.0021;1_0:0.0030" (before 2023 also "cx1_2: 0.0021, ...") or, by the row's
  /// partner, "2:0.0021;0:0.0030". The column must be there.
  core::Result<PairValues> pair_values(std::string_view name, const Kind& kind) const;
  /// The column Operational; true where there is none.
  core::Result<bool> operational(const CsvRow& row) const;

 private:
  struct Column {
    std::string header;  ///< as the table names it
    std::string unit;    ///< the part in brackets; may be empty
  };

  core::Status find_columns();
  core::Status find_rows();
  core::Result<core::Unit> unit_of(std::string_view name, const Kind& kind) const;
  core::Result<Quantity> value_of(std::string_view text, const CsvRow& row, std::string_view header, const Kind& kind,
                                  const core::Unit& unit) const;
  core::Result<std::pair<int, int>> pair_of(std::string_view key, const std::string& row_label, const CsvRow& row,
                                            std::string_view header) const;
  core::Status read_packed(int qubit, std::string_view header, const Kind& kind, const core::Unit& unit,
                           PairValues& values) const;

  std::string file_;
  Table table_;
  std::map<std::string, Column, std::less<>> columns_;  ///< by their names without the unit
  Labels labels_;
  std::vector<std::size_t> row_of_;
};

}  // namespace qgauge::device::ibm
