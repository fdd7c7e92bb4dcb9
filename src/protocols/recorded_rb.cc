// Figures of recorded survivals: see qgauge/protocols/recorded_rb.hpp. Called by cli.
// Must not know what file they came from.
#include "qgauge/protocols/recorded_rb.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "protocols/recorded_spam.hpp"
#include "protocols/unweighted_decay.hpp"
#include "qgauge/protocols.hpp"

namespace qgauge::protocols {

namespace {

using execution::SurvivalGroup;
using execution::SurvivalRecord;
using figures::Figure;

constexpr RecordedProtocol list[] = {
    {"rb_1q", "survivals of randomized benchmarking of qubits: error per Clifford"},
    {"rb_2q", "survivals of randomized benchmarking of pairs: error per Clifford and per two-qubit gate"},
    {"rb_memory", "survivals of randomized benchmarking of qubits that wait after each Clifford: error of both"},
    {"readout", "right answers of both prepared states of each qubit: assignment error"},
};

/// One figure of a decay p: r = (d - 1)/d (1 - p^share).
struct Quantity {
  std::string name;  ///< without "rb." and "rb_unweighted."
  double share;      ///< one over what a Clifford holds of it
};

/// What a decay protocol estimates.
struct DecayKind {
  std::size_t qubits;
  std::string gate;
  std::string method;
  std::vector<Quantity> quantities;
  std::vector<std::string> assumptions;
};

constexpr double gates_per_clifford = 1.5;  // (576*0 + 5184*1 + 5184*2 + 576*3) / 11520

std::optional<DecayKind> kind_of(std::string_view protocol) {
  if (protocol == "rb_1q")
    return DecayKind{1, "clifford", "one-qubit randomized benchmarking", {{"error_per_clifford_1q", 1}}, {}};
  if (protocol == "rb_memory")
    return DecayKind{1,
                     "clifford and wait",
                     "one-qubit randomized benchmarking with waits",
                     {{"memory_infidelity", 1}},
                     {"the error of a Clifford counts with that of the wait after it"}};
  if (protocol == "rb_2q")
    return DecayKind{2,
                     "two-qubit gate",
                     "two-qubit randomized benchmarking",
                     {{"cnot_infidelity", 1 / gates_per_clifford}, {"error_per_clifford", 1}},
                     {"1.5 two-qubit gates in a Clifford; its one-qubit gates count with them"}};
  return std::nullopt;
}

constexpr int resamples = 1000;
constexpr double most_reduced_chi2 = 3;

std::uint64_t shots_of(std::span<const SurvivalGroup> groups, std::uint64_t shots) {
  std::uint64_t sequences = 0;
  for (const SurvivalGroup& group : groups)
    for (const auto& series : group.series) sequences += series.survivals.size();
  return sequences * shots;
}

class Estimator {
 public:
  Estimator(const SurvivalRecord& record, DecayKind kind, std::uint64_t seed)
      : record_(record), kind_(std::move(kind)), seed_(seed), dimension_(1 << kind_.qubits) {}

  std::vector<Figure> figures() const;

 private:
  double asymptote() const { return 1.0 / dimension_; }
  double infidelity(const Quantity& quantity, double decay) const {
    return core::average_infidelity_from_decay(std::pow(decay, quantity.share), dimension_);
  }
  void describe(Figure& figure, std::span<const SurvivalGroup> groups) const;
  Figure robust(const Quantity& quantity, const SurvivalGroup& group) const;
  Figure unweighted(const Quantity& quantity, std::span<const SurvivalGroup> groups, bool pooled) const;
  double half_a_failure(std::span<const SurvivalGroup> groups) const;

