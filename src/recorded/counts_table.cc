// Counts as a comma-separated table with the columns circuit, outcome and count, in any order.
// Called by read_counts. Must not know any plan.
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "qgauge/store/csv_text.hpp"
#include "recorded/collect.hpp"
#include "recorded/formats.hpp"

namespace qgauge::recorded {
namespace {

constexpr std::array<std::string_view, 3> columns{"circuit", "outcome", "count"};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The place of each column in a row.
core::Result<std::array<std::size_t, 3>> places_of(const store::CsvRow& header, const std::string& file) {
  std::array<std::size_t, 3> places{};
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const auto found = std::ranges::find(header.cells, columns[k], trimmed);
    places[k] = static_cast<std::size_t>(found - header.cells.begin());
    if (found == header.cells.end() || header.cells.size() != columns.size())
      return core::unusable(fmt::format("{}:{}", file, header.line),
                            fmt::format("the header \"{}\"", fmt::join(header.cells, ",")),
                            "the columns circuit, outcome and count", "name the columns in the first line");
  }
  return places;
}

core::Result<std::uint64_t> count_of(std::string_view text, const std::string& where) {
  std::uint64_t count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc{} || end != text.data() + text.size())
    return core::unusable(where, fmt::format("\"{}\"", text.substr(0, 60)), "a whole number from 0",
                          "give counts, not probabilities or mitigated counts");
  return count;
}

}  // namespace

core::Result<execution::RecordedCounts> read_table(std::string_view text, const std::string& file) {
  QGAUGE_TRY(const auto rows, store::parse_csv(text, file));
  if (rows.empty()) return core::unusable(file, "an empty file", "counts", "see docs/recorded.md for the formats");
  QGAUGE_TRY(const auto places, places_of(rows[0], file));
  Collector collector(file);
  for (const store::CsvRow& row : std::span(rows).subspan(1)) {
    const std::string where = fmt::format("{}:{}", file, row.line);
    if (row.cells.size() != columns.size())
      return core::unusable(where, fmt::format("{} cells", row.cells.size()), "three, as in the header",
                            "complete the row");
    const std::string name(trimmed(row.cells[places[0]]));
    if (!collector.has(name)) QGAUGE_CHECK(collector.begin(name, where));
    QGAUGE_TRY(const std::uint64_t count, count_of(trimmed(row.cells[places[2]]), where));
    QGAUGE_CHECK(collector.add(name, trimmed(row.cells[places[1]]), count, false, where));
  }
  return std::move(collector).result();
}

}  // namespace qgauge::recorded
