// Replaces values of a description on the user's word: a what-if, or a number that the source leaves out. Each override
// is a finding. A table of keys; called for --set KEY=VALUE.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "device/json_node.hpp"
#include "device/native_gates.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

/// "2x" scales what is known; "1e-4" or "100us" replaces every value, known or not.
struct Change {
  bool scales;
  double number;  ///< factor, or value in SI
};

std::string place(std::string_view key) { return fmt::format("--set {}", key); }

core::Result<Change> parse_change(std::string_view key, std::string_view text, core::Dimension dimension) {
  double number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view suffix(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const auto factor = suffix == "x"    ? std::optional(1.0)
                      : suffix.empty() ? std::optional(1.0)
                                       : core::si_factor(suffix, dimension);
  if (problem != std::errc{} || !factor || !std::isfinite(number) || number <= 0) {
    return core::unusable(place(key), fmt::format("\"{}\"", text),
                          "a positive value in SI units, a value with its unit, or a factor such as 2x");
  }
  return Change{suffix == "x", number * *factor};
}

using Conversion = std::function<double(double)>;

/// A quantity that a key changes. The key may speak of more than the quantity does: of a C-NOT where the quantity is
/// that of a native gate. What is 1:1 has no conversions.
struct Target {
  Quantity* quantity;
  Conversion to_key = {};
  Conversion from_key = {};
};

double converted(const Conversion& conversion, double value) { return conversion ? conversion(value) : value; }

/// Scales a known value as the key sees it; its standard error in proportion.
void scale(double factor, const Target& target, Quantity& quantity) {
  const double before = quantity.value;
  quantity.value = converted(target.from_key, factor * converted(target.to_key, before));
  if (quantity.sigma) *quantity.sigma *= target.from_key && before > 0 ? quantity.value / before : factor;
}

/// Applies a change to a copy of the target's quantity; whether it had any effect.
bool apply(const Change& change, const Target& target, Quantity& quantity) {
  if (change.scales && !quantity.known()) return false;
  if (change.scales) {
    scale(change.number, target, quantity);
  } else {
    quantity = reported(converted(target.from_key, change.number));
  }
  return true;
}

std::vector<Qubit*> all_qubits(DeviceDescription& description) {
  std::vector<Qubit*> qubits;
  for (Qubit& qubit : description.qubits) qubits.push_back(&qubit);
  if (description.average_qubit) qubits.push_back(&*description.average_qubit);
  return qubits;
}

std::vector<Target> of_qubits(DeviceDescription& description, Quantity Qubit::*member) {
  std::vector<Target> targets;
  for (Qubit* qubit : all_qubits(description)) targets.push_back({&(qubit->*member)});
  return targets;
}

template <class Owner>
void add_readout(Owner& owner, std::vector<Target>& targets) {
  for (Quantity* quantity : {&owner.p1_given_0, &owner.p0_given_1, &owner.assignment_error}) {
    targets.push_back({quantity});
  }
}

/// Both probabilities and their mean, of every readout that the source gives.
std::vector<Target> of_readouts(DeviceDescription& description) {
  std::vector<Target> targets;
  for (Qubit* qubit : all_qubits(description)) {
    add_readout(*qubit, targets);
    for (Readout& other : qubit->other_readouts) add_readout(other, targets);
  }
  return targets;
}

/// What a key does to the errors of one kind of gate.
struct ErrorConversion {
  Conversion to_key;
  Conversion from_key;
};

/// All errors of a gate: that of another operation or method is one of the same gate.
void add_errors(Gate& gate, const ErrorConversion& conversion, std::vector<Target>& targets) {
  targets.push_back({&gate.infidelity, conversion.to_key, conversion.from_key});
  for (GateError& other : gate.other_errors) {
    targets.push_back({&other.infidelity, conversion.to_key, conversion.from_key});
  }
}

/// The native gate whose `uses` make a C-NOT of this error: the inverse of core::cnot_infidelity_from_native.
double native_infidelity(double cnot_infidelity, int uses) {
  constexpr int d = 4;
  const double lost = std::min(core::process_infidelity_from_average(cnot_infidelity, d), 1.0);
  return core::average_infidelity_from_process(-std::expm1(std::log1p(-lost) / uses), d);
}

ErrorConversion from_cnot(const Gate& gate) {
  const Entangler* entangler = find_entangler(gate.name);
  const int uses = entangler ? circuit::spec_of(entangler->kind).uses_per_cnot : 1;
  if (uses <= 1) return {};
  return {[uses](double native) { return core::cnot_infidelity_from_native(native, uses); },
          [uses](double cnot) { return native_infidelity(cnot, uses); }};
}

/// The error of a gate whose depolarizing parameter is a power of the given one's, as validation takes pulses from it.
double power(double infidelity, double exponent) {
  const double decay = std::max(core::decay_from_average_infidelity(infidelity, 2), 0.0);
  return core::average_infidelity_from_decay(std::pow(decay, exponent), 2);
}

ErrorConversion from_pulse(const Gate& gate) {
  const int count = pulses()[*pulse_rank(gate.name)].pulses;
  if (count == 1) return {};
  return {[count](double of_gate) { return power(of_gate, 1.0 / count); },
          [count](double pulse) { return power(pulse, count); }};
}

std::vector<Target> of_entanglers(DeviceDescription& description) {
  std::vector<Target> targets;
  for (Gate& gate : description.gates) {
    if (gate.qubits.size() == 2) add_errors(gate, from_cnot(gate), targets);
  }
  auto& average = description.average_two_qubit_gate;
  if (average) add_errors(*average, from_cnot(*average), targets);
  return targets;
}

/// Virtual z rotations have no error and are left alone.
std::vector<Target> of_pulses(DeviceDescription& description) {
  std::vector<Target> targets;
  for (Gate& gate : description.gates) {
    if (gate.qubits.size() == 1 && pulse_rank(gate.name)) add_errors(gate, from_pulse(gate), targets);
  }
  auto& average = description.average_one_qubit_gate;
  if (average && pulse_rank(average->name)) add_errors(*average, from_pulse(*average), targets);
  return targets;
}

/// All quantities change or, where one would leave its range, none.
core::Status change_all(std::string_view key, std::string_view text, const Change& change, Range range,
                        const std::vector<Target>& targets) {
  std::vector<Quantity> changed;
  std::size_t effects = 0;
  for (const Target& target : targets) {
    changed.push_back(*target.quantity);
    effects += apply(change, target, changed.back()) ? 1 : 0;
    if (changed.back().known() && !contains(range, changed.back().value)) {
      return core::unusable(place(key), fmt::format("\"{}\", which makes a value {}", text, changed.back().value),
                            std::string(expected_of(range)));
    }
  }
  if (effects == 0) return core::unusable(place(key), "no value in the description to change", "at least one");
  for (std::size_t i = 0; i < targets.size(); ++i) *targets[i].quantity = changed[i];
  return {};
}

core::Status set_physical_qubits(DeviceDescription& description, std::string_view text) {
  constexpr std::string_view key = "physical_qubits";
  int count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc{} || end != text.data() + text.size() || count < 1 || count > max_qubits) {
    return core::unusable(place(key), fmt::format("\"{}\"", text),
                          fmt::format("a whole number from 1 to {}", max_qubits));
  }
  const auto listed = static_cast<int>(description.qubits.size());
  if (listed > 0 && listed != count) {
    return core::unusable(place(key), fmt::format("{} for a file that describes each of {} qubits", count, listed),
                          fmt::format("{}, or a description of averages", listed),
                          "more qubits have no data, and which ones to leave out is not said");
  }
  description.qubit_count = count;
  return {};
}

