// IQM's observations as a flat list: see iqm_observations.hpp.

#include "device/import/iqm_observations.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "device/value_text.hpp"

namespace qgauge::device::iqm {
namespace {

/// What is read; everything else is counted as unread.
struct Readable {
  std::string_view kind;
  std::string_view metric;
  bool is_time;
};

constexpr std::array readable{
    Readable{"model", "t1_time", true},
    Readable{"model", "t2_time", true},
    Readable{"model", "t2_echo_time", true},
    Readable{"rb.prx", "fidelity", false},
    Readable{"rb.clifford", "fidelity", false},
    Readable{"irb.cz", "fidelity", false},
    Readable{"irb.move", "fidelity", false},
    Readable{"irb.circuit", "fidelity", false},
    Readable{"ssro.measure", "fidelity", false},
    Readable{"ssro.measure", "error_0_to_1", false},
    Readable{"ssro.measure", "error_1_to_0", false},
    Readable{"ssro.measure_fidelity", "fidelity", false},
    Readable{"ssro.measure_fidelity", "error_0_to_1", false},
    Readable{"ssro.measure_fidelity", "error_1_to_0", false},
};

/// The keys of the older document as observations of the newer one.
struct OldKey {
  std::string_view key;
  std::string_view kind;
  std::string_view metric;
  std::string_view suffix;
};

constexpr std::array old_keys{
    OldKey{"t1_time", "model", "t1_time", ""},
    OldKey{"t2_time", "model", "t2_time", ""},
    OldKey{"t2_echo_time", "model", "t2_echo_time", ""},
    OldKey{"fidelity_1qb_gates_averaged", "rb.prx", "fidelity", ""},
    OldKey{"single_shot_readout_fidelity", "ssro.measure", "fidelity", ""},
    OldKey{"cz_gate_fidelity", "irb.cz", "fidelity", ""},
    OldKey{"fidelity_2qb_cliffords_averaged", "rb.clifford", "fidelity", ""},
    OldKey{"double_move_gate_fidelity", "irb.move", "fidelity", "n_interleaved_gates=2"},
};

/// The fit of interleaved benchmarking may pass 1 by its noise; a value beyond this is no fidelity.
constexpr double largest_fidelity = 1.1;

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  parts.emplace_back(text);
  return parts;
}

/// The parts of a name; an observation of another form (a setting, a figure of many qubits) has no locus.
Observation parse_name(const std::string& name) {
  Observation observation;
  observation.field = name;
  const std::size_t colon = std::min(name.find(':'), name.size());
  if (colon < name.size()) observation.suffix = name.substr(colon + 1);
  const auto parts = split(std::string_view(name).substr(0, colon), ".");
  observation.kind = parts.size() > 1 ? parts[1] : parts[0];
  if (parts.size() == 4 && parts[0] == "characterization") {
    observation.locus = {parts[2]};
    observation.metric = parts[3];
  } else if (parts.size() == 6 && parts[0] == "metrics") {
    observation.kind = parts[1] + "." + parts[2];
    observation.implementation = parts[3];
    observation.locus = split(parts[4], "__");
    observation.metric = parts[5];
    observation.field.replace(name.find("." + parts[4] + ".") + 1, parts[4].size(), "*");
  }
  return observation;
}

const Readable* find_readable(const Observation& observation) {
  const auto* found = std::ranges::find_if(
      readable, [&](const Readable& row) { return row.kind == observation.kind && row.metric == observation.metric; });
  return found == readable.end() || observation.locus.empty() ? nullptr : found;
}

/// A number, which the older document may write as text.
core::Result<double> read_number(const Node& node) {
  if (node.json().is_string()) {
    const auto parsed = parse_value_text(node.json().get_ref<const std::string&>());
    if (parsed && contains(Range::finite, parsed->value)) return parsed->value;
    return node.refuse("a number");
  }
  return node.number();
}

core::Result<double> read_time_factor(const Node& owner, int& times_without_unit) {
  const auto unit = owner.find("unit");
  if (!unit || unit->json() == "") {
    ++times_without_unit;
    return 1.0;
  }
  QGAUGE_TRY(const std::string name, unit->text());
  const auto factor = core::si_factor(name, core::Dimension::time);
  if (!factor) return unit->refuse("a unit of time, such as \"s\"");
  return *factor;
}

core::Result<Quantity> read_fraction(const Node& node, const Observation& observation) {
  QGAUGE_TRY(const double value, read_number(node));
  const bool fidelity = observation.metric == "fidelity";
  if (fidelity && (value == 0 || (value > 1 && value <= largest_fidelity))) return sentinel();
  if (!contains(Range::probability, value)) return node.refuse(std::string(expected_of(Range::probability)));
  return reported(value);
}

core::Result<std::optional<core::Date>> read_measured(const Node& owner) {
  for (const std::string_view key : {"modified_timestamp", "created_timestamp", "timestamp"}) {
    const auto node = owner.find(key);
    if (!node) continue;
    QGAUGE_TRY(const core::Date date, node->date());
    return date;
  }
  return std::nullopt;
}

/// {value, unit?, uncertainty?, a timestamp?}; absent where the value is.
core::Result<Quantity> read_value(const Node& owner, const Observation& observation, bool is_time, int& without_unit) {
  const auto node = owner.find("value");
  if (!node) return Quantity{};
  double factor = 1;
  Quantity quantity;
  if (is_time) {
    QGAUGE_TRY(const double number, read_number(*node));
    QGAUGE_TRY(factor, read_time_factor(owner, without_unit));
    quantity = reported(number * factor);
  } else {
    QGAUGE_TRY(quantity, read_fraction(*node, observation));
  }
  if (const auto uncertainty = owner.find("uncertainty"); uncertainty && quantity.known()) {
    QGAUGE_TRY(const double sigma, uncertainty->number(Range::non_negative));
    quantity.sigma = sigma * factor;
  }
  QGAUGE_TRY(quantity.date, read_measured(owner));
  return quantity;
}

core::Status append(const Node& owner, Observation observation, Observations& observations) {
  const Readable* known = find_readable(observation);
  if (known == nullptr) {
    ++observations.unread[observation.kind];
    return {};
  }
  observation.where = owner.where();
  QGAUGE_TRY(observation.value, read_value(owner, observation, known->is_time, observations.times_without_unit));
  if (observation.value.state != State::absent) observations.list.push_back(std::move(observation));
  return {};
}

core::Result<bool> is_marked_invalid(const Node& owner) {
  const auto node = owner.find("invalid");
  if (!node) return false;
  return node->boolean();
}

/// A component, or a list of them.
core::Result<std::vector<std::string>> read_locus(const Node& owner) {
  QGAUGE_TRY(const Node node, owner.at("locus"));
  if (node.json().is_string()) return std::vector{node.json().get<std::string>()};
  QGAUGE_TRY(const auto items, node.items());
  std::vector<std::string> locus;
  for (const Node& item : items) {
    QGAUGE_TRY(std::string component, item.text());
    locus.push_back(std::move(component));
  }
  return locus;
}

/// {key, metrics: [{locus, value}]}.
core::Status read_old_metric(const Node& metric, std::set<std::string>& seen, Observations& observations) {
  QGAUGE_TRY(const Node key_node, metric.at("key"));
  QGAUGE_TRY(const std::string key, key_node.text());
  QGAUGE_TRY(const Node list, metric.at("metrics"));
  QGAUGE_TRY(const auto items, list.items());
  const auto* row = std::ranges::find(old_keys, key, &OldKey::key);
  for (const Node& item : items) {
    Observation observation{.field = key,
                            .kind = key,
                            .implementation = {},
                            .locus = {},
                            .metric = {},
                            .suffix = {},
                            .value = {},
                            .where = {}};
    if (row != old_keys.end()) {
      observation.kind = row->kind;
      observation.metric = row->metric;
      observation.suffix = row->suffix;
      QGAUGE_TRY(observation.locus, read_locus(item));
      if (!seen.insert(fmt::format("{} {}", key, fmt::join(observation.locus, " "))).second) {
        return item.refuse("every metric once for the same components");
      }
    }
    QGAUGE_CHECK(append(item, std::move(observation), observations));
  }
  return {};
}

}  // namespace

