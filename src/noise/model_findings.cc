// Findings of the noise model: see model_findings.hpp.

#include "noise/model_findings.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace qgauge::noise {
namespace {

using device::ModelQubit;

/// One finding on all operational qubits for which `lacks` holds; none if it holds for none.
template <class Predicate>
void report_qubits(const device::DeviceModel& model, std::vector<core::Finding>& findings, std::string_view consequence,
                   Predicate lacks) {
  const auto concerns = [&](const ModelQubit& qubit) { return qubit.operational && lacks(qubit); };
  const auto first = std::ranges::find_if(model.qubits, concerns);
  if (first == model.qubits.end()) return;
  if (model.averages_only) {
    findings.push_back({"default_used", "average of the machine", fmt::format("the qubits {}", consequence)});
    return;
  }
  const int index = static_cast<int>(first - model.qubits.begin());
  findings.push_back({"default_used", fmt::format("qubit {}", label_of(model, index)),
                      fmt::format("{} of {} qubits {}", std::ranges::count_if(model.qubits, concerns),
                                  model.qubits.size(), consequence)});
}

}  // namespace

std::string label_of(const device::DeviceModel& model, int qubit) {
  const std::string& label = model.qubits[qubit].label;
  return label.empty() ? std::to_string(qubit) : label;
}

void GateTally::add(const std::string& where, double infidelity, const GateNoise& noise, bool untimed) {
  const auto put = [&](Group& group) {
    if (group.count++ == 0) group.example = where;
  };
  ++gates_;
  if (infidelity == 0) put(zero_);
  if (untimed) put(untimed_);
  if (infidelity == 0 || noise.relaxation_scale == 1) return;
  put(below_limit_);
  if (noise.full_relaxation_infidelity * reported_ < limit_ * infidelity) return;
  below_limit_.example = where;
  reported_ = infidelity;
  limit_ = noise.full_relaxation_infidelity;
}

void GateTally::report(std::vector<core::Finding>& findings) const {
  if (below_limit_.count > 0) report_below_limit(findings);
  if (zero_.count > 0) {
    findings.push_back({"zero_error", zero_.example,
                        fmt::format("{} of {} {} report an average gate infidelity of exactly 0 and are simulated as "
                                    "perfect",
                                    zero_.count, gates_, kind_)});
  }
  if (untimed_.count > 0) {
    findings.push_back(
        {"default_used", untimed_.example,
         fmt::format("{} of {} {} have no duration: T1 and T2 do not act during them, the whole reported "
                     "error is depolarizing",
                     untimed_.count, gates_, kind_)});
  }
}

void GateTally::report_below_limit(std::vector<core::Finding>& findings) const {
  findings.push_back(
      {"error_below_coherence_limit", below_limit_.example,
       fmt::format(
           "{} of {} {} report an average gate infidelity below what T1, T2 and their duration allow; the worst "
           "reports {:.3g} where {:.3g} is the limit (ratio {:.2f}). Relaxation during these gates is scaled "
           "down so that the reported error holds",
           below_limit_.count, gates_, kind_, reported_, limit_, limit_ / reported_)});
}

void report_qubit_defaults(const device::DeviceModel& model, std::vector<core::Finding>& findings) {
  report_qubits(model, findings, "have neither T1 nor T2: they idle without error",
                [](const ModelQubit& qubit) { return !qubit.t1_s && !qubit.t2_s; });
  report_qubits(model, findings, "have T1 only: T2 = 2 T1 is used, the longest that T1 allows",
                [](const ModelQubit& qubit) { return qubit.t1_s && !qubit.t2_s; });
  report_qubits(model, findings, "have T2 only: they dephase and do not decay",
                [](const ModelQubit& qubit) { return !qubit.t1_s && qubit.t2_s; });
  report_qubits(model, findings, "lack a readout error probability: it counts as 0",
                [](const ModelQubit& qubit) { return !qubit.p1_given_0 || !qubit.p0_given_1; });
}

}  // namespace qgauge::noise
