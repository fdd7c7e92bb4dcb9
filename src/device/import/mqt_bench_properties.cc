// The vendor's own properties in MQT Bench's files: see mqt_bench.hpp.

#include <set>

#include <fmt/format.h>

#include "device/import/labelled.hpp"
#include "device/import/mqt_bench.hpp"
#include "device/import/plain_json.hpp"
#include "device/import/rigetti_qcs.hpp"

namespace qgauge::device::mqt_bench {
namespace {

/// The sections of a vendor, and the divisor that makes its times seconds.
struct Sections {
  std::string_view qubits;
  std::string_view pairs;
  double time_divisor;
  std::string_view time_unit;
};
constexpr Sections oqc_sections{"one_qubit", "two_qubit", 1e6, "us"};
constexpr Sections rigetti_sections{"1Q", "2Q", 1, "s"};

core::Result<std::vector<Member>> section_of(const Node& root, std::string_view key) {
  QGAUGE_TRY(const Node properties, root.at("properties"));
  QGAUGE_TRY(const Node section, properties.at(key));
  return members(section);
}

/// The keys are the labels; their number must be that of the file.
core::Result<Labels> read_labels(const Node& root, const Sections& sections) {
  QGAUGE_TRY(const auto qubits, section_of(root, sections.qubits));
  QGAUGE_TRY(const Node count_node, root.at("num_qubits"));
  QGAUGE_TRY(const int count, count_node.integer(1, max_qubits));
  std::set<std::string> texts;
  for (const Member& member : qubits) texts.insert(member.key);
  if (static_cast<int>(texts.size()) != count) {
    return count_node.refuse(fmt::format("the {} qubits of properties.{}", texts.size(), sections.qubits));
  }
  return Labels(texts);
}

core::Result<Quantity> read_number(const Node& owner, std::string_view key, Range range) {
  const auto node = find_value(owner, key);
  if (!node) return Quantity{};
  QGAUGE_TRY(const double value, node->number(range));
  Quantity quantity = reported(value);
  if (const auto sigma = find_value(owner, std::string(key) + "_std_err")) {
    QGAUGE_TRY(quantity.sigma, sigma->number(Range::non_negative));
  }
  return quantity;
}

core::Result<Quantity> read_time(const Node& owner, std::string_view key, const Sections& sections) {
  QGAUGE_TRY(Quantity quantity, read_number(owner, key, Range::non_negative));
  quantity.value /= sections.time_divisor;
  if (quantity.sigma) *quantity.sigma /= sections.time_divisor;
  return quantity;
}

core::Result<Quantity> infidelity_at(const Node& owner, std::string_view key) {
  const auto node = find_value(owner, key);
  return node ? read_infidelity(*node) : Quantity{};
}

// ---- Rigetti

core::Status read_rigetti_qubit(const Node& node, rigetti::QubitFigures& figures) {
  QGAUGE_TRY(figures.t1_s, read_time(node, "T1", rigetti_sections));
  QGAUGE_TRY(figures.t2_star_s, read_time(node, "T2", rigetti_sections));
  QGAUGE_TRY(const Quantity isolated, read_number(node, "f1QRB", Range::probability));
  QGAUGE_TRY(const Quantity simultaneous, read_number(node, "f1Q_simultaneous_RB", Range::probability));
  QGAUGE_TRY(const Quantity readout, read_number(node, "fRO", Range::probability));
  figures.isolated = rigetti::infidelity_of(isolated);
  figures.simultaneous = rigetti::infidelity_of(simultaneous);
  figures.assignment_error = rigetti::infidelity_of(readout);
  return {};
}

core::Status read_rigetti_pair(const Member& member, const Labels& labels, rigetti::Figures& figures) {
  QGAUGE_TRY(const auto pair, labels.pair(member.key, member.value));
  for (const rigetti::PairGate& gate : rigetti::pair_gates) {
    QGAUGE_TRY(const Quantity fidelity, read_number(member.value, gate.field, Range::probability));
    if (fidelity.state == State::absent) continue;
    QGAUGE_CHECK(rigetti::add_gate(figures, gate, std::minmax(pair.first, pair.second),
                                   rigetti::infidelity_of(fidelity), rigetti::Angle::not_stated, member.value));
  }
  return {};
}

core::Status read_rigetti(const Node& root, const Labels& labels, DeviceDescription& description) {
  rigetti::Figures figures;
  figures.fields = {"f1QRB", "f1Q_simultaneous_RB", "fRO"};
  figures.qubits.resize(static_cast<std::size_t>(labels.count()));
  QGAUGE_TRY(const auto qubits, section_of(root, rigetti_sections.qubits));
  for (const Member& member : qubits) {
    QGAUGE_TRY(const int qubit, labels.index(member.key, member.value));
    QGAUGE_CHECK(read_rigetti_qubit(member.value, figures.qubits[static_cast<std::size_t>(qubit)]));
  }
  QGAUGE_TRY(const auto pairs, section_of(root, rigetti_sections.pairs));
  for (const Member& member : pairs) QGAUGE_CHECK(read_rigetti_pair(member, labels, figures));
  rigetti::describe(figures, description);
  return {};
}

// ---- OQC

ErrorMetric fidelity_metric(std::string_view field, std::string_view method) {
  ErrorMetric metric;
  metric.per = ErrorMetric::Per::gate;
  metric.method = method;
  metric.field = field;
  metric.conversion = "1 - F";
  return metric;
}

core::Status read_oqc_qubit(const Node& node, int qubit, const Maker& maker, DeviceDescription& description) {
  Qubit& owner = description.qubits[static_cast<std::size_t>(qubit)];
  QGAUGE_TRY(owner.t1_s, read_time(node, "T1", oqc_sections));
  QGAUGE_TRY(owner.t2_s, read_time(node, "T2", oqc_sections));
  QGAUGE_TRY(owner.assignment_error, infidelity_at(node, "fRO"));
  if (owner.assignment_error.state != State::absent) {
    owner.readout_metric.field = "fRO";
    owner.readout_metric.conversion = "1 - F";
  }
  Gate gate;
  gate.name = maker.one_qubit_gate;
  gate.qubits = {qubit};
  gate.metric = fidelity_metric("fRB", "RB");
  QGAUGE_TRY(gate.infidelity, infidelity_at(node, "fRB"));
  description.gates.push_back(std::move(gate));
  return {};
}

/// The fidelity of a pair is that of its ECR gate, in the direction of the key; older files call it fCX.
core::Status read_oqc_pair(const Member& member, const Labels& labels, const Maker& maker,
                           DeviceDescription& description) {
  QGAUGE_TRY(const auto pair, labels.pair(member.key, member.value));
  const std::string_view field = find_value(member.value, "fECR") ? "fECR" : "fCX";
  Gate gate;
  gate.name = maker.two_qubit_gate;
  gate.qubits = {pair.first, pair.second};
  gate.metric = fidelity_metric(field, {});
  QGAUGE_TRY(gate.infidelity, infidelity_at(member.value, field));
  description.gates.push_back(std::move(gate));
  return {};
}

core::Status read_oqc(const Node& root, const Labels& labels, const Maker& maker, DeviceDescription& description) {
  QGAUGE_TRY(const auto qubits, section_of(root, oqc_sections.qubits));
  for (const Member& member : qubits) {
    QGAUGE_TRY(const int qubit, labels.index(member.key, member.value));
    QGAUGE_CHECK(read_oqc_qubit(member.value, qubit, maker, description));
  }
  QGAUGE_TRY(const auto pairs, section_of(root, oqc_sections.pairs));
  for (const Member& member : pairs) QGAUGE_CHECK(read_oqc_pair(member, labels, maker, description));
  return {};
}

}  // namespace

core::Status read_properties(const Node& root, const Maker& maker, DeviceDescription& description) {
  const bool rigetti = maker.vendor == "Rigetti";
  if (!rigetti && maker.vendor != "OQC") {
    return root.refuse(fmt::format("\"fidelity\" or \"error\" in a file of {}", maker.vendor));
  }
  const Sections& sections = rigetti ? rigetti_sections : oqc_sections;
  QGAUGE_TRY(const Labels labels, read_labels(root, sections));
  description.qubit_count = labels.count();
  for (const std::string& label : labels.texts()) description.qubits.emplace_back().label = label;
  QGAUGE_TRY(const Node connectivity, root.at("connectivity"));
  QGAUGE_TRY(description.couplings,
             read_couplings(connectivity, [&](const Node& label) { return labels.index(label); }));
  description.findings.push_back(
      {"unit_assumed", root.where(), fmt::format("T1 and T2 have no unit and are read in {}", sections.time_unit)});
  return rigetti ? read_rigetti(root, labels, description) : read_oqc(root, labels, maker, description);
}

}  // namespace qgauge::device::mqt_bench
