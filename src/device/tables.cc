// A description as tables for a spreadsheet: one row a qubit, one row a coupling and native gate, as reported.
// Called by cli for --csv; the columns are documented in docs/formats.md. Knows no file and no quoting.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "device/fields.hpp"
#include "device/judge_qubits.hpp"
#include "device/native_names.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

constexpr std::string_view average_word = "average";

/// A row that is being made, with the names of its columns.
class Row {
 public:
  void add(const std::string& column, std::string_view cell) {
    columns_.push_back(column);
    cells_.emplace_back(cell);
  }
  /// Value, standard error and date.
  void add(const std::string& column, const Quantity& quantity) {
    const bool marked = quantity.state == State::sentinel;
    add(column, quantity.known() ? fmt::format("{}", quantity.value) : marked ? "not_calibrated" : "");
    add(column + "_sigma", quantity.sigma ? fmt::format("{}", *quantity.sigma) : "");
    add(column + "_date", quantity.date ? quantity.date->text() : "");
  }
  template <class Owner, std::size_t N>
  void add_fields(const std::string& prefix, const Owner& owner, const std::array<Field<Owner>, N>& fields) {
    for (const Field<Owner>& field : fields) add(prefix + std::string(field.key), owner.*field.member);
  }

  std::vector<std::string> columns() && { return std::move(columns_); }
  std::vector<std::string> cells() && { return std::move(cells_); }

 private:
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;
};

std::string_view yes_or_no(bool holds) { return holds ? "yes" : "no"; }

std::string_view word_of(Usable usable) {
  switch (usable) {
    case Usable::no:
      return "no";
    case Usable::unknown:
      return "unknown";
    case Usable::yes:
      return "yes";
  }
  return "";
}

std::string label_of(const DeviceDescription& description, int qubit) {
  const std::string& label = description.qubits[static_cast<std::size_t>(qubit)].label;
  return label.empty() ? std::to_string(qubit) : label;
}

/// The first error of simultaneous operation among the further ones; an empty one where there is none.
template <class Errors>
typename Errors::value_type simultaneous_of(const Errors& errors) {
  using enum ErrorMetric::Operation;
  const auto found = std::ranges::find_if(errors, [](const auto& one) { return one.metric.operation == simultaneous; });
  return found == errors.end() ? typename Errors::value_type{} : *found;
}

void add_metric(const std::string& prefix, const ErrorMetric& metric, bool of_gate, Row& row) {
  row.add(prefix + "operation", name_in(operation_names, metric.operation));
  if (of_gate) {
    row.add(prefix + "one_qubit_part", name_in(one_qubit_part_names, metric.one_qubit_part));
    row.add(prefix + "per", name_in(per_names, metric.per));
    row.add(prefix + "leakage", name_in(leakage_names, metric.leakage));
  }
  row.add(prefix + "method", metric.method);
  row.add(prefix + "field", metric.field);
  row.add(prefix + "conversion", metric.conversion);
}

/// The columns of a gate; all empty but for the metric's unknowns where there is none.
void add_gate(const std::string& prefix, const Gate& gate, Row& row) {
  row.add_fields(prefix, gate, gate_fields);
  row.add(prefix + "over_rotation_rad", gate.over_rotation_rad == 0 ? "" : fmt::format("{}", gate.over_rotation_rad));
  add_metric(prefix + "metric_", gate.metric, true, row);
  row.add(prefix + "simultaneous_infidelity", simultaneous_of(gate.other_errors).infidelity);
}

/// What a row says beside the reported values.
struct QubitPlace {
  std::string index;
  std::string label;
  std::string_view operational;
  std::string_view working;
};

Row qubit_row(const QubitPlace& place, const Qubit& qubit, const Gate& gate) {
  Row row;
  row.add("qubit", place.index);
  row.add("label", place.label);
  row.add("operational", place.operational);
  row.add("working", place.working);
  row.add_fields("", qubit, qubit_fields);
  add_metric("readout_metric_", qubit.readout_metric, false, row);
  row.add("simultaneous_assignment_error", simultaneous_of(qubit.other_readouts).assignment_error);
  row.add("gate", gate.name);
  add_gate("gate_", gate, row);
  return row;
}

/// The pulse that the model uses, or else the first gate of the qubit, whose error is no value; empty without gates.
Gate shown_pulse(const std::vector<const Gate*>& gates) {
  const Gate* best = best_pulse(gates);
  if (best == nullptr && !gates.empty()) best = gates.front();
  return best == nullptr ? Gate{} : *best;
}

std::vector<std::vector<const Gate*>> pulses_of(const DeviceDescription& description) {
  std::vector<std::vector<const Gate*>> gates(description.qubits.size());
  for (const Gate& gate : description.gates) {
    if (gate.qubits.size() == 1) gates[static_cast<std::size_t>(gate.qubits[0])].push_back(&gate);
  }
  return gates;
}

