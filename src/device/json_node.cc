// Typed reading of a JSON tree: see json_node.hpp.

#include "device/json_node.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qgauge::device {
namespace {

using nlohmann::json;

std::string quoted(const std::string& text) {
  constexpr std::size_t shown = 60;
  return text.size() <= shown ? fmt::format("\"{}\"", text) : fmt::format("\"{}...\"", text.substr(0, shown));
}

}  // namespace

std::string_view expected_of(Range range) {
  switch (range) {
    case Range::finite:
      return "a finite number of at most 1e15 in size";
    case Range::non_negative:
      return "a number from 0 to 1e15";
    case Range::probability:
      return "a probability in [0, 1]";
    case Range::infidelity:
      return "an infidelity in [0, 1)";
  }
  return "";
}

bool contains(Range range, double value) {
  if (!(std::abs(value) <= largest_number)) return false;  // NaN compares false
  switch (range) {
    case Range::finite:
      return true;
    case Range::non_negative:
      return value >= 0;
    case Range::probability:
      return value >= 0 && value <= 1;
    case Range::infidelity:
      return value >= 0 && value < 1;
  }
  return false;
}

std::string Node::where() const { return fmt::format("{}: {}", *file_, path_.empty() ? "/" : path_); }

std::unexpected<core::Error> Node::refuse(const std::string& expected, const std::string& advice) const {
  return core::unusable(where(), found(), expected, advice);
}

std::string Node::found() const {
  if (value_->is_string()) return quoted(value_->get_ref<const std::string&>());
  if (value_->is_number()) return fmt::format("the number {}", value_->dump());
  if (value_->is_array()) return fmt::format("an array of {}", value_->size());
  if (value_->is_object()) return "an object";
  return value_->dump();
}

core::Result<double> Node::number(Range range) const {
  if (!value_->is_number() || !contains(range, value_->get<double>())) return refuse(std::string(expected_of(range)));
  return value_->get<double>();
}

core::Result<int> Node::integer(int low, int high) const {
  const double value = value_->is_number() ? value_->get<double>() : std::nan("");
  if (!(value >= low && value <= high && value == std::floor(value))) {
    return refuse(fmt::format("a whole number from {} to {}", low, high));
  }
  return static_cast<int>(value);
}

core::Result<std::string> Node::text() const {
  if (!value_->is_string()) return refuse("a string");
  return value_->get<std::string>();
}

core::Result<bool> Node::boolean() const {
  if (!value_->is_boolean()) return refuse("true or false");
  return value_->get<bool>();
}

core::Result<core::Date> Node::date() const {
  const auto date = value_->is_string() ? core::Date::parse(value_->get_ref<const std::string&>()) : std::nullopt;
  if (!date) return refuse("a date such as \"2025-02-26\"");
  return *date;
}

core::Result<std::vector<Node>> Node::items(std::size_t limit) const {
  if (!value_->is_array()) return refuse("an array");
  if (value_->size() > limit) return refuse(fmt::format("at most {} elements", limit));
  std::vector<Node> nodes;
  nodes.reserve(value_->size());
  for (std::size_t i = 0; i < value_->size(); ++i)
    nodes.push_back({(*value_)[i], *file_, fmt::format("{}/{}", path_, i)});
  return nodes;
}

std::optional<Node> Node::find(std::string_view key) const {
  if (!value_->is_object()) return std::nullopt;
  const auto member = value_->find(key);
  if (member == value_->end() || member->is_null()) return std::nullopt;
  return Node(*member, *file_, fmt::format("{}/{}", path_, key));
}

core::Result<Node> Node::at(std::string_view key) const {
  if (!value_->is_object()) return refuse(fmt::format("an object with the key \"{}\"", key));
  if (const auto member = find(key)) return *member;
  return core::unusable(where(), fmt::format("no value for \"{}\"", key), fmt::format("the key \"{}\"", key));
}

core::Status Node::only_keys(std::span<const std::string_view> known) const {
  if (!value_->is_object()) return refuse("an object");
  for (const auto& [key, value] : value_->items()) {
    if (key.starts_with("_comment") || std::ranges::find(known, key) != known.end()) continue;
    return core::unusable(where(), fmt::format("the unknown key {}", quoted(key)),
                          fmt::format("one of: {}", fmt::join(known, ", ")),
                          fmt::format("did you mean \"{}\"?", core::nearest_name(key, known)));
  }
  return {};
}

}  // namespace qgauge::device
