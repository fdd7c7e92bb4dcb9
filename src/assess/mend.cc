// What to mend first: see mend.hpp. Candidates are ranked by what decides their gain, and the figure is then recomputed
// for those that are told.

#include "assess/mend.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "assess/aggregate.hpp"
#include "assess/coherence_limits.hpp"
#include "assess/coupling_errors.hpp"
#include "assess/mend_connected.hpp"

namespace qgauge::assess {
namespace {

using core::Finding;
using device::DeviceModel;

constexpr std::size_t most = 3;

/// 7.193e-3: four digits.
std::string error_text(double error) {
  const std::string text = fmt::format("{:.3e}", error);
  const std::size_t mark = text.find('e');
  return fmt::format("{}e{}", text.substr(0, mark), std::stoi(text.substr(mark + 1)));
}

std::string time_text(double seconds) { return fmt::format("{:.3g} us", seconds * 1e6); }

/// Indices of the largest scores above 0, the largest first; of equals the first.
std::vector<std::size_t> largest(const std::vector<double>& scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  std::erase_if(order, [&](std::size_t i) { return scores[i] <= 0; });
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return scores[i]; });
  if (order.size() > most) order.resize(most);
  return order;
}

/// A gain that four digits do not show is none.
void add_if_shown(const std::string& code, const std::string& where, const std::string& figure, double before,
                  double after, const std::string& how, std::vector<Finding>& out) {
  const std::string from = error_text(before), to = error_text(after);
  if (from != to) out.push_back({code, where, fmt::format("{} {} -> {} {}", figure, from, to, how)});
}

/// The mean gains most where the error is largest, so that only those are recomputed.
void add_errors(const DeviceModel& model, std::vector<Finding>& out) {
  const PairErrors errors = reported_errors(model);
  std::vector<std::size_t> couplings;
  std::vector<double> values, excess;
  for (const std::size_t i : averaged_couplings(model)) {
    if (!errors[i]) continue;
    couplings.push_back(i);
    values.push_back(errors[i]->infidelity);
  }
  if (values.empty()) return;
  const double mean = mean_of(values), median = median_of(values);
  for (const double value : values) excess.push_back(value - median);
  for (const std::size_t i : largest(excess)) {
    std::vector<double> mended = values;
    mended[i] = median;
    const device::Coupling& coupling = model.couplings[couplings[i]];
    add_if_shown("largest_gain_error", coupling_name(model, coupling), "cnot_infidelity.mean", mean, mean_of(mended),
                 fmt::format("if its {} were the median {}", error_text(values[i]), error_text(median)), out);
  }
}

/// The couplings of the mean coherence limit, each with its limit and, by qubit, which ones a qubit is in.
struct LimitedCouplings {
  std::vector<CoherenceLimit> limits;
  std::vector<double> values;
  std::vector<std::vector<std::size_t>> of_qubit;
};

LimitedCouplings limited_couplings(const DeviceModel& model, const CoherenceLimits& limits) {
  LimitedCouplings all;
  all.of_qubit.resize(model.qubits.size());
  for (const std::size_t i : averaged_couplings(model)) {
    const auto limit = limits.cnot(model.couplings[i]);
    if (!limit) continue;
    for (const Slope& slope : limit->slopes)
      all.of_qubit[static_cast<std::size_t>(slope.qubit)].push_back(all.limits.size());
    all.values.push_back(limit->infidelity);
    all.limits.push_back(*limit);
  }
  return all;
}

/// Medians of T1 and T2 over the qubits of these couplings. T2 <= 2 T1 of each holds for the medians too.
core::Coherence median_times(const LimitedCouplings& all, const CoherenceLimits& limits) {
  std::vector<double> t1, t2;
  for (std::size_t q = 0; q < all.of_qubit.size(); ++q) {
    if (all.of_qubit[q].empty()) continue;
    const core::Coherence times = *limits.times(static_cast<int>(q));
    t1.push_back(times.t1_s);
    t2.push_back(times.t2_s);
  }
  return {median_of(t1), median_of(t2)};
}