core::Status set_t1(DeviceDescription& description, std::string_view text) {
  QGAUGE_TRY(const Change change, parse_change("t1", text, core::Dimension::time));
  return change_all("t1", text, change, Range::finite, of_qubits(description, &Qubit::t1_s));
}

/// A factor holds for T2* too, which stands in where the source gives no echo time.
core::Status set_t2(DeviceDescription& description, std::string_view text) {
  QGAUGE_TRY(const Change change, parse_change("t2", text, core::Dimension::time));
  std::vector<Target> targets = of_qubits(description, &Qubit::t2_s);
  if (change.scales) {
    for (const Target& target : of_qubits(description, &Qubit::t2_star_s)) targets.push_back(target);
  }
  return change_all("t2", text, change, Range::finite, targets);
}

core::Status set_errors(std::string_view key, std::string_view text, Range range, const std::vector<Target>& targets) {
  QGAUGE_TRY(const Change change, parse_change(key, text, core::Dimension::one));
  return change_all(key, text, change, range, targets);
}

core::Status set_cnot_infidelity(DeviceDescription& description, std::string_view text) {
  return set_errors("cnot_infidelity", text, Range::infidelity, of_entanglers(description));
}

core::Status set_one_qubit_infidelity(DeviceDescription& description, std::string_view text) {
  return set_errors("one_qubit_infidelity", text, Range::infidelity, of_pulses(description));
}

core::Status set_readout_error(DeviceDescription& description, std::string_view text) {
  return set_errors("readout_error", text, Range::probability, of_readouts(description));
}

core::Status set_rzz_error_base(DeviceDescription& description, std::string_view text) {
  return set_errors("rzz_error_base", text, Range::probability, {{&description.rzz_error_base}});
}

struct Override {
  std::string_view key;
  core::Status (*apply)(DeviceDescription& description, std::string_view text);
};

constexpr std::array overrides{
    Override{"physical_qubits", set_physical_qubits},
    Override{"t1", set_t1},
    Override{"t2", set_t2},
    Override{"cnot_infidelity", set_cnot_infidelity},
    Override{"one_qubit_infidelity", set_one_qubit_infidelity},
    Override{"readout_error", set_readout_error},
    Override{"rzz_error_base", set_rzz_error_base},
};

}  // namespace

core::Status override_value(DeviceDescription& description, std::string_view key, std::string_view value) {
  std::vector<std::string_view> keys;
  for (const Override& one : overrides) {
    keys.push_back(one.key);
    if (one.key != key) continue;
    QGAUGE_CHECK(one.apply(description, value));
    description.findings.push_back({"overridden_value", std::string(key),
                                    fmt::format("{} was set to {} instead of being read from the source", key, value)});
    return {};
  }
  return core::unusable(place(key), fmt::format("the unknown key \"{}\"", key),
                        fmt::format("one of: {}", fmt::join(keys, ", ")),
                        fmt::format("did you mean \"{}\"?", core::nearest_name(key, keys)));
}

}  // namespace qgauge::device
