// Whom a text lists over a range of its limits: see sweep.hpp. Called by `qgauge regimes sweep`. Where a limit can only
// list more as it moves one way, each item is asked for its flip points alone.
#include "qgauge/thresholds/sweep.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/workbench/sweep_findings.hpp"

namespace qgauge::thresholds {
namespace {

constexpr std::size_t most_points = 1'000'000;

std::unexpected<core::Error> wrong(const SweepRange& range, const std::string& expected) {
  return core::failure(
      core::ErrorCode::wrong_usage, "--vary",
      fmt::format("found {}={}..{}:{}, expected {}", range.name, range.from, range.to, range.steps, expected));
}

core::Status check(const SweepRange& range) {
  if (!(range.from < range.to)) return wrong(range, "a range from a lesser to a greater limit");
  if (range.logarithmic && !(range.from > 0)) return wrong(range, "limits above 0 for steps of equal factors");
  if (range.steps < 2) return wrong(range, "at least 2 points");
  return {};
}

double value_at(const SweepRange& range, std::size_t step) {
  if (step + 1 == range.steps) return range.to;
  const double share = static_cast<double>(step) / static_cast<double>(range.steps - 1);
  if (!range.logarithmic) return range.from + share * (range.to - range.from);
  return range.from * std::pow(range.to / range.from, share);
}

std::vector<double> limits_of(const SweepRange& range, const Parameter& parameter) {
  std::vector<double> limits;
  for (std::size_t step = 0; step < range.steps; ++step) {
    const double limit = in_si_of(parameter, value_at(range, step));
    limits.push_back(is_count(parameter.figure) ? std::round(limit) : limit);
  }
  const auto repeated = std::ranges::unique(limits);
  limits.erase(repeated.begin(), repeated.end());
  return limits;
}

std::size_t nearest_to(double limit, const std::vector<double>& limits) {
  const auto nearest = std::ranges::min_element(limits, {}, [&](double one) { return std::abs(one - limit); });
  return static_cast<std::size_t>(nearest - limits.begin());
}

core::Result<SweepAxis> axis_of(const Text& text, const SweepRange& range) {
  SweepAxis axis{.name = range.name, .parameters = {}, .limits = {}};
  QGAUGE_TRY(axis.parameters, find_parameters(text, range.name));
  QGAUGE_CHECK(check(range));
  axis.name = axis.parameters.size() == 1 ? axis.parameters.front().name : range.name;
  axis.sense = Knob{axis.name, axis.parameters}.sense();
  axis.limits = limits_of(range, axis.parameters.front());
  axis.nearest = nearest_to(axis.parameters.front().limit, axis.limits);
  return axis;
}

/// One item over the grid. `along`: the axis that is searched for flips, `across` the other one, or the same where
/// there is one.
class ItemSearch {
 public:
  ItemSearch(Trial& trial, const std::vector<SweepAxis>& axes, std::size_t item, std::vector<Decision>& decisions)
      : trial_(trial), axes_(axes), item_(item), decisions_(decisions), limits_(axes.size()) {
    along_ = axes.front().sense == 0 && axes.size() > 1 ? 1 : 0;
    across_ = axes.size() - 1 - along_;
  }

  void run() {
    const bool single = axes_.size() == 1;
    const std::size_t rows = single ? 1 : axes_[across_].limits.size();
    const bool carries = !single && axes_[across_].sense != 0;
    const std::size_t all = axes_[along_].limits.size();
    std::array<std::size_t, 3> first{0, all, all};
    for (std::size_t row = 0; row < rows; ++row) {
      if (!carries) first = {0, all, all};
      if (axes_[along_].sense == 0) {
        for (std::size_t step = 0; step < all; ++step) set(row, step, ask(row, step));
        continue;
      }
      for (int level = 1; level <= 2; ++level) first[level] = flip(row, level, first[level]);
      for (std::size_t step = 0; step < all; ++step) {
        set(row, step,
            step >= first[2]   ? Decision::controlled
            : step >= first[1] ? Decision::undetermined
                               : Decision::not_controlled);
      }
    }
  }

 private:
  /// Steps go from the limit that lists least to the one that lists most.
  static std::size_t index_on(const SweepAxis& axis, std::size_t step) {
    return axis.sense < 0 ? axis.limits.size() - 1 - step : step;
  }

  std::size_t point(std::size_t row, std::size_t step) const {
    const std::size_t here = index_on(axes_[along_], step);
    if (axes_.size() == 1) return here;
    const std::size_t there = index_on(axes_[across_], row);
    return along_ == 0 ? here + axes_[0].limits.size() * there : there + axes_[0].limits.size() * here;
  }

