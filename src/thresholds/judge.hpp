// A condition under a reading: the whole machine, or the connected subset of its qubits that does best at each step.
// Used by evaluation; knows no regime and no date.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "thresholds/knowledge.hpp"
#include "thresholds/subset_memory.hpp"

namespace qgauge::thresholds {

/// What a reading found of an entry's condition. `met` empty: undetermined.
struct Judgement {
  std::optional<bool> met;
  std::optional<double> probability;
  std::vector<Reason> reasons;
  std::vector<Margin> margins;
  std::optional<Subset> subset;
  std::vector<std::string> conditional_on;
  std::vector<MissingInput> missing;
};

Judgement judge_whole(const Condition& condition, const subject::Subject& subject, const Reading& reading);

/// Met as soon as the whole machine, which is one of its subsets, meets the condition; not met only where the whole is
/// not and every step is proven out of reach.
Judgement judge_best_subset(const Condition& condition, const subject::Subject& subject, SubsetMemory& memory);

}  // namespace qgauge::thresholds
