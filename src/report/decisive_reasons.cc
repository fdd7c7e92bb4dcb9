// Which reasons decide: see decisive_reasons.hpp.
#include "report/decisive_reasons.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Decision;
using thresholds::Reason;
using thresholds::Verdict;

std::optional<bool> met_of(Decision decision) {
  if (decision == Decision::undetermined) return std::nullopt;
  return decision == Decision::controlled;
}

/// The deepest reasons that came out as the verdict did and tell something by themselves.
void collect_decisive(const Reason& reason, std::optional<bool> met, std::vector<const Reason*>& found) {
  if (reason.met != met) return;
  const std::size_t before = found.size();
  if (!tells_its_parts(reason)) {
    for (const Reason& part : reason.because) collect_decisive(part, met, found);
  }
  if (found.size() == before) found.push_back(&reason);
}

/// How far what is known lies from the limit, as a factor's logarithm; infinite where the reason has no numbers.
double distance_of(const Reason& reason, std::optional<bool> met) {
  double distance = std::numeric_limits<double>::infinity();
  for (const auto& known : {reason.value, reason.low, reason.high}) {
    if (!known || !reason.limit || *known <= 0 || *reason.limit <= 0 || reason.met != met) continue;
    distance = std::min(distance, std::abs(std::log(*known / *reason.limit)));
  }
  for (const Reason& part : reason.because) distance = std::min(distance, distance_of(part, met));
  return distance;
}

/// Everything that a listed item meets; of what keeps an item out or open, what comes nearest.
std::size_t most_reasons(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return 4;
    case Decision::undetermined:
      return 2;
    case Decision::not_controlled:
      return 1;
  }
  std::unreachable();
}

}  // namespace

std::vector<const Reason*> decisive_reasons(const Verdict& verdict) {
  const std::optional<bool> met = met_of(verdict.decision);
  std::vector<const Reason*> found;
  for (const Reason& reason : verdict.reasons) collect_decisive(reason, met, found);
  if (found.empty() && !verdict.reasons.empty()) found.push_back(&verdict.reasons.front());
  if (verdict.decision == Decision::not_controlled) {
    std::ranges::stable_sort(found, {}, [&](const Reason* reason) { return distance_of(*reason, met); });
  }
  found.resize(std::min(found.size(), most_reasons(verdict.decision)));
  return found;
}

}  // namespace qgauge::report
