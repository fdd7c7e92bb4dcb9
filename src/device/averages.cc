// Fills what a source gives only as an average: see averages.hpp.

#include "device/averages.hpp"

#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/fields.hpp"

namespace qgauge::device {
namespace {

/// Which of the qubit's quantities were taken from the average.
void fill_qubit(const Qubit& average, Qubit& qubit, std::set<std::string_view>& filled) {
  for (const Field<Qubit>& field : qubit_fields) {
    Quantity& quantity = qubit.*field.member;
    if (quantity.state != State::absent || !(average.*field.member).known()) continue;
    quantity = average.*field.member;
    filled.insert(field.key);
  }
}

/// Appends the average gate on each of `places` that has no gate; whether there was one.
bool add_gates(const Gate& average, const std::set<std::vector<int>>& places, DeviceDescription& description) {
  std::set<std::vector<int>> bare = places;
  for (const Gate& gate : description.gates) {
    bare.erase(gate.qubits);
    if (gate.qubits.size() == 2) bare.erase({gate.qubits[1], gate.qubits[0]});
  }
  for (const std::vector<int>& qubits : bare) description.gates.emplace_back(average).qubits = qubits;
  return !bare.empty();
}

std::set<std::vector<int>> single_qubits(const DeviceDescription& description) {
  std::set<std::vector<int>> places;
  for (int q = 0; q < static_cast<int>(description.qubits.size()); ++q) places.insert({q});
  return places;
}

std::set<std::vector<int>> pairs(const DeviceDescription& description) {
  std::set<std::vector<int>> places;
  for (const auto& [a, b] : description.couplings) places.insert({a, b});
  const auto count = description.all_to_all ? static_cast<long long>(description.qubits.size()) : 0;
  if (count * (count - 1) / 2 > max_couplings) return places;
  for (int b = 1; b < count; ++b) {
    for (int a = 0; a < b; ++a) places.insert({a, b});
  }
  return places;
}

}  // namespace

DeviceDescription with_averages(const DeviceDescription& description) {
  DeviceDescription full = description;
  std::set<std::string_view> filled;
  if (description.average_qubit) {
    for (Qubit& qubit : full.qubits) fill_qubit(*description.average_qubit, qubit, filled);
  }
  if (const auto& gate = description.average_one_qubit_gate) {
    if (add_gates(*gate, single_qubits(description), full)) filled.insert("one-qubit gate");
  }
  if (const auto& gate = description.average_two_qubit_gate) {
    if (add_gates(*gate, pairs(description), full)) filled.insert("two-qubit gate");
  }
  if (!filled.empty()) {
    full.findings.push_back({"average_used", "machine",
                             fmt::format("the machine's average stands in where no value is given for a single qubit "
                                         "or coupling: {}",
                                         fmt::join(filled, ", "))});
  }
  return full;
}

}  // namespace qgauge::device
