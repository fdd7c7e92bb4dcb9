// A rule under a reading: the whole machine or component, or the connected subset of a machine's qubits that does best
// at each step. Used by evaluation; knows no regime and no date.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "thresholds/exceptions.hpp"
#include "thresholds/knowledge.hpp"
#include "thresholds/subset_memory.hpp"

namespace qgauge::thresholds {

/// What a reading found of an entry: whether it lists the item. `met` empty: undetermined.
struct Judgement {
  std::optional<bool> met;
  std::optional<double> probability;
  std::vector<Reason> reasons;
  std::vector<Margin> margins;
  std::vector<Counterfactual> counterfactuals;
  std::optional<Subset> subset;
  std::vector<std::string> conditional_on;
  std::vector<std::string> assumptions;
  std::vector<MissingInput> missing;
};

/// The item's own figures.
Judgement judge_whole(const Rule& rule, const Item& item);

/// The item's own figures; where they leave it open, not met if it is proven that no connected subset of the machine
/// meets the condition, because the machine is one of them.
Judgement judge_machine(const Rule& rule, const Item& item, SubsetMemory& memory);

/// Of a connected subset, or of couplings that connect one: met as soon as the whole machine, which is one of its
/// subsets, meets the condition; not met only where the whole is not and every step is proven out of reach.
Judgement judge_best_subset(const Rule& rule, const Item& item, SubsetMemory& memory);

}  // namespace qgauge::thresholds
