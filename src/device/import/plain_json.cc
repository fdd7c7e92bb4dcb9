// Plain JSON descriptions of machines: see plain_json.hpp.

#include "device/import/plain_json.hpp"

#include <charconv>
#include <cstdint>
#include <set>
#include <string>

namespace qgauge::device {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;
/// The year 2200: a count of milliseconds is beyond.
constexpr std::int64_t last_second = 7'258'118'400;

std::optional<core::Date> date_of_seconds(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (seconds < 0 || seconds > last_second) return std::nullopt;
  return core::Date().plus_days(static_cast<int>(seconds / seconds_per_day));
}

core::Result<std::pair<int, int>> read_pair(const Node& item, const IndexOf& index_of) {
  QGAUGE_TRY(const auto ends, item.items());
  if (ends.size() != 2) return item.refuse("a pair of qubits");
  QGAUGE_TRY(const int a, index_of(ends[0]));
  QGAUGE_TRY(const int b, index_of(ends[1]));
  if (a == b) return item.refuse("two different qubits");
  return std::pair(a, b);
}

}  // namespace

bool is_missing(const Node& node) {
  const nlohmann::json& value = node.json();
  return value.is_null() || value == "" || value == "None" || (value.is_object() && value.empty());
}

std::optional<Node> find_value(const Node& owner, std::string_view key) {
  auto node = owner.find(key);
  return node && !is_missing(*node) ? node : std::nullopt;
}

core::Result<std::vector<std::pair<int, int>>> read_couplings(const Node& list, const IndexOf& index_of) {
  QGAUGE_TRY(const auto items, list.items(2 * max_couplings));
  std::set<std::pair<int, int>> seen;
  std::vector<std::pair<int, int>> couplings;
  for (const Node& item : items) {
    QGAUGE_TRY(const auto pair, read_pair(item, index_of));
    if (!seen.insert(pair).second) return item.refuse("every direction of a coupling once");
    if (!seen.contains({pair.second, pair.first})) couplings.push_back(std::minmax(pair.first, pair.second));
  }
  return couplings;
}

core::Result<std::vector<std::pair<int, int>>> read_couplings(const Node& list, int count) {
  return read_couplings(list, [count](const Node& qubit) { return qubit.integer(0, count - 1); });
}

bool is_complete(const std::vector<std::pair<int, int>>& couplings, int count) {
  const auto pairs = static_cast<long long>(count) * (count - 1) / 2;
  return static_cast<long long>(couplings.size()) == pairs;
}

core::Result<Quantity> read_infidelity(const Node& fidelity) {
  QGAUGE_TRY(const double value, fidelity.number(Range::probability));
  return value == 0 ? sentinel() : reported(1 - value);
}

core::Result<std::optional<core::Date>> read_day(const Node& owner, std::string_view key) {
  const auto node = find_value(owner, key);
  if (!node) return std::nullopt;
  const nlohmann::json& value = node->json();
  const std::string text = value.is_string() ? value.get<std::string>() : value.is_number_integer() ? value.dump() : "";
  const auto counted = date_of_seconds(text);
  const auto date = counted ? counted : core::Date::parse(text);
  if (!date) return node->refuse("a date such as 2025-06-16, or seconds since 1970");
  return *date == core::Date() ? std::nullopt : date;
}

}  // namespace qgauge::device
