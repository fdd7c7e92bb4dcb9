// One input file as read: its text, its JSON tree where it is JSON, its checksum. What importers see of the outside.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "device/json_node.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {

struct Document {
  std::string path;
  std::string sha256;
  std::string text;
  std::optional<nlohmann::json> tree;  ///< empty for text that is not JSON
  bool double_encoded = false;         ///< JSON text within a JSON string was parsed
  std::string device_name;             ///< that of the service's answer which the document was taken out of, or empty

  /// The root; only for a document with a tree.
  Node root() const { return {*tree, path}; }
  /// Whether it is a JSON object with this key.
  bool has(std::string_view key) const { return tree && tree->is_object() && tree->contains(key); }
  /// What stands in the file, for an error message.
  std::string summary() const;
};

/// Errors: unreadable, too large, or JSON that is broken.
core::Result<Document> load_document(const std::filesystem::path& file);

}  // namespace qgauge::device
