// qubits[] and gates[] of IBM's backend properties: lists of {name, value, unit, date} for each qubit and gate.
// Called by ibm.cc; knows no configuration but the gates that it calls native.

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/ibm.hpp"
#include "device/native_gates.hpp"

namespace qgauge::device::ibm {
namespace {

constexpr Kind time_in_us{core::Dimension::time, "us", Range::finite};
constexpr Kind duration_in_ns{core::Dimension::time, "ns", Range::non_negative};
constexpr Kind probability{core::Dimension::one, "", Range::probability};
constexpr Kind error_or_marker{core::Dimension::one, "", Range::non_negative, true};

/// A named parameter of a qubit or a gate.
template <class Owner>
struct Parameter {
  std::string_view name;
  Quantity Owner::*member;
  Kind kind;
};

constexpr std::array qubit_parameters{
    Parameter<Qubit>{"T1", &Qubit::t1_s, time_in_us},
    Parameter<Qubit>{"T2", &Qubit::t2_s, time_in_us},
    Parameter<Qubit>{"frequency", &Qubit::frequency_hz, {core::Dimension::frequency, "GHz", Range::non_negative}},
    Parameter<Qubit>{"anharmonicity", &Qubit::anharmonicity_hz, {core::Dimension::frequency, "GHz", Range::finite}},
    Parameter<Qubit>{"prob_meas1_prep0", &Qubit::p1_given_0, probability},
    Parameter<Qubit>{"prob_meas0_prep1", &Qubit::p0_given_1, probability},
    Parameter<Qubit>{"readout_error", &Qubit::assignment_error, error_or_marker},
    Parameter<Qubit>{"readout_length", &Qubit::readout_duration_s, duration_in_ns},
};

constexpr std::array gate_parameters{
    Parameter<Gate>{"gate_error", &Gate::infidelity, error_or_marker},
    Parameter<Gate>{"gate_length", &Gate::duration_s, duration_in_ns},
};

/// operational: 0 or 1, or false or true. Listed twice, the qubit or gate is out of use where one of the two says so.
core::Status read_operational(const Node& parameter, bool& operational) {
  const auto value = find_value(parameter, "value");
  if (!value) return {};
  if (value->json().is_boolean()) {
    operational = operational && value->json().get<bool>();
    return {};
  }
  QGAUGE_TRY(const int number, value->integer(0, 1));
  operational = operational && number == 1;
  return {};
}

/// The list of {name, value, unit, date} that describes a qubit or a gate; parameters of other names are left out.
template <class Owner, std::size_t N>
core::Status read_parameters(const std::vector<Node>& list, const std::array<Parameter<Owner>, N>& table,
                             const std::string& place, Owner& owner, Notes& notes) {
  for (const Node& parameter : list) {
    QGAUGE_TRY(const Node name_node, parameter.at("name"));
    QGAUGE_TRY(const std::string name, name_node.text());
    if (name == "operational") QGAUGE_CHECK(read_operational(parameter, owner.operational));
    const auto* field = std::ranges::find(table, name, &Parameter<Owner>::name);
    if (field == table.end()) continue;
    const std::string full = fmt::format("{} of {}", name, place);
    QGAUGE_TRY(const Quantity quantity, read_quantity(parameter, field->kind, full, notes));
    Quantity& known = owner.*field->member;
    QGAUGE_TRY(known, one_of_two(known, quantity, parameter, full, notes));
  }
  return {};
}

bool says_nothing(const Node& node) {
  return node.json().is_null() || node.json() == "None" || (node.json().is_object() && node.json().empty());
}

ErrorMetric readout_metric(const Qubit& qubit) {
  ErrorMetric metric;
  const bool both = qubit.p1_given_0.known() && qubit.p0_given_1.known();
  if (both) metric.field = "prob_meas1_prep0, prob_meas0_prep1";
  if (!both && qubit.assignment_error.known()) metric.field = "readout_error";
  return metric;
}

core::Status read_qubits(const Node& properties, DeviceDescription& description, Notes& notes) {
  QGAUGE_TRY(const Node node, properties.at("qubits"));
  QGAUGE_TRY(const auto items, node.items(max_qubits));
  if (items.empty()) return node.refuse("at least one qubit");
  const int listed = static_cast<int>(items.size());
  if (description.qubit_count.value_or(listed) != listed) {
    return node.refuse(fmt::format("the {} qubits that the configuration names", *description.qubit_count));
  }
  description.qubit_count = listed;
  for (const Node& item : items) {
    const std::string place = fmt::format("qubit {}", description.qubits.size());
    Qubit& qubit = description.qubits.emplace_back();
    if (says_nothing(item)) continue;
    QGAUGE_TRY(const auto list, item.items());
    QGAUGE_CHECK(read_parameters(list, qubit_parameters, place, qubit, notes));
    qubit.readout_metric = readout_metric(qubit);
  }
  return {};
}

/// Randomized benchmarking. IBM's page on its machines of 2025 ("QPU information" of the IBM Quantum documentation)
/// says that layers of one-qubit Cliffords and of two-qubit gates alternate, of pairs that are well apart, and that the
/// error holds that of the one-qubit layer; and that one-qubit gates are benchmarked on all qubits at once. Of older
/// figures only that pairs are benchmarked alone is known.
ErrorMetric gate_error_metric(bool two_qubits, const std::optional<core::Date>& date) {
  static const core::Date described = *core::Date::from(2025, 1, 1);
  const bool known = date && *date >= described;
  ErrorMetric metric;
  metric.per = ErrorMetric::Per::gate;
  metric.method = "RB";
  metric.field = "gate_error";
  if (two_qubits) metric.operation = ErrorMetric::Operation::isolated;
  if (!two_qubits && known) metric.operation = ErrorMetric::Operation::simultaneous;
  if (two_qubits && known) {
    metric.per = ErrorMetric::Per::cycle;
    metric.one_qubit_part = ErrorMetric::OneQubitPart::included;
  }
  return metric;
}

/// The meaning of the error goes by its own date, else by that of the file.
core::Result<Gate> read_gate(const Node& node, std::string name, const DeviceDescription& description, Notes& notes) {
  Gate gate;
  gate.name = std::move(name);
  QGAUGE_TRY(const Node qubits, node.at("qubits"));
  QGAUGE_TRY(gate.qubits, read_indices(qubits, *description.qubit_count));
  const std::size_t expected = find_entangler(gate.name) ? 2 : 1;
  if (gate.qubits.size() != expected) return qubits.refuse(fmt::format("{} qubits for a {} gate", expected, gate.name));
  QGAUGE_TRY(const auto list, items_of(node, "parameters"));
  const std::string place = fmt::format("{} {}", gate.name, fmt::join(gate.qubits, "-"));
  QGAUGE_CHECK(read_parameters(list, gate_parameters, place, gate, notes));
  gate.metric = gate_error_metric(expected == 2, gate.infidelity.date ? gate.infidelity.date : description.as_of);
  return gate;
}

core::Result<std::vector<std::string>> gate_names(const std::vector<Node>& gates) {
  std::vector<std::string> names;
  for (const Node& gate : gates) {
    QGAUGE_TRY(const Node node, gate.at("gate"));
    QGAUGE_TRY(std::string name, node.text());
    names.push_back(std::move(name));
  }
  return names;
}

core::Status read_gates(const Node& properties, const std::set<std::string>& basis, DeviceDescription& description,
                        Notes& notes) {
  QGAUGE_TRY(const Node list, properties.at("gates"));
  QGAUGE_TRY(const auto items, list.items());
  QGAUGE_TRY(const std::vector<std::string> names, gate_names(items));
  const std::set<std::string> native = choose_native({names.begin(), names.end()}, basis, description.findings);
  std::set<std::pair<std::string, std::vector<int>>> seen;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!native.contains(names[i])) continue;
    QGAUGE_TRY(Gate gate, read_gate(items[i], names[i], description, notes));
    if (!seen.emplace(gate.name, gate.qubits).second) return items[i].refuse("every gate once on the same qubits");
    description.gates.push_back(std::move(gate));
  }
  return {};
}

}  // namespace

core::Status read_calibration(const Node& properties, const std::set<std::string>& basis,
                              DeviceDescription& description, Notes& notes) {
  QGAUGE_CHECK(read_qubits(properties, description, notes));
  return read_gates(properties, basis, description, notes);
}

}  // namespace qgauge::device::ibm
