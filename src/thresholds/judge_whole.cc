// The reading `whole` (and whole/simulated): the condition on the machine's own figures. See judge.hpp.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "thresholds/explain.hpp"
#include "thresholds/judge.hpp"

namespace qgauge::thresholds {
namespace {

/// A probability exists where some figure has one, and is one number where what is merely possible does not move it.
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

}  // namespace

Judgement judge_whole(const Condition& condition, const subject::Subject& subject, const Reading& reading) {
  const Knowledge knowledge = knowledge_of(condition, subject, reading);
  const Chance chance = chance_of(condition, knowledge);
  Judgement judgement;
  judgement.met = decided(chance);
  judgement.probability = probability_of(chance, knowledge);
  Reason reason = explain(condition, knowledge);
  note_spread(chance, knowledge, reason);
  judgement.margins = margins_of(reason);
  judgement.conditional_on = exactness_conditions(reason, knowledge);
  if (!judgement.met) judgement.missing = missing_for(condition, knowledge);
  judgement.reasons.push_back(std::move(reason));
  return judgement;
}

}  // namespace qgauge::thresholds
