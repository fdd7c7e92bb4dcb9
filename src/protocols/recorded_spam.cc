// Assignment errors from recorded counts: see recorded_spam.hpp.
#include "protocols/recorded_spam.hpp"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "qgauge/protocols.hpp"

namespace qgauge::protocols {

namespace {

using execution::SurvivalGroup;
using execution::SurvivalRecord;
using execution::SurvivalSeries;
using figures::Figure;

/// Wrong answers out of all.
struct Wrong {
  std::uint64_t answers = 0;
  std::uint64_t shots = 0;
};

Wrong wrong_of(const SurvivalSeries& series, std::uint64_t shots) {
  const std::uint64_t right = std::accumulate(series.survivals.begin(), series.survivals.end(), std::uint64_t{0});
  const std::uint64_t all = shots * series.survivals.size();
  return {all - right, all};
}

Wrong operator+(const Wrong& a, const Wrong& b) { return {a.answers + b.answers, a.shots + b.shots}; }

/// Clopper and Pearson's interval of the pooled wrong answers, which also covers where their probabilities differ
/// (Hoeffding, Ann. Math. Statist. 27, 713, 1956).
Figure wrong_figure(std::string name, const Wrong& wrong) {
  const auto shots = static_cast<double>(wrong.shots);
  const double shrunk = (static_cast<double>(wrong.answers) + 0.5) / (shots + 1);
  Figure figure = figures::sampled_figure(
      std::move(name), static_cast<double>(wrong.answers) / shots, std::sqrt(shrunk * (1 - shrunk) / shots),
      figures::Origin::measured, "prepared |0> and |1> read once; Clopper-Pearson interval of the pooled errors");
  const figures::Interval interval = figures::clopper_pearson(wrong.answers, wrong.shots, figure.level);
  figure.low = interval.low;
  figure.high = interval.high;
  figure.samples = wrong.shots;
  figure.assumptions.push_back("errors of preparation count as readout");
  return figure;
}

core::Status check_preparations(const SurvivalRecord& record, const SurvivalGroup& group) {
  const auto& series = group.series;
  const bool both = series.size() == 2 && series[0].length == 0 && series[1].length == 1;
  if (both && series[0].survivals.size() == series[1].survivals.size()) return {};
  return core::unusable(fmt::format("{}: qubit {}", record.file, group.qubits.front()),
                        fmt::format("{} preparations", series.size()), "equal counts of 0 and 1, the prepared states",
                        "name the protocol that the file was recorded for");
}

}  // namespace

core::Result<std::vector<Figure>> estimate_spam(const SurvivalRecord& record) {
  std::vector<Figure> entries;
  Wrong zero, one;
  for (const SurvivalGroup& group : record.groups) {
    QGAUGE_CHECK(check_preparations(record, group));
    const Wrong in_zero = wrong_of(group.series[0], record.shots), in_one = wrong_of(group.series[1], record.shots);
    zero = zero + in_zero;
    one = one + in_one;
    entries.push_back(wrong_figure("readout.assignment_error", in_zero + in_one));
    entries.back().subject = figures::FigureSubject{group.qubits, "measure"};
  }
  std::vector<Figure> out{wrong_figure("readout.assignment_error.mean", zero + one),
                          wrong_figure("readout.p1_given_0.mean", zero), wrong_figure("readout.p0_given_1.mean", one)};
  out.insert(out.end(), entries.begin(), entries.end());
  return out;
}

}  // namespace qgauge::protocols
