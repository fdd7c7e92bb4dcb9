// Reads the characterizations of IonQ's API (v0.1 to v0.4): averages over one ion chain. A document is one of them, or
// the API's list of several, each chosen as BACKEND@DATE. All times are seconds.

#include <algorithm>

#include <fmt/format.h>

#include "device/import/importer.hpp"
#include "device/import/ionq_averages.hpp"
#include "device/import/plain_json.hpp"

namespace qgauge::device {
namespace {

/// "backend" since v0.3, "target" before.
std::optional<Node> machine_node(const Node& root) {
  const auto backend = root.find("backend");
  return backend ? backend : root.find("target");
}

core::Result<std::string> machine_of(const Node& root) {
  const auto node = machine_node(root);
  if (!node) return root.refuse("the machine as \"backend\" or \"target\"");
  return node->text();
}

/// The date as it is written, so that two characterizations of one day differ.
core::Result<std::string> selector_of(const Node& root) {
  QGAUGE_TRY(const std::string machine, machine_of(root));
  const auto date = root.find("date");
  if (!date) return machine;
  if (date->json().is_number_integer()) return fmt::format("{}@{}", machine, date->json().dump());
  QGAUGE_TRY(const std::string written, date->text());
  return fmt::format("{}@{}", machine, written);
}

/// Forte's two-qubit gate is ZZ(pi/2), that of the machines before it the Molmer-Sorensen gate; the one-qubit gate is
/// GPi2 on all. IonQ benchmarks these native gates and leaves out the virtual rotations about z.
ionq::Averages averages_of(std::string_view machine) {
  const bool forte = machine.find("forte") != std::string_view::npos;
  return {.one_qubit_gate = "gpi2", .two_qubit_gate = forte ? "zz" : "ms", .method = "RB"};
}

core::Result<DeviceDescription> describe(const Node& root) {
  DeviceDescription description;
  QGAUGE_TRY(description.name, machine_of(root));
  description.vendor = "IonQ";
  description.modality = "trapped_ion";
  QGAUGE_TRY(description.as_of, read_day(root, "date"));
  description.source.description = "IonQ characterization of " + description.name;
  if (const auto id = find_value(root, "id")) {
    QGAUGE_TRY(const std::string text, id->text());
    description.source.description += ", id " + text;
  }
  QGAUGE_CHECK(ionq::read_shape(root, "qubits", description));
  QGAUGE_CHECK(ionq::read_averages(root, averages_of(description.name), description));
  return description;
}

bool is_characterization(const Document& document) {
  const bool machine = document.has("backend") || document.has("target");
  return machine && document.has("qubits") && (document.has("fidelity") || document.has("timing")) &&
         !document.has("name");
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_ionq{{
    {Content::name, Coverage::read, "backend, or target before v0.3"},
    {Content::date, Coverage::read, "date: seconds since 1970 in v0.3, an ISO date in v0.1 and v0.4"},
    {Content::qubit_count, Coverage::read, "qubits"},
    {Content::qubit_labels, Coverage::missing, "averages only"},
    {Content::couplings, Coverage::read, "connectivity, unordered pairs from 0; every pair where it is not given"},
    {Content::t1, Coverage::read, "timing.t1, s, average of the machine"},
    {Content::t2, Coverage::read, "timing.t2, s, average of the machine; the experiment is not stated"},
    {Content::readout_error, Coverage::read,
     "1 - fidelity.spam.mean, or median since v0.4: preparation and measurement together, for both states"},
    {Content::one_qubit_error, Coverage::read,
     "1 - fidelity.1q.mean, or median since v0.4: average gate fidelity of GPi2 from randomized benchmarking"},
    {Content::two_qubit_error, Coverage::read,
     "1 - fidelity.2q.mean, or median since v0.4: average gate fidelity of MS, on Forte of ZZ(pi/2)"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::read, "timing.1q, s"},
    {Content::two_qubit_duration, Coverage::read, "timing.2q, s"},
    {Content::readout_duration, Coverage::read, "timing.readout, s"},
    {Content::standard_errors, Coverage::read, "stderr beside each fidelity; null is missing"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files: t2 is"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_ionq(const Document& document) {
  if (is_characterization(document)) return "characterization";
  return document.has("characterizations") && (*document.tree)["characterizations"].is_array() ? "characterizations"
                                                                                               : "";
}

core::Result<std::vector<std::string>> selectors_of_ionq(const Document& document) {
  std::vector<std::string> selectors;
  if (is_characterization(document)) return selectors;
  QGAUGE_TRY(const Node list, document.root().at("characterizations"));
  QGAUGE_TRY(const auto items, list.items());
  if (items.empty()) return list.refuse("at least one characterization");
  for (const Node& item : items) {
    QGAUGE_TRY(std::string selector, selector_of(item));
    selectors.push_back(std::move(selector));
  }
  return selectors;
}

core::Result<DeviceDescription> import_ionq(std::span<const Part> parts, std::string_view selector) {
  const Document& document = *parts[0].document;
  if (is_characterization(document)) return describe(document.root());
  QGAUGE_TRY(const Node list, document.root().at("characterizations"));
  QGAUGE_TRY(const auto items, list.items());
  const auto chosen =
      std::ranges::find_if(items, [&](const Node& item) { return selector_of(item).value_or("") == selector; });
  return describe(*chosen);
}

}  // namespace qgauge::device
