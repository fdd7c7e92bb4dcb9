// What a search of subsets found of a step, in words and numbers: see subset_step.hpp.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "thresholds/subset_step.hpp"
#include "thresholds/wording.hpp"
#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

using enum SubsetSearch::Outcome;

std::string_view noun(SubsetScope scope) {
  return scope == SubsetScope::induced ? "connected subset of" : "connected set of couplings between";
}

std::string limit_words(const Step& step) { return step.error ? limit_text(*step.error) : "1"; }

std::string relation_words(const Step& step) {
  return fmt::format("{} {}", phrase_of(step.error ? step.error->relation : Relation::at_most, false),
                     limit_words(step));
}

std::string found_text(const Step& step, const StepSearch& found, SubsetScope scope) {
  const std::string lead = fmt::format("a {} {} qubits", noun(scope), found.search.subset->qubits.size());
  if (!step.error) return lead + " is enough, whatever its C-NOT error";
  return fmt::format("{} has the {} {}, which is {}", lead, error_words(step), error_text(step, *found.value),
                     relation_words(step));
}

/// "; the best that was seen has the mean 1.2e-3", where one was.
std::string seen_text(const Step& step, const SubsetSearch& search) {
  if (!search.best_mean) return {};
  return fmt::format("; the best that was seen has the mean {}", error_text(step, *search.best_mean));
}

std::string why_none(const Step& step, const SubsetSearch& search) {
  if (search.proof == SubsetSearch::Proof::exhaustion) return "an exact search left none out";
  if (step.median) return "too few couplings are within the limit to be half of those of one";
  return fmt::format("the cheapest couplings that could connect {} qubits have the mean {}", step.at_least,
                     number_text(search.lower_bound, step.limit));
}

std::string none_text(const Step& step, const SubsetSearch& search, SubsetScope scope) {
  return fmt::format("no {} can have a {} {}: {}, unknown ones counted as 0{}", subsets_of(step, scope),
                     error_words(step), relation_words(step), why_none(step, search), seen_text(step, search));
}

std::string unfinished_text(const Step& step, const SubsetSearch& search, SubsetScope scope) {
  std::string text = fmt::format(
      "no {} with a {} {} was found, and none is excluded: the search is too large to be "
      "finished",
      subsets_of(step, scope), error_words(step), relation_words(step));
  if (step.median) return text;
  return text + fmt::format(", and the lower bound on the mean is {}{}", number_text(search.lower_bound),
                            seen_text(step, search));
}

std::string open_text(const Step& step, const SubsetSearch& search, SubsetScope scope) {
  switch (search.obstacle) {
    case SubsetSearch::Obstacle::unknown_errors:
      return fmt::format(
          "whether a {} has a {} {} hangs on the couplings of unknown error: one has if they are 0, none if they are "
          "1{}",
          subsets_of(step, scope), error_words(step), relation_words(step), seen_text(step, search));
    case SubsetSearch::Obstacle::rounding:
      return fmt::format("the least {} of a {} equals {} but for rounding", error_words(step), subsets_of(step, scope),
                         limit_words(step));
    case SubsetSearch::Obstacle::none:
      return fmt::format(
          "of a {} half of the couplings are {}, but not of more than half: whether the {} is hangs on "
          "which subset",
          subsets_of(step, scope), relation_words(step), error_words(step));
    case SubsetSearch::Obstacle::work:
      return unfinished_text(step, search, scope);
  }
  std::unreachable();
}

std::string text_of(const Step& step, const StepSearch& found, SubsetScope scope) {
  switch (found.search.outcome) {
    case SubsetSearch::Outcome::found:
      return found_text(step, found, scope);
    case proven_none:
      return none_text(step, found.search, scope);
    case open:
      return open_text(step, found.search, scope);
  }
  std::unreachable();
}

}  // namespace

std::string sizes_text(const Step& step) {
  if (step.below == std::numeric_limits<int>::max()) return fmt::format("{} or more qubits", step.at_least);
  return fmt::format("{} to {} qubits", step.at_least, step.below - 1);
}

std::string subsets_of(const Step& step, SubsetScope scope) {
  return fmt::format("{} {}", noun(scope), sizes_text(step));
}

std::string error_words(const Step& step) {
  if (!step.error) return "mean C-NOT error";
  std::string words = words_for(step.figure);
  return words.starts_with("the ") ? words.substr(4) : words;
}

std::string error_text(const Step& step, double error) {
  if (step.conversion.empty() || !step.error) return number_text(error);
  return fmt::format("{} ({} {})", number_text(error), value_text(error * step.factor, *step.error), step.conversion);
}

Reason too_small_reason(const Step& step) {
  Reason reason;
  reason.clause = step.clause;
  reason.figure = count_figure;
  reason.relation = Relation::at_least;
  reason.limit = step.at_least;
  reason.met = false;
  reason.text = fmt::format("{}: fewer than {} qubits are connected", step.clause, step.at_least);
  return reason;
}

Reason reason_for(const Step& step, const StepSearch& found, SubsetScope scope) {
  const SubsetSearch& search = found.search;
  if (search.proof == SubsetSearch::Proof::size) return too_small_reason(step);
  Reason reason;
  reason.clause = step.clause;
  reason.figure = step.error ? step.figure : count_figure;
  reason.relation = step.error ? step.error->relation : Relation::at_least;
  reason.limit = step.error ? step.error->limit : step.at_least;
  if (search.outcome != open) reason.met = search.outcome == SubsetSearch::Outcome::found;
  if (found.value) {
    reason.value = step.error ? *found.value * step.factor : static_cast<double>(search.subset->qubits.size());
  }
  if (search.outcome != SubsetSearch::Outcome::found && !step.median) {  // the least mean lies between these
    reason.low = search.lower_bound * step.factor;
    if (search.best_mean) reason.high = *search.best_mean * step.factor;
  }
  reason.text = fmt::format("{}: {}", step.clause, text_of(step, found, scope));
  return reason;
}

}  // namespace qgauge::thresholds
