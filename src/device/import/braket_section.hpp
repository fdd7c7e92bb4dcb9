// The standardized section of Amazon Braket's device capabilities, which has one form for all vendors: schema versions
// 1 and 2 list qubits and pairs, version 3 gives averages over the machine. Used by the braket_* importers. Must not
// know any vendor's own section.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "device/import/braket.hpp"

namespace qgauge::device::braket {

/// nativeGateSet in lower case, with Braket's names for sx (v) and cx (cnot) replaced.
core::Result<std::set<std::string>> native_gates(const Node& root);
/// The native one-qubit gate that is one pulse; where none is known, `otherwise` with the finding default_used.
std::string native_pulse(const std::set<std::string>& native, std::string_view otherwise,
                         DeviceDescription& description);
/// The same for the native entangling gate.
std::string native_entangler(const std::set<std::string>& native, std::string_view otherwise,
                             DeviceDescription& description);

/// 1 - F; a fidelity of 0 is a marker, for no gate has an infidelity of 1.
Quantity gate_infidelity(const Quantity& fidelity);
/// What fidelityType says of an error that is stored as 1 - F.
ErrorMetric metric_of(const Fidelity& fidelity);

/// The keys of a member that is keyed by the labels of qubits ("one_qubit", "oneQubitProperties"); none without it.
core::Result<std::set<std::string>> labels_of(const Node& section, std::string_view key);

/// Versions 1 and 2: qubits in the order of `labels`, and gates; `pulse` is the one-qubit gate. Fidelities of types
/// that are not known become the finding unused_quantity.
core::Result<DeviceDescription> read_listed(const Node& section, const Labels& labels, const std::string& pulse);

/// Puts what the section says beside what the vendor's own section says, which is used: the section fills gaps, says by
/// which benchmark an equal figure was measured, and becomes the finding duplicate_disagrees where figures differ.
void merge(const DeviceDescription& section, DeviceDescription& description);

/// One figure for the whole machine.
struct Averages {
  Qubit qubit;
  Gate one_qubit;
  Gate two_qubit;
};
/// Version 3, but for its oneQubitProperties, which are read by read_listed. Gates have no name yet.
core::Result<Averages> read_averages(const Node& section);
/// As merge() of lists.
void merge(const Averages& section, Averages& averages, DeviceDescription& description);

/// Sets the averages of the description; those without any value stay empty, and one-qubit gates that are listed
/// without a duration take the average one. A machine whose pairs are all coupled, and
/// of whose single qubits nothing is known, keeps the number of its qubits only.
void set_averages(const Averages& averages, DeviceDescription& description);

}  // namespace qgauge::device::braket
