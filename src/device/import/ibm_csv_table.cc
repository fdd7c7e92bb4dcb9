// Columns, rows and packed cells of IBM's calibration table: see ibm_csv_table.hpp.

#include "device/import/ibm_csv_table.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "device/value_text.hpp"

namespace qgauge::device::ibm {
namespace {

constexpr std::string_view packed_form =
    "pairs of qubits of this table with their values, such as 1_2:0.0021;1_0:0.003";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool says_nothing(std::string_view text) { return text.empty() || text == "None" || text == "null"; }

/// "Q12" before 2023, else "12"; the first row of some old tables has lost its "0".
std::string label_of_cell(std::string_view text) {
  if (text.empty()) return "0";
  return std::string(text.substr(text.starts_with('Q') ? 1 : 0));
}

bool is_label(const std::string& label) {
  constexpr std::size_t longest = 6;
  return !label.empty() && label.size() <= longest && label.find_first_not_of("0123456789") == std::string::npos;
}

/// The entries of a packed cell: separated by semicolons, in old tables by commas.
std::vector<std::string_view> entries_of(std::string_view cell) {
  std::vector<std::string_view> entries;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find_first_of(";,"), cell.size());
    if (const auto entry = trimmed(cell.substr(0, end)); !entry.empty()) entries.push_back(entry);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return entries;
}

}  // namespace

core::Result<CsvTable> CsvTable::parse(std::string_view text, const std::string& file) {
  CsvTable table;
  table.file_ = file;
  QGAUGE_TRY(table.table_, Table::parse(text, file));
  QGAUGE_CHECK(table.find_columns());
  QGAUGE_CHECK(table.find_rows());
  return table;
}

core::Status CsvTable::find_columns() {
  for (const std::string& header : table_.columns()) {
    const std::size_t open = header.ends_with(')') ? header.rfind('(') : header.size();
    const std::string name(trimmed(std::string_view(header).substr(0, std::min(open, header.size()))));
    const std::string unit = open < header.size() ? header.substr(open + 1, header.size() - open - 2) : std::string();
    if (columns_.emplace(name, Column{header, unit}).second) continue;
    return core::unusable(file_ + ":1", fmt::format("two columns for \"{}\"", name.substr(0, 60)), "one");
  }
  return {};
}

core::Status CsvTable::find_rows() {
  if (rows().empty() || rows().size() > max_qubits) {
    return core::unusable(file_, fmt::format("a table of {} rows", rows().size()),
                          fmt::format("a row for each of 1 to {} qubits", max_qubits));
  }
  std::map<std::string, std::size_t> row_of;
  std::set<std::string> labels;
  for (std::size_t i = 0; i < rows().size(); ++i) {
    const std::string label = label_of_cell(table_.text(rows()[i], "Qubit"));
    if (!is_label(label)) return table_.refuse(rows()[i], "Qubit", "the number of a qubit, such as 12 or Q12");
    if (!row_of.emplace(label, i).second) return table_.refuse(rows()[i], "Qubit", "every qubit once");
    labels.insert(label);
  }
  labels_ = Labels(labels);
  for (const std::string& label : labels_.texts()) row_of_.push_back(row_of[label]);
  return {};
}

core::Result<core::Unit> CsvTable::unit_of(std::string_view name, const Kind& kind) const {
  const Column& column = columns_.find(name)->second;
  const auto unit = core::find_unit(column.unit);
  if (unit && unit->dimension == kind.dimension) return *unit;
  return core::unusable(file_ + ":1", fmt::format("the column \"{}\"", column.header.substr(0, 60)),
                        kind.usual_unit.empty() ? fmt::format("\"{}\" without a unit", name)
                                                : fmt::format("its unit, such as \"{} ({})\"", name, kind.usual_unit));
}

core::Result<Quantity> CsvTable::value_of(std::string_view text, const CsvRow& row, std::string_view header,
                                          const Kind& kind, const core::Unit& unit) const {
  if (says_nothing(text)) return Quantity{};
  const auto parsed = parse_value_text(text);
  if (!parsed || !contains(kind.range, parsed->value)) {
    return table_.refuse(row, header, std::string(expected_of(kind.range)));
  }
  if (kind.marks_missing && parsed->value >= 1) return sentinel();
  Quantity quantity = reported(core::in_si(parsed->value, unit));
  if (parsed->sigma) quantity.sigma = core::in_si(*parsed->sigma, unit);
  return quantity;
}

core::Result<Quantity> CsvTable::quantity(const CsvRow& row, std::string_view name, const Kind& kind) const {
  if (!has(name)) return Quantity{};
  const std::string& header = columns_.find(name)->second.header;
  QGAUGE_TRY(const core::Unit unit, unit_of(name, kind));
  return value_of(table_.text(row, header), row, header, kind, unit);
}

core::Result<std::pair<int, int>> CsvTable::pair_of(std::string_view key, const std::string& row_label,
                                                    const CsvRow& row, std::string_view header) const {
  key.remove_prefix(std::min(key.find_first_of("0123456789"), key.size()));  // "cx1_2" in old tables
  const std::size_t separator = key.find('_');
  const bool whole = separator != std::string_view::npos;
  const auto first = labels_.find(whole ? key.substr(0, separator) : std::string_view(row_label));
  const auto second = labels_.find(whole ? key.substr(separator + 1) : key);
  if (!first || !second || first == second) return table_.refuse(row, header, std::string(packed_form));
  return std::pair(*first, *second);
}

core::Status CsvTable::read_packed(int qubit, std::string_view header, const Kind& kind, const core::Unit& unit,
                                   PairValues& values) const {
  const CsvRow& row = row_of(qubit);
  const std::string_view cell = table_.text(row, header);
  if (says_nothing(cell)) return {};
  for (std::string_view entry : entries_of(cell)) {
    const std::size_t colon = entry.find(':');
    if (colon == std::string_view::npos) return table_.refuse(row, header, std::string(packed_form));
    QGAUGE_TRY(const auto pair, pair_of(trimmed(entry.substr(0, colon)), label_of(qubit), row, header));
    QGAUGE_TRY(const Quantity value, value_of(trimmed(entry.substr(colon + 1)), row, header, kind, unit));
    const auto [known, added] = values.emplace(pair, value);
    if (added || (known->second.state == value.state && known->second.value == value.value)) continue;
    const std::string expected = fmt::format("one value for {}-{}", label_of(pair.first), label_of(pair.second));
    return table_.refuse(row, header, expected);
  }
  return {};
}

core::Result<PairValues> CsvTable::pair_values(std::string_view name, const Kind& kind) const {
  QGAUGE_TRY(const core::Unit unit, unit_of(name, kind));
  const std::string& header = columns_.find(name)->second.header;
  PairValues values;
  for (int q = 0; q < labels_.count(); ++q) QGAUGE_CHECK(read_packed(q, header, kind, unit, values));
  return values;
}

core::Result<bool> CsvTable::operational(const CsvRow& row) const {
  std::string word(table_.text(row, "Operational"));
  std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (word == "false" || word == "no") return false;
  if (word.empty() || word == "true" || word == "yes") return true;
  return table_.refuse(row, "Operational", "true or false, Yes or No");
}

}  // namespace qgauge::device::ibm
