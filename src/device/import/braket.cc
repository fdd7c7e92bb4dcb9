// What all Braket capabilities documents have in common: see braket.hpp.

#include "device/import/braket.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qgauge::device::braket {
namespace {

/// Both sections come from the same fit; beyond the rounding of 16 digits they were measured at different times.
constexpr double agreement = 1e-9;

/// The keys of the connectivity graph and the labels they lead to: some documents list each pair under one qubit only.
core::Status collect_labels(const std::vector<Member>& graph, std::set<std::string>& labels) {
  for (const Member& member : graph) {
    labels.insert(member.key);
    QGAUGE_TRY(const auto neighbours, member.value.items());
    for (const Node& neighbour : neighbours) {
      QGAUGE_TRY(std::string label, label_of(neighbour));
      labels.insert(std::move(label));
    }
  }
  return {};
}

core::Status read_couplings(const std::vector<Member>& graph, const Labels& labels, DeviceDescription& description) {
  std::set<std::pair<int, int>> pairs;
  for (const Member& member : graph) {
    const int qubit = *labels.find(member.key);
    QGAUGE_TRY(const auto neighbours, member.value.items());
    for (const Node& neighbour : neighbours) {
      QGAUGE_TRY(const int other, labels.index(neighbour));
      if (other == qubit) return neighbour.refuse("another qubit than the one it is listed under");
      pairs.insert(std::minmax(qubit, other));
    }
    if (pairs.size() > max_couplings) return member.value.refuse(fmt::format("at most {} couplings", max_couplings));
  }
  description.couplings.assign(pairs.begin(), pairs.end());
  return {};
}

/// The labels with holes stay; which of two different counts is meant, the document does not say.
core::Status read_count(const Node& paradigm, const Labels& labels, DeviceDescription& description) {
  QGAUGE_TRY(const Node node, paradigm.at("qubitCount"));
  QGAUGE_TRY(const int count, node.integer(1, max_qubits));
  const bool unlisted = description.all_to_all && labels.count() == 0;
  description.qubit_count = unlisted ? count : labels.count();
  if (*description.qubit_count == count) return {};
  description.findings.push_back(
      {"duplicate_disagrees", node.where(),
       fmt::format("qubitCount is {}, and {} qubits are named; the named ones are used", count, labels.count())});
  return {};
}

/// The native gate calibrations are named after the machine:
/// ".../device:arn:aws:braket:REGION::device/qpu/VENDOR/NAME".
std::string name_in_reference(const Node& root) {
  const auto pulse = root.find("pulse");
  const auto reference = pulse ? pulse->find("nativeGateCalibrationsRef") : std::nullopt;
  if (!reference || !reference->json().is_string()) return {};
  std::string text = reference->json().get<std::string>();
  const std::size_t start = text.find(":device/qpu/");
  if (start == std::string::npos) return {};
  text.resize(std::min(text.find('?'), text.size()));
  return text.substr(text.rfind('/') + 1);
}

core::Result<Fidelity> read_fidelity(const Node& entry) {
  Fidelity fidelity;
  if (const auto type = entry.find("fidelityType")) {
    QGAUGE_TRY(const Node type_name, type->at("name"));
    QGAUGE_TRY(fidelity.type, type_name.text());
    if (const auto how = type->find("description")) {
      QGAUGE_TRY(fidelity.how, how->text());
    }
  }
  if (const auto gate = entry.find("gateName")) {
    QGAUGE_TRY(fidelity.gate, gate->text());
  }
  if (const auto unit = entry.find("unit"); unit && unit->json() != "fraction") {
    return unit->refuse("the unit \"fraction\"");
  }
  QGAUGE_TRY(fidelity.value, read_number(entry, "fidelity", "standardError", Range::probability));
  if (const auto direction = entry.find("direction")) {
    QGAUGE_TRY(const Node control, direction->at("control"));
    QGAUGE_TRY(const Node target, direction->at("target"));
    QGAUGE_TRY(std::string first, label_of(control));
    QGAUGE_TRY(std::string second, label_of(target));
    fidelity.direction.emplace(std::move(first), std::move(second));
  }
  return fidelity;
}

}  // namespace

std::string_view schema_of(const Document& document) {
  if (!document.has("braketSchemaHeader")) return {};
  const auto& header = document.tree->at("braketSchemaHeader");
  if (!header.is_object() || !header.contains("name") || !header["name"].is_string()) return {};
  return header["name"].get_ref<const std::string&>();
}

