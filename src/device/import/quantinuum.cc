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

/// What the tables leave out and is the same for all machines of a generation, from what the vendor publishes of its
/// emulators and machines, 2024: the share of the error of rzz that does not shrink with the angle (przz_b = przz_d
/// beside przz_a = przz_c with przz_power = 1), and how many pairs can have gates at a time (n_gate_zones).
struct Generation {
  std::string_view name;
  double rzz_error_base;
  int gate_zones;
};
constexpr std::array generations{Generation{"H1", 0.175, 5}, Generation{"H2", 0.241, 4}};
constexpr std::string_view generation_source = "generation";

void add_generation(DeviceDescription& description) {
  const auto* generation = std::ranges::find_if(
      generations, [&](const Generation& one) { return description.name.starts_with(fmt::format("{}-", one.name)); });
  if (generation == generations.end()) return;
  description.rzz_error_base = reported(generation->rzz_error_base);
  description.rzz_error_base.source = generation_source;
  for (int zone = 1; zone <= generation->gate_zones; ++zone) {
    description.zones.push_back({fmt::format("gate zone {}", zone), "gate", 2, {}});
  }
  description.sources.emplace_back(
      generation_source,
      Provenance{
          fmt::format("Quantinuum, noise parameters of the emulator {}-1E and gate zones, 2024", generation->name), "",
          ""});
  description.findings.push_back(
      {"default_used", "rzz_error_base, zones",
       fmt::format(
           "the file has the error of rzz at pi/2 alone and no zones: of generation {}, a share of {} of it does "
           "not shrink with the angle, and {} pairs have gates at a time",
           generation->name, generation->rzz_error_base, generation->gate_zones)});
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
  add_generation(description);
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
