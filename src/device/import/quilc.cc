// Reads the machine description of quilc, Rigetti's compiler: "1Q" and "2Q" with the gates of each qubit and pair,
// their fidelities and durations. It is made from a QCS architecture, and says less: no T1, no dates, no standard
// errors.

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/importer.hpp"
#include "device/import/labelled.hpp"
#include "device/import/rigetti_qcs.hpp"
#include "device/tally.hpp"

namespace qgauge::device {
namespace {

/// What Rigetti's conversion writes wherever QCS gives no figure (qcs-sdk-rust, qpu/quilc/isa): a fidelity of exactly
/// this value is none. Those of RX and MEASURE cannot be told from measured ones.
struct DefaultFidelity {
  std::string_view instruction;
  double value;
};
constexpr std::array default_fidelities{
    DefaultFidelity{"CZ", 0.89},
    DefaultFidelity{"CPHASE", 0.85},
    DefaultFidelity{"XY", 0.86},
    DefaultFidelity{"ISWAP", 0.90},
};
/// And its durations, which QCS never gives: of RX, of every two-qubit gate, and of MEASURE.
constexpr double default_pulse_ns = 50, default_pair_ns = 200, default_measure_ns = 2000;

struct Operator {
  std::string name;
  Quantity fidelity;
  Quantity duration_s;
  std::optional<double> angle;  ///< the first parameter where it is a number; names and "_" stand for any angle
};

/// Reading in progress.
struct Reading {
  DeviceDescription description;
  std::set<std::string> unused;
  bool default_durations = false;
};

core::Result<Quantity> read_duration(const Node& node, double default_ns, Reading& reading) {
  const auto duration = node.find("duration");
  if (!duration) return Quantity{};
  QGAUGE_TRY(const double nanoseconds, duration->number(Range::non_negative));
  if (nanoseconds == default_ns) reading.default_durations = true;
  return reported(nanoseconds * 1e-9);
}

core::Result<std::optional<double>> read_angle(const Node& node) {
  const auto list = node.find("parameters");
  if (!list) return std::nullopt;
  QGAUGE_TRY(const auto parameters, list->items());
  if (parameters.empty() || parameters[0].json().is_string()) return std::nullopt;
  return parameters[0].number();
}

core::Result<Operator> read_operator(const Node& node, double default_ns, Reading& reading) {
  Operator one;
  QGAUGE_TRY(const Node name, node.at("operator"));
  QGAUGE_TRY(one.name, name.text());
  if (const auto fidelity = node.find("fidelity")) {
    QGAUGE_TRY(const double value, fidelity->number(Range::probability));
    one.fidelity = reported(value);
  }
  if (one.name == "MEASURE") default_ns = default_measure_ns;
  QGAUGE_TRY(one.duration_s, read_duration(node, default_ns, reading));
  QGAUGE_TRY(one.angle, read_angle(node));
  return one;
}

core::Result<std::vector<Operator>> read_operators(const Node& owner, double default_ns, Reading& reading) {
  std::vector<Operator> operators;
  const auto list = owner.find("gates");
  if (!list) return operators;
  QGAUGE_TRY(const auto nodes, list->items());
  for (const Node& node : nodes) {
    QGAUGE_TRY(Operator one, read_operator(node, default_ns, reading));
    operators.push_back(std::move(one));
  }
  return operators;
}

core::Result<bool> is_dead(const Node& owner) {
  const auto node = owner.find("dead");
  if (!node) return false;
  return node->boolean();
}

ErrorMetric metric_of(std::string_view instruction) {
  ErrorMetric metric;
  metric.field = fmt::format("fidelity of {}", instruction);
  metric.conversion = "1 - F";
  return metric;
}

/// RX by 0 is listed as perfect; of the other angles pi/2 is the pulse.
const Operator* pulse_among(const std::vector<Operator>& operators) {
  const auto rank = [](const Operator& one) {
    if (one.name != "RX" || one.angle == 0.0) return 0;
    const double angle = std::abs(one.angle.value_or(0));
    return std::abs(angle - std::numbers::pi / 2) < 1e-6 ? 2 : 1;
  };
  const auto best = std::ranges::max_element(operators, {}, rank);
  return best == operators.end() || rank(*best) == 0 ? nullptr : &*best;
}

/// MEASURE is listed once into memory and once without.
core::Status read_measure(const std::vector<Operator>& operators, const Node& place, Qubit& qubit) {
  const Operator* first = nullptr;
  for (const Operator& one : operators) {
    if (one.name != "MEASURE") continue;
    if (first == nullptr) first = &one;
    if (one.fidelity.value != first->fidelity.value) return place.refuse("one fidelity for every MEASURE of a qubit");
  }
  if (first == nullptr) return {};
  qubit.assignment_error = rigetti::infidelity_of(first->fidelity);
  qubit.readout_duration_s = first->duration_s;
  qubit.readout_metric = metric_of("MEASURE");
  return {};
}

core::Status read_qubit(const Node& node, int index, Reading& reading) {
  Qubit& qubit = reading.description.qubits[static_cast<std::size_t>(index)];
  QGAUGE_TRY(const bool dead, is_dead(node));
  qubit.operational = !dead;
  QGAUGE_TRY(const auto operators, read_operators(node, default_pulse_ns, reading));
  QGAUGE_CHECK(read_measure(operators, node, qubit));
  for (const Operator& one : operators) {
    if (one.name != "RX" && one.name != "RZ" && one.name != "MEASURE") reading.unused.insert(one.name.substr(0, 40));
  }
  const Operator* pulse = pulse_among(operators);
  if (pulse == nullptr) return {};
  Gate& gate = reading.description.gates.emplace_back();
  gate.name = "rx";
  gate.qubits = {index};
  gate.infidelity = rigetti::infidelity_of(pulse->fidelity);
  gate.duration_s = pulse->duration_s;
  gate.metric = metric_of("RX");
  return {};
}

Quantity infidelity_of(const Operator& one) {
  const auto* missing = std::ranges::find(default_fidelities, one.name, &DefaultFidelity::instruction);
  const bool none = missing != default_fidelities.end() && one.fidelity.known() && one.fidelity.value == missing->value;
  return none ? sentinel() : rigetti::infidelity_of(one.fidelity);
}

core::Status read_pair_gates(const Node& node, rigetti::Pair pair, Reading& reading) {
  QGAUGE_TRY(const auto operators, read_operators(node, default_pair_ns, reading));
  std::set<std::string_view> seen;
  for (const Operator& one : operators) {
    const auto* known = std::ranges::find(rigetti::pair_gates, one.name, &rigetti::PairGate::instruction);
    const bool at_pi = !one.angle || rigetti::angle_of(*one.angle) == rigetti::Angle::pi;
    if (known == rigetti::pair_gates.end() || !at_pi) {
      reading.unused.insert(one.name.substr(0, 40) + (at_pi ? "" : " at an angle other than pi"));
      continue;
    }
    if (!seen.insert(known->name).second) return node.refuse("every gate once on a pair");
    Gate& gate = reading.description.gates.emplace_back();
    gate.name = known->name;
    gate.qubits = {pair.first, pair.second};
    gate.infidelity = infidelity_of(one);
    gate.duration_s = one.duration_s;
    gate.metric = metric_of(known->instruction);
  }
  return {};
}

/// A dead pair has no gates: it is no coupling.
core::Status read_pairs(const std::vector<Member>& pairs, const Labels& labels, Reading& reading) {
  Tally dead("not_operational", "the source marks the pair as dead; it is left out");
  std::set<rigetti::Pair> seen;
  for (const Member& member : pairs) {
    QGAUGE_TRY(const rigetti::Pair listed, labels.pair(member.key, member.value));
    const rigetti::Pair pair = std::minmax(listed.first, listed.second);
    if (!seen.insert(pair).second) return member.value.refuse("every pair once");
    QGAUGE_TRY(const bool is_out, is_dead(member.value));
    if (is_out) {
      dead.add(member.key);
      continue;
    }
    reading.description.couplings.push_back(pair);
    QGAUGE_CHECK(read_pair_gates(member.value, pair, reading));
  }
  dead.report({"couplings", pairs.size(), false}, reading.description.findings);
  return {};
}

void report(Reading& reading) {
  auto& findings = reading.description.findings;
  findings.push_back({"metric_unknown", "gates", "the file does not say how its fidelities were measured"});
  if (reading.default_durations) {
    findings.push_back(
        {"default_used", "durations",
         "the source writes 50 ns for RX, 200 ns for two-qubit gates and 2 us for readout where it knows "
         "no duration; durations of these lengths may be such defaults"});
  }
  if (reading.unused.empty()) return;
  findings.push_back({"unused_quantity", "gates", fmt::format("not read: {}", fmt::join(reading.unused, ", "))});
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_quilc{{
    {Content::name, Coverage::assumed, "such files name no machine: it is called unnamed, after its vendor"},
    {Content::date, Coverage::missing, "not in such files"},
    {Content::qubit_count, Coverage::read, "the number of keys of 1Q"},
    {Content::qubit_labels, Coverage::read, "keys of 1Q, in ascending order; the numbering has holes"},
    {Content::couplings, Coverage::read, "keys of 2Q that are not marked dead"},
    {Content::t1, Coverage::missing, "not in such files"},
    {Content::t2, Coverage::missing, "not in such files"},
    {Content::readout_error, Coverage::read, "fidelity of MEASURE: 1 - F is the assignment error"},
    {Content::one_qubit_error, Coverage::read,
     "fidelity of RX by pi/2: 1 - F is the average infidelity of one pulse; the file does not say how it was measured "
     "(Rigetti's conversion writes the figure of simultaneous randomized benchmarking)"},
    {Content::two_qubit_error, Coverage::read,
     "fidelity of CZ, CPHASE, XY, ISWAP: 1 - F is the average gate infidelity; how it was measured is not stated; the "
     "default that stands for a missing figure (0.89, 0.85, 0.86, 0.90) is not calibrated"},
    {Content::simultaneous_errors, Coverage::missing, "one figure a gate, whose kind is not stated"},
    {Content::one_qubit_duration, Coverage::read, "duration of RX in ns; 50 is the source's default"},
    {Content::two_qubit_duration, Coverage::read, "duration in ns; 200 is the source's default"},
    {Content::readout_duration, Coverage::read, "duration of MEASURE in ns; 2000 is the source's default"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::read, "dead: true on a qubit or a pair"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_quilc(const Document& document) {
  if (!document.has("1Q") || !document.has("2Q")) return {};
  const auto& qubits = document.tree->at("1Q");
  if (!qubits.is_object() || qubits.empty() || !qubits.begin()->is_object()) return {};
  return qubits.begin()->contains("gates") || qubits.begin()->contains("dead") ? "compiler description" : "";
}

core::Result<DeviceDescription> import_quilc(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  QGAUGE_TRY(const Node qubits_node, root.at("1Q"));
  QGAUGE_TRY(const Node pairs_node, root.at("2Q"));
  QGAUGE_TRY(const auto qubits, members(qubits_node, max_qubits));
  QGAUGE_TRY(const auto pairs, members(pairs_node));
  std::set<std::string> texts;
  for (const Member& member : qubits) texts.insert(member.key);
  const Labels labels(texts);
  Reading reading;
  DeviceDescription& description = reading.description;
  description.name = "unnamed Rigetti machine";
  description.vendor = "Rigetti";
  description.modality = "superconducting";
  description.source.description = "quilc compiler description of an " + description.name;
  description.qubit_count = labels.count();
  for (const std::string& label : labels.texts()) description.qubits.emplace_back().label = label;
  for (const Member& member : qubits) {
    QGAUGE_TRY(const int index, labels.index(member.key, member.value));
    QGAUGE_CHECK(read_qubit(member.value, index, reading));
  }
  QGAUGE_CHECK(read_pairs(pairs, labels, reading));
  report(reading);
  return std::move(reading.description);
}

}  // namespace qgauge::device
