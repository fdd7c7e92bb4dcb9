// Loads one input file: see document.hpp.

#include "device/document.hpp"

#include <vector>

#include <fmt/format.h>

#include "device/json_tree.hpp"
#include "qgauge/store.hpp"

namespace qgauge::device {

std::string Document::summary() const {
  if (!tree) return text.empty() ? "an empty file" : "text that is not JSON and not a table of a known format";
  if (!tree->is_object()) return root().found();
  std::vector<std::string> keys;
  for (const auto& [key, value] : tree->items()) {
    if (keys.size() == 8) return fmt::format("a JSON object with the keys {}, ...", fmt::join(keys, ", "));
    keys.push_back(key.substr(0, 40));
  }
  return keys.empty() ? "an empty JSON object" : fmt::format("a JSON object with the keys {}", fmt::join(keys, ", "));
}

core::Result<Document> load_document(const std::filesystem::path& file) {
  Document document;
  document.path = file.string();
  QGAUGE_TRY(document.text, store::read_file(file, max_file_bytes));
  document.sha256 = store::sha256(document.text);
  if (looks_like_json(document.text)) {
    QGAUGE_TRY(document.tree, parse_json(document.text, document.path));
  }
  return document;
}

}  // namespace qgauge::device
