// Readable, unique names of error metrics: see metric_names.hpp.

#include "device/metric_names.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "device/native_names.hpp"

namespace qgauge::device {
namespace {

/// Small letters, digits and single underscores of a text; bounded, because sources name things at length.
std::string slug(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string result;
  for (const char c : text.substr(0, longest)) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      result += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!result.empty() && result.back() != '_') {
      result += '_';
    }
  }
  if (result.ends_with('_')) result.pop_back();
  return result;
}

void append(std::string& name, const std::string& part) {
  if (part.empty() || part == "unknown" || name == part) return;
  name += (name.empty() ? "" : "_") + part;
}

/// The names of a metric from short to long.
std::array<std::string, 3> candidates(const ErrorMetric& metric) {
  std::string name = slug(metric.method);
  if (name.empty()) name = slug(metric.field);
  append(name, std::string(name_in(operation_names, metric.operation)));
  if (name.empty()) name = "unknown";
  std::string with_field = name;
  if (!metric.method.empty()) append(with_field, slug(metric.field));
  std::string with_per = with_field;
  append(with_per, std::string(name_in(per_names, metric.per)));
  return {name, with_field, with_per};
}

}  // namespace

MetricNames::MetricNames(const DeviceDescription& description) {
  for (const Gate& gate : description.gates) add(gate);
  for (const auto* gate : {&description.average_one_qubit_gate, &description.average_two_qubit_gate}) {
    if (*gate) add(**gate);
  }
  for (const Qubit& qubit : description.qubits) add(qubit);
  if (description.average_qubit) add(*description.average_qubit);
  name_all();
}

void MetricNames::add(const ErrorMetric& metric) {
  if (names_.try_emplace(metric).second) metrics_.push_back(metric);
}

void MetricNames::add(const Gate& gate) {
  if (gate.infidelity.state != State::absent || says_something(gate.metric)) add(gate.metric);
  for (const GateError& error : gate.other_errors) add(error.metric);
}

void MetricNames::add(const Qubit& qubit) {
  if (says_something(qubit.readout_metric)) add(qubit.readout_metric);
  for (const Readout& readout : qubit.other_readouts) {
    if (says_something(readout.metric)) add(readout.metric);
  }
}

/// Each metric gets the shortest of its names that no other has at the same length, or the longest with a number.
void MetricNames::name_all() {
  std::array<std::map<std::string, int>, 3> uses;
  for (const ErrorMetric& metric : metrics_) {
    const auto names = candidates(metric);
    for (std::size_t i = 0; i < names.size(); ++i) ++uses[i][names[i]];
  }
  std::set<std::string> taken;
  std::map<std::string, int> last_number;
  for (const ErrorMetric& metric : metrics_) {
    const auto names = candidates(metric);
    std::size_t i = 0;
    while (i + 1 < names.size() && uses[i].at(names[i]) > 1) ++i;
    std::string name = names[i];
    while (!taken.insert(name).second) name = names[i] + "_" + std::to_string(++last_number[names[i]] + 1);
    names_.at(metric) = name;
  }
}

}  // namespace qgauge::device
