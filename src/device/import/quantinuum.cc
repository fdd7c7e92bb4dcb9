// Shared definitions of Quantinuum's files: see quantinuum.hpp.

#include "device/import/quantinuum.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::device::quantinuum {
namespace {

std::string selector_of(const Table& table, const CsvRow& row) {
  return fmt::format("{}@{}", table.text(row, "Machine"), table.text(row, "Date"));
}

/// Where the share of the error of rzz that does not shrink with the angle comes from: the noise parameters that the
/// emulators of two generations publish, przz_b = przz_d beside przz_a = przz_c with przz_power = 1, of 2024.
struct AngleLaw {
  std::string_view generation;
  double base;
};
constexpr std::array angle_laws{AngleLaw{"H1-", 0.175}, AngleLaw{"H2-", 0.241}};
constexpr std::string_view angle_source = "emulator";

/// The tables have the error at pi/2 alone.
void add_angle_law(DeviceDescription& description) {
  const auto* law = std::ranges::find_if(
      angle_laws, [&](const AngleLaw& one) { return description.name.starts_with(one.generation); });
  if (law == angle_laws.end()) return;
  description.rzz_error_base = reported(law->base);
  description.rzz_error_base.source = angle_source;
  description.sources.emplace_back(
      angle_source,
      Provenance{fmt::format("Quantinuum, noise parameters of the emulator {}1E, 2024", law->generation), "", ""});
  description.findings.push_back(
      {"default_used", "rzz_error_base",
       fmt::format(
           "the file has the error of rzz at pi/2; at other angles it is taken to shrink to {} of it, as in the "
           "emulators of this generation",
           law->base)});
}

}  // namespace

core::Result<std::vector<std::string>> selectors_of(const Table& table, const std::string& file) {
  std::vector<std::string> selectors;
  for (const CsvRow& row : table.rows()) selectors.push_back(selector_of(table, row));
  if (selectors.empty()) return core::unusable(file, "a table without rows", "a row for every machine");
  return selectors;
}

const CsvRow& row_of(const Table& table, std::string_view selector) {
  return *std::ranges::find_if(table.rows(), [&](const CsvRow& row) { return selector_of(table, row) == selector; });
}

core::Result<DeviceDescription> start(const Table& table, const CsvRow& row, std::string_view kind) {
  DeviceDescription description;
  description.name = table.text(row, "Machine");
  if (description.name.empty()) return table.refuse(row, "Machine", "the name of a machine");
  description.vendor = "Quantinuum";
  description.modality = "trapped_ion";
  description.all_to_all = true;
  description.as_of = core::Date::parse(table.text(row, "Date"));
  if (!description.as_of) return table.refuse(row, "Date", "a date such as 2024_05_20");
  description.source.description = fmt::format("Quantinuum {}, row {}", kind, selector_of(table, row));
  add_angle_law(description);
  return description;
}

core::Status note_unused(const Table& table, const CsvRow& row, std::span<const std::string_view> columns,
                         DeviceDescription& description) {
  std::vector<std::string> unused;
  for (const std::string_view column : columns) {
    QGAUGE_TRY(const Quantity value, table.quantity(row, column, Range::probability));
    if (value.known()) unused.push_back(fmt::format("{} = {}", column, table.text(row, column)));
  }
  if (unused.empty()) return {};
  description.findings.push_back(
      {"unused_quantity", "row " + selector_of(table, row), fmt::format("{}", fmt::join(unused, ", "))});
  return {};
}

ErrorMetric benchmark_metric(Size size, std::string_view field, ErrorMetric::Leakage leakage) {
  ErrorMetric metric;
  metric.per = ErrorMetric::Per::gate;
  metric.method = "RB";
  metric.field = field;
  metric.leakage = leakage;
  // The whole error of a Clifford is given to its ZZ gates.
  if (size == Size::two) metric.one_qubit_part = ErrorMetric::OneQubitPart::included;
  return metric;
}

Gate gate_of(Size size, const Quantity& infidelity, ErrorMetric metric) {
  Gate gate;
  gate.name = size == Size::one ? "u1q" : "rzz";
  gate.infidelity = infidelity;
  gate.metric = std::move(metric);
  return gate;
}

double leakage_of(Size size, double infidelity, double emission_ratio) {
  constexpr double one_qubit_factor = 0.5, two_qubit_factor = 0.543;
  return infidelity * emission_ratio * (size == Size::one ? one_qubit_factor : two_qubit_factor);
}

}  // namespace qgauge::device::quantinuum
