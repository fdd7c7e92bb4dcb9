// Reads the device files of MQT Core's QDMI devices (schema-version 1): superconducting machines, whose values others
// than the vendor collected. Every duration counts durationUnit.scaleFactor times durationUnit.unit. A value of an
// operation or of qubitProperties.defaults holds for all sites that have none of their own.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/importer.hpp"
#include "device/import/plain_json.hpp"
#include "device/native_gates.hpp"

namespace qgauge::device {
namespace {

constexpr int supported_version = 1;

struct TimeUnit {
  core::Unit unit;
  double scale;

  double seconds(double value) const { return core::in_si(value * scale, unit); }
};

core::Result<TimeUnit> read_unit(const Node& root) {
  const auto node = find_value(root, "durationUnit");
  if (!node) return TimeUnit{{"s", core::Dimension::time, 1}, 1};
  QGAUGE_TRY(const Node name, node->at("unit"));
  QGAUGE_TRY(const std::string text, name.text());
  const auto unit = core::find_unit(text);
  if (!unit || unit->dimension != core::Dimension::time) return name.refuse("a unit of time, such as \"us\"");
  const auto scale = find_value(*node, "scaleFactor");
  if (!scale && node->json().contains("scaleFactor")) return node->refuse("a number as the scaleFactor");
  if (!scale) return TimeUnit{*unit, 1};
  QGAUGE_TRY(const double factor, scale->number(Range::non_negative));
  if (factor == 0) return scale->refuse("a factor above 0");
  return TimeUnit{*unit, factor};
}

/// A time in the unit of the file; a file that has times must name it.
core::Result<Quantity> read_time(const Node& owner, std::string_view key, const Node& root, const TimeUnit& unit) {
  const auto node = find_value(owner, key);
  if (!node) return Quantity{};
  if (!find_value(root, "durationUnit")) return root.refuse("durationUnit, as times are given");
  QGAUGE_TRY(const double value, node->number(Range::non_negative));
  return reported(unit.seconds(value));
}

/// The file, and the description that is made of it.
struct Reader {
  Node root;
  TimeUnit unit;
  DeviceDescription& description;

  int count() const { return *description.qubit_count; }
};

core::Status read_coherence(const Reader& reader, const Node& node, Qubit& qubit) {
  QGAUGE_TRY(qubit.t1_s, read_time(node, "t1", reader.root, reader.unit));
  QGAUGE_TRY(qubit.t2_s, read_time(node, "t2", reader.root, reader.unit));
  return {};
}

core::Status read_overrides(const Reader& reader, const Node& properties) {
  const auto overrides = properties.find("overrides");
  if (!overrides) return {};
  QGAUGE_TRY(const auto items, overrides->items(max_qubits));
  std::set<int> seen;
  for (const Node& item : items) {
    QGAUGE_TRY(const Node index, item.at("qubit"));
    QGAUGE_TRY(const int qubit, index.integer(0, reader.count() - 1));
    if (!seen.insert(qubit).second) return index.refuse("every qubit once");
    Qubit& owner = reader.description.qubits[static_cast<std::size_t>(qubit)];
    QGAUGE_CHECK(read_coherence(reader, item, owner));
    if (const auto name = find_value(item, "name")) {
      QGAUGE_TRY(owner.label, name->text());
    }
  }
  return {};
}

core::Status check_labels(const Node& root, const std::vector<Qubit>& qubits) {
  std::set<std::string_view> seen;
  for (const Qubit& qubit : qubits) {
    if (seen.insert(qubit.label).second) continue;
    return core::unusable(root.where(), fmt::format("the qubit \"{}\" twice", qubit.label), "a name for every qubit");
  }
  return {};
}

core::Status read_qubits(const Reader& reader) {
  auto& qubits = reader.description.qubits;
  qubits.resize(static_cast<std::size_t>(reader.count()));
  for (std::size_t q = 0; q < qubits.size(); ++q) qubits[q].label = std::to_string(q);
  reader.description.average_qubit.emplace();
  const auto properties = find_value(reader.root, "qubitProperties");
  if (!properties) return {};
  if (const auto defaults = find_value(*properties, "defaults")) {
    QGAUGE_CHECK(read_coherence(reader, *defaults, *reader.description.average_qubit));
  }
  QGAUGE_CHECK(read_overrides(reader, *properties));
  return check_labels(*properties, qubits);
}

/// fidelity and duration of an operation, or of one of its sites.
struct Values {
  Quantity error;
  Quantity duration_s;

