// Verdicts of a report put together for readers: those on one entry, and entries that say the same under other numbers.
// Used by the terminal's blocks and by the memo. Judges nothing.
#pragma once

#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::report {

/// The verdicts on one entry about one item, one a reading. Never empty.
using EntryVerdicts = std::vector<const thresholds::Verdict*>;

/// In the order of the report.
std::vector<EntryVerdicts> by_entry(const std::vector<thresholds::Verdict>& verdicts);

/// Whether more readings than the principal ones were asked: then the others are told as a matrix.
bool has_matrix(const EntryVerdicts& entry);
/// The verdicts that are told one by one: of an entry with a matrix those under principal readings.
EntryVerdicts told(const EntryVerdicts& entry);

/// Whether the reading of the entry is worth a word: not where it asks nothing that has several readings, such as of a
/// component.
bool names_readings(const EntryVerdicts& entry);

/// The verdicts of one entry that have the decision in common.
std::vector<EntryVerdicts> by_decision(const EntryVerdicts& entry);
/// Undetermined under every reading for nothing but what the authority alone knows: texts that were not read.
bool is_unread(const EntryVerdicts& entry);
/// "us-ear 4A906.a: the limits of ..., ..."
std::string unread_text(const EntryVerdicts& entry);

/// Which of the readings of `entry` those of `group` are: "every reading", "all but whole/simulated", or
/// their names; an undetermined one with its probability: "whole/simulated (P 0.43)".
std::string readings_text(const EntryVerdicts& group, const EntryVerdicts& entry);

/// Entries about one item whose verdicts rest on the same numbers for the same reasons; only the clauses have other
/// names. Never empty.
using AlikeEntries = std::vector<EntryVerdicts>;
std::vector<AlikeEntries> alike(const std::vector<EntryVerdicts>& entries);

/// "us-ear 4A906.a"
std::string place_of(const thresholds::Verdict& verdict);
/// "4A906.a in us-ear, 4A1906a in de-awv"
std::string places_of(const AlikeEntries& entries);

/// What is said of a licence, and of which entries, under which readings where not under all.
struct LicenceLine {
  std::string lead;  ///< "NEEDED", "none by this entry"
  thresholds::Licence licence;
  std::vector<std::string> places;
};
/// Each statement once, of the verdicts that are told.
std::vector<LicenceLine> licence_lines(const std::vector<EntryVerdicts>& entries);
/// What all of them come to; of no export they come to nothing, which is empty.
std::string licence_summary(const std::vector<EntryVerdicts>& entries);

/// What is in `texts` and not in `without`.
std::vector<std::string> remaining(const std::vector<std::string>& texts, const std::vector<std::string>& without);
/// Assumptions of every one of `verdicts`, which are told once.
std::vector<std::string> shared_assumptions(const EntryVerdicts& verdicts);
/// The same of every verdict of several entries.
std::vector<std::string> shared_assumptions(const AlikeEntries& entries);

}  // namespace qgauge::report
