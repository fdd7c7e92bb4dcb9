// What a sweep shows: see sweep_findings.hpp. A finding about a clause looks at its own condition, so an item counts
// only where it is known to meet it. Holds no number of any text.
#include "thresholds/workbench/sweep_findings.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::thresholds {
namespace {

using Kind = SweepFinding::Kind;

/// A line of the grid along an axis; the other axis stands at `row`.
class Line {
 public:
  Line(const Sweep& sweep, std::size_t axis, std::size_t row) : sweep_(sweep), axis_(axis), row_(row) {}

  std::size_t size() const { return sweep_.axes[axis_].limits.size(); }
  Decision at(std::size_t item, std::size_t step) const {
    const std::size_t width = sweep_.axes[0].limits.size();
    return sweep_.decisions[item][axis_ == 0 ? step + width * row_ : row_ + width * step];
  }
  std::vector<std::size_t> flips(std::size_t from, std::size_t to) const {
    std::vector<std::size_t> items;
    for (std::size_t item = 0; item < sweep_.decisions.size(); ++item) {
      if (at(item, from) != at(item, to)) items.push_back(item);
    }
    return items;
  }

 private:
  const Sweep& sweep_;
  std::size_t axis_;
  std::size_t row_;
};

std::string range_text(const SweepAxis& axis, std::size_t from, std::size_t to) {
  const Parameter& parameter = axis.parameters.front();
  return fmt::format("from {} to {}", limit_text(parameter, axis.limits[from]), limit_text(parameter, axis.limits[to]));
}

std::size_t rows_across(const Sweep& sweep, std::size_t axis) {
  return sweep.axes.size() == 1 ? 1 : sweep.axes[1 - axis].limits.size();
}

/// Where the other axis stands for findings along one: at the text's own limit.
std::size_t own_row(const Sweep& sweep, std::size_t axis) {
  return sweep.axes.size() == 1 ? 0 : sweep.axes[1 - axis].nearest;
}

std::string across_text(const Sweep& sweep, std::size_t axis) {
  if (sweep.axes.size() == 1) return "";
  const SweepAxis& other = sweep.axes[1 - axis];
  return fmt::format(", with {} at {}", other.name, limit_text(other.parameters.front(), other.limits[other.nearest]));
}

/// The last step within the window, at least the next one.
std::size_t window_end(const SweepAxis& axis, std::size_t from) {
  std::size_t to = from + 1;
  while (to + 1 < axis.limits.size() && axis.limits[from] > 0 &&
         axis.limits[to + 1] <= cliff_window * axis.limits[from]) {
    ++to;
  }
  return to;
}

std::size_t flips_at_all(const Line& line) {
  std::set<std::size_t> items;
  for (std::size_t step = 0; step + 1 < line.size(); ++step) {
    const auto here = line.flips(step, step + 1);
    items.insert(here.begin(), here.end());
  }
  return items.size();
}

/// The narrowest part of [from, to] in which the same items flip.
std::pair<std::size_t, std::size_t> narrowed(const Line& line, std::size_t from, std::size_t to, std::size_t count) {
  while (from + 1 < to && line.flips(from + 1, to).size() == count) ++from;
  while (from + 1 < to && line.flips(from, to - 1).size() == count) --to;
  return {from, to};
}

struct Window {
  std::size_t from;
  std::size_t to;
  std::vector<std::size_t> items;
};

/// The windows with the most flips first, those that overlap one before left out.
std::vector<Window> cliffs_of(const SweepAxis& axis, const Line& line) {
  const double share = cliff_share * static_cast<double>(flips_at_all(line));
  const std::size_t least = std::max(cliff_items, static_cast<std::size_t>(std::ceil(share)));
  std::vector<Window> windows;
  for (std::size_t from = 0; from + 1 < line.size(); ++from) {
    const std::size_t to = window_end(axis, from);
    auto items = line.flips(from, to);
    if (items.size() < least) continue;
    const auto [narrow, end] = narrowed(line, from, to, items.size());
    windows.push_back({narrow, end, std::move(items)});
  }
  std::ranges::stable_sort(windows, std::ranges::greater(), [](const Window& one) { return one.items.size(); });
  std::vector<Window> kept;
  for (Window& one : windows) {
    const bool overlaps =
        std::ranges::any_of(kept, [&](const Window& other) { return one.from < other.to && other.from < one.to; });
    if (!overlaps) kept.push_back(std::move(one));
  }
  return kept;
}

std::string items_text(const Trial& trial, const std::vector<std::size_t>& items) {
  std::vector<std::string> names;
  for (const std::size_t item : items) names.push_back(trial.population().items[item].id);
  return fmt::format("{}", fmt::join(names, ", "));
}

void add_cliffs(const Trial& trial, const Sweep& sweep, std::size_t axis, std::vector<SweepFinding>& findings) {
  const SweepAxis& known = sweep.axes[axis];
  const Line line(sweep, axis, own_row(sweep, axis));
  for (Window& cliff : cliffs_of(known, line)) {
    const double low = known.limits[cliff.from], high = known.limits[cliff.to];
    const std::string factor = low > 0 ? fmt::format(", a factor of {:.3g}", high / low) : "";
    findings.push_back(
        {Kind::cliff, known.name, low, high, cliff.items,
         fmt::format("{} items flip {}{}{}: {}", cliff.items.size(), range_text(known, cliff.from, cliff.to), factor,
                     across_text(sweep, axis), items_text(trial, cliff.items))});
  }
}

bool changes(const Sweep& sweep, std::size_t axis, std::size_t step) {
  for (std::size_t row = 0; row < rows_across(sweep, axis); ++row) {
    const Line line(sweep, axis, row);
    for (std::size_t item = 0; item < sweep.decisions.size(); ++item) {
      if (line.at(item, step) != line.at(item, step + 1)) return true;
    }
  }
  return false;
}

void add_gaps(const Sweep& sweep, std::size_t axis, std::vector<SweepFinding>& findings) {
  const SweepAxis& known = sweep.axes[axis];
  const std::size_t last = known.limits.size() - 1;
  const auto least = static_cast<std::size_t>(std::ceil(gap_share * static_cast<double>(last)));
  for (std::size_t from = 0; from < last;) {
    std::size_t to = from;
    while (to < last && !changes(sweep, axis, to)) ++to;
    if (to > from && to - from >= least) {
      findings.push_back({Kind::gap,
                          known.name,
                          known.limits[from],
                          known.limits[to],
                          {},
                          fmt::format("{} nothing changes{}", range_text(known, from, to),
                                      sweep.axes.size() == 1 ? "" : ", whatever the other limit is")});
    }
    from = to + 1;
  }
}

/// One of the alternatives of an entry, or all of it.
struct Clause {
  std::string entry;
  std::string name;
  std::vector<std::size_t> path;
};

/// The first set of alternatives of the tree, if it has one.
bool find_alternatives(const Condition& condition, std::vector<std::size_t>& path) {
  if (condition.kind == Condition::Kind::any) return true;
  if (condition.kind != Condition::Kind::all) return false;
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    path.push_back(i);
    if (find_alternatives(condition.parts[i], path)) return true;
    path.pop_back();
  }
  return false;
}

