// What the readers of IBM's files share: single values with unit and date, the choice of native gates, old dates.
// Used by ibm*.cc and qiskit_target.cc. Must not know any other vendor.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "device/json_node.hpp"
#include "device/tally.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device::ibm {

/// How one figure of a file is read. `usual_unit` is assumed, with a finding, where none is given.
struct Kind {
  core::Dimension dimension;
  std::string_view usual_unit;
  Range range;
  bool marks_missing = false;  ///< 1 and beyond is not a value but "not calibrated"
};

/// What is noticed on single values while a file is read.
struct Notes {
  Tally units{"unit_assumed", "no unit is given; the one that IBM's files use was assumed"};
  Tally duplicates{"duplicate_disagrees", "listed twice with different values; the one of the later date is used"};
  Tally unresolved{"unused_quantity",
                   "no single coupling fits the two qubit numbers that stand in the name without a separator"};
  std::size_t values = 0;      ///< read so far
  std::size_t crosstalks = 0;  ///< zz values that are not 0

  void report(std::vector<core::Finding>& findings) const;
};

/// A member that says something: null, "None", "" and {} are missing.
std::optional<Node> find_value(const Node& owner, std::string_view key);

/// The elements of a list that may be missing.
core::Result<std::vector<Node>> items_of(const Node& owner, std::string_view key);

/// An ISO date, with T or a blank before the time, or the object that Qiskit's RuntimeEncoder makes of one:
/// {"__type__": "datetime", "__value__": "..."}.
core::Result<std::optional<core::Date>> read_date(const Node& owner, std::string_view key);

/// The {value, unit, date} of one parameter; `place` names it in findings ("T1 of qubit 3").
core::Result<Quantity> read_quantity(const Node& parameter, const Kind& kind, const std::string& place, Notes& notes);

/// Of two values for one quantity the one that is known, or the later one. Error at `second_node` where both are known,
/// differ and have no dates that tell them apart: then nothing says which of the two holds.
core::Result<Quantity> one_of_two(const Quantity& first, const Quantity& second, const Node& second_node,
                                  const std::string& place, Notes& notes);

/// Different indices below `count`.
core::Result<std::vector<int>> read_indices(const Node& node, int count);

/// Which of the gates that a file lists are described: the best pulse and the entanglers, as far as `basis` names them
/// (empty: all). rzz is the fractional gate beside cz and never the entangler where the machine has another; a finding
/// says that it was left out.
std::set<std::string> choose_native(const std::set<std::string>& listed, const std::set<std::string>& basis,
                                    std::vector<core::Finding>& findings);

/// Files without a coupling map: the couplings are the pairs that have an entangling gate.
void couple_by_gates(DeviceDescription& description);

/// backend_name, n_qubits, coupling map, quantum volume and CLOPS of a configuration.
core::Status read_configuration(const Node& root, DeviceDescription& description);
/// "Heron 2": family and revision of a configuration's processor, or nothing.
core::Result<std::string> read_processor(const Node& configuration);
/// basis_gates of a configuration; empty where there are none.
core::Result<std::set<std::string>> read_basis(const Node& configuration);

/// qubits[] and gates[] of the properties; needs the qubit count of the configuration where there is one.
core::Status read_calibration(const Node& properties, const std::set<std::string>& basis,
                              DeviceDescription& description, Notes& notes);

/// general[] of the properties: layer fidelities and couplings that are always on; needs the couplings.
core::Status read_general(const Node& properties, DeviceDescription& description, Notes& notes);

/// The finding stale_date: values that are much older than the newest of the same description.
void note_stale_dates(DeviceDescription& description);

}  // namespace qgauge::device::ibm
