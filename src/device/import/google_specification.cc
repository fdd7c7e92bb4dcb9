// Reads Google's DeviceSpecification in protobuf's text form: the one with a list of gates (grid devices, since 2022)
// and the one with sets of gates before it. Used by the google importer. Knows no errors: the file has none.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "device/import/google.hpp"
#include "device/text_proto.hpp"

namespace qgauge::device::google {
namespace {

/// A gate of the specification, by its field or its id, and the native gate that it is. xyz and xy are the phased_xz
/// gate of before; fsim_pi_4 is fSim(pi/4, 0), the inverse of sqrt_iswap. Gates of free angles have no fixed error.
struct SpecifiedGate {
  std::string_view name;
  std::string_view native;
};
constexpr std::string_view readout = "readout";
constexpr std::array specified_gates{
    SpecifiedGate{"phased_xz", "phased_xz"},
    SpecifiedGate{"xyz", "phased_xz"},
    SpecifiedGate{"xy", "phased_xz"},
    SpecifiedGate{"xy_pi", "phased_xz"},
    SpecifiedGate{"xy_half_pi", "phased_xz"},
    SpecifiedGate{"syc", "sycamore"},
    SpecifiedGate{"sqrt_iswap", "sqrt_iswap"},
    SpecifiedGate{"sqrt_iswap_inv", "sqrt_iswap"},
    SpecifiedGate{"fsim_pi_4", "sqrt_iswap"},
    SpecifiedGate{"inv_fsim_pi_4", "sqrt_iswap"},
    SpecifiedGate{"cz", "cz"},
    SpecifiedGate{"meas", readout},
};

const SpecifiedGate* find_gate(std::string_view name) {
  const auto* found = std::ranges::find(specified_gates, name, &SpecifiedGate::name);
  return found == specified_gates.end() ? nullptr : found;
}

/// The values of a field; none where it is missing.
core::Result<std::vector<Node>> all(const Node& message, std::string_view field) {
  if (!message.json().is_object()) return message.refuse("a message in brackets");
  const auto values = message.find(field);
  if (!values) return std::vector<Node>{};
  return values->items();
}

/// The value of a field that is not repeated.
core::Result<std::optional<Node>> only(const Node& message, std::string_view field) {
  QGAUGE_TRY(const auto values, all(message, field));
  if (values.size() > 1) return message.find(field)->refuse("one value");
  return values.empty() ? std::nullopt : std::optional(values[0]);
}

class Reader {
 public:
  Reader(const Node& root, const std::string& file) : root_(root), file_(file) {}

  core::Result<Specification> run() {
    QGAUGE_CHECK(read_qubits());
    QGAUGE_TRY(const auto targets, all(root_, "valid_targets"));
    for (const Node& set : targets) QGAUGE_CHECK(read_targets(set));
    QGAUGE_CHECK(read_gates(root_));
    QGAUGE_TRY(const auto sets, all(root_, "valid_gate_sets"));
    for (const Node& set : sets) QGAUGE_CHECK(read_gates(set));
    if (const auto found = specification_.gates_s.extract(readout)) specification_.readout_s = found.mapped();
    return std::move(specification_);
  }

 private:
  core::Status read_qubits() {
    QGAUGE_TRY(const auto qubits, all(root_, "valid_qubits"));
    for (const Node& qubit : qubits) {
      QGAUGE_TRY(const Site site, site_of(qubit));
      QGAUGE_TRY(std::string label, qubit.text());
      if (!specification_.labels.emplace(site, std::move(label)).second) return qubit.refuse("every qubit once");
    }
    if (!specification_.labels.empty()) return {};
    return core::unusable(file_, "no valid_qubits", "the qubits of a grid, such as valid_qubits: \"5_2\"");
  }

  /// Sets of measured qubits hold none, or single ones.
  core::Status read_targets(const Node& set) {
    QGAUGE_TRY(const auto targets, all(set, "targets"));
    for (const Node& target : targets) {
      QGAUGE_TRY(const auto labels, all(target, "ids"));
      if (labels.empty()) continue;
      const Node ids = *target.find("ids");
      QGAUGE_TRY(const Target sites, target_of(ids, max_qubits));
      const auto known = [&](Site site) { return specification_.labels.contains(site); };
      if (!std::ranges::all_of(sites, known)) return ids.refuse("qubits of the list valid_qubits");
      if (sites.size() == 2) specification_.pairs.insert(sites);
    }
    return {};
  }

  /// valid_gates of the specification or of one of its sets.
  core::Status read_gates(const Node& owner) {
    QGAUGE_TRY(const auto gates, all(owner, "valid_gates"));
    for (const Node& gate : gates) {
      QGAUGE_TRY(const std::string name, name_of(gate));
      if (const SpecifiedGate* known = find_gate(name)) QGAUGE_CHECK(read_duration(gate, known->native));
    }
    return {};
  }

  /// The id, or the one field that is a gate of the table.
  core::Result<std::string> name_of(const Node& gate) {
    QGAUGE_TRY(const auto id, only(gate, "id"));
    if (id) return id->text();
    for (const SpecifiedGate& known : specified_gates)
      if (gate.find(known.name)) return std::string(known.name);
    return std::string();
  }

  /// 0 is a field that was never set. A gate of several sets has one duration.
  core::Status read_duration(const Node& gate, std::string_view native) {
    Quantity& stored = specification_.gates_s[native];
    QGAUGE_TRY(const auto picoseconds, only(gate, "gate_duration_picos"));
    if (!picoseconds) return {};
    QGAUGE_TRY(const double value, picoseconds->number(Range::non_negative));
    const double seconds = core::in_si(value, *core::find_unit("ps"));
    if (seconds == 0) return {};
    if (stored.known() && stored.value != seconds && disagreeing_.insert(native).second)
      specification_.findings.push_back(
          {"duplicate_disagrees", picoseconds->where(),
           fmt::format("{} takes {} ps here and {} ps before, which is used", native, value, stored.value * 1e12)});
    if (!stored.known()) stored = reported(seconds);
    return {};
  }

  Node root_;
  const std::string& file_;
  Specification specification_;
  std::set<std::string_view> disagreeing_;
};

}  // namespace

bool is_specification(const Document& document) {
  constexpr std::array<std::string_view, 5> fields{"valid_qubits", "valid_gates", "valid_gate_sets", "valid_targets",
                                                   "developer_recommendations"};
  return !document.tree && std::ranges::find(fields, first_field(document.text)) != fields.end();
}

core::Result<Specification> read_specification(const Document& document) {
  QGAUGE_TRY(const nlohmann::json tree, parse_text_proto(document.text, document.path));
  return Reader({tree, document.path}, document.path).run();
}

}  // namespace qgauge::device::google