core::Result<std::string> version_of(const Node& section) {
  QGAUGE_TRY(const Node header, section.at("braketSchemaHeader"));
  QGAUGE_TRY(const Node version, header.at("version"));
  return version.text();
}

core::Result<std::optional<core::Date>> read_date(const Node& owner, std::string_view key) {
  const auto node = owner.find(key);
  if (!node) return std::nullopt;
  QGAUGE_TRY(const core::Date date, node->date());
  return date == core::Date() ? std::nullopt : std::optional(date);
}

core::Result<Labels> read_machine(const Node& root, std::set<std::string> further, DeviceDescription& description) {
  QGAUGE_TRY(const Node paradigm, root.at("paradigm"));
  QGAUGE_TRY(const Node connectivity, paradigm.at("connectivity"));
  if (const auto node = connectivity.find("fullyConnected")) {
    QGAUGE_TRY(description.all_to_all, node->boolean());
  }
  std::vector<Member> graph;
  if (const auto node = connectivity.find("connectivityGraph")) {
    QGAUGE_TRY(graph, members(*node, max_qubits));
  }
  QGAUGE_CHECK(collect_labels(graph, further));
  Labels labels(further);
  if (!description.all_to_all) {
    if (labels.count() == 0) return connectivity.refuse("a connectivityGraph with qubits, or fullyConnected");
    QGAUGE_CHECK(read_couplings(graph, labels, description));
  }
  QGAUGE_CHECK(read_count(paradigm, labels, description));
  for (const std::string& label : labels.texts()) description.qubits.emplace_back().label = label;
  if (const auto service = root.find("service")) {
    QGAUGE_TRY(description.as_of, read_date(*service, "updatedAt"));
  }
  description.name = name_in_reference(root);
  return labels;
}

core::Result<Quantity> read_number(const Node& owner, std::string_view key, std::string_view sigma_key, Range range) {
  const auto node = owner.find(key);
  if (!node) return Quantity{};
  QGAUGE_TRY(const double value, node->number(range));
  Quantity quantity = reported(value);
  if (const auto sigma = sigma_key.empty() ? std::nullopt : owner.find(sigma_key)) {
    QGAUGE_TRY(quantity.sigma, sigma->number(Range::non_negative));
  }
  return quantity;
}

core::Result<Quantity> read_time(const Node& owner, std::string_view key) {
  const auto node = owner.find(key);
  if (!node) return Quantity{};
  QGAUGE_TRY(Quantity quantity, read_number(*node, "value", "standardError", Range::finite));
  if (!quantity.known()) return quantity;
  QGAUGE_TRY(const Node unit, node->at("unit"));
  QGAUGE_TRY(const std::string name, unit.text());
  const auto factor = core::si_factor(name, core::Dimension::time);
  if (!factor) return unit.refuse("a unit of time, such as \"S\" or \"uS\"");
  quantity.value *= *factor;
  if (quantity.sigma) *quantity.sigma *= *factor;
  return quantity;
}

core::Result<std::vector<Fidelity>> read_fidelities(const Node& owner, std::string_view key) {
  std::vector<Fidelity> list;
  const auto node = owner.find(key);
  if (!node) return list;
  QGAUGE_TRY(const auto entries, node->items());
  for (const Node& entry : entries) {
    QGAUGE_TRY(Fidelity fidelity, read_fidelity(entry));
    list.push_back(std::move(fidelity));
  }
  return list;
}

Quantity infidelity_of(Quantity fidelity) {
  if (fidelity.known()) fidelity.value = 1 - fidelity.value;
  return fidelity;
}

void Agreement::compare(const Quantity& provider, const Quantity& standardized, const std::string& place) {
  if (!provider.known() || !standardized.known()) return;
  ++compared_;
  const double difference = std::abs(provider.value - standardized.value);
  if (difference <= agreement * std::max(std::abs(provider.value), std::abs(standardized.value))) return;
  tally_.add(place, fmt::format("{}: {:.6g} and {:.6g}", place, provider.value, standardized.value), difference);
}

void Agreement::report(DeviceDescription& description) const {
  tally_.report({"values", compared_, false}, description.findings);
}

}  // namespace qgauge::device::braket
