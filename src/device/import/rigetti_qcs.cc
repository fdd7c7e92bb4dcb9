// Reads a QCS InstructionSetArchitecture, alone or within a document of Amazon Braket: see rigetti_qcs.hpp.
// Names of operations and characteristics are those of the public QCS API model.

#include "device/import/rigetti_qcs.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/braket.hpp"
#include "device/import/importer.hpp"
#include "device/tally.hpp"

namespace qgauge::device::rigetti {
namespace {

/// A characteristic of an instruction or benchmark that describes one qubit.
struct QubitField {
  std::string_view operation;
  std::string_view characteristic;
  Quantity QubitFigures::*member;
  bool fidelity;
};

constexpr std::array qubit_fields{
    QubitField{"FreeInversionRecovery", "T1", &QubitFigures::t1_s, false},
    QubitField{"FreeInductionDecay", "T2", &QubitFigures::t2_star_s, false},
    QubitField{"randomized_benchmark_1q", "fRB", &QubitFigures::isolated, true},
    QubitField{"randomized_benchmark_simultaneous_1q", "fRB", &QubitFigures::simultaneous, true},
    QubitField{"MEASURE", "fRO", &QubitFigures::assignment_error, true},
};

/// Reading in progress: what the operations say, and on which qubits and pairs instructions are listed.
struct Reading {
  const Labels& labels;
  Figures figures;
  std::set<int> used_qubits;
  std::set<Pair> used_pairs;
  std::set<std::string> unused;
};

core::Result<std::vector<int>> read_qubits(const Node& list, const Labels& labels) {
  QGAUGE_TRY(const auto items, list.items(max_qubits));
  std::vector<int> qubits;
  for (const Node& item : items) {
    QGAUGE_TRY(const int qubit, labels.index(item));
    qubits.push_back(qubit);
  }
  return qubits;
}

core::Result<Pair> pair_of(const std::vector<int>& qubits, const Node& place) {
  if (qubits.size() != 2 || qubits[0] == qubits[1]) return place.refuse("two different qubits in node_ids");
  return Pair(std::minmax(qubits[0], qubits[1]));
}

core::Result<Quantity> read_value(const Node& characteristic, Range range) {
  QGAUGE_TRY(Quantity quantity, braket::read_number(characteristic, "value", "error", range));
  QGAUGE_TRY(quantity.date, braket::read_date(characteristic, "timestamp"));
  return quantity;
}

core::Result<Angle> read_angle(const Node& characteristic) {
  const auto node = characteristic.find("parameter_values");
  if (!node) return Angle::not_stated;
  QGAUGE_TRY(const auto values, node->items());
  if (values.empty()) return Angle::not_stated;
  QGAUGE_TRY(const double radians, values[0].number());
  return values.size() == 1 ? angle_of(radians) : Angle::other;
}

core::Status read_qubit_figure(const Node& node, const QubitField& field, const std::vector<int>& qubits,
                               Reading& reading) {
  if (qubits.size() != 1) return node.refuse("one qubit in node_ids");
  Quantity& slot = reading.figures.qubits[static_cast<std::size_t>(qubits[0])].*field.member;
  if (slot.state != State::absent) return node.refuse(fmt::format("{} once on each qubit", field.characteristic));
  QGAUGE_TRY(const Quantity value, read_value(node, field.fidelity ? Range::probability : Range::finite));
  slot = field.fidelity ? infidelity_of(value) : value;
  return {};
}

core::Status read_gate(const Node& node, const PairGate& gate, const std::vector<int>& qubits, Reading& reading) {
  QGAUGE_TRY(const Pair pair, pair_of(qubits, node));
  QGAUGE_TRY(const Angle angle, read_angle(node));
  if (gate.parametric && angle == Angle::other) {
    reading.unused.insert(fmt::format("{} of {} at an angle other than pi", gate.field, gate.instruction));
    return {};
  }
  QGAUGE_TRY(const Quantity value, read_value(node, Range::probability));
  return add_gate(reading.figures, gate, pair, infidelity_of(value), angle, node);
}

/// `qubits` are those of the site; a characteristic of a site of many qubits names its own.
core::Status read_characteristic(const Node& node, const std::string& operation, std::vector<int> qubits,
                                 Reading& reading) {
  if (const auto own = node.find("node_ids"); own && !own->json().empty()) {
    QGAUGE_TRY(qubits, read_qubits(*own, reading.labels));
  }
  QGAUGE_TRY(const Node name_node, node.at("name"));
  QGAUGE_TRY(const std::string name, name_node.text());
  const auto* field = std::ranges::find_if(
      qubit_fields, [&](const QubitField& one) { return one.operation == operation && one.characteristic == name; });
  if (field != qubit_fields.end()) return read_qubit_figure(node, *field, qubits, reading);
  const auto* gate = std::ranges::find_if(
      pair_gates, [&](const PairGate& one) { return one.instruction == operation && one.field == name; });
  if (gate != pair_gates.end()) return read_gate(node, *gate, qubits, reading);
  reading.unused.insert(fmt::format("{} of {}", name.substr(0, 40), operation.substr(0, 40)));
  return {};
}

core::Status read_site(const Node& site, const std::string& operation, bool instruction, Reading& reading) {
  QGAUGE_TRY(const Node nodes, site.at("node_ids"));
  QGAUGE_TRY(const std::vector<int> qubits, read_qubits(nodes, reading.labels));
  if (instruction && qubits.size() == 1) reading.used_qubits.insert(qubits[0]);
  if (instruction && qubits.size() == 2) reading.used_pairs.insert(std::minmax(qubits[0], qubits[1]));
  const auto list = site.find("characteristics");
  if (!list) return {};
  QGAUGE_TRY(const auto characteristics, list->items());
  for (const Node& node : characteristics) QGAUGE_CHECK(read_characteristic(node, operation, qubits, reading));
  return {};
}

core::Status read_operations(const Node& isa, std::string_view key, Reading& reading) {
  QGAUGE_TRY(const Node list, isa.at(key));
  QGAUGE_TRY(const auto operations, list.items());
  for (const Node& operation : operations) {
    QGAUGE_TRY(const Node name_node, operation.at("name"));
    QGAUGE_TRY(const std::string name, name_node.text());
    QGAUGE_TRY(const Node sites_node, operation.at("sites"));
    QGAUGE_TRY(const auto sites, sites_node.items());
    for (const Node& site : sites) QGAUGE_CHECK(read_site(site, name, key == "instructions", reading));
  }
  return {};
}

core::Result<std::vector<Node>> read_list(const Node& isa, std::string_view key) {
  QGAUGE_TRY(const Node architecture, isa.at("architecture"));
  QGAUGE_TRY(const Node list, architecture.at(key));
  return list.items();
}

/// Qubits and edges without any instruction; the others become the couplings.
void mark_unused(const std::set<Pair>& edges, const Reading& reading, DeviceDescription& description) {
  for (int q = 0; q < reading.labels.count(); ++q) {
    description.qubits[static_cast<std::size_t>(q)].operational = reading.used_qubits.contains(q);
  }
  Tally dead("not_operational", "no instruction is listed on the edge; it is left out");
  description.couplings.clear();
  for (const auto& [a, b] : edges) {
    const auto& labels = reading.labels.texts();
    if (reading.used_pairs.contains({a, b})) {
      description.couplings.emplace_back(a, b);
    } else {
      dead.add(fmt::format("{}-{}", labels[static_cast<std::size_t>(a)], labels[static_cast<std::size_t>(b)]));
    }
  }
  dead.report({"couplings", edges.size(), false}, description.findings);
}

/// Randomized benchmarking of the Clifford group; whether the figure is per Clifford or per pulse is not stated.
ErrorMetric pulse_metric(ErrorMetric::Operation operation, std::string_view field) {
  ErrorMetric metric;
  metric.operation = operation;
  metric.method = "RB";
  metric.field = field;
  metric.conversion = "1 - F";
  return metric;
}

/// A rotation about x by any angle is one pulse. With only one of the two figures, that one is the gate's.
Gate pulse_of(int qubit, const QubitFigures& figures, const FieldNames& fields) {
  Gate gate;
  gate.name = "rx";
  gate.qubits = {qubit};
  const auto simultaneous = pulse_metric(ErrorMetric::Operation::simultaneous, fields.simultaneous);
  if (figures.isolated.state == State::absent) {
    gate.infidelity = figures.simultaneous;
    gate.metric = simultaneous;
    return gate;
  }
  gate.infidelity = figures.isolated;
  gate.metric = pulse_metric(ErrorMetric::Operation::isolated, fields.isolated);
  if (figures.simultaneous.state != State::absent) gate.other_errors.push_back({figures.simultaneous, simultaneous});
  return gate;
}

void describe_qubit(const QubitFigures& figures, const FieldNames& fields, Qubit& qubit) {
  qubit.t1_s = figures.t1_s;
  qubit.t2_star_s = figures.t2_star_s;
  qubit.assignment_error = figures.assignment_error;
  if (figures.assignment_error.state == State::absent) return;
  qubit.readout_metric.field = fields.readout;
  qubit.readout_metric.conversion = "1 - F";
}

/// The latest day of any value, for documents without a date of their own.
std::optional<core::Date> latest_date(const Figures& figures) {
  std::optional<core::Date> latest;
  for (const QubitFigures& qubit : figures.qubits) {
    for (const QubitField& field : qubit_fields) latest = std::max(latest, (qubit.*field.member).date);
  }
  for (const auto& [key, gate] : figures.gates) latest = std::max(latest, gate.infidelity.date);
  return latest;
}

}  // namespace

Angle angle_of(double radians) {
  return std::abs(std::abs(radians) - std::numbers::pi) < 1e-6 ? Angle::pi : Angle::other;
}

Quantity marked(const Quantity& infidelity) {
  if (!infidelity.known()) return infidelity;
  const double value = infidelity.value;
  const bool no_fit = value >= 0.99 && infidelity.sigma.value_or(0) >= 0.99;
  if (value != 0.5 && value != 1 && !no_fit) return infidelity;
  Quantity mark = sentinel();
  mark.date = infidelity.date;
  return mark;
}

Quantity infidelity_of(const Quantity& fidelity) { return marked(braket::infidelity_of(fidelity)); }

// The standardized section of Braket's documents repeats these numbers as INTERLEAVED_RANDOMIZED_BENCHMARKING: they are
// of the gate itself. Whether other pairs were benchmarked at the same moment is not said.
core::Status add_gate(Figures& figures, const PairGate& gate, Pair qubits, const Quantity& infidelity, Angle angle,
                      const Node& place) {
  Gate& added = figures.gates[{qubits, gate.name}];
  if (!added.name.empty()) return place.refuse(fmt::format("{} once on each pair", gate.field));
  added.name = gate.name;
  added.qubits = {qubits.first, qubits.second};
  added.infidelity = infidelity;
  added.metric = {.operation = ErrorMetric::Operation::unknown,
                  .one_qubit_part = ErrorMetric::OneQubitPart::subtracted,
                  .per = ErrorMetric::Per::gate,
                  .leakage = ErrorMetric::Leakage::unknown,
                  .method = "IRB",
                  .field = std::string(gate.field),
                  .conversion = "1 - F"};
  if (gate.parametric)
    added.metric.conversion += angle == Angle::pi ? " at theta = pi" : ", F averaged over the angles";
  return {};
}

void describe(const Figures& figures, DeviceDescription& description) {
  description.vendor = "Rigetti";
  description.modality = "superconducting";
  for (std::size_t q = 0; q < figures.qubits.size(); ++q) {
    const QubitFigures& one = figures.qubits[q];
    describe_qubit(one, figures.fields, description.qubits[q]);
    if (one.isolated.state == State::absent && one.simultaneous.state == State::absent) continue;
    description.gates.push_back(pulse_of(static_cast<int>(q), one, figures.fields));
  }
  for (const auto& [key, gate] : figures.gates) description.gates.push_back(gate);
}

core::Result<std::set<std::string>> labels_of_isa(const Node& isa) {
  std::set<std::string> labels;
  QGAUGE_TRY(const auto nodes, read_list(isa, "nodes"));
  for (const Node& node : nodes) {
    QGAUGE_TRY(const Node id, node.at("node_id"));
    QGAUGE_TRY(std::string label, label_of(id));
    if (!labels.insert(std::move(label)).second) return id.refuse("every node once");
  }
  return labels;
}

core::Result<std::set<Pair>> edges_of_isa(const Node& isa, const Labels& labels) {
  std::set<Pair> edges;
  QGAUGE_TRY(const auto items, read_list(isa, "edges"));
  for (const Node& edge : items) {
    QGAUGE_TRY(const Node ids, edge.at("node_ids"));
    QGAUGE_TRY(const std::vector<int> qubits, read_qubits(ids, labels));
    QGAUGE_TRY(const Pair pair, pair_of(qubits, edge));
    if (!edges.insert(pair).second) return edge.refuse("every edge once");
  }
  return edges;
}

core::Result<Figures> read_isa(const Node& isa, const Labels& labels, DeviceDescription& description) {
  Reading reading{.labels = labels, .figures = {}, .used_qubits = {}, .used_pairs = {}, .unused = {}};
  reading.figures.fields = {"randomized_benchmark_1q fRB", "randomized_benchmark_simultaneous_1q fRB", "fRO"};
  reading.figures.qubits.resize(static_cast<std::size_t>(labels.count()));
  QGAUGE_TRY(const std::set<Pair> edges, edges_of_isa(isa, labels));
  QGAUGE_CHECK(read_operations(isa, "instructions", reading));
  QGAUGE_CHECK(read_operations(isa, "benchmarks", reading));
  mark_unused(edges, reading, description);
  if (!description.as_of) description.as_of = latest_date(reading.figures);
  if (!reading.unused.empty()) {
    description.findings.push_back(
        {"unused_quantity", isa.where(), fmt::format("not read: {}", fmt::join(reading.unused, ", "))});
  }
  return std::move(reading.figures);
}

}  // namespace qgauge::device::rigetti

