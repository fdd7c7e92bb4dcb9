// thresholds: the law as dated data, and what it says of a subject. Rules are TOML files; no number of any regulation
// stands in C++. Used by assess and cli. Knows figures and subjects, no protocol, no vendor.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
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
  /// any_reading: the text is ambiguous and each part is one way to read it; exactly one of them is right. unknown:
  /// what the text asks here was not read, so nobody can say whether it holds.
  enum class Kind { all, any, negation, bound, attribute, any_reading, unknown };
  Kind kind = Kind::all;
  std::string clause;
  std::string text;  ///< unknown: what is not known
  std::string where;
  std::vector<Condition> parts;  ///< all, any, any_reading, negation (one)
  std::string steps_by;          ///< any: its parts are steps of a ladder, in the order of this figure; else empty
  std::string figure;            ///< bound: a name of the closed list, or a parameter of the entry's item kinds
  Relation relation = Relation::at_least;
  double limit = 0;                          ///< bound: in SI
  std::string unit;                          ///< bound: as the text writes it; empty: SI
  double limit_as_written = 0;               ///< bound: in `unit`
  std::string attribute;                     ///< attribute test
  std::vector<subject::Attribute> expected;  ///< attribute: it is one of these
  std::string ambiguity;                     ///< any_reading: its name, which a profile may fix
  std::string reading;                       ///< part of any_reading: the name of this way to read it
  std::string who_knows;   ///< leaf: who could settle it; empty: vendor for figures, exporter for attributes
  std::string confidence;  ///< leaf: where it is weaker than the entry's; else empty
};

struct Definition {
  std::string term;
  std::string text;   ///< paraphrase
  std::string quote;  ///< short quotation, may be empty
};

/// A question that the text leaves open, and how verdicts treat it.
struct OpenQuestion {
  std::string question;
  std::string treatment;
};

struct Entry {
  std::string number;  ///< the instrument's own: "4A906.a"
  std::string topic;   ///< what it is about, the same word in every jurisdiction: "computer_ladder"
  std::string title;
  std::vector<std::string> item_kinds;                    ///< "computer" and kinds of components.hpp
  std::vector<std::string> paradigms_included;            ///< named by the text
  std::map<std::string, std::string> paradigms_excluded;  ///< excluded by the text -> why
  Condition condition;
  std::vector<Definition> definitions;
  std::vector<OpenQuestion> open_questions;
  std::string source;
  std::string confidence;  ///< "READ-P", "READ-S", "MEM", "UNC"
  /// The entry was in force when the text was read; since when is not known. Before that day: undetermined.
  bool first_day_unknown = false;
  std::string where;  ///< file:line
};

/// Takes items out of entries, or brings them back in, or says whether a licence is needed. Of those whose condition
/// holds, the one with the greatest precedence counts.
struct Exception {
  enum class Effect { takes_out, takes_in, licence_not_needed, licence_needed };
  std::string name;
  std::vector<std::string> entries;
  Effect effect = Effect::takes_out;
  int precedence = 0;
  Condition condition;
  std::string text;
  std::string source;
  std::string confidence;
  std::string where;
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
  std::vector<Exception> exceptions;
  std::string where;
};

/// A named set of countries, as ISO 3166 codes.
struct CountryGroup {
  std::string name;
  std::vector<std::string> countries;
  std::string source;
  std::string confidence;
};

struct Regime {
  std::string id;          ///< "us-ear"
  std::string instrument;  ///< "15 CFR Part 774, Supplement No. 1"
  std::string jurisdiction;
  std::string status;  ///< "enacted", "proposed", "draft", "repealed"
  std::string kind;    ///< "export_control", "sanctions", "investment_screening"
  /// Countries that it is about; empty: any. With some, it gives verdicts only for these destinations or where named.
  std::vector<std::string> destinations;
  std::vector<std::string> exporters;  ///< countries that goods leave from; empty: any
  std::vector<CountryGroup> groups;
  std::vector<Version> versions;
  std::string file;
  /// What is odd but can be used, each with the places: for `regimes validate`.
  std::vector<core::Finding> warnings;
};

