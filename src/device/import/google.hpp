// What the parts of a description of a Google processor have in common: sites of the grid, and what the calibration
// and the device specification hold before they are put together. Used by the google importer.
// Must not know the description that is made of them.
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "device/document.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device::google {

/// A qubit by its place, whose order is that of the qubits of the description.
struct Site {
  int row = 0;
  int column = 0;
  auto operator<=>(const Site&) const = default;
};
/// "5_2" or "q5_2" at this place; nothing else names a qubit.
core::Result<Site> site_of(const Node& label);
std::string text_of(Site site);

/// One site or two, sorted: no direction means anything on these machines.
using Target = std::vector<Site>;
/// "5_2" or "5_2-6_2".
std::string text_of(const Target& target);
/// Different sites, at most `limit`.
core::Result<Target> target_of(const Node& labels, std::size_t limit);

/// Sites with the labels that the file writes for them.
using Labels = std::map<Site, std::string>;

/// The metrics of a calibration that are used, as stated, in the units of their names.
struct Metrics {
  std::optional<core::Date> date;
  Labels labels;
  std::set<Target> pairs;
  std::map<std::string, std::map<Target, Quantity>, std::less<>> values;  ///< by metric
  std::vector<core::Finding> findings;

  /// Absent where the file has none.
  Quantity value(std::string_view metric, const Target& target) const;
  bool has(std::string_view metric, const Target& target) const;
};
bool is_calibration(const Document& document);
core::Result<Metrics> read_metrics(const Document& document);
/// "two_qubit_parallel_cz_gate_xeb_pauli_error_per_cycle".
std::string cycle_metric(std::string_view gate, bool simultaneous, std::string_view kind);

/// What a device specification allows: qubits, couplings, and its gates by qgauge's names with their durations.
struct Specification {
  Labels labels;
  std::set<Target> pairs;
  std::map<std::string_view, Quantity> gates_s;  ///< "phased_xz", "sycamore", "cz", ...
  Quantity readout_s;
  std::vector<core::Finding> findings;
};
bool is_specification(const Document& document);
core::Result<Specification> read_specification(const Document& document);

}  // namespace qgauge::device::google
