// Findings of the noise model: see model_findings.hpp.

#include "noise/model_findings.hpp"

#include <algorithm>
#include <tuple>

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

void GateTally::Group::add(const std::string& where) {
  if (count++ == 0) example = where;
}

void GateTally::add(const std::string& where, const GateNoiseInput& gate, const GateNoise& noise, bool untimed) {
  const double infidelity = gate.infidelity;
  ++gates_;
  if (infidelity == 0) zero_.add(where);
  if (untimed) untimed_.add(where);
  if (gate.leakage > 0) leaking_.add(where);
  if (noise.leakage < gate.leakage) leakage_cut_.add(where);
  if (infidelity == 0 || noise.relaxation_scale == 1) return;
  below_limit_.add(where);
  if (noise.full_relaxation_infidelity * reported_ < limit_ * infidelity) return;
  below_limit_.example = where;
  reported_ = infidelity;
  limit_ = noise.full_relaxation_infidelity;
}

void GateTally::add_removed(const std::string& where, double reported, double alone) {
  if (removed_.count == 0) std::tie(removed_reported_, removed_alone_) = std::pair(reported, std::max(0.0, alone));
  removed_.add(where);
  if (alone < 0) parts_exceed_.add(where);
}

void GateTally::report(std::vector<core::Finding>& findings) const {
  report_parts(findings);
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

void GateTally::report_parts(std::vector<core::Finding>& findings) const {
  const auto put = [&](std::string_view code, const Group& group, const std::string& what) {
    if (group.count == 0) return;
    findings.push_back(
        {std::string(code), group.example, fmt::format("{} of {} {} {}", group.count, gates_, kind_, what)});
  };
  put("leakage_as_depolarization", leaking_,
      "have a described leakage: with that probability one of their qubits is fully depolarized, as a part of the "
      "reported error");
  put("error_below_its_parts", leakage_cut_,
      "report less error than their leakage alone makes: leakage is cut so that the reported error holds");
  put("one_qubit_part_removed", removed_,
      fmt::format("have an error that holds the one-qubit gates of its benchmark. Those of one layer are taken out, so "
                  "that together they have the reported error; the first reports {:.3g} and is simulated with {:.3g}",
                  removed_reported_, removed_alone_));
  put("error_below_its_parts", parts_exceed_,
      "have an error that is said to hold their one-qubit gates and is lower than the errors of these: they are "
      "simulated as perfect");
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

namespace {

void report_echo_times(const device::DeviceModel& model, std::vector<core::Finding>& findings) {
  const auto echo = [](const ModelQubit& qubit) { return qubit.operational && qubit.t2_is_echo; };
  const auto first = std::ranges::find_if(model.qubits, echo);
  if (first == model.qubits.end()) return;
  const std::string where =
      model.averages_only ? "average of the machine"
                          : fmt::format("qubit {}", label_of(model, static_cast<int>(first - model.qubits.begin())));
  findings.push_back({"echo_time_used", where,
                      "T2 is the echo time: while qubits idle without refocusing pulses, a real machine may dephase "
                      "faster"});
}

}  // namespace

void report_qubit_defaults(const device::DeviceModel& model, std::vector<core::Finding>& findings) {
  report_echo_times(model, findings);
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
