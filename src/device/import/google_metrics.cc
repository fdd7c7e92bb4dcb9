// Reads the metrics of a Google calibration: cirq_google's Calibration, or the proto-JSON form of its MetricsSnapshot
// alone. The metrics and their meaning: quantumai.google, "Calibration metrics". Used by the google importer.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/google.hpp"
#include "device/import/plain_json.hpp"
#include "device/native_gates.hpp"
#include "device/tally.hpp"

namespace qgauge::device::google {
namespace {

struct Metric {
  std::size_t targets;
  Range range;
};

struct NamedMetric {
  std::string_view name;
  Range range;
};

constexpr std::array one_qubit_metrics{
    NamedMetric{"single_qubit_idle_t1_micros", Range::finite},
    NamedMetric{"single_qubit_p00_error", Range::probability},
    NamedMetric{"single_qubit_p11_error", Range::probability},
    NamedMetric{"parallel_p00_error", Range::probability},
    NamedMetric{"parallel_p11_error", Range::probability},
    NamedMetric{"single_qubit_rb_average_error_per_gate", Range::infidelity},
    NamedMetric{"single_qubit_rb_pauli_error_per_gate", Range::probability},
};

constexpr std::array cycle_kinds{NamedMetric{"average", Range::infidelity}, NamedMetric{"pauli", Range::probability}};

/// Both spellings of each member of the message Value.
constexpr std::array<std::string_view, 10> value_keys{"doubleVal", "double_val", "floatVal",  "float_val", "int32Val",
                                                      "int32_val", "int64Val",   "int64_val", "strVal",    "str_val"};

using KnownMetrics = std::map<std::string, Metric, std::less<>>;

KnownMetrics make_known_metrics() {
  KnownMetrics known;
  for (const auto& [name, range] : one_qubit_metrics) known.emplace(name, Metric{1, range});
  for (const Entangler& gate : entanglers())
    for (const bool simultaneous : {false, true})
      for (const auto& [kind, range] : cycle_kinds)
        known.emplace(cycle_metric(gate.name, simultaneous, kind), Metric{2, range});
  return known;
}

/// A number, or the text of one, as proto-JSON writes 64-bit integers; "NaN" is a fit that failed.
core::Result<Quantity> read_number(const Node& node, Range range) {
  double value = 0;
  if (node.json().is_string()) {
    QGAUGE_TRY(const std::string text, node.text());
    if (text == "NaN") return sentinel();
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || !contains(range, value))
      return node.refuse(std::string(expected_of(range)));
    return reported(value);
  }
  QGAUGE_TRY(value, node.number(range));
  return reported(value);
}

core::Result<Quantity> read_value(const Node& value, Range range) {
  if (!value.json().is_object()) return value.refuse("an object such as {\"doubleVal\": 0.01}");
  for (const std::string_view key : value_keys)
    if (const auto number = find_value(value, key)) return read_number(*number, range);
  return Quantity{};
}

class Reader {
 public:
  explicit Reader(const Document& document) : document_(document) {}

  core::Result<Metrics> run() {
    const auto outer = document_.root().find("metrics");
    const Node snapshot = outer && outer->json().is_object() ? *outer : document_.root();
    QGAUGE_TRY(metrics_.date, read_date(snapshot));
    QGAUGE_TRY(const Node list, snapshot.at("metrics"));
    QGAUGE_TRY(const auto items, list.items());
    for (const Node& item : items) QGAUGE_CHECK(read_metric(item));
    if (metrics_.labels.empty()) return list.refuse("metrics of qubits, such as single_qubit_p00_error");
    report();
    return std::move(metrics_);
  }

 private:
  /// Milliseconds since 1970; 0 is a field that was never set.
  core::Result<std::optional<core::Date>> read_date(const Node& snapshot) {
    auto node = find_value(snapshot, "timestampMs");
    if (!node) node = find_value(snapshot, "timestamp_ms");
    if (!node) return std::nullopt;
    QGAUGE_TRY(const Quantity milliseconds, read_number(*node, Range::non_negative));
    constexpr double day_ms = 86'400e3, last_ms = 253'402'300'800e3;  // the year 10000
    if (!milliseconds.known() || milliseconds.value >= last_ms)
      return node->refuse("milliseconds since 1970 within the calendar");
    if (milliseconds.value == 0) return std::nullopt;
    return core::Date{}.plus_days(static_cast<int>(milliseconds.value / day_ms));
  }

