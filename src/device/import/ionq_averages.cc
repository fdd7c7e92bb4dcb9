// Averages of an ion trap in IonQ's layout: see ionq_averages.hpp.

#include "device/import/ionq_averages.hpp"

#include <fmt/format.h>

#include "device/import/plain_json.hpp"

namespace qgauge::device::ionq {
namespace {

/// An error made of a fidelity, with the words for its metric.
struct Figure {
  Quantity error;
  std::string field;
  std::string conversion;
};

/// fidelity.<kind>: the mean, or the median where no mean is given; its standard error is that of the error.
core::Result<Figure> read_figure(const Node& root, std::string_view kind) {
  Figure figure;
  const auto fidelity = find_value(root, "fidelity");
  const auto statistics = fidelity ? find_value(*fidelity, kind) : std::nullopt;
  if (!statistics) return figure;
  if (!statistics->json().is_object()) return statistics->refuse("an object with the key \"mean\" or \"median\"");
  const std::string_view name = find_value(*statistics, "mean") ? "mean" : "median";
  const auto value = find_value(*statistics, name);
  if (!value) return figure;
  QGAUGE_TRY(figure.error, read_infidelity(*value));
  if (const auto error = find_value(*statistics, "stderr")) {
    QGAUGE_TRY(figure.error.sigma, error->number(Range::probability));
  }
  figure.field = fmt::format("fidelity.{}.{}", kind, name);
  figure.conversion = fmt::format("1 - F, the {} over the machine", name);
  return figure;
}

core::Result<Quantity> read_time(const Node& root, std::string_view key) {
  const auto timing = find_value(root, "timing");
  const auto node = timing ? find_value(*timing, key) : std::nullopt;
  if (!node) return Quantity{};
  QGAUGE_TRY(const double seconds, node->number(Range::non_negative));
  return reported(seconds);
}

core::Result<Gate> read_gate(const Node& root, std::string_view kind, std::string_view name, std::string_view method) {
  Gate gate;
  gate.name = name;
  QGAUGE_TRY(Figure figure, read_figure(root, kind));
  QGAUGE_TRY(gate.duration_s, read_time(root, kind));
  gate.infidelity = figure.error;
  gate.metric.per = ErrorMetric::Per::gate;
  gate.metric.method = method;
  gate.metric.field = std::move(figure.field);
  gate.metric.conversion = std::move(figure.conversion);
  return gate;
}

core::Result<Qubit> read_qubit(const Node& root, DeviceDescription& description) {
  Qubit qubit;
  QGAUGE_TRY(qubit.t1_s, read_time(root, "t1"));
  QGAUGE_TRY(qubit.t2_s, read_time(root, "t2"));
  QGAUGE_TRY(qubit.readout_duration_s, read_time(root, "readout"));
  QGAUGE_TRY(Figure spam, read_figure(root, "spam"));
  qubit.assignment_error = spam.error;
  if (spam.field.empty()) return qubit;
  qubit.readout_metric.field = std::move(spam.field);
  qubit.readout_metric.conversion = spam.conversion + "; it holds the error of the preparation too";
  description.findings.push_back({"converted_definition", "fidelity.spam",
                                  "1 - F of preparation and measurement together stands for the readout error"});
  return qubit;
}

void note_medians(DeviceDescription& description) {
  if (!description.average_two_qubit_gate->metric.field.ends_with(".median")) return;
  description.findings.push_back({"median_for_mean", "fidelity",
                                  "the file gives the medians over the machine, which stand for the means; the mean of "
                                  "its errors is usually larger"});
}

core::Status note_reset(const Node& root, DeviceDescription& description) {
  QGAUGE_TRY(const Quantity reset, read_time(root, "reset"));
  if (!reset.known()) return {};
  description.findings.push_back({"unused_quantity", "timing.reset", fmt::format("a reset takes {} s", reset.value)});
  return {};
}

}  // namespace

core::Status read_shape(const Node& root, std::string_view count_key, DeviceDescription& description) {
  QGAUGE_TRY(const Node count_node, root.at(count_key));
  QGAUGE_TRY(const int count, count_node.integer(1, max_qubits));
  description.qubit_count = count;
  const auto list = find_value(root, "connectivity");
  if (!list) {
    description.all_to_all = true;
    description.findings.push_back(
        {"default_used", "connectivity", "no connectivity is given: every pair of the trap counts as coupled"});
    return {};
  }
  QGAUGE_TRY(description.couplings, read_couplings(*list, count));
  description.all_to_all = is_complete(description.couplings, count);
  if (description.all_to_all) description.couplings.clear();
  return {};
}

core::Status read_averages(const Node& root, const Averages& averages, DeviceDescription& description) {
  QGAUGE_TRY(description.average_qubit, read_qubit(root, description));
  QGAUGE_TRY(description.average_one_qubit_gate, read_gate(root, "1q", averages.one_qubit_gate, averages.method));
  QGAUGE_TRY(description.average_two_qubit_gate, read_gate(root, "2q", averages.two_qubit_gate, averages.method));
  note_medians(description);
  return note_reset(root, description);
}

}  // namespace qgauge::device::ionq
