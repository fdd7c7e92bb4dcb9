// Reads a Google processor: the metrics of its calibration, its device specification (qubits, couplings, durations), or
// both. Errors of two-qubit gates are those of a cycle of cross-entropy benchmarking, which holds a one-qubit gate on
// each qubit; their part is subtracted. See google.hpp for the parts.

#include "device/import/google.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "device/import/importer.hpp"
#include "device/native_gates.hpp"
#include "device/tally.hpp"

namespace qgauge::device {
namespace google {

core::Result<Site> site_of(const Node& label) {
  QGAUGE_TRY(const std::string text, label.text());
  const char* begin = text.data() + (text.starts_with('q') ? 1 : 0);
  const char* end = text.data() + text.size();
  Site site;
  const auto row = std::from_chars(begin, end, site.row);
  if (row.ec == std::errc{} && row.ptr != end && *row.ptr == '_') {
    const auto column = std::from_chars(row.ptr + 1, end, site.column);
    if (column.ec == std::errc{} && column.ptr == end) return site;
  }
  return label.refuse("a qubit of the grid such as \"5_2\"");
}

std::string text_of(Site site) { return fmt::format("{}_{}", site.row, site.column); }

std::string text_of(const Target& target) {
  return target.size() == 2 ? text_of(target[0]) + "-" + text_of(target[1]) : text_of(target.at(0));
}

core::Result<Target> target_of(const Node& labels, std::size_t limit) {
  QGAUGE_TRY(const auto items, labels.items(limit));
  Target target;
  for (const Node& item : items) {
    QGAUGE_TRY(const Site site, site_of(item));
    target.push_back(site);
  }
  std::ranges::sort(target);
  if (std::ranges::adjacent_find(target) != target.end()) return labels.refuse("different qubits");
  return target;
}

namespace {

constexpr std::string_view one_qubit_gate = "phased_xz";
constexpr std::string_view per_gate_field = "single_qubit_rb_{}_error_per_gate";

ErrorMetric metric_of(ErrorMetric::Operation operation, std::string method, std::string field) {
  ErrorMetric metric;
  metric.operation = operation;
  metric.method = std::move(method);
  metric.field = std::move(field);
  return metric;
}

ErrorMetric::Operation operation_of(bool simultaneous) {
  return simultaneous ? ErrorMetric::Operation::simultaneous : ErrorMetric::Operation::isolated;
}

/// A reported value changed by a function; whatever is not reported stays as it is.
Quantity changed(Quantity quantity, auto&& change) {
  if (quantity.known()) quantity.value = change(quantity.value);
  return quantity;
}

/// Either part may be missing. The calibration decides errors, the specification what there is and how long it takes.
class Builder {
 public:
  Builder(const google::Metrics* metrics, const Specification* specification)
      : metrics_(metrics), specification_(specification) {}

  DeviceDescription run(const std::string& file) {
    list_qubits();
    list_gates();
    if (metrics_ != nullptr) description_.as_of = metrics_->date;
    report(file);
    return std::move(description_);
  }

 private:
  void list_qubits() {
    Labels labels;
    std::set<Target> pairs;
    const auto add = [&](const auto* part) {
      if (part == nullptr) return;
      labels.insert(part->labels.begin(), part->labels.end());
      pairs.insert(part->pairs.begin(), part->pairs.end());
    };
    add(specification_);
    add(metrics_);
    for (const auto& [site, label] : labels) {
      indices_.emplace(site, static_cast<int>(indices_.size()));
      description_.qubits.push_back(qubit(site, label));
    }
    description_.qubit_count = static_cast<int>(labels.size());
    for (const Target& pair : pairs) description_.couplings.emplace_back(index(pair[0]), index(pair[1]));
    pairs_ = std::move(pairs);
  }

