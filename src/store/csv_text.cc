// A reader for comma-separated text: see csv_text.hpp.

#include "qgauge/store/csv_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace qgauge::store {
namespace {

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ >= text_.size(); }
  int line() const { return line_; }
  bool unclosed() const { return unclosed_; }

  CsvRow row() {
    CsvRow row{line_, {cell()}};
    while (!at_end() && text_[at_] == ',') {
      ++at_;
      row.cells.push_back(cell());
    }
    if (!at_end()) ++at_;  // the line end
    ++line_;
    return row;
  }

 private:
  std::string cell() { return !at_end() && text_[at_] == '"' ? quoted() : plain(); }

  std::string plain() {
    const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
    std::string_view cell = text_.substr(at_, end - at_);
    at_ = end;
    if (cell.ends_with('\r')) cell.remove_suffix(1);
    return std::string(cell);
  }

  std::string quoted() {
    std::string cell;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        cell += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell += text_[++at_];
      } else {
        ++at_;
        return cell + plain();
      }
    }
    unclosed_ = true;
    return cell;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  bool unclosed_ = false;
};

}  // namespace

core::Result<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvReader reader(text);
  std::vector<CsvRow> rows;
  while (!reader.at_end()) {
    CsvRow row = reader.row();
    if (reader.unclosed()) {
      return core::unusable(fmt::format("{}:{}", file, row.line), "a quoted cell without end", "a closing quote");
    }
    if (row.cells.size() > 1 || !row.cells[0].empty()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace qgauge::store
