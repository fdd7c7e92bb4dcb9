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
  return scope == SubsetScope::induced ? "connected subset of" : "connected set of couplings among";
}

/// Of a step with a limit on the error.
std::string relation_words(const Step& step) {
  return fmt::format("{} {}", phrase_of(step.error->relation, false), limit_text(*step.error));
}

std::string counted(const Subset& subset, SubsetScope scope) {
  return fmt::format("a {} {} qubits", noun(scope), subset.qubits.size());
}

/// "the mean C-NOT error 9e-4 (between 8.6e-4 and 9.4e-4)".
std::string value_words(const Step& step, const StepSearch& found) {
  const std::string words = fmt::format("the {} {}", error_words(step), error_text(step, *found.value));
  if (!found.low || !found.high) return words;
  return fmt::format("{} (between {} and {})", words, error_text(step, *found.low), error_text(step, *found.high));
}

std::string found_text(const Step& step, const StepSearch& found, SubsetScope scope) {
  const std::string lead = counted(*found.search.subset, scope);
  if (!step.error) return lead + " is enough, whatever its C-NOT error";
  return fmt::format("{} has {}, which is {}", lead, value_words(step, found), relation_words(step));
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
  if (!step.error) return fmt::format("there is no {}", subsets_of(step, scope));
  return fmt::format("no {} can have a {} {}: {}, unknown ones counted as 0{}", subsets_of(step, scope),
                     error_words(step), relation_words(step), why_none(step, search), seen_text(step, search));
}

/// As stated the errors settle the step.
std::string inexact_text(const Step& step, const StepSearch& found, SubsetScope scope) {
  if (found.seen) {
    return fmt::format("{} has {}, which may or may not be {}", counted(*found.seen, scope), value_words(step, found),
                       relation_words(step));
  }
  return fmt::format("with the errors as stated no {} has a {} {}, but their uncertainty does not exclude one{}",
                     subsets_of(step, scope), error_words(step), relation_words(step), seen_text(step, found.search));
}

/// Of a step that any error will do for: what is unknown is what is connected.
std::string open_size_text(const Step& step, SubsetScope scope) {
  return fmt::format("whether there is a {} hangs on what is not calibrated", subsets_of(step, scope));
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
  if (!step.error) return open_size_text(step, scope);
  switch (search.obstacle) {
    case SubsetSearch::Obstacle::unknown_errors:
      return fmt::format(
          "whether a {} has a {} {} hangs on what is not calibrated: one has if all of that is as good as can be, none "
          "is known to{}",
          subsets_of(step, scope), error_words(step), relation_words(step), seen_text(step, search));
    case SubsetSearch::Obstacle::rounding:
      return fmt::format("the least {} of a {} equals {} but for rounding", error_words(step), subsets_of(step, scope),
                         limit_text(*step.error));
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
  if (found.inexact) return inexact_text(step, found, scope);
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

/// Of a subset's mean its interval, else what the least mean lies between.
void set_range(const Step& step, const StepSearch& found, Reason& reason) {
  const SubsetSearch& search = found.search;
  const auto set = [&](std::optional<double> low, std::optional<double> high) {
    if (low) reason.low = *low * step.factor;
    if (high) reason.high = *high * step.factor;
  };
  if (found.low) {
    set(found.low, found.high);
  } else if (step.error && !found.value && !step.median) {
    set(search.lower_bound, search.best_mean);
  }
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
  std::string words = words_for(step.figure);
  return words.starts_with("the ") ? words.substr(4) : words;
}

std::string error_text(const Step& step, double error) {
  if (step.conversion.empty()) return number_text(error);
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
  set_range(step, found, reason);
  reason.text = fmt::format("{}: {}", step.clause, text_of(step, found, scope));
  return reason;
}

}  // namespace qgauge::thresholds