  bool any() const { return error.state != State::absent || duration_s.known(); }
};

core::Result<Values> read_values(const Reader& reader, const Node& node) {
  Values values;
  if (const auto fidelity = find_value(node, "fidelity")) {
    QGAUGE_TRY(values.error, read_infidelity(*fidelity));
  }
  QGAUGE_TRY(values.duration_s, read_time(node, "duration", reader.root, reader.unit));
  return values;
}

struct Site {
  std::vector<int> qubits;
  Values values;
  Node place;
};

core::Result<std::vector<int>> read_sites(const Reader& reader, const Node& node, int expected) {
  QGAUGE_TRY(const auto items, node.items());
  if (static_cast<int>(items.size()) != expected) return node.refuse(fmt::format("{} sites", expected));
  std::vector<int> qubits;
  for (const Node& item : items) {
    QGAUGE_TRY(const int qubit, item.integer(0, reader.count() - 1));
    if (std::ranges::find(qubits, qubit) != qubits.end()) return item.refuse("different sites");
    qubits.push_back(qubit);
  }
  return qubits;
}

/// Missing values of a site are those of the operation.
core::Result<std::vector<Site>> read_site_overrides(const Reader& reader, const Node& operation, int expected,
                                                    const Values& all) {
  std::vector<Site> sites;
  const auto list = operation.find("siteOverrides");
  if (!list) return sites;
  QGAUGE_TRY(const auto items, list->items(2 * max_couplings));
  std::set<std::vector<int>> seen;
  for (const Node& item : items) {
    QGAUGE_TRY(const Node node, item.at("sites"));
    QGAUGE_TRY(std::vector<int> qubits, read_sites(reader, node, expected));
    if (!seen.insert(qubits).second) return node.refuse("every site once");
    QGAUGE_TRY(Values values, read_values(reader, item));
    if (values.error.state == State::absent) values.error = all.error;
    if (!values.duration_s.known()) values.duration_s = all.duration_s;
    sites.push_back({std::move(qubits), values, node});
  }
  return sites;
}

Gate gate_of(std::string_view name, std::vector<int> qubits, const Values& values) {
  Gate gate;
  gate.name = name;
  gate.qubits = std::move(qubits);
  gate.infidelity = values.error;
  gate.duration_s = values.duration_s;
  gate.metric.per = ErrorMetric::Per::gate;
  gate.metric.field = "fidelity";
  gate.metric.conversion = "1 - F";
  return gate;
}

void set_readout(const Values& values, Qubit& qubit) {
  qubit.assignment_error = values.error;
  qubit.readout_duration_s = values.duration_s;
  if (values.error.state == State::absent) return;
  qubit.readout_metric.field = "fidelity";
  qubit.readout_metric.conversion = "1 - F";
}

void read_measurement(const Reader& reader, const Values& all, const std::vector<Site>& sites) {
  set_readout(all, *reader.description.average_qubit);
  for (const Site& site : sites) {
    set_readout(site.values, reader.description.qubits[static_cast<std::size_t>(site.qubits[0])]);
  }
}

/// A pulse or an entangler: gates on the sites that have values, and the operation's own values as the average. Of two
/// operations with values for all sites, the first in the order of the tables of native gates is kept.
core::Status read_gates(const Reader& reader, std::string_view name, const Values& all,
                        const std::vector<Site>& sites) {
  DeviceDescription& description = reader.description;
  const bool two_qubits = find_entangler(name) != nullptr;
  const std::set<std::pair<int, int>> pairs(description.couplings.begin(), description.couplings.end());
  for (const Site& site : sites) {
    if (two_qubits && !pairs.contains(std::minmax(site.qubits[0], site.qubits[1]))) {
      return site.place.refuse("a pair that is in couplings");
    }
    description.gates.push_back(gate_of(name, site.qubits, site.values));
  }
  auto& average = two_qubits ? description.average_two_qubit_gate : description.average_one_qubit_gate;
  if (all.any() && !average) average = gate_of(name, {}, all);
  return {};
}

/// Operations by name, in the order in which they are wanted: pulses and entanglers as their tables have them.
std::vector<std::string_view> wanted_operations() {
  std::vector<std::string_view> names{"measure"};
  for (const Pulse& pulse : pulses()) names.push_back(pulse.name);
  for (const Entangler& entangler : entanglers()) names.push_back(entangler.name);
  return names;
}

core::Status read_operation(const Reader& reader, std::string_view name, const Node& operation) {
  QGAUGE_TRY(const Node size_node, operation.at("numQubits"));
  const int expected = find_entangler(name) != nullptr ? 2 : 1;
  QGAUGE_TRY(const int size, size_node.integer(0, max_qubits));
  if (size != expected) return size_node.refuse(fmt::format("{} for \"{}\"", expected, name));
  QGAUGE_TRY(const Values all, read_values(reader, operation));
  QGAUGE_TRY(const auto sites, read_site_overrides(reader, operation, expected, all));
  if (name != "measure") return read_gates(reader, name, all, sites);
  read_measurement(reader, all, sites);
  return {};
}

core::Result<std::map<std::string, Node>> operations_by_name(const Node& root) {
  constexpr std::size_t max_operations = 1000;
  QGAUGE_TRY(const Node list, root.at("operations"));
  QGAUGE_TRY(const auto items, list.items(max_operations));
  std::map<std::string, Node> operations;
  for (const Node& item : items) {
    QGAUGE_TRY(const Node node, item.at("name"));
    QGAUGE_TRY(std::string name, node.text());
    if (!operations.emplace(std::move(name), item).second) return node.refuse("every operation once");
  }
  return operations;
}

core::Status read_operations(const Reader& reader) {
  QGAUGE_TRY(auto operations, operations_by_name(reader.root));
  for (const std::string_view name : wanted_operations()) {
    const auto found = operations.find(std::string(name));
    if (found == operations.end()) continue;
    QGAUGE_CHECK(read_operation(reader, name, found->second));
    operations.erase(found);
  }
  std::erase_if(operations, [](const auto& entry) {
    return !entry.second.find("fidelity") && !entry.second.find("siteOverrides");
  });
  if (operations.empty()) return {};
  std::vector<std::string> names;
  for (const auto& [name, node] : operations) names.push_back(name);
  reader.description.findings.push_back(
      {"unused_quantity", "operations", fmt::format("the values of {}", fmt::join(names, ", "))});
  return {};
}

/// Defaults that the file leaves out are no averages.
void drop_empty_average(DeviceDescription& description) {
  const Qubit& average = *description.average_qubit;
  const std::array quantities{&average.t1_s, &average.t2_s, &average.assignment_error, &average.readout_duration_s};
  const auto absent = [](const Quantity* quantity) { return quantity->state == State::absent; };
  if (std::ranges::all_of(quantities, absent)) description.average_qubit.reset();
}

void note_source(DeviceDescription& description) {
  description.findings.push_back(
      {"third_party_source", "file", "device file of MQT Core: its values were collected by others than the vendor"});
  const bool gates =
      !description.gates.empty() || description.average_one_qubit_gate || description.average_two_qubit_gate;
  if (!gates) return;
  description.findings.push_back({"metric_unknown", "operations",
                                  "the file does not say how its fidelities were measured, and of T2 not whether an "
                                  "echo was used"});
}

/// The vendor is the first word of the name, where it is one.
std::string vendor_of(std::string_view name) {
  for (const std::string_view vendor : {"IQM", "IBM", "Rigetti", "OQC", "Google"}) {
    if (name.starts_with(vendor) && name.substr(vendor.size()).starts_with(' ')) return std::string(vendor);
  }
  return {};
}

core::Status read_header(const Node& root, DeviceDescription& description) {
  QGAUGE_TRY(const Node version, root.at("schema-version"));
  QGAUGE_CHECK(version.integer(supported_version, supported_version));
  QGAUGE_TRY(const Node name, root.at("name"));
  QGAUGE_TRY(description.name, name.text());
  QGAUGE_TRY(const Node count, root.at("numQubits"));
  QGAUGE_TRY(description.qubit_count, count.integer(1, max_qubits));
  QGAUGE_TRY(const Node couplings, root.at("couplings"));
  QGAUGE_TRY(description.couplings, read_couplings(couplings, *description.qubit_count));
  description.vendor = vendor_of(description.name);
  description.modality = "superconducting";
  description.source.description = "MQT Core's QDMI device file of " + description.name;
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_qdmi{{
    {Content::name, Coverage::read, "name"},
    {Content::date, Coverage::missing, "not in such files"},
    {Content::qubit_count, Coverage::read, "numQubits"},
    {Content::qubit_labels, Coverage::read, "qubitProperties.overrides[].name; the index where a qubit has none"},
    {Content::couplings, Coverage::read, "couplings, indices from 0, one way or both"},
    {Content::t1, Coverage::read, "t1 of qubitProperties.overrides[], else of defaults, in durationUnit"},
    {Content::t2, Coverage::read,
     "t2 of qubitProperties.overrides[], else of defaults, in durationUnit; the experiment is not stated"},
    {Content::readout_error, Coverage::read, "1 - fidelity of operation measure, for both states"},
    {Content::one_qubit_error, Coverage::read,
     "1 - fidelity of operation r, sx, ...: of siteOverrides[], else of the operation; how it was measured is not "
     "stated"},
    {Content::two_qubit_error, Coverage::read,
     "1 - fidelity of operation cz, cx, ...: of siteOverrides[], else of the operation; how it was measured is not "
     "stated"},
    {Content::simultaneous_errors, Coverage::missing, "not stated"},
    {Content::one_qubit_duration, Coverage::missing, "duration of the operation is read, and no vendor's file has it"},
    {Content::two_qubit_duration, Coverage::missing, "duration of the operation is read, and no vendor's file has it"},
    {Content::readout_duration, Coverage::missing, "duration of the operation is read, and no vendor's file has it"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_qdmi(const Document& document) {
  const bool device = document.has("schema-version") && document.has("numQubits");
  return device && document.has("couplings") && document.has("operations") ? "device" : "";
}

core::Result<DeviceDescription> import_qdmi(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  DeviceDescription description;
  QGAUGE_CHECK(read_header(root, description));
  QGAUGE_TRY(const TimeUnit unit, read_unit(root));
  const Reader reader{root, unit, description};
  QGAUGE_CHECK(read_qubits(reader));
  QGAUGE_CHECK(read_operations(reader));
  drop_empty_average(description);
  note_source(description);
  return description;
}

}  // namespace qgauge::device