struct RuleBook {
  std::vector<Regime> regimes;
};

/// One file with the parts that it names. Errors name file and line, what was found, what was expected.
core::Result<Regime> load_regime(const std::filesystem::path& file);
/// Every *.toml of the folder itself, none of the folders in it.
core::Result<RuleBook> load_rules(const std::filesystem::path& folder);
/// What names a regime, in its parts: "us-ear@2025-01-01#4A906.a".
struct RegimeName {
  std::string name;
  std::optional<std::string> date;
  std::optional<std::string> entry;
};
RegimeName parse_regime_name(std::string_view text);
/// Whether a name without the suffixes is a path: it ends in ".toml" or holds a "/".
bool names_file(std::string_view name);
/// The version in force at `date`, or null.
const Version* version_at(const Regime& regime, core::Date date);
/// What a leaf asks, as the law writes it: of "the cooling power at 4.2 K", "at least 1.5 W".
struct Demand {
  std::string of;
  std::string what;
};
/// Of a bound, an attribute test or what is not known (then `of` is empty).
Demand demand_of(const Condition& leaf);

/// How an ambiguous text is read: which couplings the C-NOT error is averaged over, and which error it is. Spelled as
/// INTERFACE.md says: the scope, then each departure from the default in the order of the members:
/// "best_subset/median/process/per_clifford/simultaneous/with_1q/simulated".
struct Reading {
  enum class Scope { whole, best_subset, best_couplings };
  enum class Operation { any, isolated, simultaneous, layered };
  Scope scope = Scope::whole;
  bool median = false;        ///< instead of the mean
  bool process = false;       ///< process infidelity (5/4 of the average gate infidelity) instead of it
  bool per_clifford = false;  ///< per two-qubit Clifford instead of per C-NOT
  Operation operation = Operation::any;
  bool with_1q = false;    ///< with the one-qubit gates that make the native gate a C-NOT
  bool simulated = false;  ///< as simulated instead of as reported

  bool operator==(const Reading&) const = default;
};
std::string name_of(const Reading& reading);
core::Result<Reading> parse_reading(std::string_view text);
/// What is asked where no reading is named: whole, whole/simulated, best_subset, best_couplings.
std::vector<Reading> principal_readings();
/// Every scope, by itself and with each single departure from the default: the matrix of `--reading all`.
std::vector<Reading> all_readings();
/// One sentence: what the reading compares with the limits.
std::string meaning_of(const Reading& reading);

/// The figure that stands for a figure of a rule under a reading, and the factor that turns it into what is compared
/// with the limit. `figure` empty: no such figure is known to qgauge.
struct FigureUse {
  std::string figure;
  double factor = 1;
};
FigureUse figure_under(const Reading& reading, const std::string& figure);

/// An authority's fixed reading of what the texts leave open.
struct Profile {
  std::string authority;
  std::vector<Reading> readings;                       ///< empty: those asked for
  std::map<std::string, std::string> interpretations;  ///< Condition::ambiguity -> Condition::reading
  std::string source;
  std::string file;
};
core::Result<Profile> load_profile(const std::filesystem::path& file);

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
  std::string text = {};  ///< "the cooling power at 4.2 K is 1.5 times the limit 1.5 W"; may be empty
};

/// The least change of one input alone that would change the verdict: "controlled if the mean C-NOT error falls by
/// 18 %".
struct Counterfactual {
  std::string figure;
  std::optional<double> value;  ///< that it would have to reach; empty for words
  Decision becomes = Decision::undetermined;
  std::string text;
};

struct MissingInput {
  std::string name;
  std::string who_knows;  ///< "vendor", "exporter", "measurement", "authority"
  std::string text = {};  ///< what is missing and who knows it, in words; empty: `name` is in words
};

