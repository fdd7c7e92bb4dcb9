// Single values of IBM's files, with their units and dates, and the gates that are described: see ibm.hpp.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "device/import/ibm.hpp"
#include "device/native_gates.hpp"

namespace qgauge::device::ibm {
namespace {

core::Result<core::Unit> read_unit(const Node& parameter, const Kind& kind, const std::string& place, Notes& notes) {
  const auto node = find_value(parameter, "unit");
  if (!node) {
    if (!kind.usual_unit.empty()) notes.units.add(place, fmt::format("{} in {}", place, kind.usual_unit));
    return *core::find_unit(kind.usual_unit);
  }
  QGAUGE_TRY(const std::string name, node->text());
  const auto unit = core::find_unit(name);
  if (unit && unit->dimension == kind.dimension) return *unit;
  return node->refuse(kind.usual_unit.empty() ? "no unit" : fmt::format("a unit such as \"{}\"", kind.usual_unit));
}

std::string described(const Quantity& quantity) {
  const std::string value = quantity.known() ? fmt::format("{:.4g}", quantity.value) : "not calibrated";
  return quantity.date ? fmt::format("{} of {}", value, quantity.date->text()) : value;
}

}  // namespace

void Notes::report(std::vector<core::Finding>& findings) const {
  units.report({"values", values, false}, findings);
  duplicates.report({"values", values, false}, findings);
  unresolved.report({"zz values", crosstalks, false}, findings);
}

std::optional<Node> find_value(const Node& owner, std::string_view key) {
  const auto node = owner.find(key);
  if (!node) return std::nullopt;
  const nlohmann::json& json = node->json();
  const bool empty_object = json.is_object() && json.empty();
  return empty_object || json == "None" || json == "" ? std::nullopt : node;
}

core::Result<std::vector<Node>> items_of(const Node& owner, std::string_view key) {
  const auto list = find_value(owner, key);
  if (!list) return std::vector<Node>{};
  return list->items();
}

core::Result<std::optional<core::Date>> read_date(const Node& owner, std::string_view key) {
  const auto node = find_value(owner, key);
  if (!node) return std::nullopt;
  const auto encoded = node->find("__value__");
  QGAUGE_TRY(const core::Date date, encoded ? encoded->date() : node->date());
  return date;
}

core::Result<Quantity> read_quantity(const Node& parameter, const Kind& kind, const std::string& place, Notes& notes) {
  const auto value = find_value(parameter, "value");
  if (!value) return Quantity{};
  ++notes.values;
  QGAUGE_TRY(const core::Unit unit, read_unit(parameter, kind, place, notes));
  QGAUGE_TRY(const double number, value->number(kind.range));
  Quantity quantity = kind.marks_missing && number >= 1 ? sentinel() : reported(core::in_si(number, unit));
  QGAUGE_TRY(quantity.date, read_date(parameter, "date"));
  return quantity;
}

core::Result<Quantity> one_of_two(const Quantity& first, const Quantity& second, const Node& second_node,
                                  const std::string& place, Notes& notes) {
  if (second.state == State::absent) return first;
  if (first.state == State::absent) return second;
  const bool agree = first.state == second.state && first.value == second.value;
  if (!agree && (!first.date || !second.date || first.date == second.date)) {
    return core::unusable(second_node.where(),
                          fmt::format("{} again: {} and {}", place, described(first), described(second)),
                          "one value, or two with different dates", "keep the one that holds");
  }
  if (!agree) notes.duplicates.add(place, fmt::format("{}: {} and {}", place, described(first), described(second)));
  return second.date > first.date ? second : first;
}

core::Result<std::vector<int>> read_indices(const Node& node, int count) {
  QGAUGE_TRY(const auto items, node.items());
  std::vector<int> indices;
  std::set<int> seen;
  for (const Node& item : items) {
    QGAUGE_TRY(const int index, item.integer(0, count - 1));
    if (!seen.insert(index).second) return item.refuse("different qubits");
    indices.push_back(index);
  }
  return indices;
}

std::set<std::string> choose_native(const std::set<std::string>& listed, const std::set<std::string>& basis,
                                    std::vector<core::Finding>& findings) {
  const auto native = [&](std::string_view name) {
    return listed.contains(std::string(name)) && (basis.empty() || basis.contains(std::string(name)));
  };
  std::set<std::string> names;
  for (const Entangler& entangler : entanglers()) {
    if (native(entangler.name)) names.emplace(entangler.name);
  }
  if (names.size() > 1) names.erase("rzz");
  if (listed.contains("rzz") && !names.contains("rzz")) {
    findings.push_back({"several_gates", "gates rzz",
                        "rzz is described beside the entangling gate and left out: its error is that of a fractional "
                        "angle, which is not stated"});
  }
  const auto pulse = std::ranges::find_if(pulses(), native, &Pulse::name);
  if (pulse != pulses().end()) names.emplace(pulse->name);
  return names;
}

void couple_by_gates(DeviceDescription& description) {
  std::set<std::pair<int, int>> seen;
  for (const Gate& gate : description.gates) {
    if (gate.qubits.size() != 2) continue;
    const std::pair<int, int> pair = std::minmax(gate.qubits[0], gate.qubits[1]);
    if (seen.insert(pair).second) description.couplings.push_back(pair);
  }
}

}  // namespace qgauge::device::ibm
