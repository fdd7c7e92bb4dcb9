// Replaces values of a description on the user's word: a what-if, or a number that the source leaves out. Each override
// is a finding. A table of keys; called for --set KEY=VALUE.

#include <array>
#include <charconv>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "device/json_node.hpp"
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

/// Applies a change to one quantity; whether it had any effect.
bool apply(const Change& change, Quantity& quantity) {
  if (!change.scales) {
    quantity = reported(change.number);
    return true;
  }
  if (!quantity.known()) return false;
  quantity.value *= change.number;
  if (quantity.sigma) *quantity.sigma *= change.number;
  return true;
}

std::vector<Quantity*> of_qubits(DeviceDescription& description, Quantity Qubit::*member) {
  std::vector<Quantity*> quantities;
  for (Qubit& qubit : description.qubits) quantities.push_back(&(qubit.*member));
  if (description.average_qubit) quantities.push_back(&((*description.average_qubit).*member));
  return quantities;
}

std::vector<Quantity*> of_entanglers(DeviceDescription& description) {
  std::vector<Quantity*> quantities;
  for (Gate& gate : description.gates) {
    if (gate.qubits.size() == 2) quantities.push_back(&gate.infidelity);
  }
  if (description.average_two_qubit_gate) quantities.push_back(&description.average_two_qubit_gate->infidelity);
  return quantities;
}

/// All quantities change or, where one would leave its range, none.
core::Status change_all(std::string_view key, std::string_view text, core::Dimension dimension, Range range,
                        const std::vector<Quantity*>& quantities) {
  QGAUGE_TRY(const Change change, parse_change(key, text, dimension));
  std::vector<Quantity> changed;
  std::size_t effects = 0;
  for (const Quantity* quantity : quantities) {
    changed.push_back(*quantity);
    effects += apply(change, changed.back()) ? 1 : 0;
    if (changed.back().known() && !contains(range, changed.back().value)) {
      return core::unusable(place(key), fmt::format("\"{}\", which makes a value {}", text, changed.back().value),
                            std::string(expected_of(range)));
    }
  }
  if (effects == 0) return core::unusable(place(key), "no value in the description to change", "at least one");
  for (std::size_t i = 0; i < quantities.size(); ++i) *quantities[i] = changed[i];
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
  return change_all("t1", text, core::Dimension::time, Range::finite, of_qubits(description, &Qubit::t1_s));
}

core::Status set_t2(DeviceDescription& description, std::string_view text) {
  return change_all("t2", text, core::Dimension::time, Range::finite, of_qubits(description, &Qubit::t2_s));
}

core::Status set_cnot_infidelity(DeviceDescription& description, std::string_view text) {
  return change_all("cnot_infidelity", text, core::Dimension::one, Range::infidelity, of_entanglers(description));
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
