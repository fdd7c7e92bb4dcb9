// Several snapshots of one machine as one report: spreads of figures over time, and verdicts that change.
// Called by cli, directly and through assess_history, and by check_report. Judges and simulates nothing itself.

#include <algorithm>
#include <cctype>
#include <map>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using figures::Figure;
using figures::IntervalKind;
using report::FigurePoint;
using report::FigureSeries;
using report::Report;

/// Lower-case letters and digits, in words: "IBM_Torino" is {"ibm", "torino"}.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char raw : text) {
    const auto letter = static_cast<unsigned char>(raw);
    if (std::isalnum(letter) || letter >= 0x80) {
      words.back() += static_cast<char>(std::tolower(letter));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// The name without case, separators and a first word that begins like the vendor's: one machine has been called
/// ibmq_manila and ibm_manila, or Ankaa-3 and ankaa_3.
std::string normalised_name(const report::DeviceSummary& device) {
  std::vector<std::string> words = words_of(device.name);
  const std::vector<std::string> vendor = words_of(device.vendor);
  if (words.size() > 1 && !vendor.empty() && words.front().starts_with(vendor.front())) words.erase(words.begin());
  return fmt::format("{}", fmt::join(words, ""));
}

/// What a snapshot is told apart by.
struct Identity {
  std::string path;
  report::DeviceSummary device;
  std::optional<double> qubits;  ///< described
};

std::optional<double> described_qubits(const Report& report) {
  const auto found = std::ranges::find(report.figures, "physical_qubits.described", &figures::Figure::name);
  return found == report.figures.end() ? std::nullopt : found->value;
}

/// Files without a machine's name get one from their vendor, which says nothing of the machine.
bool is_unnamed(const Identity& snapshot) { return snapshot.device.name.starts_with("unnamed "); }

core::Status check_dated(const Identity& snapshot) {
  if (snapshot.device.as_of) return {};
  return core::unusable(snapshot.path, "a machine without a date", "a dated snapshot, to place it in the history",
                        "use it alone, or add as_of to its native form, which `qgauge convert` writes");
}

core::Status check_same_machine(const Identity& first, const Identity& other) {
  const bool same_size = !is_unnamed(first) || first.qubits == other.qubits;
  if (same_size && normalised_name(first.device) == normalised_name(other.device)) return {};
  return core::unusable(fmt::format("{} and {}", first.path, other.path),
                        fmt::format("the machines \"{}\" and \"{}\"", first.device.name, other.device.name),
                        "snapshots of one machine", "give different machines one by one");
}

core::Status check_different_days(const Identity& earlier, const Identity& later) {
  if (*earlier.device.as_of != *later.device.as_of) return {};
  return core::unusable(fmt::format("{} and {}", earlier.path, later.path),
                        "two snapshots of " + later.device.as_of->text(), "one snapshot a day",
                        "leave one of them out");
}

/// The indices of the snapshots by date, or what speaks against their being the history of one machine.
core::Result<std::vector<std::size_t>> in_order(const std::vector<Identity>& snapshots) {
  std::vector<std::size_t> order;
  for (const Identity& snapshot : snapshots) {
    if (snapshots.size() > 1) QGAUGE_CHECK(check_dated(snapshot));
    QGAUGE_CHECK(check_same_machine(snapshots.front(), snapshot));
    order.push_back(order.size());
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return snapshots[i].device.as_of; });
  for (std::size_t i = 1; i < order.size(); ++i) {
    QGAUGE_CHECK(check_different_days(snapshots[order[i - 1]], snapshots[order[i]]));
  }
  return order;
}

/// The decisions that differ from those of the snapshot before, snapshot by snapshot.
std::vector<report::VerdictChange> changes_in(const std::vector<Report>& reports) {
  std::vector<report::VerdictChange> changes;
  for (std::size_t i = 1; i < reports.size(); ++i) {
    for (const thresholds::Verdict& now : reports[i].verdicts) {
      const auto same_question = [&](const thresholds::Verdict& other) {
        return other.regime == now.regime && other.entry == now.entry && other.item == now.item &&
               other.as_of == now.as_of && other.reading == now.reading && other.exporter == now.exporter &&
               other.destination == now.destination;
      };
      const auto before = std::ranges::find_if(reports[i - 1].verdicts, same_question);
      if (before == reports[i - 1].verdicts.end() || before->decision == now.decision) continue;
      changes.push_back({now.regime, now.entry, now.reading, now.as_of, *reports[i].device.as_of, before->decision,
                         now.decision, now.item});
    }
  }
  return changes;
}

using Aggregates = std::map<std::string, const Figure*>;

Aggregates aggregates_of(const Report& report) {
  Aggregates aggregates;
  for (const Figure& figure : report.figures) {
    if (!figure.subject) aggregates.emplace(figure.name, &figure);
  }
  return aggregates;
}