  const SurvivalRecord& record_;
  DecayKind kind_;
  std::uint64_t seed_;
  int dimension_;
};

/// What holds of every figure here, of one group or of all of them.
void Estimator::describe(Figure& figure, std::span<const SurvivalGroup> groups) const {
  figure.samples = shots_of(groups, record_.shots);
  figure.assumptions.push_back("final states are randomised, so that survivals decay to one over the dimension");
  figure.assumptions.push_back("all groups of qubits of the file ran at the same time");
  figure.assumptions.insert(figure.assumptions.end(), kind_.assumptions.begin(), kind_.assumptions.end());
  if (record_.leakage_counted)
    figure.assumptions.push_back("shots that leaked are kept; the leakage counts are not used");
  if (groups.size() == 1) figure.subject = figures::FigureSubject{groups.front().qubits, kind_.gate};
}

constexpr const char* below_chance =
    "found survivals below chance, expected above; the counts may be of other states than survived";

/// Every sequence is a circuit of figures::fit_decay.
std::vector<figures::DecayPoint> points_of(const SurvivalGroup& group, std::uint64_t shots) {
  std::vector<figures::DecayPoint> points;
  for (const auto& series : group.series)
    for (const std::uint64_t survived : series.survivals)
      points.push_back({static_cast<double>(series.length), static_cast<double>(survived), static_cast<double>(shots)});
  return points;
}

Figure Estimator::robust(const Quantity& quantity, const SurvivalGroup& group) const {
  const std::string name = fmt::format("rb.{}.simultaneous", quantity.name);
  const auto fit = figures::fit_decay(points_of(group, record_.shots), asymptote());
  Figure figure;
  if (fit && fit->amplitude < 0) {
    figure = figures::missing_figure(name, figures::Origin::measured, below_chance);
    figure.method = kind_.method + ", weighted fit";
  } else if (fit) {
    const double slope = quantity.share * std::pow(fit->decay, quantity.share - 1);
    const double sigma = core::average_infidelity_from_decay(1 - slope * fit->decay_sigma, dimension_);
    figure = figures::sampled_figure(name, infidelity(quantity, fit->decay), sigma, figures::Origin::measured,
                                     kind_.method + ", weighted fit");
    figure.low = *figure.value - fit->t_quantile * sigma;
    figure.high = *figure.value + fit->t_quantile * sigma;
  } else {
    figure = figures::missing_figure(name, figures::Origin::measured, fit.error().message);
    figure.method = kind_.method + ", weighted fit";
  }
  describe(figure, {&group, 1});
  if (fit && fit->reduced_chi2 > most_reduced_chi2)
    figure.assumptions.push_back(fmt::format(
        "misfit: reduced chi-square {:.1f} is above {}; sequences differ by more than their shots explain, which the "
        "interval holds, or single counts are wrong",
        fit->reduced_chi2, most_reduced_chi2));
  return figure;
}

double standard_deviation(std::span<const double> values) {
  const double n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double sum = 0;
  for (const double value : values) sum += std::pow(value - mean, 2);
  return std::sqrt(sum / (n - 1));
}

/// The infidelity at which half a sequence of all would have failed: what counts without a failure leave open.
double Estimator::half_a_failure(std::span<const SurvivalGroup> groups) const {
  double gates = 0;
  for (const SurvivalGroup& group : groups) {
    for (const auto& series : group.series) {
      gates += static_cast<double>(series.length) * static_cast<double>(series.survivals.size() * record_.shots);
    }
  }
  return core::average_infidelity_from_decay(1 - 0.5 / std::max(gates, 1.0), dimension_);
}

Figure Estimator::unweighted(const Quantity& quantity, std::span<const SurvivalGroup> groups, bool pooled) const {
  const std::string name = fmt::format("rb_unweighted.{}{}", quantity.name, pooled ? ".mean" : "");
  const std::string method = kind_.method + ", unweighted least squares of mean survivals, semi-parametric bootstrap";
  const auto means = mean_survivals(groups, record_.shots);
  Figure figure;
  if (means.size() < 2) {
    figure = figures::missing_figure(name, figures::Origin::measured, "found one length, expected at least two");
    figure.method = method;
  } else if (means.front().survival <= asymptote()) {
    figure = figures::missing_figure(name, figures::Origin::measured, below_chance);
    figure.method = method;
  } else {
    const std::span<const int> subject = pooled ? std::span<const int>() : groups.front().qubits;
    const auto domain = core::domain_of("recorded " + quantity.name, subject);
    auto values = bootstrap_decays(groups, record_.shots, asymptote(), resamples, seed_, domain);
    for (double& value : values) value = infidelity(quantity, value);
    figure = figures::sampled_figure(name, infidelity(quantity, fit_unweighted(means, asymptote())),
                                     std::max(standard_deviation(values), half_a_failure(groups)),
                                     figures::Origin::measured, method);
  }
  describe(figure, groups);
  if (pooled) {
    figure.subject.reset();
    figure.assumptions.push_back("survivals of all groups of qubits pooled before the fit");
  }
  return figure;
}

std::vector<Figure> Estimator::figures() const {
  std::vector<Figure> aggregates, entries;
  for (const Quantity& quantity : kind_.quantities) {
    std::vector<Figure> of_groups;
    for (const SurvivalGroup& group : record_.groups) of_groups.push_back(robust(quantity, group));
    aggregates.push_back(population_mean(of_groups.front().name + ".mean", of_groups, 0, 1));
    aggregates.push_back(unweighted(quantity, record_.groups, true));
    std::ranges::move(of_groups, std::back_inserter(entries));
    for (const SurvivalGroup& group : record_.groups) entries.push_back(unweighted(quantity, {&group, 1}, false));
  }
  std::ranges::move(entries, std::back_inserter(aggregates));
  return aggregates;
}

constexpr const char* advice = "name the protocol that the file was recorded for";

core::Status check_groups(const SurvivalRecord& record, std::string_view protocol, std::size_t qubits) {
  const bool sequences = protocol != "readout";
  if (record.sequences != sequences)
    return core::unusable(
        record.file, record.sequences ? "sequences of each length" : "one number a length",
        fmt::format("{} as {} has", sequences ? "sequences of each length" : "one number a state", protocol), advice);
  for (const SurvivalGroup& group : record.groups) {
    if (group.qubits.size() == qubits && !group.series.empty()) continue;
    return core::unusable(record.file,
                          fmt::format("a group of {} qubits and {} lengths", group.qubits.size(), group.series.size()),
                          fmt::format("groups of {} with lengths, as {} has", qubits, protocol), advice);
  }
  return {};
}

}  // namespace

std::span<const RecordedProtocol> recorded_protocol_list() { return list; }

core::Result<std::vector<Figure>> estimate_recorded(std::string_view protocol, const SurvivalRecord& record,
                                                    std::uint64_t seed) {
  if (protocol == "readout") {
    QGAUGE_CHECK(check_groups(record, protocol, 1));
    return estimate_spam(record);
  }
  auto kind = kind_of(protocol);
  if (!kind)
    return core::failure(core::ErrorCode::wrong_usage, "PROTOCOL",
                         fmt::format("found {}, expected rb_1q, rb_2q, rb_memory or readout for recorded survivals; "
                                     "other protocols need the counts of their plan",
                                     protocol));
  QGAUGE_CHECK(check_groups(record, protocol, kind->qubits));
  return Estimator(record, std::move(*kind), seed).figures();
}

}  // namespace qgauge::protocols
