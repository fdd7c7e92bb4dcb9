// thresholds: what one text says of every item of a population, and what the text itself shows without one. Shared by
// the commands of the workbench. Pure: reads no file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/thresholds.hpp"
#include "qgauge/thresholds/population.hpp"

namespace qgauge::thresholds {

/// A text as a command names it: an id of the rule book with @DATE and #ENTRY, or the path of a file.
struct Text {
  std::string name;     ///< as it was given
  std::string regime;   ///< its id
  std::string status;   ///< "enacted", "draft", ...
  std::string version;  ///< first day of the version in force; empty: none is
  core::Date as_of;
  std::vector<Entry> entries;  ///< of that version, or the one that was named
};
/// Error: an unknown id, entry or date, or a file that cannot be used; a name that means several texts.
core::Result<Text> text_of(const RuleBook& rules, const std::string& name, core::Date as_of);

/// What the text says of one item under one reading: listed if one of its entries lists the item, not listed if none
/// does, else undetermined.
struct ItemOutcome {
  std::size_t item = 0;  ///< index in the population
  Reading reading;
  Decision decision = Decision::not_controlled;
  /// Of the entry that decides; of one that does not list the item the nearest. Empty: no entry is about its kind.
  std::optional<Verdict> verdict;
};
/// One a reading and item, in the order of the readings, then of the population. `question` names readings, exporter,
/// destination and profile; its regimes are not asked. No readings: the default one.
core::Result<std::vector<ItemOutcome>> outcomes_of(const RuleBook& rules, const Population& population,
                                                   const std::string& name, const Question& question);

/// Gives a verdict whose reasons name one of these figures the tag `unsourced_tag`.
void tag_unsourced(const std::vector<std::string>& unsourced, Verdict& verdict);

/// What decides a verdict, in sentences; of an undetermined one what it hangs on.
std::vector<std::string> why_texts(const Verdict& verdict);
std::vector<std::string> open_texts(const Verdict& verdict);

/// Something that a text shows by itself, or beside a population.
struct TextFinding {
  /// cliff: at a limit of one figure another limit jumps. gap: between two steps, or above the last, nothing is listed.
  /// unreachable: no item of the population is within a limit, whatever else it is.
  enum class Kind { cliff, gap, unreachable };
  Kind kind = Kind::cliff;
  std::string entry;
  std::string clause;
  std::string text;
  std::optional<double> factor = {};  ///< cliff: of the limits; empty: the limit vanishes there
};
std::string_view name_of(TextFinding::Kind kind);

/// In the order of the text. A cliff is told where the limit changes by at least `cliff_factor`.
inline constexpr double cliff_factor = 2;
std::vector<TextFinding> findings_of(const Text& text, const Population& population);

}  // namespace qgauge::thresholds
