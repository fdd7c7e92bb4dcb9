// The tree of reasons of a condition, its margins, and what would decide it. Used by evaluation. Decides nothing
// itself: every `met` is the decision rule of knowledge.hpp on the part of the condition that the reason is about.
#pragma once

#include <span>
#include <vector>

#include "thresholds/knowledge.hpp"

namespace qgauge::thresholds {

/// Of a ladder only the steps that the count can fall in are told in full, and the others in one line.
Reason explain(const Condition& condition, const Knowledge& knowledge);

/// The steps of a ladder that the count can fall in; where there is none, the nearest.
std::vector<const Condition*> steps_in_question(const Condition& ladder, const Knowledge& knowledge);

/// The leaves that explain() tells.
std::vector<const Condition*> leaves_told(const Condition& condition, const Knowledge& knowledge);

/// value / limit for each bound that the reasons tell, each figure and limit once. `rule`: whose units limits are told in.
std::vector<Margin> margins_of(const Reason& reason, const Condition& rule = {});

/// What the verdict is conditional on: the figures that the reasons tell and whose source gives no uncertainty.
std::vector<std::string> exactness_conditions(std::span<const Reason> reasons, const Knowledge& knowledge);

/// Figures that stand exactly at a limit that matters, where the least tolerance of them would decide.
std::vector<std::string> tolerance_assumptions(const Condition& condition, const Knowledge& knowledge);

/// What a probability rests on beside the estimates: what was held of each figure before it was estimated.
std::vector<std::string> prior_assumptions(const Knowledge& knowledge);

/// What would decide the condition, and who knows it.
std::vector<MissingInput> missing_for(const Condition& condition, const Knowledge& knowledge);

}  // namespace qgauge::thresholds
