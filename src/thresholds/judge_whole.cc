// The readings that take the item's own figures: see judge.hpp.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "thresholds/counterfactual.hpp"
#include "thresholds/explain.hpp"
#include "thresholds/judge.hpp"

namespace qgauge::thresholds {
namespace {

/// A probability exists where some figure that the condition hangs on has one, and is one number where what is merely
/// possible does not move it.
std::optional<double> probability_of(Chance chance, const Knowledge& knowledge) {
  constexpr double rounding = 1e-9;
  const bool random = std::ranges::any_of(knowledge, &Quantity::random);
  if (!random || chance.high - chance.low > rounding) return std::nullopt;
  return std::clamp(chance.low, 0.0, 1.0);
}

void note_spread(Chance chance, const Knowledge& knowledge, Reason& reason) {
  const bool random = std::ranges::any_of(knowledge, &Quantity::random);
  if (!random || probability_of(chance, knowledge)) return;
  reason.text += fmt::format("; its probability lies between {:.3f} and {:.3f}, depending on what is not known",
                             chance.low, chance.high);
}

/// What takes the item out stands before the condition that it meets.
void add_exceptions(std::vector<Reason> reasons, Judgement& judgement) {
  for (Reason& reason : reasons) {
    const bool decides = judgement.met == false && reason.met == false;
    judgement.reasons.insert(decides ? judgement.reasons.begin() : judgement.reasons.end(), std::move(reason));
  }
}

}  // namespace

Judgement judge_whole(const Rule& rule, const Item& item) {
  const Condition condition = listed(rule);
  const Knowledge knowledge = knowledge_of(condition, item);
  const Chance chance = chance_of(condition, knowledge);
  Judgement judgement;
  judgement.met = decided(chance);
  judgement.probability = probability_of(chance, knowledge);
  Reason reason = explain(rule.entry.condition, knowledge);
  note_spread(chance, knowledge, reason);
  judgement.margins = margins_of(reason, rule.entry.condition);
  judgement.assumptions = tolerance_assumptions(condition, knowledge);
  if (judgement.probability) {
    std::ranges::move(prior_assumptions(knowledge), std::back_inserter(judgement.assumptions));
  }
  judgement.counterfactuals = counterfactuals_of(condition, knowledge);
  if (!judgement.met) judgement.missing = missing_for(condition, knowledge);
  judgement.reasons.push_back(std::move(reason));
  add_exceptions(exception_reasons(rule, knowledge), judgement);
  judgement.conditional_on = exactness_conditions(judgement.reasons, knowledge);
  return judgement;
}

}  // namespace qgauge::thresholds
