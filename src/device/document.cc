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
  if (has("shots") && has("survival")) return "recorded counts of a benchmark, not the description of a machine";
  std::vector<std::string> keys;
  for (const auto& [key, value] : tree->items()) {
    if (keys.size() == 8) return fmt::format("a JSON object with the keys {}, ...", fmt::join(keys, ", "));
    keys.push_back(key.substr(0, 40));
  }
  return keys.empty() ? "an empty JSON object" : fmt::format("a JSON object with the keys {}", fmt::join(keys, ", "));
}

namespace {

/// A document that was encoded twice: one string that holds the JSON text.
core::Status decode_string(Document& document) {
  if (!document.tree->is_string()) return {};
  const auto inner = document.tree->get<std::string>();
  if (!looks_like_json(inner)) return {};
  QGAUGE_TRY(document.tree, parse_json(inner, document.path + " (the JSON text within its string)"));
  document.double_encoded = true;
  return {};
}

/// Amazon's answer to GetDevice: the capabilities are one of its members, as JSON or as JSON text.
core::Status unwrap_answer(Document& document) {
  if (!document.has("deviceCapabilities")) return {};
  const nlohmann::json name = document.tree->value("deviceName", nlohmann::json());
  if (name.is_string()) document.device_name = name.get<std::string>();
  nlohmann::json inner = std::move((*document.tree)["deviceCapabilities"]);
  document.tree = std::move(inner);
  return decode_string(document);
}

}  // namespace

core::Result<Document> load_document(const std::filesystem::path& file) {
  Document document;
  document.path = file.string();
  QGAUGE_TRY(document.text, store::read_file(file, max_file_bytes));
  document.sha256 = store::sha256(document.text);
  if (!looks_like_json(document.text)) return document;
  QGAUGE_TRY(document.tree, parse_json(document.text, document.path));
  QGAUGE_CHECK(decode_string(document));
  QGAUGE_CHECK(unwrap_answer(document));
  return document;
}

}  // namespace qgauge::device
