// Tells the formats of counts apart by what stands first in them. Called through qgauge/recorded.hpp.
// Must not know what a format holds further down.
#include <fmt/format.h>

#include "qgauge/store/json_text.hpp"
#include "recorded/formats.hpp"

namespace qgauge::recorded {
namespace {

core::Status check_size(std::string_view text, const std::string& file) {
  if (text.size() <= max_file_bytes) return {};
  return core::unusable(file, fmt::format("{} bytes", text.size()), fmt::format("at most {}", max_file_bytes),
                        "split the file by experiment");
}

}  // namespace

core::Result<nlohmann::json> parse_tree(std::string_view text, const std::string& file) {
  constexpr std::size_t elements = 20'000'000;  // texts of outcomes, one a shot, in a file of the largest size
  return store::parse_json(text, file, {max_nesting, elements, "20,000,000 outcomes of one circuit"});
}

bool is_survival_record(std::string_view text) {
  if (text.size() > max_file_bytes || !store::looks_like_json(text)) return false;
  const auto tree = parse_tree(text, {});
  return tree && tree->is_object() && tree->contains("shots") && tree->contains("survival");
}

core::Result<execution::RecordedCounts> read_counts(std::string_view text, const std::string& file) {
  QGAUGE_CHECK(check_size(text, file));
  if (!store::looks_like_json(text)) return read_table(text, file);
  QGAUGE_TRY(const nlohmann::json tree, parse_tree(text, file));
  const Place root(tree, file);
  if (tree.is_array()) return read_list(root, file);
  if (tree.is_object() && tree.contains("results") && tree["results"].is_array()) return read_qiskit_result(root, file);
  return read_dictionary(root, file);
}

}  // namespace qgauge::recorded
