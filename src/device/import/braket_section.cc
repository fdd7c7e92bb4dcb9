// The standardized section of Braket's device capabilities: see braket_section.hpp.

#include "device/import/braket_section.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <optional>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/native_gates.hpp"

namespace qgauge::device::braket {
namespace {

using Operation = ErrorMetric::Operation;
using OneQubitPart = ErrorMetric::OneQubitPart;
using Per = ErrorMetric::Per;

/// What a fidelityType.name says. Interleaved benchmarking divides by a reference of Cliffords alone, so its figure is
/// of the one gate without the one-qubit gates around it.
struct Benchmark {
  std::string_view type;
  std::string_view method;
  Operation operation;
  Per per;
  OneQubitPart one_qubit_part;
};

constexpr std::array benchmarks{
    Benchmark{"RANDOMIZED_BENCHMARKING", "RB", Operation::unknown, Per::unknown, OneQubitPart::unknown},
    Benchmark{"SIMULTANEOUS_RANDOMIZED_BENCHMARKING", "RB", Operation::simultaneous, Per::unknown,
              OneQubitPart::unknown},
    Benchmark{"INTERLEAVED_RANDOMIZED_BENCHMARKING", "IRB", Operation::unknown, Per::gate, OneQubitPart::subtracted},
    Benchmark{"SIMULTANEOUS_INTERLEAVED_RANDOMIZED_BENCHMARKING", "IRB", Operation::simultaneous, Per::gate,
              OneQubitPart::subtracted},
};

/// The readout entries of oneQubitFidelity. `is_error`: the number in the field "fidelity" is an error probability.
struct ReadoutType {
  std::string_view type;
  Quantity Qubit::*member;
  bool is_error;
};

constexpr std::array readout_types{
    ReadoutType{"READOUT", &Qubit::assignment_error, false},
    ReadoutType{"READOUT_ERROR_0_TO_1", &Qubit::p1_given_0, true},
    ReadoutType{"READOUT_ERROR_1_TO_0", &Qubit::p0_given_1, true},
};

/// IQM's name for a random Clifford gate of two qubits in the list of gates.
constexpr std::string_view clifford_name = "two_qubit_clifford";

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> aliases{{{"v", "sx"}, {"cnot", "cx"}}};

/// Equal but for rounding: both sections hold the same measurement.
bool agree(const Quantity& a, const Quantity& b) {
  return a.known() && b.known() && std::abs(a.value - b.value) <= 1e-9 * std::max(std::abs(a.value), std::abs(b.value));
}

std::string common_name(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto* alias = std::ranges::find(aliases, name, &std::pair<std::string_view, std::string_view>::first);
  return alias == aliases.end() ? name : std::string(alias->second);
}

template <class Row>
std::string native_name(const std::set<std::string>& native, std::span<const Row> known, std::string_view otherwise,
                        DeviceDescription& description) {
  const auto listed = [&](const Row& row) { return native.contains(std::string(row.name)); };
  const auto found = std::ranges::find_if(known, listed);
  if (found != known.end()) return std::string(found->name);
  description.findings.push_back({"default_used", "paradigm nativeGateSet",
                                  fmt::format("none of the native gates ({}) is known; the figures are read as those "
                                              "of {}",
                                              fmt::join(native, ", "), otherwise)});
  return std::string(otherwise);
}

/// Puts the readout figure of this type where it belongs; whether it is one.
bool read_readout(const Fidelity& fidelity, Qubit& qubit) {
  const auto* row = std::ranges::find(readout_types, fidelity.type, &ReadoutType::type);
  if (row == readout_types.end()) return false;
  qubit.*row->member = row->is_error ? fidelity.value : infidelity_of(fidelity.value);
  qubit.readout_metric.field = "oneQubitFidelity";
  return true;
}

/// The first figure is the gate's own, unless a later one was measured on this gate alone.
void add_error(const Fidelity& fidelity, Gate& gate) {
  const GateError error{gate_infidelity(fidelity.value), metric_of(fidelity)};
  if (gate.infidelity.state == State::absent) {
    gate.infidelity = error.infidelity;
    gate.metric = error.metric;
  } else if (gate.metric.operation == Operation::simultaneous && error.metric.operation != Operation::simultaneous) {
    gate.other_errors.push_back({gate.infidelity, gate.metric});
    gate.infidelity = error.infidelity;
    gate.metric = error.metric;
  } else {
    gate.other_errors.push_back(error);
  }
}

bool is_gate_benchmark(const Fidelity& fidelity) {
  return std::ranges::find(benchmarks, fidelity.type, &Benchmark::type) != benchmarks.end();
}

core::Status read_qubit(const Node& node, const std::string& pulse, int index, DeviceDescription& description,
                        std::set<std::string>& unread) {
  Qubit& qubit = description.qubits[static_cast<std::size_t>(index)];
  QGAUGE_TRY(qubit.t1_s, read_time(node, "T1"));
  QGAUGE_TRY(qubit.t2_s, read_time(node, "T2"));
  QGAUGE_TRY(const auto fidelities, read_fidelities(node, "oneQubitFidelity"));
  Gate gate;
  gate.name = pulse;
  gate.qubits = {index};
  for (const Fidelity& fidelity : fidelities) {
    if (read_readout(fidelity, qubit)) continue;
    if (is_gate_benchmark(fidelity)) {
      add_error(fidelity, gate);
    } else {
      unread.insert(fidelity.type);
    }
  }
  if (gate.infidelity.state != State::absent) description.gates.push_back(std::move(gate));
  return {};
}

/// The qubits of an entry: in its own direction where it gives one, else as in the key of the pair.
core::Result<std::vector<int>> direction_of(const Fidelity& fidelity, std::pair<int, int> pair, const Labels& labels,
                                            const Node& place) {
  if (!fidelity.direction) return std::vector{pair.first, pair.second};
  QGAUGE_TRY(const int control, labels.index(fidelity.direction->first, place));
  QGAUGE_TRY(const int target, labels.index(fidelity.direction->second, place));
  if (std::minmax(control, target) != std::minmax(pair.first, pair.second)) {
    return place.refuse("the two qubits of the pair as control and target");
  }
  return std::vector{control, target};
}

Gate& gate_on(std::vector<Gate>& gates, const std::string& name, const std::vector<int>& qubits) {
  for (Gate& gate : gates) {
    if (gate.name == name && gate.qubits == qubits) return gate;
  }
  Gate& gate = gates.emplace_back();
  gate.name = name;
  gate.qubits = qubits;
  return gate;
}

core::Status read_pair(const Member& member, const Labels& labels, DeviceDescription& description,
                       std::set<std::string>& unread) {
  QGAUGE_TRY(const auto pair, labels.pair(member.key, member.value));
  QGAUGE_TRY(const auto fidelities, read_fidelities(member.value, "twoQubitGateFidelity"));
  std::vector<Gate> gates;
  std::vector<GateError> cliffords;
  for (const Fidelity& fidelity : fidelities) {
    const std::string name = common_name(fidelity.gate);
    if (name == clifford_name) {
      GateError error{gate_infidelity(fidelity.value), metric_of(fidelity)};
      error.metric.per = Per::clifford;
      error.metric.one_qubit_part = OneQubitPart::included;
      cliffords.push_back(std::move(error));
    } else if (find_entangler(name) != nullptr) {
      QGAUGE_TRY(const auto qubits, direction_of(fidelity, pair, labels, member.value));
      add_error(fidelity, gate_on(gates, name, qubits));
    } else {
      unread.insert(fidelity.gate);
    }
  }
  if (!gates.empty()) std::ranges::copy(cliffords, std::back_inserter(gates[0].other_errors));
  std::ranges::move(gates, std::back_inserter(description.gates));
  return {};
}

/// What the section says of a figure that both give: by which benchmark it was measured, and its standard error.
void complete(const Quantity& section, const ErrorMetric& said, Quantity& used, ErrorMetric& metric) {
  if (!agree(section, used)) return;
  if (!used.sigma) used.sigma = section.sigma;
  if (metric.operation == Operation::unknown) metric.operation = said.operation;
  if (metric.per == Per::unknown) metric.per = said.per;
  if (metric.one_qubit_part == OneQubitPart::unknown) metric.one_qubit_part = said.one_qubit_part;
  if (metric.method.empty()) metric.method = said.method;
}

/// A time of exactly 0 stands for a missing one where the vendor's section leaves the time out.
void merge_quantity(const Quantity& section, const std::string& place, Quantity& used, Agreement& agreement) {
  agreement.compare(used, section, place);
  if (used.state == State::absent && !(section.known() && section.value == 0)) used = section;
  if (agree(used, section) && !used.sigma) used.sigma = section.sigma;
}

constexpr std::array<std::pair<std::string_view, Quantity Qubit::*>, 7> merged_fields{{
    {"T1", &Qubit::t1_s},
    {"T2", &Qubit::t2_s},
    {"T2 (Ramsey)", &Qubit::t2_star_s},
    {"P(1|0)", &Qubit::p1_given_0},
    {"P(0|1)", &Qubit::p0_given_1},
    {"assignment error", &Qubit::assignment_error},
    {"readout duration", &Qubit::readout_duration_s},
}};

void merge_qubit(const Qubit& section, const std::string& place, Qubit& qubit, Agreement& agreement) {
  for (const auto& [name, member] : merged_fields) {
    merge_quantity(section.*member, fmt::format("{} of {}", name, place), qubit.*member, agreement);
  }
}

void merge_gate(const Gate& section, const std::string& place, Gate& gate, Agreement& agreement) {
  if (gate.infidelity.state == State::absent) gate.metric = section.metric;
  merge_quantity(section.infidelity, fmt::format("{} on {}", section.name, place), gate.infidelity, agreement);
  complete(section.infidelity, section.metric, gate.infidelity, gate.metric);
  merge_quantity(section.duration_s, "duration of " + place, gate.duration_s, agreement);
}

/// The average of a list of one; version 3 has lists where later versions may give more.
core::Result<std::optional<Fidelity>> read_average(const Node& section, std::string_view key) {
  QGAUGE_TRY(auto list, read_fidelities(section, key));
  if (list.empty()) return std::nullopt;
  if (list[0].value.sigma == 0.0) list[0].value.sigma.reset();  // written where no error is known
  return list[0];
}

core::Status read_average_gate(const Node& section, std::string_view fidelity, std::string_view duration, Gate& gate) {
  QGAUGE_TRY(const auto average, read_average(section, fidelity));
  if (average) {
    gate.infidelity = gate_infidelity(average->value);
    gate.metric = metric_of(*average);
    gate.metric.field = fidelity;
  }
  QGAUGE_TRY(gate.duration_s, read_time(section, duration));
  return {};
}

bool is_empty(const Gate& gate) {
  return gate.infidelity.state == State::absent && gate.duration_s.state == State::absent;
}

bool is_empty(const Qubit& qubit) {
  return std::ranges::all_of(merged_fields,
                             [&](const auto& field) { return (qubit.*field.second).state == State::absent; });
}

/// Whether nothing but the labels of the qubits is known, and these are the indices.
bool is_anonymous(const DeviceDescription& description) {
  for (std::size_t q = 0; q < description.qubits.size(); ++q) {
    const Qubit& qubit = description.qubits[q];
    if (qubit.label != std::to_string(q) || !is_empty(qubit)) return false;
  }
  return description.gates.empty();
}

}  // namespace

core::Result<std::set<std::string>> native_gates(const Node& root) {
  std::set<std::string> names;
  QGAUGE_TRY(const Node paradigm, root.at("paradigm"));
  const auto node = paradigm.find("nativeGateSet");
  if (!node) return names;
  QGAUGE_TRY(const auto items, node->items());
  for (const Node& item : items) {
    QGAUGE_TRY(std::string name, item.text());
    names.insert(common_name(std::move(name)));
  }
  return names;
}

std::string native_pulse(const std::set<std::string>& native, std::string_view otherwise,
                         DeviceDescription& description) {
  return native_name(native, pulses(), otherwise, description);
}

std::string native_entangler(const std::set<std::string>& native, std::string_view otherwise,
                             DeviceDescription& description) {
  return native_name(native, entanglers(), otherwise, description);
}

Quantity gate_infidelity(const Quantity& fidelity) {
  return fidelity.known() && fidelity.value == 0 ? sentinel() : infidelity_of(fidelity);
}

ErrorMetric metric_of(const Fidelity& fidelity) {
  ErrorMetric metric;
  const auto* row = std::ranges::find(benchmarks, fidelity.type, &Benchmark::type);
  if (row != benchmarks.end()) {
    metric.operation = row->operation;
    metric.per = row->per;
    metric.one_qubit_part = row->one_qubit_part;
    metric.method = row->method;
  }
  if (fidelity.how.find("Direct Randomized Benchmarking") != std::string::npos) metric.method = "DRB";
  metric.field = fidelity.gate.empty() ? "oneQubitFidelity" : "twoQubitGateFidelity";
  metric.conversion = "1 - F";
  return metric;
}

core::Result<std::set<std::string>> labels_of(const Node& section, std::string_view key) {
  std::set<std::string> labels;
  const auto node = section.find(key);
  if (!node) return labels;
  QGAUGE_TRY(const auto list, members(*node, max_qubits));
  for (const Member& member : list) labels.insert(member.key);
  return labels;
}

core::Result<DeviceDescription> read_listed(const Node& section, const Labels& labels, const std::string& pulse) {
  DeviceDescription listed;
  listed.qubits.resize(static_cast<std::size_t>(labels.count()));
  for (std::size_t q = 0; q < listed.qubits.size(); ++q) listed.qubits[q].label = labels.texts()[q];
  std::set<std::string> unread;
  if (const auto node = section.find("oneQubitProperties")) {
    QGAUGE_TRY(const auto list, members(*node, max_qubits));
    for (const Member& member : list) {
      QGAUGE_TRY(const int index, labels.index(member.key, member.value));
      QGAUGE_CHECK(read_qubit(member.value, pulse, index, listed, unread));
    }
  }
  if (const auto node = section.find("twoQubitProperties")) {
    QGAUGE_TRY(const auto list, members(*node));
    for (const Member& member : list) QGAUGE_CHECK(read_pair(member, labels, listed, unread));
  }
  if (!unread.empty()) {
    listed.findings.push_back(
        {"unused_quantity", section.where(), fmt::format("not read: {}", fmt::join(unread, ", "))});
  }
  return listed;
}

void merge(const DeviceDescription& section, DeviceDescription& description) {
  Agreement agreement;
  for (std::size_t q = 0; q < section.qubits.size(); ++q) {
    merge_qubit(section.qubits[q], section.qubits[q].label, description.qubits[q], agreement);
  }
  std::map<std::pair<std::string, std::vector<int>>, Gate*> gates;
  for (Gate& gate : description.gates) gates[{gate.name, gate.qubits}] = &gate;
  std::vector<Gate> further;
  for (const Gate& gate : section.gates) {
    const auto found = gates.find({gate.name, gate.qubits});
    if (found == gates.end()) {
      further.push_back(gate);
      continue;
    }
    std::vector<std::string> place;
    for (const int q : gate.qubits) place.push_back(section.qubits[static_cast<std::size_t>(q)].label);
    merge_gate(gate, fmt::format("{}", fmt::join(place, "-")), *found->second, agreement);
  }
  std::ranges::move(further, std::back_inserter(description.gates));
  std::ranges::copy(section.findings, std::back_inserter(description.findings));
  agreement.report(description);
}

core::Result<Averages> read_averages(const Node& section) {
  Averages averages;
  QGAUGE_TRY(averages.qubit.t1_s, read_time(section, "T1"));
  QGAUGE_TRY(averages.qubit.t2_s, read_time(section, "T2"));
  QGAUGE_TRY(averages.qubit.readout_duration_s, read_time(section, "readoutDuration"));
  QGAUGE_TRY(const auto readout, read_average(section, "readoutFidelity"));
  if (readout) {
    averages.qubit.assignment_error = infidelity_of(readout->value);
    averages.qubit.readout_metric.field = "readoutFidelity";
    averages.qubit.readout_metric.conversion = "1 - F";
  }
  QGAUGE_CHECK(read_average_gate(section, "singleQubitFidelity", "singleQubitGateDuration", averages.one_qubit));
  QGAUGE_CHECK(read_average_gate(section, "twoQubitGateFidelity", "twoQubitGateDuration", averages.two_qubit));
  return averages;
}

void merge(const Averages& section, Averages& averages, DeviceDescription& description) {
  Agreement agreement;
  if (averages.qubit.assignment_error.state == State::absent) {
    averages.qubit.readout_metric = section.qubit.readout_metric;
  }
  merge_qubit(section.qubit, "the machine", averages.qubit, agreement);
  merge_gate(section.one_qubit, "one qubit", averages.one_qubit, agreement);
  merge_gate(section.two_qubit, "two qubits", averages.two_qubit, agreement);
  agreement.report(description);
}

void set_averages(const Averages& averages, DeviceDescription& description) {
  for (Gate& gate : description.gates) {
    const bool timed = gate.qubits.size() != 1 || gate.duration_s.state != State::absent;
    if (!timed) gate.duration_s = averages.one_qubit.duration_s;
  }
  if (!is_empty(averages.qubit)) description.average_qubit = averages.qubit;
  if (!is_empty(averages.one_qubit)) description.average_one_qubit_gate = averages.one_qubit;
  if (!is_empty(averages.two_qubit)) description.average_two_qubit_gate = averages.two_qubit;
  const auto count = static_cast<long long>(description.qubits.size());
  const auto pairs = static_cast<long long>(description.couplings.size());
  if (!description.all_to_all && count > 1 && pairs == count * (count - 1) / 2) {
    description.all_to_all = true;
    description.couplings.clear();
  }
  if (description.all_to_all && is_anonymous(description)) description.qubits.clear();
}

}  // namespace qgauge::device::braket