/// Process infidelity that the relaxation of one qubit adds.
double lost(const core::Coherence& times, double duration_s) {
  return 1 - core::relaxation_process_fidelity(times, duration_s);
}

int other_qubit(const CoherenceLimit& limit, int qubit) {
  return limit.slopes[0].qubit == qubit ? limit.slopes[1].qubit : limit.slopes[0].qubit;
}

/// What becomes of the couplings of one qubit with other times.
class Mended {
 public:
  Mended(const LimitedCouplings& all, const CoherenceLimits& limits, const core::Coherence& medians)
      : all_(all), limits_(limits), medians_(medians) {}

  /// The limit of one of its couplings with each time at least the median.
  double limit(std::size_t coupling, int qubit) const {
    const CoherenceLimit& now = all_.limits[coupling];
    const core::Coherence own = *limits_.times(qubit), other = *limits_.times(other_qubit(now, qubit));
    const core::Coherence better{std::max(own.t1_s, medians_.t1_s), std::max(own.t2_s, medians_.t2_s)};
    return core::coherence_limit(std::array{better, other}, now.duration_s);
  }

  /// Of how many of its couplings the qubit causes the larger part of the limit.
  std::size_t limited(int qubit) const {
    const auto is_worse = [&](std::size_t coupling) {
      const CoherenceLimit& now = all_.limits[coupling];
      return lost(*limits_.times(qubit), now.duration_s) >
             lost(*limits_.times(other_qubit(now, qubit)), now.duration_s);
    };
    return static_cast<std::size_t>(std::ranges::count_if(couplings(qubit), is_worse));
  }

  /// Sum of the gains of its couplings; 0 where the qubit does not limit most of them.
  double gain(int qubit) const {
    if (2 * limited(qubit) <= couplings(qubit).size()) return 0;
    double sum = 0;
    for (const std::size_t coupling : couplings(qubit)) sum += all_.values[coupling] - limit(coupling, qubit);
    return sum;
  }

  double mean(int qubit) const {
    std::vector<double> values = all_.values;
    for (const std::size_t coupling : couplings(qubit)) values[coupling] = limit(coupling, qubit);
    return mean_of(values);
  }

  const std::vector<std::size_t>& couplings(int qubit) const { return all_.of_qubit[static_cast<std::size_t>(qubit)]; }

 private:
  const LimitedCouplings& all_;
  const CoherenceLimits& limits_;
  core::Coherence medians_;
};

void add_coherence_gains(const device::DeviceDescription& description, const DeviceModel& model,
                         std::vector<Finding>& out) {
  const CoherenceLimits limits(description, model);
  const LimitedCouplings all = limited_couplings(model, limits);
  if (all.values.empty()) return;
  const core::Coherence medians = median_times(all, limits);
  const Mended mended(all, limits, medians);
  std::vector<double> gains;
  for (int q = 0; q < static_cast<int>(model.qubits.size()); ++q) gains.push_back(mended.gain(q));
  for (const std::size_t q : largest(gains)) {
    const int qubit = static_cast<int>(q);
    const core::Coherence own = *limits.times(qubit);
    add_if_shown(
        "largest_gain_coherence", qubit_name(model, qubit), "coherence_limited_cnot_infidelity.mean",
        mean_of(all.values), mended.mean(qubit),
        fmt::format("with T1 {} and T2 {} raised to the medians; it limits {} of {} couplings", time_text(own.t1_s),
                    time_text(own.t2_s), mended.limited(qubit), mended.couplings(qubit).size()),
        out);
  }
}

}  // namespace

std::vector<Finding> what_to_mend(const device::DeviceDescription& description, const DeviceModel& model) {
  std::vector<Finding> findings;
  if (model.averages_only || model.qubits.empty() || !model.counts) return findings;
  add_errors(model, findings);
  for (const ConnectedGain& gain : connected_gains(model, most)) {
    findings.push_back({"largest_gain_connected", gain.where,
                        fmt::format("physical_qubits.connected {} -> {} if it {}", model.counts->connected.value,
                                    gain.connected, gain.repair)});
  }
  add_coherence_gains(description, model, findings);
  return findings;
}

}  // namespace qgauge::assess