core::Result<Observations> read_quality_metrics(const Node& root) {
  QGAUGE_TRY(const bool invalid, is_marked_invalid(root));
  if (invalid) {
    return core::unusable(root.where(), "a set that is marked invalid", "a valid set of quality metrics",
                          "ask for the set of the current calibration");
  }
  QGAUGE_TRY(const Node list, root.at("observations"));
  QGAUGE_TRY(const auto items, list.items());
  Observations observations;
  std::set<std::string> seen;
  for (const Node& item : items) {
    QGAUGE_TRY(const Node name_node, item.at("dut_field"));
    QGAUGE_TRY(const std::string name, name_node.text());
    QGAUGE_TRY(const bool marked, is_marked_invalid(item));
    if (marked) continue;
    if (!seen.insert(name).second) return name_node.refuse("every valid observation once");
    QGAUGE_CHECK(append(item, parse_name(name), observations));
  }
  return observations;
}

core::Result<Observations> read_calibrations(const Node& root) {
  QGAUGE_TRY(const Node list, root.at("calibrations"));
  QGAUGE_TRY(const auto calibrations, list.items());
  Observations observations;
  std::set<std::string> seen;
  for (const Node& calibration : calibrations) {
    QGAUGE_TRY(const Node metrics, calibration.at("metrics"));
    QGAUGE_TRY(const auto items, metrics.items());
    for (const Node& metric : items) QGAUGE_CHECK(read_old_metric(metric, seen, observations));
  }
  return observations;
}

bool is_resonator(std::string_view component) {
  // IQM's client tells them by this prefix too: COMPR1, COMP_R.
  return component.starts_with("COMP") || component.starts_with("comp");
}

}  // namespace qgauge::device::iqm
