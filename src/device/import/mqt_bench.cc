// Reads MQT Bench's calibration files, which its authors collected from the vendors' pages: see mqt_bench.hpp for the
// forms. Nothing is repaired: a file with exchanged figures is read as it stands, and validation says that it looks so.

#include "device/import/mqt_bench.hpp"

#include <algorithm>
#include <set>

#include "device/import/importer.hpp"
#include "device/import/ionq_averages.hpp"
#include "device/import/labelled.hpp"
#include "device/import/plain_json.hpp"

namespace qgauge::device {
namespace {

using mqt_bench::Maker;

constexpr std::array makers{
    Maker{"ionq_", "IonQ", "trapped_ion", "gpi2", "ms"},
    Maker{"iqm_", "IQM", "superconducting", "r", "cz"},
    Maker{"oqc_", "OQC", "superconducting", "sx", "ecr"},
    Maker{"quantinuum_", "Quantinuum", "trapped_ion", "u1q", "rzz"},
    Maker{"rigetti_", "Rigetti", "superconducting", "rx", "cz"},
};

core::Result<Maker> maker_of(const Node& name_node) {
  QGAUGE_TRY(const std::string name, name_node.text());
  const auto* maker =
      std::ranges::find_if(makers, [&](const Maker& one) { return std::string_view(name).starts_with(one.prefix); });
  if (maker == makers.end())
    return name_node.refuse("a name that begins with ionq_, iqm_, oqc_, quantinuum_ or rigetti_");
  return *maker;
}

std::string_view count_key(const Node& root) { return root.find("num_qubits") ? "num_qubits" : "qubits"; }

void note_unknown_metric(DeviceDescription& description) {
  description.findings.push_back({"metric_unknown", "file", "the file does not say how its figures were measured"});
}

// ---- errors by qubit and pair

/// A superconducting qubit lives neither for seconds nor for less than a nanosecond: what is 1 and more is in
/// nanoseconds, as which MQT Bench's own reader takes all of these times, and what is less is in seconds.
constexpr double smallest_nanoseconds = 1, nanosecond = 1e9;

core::Result<Quantity> read_time(const Node& node) {
  QGAUGE_TRY(const double value, node.number(Range::non_negative));
  return reported(value >= smallest_nanoseconds ? value / nanosecond : value);
}

core::Result<Quantity> read_error(const Node& node) {
  QGAUGE_TRY(const double value, node.number(Range::probability));
  return value == 1 ? sentinel() : reported(value);
}

/// Two spellings of a key: "1q", and "one_q" in later files.
std::optional<Node> find_either(const Node& owner, std::string_view key, std::string_view later) {
  const auto node = find_value(owner, key);
  return node ? node : find_value(owner, later);
}

/// The members of an object that is keyed by qubits or pairs; missing ones are left out.
core::Result<std::vector<Member>> entries_of(const std::optional<Node>& node) {
  if (!node) return std::vector<Member>{};
  QGAUGE_TRY(auto list, members(*node));
  std::erase_if(list, [](const Member& entry) { return is_missing(entry.value); });
  return list;
}

/// A figure of each qubit.
core::Status read_by_qubit(const std::optional<Node>& node, const Labels& labels,
                           core::Result<Quantity> (*read)(const Node&), Quantity Qubit::*member,
                           DeviceDescription& description) {
  QGAUGE_TRY(const auto entries, entries_of(node));
  for (const Member& entry : entries) {
    QGAUGE_TRY(const int qubit, labels.index(entry.key, entry.value));
    QGAUGE_TRY(description.qubits[static_cast<std::size_t>(qubit)].*member, read(entry.value));
  }
  return {};
}

core::Result<Quantity> duration_of(const Node& root, std::string_view key, std::string_view later) {
  const auto timing = find_value(root, "timing");
  const auto node = timing ? find_either(*timing, key, later) : std::nullopt;
  return node ? read_time(*node) : Quantity{};
}

/// The gates on qubits or on pairs: the keys of their errors and of their duration.
struct GateKind {
  std::string_view key;
  std::string_view later_key;
  std::string_view field;
  bool pair;
};
constexpr GateKind one_qubit_kind{"1q", "one_q", "error.1q", false};
constexpr GateKind two_qubit_kind{"2q", "two_q", "error.2q", true};

core::Result<std::vector<int>> qubits_of(const Member& entry, const Labels& labels, const GateKind& kind) {
  if (kind.pair) {
    QGAUGE_TRY(const auto pair, labels.pair(entry.key, entry.value));
    return std::vector{pair.first, pair.second};
  }
  QGAUGE_TRY(const int qubit, labels.index(entry.key, entry.value));
  return std::vector{qubit};
}

core::Status read_gates(const Node& root, const Node& errors, const Labels& labels, const GateKind& kind,
                        std::string_view name, DeviceDescription& description) {
  QGAUGE_TRY(const Quantity duration, duration_of(root, kind.key, kind.later_key));
  QGAUGE_TRY(const auto entries, entries_of(find_either(errors, kind.key, kind.later_key)));
  for (const Member& entry : entries) {
    Gate gate;
    gate.name = name;
    QGAUGE_TRY(gate.qubits, qubits_of(entry, labels, kind));
    QGAUGE_TRY(gate.infidelity, read_error(entry.value));
    gate.duration_s = duration;
    gate.metric.per = ErrorMetric::Per::gate;
    gate.metric.field = kind.field;
    description.gates.push_back(std::move(gate));
  }
  return {};
}

core::Status read_qubits(const Node& root, const Node& errors, const Labels& labels, DeviceDescription& description) {
  QGAUGE_CHECK(read_by_qubit(find_value(errors, "readout"), labels, read_error, &Qubit::assignment_error, description));
  QGAUGE_TRY(const Quantity readout, duration_of(root, "readout", "readout"));
  for (Qubit& qubit : description.qubits) {
    qubit.readout_duration_s = readout;
    if (qubit.assignment_error.state != State::absent) qubit.readout_metric.field = "error.readout";
  }
  const auto timing = find_value(root, "timing");
  if (!timing) return {};
  QGAUGE_CHECK(read_by_qubit(find_value(*timing, "t1"), labels, read_time, &Qubit::t1_s, description));
  QGAUGE_CHECK(read_by_qubit(find_value(*timing, "t2"), labels, read_time, &Qubit::t2_s, description));
  description.findings.push_back({"unit_assumed", timing->where(),
                                  "the times have no unit: those of 1 and more are read in ns, those below in s"});
  return {};
}

/// "0", "1", ...: the indices that the file's keys are.
Labels numbered_labels(int count) {
  std::set<std::string> labels;
  for (int q = 0; q < count; ++q) labels.insert(std::to_string(q));
  return Labels(labels);
}

core::Status read_errors(const Node& root, const Node& errors, const Maker& maker, DeviceDescription& description) {
  QGAUGE_TRY(const Node count, root.at(count_key(root)));
  QGAUGE_TRY(description.qubit_count, count.integer(1, max_qubits));
  QGAUGE_TRY(const Node connectivity, root.at("connectivity"));
  QGAUGE_TRY(description.couplings, read_couplings(connectivity, *description.qubit_count));
  const Labels labels = numbered_labels(*description.qubit_count);
  for (const std::string& label : labels.texts()) description.qubits.emplace_back().label = label;
  QGAUGE_CHECK(read_qubits(root, errors, labels, description));
  QGAUGE_CHECK(read_gates(root, errors, labels, one_qubit_kind, maker.one_qubit_gate, description));
  QGAUGE_CHECK(read_gates(root, errors, labels, two_qubit_kind, maker.two_qubit_gate, description));
  note_unknown_metric(description);
  return {};
}

// ---- the file

core::Status read_figures(const Node& root, const Maker& maker, DeviceDescription& description) {
  if (const auto errors = root.find("error")) return read_errors(root, *errors, maker, description);
  if (root.find("properties")) return mqt_bench::read_properties(root, maker, description);
  QGAUGE_CHECK(ionq::read_shape(root, count_key(root), description));
  QGAUGE_CHECK(ionq::read_averages(
      root, {.one_qubit_gate = maker.one_qubit_gate, .two_qubit_gate = maker.two_qubit_gate, .method = {}},
      description));
  note_unknown_metric(description);
  return {};
}

core::Status describe_source(const Node& root, DeviceDescription& description) {
  description.source.description = "MQT Bench calibration file of " + description.name;
  if (const auto machine = find_value(root, "machine")) {
    QGAUGE_TRY(const std::string text, machine->text());
    description.source.description += ", machine " + text;
  }
  description.findings.push_back(
      {"third_party_source", "file",
       "calibration file of MQT Bench: its figures were collected by others than the vendor"});
  return {};
}

bool holds_object(const Document& document, std::string_view key) {
  return document.has(key) && (*document.tree)[std::string(key)].is_object();
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_mqt_bench{{
    {Content::name, Coverage::read, "name"},
    {Content::date, Coverage::read, "date: seconds since 1970 as text, the day in UTC; only quantinuum_h2 has it"},
    {Content::qubit_count, Coverage::read, "num_qubits, or qubits"},
    {Content::qubit_labels, Coverage::assumed,
     "the keys of error and properties are indices from 0, but those of rigetti_*, whose labels with holes are kept"},
    {Content::couplings, Coverage::read, "connectivity, one way or both; every pair where it holds all"},
    {Content::t1, Coverage::read,
     "timing.t1: s beside averages; by qubit without a unit, taken as ns from 1 on; properties: us at OQC, s at "
     "Rigetti"},
    {Content::t2, Coverage::read, "timing.t2 and properties T2, in the same units; the experiment is not stated"},
    {Content::readout_error, Coverage::read,
     "1 - fidelity.spam.mean (preparation and measurement together), error.readout, or 1 - fRO"},
    {Content::one_qubit_error, Coverage::read,
     "1 - fidelity.1q.mean, error.1q, or 1 - fRB (f1QRB); how it was measured is stated for the last only"},
    {Content::two_qubit_error, Coverage::read,
     "1 - fidelity.2q.mean, error.2q, or 1 - fECR (fCZ, fCPHASE, fXY); how it was measured is not stated"},
    {Content::simultaneous_errors, Coverage::missing, "f1Q_simultaneous_RB is read; only rigetti_* files have it"},
    {Content::one_qubit_duration, Coverage::read, "timing.1q, s"},
    {Content::two_qubit_duration, Coverage::read, "timing.2q, s"},
    {Content::readout_duration, Coverage::read, "timing.readout, s"},
    {Content::standard_errors, Coverage::missing, "keys ending in _std_err are read; only rigetti_* files have them"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_mqt_bench(const Document& document) {
  const bool machine = document.has("name") && document.has("connectivity") && !document.has("backend");
  const bool counted = document.has("num_qubits") || document.has("qubits");
  const bool figures =
      holds_object(document, "fidelity") || holds_object(document, "error") || holds_object(document, "properties");
  return machine && counted && figures ? "calibration" : "";
}

core::Result<DeviceDescription> import_mqt_bench(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  DeviceDescription description;
  QGAUGE_TRY(const Node name, root.at("name"));
  QGAUGE_TRY(const Maker maker, maker_of(name));
  QGAUGE_TRY(description.name, name.text());
  description.vendor = maker.vendor;
  description.modality = maker.modality;
  QGAUGE_TRY(description.as_of, read_day(root, "date"));
  QGAUGE_CHECK(describe_source(root, description));
  QGAUGE_CHECK(read_figures(root, maker, description));
  return description;
}

}  // namespace qgauge::device