/// Of each qubit whether it works; empty words where the model lists none of them.
std::vector<std::string_view> working_words(const DeviceDescription& description, const DeviceModel& model) {
  std::vector<std::string_view> words(description.qubits.size());
  if (model.qubits.size() != words.size()) return words;
  const auto certainly = working_qubits(model, Usable::yes), possibly = working_qubits(model, Usable::unknown);
  for (std::size_t q = 0; q < words.size(); ++q) {
    words[q] = word_of(certainly[q] ? Usable::yes : possibly[q] ? Usable::unknown : Usable::no);
  }
  return words;
}

struct PairPlace {
  std::string a;
  std::string b;
  std::string label_a;
  std::string label_b;
  std::string_view usable;
  std::string_view used;
};

Row pair_row(const PairPlace& place, const Gate& gate) {
  Row row;
  row.add("qubit_a", place.a);
  row.add("qubit_b", place.b);
  row.add("label_a", place.label_a);
  row.add("label_b", place.label_b);
  row.add("gate", gate.name);
  row.add("usable", place.usable);
  row.add("used", place.used);
  add_gate("", gate, row);
  return row;
}

Usable usable_of(const Gate& gate) {
  if (!gate.operational) return Usable::no;
  return gate.infidelity.known() ? Usable::yes : Usable::unknown;
}

/// Whether the model takes this gate in this direction for its coupling.
bool is_used(const Gate& gate, const DeviceModel& model) {
  const Coupling* coupling = find_coupling(model, gate.qubits[0], gate.qubits[1]);
  if (coupling == nullptr || !coupling->gate) return false;
  const TwoQubitGate& used = *coupling->gate;
  return used.name == gate.name && used.first == gate.qubits[0] && used.second == gate.qubits[1];
}

PairPlace place_of(const DeviceDescription& description, int a, int b) {
  return {std::to_string(a), std::to_string(b), label_of(description, a), label_of(description, b), {}, {}};
}

using GatesOfPairs = std::map<std::pair<int, int>, std::vector<const Gate*>>;

/// Every listed coupling and every pair with a gate.
GatesOfPairs pairs_of(const DeviceDescription& description) {
  GatesOfPairs pairs;
  for (const auto& [a, b] : description.couplings) pairs[std::minmax(a, b)];
  for (const Gate& gate : description.gates) {
    if (gate.qubits.size() == 2) pairs[std::minmax(gate.qubits[0], gate.qubits[1])].push_back(&gate);
  }
  return pairs;
}

void append_pair(const DeviceDescription& description, const DeviceModel& model, std::pair<int, int> pair,
                 const std::vector<const Gate*>& gates, TextTable& table) {
  for (const Gate* gate : gates) {
    PairPlace place = place_of(description, gate->qubits[0], gate->qubits[1]);
    place.usable = word_of(usable_of(*gate));
    place.used = yes_or_no(is_used(*gate, model));
    table.push_back(pair_row(place, *gate).cells());
  }
  if (!gates.empty()) return;
  PairPlace place = place_of(description, pair.first, pair.second);
  place.usable = word_of(Usable::unknown);
  place.used = yes_or_no(false);
  table.push_back(pair_row(place, {}).cells());
}

}  // namespace

TextTable qubit_table(const DeviceDescription& description, const DeviceModel& model) {
  TextTable table{qubit_row({}, {}, {}).columns()};
  if (description.average_qubit || description.average_one_qubit_gate) {
    const QubitPlace place{std::string(average_word), {}, {}, {}};
    const Qubit qubit = description.average_qubit.value_or(Qubit{});
    table.push_back(qubit_row(place, qubit, description.average_one_qubit_gate.value_or(Gate{})).cells());
  }
  const auto gates = pulses_of(description);
  const auto working = working_words(description, model);
  for (std::size_t q = 0; q < description.qubits.size(); ++q) {
    const Qubit& qubit = description.qubits[q];
    const QubitPlace place{std::to_string(q), label_of(description, static_cast<int>(q)), yes_or_no(qubit.operational),
                           working[q]};
    table.push_back(qubit_row(place, qubit, shown_pulse(gates[q])).cells());
  }
  return table;
}

TextTable pair_table(const DeviceDescription& description, const DeviceModel& model) {
  TextTable table{pair_row({}, {}).columns()};
  if (description.average_two_qubit_gate) {
    PairPlace place;
    place.a = place.b = average_word;
    table.push_back(pair_row(place, *description.average_two_qubit_gate).cells());
  }
  // Couplings of a machine of averages have no qubits listed, and all of them the average.
  if (description.qubits.empty()) return table;
  for (const auto& [pair, gates] : pairs_of(description)) append_pair(description, model, pair, gates, table);
  return table;
}

}  // namespace qgauge::device
