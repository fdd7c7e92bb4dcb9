// What two reports differ in, as a value, and its forms: terminal, Markdown, JSON (schema qgauge.comparison/1).
// Computed by assess, shown by cli. Says neither how a difference is judged nor whether it fails a run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "qgauge/core.hpp"
#include "qgauge/figures.hpp"
#include "qgauge/thresholds.hpp"

namespace qgauge::report {

struct TerminalStyle;

/// One of the two; `path` is the caller's name for it.
struct ComparedReport {
  std::string path;
  std::string machine;
  std::optional<core::Date> as_of;  ///< of the calibration
  bool has_verdicts = false;
};

/// Something beside figures and verdicts in which the reports differ, in words; empty: a report does not say.
struct ContextDifference {
  std::string what;
  std::string from;
  std::string to;
  std::string meaning = {};  ///< what follows for the comparison; may be empty
};

/// What a figure is compared by. uncertainty: its difference over the joint uncertainty. ranges: an end is only known
/// to lie in a range (bounds, history), so it moved where the ranges do not meet. as_reported: a source gives no
/// uncertainty, so any difference counts. presence: a report has no value.
enum class Basis { uncertainty, ranges, as_reported, presence };
std::string_view name_of(Basis basis);

/// moved: neither way is better, or nobody said which.
enum class Change { none, better, worse, moved, appeared, vanished };
std::string_view name_of(Change change);

/// A figure of the machine, of a qubit or of a pair. An end is empty where the report does not have the figure.
struct FigureComparison {
  std::optional<figures::Figure> from;
  std::optional<figures::Figure> to;
  Basis basis = Basis::presence;
  Change change = Change::none;
  std::optional<figures::Difference> difference = {};  ///< basis uncertainty
  std::optional<double> adjusted_p = {};               ///< Holm's, over the figures of the machine or of its parts

  const figures::Figure& any() const { return to ? *to : *from; }
};

/// A bound of a rule that came out otherwise.
struct Crossing {
  thresholds::Reason from;
  thresholds::Reason to;
};

/// The same question to the same entry. An end is empty where the report did not ask it.
struct VerdictComparison {
  std::optional<thresholds::Verdict> from;
  std::optional<thresholds::Verdict> to;
  std::vector<Crossing> crossings = {};

  const thresholds::Verdict& any() const { return to ? *to : *from; }
  bool changed() const { return from && to && from->decision != to->decision; }
};

/// How many findings of a code one report has and the other has not.
struct FindingDifference {
  std::string code;
  std::size_t appeared = 0;
  std::size_t vanished = 0;
};

struct Comparison {
  ComparedReport from;
  ComparedReport to;
  double level = 0.95;            ///< two-sided, for all figures of the machine together, and for all of its parts
  bool same_description = false;  ///< the uncertainty of the description is common to both
  bool same_draws = false;        ///< the same description, seed and effort
  std::vector<ContextDifference> context;
  std::vector<FigureComparison> figures;    ///< all, moved or not
  std::vector<VerdictComparison> verdicts;  ///< all, changed or not
  std::vector<FindingDifference> findings;
};

/// What a page of it shows beside what moved.
struct ComparisonDetail {
  bool all = false;          ///< also what did not move
  bool per_subject = false;  ///< single qubits and pairs one by one
};
std::string to_terminal(const Comparison& comparison, const TerminalStyle& style, const ComparisonDetail& detail);
std::string to_markdown(const Comparison& comparison, const ComparisonDetail& detail);
/// Everything, moved or not.
nlohmann::json to_json(const Comparison& comparison);

}  // namespace qgauge::report