/// A connected set of qubits whose couplings meet a step. `couplings`: those that the mean is over, where they are
/// chosen; empty where it is over all between the qubits.
struct Subset {
  std::vector<int> qubits;
  double mean_cnot_infidelity;
  std::vector<std::pair<int, int>> couplings = {};
};

/// Whether a licence is needed to the destination, as far as the rules hold exceptions.
struct Licence {
  enum class Statement { needed, not_needed, cannot_be_said };
  Statement statement = Statement::cannot_be_said;
  std::string text;
};
std::string_view name_of(Licence::Statement statement);

struct Verdict {
  std::string regime;
  std::string version;    ///< first day of the version
  std::string text_read;  ///< the day on which the text of the version was read
  std::string entry;
  std::string item;  ///< the component that it is about; empty: the machine itself
  core::Date as_of;
  std::string exporter;     ///< empty: not stated
  std::string destination;  ///< empty: not stated
  Reading reading;
  Decision decision = Decision::undetermined;  ///< whether the item is listed
  std::optional<double> probability_controlled;
  std::optional<Licence> licence;  ///< only with a destination
  std::vector<std::string> conditional_on;
  std::vector<Reason> reasons;
  std::vector<Margin> margins;
  std::vector<Counterfactual> counterfactuals;
  std::optional<Subset> subset;
  std::vector<std::string> assumptions;
  std::vector<MissingInput> missing;
  std::vector<std::string> tags;
  std::string source;
};

/// Which regimes: "all", ids ("us-ear", "us-ear@2025-01-01", "us-ear#4A906.a", "us-ear@2025-01-01#4A906.a") or paths of
/// TOML files, with the same suffixes. No readings: principal_readings().
struct Question {
  std::vector<std::string> regimes{"all"};
  std::vector<Reading> readings;
  core::Date as_of;
  std::optional<std::string> from = {};  ///< country code of the exporter
  std::optional<std::string> to = {};    ///< country code of the destination
  std::optional<Profile> profile = {};
};

/// One verdict for each entry in force that applies to the subject's item kind, and each reading (one for an entry that
/// no reading touches). A regime with no version in force on the day gives a `not_controlled` with that reason; inside
/// a disputed window, `undetermined`. Regimes about other destinations or other exporters than the question's, and
/// those about investments, give none unless they are named. An entry that only the next version has is
/// `not_controlled`, and one that is named is answered on every day. Error: an unknown regime, with the known ones.
core::Result<std::vector<Verdict>> evaluate(const RuleBook& rules, const subject::Subject& subject,
                                            const Question& question);

/// An instrument that evaluate() gives no verdict of, and why: the same words for the same cause.
struct LeftOut {
  std::string regime;
  std::string why;
};
core::Result<std::vector<LeftOut>> left_out(const RuleBook& rules, const subject::Subject& subject,
                                            const Question& question);

/// What is known of a figure, for many decisions in a row.
struct Belief {
  enum class Kind { exact, estimate, between };
  Kind kind = Kind::exact;
  double value = 0;  ///< exact, estimate
  double sigma = 0;  ///< estimate: standard deviation
  double low = 0;    ///< between
  double high = 0;
};

struct TruthTable;

/// A condition made ready for many decisions: the same answers as evaluate(), without reasons. For sweeps over figures.
class RuleTable {
 public:
  struct Answer {
    Decision decision = Decision::undetermined;
    std::optional<double> probability;
  };
  /// Attributes and ambiguities that `attributes` does not settle stay possible either way.
  static RuleTable of(const Condition& condition, const std::map<std::string, subject::Attribute>& attributes);
  /// The figures that decide() asks for, in its order.
  const std::vector<std::string>& figures() const { return figures_; }
  /// `beliefs`: one a figure.
  Answer decide(std::span<const Belief> beliefs) const;

 private:
  std::vector<std::string> figures_;
  std::shared_ptr<const TruthTable> table_;
};

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
