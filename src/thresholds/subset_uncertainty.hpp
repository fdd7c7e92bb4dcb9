// Steps whose coupling errors are uncertain: a subset counts as found only if it meets the limit with the probability
// that the decision rule asks, and as excluded only if, with that probability, no subset meets it. Both become searches
// of exact errors: raised ones, or lowered ones. Called by search_step; knows no rule beyond the step.
#pragma once

#include "thresholds/subset_step.hpp"

namespace qgauge::thresholds {

/// Whether a standard deviation is stated of some error.
bool is_uncertain(const subject::CouplingGraph& graph);

/// A step as an exact search has to answer it for a decision to hold: the errors and the limit moved against it.
struct HardStep {
  subject::CouplingGraph graph;
  Step step;
};
/// A subset that meets this meets `step` with a probability of at least 0.975. Nothing where none could.
std::optional<HardStep> hard_to_meet(const Step& step, const subject::CouplingGraph& graph);
/// If no subset meets this, then with a probability of at least 0.975 none meets `step`.
std::optional<HardStep> hard_to_miss(const Step& step, const subject::CouplingGraph& graph);

/// What was found of the errors as stated, held against their uncertainty.
StepSearch with_uncertainty(StepSearch stated, const Step& step, const NamedGraph& named, SubsetScope scope,
                            SubsetMemory& memory);

/// Standard deviation of the mean over the subset's couplings.
double sigma_of_mean(const Subset& subset, const subject::CouplingGraph& graph);

/// How errors of couplings are taken to hang together, as verdicts name it.
std::string dependence_assumption(const subject::CouplingGraph& graph);

}  // namespace qgauge::thresholds
