// The consistency of a description: see check.hpp. Places are put into words only for an error, because a machine may
// have a million couplings.

#include "device/check.hpp"

#include <algorithm>
#include <map>
#include <numbers>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/components.hpp"
#include "device/fields.hpp"
#include "device/native_gates.hpp"
#include "device/native_names.hpp"

namespace qgauge::device {
namespace {

using Pair = std::pair<int, int>;

/// What the checks of one description share: its name for messages, its number of qubits, its sources.
struct Context {
  const std::string& origin;
  int count;
  std::set<std::string_view> sources;
};

core::Status check_quantity(const Quantity& quantity, Range range, const Context& context, const auto& where) {
  if (quantity.known() && !contains(range, quantity.value)) {
    return core::unusable(where(), fmt::format("{}", quantity.value), std::string(expected_of(range)));
  }
  const bool fraction = range == Range::probability || range == Range::infidelity;
  if (quantity.sigma && !contains(fraction ? Range::probability : Range::non_negative, *quantity.sigma)) {
    return core::unusable(where(), fmt::format("the sigma {}", *quantity.sigma),
                          fraction ? "a standard error from 0 to 1" : "a standard error that is not negative");
  }
  if (!quantity.source.empty() && !context.sources.contains(quantity.source)) {
    return core::unusable(where(), fmt::format("the source \"{}\"", quantity.source),
                          "one of the description's sources");
  }
  return {};
}

/// `where` makes the place of the owner.
template <class Owner, std::size_t N>
core::Status check_fields(const Owner& owner, const std::array<Field<Owner>, N>& fields, const Context& context,
                          const auto& where) {
  for (const Field<Owner>& field : fields) {
    const auto place = [&] { return fmt::format("{}: {}", where(), field.key); };
    QGAUGE_CHECK(check_quantity(owner.*field.member, field.range, context, place));
  }
  return {};
}

core::Status check_indices(std::span<const int> qubits, const Context& context, const auto& where) {
  for (int qubit : qubits) {
    if (qubit >= 0 && qubit < context.count) continue;
    return core::unusable(where(), fmt::format("qubit {}", qubit),
                          fmt::format("a qubit from 0 to {}", context.count - 1));
  }
  std::vector<int> sorted(qubits.begin(), qubits.end());
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) == sorted.end()) return {};
  return core::unusable(where(), fmt::format("the qubits {}", fmt::join(qubits, ", ")), "different qubits");
}

core::Status check_sources(const DeviceDescription& description, Context& context) {
  for (const auto& [name, source] : description.sources) {
    const std::string where = fmt::format("{}: source \"{}\"", context.origin, name);
    if (name.empty() || name.starts_with("_comment")) return core::unusable(where, "such a name", "another");
    if (source.description.empty()) return core::unusable(where, "no description", "where the numbers come from");
    if (!context.sources.insert(name).second) return core::unusable(where, "two of that name", "names of their own");
  }
  return {};
}

core::Status check_qubit(const Qubit& qubit, const Context& context, const auto& where) {
  QGAUGE_CHECK(check_fields(qubit, qubit_fields, context, where));
  for (const Readout& readout : qubit.other_readouts) {
    QGAUGE_CHECK(check_fields(readout, readout_fields, context, where));
  }
  return {};
}

core::Status check_qubits(const DeviceDescription& description, const Context& context) {
  for (std::size_t q = 0; q < description.qubits.size(); ++q) {
    QGAUGE_CHECK(
        check_qubit(description.qubits[q], context, [&] { return fmt::format("{}: qubit {}", context.origin, q); }));
  }
  return {};
}

core::Status check_gate_name(const Gate& gate, bool two_qubits, const auto& where) {
  if (two_qubits ? find_entangler(gate.name) != nullptr : pulse_rank(gate.name).has_value()) return {};
  std::vector<std::string_view> names;
  for (const Entangler& entangler : entanglers()) names.push_back(entangler.name);
  if (!two_qubits) {
    names.clear();
    for (const Pulse& pulse : pulses()) names.push_back(pulse.name);
  }
  return core::unusable(where(), fmt::format("the {}-qubit gate \"{}\"", two_qubits ? "two" : "one", gate.name),
                        fmt::format("one of: {}", fmt::join(names, ", ")));
}

core::Status check_gate_values(const Gate& gate, bool two_qubits, const Context& context, const auto& where) {
  QGAUGE_CHECK(check_gate_name(gate, two_qubits, where));
  QGAUGE_CHECK(check_fields(gate, gate_fields, context, where));
  for (const GateError& error : gate.other_errors) {
    QGAUGE_CHECK(check_fields(error, gate_error_fields, context, where));
  }
  if (std::abs(gate.over_rotation_rad) <= 2 * std::numbers::pi) return {};  // NaN compares false
  return core::unusable(where(), fmt::format("the over-rotation {}", gate.over_rotation_rad),
                        "an angle of at most one turn, in radians");
}

core::Status check_gate(const Gate& gate, const Context& context, const auto& where) {
  QGAUGE_CHECK(check_indices(gate.qubits, context, where));
  if (gate.qubits.empty() || gate.qubits.size() > 2) {
    return core::unusable(where(), fmt::format("{} qubits", gate.qubits.size()), "one or two qubits");
  }
  return check_gate_values(gate, gate.qubits.size() == 2, context, where);
}