  Qubit qubit(Site site, const std::string& label) {
    Qubit qubit;
    qubit.label = label;
    if (specification_ != nullptr) qubit.readout_duration_s = specification_->readout_s;
    qubit.t1_s = changed(value("single_qubit_idle_t1_micros", {site}),
                         [](double micros) { return core::in_si(micros, *core::find_unit("us")); });
    std::vector<Readout> readouts;
    for (const bool simultaneous : {false, true}) {
      Readout readout = this->readout(site, simultaneous);
      if (readout.p1_given_0.state != State::absent || readout.p0_given_1.state != State::absent)
        readouts.push_back(std::move(readout));
    }
    if (readouts.empty()) return qubit;
    qubit.p1_given_0 = readouts[0].p1_given_0;
    qubit.p0_given_1 = readouts[0].p0_given_1;
    qubit.readout_metric = readouts[0].metric;
    qubit.other_readouts.assign(std::next(readouts.begin()), readouts.end());
    return qubit;
  }

  /// p00 is the probability to read 0 of a prepared 0, its error that of reading 1; p11 likewise.
  Readout readout(Site site, bool simultaneous) {
    const std::string prefix = simultaneous ? "parallel_" : "single_qubit_";
    Readout readout;
    readout.p1_given_0 = value(prefix + "p00_error", {site});
    readout.p0_given_1 = value(prefix + "p11_error", {site});
    readout.metric = metric_of(operation_of(simultaneous), {}, prefix + "p00_error, " + prefix + "p11_error");
    return readout;
  }

  void list_gates() {
    for (const auto& [site, index] : indices_) description_.gates.push_back(one_qubit(site, index));
    for (const Target& pair : pairs_)
      for (const Entangler& entangler : entanglers())
        if (auto gate = two_qubit(pair, entangler.name)) description_.gates.push_back(std::move(*gate));
  }

  Gate one_qubit(Site site, int index) {
    Gate gate = new_gate(one_qubit_gate, {index});
    const std::string average = fmt::format(per_gate_field, "average"), pauli = fmt::format(per_gate_field, "pauli");
    const bool as_average = has(average, {site});
    gate.metric = metric_of(ErrorMetric::Operation::isolated, "RB", as_average ? average : pauli);
    gate.metric.per = ErrorMetric::Per::gate;
    gate.infidelity = value(gate.metric.field, {site});
    if (as_average || !gate.infidelity.known()) return gate;
    gate.infidelity = changed(gate.infidelity, [](double e) { return core::average_infidelity_from_process(e, 2); });
    gate.metric.conversion = "2/3 of the Pauli error";
    ++converted_;
    return gate;
  }

  /// Nothing where the specification does not list the gate and the calibration has no error of it.
  std::optional<Gate> two_qubit(const Target& pair, std::string_view name) {
    std::vector<GateError> errors;
    for (const bool simultaneous : {false, true})
      if (auto error = cycle_error(pair, name, simultaneous)) errors.push_back(std::move(*error));
    const bool listed = specification_ != nullptr && specification_->gates_s.contains(name);
    if (errors.empty() && !listed) return std::nullopt;
    Gate gate = new_gate(name, {index(pair[0]), index(pair[1])});
    if (errors.empty()) return gate;
    const auto known = std::ranges::find_if(errors, [](const GateError& error) { return error.infidelity.known(); });
    if (known != errors.end()) std::rotate(errors.begin(), known, std::next(known));
    gate.infidelity = errors[0].infidelity;
    gate.metric = errors[0].metric;
    gate.other_errors.assign(std::next(errors.begin()), errors.end());
    return gate;
  }

