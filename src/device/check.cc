// The consistency of a description: see check.hpp.

#include "device/check.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/fields.hpp"
#include "device/native_gates.hpp"

namespace qgauge::device {
namespace {

template <class Owner, std::size_t N>
core::Status check_fields(const Owner& owner, const std::array<Field<Owner>, N>& fields, const std::string& where) {
  for (const Field<Owner>& field : fields) {
    const Quantity& quantity = owner.*field.member;
    if (quantity.known() && !contains(field.range, quantity.value)) {
      return core::unusable(fmt::format("{}: {}", where, field.key), fmt::format("{}", quantity.value),
                            std::string(expected_of(field.range)));
    }
    if (quantity.sigma && !contains(Range::non_negative, *quantity.sigma)) {
      return core::unusable(fmt::format("{}: {}", where, field.key), fmt::format("the sigma {}", *quantity.sigma),
                            "a standard error that is not negative");
    }
  }
  return {};
}

core::Status check_indices(std::span<const int> qubits, int count, const std::string& where) {
  for (int qubit : qubits) {
    if (qubit < 0 || qubit >= count) {
      return core::unusable(where, fmt::format("qubit {}", qubit), fmt::format("a qubit from 0 to {}", count - 1));
    }
  }
  if (std::set<int>(qubits.begin(), qubits.end()).size() != qubits.size()) {
    return core::unusable(where, fmt::format("the qubits {}", fmt::join(qubits, ", ")), "different qubits");
  }
  return {};
}

core::Status check_gate_name(const Gate& gate, bool two_qubits, const std::string& where) {
  if (two_qubits ? find_entangler(gate.name) != nullptr : pulse_rank(gate.name).has_value()) return {};
  std::vector<std::string_view> names;
  for (const Entangler& entangler : entanglers()) names.push_back(entangler.name);
  if (!two_qubits) {
    names.clear();
    for (const Pulse& pulse : pulses()) names.push_back(pulse.name);
  }
  return core::unusable(where, fmt::format("the {}-qubit gate \"{}\"", two_qubits ? "two" : "one", gate.name),
                        fmt::format("one of: {}", fmt::join(names, ", ")));
}

core::Status check_gates(const DeviceDescription& description, int count, const std::string& origin) {
  std::set<std::pair<std::string, std::vector<int>>> seen;
  for (const Gate& gate : description.gates) {
    const std::string where = fmt::format("{}: gate {} on {}", origin, gate.name, fmt::join(gate.qubits, "-"));
    QGAUGE_CHECK(check_indices(gate.qubits, count, where));
    if (gate.qubits.empty() || gate.qubits.size() > 2) {
      return core::unusable(where, fmt::format("{} qubits", gate.qubits.size()), "one or two qubits");
    }
    QGAUGE_CHECK(check_gate_name(gate, gate.qubits.size() == 2, where));
    QGAUGE_CHECK(check_fields(gate, gate_fields, where));
    if (!contains(Range::finite, gate.over_rotation_rad)) {
      return core::unusable(where, fmt::format("the over-rotation {}", gate.over_rotation_rad), "a finite angle");
    }
    if (!seen.emplace(gate.name, gate.qubits).second) {
      return core::unusable(where, "the same gate on the same qubits twice", "every gate once");
    }
  }
  return {};
}

core::Status check_couplings(const DeviceDescription& description, int count, const std::string& origin) {
  if (description.all_to_all && !description.couplings.empty()) {
    return core::unusable(origin, fmt::format("{} couplings beside all_to_all", description.couplings.size()),
                          "either a list of couplings or all_to_all");
  }
  std::set<std::pair<int, int>> seen;
  for (const auto& [a, b] : description.couplings) {
    const std::string where = fmt::format("{}: coupling {}-{}", origin, a, b);
    QGAUGE_CHECK(check_indices(std::array{a, b}, count, where));
    if (!seen.insert(std::minmax(a, b)).second) return core::unusable(where, "the same pair twice", "every pair once");
  }
  return {};
}

core::Status check_averages(const DeviceDescription& description, const std::string& origin) {
  if (description.average_qubit) {
    QGAUGE_CHECK(check_fields(*description.average_qubit, qubit_fields, origin + ": average qubit"));
  }
  for (const auto* gate : {&description.average_one_qubit_gate, &description.average_two_qubit_gate}) {
    if (!*gate) continue;
    const bool two_qubits = gate == &description.average_two_qubit_gate;
    const std::string where = fmt::format("{}: average {}-qubit gate", origin, two_qubits ? "two" : "one");
    QGAUGE_CHECK(check_gate_name(**gate, two_qubits, where));
    QGAUGE_CHECK(check_fields(**gate, gate_fields, where));
  }
  return {};
}

core::Status check_count(const DeviceDescription& description, const std::string& origin) {
  const auto listed = description.qubits.size();
  if (description.qubit_count && (*description.qubit_count < 1 || *description.qubit_count > max_qubits)) {
    return core::unusable(origin, fmt::format("{} qubits", *description.qubit_count),
                          fmt::format("from 1 to {}", max_qubits));
  }
  if (listed > 0 && description.qubit_count.value_or(0) != static_cast<int>(listed)) {
    return core::unusable(origin, fmt::format("{} qubits listed", listed),
                          fmt::format("as many as the qubit count, {}", description.qubit_count.value_or(0)));
  }
  if (description.couplings.size() > max_couplings) {
    return core::unusable(origin, fmt::format("{} couplings", description.couplings.size()),
                          fmt::format("at most {}", max_couplings));
  }
  return {};
}

bool has_averages(const DeviceDescription& description) {
  return description.average_qubit || description.average_one_qubit_gate || description.average_two_qubit_gate;
}

/// A gate-model machine without any value is a mistake; of the others only the count may be known.
core::Status check_shape(const DeviceDescription& description, const std::string& origin) {
  if (description.qubits.empty() && !description.gates.empty()) {
    return core::unusable(origin, "gates without qubits", "the qubits that they act on");
  }
  const bool gate_model = description.paradigm == Paradigm::gate_model;
  if (!gate_model || !description.qubits.empty() || has_averages(description)) return {};
  return core::unusable(origin, "neither qubits nor averages",
                        "values per qubit and gate, or averages over the machine");
}

}  // namespace

core::Status check(const DeviceDescription& description, const std::string& origin) {
  QGAUGE_CHECK(check_count(description, origin));
  QGAUGE_CHECK(check_shape(description, origin));
  for (std::size_t q = 0; q < description.qubits.size(); ++q) {
    QGAUGE_CHECK(check_fields(description.qubits[q], qubit_fields, fmt::format("{}: qubit {}", origin, q)));
  }
  const int count = description.qubit_count.value_or(0);
  QGAUGE_CHECK(check_couplings(description, count, origin));
  QGAUGE_CHECK(check_gates(description, count, origin));
  QGAUGE_CHECK(check_averages(description, origin));
  if (description.memory_error_per_layer.known() &&
      !contains(Range::probability, description.memory_error_per_layer.value)) {
    return core::unusable(origin + ": memory_error_per_layer",
                          fmt::format("{}", description.memory_error_per_layer.value), "a probability in [0, 1]");
  }
  return {};
}

}  // namespace qgauge::device
