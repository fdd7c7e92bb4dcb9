// A step of a ladder as a question about connected subsets: what it asks of their sizes and errors, the search for one,
// and the answer in words. Used by the subset readings. Knows no rule beyond the step.
#pragma once

#include <optional>
#include <string>

#include "thresholds/knowledge.hpp"
#include "thresholds/subset_memory.hpp"

namespace qgauge::thresholds {

inline const std::string count_figure = "physical_qubits.connected";

/// Sizes in [at_least, below), mean or median error at most `limit`. `rest`: what else the step asks.
struct Step {
  std::string clause;
  int at_least;
  int below;
  std::optional<Condition> error;  ///< the bound on the error as the rule writes it; none: any error will do
  std::string figure = {};         ///< what stands for that error under the reading; empty: qgauge has none
  bool median = false;
  double factor = 1;
  std::string conversion = {};
  double limit;  ///< on the figure; infinite where there is none
  Condition rest = {};
};

/// Nothing where the step bounds a subset's figures in a way that is no range of sizes and no upper limit.
std::optional<Step> step_of(const Condition& condition, const Reading& reading);

/// Null where the subject does not know the step's errors coupling by coupling.
const subject::CouplingGraph* graph_for(const Step& step, const subject::Subject& subject);

/// A graph and the name that a memory keeps answers under, one for each graph.
struct NamedGraph {
  std::string name;
  const subject::CouplingGraph& graph;
};

/// What a search found of a step. `value`: the mean or median of the subset that was found. `inexact`: as stated the
/// errors settle the step, but not with the uncertainty that is stated of them; `seen` is then what was found with the
/// errors as they are, and `value` its. `low`, `high`: the interval at 95 % of a mean that is uncertain.
struct StepSearch {
  SubsetSearch search;
  std::optional<double> value = {};
  bool inexact = false;
  std::optional<Subset> seen = {};
  std::optional<double> low = {};
  std::optional<double> high = {};
};
StepSearch search_step(const Step& step, const subject::CouplingGraph& graph, SubsetScope scope, SubsetMemory& memory);
/// Of the errors as they are, as if they were exact.
StepSearch search_stated(const Step& step, const NamedGraph& named, SubsetScope scope, SubsetMemory& memory);
StepSearch search_median(const Step& step, const NamedGraph& named, SubsetScope scope, SubsetMemory& memory);
double mean_of_subset(const Subset& subset, const subject::CouplingGraph& graph);
double median_of_subset(const Subset& subset, const subject::CouplingGraph& graph);

/// "34 to 99 qubits", "2000 or more qubits".
std::string sizes_text(const Step& step);
/// "a connected subset of 34 to 99 qubits".
std::string subsets_of(const Step& step, SubsetScope scope);
/// "mean C-NOT error".
std::string error_words(const Step& step);
/// "9e-4", "9e-4 (1.1e-3 as process infidelity)".
std::string error_text(const Step& step, double error);

/// What was found, with the values as they are compared with the rule's limit.
Reason reason_for(const Step& step, const StepSearch& found, SubsetScope scope);
/// The step is for larger machines.
Reason too_small_reason(const Step& step);

}  // namespace qgauge::thresholds