FigureSeries series_of(const Figure& latest, const std::vector<Aggregates>& snapshots) {
  FigureSeries series{latest.name, latest.method, {}};
  for (const Aggregates& snapshot : snapshots) {
    const auto found = snapshot.find(latest.name);
    if (found == snapshot.end()) {
      series.points.emplace_back();
    } else {
      const Figure& figure = *found->second;
      series.points.push_back({figure.value, figure.low, figure.high, figure.kind});
    }
  }
  return series;
}

/// The value stays the latest; low and high become the least and the greatest that the intervals of all snapshots
/// reach, so that a bound of one of them is not forgotten. A figure that the latest or every other snapshot lacks has
/// no spread and keeps its interval.
void spread(const FigureSeries& series, const std::string& period, Figure& figure) {
  const auto has_value = [](const FigurePoint& point) { return point.value.has_value(); };
  const auto known = std::ranges::count_if(series.points, has_value);
  if (!figure.value || known < 2) return;
  for (const FigurePoint& point : series.points) {
    if (!point.value) continue;
    figure.low = std::min(figure.low.value_or(*figure.value), point.low.value_or(*point.value));
    figure.high = std::max(figure.high.value_or(*figure.value), point.high.value_or(*point.value));
  }
  figure.kind = IntervalKind::history;
  const std::string of_all = known < std::ssize(series.points) ? fmt::format(" of {}", series.points.size()) : "";
  figure.method +=
      fmt::format("; the latest of {}{} snapshots {}, low and high span their intervals", known, of_all, period);
}

void spread_figures(const std::vector<Report>& reports, Report& latest, report::History& history) {
  std::vector<Aggregates> snapshots;
  for (const Report& report : reports) snapshots.push_back(aggregates_of(report));
  const std::string period =
      fmt::format("from {} to {}", history.snapshots.front().as_of.text(), history.snapshots.back().as_of.text());
  for (Figure& figure : latest.figures) {
    if (figure.subject) continue;
    history.figures.push_back(series_of(figure, snapshots));
    spread(history.figures.back(), period, figure);
  }
}

/// `reports` are sorted, and all of them stay as they are.
Report joined(const std::vector<Report>& reports, report::History history) {
  Report latest = reports.back();
  latest.provenance.inputs.clear();
  latest.provenance.elapsed_s = 0;
  for (const Report& report : reports) {
    const report::Provenance& one = report.provenance;
    latest.provenance.inputs.insert(latest.provenance.inputs.end(), one.inputs.begin(), one.inputs.end());
    latest.provenance.elapsed_s += one.elapsed_s;
  }
  history.changes = changes_in(reports);
  spread_figures(reports, latest, history);
  latest.history = std::move(history);
  return latest;
}

}  // namespace

core::Result<Report> history_of(std::vector<NamedReport> snapshots) {
  std::vector<Identity> identities;
  for (const NamedReport& snapshot : snapshots) {
    identities.push_back({snapshot.path, snapshot.report.device, described_qubits(snapshot.report)});
  }
  QGAUGE_TRY(const auto order, in_order(identities));
  if (snapshots.size() == 1) return std::move(snapshots.front().report);
  report::History history;
  std::vector<Report> reports;
  for (const std::size_t i : order) {
    const report::DeviceSummary& device = identities[i].device;
    history.snapshots.push_back({identities[i].path, *device.as_of, device.name});
    reports.push_back(std::move(snapshots[i].report));
  }
  return joined(reports, std::move(history));
}

core::Result<Report> assess_history(const std::vector<Snapshot>& snapshots, const thresholds::RuleBook& rules,
                                    const Options& options) {
  std::vector<Identity> identities;
  for (const Snapshot& snapshot : snapshots) {
    identities.push_back({snapshot.path, summary_of(snapshot.description), snapshot.description.qubit_count});
  }
  QGAUGE_CHECK(in_order(identities));
  std::vector<NamedReport> reports;
  for (const Snapshot& snapshot : snapshots) {
    QGAUGE_TRY(Report report, assess(snapshot.description, rules, options));
    reports.push_back({snapshot.path, std::move(report)});
  }
  return history_of(std::move(reports));
}

Report latest_of(Report report) {
  if (!report.history) return report;
  for (const FigureSeries& series : report.history->figures) {
    const auto of_series = [&](const Figure& figure) { return !figure.subject && figure.name == series.name; };
    const auto figure = std::ranges::find_if(report.figures, of_series);
    if (figure == report.figures.end()) continue;
    const FigurePoint& own = series.points.back();
    figure->low = own.low;
    figure->high = own.high;
    figure->kind = own.kind;
    figure->method = series.method;
  }
  report.history.reset();
  return report;
}

}  // namespace qgauge::assess
