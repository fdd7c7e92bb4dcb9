// thresholds: the law as dated data, and what it says of a subject. Rules are TOML files; no number of any regulation
// stands in C++. Used by assess and cli. Knows figures and subjects, no protocol, no vendor.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/subject.hpp"

namespace qgauge::thresholds {

enum class Relation { at_least, above, at_most, below };
std::string_view name_of(Relation relation);

/// A condition as written: a bound on a figure, a test of an attribute, or a combination. `clause` is the instrument's
/// own number where the condition has one; `where` is file:line for messages.
struct Condition {
  enum class Kind { all, any, negation, bound, attribute };
  Kind kind = Kind::all;
  std::string clause;
  std::string text;
  std::string where;
  std::vector<Condition> parts;  ///< all, any, negation (one)
  std::string steps_by;          ///< any: its parts are steps of a ladder, in the order of this figure; else empty
  std::string figure;            ///< bound: a name of the closed list
  Relation relation = Relation::at_least;
  double limit = 0;
  std::string attribute;  ///< attribute test
  subject::Attribute expected;
};

struct Definition {
  std::string term;
  std::string text;   ///< paraphrase
  std::string quote;  ///< short quotation, may be empty
};

struct Entry {
  std::string number;  ///< the instrument's own: "4A906.a"
  std::string title;
  std::string item_kind;                                  ///< "computer", "component", ...
  std::vector<std::string> paradigms_included;            ///< named by the text
  std::map<std::string, std::string> paradigms_excluded;  ///< excluded by the text -> why
  Condition condition;
  std::vector<Definition> definitions;
  std::string source;
  std::string confidence;  ///< "READ-P", "READ-S", "MEM", "UNC"
  std::string where;       ///< file:line
};

/// What a verdict must carry on the days from `from` (open: from the first day) until the day before `until`.
struct DatedNote {
  std::string tag;
  std::string text;  ///< goes to the assumptions of a verdict
  std::optional<core::Date> from;
  std::optional<core::Date> until;
};

/// In force from `from` until the day before `until` (open: still in force when the text was read). Where sources
/// dispute the first day, `from` is the earliest and `from_undisputed` the first day that nobody disputes: between
/// them, undetermined.
struct Version {
  core::Date from;
  std::optional<core::Date> from_undisputed;
  std::optional<core::Date> until;
  core::Date text_read;
  std::string source;
  std::vector<std::string> tags;
  std::vector<DatedNote> notes;
  std::vector<Entry> entries;
  std::string where;
};

struct Regime {
  std::string id;          ///< "us-ear"
  std::string instrument;  ///< "15 CFR Part 774, Supplement No. 1"
  std::string jurisdiction;
  std::string status;  ///< "enacted", "proposed", "draft", "repealed"
  std::vector<Version> versions;
  std::string file;
};

struct RuleBook {
  std::vector<Regime> regimes;
};

/// One file. Errors name file and line, what was found, what was expected.
core::Result<Regime> load_regime(const std::filesystem::path& file);
/// Every *.toml of the folder; never its folders bad/, cases/ and drafts/.
core::Result<RuleBook> load_rules(const std::filesystem::path& folder);
/// The version in force at `date`, or null.
const Version* version_at(const Regime& regime, core::Date date);

/// How an ambiguous text is read. Spelled as INTERFACE.md says: "whole", "whole/simulated", "best_subset".
struct Reading {
  enum class Scope { whole, best_subset };
  Scope scope = Scope::whole;
  bool simulated = false;
};
std::string name_of(const Reading& reading);
core::Result<Reading> parse_reading(std::string_view text);
/// All readings that are built, in the order of a report.
std::vector<Reading> built_readings();
/// The figure that stands for `figure` of a rule under a reading: cnot_infidelity.mean becomes
/// rb.cnot_infidelity.isolated.mean under whole/simulated.
std::string figure_under(const Reading& reading, const std::string& figure);

enum class Decision { controlled, not_controlled, undetermined };
std::string_view name_of(Decision decision);

struct Reason {
  std::string clause;
  std::string figure;
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<Relation> relation;
  std::optional<double> limit;
  std::optional<bool> met;  ///< empty: undetermined
  std::string text;
  std::vector<Reason> because;
};

/// ratio = value / limit: below 1 means the value is below the limit.
struct Margin {
  std::string figure;
  double limit;
  double ratio;
};

struct MissingInput {
  std::string name;
  std::string who_knows;  ///< "vendor", "exporter", "measurement", "authority"
};

/// A connected set of qubits whose couplings meet a step. `couplings`: those that the mean is over, where they are
/// chosen; empty where it is over all between the qubits.
struct Subset {
  std::vector<int> qubits;
  double mean_cnot_infidelity;
  std::vector<std::pair<int, int>> couplings = {};
};

struct Verdict {
  std::string regime;
  std::string version;  ///< first day of the version
  std::string entry;
  core::Date as_of;
  Reading reading;
  Decision decision = Decision::undetermined;
  std::optional<double> probability_controlled;
  std::vector<std::string> conditional_on;
  std::vector<Reason> reasons;
  std::vector<Margin> margins;
  std::optional<Subset> subset;
  std::vector<std::string> assumptions;
  std::vector<MissingInput> missing;
  std::vector<std::string> tags;
  std::string source;
};

/// Which regimes: "all", ids ("us-ear", "us-ear@2025-01-01", "us-ear#4A906.a", "us-ear@2025-01-01#4A906.a") or paths of
/// TOML files, with the same suffixes. No readings: all that are built.
struct Question {
  std::vector<std::string> regimes{"all"};
  std::vector<Reading> readings;
  core::Date as_of;
};

/// One verdict for each entry in force that applies to the subject's item kind, and each reading. A regime with no
/// version in force on the day gives a `not_controlled` with that reason; inside a disputed window, `undetermined`.
/// Error: an unknown regime, with the known ones.
core::Result<std::vector<Verdict>> evaluate(const RuleBook& rules, const subject::Subject& subject,
                                            const Question& question);

/// Which couplings of a subset the mean is over: all between its qubits, or some that connect them.
enum class SubsetScope { induced, chosen };

/// Whether a connected subset of k qubits, k in [at_least, below), has a mean coupling error of at most `limit`.
/// found: `subset`, connected by couplings of known error, meets the limit even if every unknown error is 1.
/// proven_none: none does, even if every unknown error is 0; `proof` says why. open: `obstacle` says why.
struct SubsetSearch {
  enum class Outcome { found, proven_none, open };
  /// size: too few qubits are connected. cheapest_couplings: `lower_bound` exceeds the limit. exhaustion: every subset
  /// was covered.
  enum class Proof { none, size, cheapest_couplings, exhaustion };
  /// unknown_errors: one exists if they are 0 and none if they are 1. rounding: the least mean equals the limit but for
  /// rounding. work: the search is too large.
  enum class Obstacle { none, unknown_errors, rounding, work };
  Outcome outcome = Outcome::open;
  Proof proof = Proof::none;
  Obstacle obstacle = Obstacle::none;
  std::optional<Subset> subset;     ///< where found
  std::optional<double> best_mean;  ///< least mean of the subsets that were seen, above the limit or not
  double lower_bound = 0;           ///< no subset of these sizes has a smaller mean; infinite where there is none
  std::uint64_t work = 0;           ///< in steps of the search, the same on every machine
};
SubsetSearch find_subset(const subject::CouplingGraph& graph, int at_least, int below, double limit,
                         SubsetScope scope = SubsetScope::induced);

}  // namespace qgauge::thresholds
