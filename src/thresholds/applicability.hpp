// Whether an entry is about the item at all: its kind, its paradigm, where it comes from and goes to, and whether the
// text was in force. Used by evaluation. Knows no condition.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// The attribute where it is a word, else null.
const std::string* word(const subject::Subject& subject, const std::string& attribute);

/// Whether the regime is one of those that the question names, rather than one of "all".
bool is_named(const Regime& regime, const Question& question);
/// Why a regime that the question does not name is not asked: it is about other countries, or about certain
/// destinations and none is stated, or about investments. Nothing where it is asked.
std::optional<std::string> why_not_asked(const Regime& regime, const Question& question);
/// What a named regime that is about certain countries takes for granted.
std::vector<std::string> country_assumptions(const Regime& regime, const Question& question);
/// That the item goes to a destination that the regime is not about; nothing where it may.
std::optional<std::string> other_destination(const Regime& regime, const Question& question);

bool is_about_kind(const Entry& entry, const subject::Subject& subject);
/// The kind of the subject in words; where it is not known, "of the item".
std::string kind_words(const subject::Subject& subject);

/// Whether the text covers the subject's paradigm: empty where it does not say, or the paradigm is not known.
struct Coverage {
  std::optional<bool> covered;
  std::string text;
  std::optional<MissingInput> missing;
};
Coverage coverage_of(const Entry& entry, const subject::Subject& subject);

/// Why nobody can say whether the entry was in force on the day; nothing where it was. `tag`: for the verdict.
struct Doubt {
  std::string tag;
  std::string text;
};
std::optional<Doubt> doubt_about_day(const Version& version, const Entry& entry, core::Date as_of);

}  // namespace qgauge::thresholds
