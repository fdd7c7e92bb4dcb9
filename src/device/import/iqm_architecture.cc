// IQM's static and dynamic architecture: see iqm_architecture.hpp.

#include "device/import/iqm_architecture.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/iqm_observations.hpp"
#include "device/import/labelled.hpp"

namespace qgauge::device::iqm {
namespace {

std::string place_of(const std::string& gate, const std::vector<std::string>& locus) {
  return fmt::format("{} {}", gate, fmt::join(locus, "_"));
}

core::Result<std::vector<std::string>> read_names(const Node& node) {
  QGAUGE_TRY(const auto items, node.items());
  std::vector<std::string> names;
  for (const Node& item : items) {
    QGAUGE_TRY(std::string name, item.text());
    if (name.empty()) return item.refuse("the name of a component");
    names.push_back(std::move(name));
  }
  return names;
}

/// The qubits; a resonator among them, as in documents before resonators had a list of their own, is none.
core::Result<std::set<std::string>> read_qubits(const Node& root) {
  QGAUGE_TRY(const Node node, root.at("qubits"));
  QGAUGE_TRY(const auto names, read_names(node));
  if (names.size() > max_qubits) return node.refuse(fmt::format("at most {} qubits", max_qubits));
  std::set<std::string> qubits;
  for (const std::string& name : names) {
    if (!is_resonator(name) && !qubits.insert(name).second) return node.refuse("every qubit once");
  }
  if (qubits.empty()) return node.refuse("at least one qubit");
  return qubits;
}

/// loci: [["QB1"], ["QB1", "QB2"], ...].
core::Status read_loci(const Node& implementation, std::set<std::vector<std::string>>& loci) {
  const auto node = implementation.find("loci");
  if (!node) return {};
  QGAUGE_TRY(const auto items, node->items());
  for (const Node& item : items) {
    QGAUGE_TRY(std::vector<std::string> locus, read_names(item));
    loci.insert(std::move(locus));
  }
  return {};
}

/// default_implementation, and override_default_implementation {"QB1,QB2": IMPLEMENTATION}.
core::Status read_defaults(const std::string& gate, const Node& node, Architecture& architecture) {
  if (const auto name = node.find("default_implementation")) {
    QGAUGE_TRY(architecture.implementations[gate], name->text());
  }
  const auto overrides = node.find("override_default_implementation");
  if (!overrides) return {};
  QGAUGE_TRY(const auto list, members(*overrides));
  for (const Member& member : list) {
    std::string place = fmt::format("{} {}", gate, member.key);
    std::ranges::replace(place, ',', '_');
    QGAUGE_TRY(architecture.implementations[place], member.value.text());
  }
  return {};
}

core::Status read_gate(const Member& gate, Architecture& architecture) {
  QGAUGE_TRY(const Node node, gate.value.at("implementations"));
  QGAUGE_TRY(const auto implementations, members(node));
  std::set<std::vector<std::string>> loci;
  for (const Member& implementation : implementations) QGAUGE_CHECK(read_loci(implementation.value, loci));
  if (gate.key == "cz") architecture.cz_loci = loci;
  if (gate.key == "move") architecture.move_loci = loci;
  return read_defaults(gate.key, gate.value, architecture);
}

}  // namespace

std::string Architecture::implementation(const std::string& gate, const std::vector<std::string>& locus) const {
  auto found = implementations.find(place_of(gate, locus));
  if (found == implementations.end()) found = implementations.find(gate);
  return found == implementations.end() ? std::string() : found->second;
}

core::Status read_static(const Node& root, Architecture& architecture) {
  architecture.complete = true;
  QGAUGE_TRY(const Node label, root.at("dut_label"));
  QGAUGE_TRY(architecture.machine, label.text());
  QGAUGE_TRY(const auto qubits, read_qubits(root));
  architecture.qubits.insert(qubits.begin(), qubits.end());
  QGAUGE_TRY(const Node connectivity, root.at("connectivity"));
  QGAUGE_TRY(const auto pairs, connectivity.items());
  for (const Node& pair : pairs) {
    QGAUGE_TRY(const auto names, read_names(pair));
    if (names.size() != 2 || names[0] == names[1]) return pair.refuse("two different components");
    for (const std::string& name : names) {
      if (!is_resonator(name) && !qubits.contains(name)) return pair.refuse("components of the machine");
    }
    architecture.connections.emplace_back(names[0], names[1]);
  }
  return {};
}

core::Status read_dynamic(const Node& root, Architecture& architecture) {
  QGAUGE_TRY(const Node set, root.at("calibration_set_id"));
  QGAUGE_TRY(architecture.calibration_set, set.text());
  QGAUGE_TRY(architecture.in_use, read_qubits(root));
  architecture.qubits.insert(architecture.in_use->begin(), architecture.in_use->end());
  QGAUGE_TRY(const Node gates, root.at("gates"));
  QGAUGE_TRY(const auto list, members(gates));
  for (const Member& gate : list) QGAUGE_CHECK(read_gate(gate, architecture));
  return {};
}

}  // namespace qgauge::device::iqm
