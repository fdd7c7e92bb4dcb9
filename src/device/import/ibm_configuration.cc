// IBM's backend configuration: qubits, coupling map, basis gates and the figures that IBM publishes in it.
// Called by ibm.cc; knows no calibration.

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "device/import/ibm.hpp"

namespace qgauge::device::ibm {
namespace {

/// Both directions of a pair are one coupling; the same direction twice is a mistake of the file.
core::Status read_coupling_map(const Node& configuration, DeviceDescription& description) {
  const auto node = configuration.find("coupling_map");
  if (!node) return {};  // a machine of one qubit has null
  QGAUGE_TRY(const auto items, node->items(2 * max_couplings));
  std::set<std::pair<int, int>> seen;
  for (const Node& item : items) {
    QGAUGE_TRY(const std::vector<int> pair, read_indices(item, *description.qubit_count));
    if (pair.size() != 2) return item.refuse("a pair of qubits");
    if (!seen.emplace(pair[0], pair[1]).second) return item.refuse("every direction of a coupling once");
    if (!seen.contains({pair[1], pair[0]})) description.couplings.push_back(std::minmax(pair[0], pair[1]));
  }
  return {};
}

core::Status read_quantum_volume(const Node& configuration, DeviceDescription& description) {
  const auto node = find_value(configuration, "quantum_volume");
  if (!node) return {};
  QGAUGE_TRY(const double volume, node->number());
  if (volume < 1) return node->refuse("a quantum volume of at least 1");
  description.published.push_back({"quantum_volume.log2", std::log2(volume), {}, {}});
  return {};
}

/// Circuit layers per second, in three definitions that differ by orders of magnitude: clops and clops_v count the
/// layers of quantum volume circuits (Wack et al., arXiv:2110.14108), clops_h, since 2023, layers that fit the
/// machine's couplings. The names keep them apart from each other and from the figures that are simulated.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> clops_names{{
    {"clops", "clops.published"},
    {"clops_v", "clops_v.published"},
    {"clops_h", "clops_h.published"},
}};

core::Status read_clops(const Node& configuration, DeviceDescription& description) {
  for (const auto& [key, name] : clops_names) {
    const auto node = find_value(configuration, key);
    if (!node) continue;
    QGAUGE_TRY(const double clops, node->number(Range::non_negative));
    description.published.push_back({std::string(name), clops, {}, {}});
  }
  return {};
}

/// A revision is written as 4, as 5.11 or as "5.11".
core::Result<std::string> read_revision(const Node& processor) {
  const auto node = find_value(processor, "revision");
  if (!node) return std::string();
  if (node->json().is_string()) return node->text();
  QGAUGE_TRY(const double number, node->number(Range::non_negative));
  return fmt::format("{}", number);
}

/// IBM's simulators have a configuration of the same form, with simulator: true.
core::Status read_paradigm(const Node& configuration, DeviceDescription& description) {
  const auto node = find_value(configuration, "simulator");
  if (!node) return {};
  QGAUGE_TRY(const bool simulator, node->boolean());
  if (simulator) description.paradigm = Paradigm::classical_simulator;
  return {};
}

}  // namespace

core::Status read_configuration(const Node& root, DeviceDescription& description) {
  QGAUGE_TRY(const Node name, root.at("backend_name"));
  QGAUGE_TRY(description.name, name.text());
  QGAUGE_TRY(const Node count, root.at("n_qubits"));
  QGAUGE_TRY(description.qubit_count, count.integer(1, max_qubits));
  QGAUGE_CHECK(read_paradigm(root, description));
  QGAUGE_CHECK(read_coupling_map(root, description));
  QGAUGE_CHECK(read_quantum_volume(root, description));
  return read_clops(root, description);
}

core::Result<std::string> read_processor(const Node& configuration) {
  const auto node = find_value(configuration, "processor_type");
  if (!node) return std::string();
  if (node->json().is_string()) return node->text();
  if (!node->json().is_object()) return node->refuse("an object with the processor's family and revision");
  const auto family = find_value(*node, "family");
  if (!family) return std::string();
  QGAUGE_TRY(const std::string name, family->text());
  QGAUGE_TRY(const std::string revision, read_revision(*node));
  return revision.empty() ? name : name + " " + revision;
}

core::Result<std::set<std::string>> read_basis(const Node& configuration) {
  QGAUGE_TRY(const auto items, items_of(configuration, "basis_gates"));
  std::set<std::string> basis;
  for (const Node& item : items) {
    QGAUGE_TRY(std::string name, item.text());
    basis.insert(std::move(name));
  }
  return basis;
}

}  // namespace qgauge::device::ibm
