// What the device capabilities documents of Amazon Braket have in common, whatever the vendor: the header that tells
// their kind, the paradigm (labels, couplings), the dates, and the standardized section with its units.
// Used by the braket_* importers. Must not know any vendor: their provider sections are each importer's own.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "device/document.hpp"
#include "device/import/labelled.hpp"
#include "device/tally.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device::braket {

/// braketSchemaHeader.name of the document: "braket.device_schema.rigetti.rigetti_device_capabilities"; empty where it
/// has none.
std::string_view schema_of(const Document& document);
/// braketSchemaHeader.version of the document or of one of its sections: "1", "2", "3".
core::Result<std::string> version_of(const Node& section);

/// A date, or nullopt where it is missing or 1970-01-01, which stands for "not known".
core::Result<std::optional<core::Date>> read_date(const Node& owner, std::string_view key);

/// paradigm and service: labels, couplings or all_to_all, count, service.updatedAt, and the name where the document
/// holds it. `further` are labels from other sections, for qubits without neighbours. A qubitCount that differs from
/// the number of labels is a finding, but for a fully connected machine without labels, whose qubits stay unlisted.
core::Result<Labels> read_machine(const Node& root, std::set<std::string> further, DeviceDescription& description);

/// A number with its standard error, for sections that write them as two keys ("fCZ", "fCZ_std_err"). Absent where
/// `key` is; `sigma_key` may be empty.
core::Result<Quantity> read_number(const Node& owner, std::string_view key, std::string_view sigma_key, Range range);
/// {value, standardError?, unit} in seconds; absent where `key` is.
core::Result<Quantity> read_time(const Node& owner, std::string_view key);

/// One entry of oneQubitFidelity, twoQubitGateFidelity, readoutFidelity, ...; a fraction, whatever its unit.
struct Fidelity {
  std::string type;  ///< fidelityType.name: "READOUT", "INTERLEAVED_RANDOMIZED_BENCHMARKING"; empty where missing
  std::string how;   ///< fidelityType.description, or empty
  std::string gate;  ///< gateName: "CZ"; empty for one qubit
  Quantity value;    ///< as it stands: a fidelity, or an error where the type says so
  std::optional<std::pair<std::string, std::string>> direction;  ///< labels of control and target
};
/// The entries of a list, none where `key` is missing.
core::Result<std::vector<Fidelity>> read_fidelities(const Node& owner, std::string_view key);

/// 1 - F with the same standard error and date; whatever is not reported stays as it is.
Quantity infidelity_of(Quantity fidelity);

/// Holds the standardized section against the provider's, which is the one that is used: values that differ by more
/// than rounding become one finding duplicate_disagrees.
class Agreement {
 public:
  /// Nothing to compare where either is not known.
  void compare(const Quantity& provider, const Quantity& standardized, const std::string& place);
  void report(DeviceDescription& description) const;

 private:
  Tally tally_{"duplicate_disagrees",
               "the standardized section gives another value than the provider's, which is used"};
  std::size_t compared_ = 0;
};

}  // namespace qgauge::device::braket