core::Status check_gates(const DeviceDescription& description, const Context& context) {
  std::map<std::string_view, int> names;
  std::vector<std::array<int, 3>> places;  // number of the name, first and last qubit
  for (const Gate& gate : description.gates) {
    QGAUGE_CHECK(check_gate(gate, context, [&] {
      return fmt::format("{}: gate {} on {}", context.origin, gate.name, fmt::join(gate.qubits, "-"));
    }));
    const int name = names.emplace(gate.name, static_cast<int>(names.size())).first->second;
    places.push_back({name, gate.qubits.front(), gate.qubits.back()});
  }
  std::ranges::sort(places);
  const auto twice = std::ranges::adjacent_find(places);
  if (twice == places.end()) return {};
  const auto name = std::ranges::find(names, (*twice)[0], &std::pair<const std::string_view, int>::second)->first;
  const auto qubits = std::span(*twice).subspan((*twice)[1] == (*twice)[2] ? 2 : 1);
  return core::unusable(fmt::format("{}: gate {} on {}", context.origin, name, fmt::join(qubits, "-")),
                        "the same gate on the same qubits twice", "every gate once");
}

/// Different qubits that exist, and no pair twice; `what` for messages.
core::Status check_pairs(std::vector<Pair> pairs, const Context& context, std::string_view what) {
  for (Pair& pair : pairs) {
    const auto where = [&] { return fmt::format("{}: {} {}-{}", context.origin, what, pair.first, pair.second); };
    QGAUGE_CHECK(check_indices(std::array{pair.first, pair.second}, context, where));
    if (pair.first > pair.second) std::swap(pair.first, pair.second);
  }
  std::ranges::sort(pairs);
  const auto twice = std::ranges::adjacent_find(pairs);
  if (twice == pairs.end()) return {};
  return core::unusable(fmt::format("{}: {} {}-{}", context.origin, what, twice->first, twice->second),
                        "the same pair twice", "every pair once");
}

core::Status check_couplings(const DeviceDescription& description, const Context& context) {
  if (description.all_to_all && !description.couplings.empty()) {
    return core::unusable(context.origin, fmt::format("{} couplings beside all_to_all", description.couplings.size()),
                          "either a list of couplings or all_to_all");
  }
  return check_pairs(description.couplings, context, "coupling");
}

core::Status check_zz(const DeviceDescription& description, const Context& context) {
  std::vector<Pair> pairs;
  for (const ZzCrosstalk& zz : description.zz) {
    pairs.emplace_back(zz.a, zz.b);
    const auto where = [&] { return fmt::format("{}: zz {}-{}", context.origin, zz.a, zz.b); };
    QGAUGE_CHECK(check_fields(zz, zz_fields, context, where));
  }
  return check_pairs(std::move(pairs), context, "zz");
}

core::Status check_zone(const Zone& zone, const Context& context, const auto& where) {
  if (std::ranges::find(zone_kinds, zone.kind) == zone_kinds.end()) {
    return core::unusable(where(), fmt::format("the kind \"{}\"", zone.kind),
                          fmt::format("one of: {}", fmt::join(zone_kinds, ", ")));
  }
  QGAUGE_CHECK(check_indices(zone.qubits, context, where));
  if (zone.capacity && *zone.capacity < 1) {
    return core::unusable(where(), fmt::format("the capacity {}", *zone.capacity), "at least 1");
  }
  if (zone.capacity && zone.qubits.size() > static_cast<std::size_t>(*zone.capacity)) {
    return core::unusable(where(), fmt::format("{} qubits", zone.qubits.size()),
                          fmt::format("at most its capacity, {}", *zone.capacity));
  }
  return {};
}

core::Status check_zones(const DeviceDescription& description, const Context& context) {
  std::set<std::string_view> names;
  std::vector<bool> placed(static_cast<std::size_t>(context.count), false);
  for (const Zone& zone : description.zones) {
    const auto where = [&] { return fmt::format("{}: zone \"{}\"", context.origin, zone.name); };
    QGAUGE_CHECK(check_zone(zone, context, where));
    if (!names.insert(zone.name).second) return core::unusable(where(), "two of that name", "names of their own");
    for (int qubit : zone.qubits) {
      if (placed[static_cast<std::size_t>(qubit)]) {
        return core::unusable(where(), fmt::format("qubit {}, which starts in another zone", qubit),
                              "every qubit in one zone");
      }
      placed[static_cast<std::size_t>(qubit)] = true;
    }
  }
  return {};
}

core::Status check_components(const DeviceDescription& description, const Context& context) {
  for (std::size_t i = 0; i < description.components.size(); ++i) {
    const Component& component = description.components[i];
    const std::string where = fmt::format("{}: component {} ({})", context.origin, i, component.kind);
    QGAUGE_CHECK(check_component(component, where));
    for (const ComponentParameter& parameter : component.parameters) {
      const auto* quantity = std::get_if<Quantity>(&parameter.value);
      const auto place = [&] { return fmt::format("{}: {}", where, parameter.name); };
      if (quantity == nullptr) continue;
      QGAUGE_CHECK(check_quantity(*quantity, Range::finite, context, place));
    }
  }
  return {};
}