namespace qgauge::device {

const std::array<CoverageRow, content_count> coverage_of_rigetti_qcs{{
    {Content::name, Coverage::read, "name"},
    {Content::date, Coverage::assumed,
     "the latest timestamp of any value; in the public files these are 1970-01-01, which is no date"},
    {Content::qubit_count, Coverage::read, "the number of architecture.nodes"},
    {Content::qubit_labels, Coverage::read, "node_id, in ascending order; the numbering has holes"},
    {Content::couplings, Coverage::read, "architecture.edges on which an instruction is listed"},
    {Content::t1, Coverage::read, "benchmark FreeInversionRecovery, T1 in s"},
    {Content::t2, Coverage::read, "benchmark FreeInductionDecay, T2 in s: a Ramsey time, so it is T2*"},
    {Content::readout_error, Coverage::read, "fRO of MEASURE: 1 - F is the assignment error, the mean over 0 and 1"},
    {Content::one_qubit_error, Coverage::read,
     "fRB of randomized_benchmark_1q: 1 - F is the average infidelity of one RX pulse; whether F is per Clifford or "
     "per "
     "pulse is not stated; F of exactly 0.5 or 0 is a failed fit"},
    {Content::two_qubit_error, Coverage::read,
     "fCZ, fCPHASE, fXY, fISWAP: 1 - F is the average gate infidelity from interleaved randomized benchmarking, at the "
     "angle pi where parameter_values says so, else averaged over angles; F of exactly 0.5 or 0, or of at most 0.01 "
     "with "
     "an error of at least 0.99, is a failed fit"},
    {Content::simultaneous_errors, Coverage::read, "fRB of randomized_benchmark_simultaneous_1q, as a further error"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files"},
    {Content::readout_duration, Coverage::missing, "not in such files"},
    {Content::standard_errors, Coverage::read, "error of each characteristic"},
    {Content::value_dates, Coverage::assumed,
     "timestamp of each characteristic; in the public files these are 1970-01-01, which is no date"},
    {Content::operational, Coverage::read, "a node or an edge without any instruction is out of use"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_rigetti_qcs(const Document& document) {
  const bool all = document.has("architecture") && document.has("instructions") && document.has("benchmarks");
  return all && document.tree->at("architecture").is_object() && document.tree->at("instructions").is_array()
             ? "instruction set architecture"
             : "";
}

core::Result<DeviceDescription> import_rigetti_qcs(std::span<const Part> parts, std::string_view) {
  const Node isa = parts[0].document->root();
  DeviceDescription description;
  QGAUGE_TRY(const Node name, isa.at("name"));
  QGAUGE_TRY(description.name, name.text());
  QGAUGE_TRY(const auto texts, rigetti::labels_of_isa(isa));
  const Labels labels(texts);
  description.qubit_count = labels.count();
  for (const std::string& label : labels.texts()) description.qubits.emplace_back().label = label;
  QGAUGE_TRY(const rigetti::Figures figures, rigetti::read_isa(isa, labels, description));
  rigetti::describe(figures, description);
  description.source.description = "Rigetti QCS instruction set architecture of " + description.name;
  return description;
}

}  // namespace qgauge::device
