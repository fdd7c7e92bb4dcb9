// The verdicts of two reports beside each other, and the bounds of rules that came out otherwise. Called by compare.
// Judges nothing.

#include <algorithm>

#include "assess/compare.hpp"

namespace qgauge::assess {
namespace {

using report::Crossing;
using report::VerdictComparison;
using thresholds::Reason;
using thresholds::Verdict;

bool same_entry(const Verdict& a, const Verdict& b) {
  return a.regime == b.regime && a.entry == b.entry && a.item == b.item && a.reading == b.reading &&
         a.exporter == b.exporter && a.destination == b.destination;
}

/// The partner on the same day of law, where a report asks several; else one that no verdict of that day claims.
const Verdict* partner_of(const Verdict& verdict, const std::vector<Verdict>& own, const std::vector<Verdict>& others) {
  const Verdict* partner = nullptr;
  for (const Verdict& other : others) {
    if (!same_entry(verdict, other)) continue;
    if (verdict.as_of == other.as_of) return &other;
    const bool claimed = std::ranges::any_of(
        own, [&](const Verdict& mine) { return same_entry(mine, other) && mine.as_of == other.as_of; });
    if (!claimed) partner = &other;
  }
  return partner;
}

void collect_bounds(const std::vector<Reason>& reasons, std::vector<Reason>& bounds) {
  for (const Reason& reason : reasons) {
    if (reason.limit && reason.relation && !reason.figure.empty()) {
      bounds.push_back(reason);
      bounds.back().because.clear();
    }
    collect_bounds(reason.because, bounds);
  }
}

bool same_bound(const Reason& a, const Reason& b) {
  return a.clause == b.clause && a.figure == b.figure && a.relation == b.relation && a.limit == b.limit;
}

/// Bounds that both verdicts asked and that came out otherwise, each once.
std::vector<Crossing> crossings_of(const Verdict& from, const Verdict& to) {
  std::vector<Reason> before, after;
  collect_bounds(from.reasons, before);
  collect_bounds(to.reasons, after);
  std::vector<Crossing> crossings;
  for (const Reason& now : after) {
    const auto same = [&](const Reason& reason) { return same_bound(reason, now); };
    const auto then = std::ranges::find_if(before, same);
    if (then == before.end() || then->met == now.met) continue;
    if (std::ranges::any_of(crossings, [&](const Crossing& told) { return same_bound(told.to, now); })) continue;
    crossings.push_back({*then, now});
  }
  return crossings;
}

}  // namespace

std::vector<VerdictComparison> compared_verdicts(const report::Report& from, const report::Report& to) {
  std::vector<VerdictComparison> verdicts;
  for (const Verdict& now : to.verdicts) {
    const Verdict* before = partner_of(now, to.verdicts, from.verdicts);
    verdicts.push_back({before ? std::optional(*before) : std::nullopt, now});
    if (verdicts.back().changed()) verdicts.back().crossings = crossings_of(*before, now);
  }
  for (const Verdict& before : from.verdicts) {
    if (!partner_of(before, from.verdicts, to.verdicts)) verdicts.push_back({before, std::nullopt});
  }
  return verdicts;
}

}  // namespace qgauge::assess