  Decision ask(std::size_t row, std::size_t step) {
    limits_[along_] = axes_[along_].limits[index_on(axes_[along_], step)];
    if (axes_.size() > 1) limits_[across_] = axes_[across_].limits[index_on(axes_[across_], row)];
    return trial_.decide(item_, limits_);
  }

  void set(std::size_t row, std::size_t step, Decision decision) { decisions_[point(row, step)] = decision; }

  /// The first step below `end` at which the answer is at least of the level; `end` where none is.
  std::size_t flip(std::size_t row, int level, std::size_t end) {
    if (end == 0 || level_of(ask(row, end - 1)) < level) return end;
    std::size_t low = 0, high = end - 1;  // high meets the level
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (level_of(ask(row, middle)) >= level) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  Trial& trial_;
  const std::vector<SweepAxis>& axes_;
  std::size_t item_;
  std::vector<Decision>& decisions_;
  std::vector<double> limits_;
  std::size_t along_ = 0;
  std::size_t across_ = 0;
};

SweepStretch stretch_at(const Sweep& sweep, std::size_t at, std::size_t point) {
  SweepStretch stretch{.first = at, .last = at, .decisions = sweep.counts_at(point), .listed = {}, .open = {}};
  for (std::size_t item = 0; item < sweep.decisions.size(); ++item) {
    if (sweep.decisions[item][point] == Decision::controlled) stretch.listed.push_back(item);
    if (sweep.decisions[item][point] == Decision::undetermined) stretch.open.push_back(item);
  }
  return stretch;
}

std::vector<SweepStretch> stretches_of(const Sweep& sweep) {
  const std::size_t size = sweep.axes[0].limits.size();
  const std::size_t base = sweep.axes.size() > 1 ? size * sweep.axes[1].nearest : 0;
  std::vector<SweepStretch> stretches;
  for (std::size_t i = 0; i < size; ++i) {
    SweepStretch here = stretch_at(sweep, i, base + i);
    if (!stretches.empty() && stretches.back().listed == here.listed && stretches.back().open == here.open) {
      stretches.back().last = i;
    } else {
      stretches.push_back(std::move(here));
    }
  }
  return stretches;
}

core::Status check_grid(const std::vector<SweepAxis>& axes, const Question& question) {
  std::size_t points = 1;
  for (const SweepAxis& axis : axes) points *= axis.limits.size();
  if (points > most_points) {
    return core::failure(core::ErrorCode::wrong_usage, "--vary",
                         fmt::format("found {} points, expected at most {}: ask for fewer steps", points, most_points));
  }
  if (question.readings.size() > 1) {
    return core::failure(core::ErrorCode::wrong_usage, "--reading",
                         fmt::format("found {} readings, expected one at a time", question.readings.size()));
  }
  return {};
}

}  // namespace

std::size_t Sweep::points() const {
  std::size_t points = 1;
  for (const SweepAxis& axis : axes) points *= axis.limits.size();
  return points;
}

std::array<std::size_t, 3> Sweep::counts_at(std::size_t point) const {
  std::array<std::size_t, 3> counts{};
  for (const auto& item : decisions) ++counts[2 - static_cast<std::size_t>(level_of(item[point]))];
  return counts;
}

core::Result<Sweep> sweep_of(const RuleBook& rules, const Population& population, const std::string& name,
                             const std::vector<SweepRange>& ranges, const Question& question) {
  Sweep sweep;
  QGAUGE_TRY(sweep.text, text_of(rules, name, question.as_of));
  std::vector<Knob> knobs;
  for (const SweepRange& range : ranges) {
    QGAUGE_TRY(auto axis, axis_of(sweep.text, range));
    knobs.push_back({axis.name, axis.parameters});
    sweep.axes.push_back(std::move(axis));
  }
  QGAUGE_CHECK(check_grid(sweep.axes, question));
  QGAUGE_TRY(Trial trial, Trial::of(rules, population, name, question, std::move(knobs)));
  sweep.reading = trial.reading();
  sweep.decisions.assign(population.items.size(), std::vector<Decision>(sweep.points()));
  for (std::size_t item = 0; item < population.items.size(); ++item) {
    ItemSearch(trial, sweep.axes, item, sweep.decisions[item]).run();
  }
  sweep.stretches = stretches_of(sweep);
  sweep.findings = sweep_findings(trial, sweep);
  sweep.text_findings = findings_of(sweep.text, population);
  return sweep;
}

}  // namespace qgauge::thresholds
