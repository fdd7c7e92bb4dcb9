// Reads the error parameters of Quantinuum's emulators, as they are sent with a job: {"error-params": {...}}, alone or
// within "options". A user chose them, and what is not among them has the machine's own value, which is not known here.
// p1 and p2 mean what they mean in the table of emulator parameters; all scale factors are applied.

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/importer.hpp"
#include "device/import/labelled.hpp"
#include "device/import/plain_json.hpp"
#include "device/import/quantinuum.hpp"

namespace qgauge::device {
namespace {

using quantinuum::Size;
using Names = std::span<const std::string_view>;

/// Helios has names of its own for these.
struct Alias {
  std::string_view name;
  std::string_view of_helios;
};
constexpr std::array aliases{Alias{"p_init", "p_prep"}, Alias{"init_scale", "prep_scale"}};

/// The emulator multiplies by these before anything else.
constexpr std::array<std::string_view, 2> p1_scales{"scale", "p1_scale"}, p2_scales{"scale", "p2_scale"};
constexpr std::array<std::string_view, 2> measurement_scales{"scale", "meas_scale"};
constexpr std::array<std::string_view, 2> preparation_scales{"scale", "init_scale"};
constexpr std::array<std::string_view, 2> emission_scales{"scale", "emission_scale"};
constexpr std::array<std::string_view, 1> leakage_scales{"leakage_scale"};

/// All that is read; the rest is named in a finding.
constexpr std::array<std::string_view, 17> read_names{
    "p1",           "p2",         "p1_emission_ratio", "p2_emission_ratio",
    "p_meas",       "p_meas_0",   "p_meas_1",          "p_init",
    "p_prep",       "scale",      "p1_scale",          "p2_scale",
    "meas_scale",   "init_scale", "prep_scale",        "emission_scale",
    "leakage_scale"};

/// The emulator multiplies p2 by a (|theta|/pi)^power + b, where c and d stand for a and b at negative angles.
constexpr std::array<std::string_view, 5> angle_names{"przz_a", "przz_b", "przz_c", "przz_d", "przz_power"};

std::optional<Node> find_parameters(const Node& root) {
  if (auto parameters = root.find("error-params")) return parameters;
  const auto options = root.find("options");
  return options ? options->find("error-params") : std::nullopt;
}

/// A parameter under either of its names, of which only one may be given.
core::Result<std::optional<Node>> find_parameter(const Node& parameters, std::string_view name) {
  auto node = find_value(parameters, name);
  const auto* alias = std::ranges::find(aliases, name, &Alias::name);
  if (alias == aliases.end()) return node;
  auto other = find_value(parameters, alias->of_helios);
  if (node && other) return other->refuse(fmt::format("either {} or {}", name, alias->of_helios));
  return node ? node : other;
}

core::Result<double> scale_of(const Node& parameters, Names names) {
  double product = 1;
  for (const std::string_view name : names) {
    QGAUGE_TRY(const auto node, find_parameter(parameters, name));
    if (!node) continue;
    QGAUGE_TRY(const double factor, node->number(Range::non_negative));
    product *= factor;
  }
  return product;
}

core::Result<double> scaled(const Node& node, double scale, Range range) {
  QGAUGE_TRY(const double value, node.number(range));
  if (!contains(range, value * scale)) {
    return core::unusable(node.where(), fmt::format("{} scaled by {}", value, scale), std::string(expected_of(range)));
  }
  return value * scale;
}

core::Result<Quantity> read_parameter(const Node& parameters, std::string_view name, Names scales, Range range) {
  QGAUGE_TRY(const auto node, find_parameter(parameters, name));
  if (!node) return Quantity{};
  QGAUGE_TRY(const double scale, scale_of(parameters, scales));
  QGAUGE_TRY(const double value, scaled(*node, scale, range));
  return reported(value);
}

/// Emission ratios are cut to 1 by the emulator once they are scaled.
core::Result<Quantity> read_leakage(const Node& parameters, Size size, const Quantity& infidelity) {
  const auto node = find_value(parameters, size == Size::one ? "p1_emission_ratio" : "p2_emission_ratio");
  if (!node || !infidelity.known()) return Quantity{};
  QGAUGE_TRY(const double given, node->number(Range::probability));
  QGAUGE_TRY(const double emission_scale, scale_of(parameters, emission_scales));
  QGAUGE_TRY(const double leakage_scale, scale_of(parameters, leakage_scales));
  const double ratio = std::min(given * emission_scale, 1.0);
  const double leakage = quantinuum::leakage_of(size, infidelity.value, ratio) * leakage_scale;
  if (contains(Range::probability, leakage)) return reported(leakage);
  return core::unusable(node->where(), fmt::format("the leakage {}", leakage),
                        std::string(expected_of(Range::probability)));
}

core::Result<Gate> read_gate(const Node& parameters, Size size) {
  const std::string_view field = size == Size::one ? "p1" : "p2";
  const Names scales = size == Size::one ? Names(p1_scales) : Names(p2_scales);
  QGAUGE_TRY(const Quantity infidelity, read_parameter(parameters, field, scales, Range::infidelity));
  Gate gate = quantinuum::gate_of(size, infidelity, {});
  gate.metric.per = ErrorMetric::Per::gate;
  gate.metric.field = field;
  QGAUGE_TRY(gate.leakage, read_leakage(parameters, size, infidelity));
  return gate;
}

/// p_meas is one number for both states or [P(1|0), P(0|1)]; Helios has p_meas_0 and p_meas_1 instead.
core::Status read_measurement(const Node& parameters, Qubit& qubit) {
  const auto node = find_value(parameters, "p_meas");
  if (!node) {
    QGAUGE_TRY(qubit.p1_given_0, read_parameter(parameters, "p_meas_0", measurement_scales, Range::probability));
    QGAUGE_TRY(qubit.p0_given_1, read_parameter(parameters, "p_meas_1", measurement_scales, Range::probability));
    return {};
  }
  if (find_value(parameters, "p_meas_0") || find_value(parameters, "p_meas_1")) {
    return node->refuse("either p_meas or p_meas_0 and p_meas_1");
  }
  std::vector<Node> both{*node, *node};
  if (node->json().is_array()) {
    QGAUGE_TRY(both, node->items());
    if (both.size() != 2) return node->refuse("a probability, or one for each state");
  }
  QGAUGE_TRY(const double scale, scale_of(parameters, measurement_scales));
  QGAUGE_TRY(const double p1_given_0, scaled(both[0], scale, Range::probability));
  QGAUGE_TRY(const double p0_given_1, scaled(both[1], scale, Range::probability));
  qubit.p1_given_0 = reported(p1_given_0);
  qubit.p0_given_1 = reported(p0_given_1);
  return {};
}

core::Result<Qubit> read_qubit(const Node& parameters) {
  Qubit qubit;
  QGAUGE_CHECK(read_measurement(parameters, qubit));
  QGAUGE_TRY(qubit.preparation_error, read_parameter(parameters, "p_init", preparation_scales, Range::probability));
  return qubit;
}

/// Read is the law that is linear, alike for both signs and 1 at pi/2, for which p2 is given.
core::Result<Quantity> read_angle_law(const Node& parameters) {
  constexpr double tolerance = 0.01;
  std::array<double, angle_names.size()> law{};
  for (std::size_t k = 0; k < law.size(); ++k) {
    const auto node = find_value(parameters, angle_names[k]);
    if (!node) return Quantity{};
    QGAUGE_TRY(law[k], node->number(Range::finite));
  }
  const auto [a, b, c, d, power] = law;
  const bool linear = a == c && b == d && power == 1 && contains(Range::probability, b);
  return linear && std::abs(a / 2 + b - 1) <= tolerance ? reported(b) : Quantity{};
}

void note_meaning(const Node& parameters, DeviceDescription& description) {
  description.findings.push_back(
      {"metric_unknown", parameters.where(),
       "parameters of an emulation, chosen and not measured: p1 and p2 are read as average gate infidelities, as which "
       "Quantinuum fills them"});
  const bool leaks =
      description.average_one_qubit_gate->leakage.known() || description.average_two_qubit_gate->leakage.known();
  if (leaks) {
    description.findings.push_back(
        {"converted_definition", parameters.where(), std::string(quantinuum::leakage_words)});
  }
}

core::Status note_unused(const Node& parameters, DeviceDescription& description) {
  constexpr std::size_t shown = 40;  // as many names, and as many letters, as the emulators know
  QGAUGE_TRY(const auto all, members(parameters));
  std::vector<std::string> unused;
  const bool has_law = description.rzz_error_base.known();
  for (const Member& member : all) {
    if (std::ranges::find(read_names, member.key) != read_names.end() || unused.size() > shown) continue;
    if (has_law && std::ranges::find(angle_names, member.key) != angle_names.end()) continue;
    unused.push_back(member.key.size() > shown || unused.size() == shown ? "..." : member.key);
  }
  if (unused.empty()) return {};
  description.findings.push_back({"unused_quantity", parameters.where(), fmt::format("{}", fmt::join(unused, ", "))});
  return {};
}

core::Result<std::string> machine_of(const Node& root) {
  const auto machine = find_value(root, "machine");
  if (!machine) return std::string("Quantinuum emulator");
  return machine->text();
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_quantinuum_options{{
    {Content::name, Coverage::read, "machine, beside the options of a job; \"Quantinuum emulator\" without it"},
    {Content::date, Coverage::missing, "not in such files"},
    {Content::qubit_count, Coverage::missing, "not in such files: --set physical_qubits=N adds it"},
    {Content::qubit_labels, Coverage::missing, "not in such files"},
    {Content::couplings, Coverage::assumed, "every pair: the ions are moved"},
    {Content::t1, Coverage::missing, "not in such files"},
    {Content::t2, Coverage::missing,
     "the dephasing rates are named in a finding: the duration of a layer is not given"},
    {Content::readout_error, Coverage::read,
     "p_meas: [P(1|0), P(0|1)] or one probability for both, or p_meas_0 and p_meas_1; times scale and meas_scale. "
     "p_init: error of the preparation"},
    {Content::one_qubit_error, Coverage::read,
     "p1 times scale and p1_scale: read as average gate infidelity, as which Quantinuum fills it"},
    {Content::two_qubit_error, Coverage::read,
     "p2 times scale and p2_scale: the same per ZZ(pi/2); at other angles by przz_a to przz_power where they are "
     "linear, even and 1 at pi/2"},
    {Content::simultaneous_errors, Coverage::missing, "not in such files"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files"},
    {Content::readout_duration, Coverage::missing, "not in such files"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing, "quadratic_dephasing_rate is named in a finding"},
    {Content::leakage, Coverage::read,
     "p1 p1_emission_ratio / 2 and 0.543 p2 p2_emission_ratio, per gate; times emission_scale and leakage_scale"},
    {Content::idle_error, Coverage::missing,
     "the dephasing rates are named in a finding: the duration of a layer is not given"},
    {Content::crosstalk, Coverage::missing, "p_crosstalk_meas and p_crosstalk_init are named in a finding"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_quantinuum_options(const Document& document) {
  if (!document.tree || !document.tree->is_object()) return {};
  const auto parameters = find_parameters(document.root());
  return parameters && parameters->json().is_object() ? "options" : "";
}

core::Result<DeviceDescription> import_quantinuum_options(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  const Node parameters = *find_parameters(root);
  DeviceDescription description;
  QGAUGE_TRY(description.name, machine_of(root));
  description.vendor = "Quantinuum";
  description.modality = "trapped_ion";
  description.all_to_all = true;
  description.source.description = "Quantinuum emulator options";
  QGAUGE_TRY(description.average_qubit, read_qubit(parameters));
  QGAUGE_TRY(description.average_one_qubit_gate, read_gate(parameters, Size::one));
  QGAUGE_TRY(description.average_two_qubit_gate, read_gate(parameters, Size::two));
  QGAUGE_TRY(description.rzz_error_base, read_angle_law(parameters));
  note_meaning(parameters, description);
  QGAUGE_CHECK(note_unused(parameters, description));
  return description;
}

}  // namespace qgauge::device