  /// Of one gate by one kind of operation. A cycle is one one-qubit gate on each qubit and the two-qubit gate, and
  /// Pauli errors add up: e2 = e2c - e1a - e1b (Arute et al., Nature 574, 505, figure 2). The one-qubit errors are the
  /// isolated ones also where the cycles ran at once: there are no others.
  std::optional<GateError> cycle_error(const Target& pair, std::string_view name, bool simultaneous) {
    const std::string pauli = cycle_metric(name, simultaneous, "pauli");
    const std::string average = cycle_metric(name, simultaneous, "average");
    const std::string& field = has(pauli, pair) ? pauli : average;
    if (!has(field, pair)) return std::nullopt;
    GateError error{value(field, pair), metric_of(operation_of(simultaneous), "XEB", field)};
    if (!error.infidelity.known()) return error;
    ++cycles_;
    ++converted_;
    const double cycle =
        field == pauli ? error.infidelity.value : core::process_infidelity_from_average(error.infidelity.value, 4);
    const auto first = one_qubit_pauli_error(pair[0]), second = one_qubit_pauli_error(pair[1]);
    const std::string unit = field == pauli ? "the Pauli error" : "5/4 of the average error";
    if (first && second && cycle > *first + *second) {
      error.infidelity = reported(core::average_infidelity_from_process(cycle - *first - *second, 4));
      error.metric.one_qubit_part = ErrorMetric::OneQubitPart::subtracted;
      error.metric.per = ErrorMetric::Per::gate;
      error.metric.conversion = fmt::format("4/5 of ({} of a cycle - the Pauli errors of its one-qubit gates)", unit);
      return error;
    }
    error.infidelity = reported(core::average_infidelity_from_process(cycle, 4));
    error.metric.one_qubit_part = ErrorMetric::OneQubitPart::included;
    error.metric.per = ErrorMetric::Per::cycle;
    if (field == pauli) error.metric.conversion = "4/5 of the Pauli error of a cycle";
    kept_.add(fmt::format("{} {} {}", name, text_of(pair), simultaneous ? "simultaneous" : "isolated"),
              fmt::format("{} on {}: {:.4g} a cycle, one-qubit gates {}", name, text_of(pair), cycle,
                          first && second ? fmt::format("{:.4g}", *first + *second) : "unknown"),
              first && second ? *first + *second - cycle : 0);
    return error;
  }

  std::optional<double> one_qubit_pauli_error(Site site) const {
    if (const Quantity pauli = value(fmt::format(per_gate_field, "pauli"), {site}); pauli.known()) return pauli.value;
    const Quantity average = value(fmt::format(per_gate_field, "average"), {site});
    if (!average.known()) return std::nullopt;
    return core::process_infidelity_from_average(average.value, 2);
  }

  Gate new_gate(std::string_view name, std::vector<int> qubits) const {
    Gate gate;
    gate.name = name;
    gate.qubits = std::move(qubits);
    if (specification_ == nullptr) return gate;
    const auto duration = specification_->gates_s.find(name);
    if (duration != specification_->gates_s.end()) gate.duration_s = duration->second;
    return gate;
  }

  void report(const std::string& file) {
    auto& findings = description_.findings;
    if (metrics_ != nullptr) findings = metrics_->findings;
    if (specification_ != nullptr)
      findings.insert(findings.end(), specification_->findings.begin(), specification_->findings.end());
    if (converted_ > 0)
      findings.push_back(
          {"converted_definition", file,
           "an average error is 2/3 of the Pauli error of a one-qubit gate and 4/5 of that of a two-qubit "
           "gate; the error of a two-qubit gate is that of a benchmarking cycle without the one-qubit "
           "gates on both qubits, subtracted as Pauli errors"});
    kept_.report({"errors per cycle", cycles_, false}, findings);
  }

  bool has(std::string_view metric, const Target& target) const {
    return metrics_ != nullptr && metrics_->has(metric, target);
  }
  Quantity value(std::string_view metric, const Target& target) const {
    return metrics_ != nullptr ? metrics_->value(metric, target) : Quantity{};
  }
  int index(Site site) const { return indices_.at(site); }