  core::Status read_metric(const Node& item) {
    QGAUGE_TRY(const Node name_node, item.at("name"));
    QGAUGE_TRY(const std::string name, name_node.text());
    const auto known = known_.find(name);
    if (known == known_.end()) {
      unused_.insert(name.substr(0, 80));
      return {};
    }
    QGAUGE_TRY(const Node targets, item.at("targets"));
    QGAUGE_TRY(const Target target, target_of(targets, known->second.targets));
    if (target.size() != known->second.targets) return targets.refuse(fmt::format("{} qubits", known->second.targets));
    QGAUGE_CHECK(add_labels(targets, target));
    const auto values = item.find("values");
    if (!values) return {};
    QGAUGE_TRY(const auto list, values->items());
    for (const Node& value : list) {
      QGAUGE_TRY(const Quantity quantity, read_value(value, known->second.range));
      store(name, target, quantity);
    }
    return {};
  }

  core::Status add_labels(const Node& targets, const Target& target) {
    QGAUGE_TRY(const auto labels, targets.items());
    for (const Node& label : labels) {
      QGAUGE_TRY(const Site site, site_of(label));
      QGAUGE_TRY(std::string text, label.text());
      metrics_.labels.emplace(site, std::move(text));
    }
    if (target.size() == 2) metrics_.pairs.insert(target);
    return {};
  }

  /// A pair may stand in both orders, with the same value.
  void store(const std::string& name, const Target& target, const Quantity& quantity) {
    if (quantity.state == State::absent) return;
    const auto [stored, added] = metrics_.values[name].emplace(target, quantity);
    const Quantity& first = stored->second;
    if (added || (first.state == quantity.state && first.value == quantity.value)) return;
    if (!disagreeing_.emplace(name, target).second) return;
    tally_.add(fmt::format("{} of {}", name, text_of(target)),
               fmt::format("{} of {}: {:.4g} and {:.4g}", name, text_of(target), first.value, quantity.value));
  }

  void report() {
    for (const auto& [name, target] : disagreeing_) metrics_.values[name].erase(target);
    std::size_t stored = disagreeing_.size();
    for (const auto& [name, values] : metrics_.values) stored += values.size();
    tally_.report({"metrics", stored, false}, metrics_.findings);
    if (unused_.empty()) return;
    constexpr std::size_t shown = 12;
    std::vector<std::string> names(unused_.begin(), std::next(unused_.begin(), std::min(unused_.size(), shown)));
    if (unused_.size() > shown) names.emplace_back("...");
    metrics_.findings.push_back({"unused_quantity", document_.path,
                                 fmt::format("{} metrics are not read: {}", unused_.size(), fmt::join(names, ", "))});
  }

  const Document& document_;
  const KnownMetrics known_ = make_known_metrics();
  Metrics metrics_;
  std::set<std::string> unused_;
  std::set<std::pair<std::string, Target>> disagreeing_;
  Tally tally_{"duplicate_disagrees", "given with different values and left out"};
};

/// A list of messages Metric.
bool is_metrics(const nlohmann::json& list) {
  if (!list.is_array() || list.empty()) return false;
  const auto& first = list.front();
  return first.is_object() && first.contains("name") && first.contains("values");
}

}  // namespace

std::string cycle_metric(std::string_view gate, bool simultaneous, std::string_view kind) {
  return fmt::format("two_qubit_{}{}_gate_xeb_{}_error_per_cycle", simultaneous ? "parallel_" : "", gate, kind);
}

bool Metrics::has(std::string_view metric, const Target& target) const {
  const auto found = values.find(metric);
  return found != values.end() && found->second.contains(target);
}

Quantity Metrics::value(std::string_view metric, const Target& target) const {
  return has(metric, target) ? values.find(metric)->second.at(target) : Quantity{};
}

bool is_calibration(const Document& document) {
  if (!document.has("metrics")) return false;
  if (document.has("cirq_type")) return (*document.tree)["cirq_type"] == "Calibration";
  return is_metrics((*document.tree)["metrics"]);
}

core::Result<Metrics> read_metrics(const Document& document) { return Reader(document).run(); }

}  // namespace qgauge::device::google
