// Reads the native format, schema qgauge.device/1, as docs/native-format.md describes it. Strict: an unknown key is an
// error, because a misspelt quantity would otherwise be a missing one. The parts are read in native_*.cc beside this.

#include <fmt/format.h>

#include "device/import/importer.hpp"
#include "device/import/native_reading.hpp"

namespace qgauge::device {
namespace {

using native::Tables;

core::Status read_paradigm(const Node& root, DeviceDescription& description) {
  if (!root.find("paradigm")) return {};
  return native::read_enum(root, "paradigm", paradigm_names, description.paradigm);
}

core::Status read_identity(const Node& root, DeviceDescription& description) {
  QGAUGE_TRY(description.name, native::required_text(root, "name"));
  QGAUGE_CHECK(native::read_text(root, "vendor", description.vendor));
  QGAUGE_CHECK(native::read_text(root, "modality", description.modality));
  QGAUGE_CHECK(read_paradigm(root, description));
  QGAUGE_CHECK(native::read_day(root, "as_of", description.as_of));
  QGAUGE_TRY(const Node source, root.at("source"));
  QGAUGE_TRY(description.source, native::read_provenance(source));
  return {};
}

/// The number of qubits: given, or as many as are listed.
core::Status read_count(const Node& root, Tables& tables, DeviceDescription& description) {
  const auto list = root.find("qubits");
  const auto listed = list && list->json().is_array() ? list->json().size() : 0;
  if (const auto count = root.find("qubit_count")) {
    QGAUGE_TRY(description.qubit_count, count->integer(1, max_qubits));
  } else if (listed > 0 && listed <= max_qubits) {
    description.qubit_count = static_cast<int>(listed);
  }
  tables.qubit_count = description.qubit_count.value_or(0);
  return {};
}

core::Status read_couplings(const Node& root, const Tables& tables, DeviceDescription& description) {
  QGAUGE_CHECK(native::read_flag(root, "all_to_all", description.all_to_all));
  QGAUGE_TRY(const auto items, native::read_list(root, "couplings", max_couplings, "couplings"));
  for (const Node& item : items) {
    QGAUGE_TRY(const auto pair, native::read_pair(item, tables));
    description.couplings.push_back(pair);
  }
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_native{{
    {Content::name, Coverage::read, "name"},
    {Content::date, Coverage::read, "as_of"},
    {Content::qubit_count, Coverage::read, "qubit_count, or the number of qubits"},
    {Content::qubit_labels, Coverage::read, "label"},
    {Content::couplings, Coverage::read, "couplings, or all_to_all"},
    {Content::t1, Coverage::read, "t1_s"},
    {Content::t2, Coverage::read, "t2_s (Hahn echo), t2_star_s (Ramsey)"},
    {Content::readout_error, Coverage::read, "p1_given_0, p0_given_1, assignment_error; others in other_readouts"},
    {Content::one_qubit_error, Coverage::read, "gates[].infidelity with its metric"},
    {Content::two_qubit_error, Coverage::read, "gates[].infidelity with its metric"},
    {Content::simultaneous_errors, Coverage::read,
     "gates[].other_errors, or infidelity, with a metric of simultaneous operation"},
    {Content::one_qubit_duration, Coverage::read, "gates[].duration_s"},
    {Content::two_qubit_duration, Coverage::read, "gates[].duration_s"},
    {Content::readout_duration, Coverage::read, "readout_duration_s"},
    {Content::standard_errors, Coverage::read, "sigma"},
    {Content::value_dates, Coverage::read, "date"},
    {Content::operational, Coverage::read, "operational"},
    {Content::coherent_errors, Coverage::read, "over_rotation_rad"},
    {Content::leakage, Coverage::read, "gates[].leakage: probability a gate"},
    {Content::idle_error, Coverage::read, "memory_error_per_layer: dephasing infidelity a layer"},
    {Content::crosstalk, Coverage::read, "zz: zeta_hz of H/h = zeta |11><11|"},
    {Content::published_figures, Coverage::read, "published"},
}};

std::string_view part_of_native(const Document& document) {
  if (!document.has("schema")) return {};
  const auto& schema = (*document.tree)["schema"];
  return schema.is_string() && schema.get_ref<const std::string&>().starts_with("qgauge.device/") ? "description" : "";
}

core::Result<DeviceDescription> import_native(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  QGAUGE_TRY(const Node schema, root.at("schema"));
  if (schema.json() != native_schema) return schema.refuse(fmt::format("the schema \"{}\"", native_schema));
  static const native::NameList known = native::names_of(top_keys);
  QGAUGE_CHECK(root.only_keys(known));
  DeviceDescription description;
  Tables tables;
  QGAUGE_CHECK(read_identity(root, description));
  QGAUGE_CHECK(native::read_sources(root, tables, description));
  QGAUGE_CHECK(native::read_metrics(root, tables));
  QGAUGE_CHECK(read_count(root, tables, description));
  for (const auto section :
       {native::read_qubits, read_couplings, native::read_gates, native::read_averages, native::read_zz,
        native::read_zones, native::read_components, native::read_published, native::read_findings}) {
    QGAUGE_CHECK(section(root, tables, description));
  }
  QGAUGE_CHECK(native::read_record(root, description.record));
  return description;
}

}  // namespace qgauge::device