  const Metrics* metrics_;
  const Specification* specification_;
  DeviceDescription description_;
  std::map<Site, int> indices_;
  std::set<Target> pairs_;
  std::size_t cycles_ = 0;
  std::size_t converted_ = 0;
  Tally kept_{"cycle_error_kept",
              "the error of a whole cycle stands for its two-qubit gate, because its one-qubit part is unknown or not "
              "smaller"};
};

/// A calibration of another machine would silently add its qubits.
core::Status check_same_machine(const Metrics& metrics, const Specification& specification, const std::string& file) {
  for (const auto& [site, label] : metrics.labels) {
    if (specification.labels.contains(site)) continue;
    return core::unusable(file, fmt::format("the qubit {}, which the device specification does not list", label),
                          "a calibration and a specification of one machine");
  }
  return {};
}

bool is_phase_data(const Document& document) {
  const auto is_pair = [](const nlohmann::json& gate) { return gate.contains("zeta") && gate.contains("gamma"); };
  return document.tree && document.tree->is_object() && !document.tree->empty() &&
         std::ranges::all_of(*document.tree, is_pair);
}

}  // namespace
}  // namespace google

const std::array<CoverageRow, content_count> coverage_of_google{{
    {Content::name, Coverage::assumed, "not in such files: the file's name without its last ending"},
    {Content::date, Coverage::missing, "timestampMs of the metrics, in milliseconds since 1970, where the file has it"},
    {Content::qubit_count, Coverage::read, "valid_qubits of the specification, or the targets of the metrics"},
    {Content::qubit_labels, Coverage::read, "ROW_COLUMN of the grid, such as 5_2; in the order of row and column"},
    {Content::couplings, Coverage::read,
     "targets of two ids in valid_targets of the specification, and the pairs that have metrics"},
    {Content::t1, Coverage::read, "single_qubit_idle_t1_micros, in us"},
    {Content::t2, Coverage::missing, "not in such files; it is not estimated from the incoherent errors"},
    {Content::readout_error, Coverage::read,
     "single_qubit_p00_error is P(1|0) and single_qubit_p11_error P(0|1), one qubit at a time; they hold the errors of "
     "preparation too"},
    {Content::one_qubit_error, Coverage::read,
     "single_qubit_rb_average_error_per_gate, or 2/3 of single_qubit_rb_pauli_error_per_gate: isolated randomized "
     "benchmarking"},
    {Content::two_qubit_error, Coverage::read,
     "two_qubit_GATE_gate_xeb_pauli_error_per_cycle, or 5/4 of ..._average_error_per_cycle, less the Pauli errors of "
     "both one-qubit gates, times 4/5"},
    {Content::simultaneous_errors, Coverage::read,
     "two_qubit_parallel_GATE_..., converted likewise, and parallel_p00_error, parallel_p11_error: beside the isolated "
     "ones, or alone"},
    {Content::one_qubit_duration, Coverage::read,
     "gate_duration_picos of phased_xz or xyz in the specification, in ps"},
    {Content::two_qubit_duration, Coverage::read,
     "gate_duration_picos of syc, sqrt_iswap, fsim_pi_4 or cz in the specification, in ps"},
    {Content::readout_duration, Coverage::read, "gate_duration_picos of meas in the specification, in ps"},
    {Content::standard_errors, Coverage::missing, "not in such files"},
    {Content::value_dates, Coverage::missing, "not in such files"},
    {Content::operational, Coverage::missing, "not in such files"},
    {Content::coherent_errors, Coverage::missing,
     "entangler_theta_error and phi_error are angles of a fitted gate, in radians; which part of the error they are is "
     "not stated, so they are not read"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_google(const Document& document) {
  if (google::is_calibration(document)) return "calibration";
  if (google::is_specification(document)) return "device specification";
  return google::is_phase_data(document) ? "phase data" : "";
}

core::Result<DeviceDescription> import_google(std::span<const Part> parts, std::string_view) {
  const Document* calibration = find_part(parts, "calibration");
  const Document* specified = find_part(parts, "device specification");
  const Document* phases = find_part(parts, "phase data");
  std::optional<google::Metrics> metrics;
  std::optional<google::Specification> specification;
  if (calibration != nullptr) {
    QGAUGE_TRY(metrics, google::read_metrics(*calibration));
  }
  if (specified != nullptr) {
    QGAUGE_TRY(specification, google::read_specification(*specified));
  }
  if (metrics && specification) QGAUGE_CHECK(google::check_same_machine(*metrics, *specification, calibration->path));
  if (!metrics && !specification)
    return core::unusable(phases->path, "phase corrections (zeta, gamma) of the gates of a Google processor",
                          "its calibration, its device specification, or both", "name these files instead");
  const Document& first = calibration != nullptr ? *calibration : *specified;
  DeviceDescription description =
      google::Builder(metrics ? &*metrics : nullptr, specification ? &*specification : nullptr).run(first.path);
  if (phases != nullptr)
    description.findings.push_back({"unused_quantity", phases->path, "the phase corrections zeta and gamma"});
  description.name = std::filesystem::path(first.path).stem().string();
  description.vendor = "Google";
  description.modality = "superconducting";
  const std::string_view what = !specification ? "calibration metrics"
                                : metrics      ? "calibration metrics and device specification"
                                               : "device specification";
  description.source.description = fmt::format("Google {} {}", what, description.name);
  return description;
}

}  // namespace qgauge::device
