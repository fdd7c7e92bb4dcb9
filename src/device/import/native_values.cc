// The native format's smallest parts: words, days, numbers of qubits, quantities, and the two tables that they name.

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/native_reading.hpp"

namespace qgauge::device::native {
namespace {

/// "did you mean ...?" for a name that the file itself chose; such names may be many and long.
std::string advice_for(std::string_view name, NameList known) {
  constexpr std::size_t compared = 1000, longest = 100;
  std::erase_if(known, [](std::string_view one) { return one.size() > longest; });
  known.resize(std::min(known.size(), compared));
  return known.empty() ? "" : fmt::format("did you mean \"{}\"?", core::nearest_name(name, known));
}

core::Result<core::Unit> read_unit(const Node& node, core::Dimension dimension) {
  const auto unit = node.find("unit");
  if (!unit) return core::Unit{"", dimension, 1};
  QGAUGE_TRY(const std::string name, unit->text());
  const auto found = core::find_unit(name);
  if (found && found->dimension == dimension) return *found;
  NameList known;
  for (const core::Unit& one : core::units()) {
    if (one.dimension == dimension && !one.name.empty()) known.push_back(one.name);
  }
  return unit->refuse(fmt::format("a unit of this quantity, one of: {}", fmt::join(known, ", ")));
}

core::Status read_value(const Node& node, core::Dimension dimension, Range range, Quantity& quantity) {
  QGAUGE_TRY(const core::Unit unit, read_unit(node, dimension));
  QGAUGE_TRY(const Node value, node.at("value"));
  QGAUGE_TRY(const double number, value.number());
  quantity.state = State::reported;
  quantity.value = core::in_si(number, unit);
  if (!contains(range, quantity.value)) return value.refuse(std::string(expected_of(range)));
  if (const auto sigma = node.find("sigma")) {
    QGAUGE_TRY(const double error, sigma->number(Range::non_negative));
    quantity.sigma = core::in_si(error, unit);
    if (!contains(Range::non_negative, *quantity.sigma)) return sigma->refuse("a number from 0 to 1e15 in SI");
  }
  return {};
}

core::Result<Quantity> read_quantity_object(const Node& node, core::Dimension dimension, Range range,
                                            const Tables& tables) {
  static const NameList known = names_of(quantity_keys);
  QGAUGE_CHECK(node.only_keys(known));
  Quantity quantity;
  QGAUGE_CHECK(read_day(node, "date", quantity.date));
  QGAUGE_CHECK(read_source(node, tables, quantity.source));
  bool not_calibrated = false;
  QGAUGE_CHECK(read_flag(node, "not_calibrated", not_calibrated));
  if (!not_calibrated) {
    QGAUGE_CHECK(read_value(node, dimension, range, quantity));
    return quantity;
  }
  for (const char* key : {"value", "unit", "sigma"}) {
    if (node.find(key)) return node.refuse("either a value or not_calibrated");
  }
  quantity.state = State::sentinel;
  return quantity;
}

}  // namespace

core::Status read_text(const Node& node, std::string_view key, std::string& target) {
  if (const auto member = node.find(key)) {
    QGAUGE_TRY(target, member->text());
  }
  return {};
}

core::Status read_flag(const Node& node, std::string_view key, bool& target) {
  if (const auto member = node.find(key)) {
    QGAUGE_TRY(target, member->boolean());
  }
  return {};
}

core::Status read_day(const Node& node, std::string_view key, std::optional<core::Date>& target) {
  const auto member = node.find(key);
  if (!member) return {};
  QGAUGE_TRY(const std::string text, member->text());
  target = core::Date::parse(text);
  if (!target || target->text() != text) return member->refuse("a day such as \"2025-02-26\"");
  return {};
}

core::Result<std::string> required_text(const Node& node, std::string_view key) {
  QGAUGE_TRY(const Node member, node.at(key));
  return member.text();
}

core::Result<std::string> read_word(const Node& node, const NameList& words) {
  QGAUGE_TRY(const std::string word, node.text());
  if (std::ranges::find(words, word) != words.end()) return word;
  return node.refuse(fmt::format("one of: {}", fmt::join(words, ", ")),
                     fmt::format("did you mean \"{}\"?", core::nearest_name(word, words)));
}

core::Result<std::vector<Node>> read_list(const Node& node, std::string_view key, int limit, std::string_view what) {
  const auto list = node.find(key);
  if (!list) return std::vector<Node>{};
  if (list->json().is_array() && list->json().size() > static_cast<std::size_t>(limit)) {
    return list->refuse(fmt::format("at most {} {}, the limit of a description", limit, what));
  }
  return list->items(static_cast<std::size_t>(limit));
}

core::Result<std::vector<std::pair<std::string, Node>>> read_members(const Node& node) {
  if (!node.json().is_object()) return node.refuse("an object");
  std::vector<std::pair<std::string, Node>> members;
  for (const auto& [name, value] : node.json().items()) {
    if (name.starts_with("_comment")) continue;
    if (const auto member = node.find(name)) members.emplace_back(name, *member);
  }
  return members;
}

core::Result<std::vector<int>> read_indices(const Node& node, const Tables& tables) {
  QGAUGE_TRY(const auto items, node.items(max_qubits));
  if (tables.qubit_count == 0 && !items.empty()) {
    return node.refuse("no numbers of qubits where none are described", "list the qubits or give qubit_count");
  }
  std::vector<int> indices;
  for (const Node& item : items) {
    QGAUGE_TRY(const int index, item.integer(0, tables.qubit_count - 1));
    indices.push_back(index);
  }
  return indices;
}

core::Result<std::pair<int, int>> read_pair(const Node& node, const Tables& tables) {
  QGAUGE_TRY(const std::vector<int> pair, read_indices(node, tables));
  if (pair.size() != 2) return node.refuse("a pair of qubits");
  return std::pair(pair[0], pair[1]);
}

core::Status read_source(const Node& node, const Tables& tables, std::string& target) {
  const auto member = node.find("source");
  if (!member) return {};
  QGAUGE_TRY(target, member->text());
  if (tables.sources.contains(target)) return {};
  return member->refuse("a name of the file's table `sources`",
                        advice_for(target, NameList(tables.sources.begin(), tables.sources.end())));
}

core::Status read_metric(const Node& node, std::string_view key, const Tables& tables, ErrorMetric& target) {
  const auto member = node.find(key);
  if (!member) return {};
  QGAUGE_TRY(const std::string name, member->text());
  const auto found = tables.metrics.find(name);
  if (found != tables.metrics.end()) return target = found->second, core::Status{};
  NameList known;
  for (const auto& [one, metric] : tables.metrics) known.push_back(one);
  return member->refuse("a name of the file's table `metrics`", advice_for(name, std::move(known)));
}

core::Result<Quantity> read_quantity(const Node& node, core::Dimension dimension, Range range, const Tables& tables) {
  if (node.json().is_object()) return read_quantity_object(node, dimension, range, tables);
  if (!node.json().is_number()) {
    return node.refuse(R"(a number in SI units, {"value": ..., "unit": ...} or {"not_calibrated": true})");
  }
  QGAUGE_TRY(const double value, node.number(range));
  return reported(value);
}

}  // namespace qgauge::device::native
