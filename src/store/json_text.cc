// Builds the JSON tree from the parser's events, so that depth and repeated keys are checked before anything is stored.

#include "qgauge/store/json_text.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace qgauge::store {
namespace {

using nlohmann::json;

class TreeBuilder final : public nlohmann::json_sax<json> {
 public:
  TreeBuilder(std::string_view text, const std::string& file, const JsonLimits& limits)
      : text_(text), file_(file), limits_(limits) {}

  core::Result<json> result() {
    if (error_) return std::unexpected(std::move(*error_));
    return std::move(root_);
  }

  bool null() override { return store(nullptr) != nullptr; }
  bool boolean(bool value) override { return store(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return store(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return store(value) != nullptr; }
  bool number_float(number_float_t value, const string_t&) override { return store(value) != nullptr; }
  bool string(string_t& value) override { return store(std::move(value)) != nullptr; }
  bool binary(binary_t&) override { return false; }  // JSON text has none
  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override;
  bool parse_error(std::size_t position, const std::string& token, const json::exception& problem) override;

 private:
  struct Frame {
    json* container;
    std::string key;  ///< of the member that comes next, in an object
  };

  json* store(json value);
  json* overlong();
  bool open(json container);
  bool close() {
    frames_.pop_back();
    return true;
  }
  bool refuse(const std::string& found, const std::string& expected);
  std::string path() const;

  std::string_view text_;
  const std::string& file_;
  const JsonLimits& limits_;
  json root_;
  std::vector<Frame> frames_;
  std::optional<core::Error> error_;
};

// A container on the stack is the last element of its parent, which does not grow before it is closed: pointers hold.
json* TreeBuilder::store(json value) {
  if (frames_.empty()) return &(root_ = std::move(value));
  Frame& frame = frames_.back();
  if (frame.container->is_array()) {
    if (frame.container->size() >= limits_.elements) return overlong();
    return &frame.container->emplace_back(std::move(value));
  }
  return &((*frame.container)[frame.key] = std::move(value));
}

json* TreeBuilder::overlong() {
  refuse(fmt::format("a list of more than {} elements", limits_.elements), fmt::format("at most {}", limits_.longest));
  return nullptr;
}

bool TreeBuilder::open(json container) {
  if (frames_.size() >= limits_.nesting)
    return refuse("deeper nesting", fmt::format("at most {} levels", limits_.nesting));
  json* stored = store(std::move(container));
  if (stored == nullptr) return false;
  frames_.push_back({stored, {}});
  return true;
}

bool TreeBuilder::key(string_t& name) {
  Frame& frame = frames_.back();
  if (frame.container->contains(name)) return refuse(fmt::format("the key \"{}\" twice", name), "every key once");
  frame.key = std::move(name);
  return true;
}

bool TreeBuilder::refuse(const std::string& found, const std::string& expected) {
  error_ = core::unusable(fmt::format("{}: {}", file_, path()), found, expected).error();
  return false;
}

/// JSON pointer of the open container; its first few steps are enough to find the place.
std::string TreeBuilder::path() const {
  constexpr std::size_t shown = 6;
  std::string steps;
  for (std::size_t i = 0; i + 1 < frames_.size() && i < shown; ++i) {
    const Frame& frame = frames_[i];
    steps += frame.container->is_array() ? fmt::format("/{}", frame.container->size() - 1) : "/" + frame.key;
  }
  if (frames_.size() > shown + 1) steps += "/...";
  return steps.empty() ? "/" : steps;
}

/// The parser's own words without its prefix and without what it read last, which may not be valid UTF-8.
std::string_view reason_of(std::string_view what) {
  what = what.substr(0, what.find("; last read"));
  const std::size_t dash = what.find(" - ");
  return what.substr(dash == std::string_view::npos ? what.find("] ") + 2 : dash + 3);
}

bool TreeBuilder::parse_error(std::size_t position, const std::string&, const json::exception& problem) {
  const std::size_t end = std::min(position, text_.size());
  const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(end), '\n');
  const std::string found = position > text_.size()
                                ? "the end of the file in the middle of the document"
                                : fmt::format("text that is not JSON ({})", reason_of(problem.what()));
  error_ = core::unusable(fmt::format("{}:{}", file_, line), found, "a JSON document").error();
  return false;
}

}  // namespace

namespace {

/// One JSON string that holds an object or an array; a table whose first cell is quoted is none.
bool is_string(std::string_view text) {
  const std::size_t inner = text.find_first_not_of(" \t\r\n", 1);
  return text[0] == '"' && inner != std::string_view::npos && (text[inner] == '{' || text[inner] == '[');
}

}  // namespace

bool looks_like_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[' || is_string(text.substr(first)));
}

core::Result<nlohmann::json> parse_json(std::string_view text, const std::string& file, const JsonLimits& limits) {
  TreeBuilder builder(text, file, limits);
  json::sax_parse(text.begin(), text.end(), &builder);
  return builder.result();
}

}  // namespace qgauge::store
