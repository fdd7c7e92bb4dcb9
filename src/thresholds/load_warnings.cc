// Warnings on a regime that was read: see load_warnings.hpp. Called by load.cc; must not refuse anything.
#include "thresholds/load_warnings.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/condition.hpp"

namespace qgauge::thresholds {
namespace {

using Findings = std::vector<core::Finding>;

void warn_of_gap(const Version& earlier, const Version& later, Findings& findings) {
  if (!earlier.until || *earlier.until >= later.from) return;
  findings.push_back(
      {"gap_between_versions", later.where,
       fmt::format("nothing is in force from {} until the day before {}: the version before, at {}, ends "
                   "then",
                   earlier.until->text(), later.from.text(), earlier.where)});
}

void warn_of_reading(const Version& version, Findings& findings) {
  if (version.text_read >= version.from) return;
  findings.push_back({"text_read_before_version", version.where,
                      fmt::format("the text was read on {}, before the version of {} was in force",
                                  version.text_read.text(), version.from.text())});
}

void warn_of_overlap(const Entry& first, const Entry& second, Findings& findings) {
  const auto shared = std::ranges::find_first_of(second.item_kinds, first.item_kinds);
  if (shared == second.item_kinds.end() || !same_meaning(first.condition, second.condition)) return;
  findings.push_back(
      {"overlapping_entries", second.where,
       fmt::format("{} asks of a {} exactly what {} at {} asks", second.number, *shared, first.number, first.where)});
}

bool is_unverified(const std::string& confidence) { return confidence == "MEM" || confidence == "UNC"; }

/// A number that nobody verified decides verdicts: their tags say so, and here it is said once.
void warn_of_limits(const Entry& entry, Findings& findings) {
  const Condition* first = nullptr;
  for_each_leaf(entry.condition, [&](const Condition& leaf) {
    const std::string& confidence = leaf.confidence.empty() ? entry.confidence : leaf.confidence;
    if (first == nullptr && leaf.kind == Condition::Kind::bound && is_unverified(confidence)) first = &leaf;
  });
  if (first == nullptr) return;
  findings.push_back(
      {"definite_limit_of_unverified_text", entry.where,
       fmt::format("{} rests on a limit for {} at {} that was not verified in a text ({})", entry.number, first->figure,
                   first->where, first->confidence.empty() ? entry.confidence : first->confidence)});
}

void warn_of_entries(const Version& version, Findings& findings) {
  for (std::size_t i = 0; i < version.entries.size(); ++i) {
    warn_of_limits(version.entries[i], findings);
    for (std::size_t j = 0; j < i; ++j) warn_of_overlap(version.entries[j], version.entries[i], findings);
  }
}

/// Versions may share parts: what stands in one is said once.
Findings without_repetitions(const Findings& findings) {
  Findings unique;
  for (const core::Finding& finding : findings) {
    const bool known = std::ranges::any_of(unique, [&](const core::Finding& other) {
      return other.where == finding.where && other.message == finding.message;
    });
    if (!known) unique.push_back(finding);
  }
  return unique;
}

}  // namespace

std::vector<core::Finding> warnings_of(const Regime& regime) {
  Findings findings;
  for (std::size_t i = 0; i < regime.versions.size(); ++i) {
    if (i > 0) warn_of_gap(regime.versions[i - 1], regime.versions[i], findings);
    warn_of_reading(regime.versions[i], findings);
    warn_of_entries(regime.versions[i], findings);
  }
  return without_repetitions(findings);
}

}  // namespace qgauge::thresholds
