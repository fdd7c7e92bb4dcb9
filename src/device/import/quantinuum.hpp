// What Quantinuum's tables and emulator options share: the choice of a row, the definitions of their figures, and the
// leakage within them. Used by the quantinuum_* importers. Must not know any of their columns.
//
// The definitions are those of the code that makes the tables (package qtm_spec of the repository
// CQCL/quantinuum-hardware-specifications). Survival decays as A r^L + 1/d. The legacy error is the average infidelity
// (d - 1)/d (1 - r^(1/g)) with g = 1.5 ZZ gates in a two-qubit Clifford and g = 1 otherwise. Where the leakage L of a
// gate was measured, the error is that plus L/d, and the emission ratios are 2 L/p1 and L/(0.543 p2).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "device/table.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device::quantinuum {

/// "MACHINE@DATE" of every row; error for a table without rows.
core::Result<std::vector<std::string>> selectors_of(const Table& table, const std::string& file);
/// The row of one of these.
const CsvRow& row_of(const Table& table, std::string_view selector);

/// Name, date and vendor of a machine in a row, whose pairs are all coupled; `kind` says what the table holds.
core::Result<DeviceDescription> start(const Table& table, const CsvRow& row, std::string_view kind);

/// One finding that names the values of these columns, which are probabilities.
core::Status note_unused(const Table& table, const CsvRow& row, std::span<const std::string_view> columns,
                         DeviceDescription& description);

enum class Size { one, two };

/// Figures of randomized benchmarking, per gate.
ErrorMetric benchmark_metric(Size size, std::string_view field, ErrorMetric::Leakage leakage);

/// "u1q" or "rzz", whose average gate infidelity is `infidelity`.
Gate gate_of(Size size, const Quantity& infidelity, ErrorMetric metric);

/// The probability that a gate leaks, from its average infidelity and its emission ratio.
double leakage_of(Size size, double infidelity, double emission_ratio);
inline constexpr std::string_view leakage_words =
    "the leakage of a gate was made from its emission ratio: p1 times half the ratio, p2 times 0.543 of it";

}  // namespace qgauge::device::quantinuum
