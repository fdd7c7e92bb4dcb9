// Names for the distinct error metrics of a description, as the native format's table `metrics` lists them.
// Used by the native writer alone. Must not know JSON.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "qgauge/device.hpp"

namespace qgauge::device {

inline auto members_of(const ErrorMetric& metric) {
  return std::tie(metric.operation, metric.one_qubit_part, metric.per, metric.leakage, metric.method, metric.field,
                  metric.conversion);
}

/// Whether the metric says anything.
inline bool says_something(const ErrorMetric& metric) { return members_of(metric) != members_of(ErrorMetric{}); }

class MetricNames {
 public:
  /// Names all metrics of the errors in a description: after method and operation ("rb_isolated"), and after the
  /// source's field and what the error is per where that is not enough. Linear in the number of gates.
  explicit MetricNames(const DeviceDescription& description);

  /// Of a metric of the description.
  const std::string& of(const ErrorMetric& metric) const { return names_.at(metric); }
  /// Each metric once, in the order of appearance.
  const std::vector<ErrorMetric>& metrics() const { return metrics_; }

 private:
  struct Less {
    bool operator()(const ErrorMetric& a, const ErrorMetric& b) const { return members_of(a) < members_of(b); }
  };

  void add(const ErrorMetric& metric);
  void add(const Gate& gate);
  void add(const Qubit& qubit);
  void name_all();

  std::map<ErrorMetric, std::string, Less> names_;
  std::vector<ErrorMetric> metrics_;
};

}  // namespace qgauge::device