std::vector<Clause> clauses_of(const Entry& entry) {
  std::vector<std::size_t> path;
  if (!find_alternatives(entry.condition, path)) return {{entry.number, entry.number, {}}};
  const Condition* any = &entry.condition;
  for (const std::size_t index : path) any = &any->parts[index];
  std::vector<Clause> clauses;
  for (std::size_t i = 0; i < any->parts.size(); ++i) {
    Clause clause{entry.number, any->parts[i].clause, path};
    if (clause.name.empty()) clause.name = fmt::format("{}, way {}", entry.number, i + 1);
    clause.path.push_back(i);
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

std::vector<double> limits_at(const Sweep& sweep, std::size_t point) {
  const std::size_t width = sweep.axes[0].limits.size();
  std::vector<double> limits{sweep.axes[0].limits[point % width]};
  if (sweep.axes.size() > 1) limits.push_back(sweep.axes[1].limits[point / width]);
  return limits;
}

/// Of limits that can only list more one way, the point that lists most; else every point.
std::vector<std::size_t> points_to_reach(const Sweep& sweep) {
  const bool monotonic = std::ranges::all_of(sweep.axes, [](const SweepAxis& axis) { return axis.sense != 0; });
  std::vector<std::size_t> points;
  if (!monotonic) {
    for (std::size_t point = 0; point < sweep.points(); ++point) points.push_back(point);
    return points;
  }
  const auto widest = [](const SweepAxis& axis) { return axis.sense > 0 ? axis.limits.size() - 1 : 0; };
  points.push_back(widest(sweep.axes[0]));
  if (sweep.axes.size() > 1) points[0] += sweep.axes[0].limits.size() * widest(sweep.axes[1]);
  return points;
}

struct Reach {
  bool met = false;
  std::set<std::size_t> perhaps;
};

Reach reach_of(Trial& trial, const Sweep& sweep, const Clause& clause) {
  Reach reach;
  for (const std::size_t point : points_to_reach(sweep)) {
    const std::vector<double> limits = limits_at(sweep, point);
    for (std::size_t item = 0; item < sweep.decisions.size(); ++item) {
      const Decision decision = trial.holds(item, clause.entry, clause.path, limits);
      if (decision == Decision::controlled) return {.met = true, .perhaps = {}};
      if (decision == Decision::undetermined) reach.perhaps.insert(item);
    }
  }
  return reach;
}

/// Whether some item meets the clause at some point and no earlier one there.
bool counts_alone(Trial& trial, const Sweep& sweep, const std::vector<Clause>& clauses, std::size_t which) {
  for (std::size_t point = 0; point < sweep.points(); ++point) {
    const std::vector<double> limits = limits_at(sweep, point);
    for (std::size_t item = 0; item < sweep.decisions.size(); ++item) {
      const auto meets = [&](std::size_t clause) {
        return trial.holds(item, clauses[clause].entry, clauses[clause].path, limits) == Decision::controlled;
      };
      if (!meets(which)) continue;
      bool before = false;
      for (std::size_t earlier = 0; earlier < which && !before; ++earlier) before = meets(earlier);
      if (!before) return true;
    }
  }
  return false;
}

void add_clause(Trial& trial, const Sweep& sweep, const std::vector<Clause>& clauses, std::size_t which,
                std::vector<SweepFinding>& findings) {
  const Reach reach = reach_of(trial, sweep, clauses[which]);
  const std::vector<std::size_t> perhaps(reach.perhaps.begin(), reach.perhaps.end());
  if (!reach.met) {
    const std::string might =
        perhaps.empty() ? "" : fmt::format("; of {} it is not known: {}", perhaps.size(), items_text(trial, perhaps));
    findings.push_back(
        {Kind::unreachable, clauses[which].name, {}, {}, perhaps, "no item is known to meet it at any point" + might});
  } else if (which > 0 && !counts_alone(trial, sweep, clauses, which)) {
    findings.push_back({Kind::pre_empted,
                        clauses[which].name,
                        {},
                        {},
                        {},
                        "whoever meets it meets an earlier clause too, at every point"});
  }
}

}  // namespace

std::string_view name_of(SweepFinding::Kind kind) {
  switch (kind) {
    case Kind::cliff:
      return "cliff";
    case Kind::gap:
      return "gap";
    case Kind::unreachable:
      return "unreachable";
    case Kind::pre_empted:
      return "pre_empted";
  }
  std::unreachable();
}

std::vector<SweepFinding> sweep_findings(Trial& trial, const Sweep& sweep) {
  std::vector<SweepFinding> findings;
  for (std::size_t axis = 0; axis < sweep.axes.size(); ++axis) {
    add_cliffs(trial, sweep, axis, findings);
    add_gaps(sweep, axis, findings);
  }
  std::set<std::string> done;
  for (const SweepAxis& axis : sweep.axes) {
    for (const Parameter& parameter : axis.parameters) {
      const auto entry = std::ranges::find(sweep.text.entries, parameter.entry, &Entry::number);
      if (!done.insert(parameter.entry).second) continue;
      const std::vector<Clause> clauses = clauses_of(*entry);
      for (std::size_t i = 0; i < clauses.size(); ++i) add_clause(trial, sweep, clauses, i, findings);
    }
  }
  return findings;
}

}  // namespace qgauge::thresholds
