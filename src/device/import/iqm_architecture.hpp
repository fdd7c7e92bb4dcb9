// IQM's static architecture (which components a machine has and which of them are connected) and dynamic architecture
// (which gates one calibration has, and where). Used by the importer of IQM's own format. Must not know any figure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "device/json_node.hpp"

namespace qgauge::device::iqm {

using ComponentPair = std::pair<std::string, std::string>;

struct Architecture {
  bool complete = false;                         ///< names all qubits: the static one does
  std::string machine;                           ///< dut_label of the static one; empty without it
  std::string calibration_set;                   ///< of the dynamic one; empty without it
  std::set<std::string> qubits;                  ///< of both
  std::optional<std::set<std::string>> in_use;   ///< qubits of the dynamic one, which leaves out those out of use
  std::vector<ComponentPair> connections;        ///< of the static one
  std::set<std::vector<std::string>> cz_loci;    ///< of the dynamic one
  std::set<std::vector<std::string>> move_loci;  ///< qubit, resonator
  /// "GATE QBa_QBb" or "GATE" to the implementation that circuits use.
  std::map<std::string, std::string, std::less<>> implementations;

  /// The implementation of a gate that circuits use at this place; empty where no document says so.
  std::string implementation(const std::string& gate, const std::vector<std::string>& locus) const;
};

core::Status read_static(const Node& root, Architecture& architecture);
core::Status read_dynamic(const Node& root, Architecture& architecture);

}  // namespace qgauge::device::iqm