core::Status check_averages(const DeviceDescription& description, const Context& context) {
  if (description.average_qubit) {
    QGAUGE_CHECK(check_qubit(*description.average_qubit, context, [&] { return context.origin + ": average qubit"; }));
  }
  for (const auto* gate : {&description.average_one_qubit_gate, &description.average_two_qubit_gate}) {
    if (!*gate) continue;
    const bool two_qubits = gate == &description.average_two_qubit_gate;
    const auto where = [&] {
      return fmt::format("{}: average {}-qubit gate", context.origin, two_qubits ? "two" : "one");
    };
    QGAUGE_CHECK(check_gate_values(**gate, two_qubits, context, where));
  }
  const auto memory = [&] { return context.origin + ": memory_error_per_layer"; };
  QGAUGE_CHECK(check_quantity(description.memory_error_per_layer, Range::probability, context, memory));
  const auto base = [&] { return context.origin + ": rzz_error_base"; };
  return check_quantity(description.rzz_error_base, Range::probability, context, base);
}

core::Status check_range(const PublishedFigure& figure, const auto& where) {
  for (const auto& number : {figure.value, figure.sigma, figure.low, figure.high}) {
    if (number && !contains(Range::finite, *number)) {
      return core::unusable(where(), fmt::format("{}", *number), std::string(expected_of(Range::finite)));
    }
  }
  if (!figure.value && !(figure.low && figure.high)) {
    return core::unusable(where(), "no value", "a value, or what it lies between as low and high");
  }
  if (figure.sigma && !(figure.value && *figure.sigma >= 0)) {
    return core::unusable(where(), fmt::format("the sigma {}", *figure.sigma),
                          "a standard error that is not negative, of a value");
  }
  if (figure.low.value_or(-largest_number) > figure.high.value_or(largest_number)) {
    return core::unusable(where(), fmt::format("low {} above high {}", *figure.low, *figure.high),
                          "low at most as large as high");
  }
  return {};
}

core::Status check_published(const DeviceDescription& description, const Context& context) {
  for (const PublishedFigure& figure : description.published) {
    const auto where = [&] { return fmt::format("{}: published {}", context.origin, figure.name); };
    QGAUGE_CHECK(check_indices(figure.qubits, context, where));
    QGAUGE_CHECK(check_range(figure, where));
    if (!figure.source.empty() && !context.sources.contains(figure.source)) {
      return core::unusable(where(), fmt::format("the source \"{}\"", figure.source),
                            "one of the description's sources");
    }
  }
  return {};
}

core::Status check_count(const DeviceDescription& description, const std::string& origin) {
  const auto listed = description.qubits.size();
  if (description.qubit_count && (*description.qubit_count < 1 || *description.qubit_count > max_qubits)) {
    return core::unusable(origin, fmt::format("{} qubits", *description.qubit_count),
                          fmt::format("from 1 to {}", max_qubits));
  }
  if (listed > 0 && description.qubit_count.value_or(0) != static_cast<int>(listed)) {
    return core::unusable(origin, fmt::format("{} qubits listed", listed),
                          fmt::format("as many as the qubit count, {}", description.qubit_count.value_or(0)));
  }
  if (description.couplings.size() > max_couplings) {
    return core::unusable(origin, fmt::format("{} couplings", description.couplings.size()),
                          fmt::format("at most {}", max_couplings));
  }
  return {};
}

bool has_averages(const DeviceDescription& description) {
  return description.average_qubit || description.average_one_qubit_gate || description.average_two_qubit_gate;
}

/// Components alone, without any computer.
bool only_components(const DeviceDescription& description) {
  return !description.components.empty() && !description.qubit_count && description.couplings.empty();
}

/// A gate-model machine without any value is a mistake; of the others only the count may be known.
core::Status check_shape(const DeviceDescription& description, const std::string& origin) {
  if (description.qubits.empty() && !description.gates.empty()) {
    return core::unusable(origin, "gates without qubits", "the qubits that they act on");
  }
  const bool gate_model = description.paradigm == Paradigm::gate_model;
  if (!gate_model || !description.qubits.empty() || has_averages(description)) return {};
  if (only_components(description) || !description.published.empty() || description.record != Record{}) return {};
  return core::unusable(origin, "neither qubits nor averages",
                        "values per qubit and gate, averages over the machine, published figures, a record, or "
                        "components alone");
}

}  // namespace

core::Status check(const DeviceDescription& description, const std::string& origin) {
  QGAUGE_CHECK(check_count(description, origin));
  QGAUGE_CHECK(check_shape(description, origin));
  Context context{origin, description.qubit_count.value_or(0), {}};
  QGAUGE_CHECK(check_sources(description, context));
  for (const auto part : {check_qubits, check_couplings, check_gates, check_averages, check_zz, check_zones,
                          check_components, check_published}) {
    QGAUGE_CHECK(part(description, context));
  }
  return {};
}

}  // namespace qgauge::device
