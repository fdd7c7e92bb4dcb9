// The reading `best_subset`: see judge.hpp. The count and the error of a step are those of a subset; everything else
// that a step asks is asked of the machine.
#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/explain.hpp"
#include "thresholds/judge.hpp"
#include "thresholds/wording.hpp"

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;
using enum SubsetSearch::Outcome;

const std::string count_figure = "physical_qubits.connected";
const std::string error_figure = "cnot_infidelity.mean";

/// A step as a question about subsets: sizes in [at_least, below), mean error at most `limit`. `rest`: its other
/// conditions.
struct Step {
  std::string clause;
  int at_least;
  int below;
  double limit;
  Condition rest;
};

bool about_subset(const Condition& part) {
  return part.kind == Condition::Kind::bound && (part.figure == count_figure || part.figure == error_figure);
}

int clamped(double number) {
  return static_cast<int>(std::clamp(number, 0.0, double{std::numeric_limits<int>::max()}));
}

/// Nothing where the step bounds a subset's figures in a way that is no range of sizes and no upper limit.
std::optional<Step> step_of(const Condition& condition) {
  Condition all = condition;
  if (condition.kind != Condition::Kind::all) {
    all = Condition{};
    all.parts = {condition};
  }
  const Range count = range_of(all, count_figure);
  const Range error = range_of(all, error_figure);
  Step step{.clause = condition.clause,
            .at_least = clamped(count.low_open ? std::floor(count.low) + 1 : std::ceil(count.low)),
            .below = clamped(count.high_open ? std::ceil(count.high) : std::floor(count.high) + 1),
            .limit = error.high_open ? std::nextafter(error.high, 0.0) : error.high,
            .rest = {}};
  std::ranges::remove_copy_if(all.parts, std::back_inserter(step.rest.parts), about_subset);
  const auto others = figures_of(step.rest);
  const auto asks = [&](const std::string& name) { return std::ranges::find(others, name) != others.end(); };
  if (error.low > 0 || asks(count_figure) || asks(error_figure)) return std::nullopt;
  return step;
}

/// "34 to 99 qubits", "2000 or more qubits".
std::string sizes_text(const Step& step) {
  if (step.below == std::numeric_limits<int>::max()) return fmt::format("{} or more qubits", step.at_least);
  return fmt::format("{} to {} qubits", step.at_least, step.below - 1);
}

std::string found_text(const Step& step, const Subset& subset) {
  std::string text = fmt::format("a connected subset of {} qubits", subset.qubits.size());
  if (std::isinf(step.limit)) return text + " is enough, whatever its C-NOT error";
  return text + fmt::format(" has the mean C-NOT error {}, which is at most {}",
                            number_text(subset.mean_cnot_infidelity), number_text(step.limit));
}

/// "; the best that was seen has the mean 1.2e-3", where one was.
std::string seen_text(const SubsetSearch& search) {
  if (!search.best_mean) return {};
  return fmt::format("; the best that was seen has the mean {}", number_text(*search.best_mean));
}

std::string too_small_text(const Step& step) {
  return fmt::format("fewer than {} qubits are connected", step.at_least);
}

std::string none_text(const Step& step, const SubsetSearch& search) {
  const std::string why = search.proof == SubsetSearch::Proof::exhaustion
                              ? "an exact search left none out"
                              : fmt::format("the cheapest couplings that could connect {} qubits have the mean {}",
                                            step.at_least, number_text(search.lower_bound, step.limit));
  return fmt::format(
      "no connected subset of {} can have a mean C-NOT error of at most {}: {}, unknown ones counted as 0{}",
      sizes_text(step), number_text(step.limit), why, seen_text(search));
}

std::string open_text(const Step& step, const SubsetSearch& search) {
  const std::string limit = number_text(std::min(step.limit, 1.0));
  switch (search.obstacle) {
    case SubsetSearch::Obstacle::unknown_errors:
      return fmt::format(
          "whether a connected subset of {} has a mean C-NOT error of at most {} hangs on the couplings of unknown "
          "error: one has if they are 0, none if they are 1{}",
          sizes_text(step), limit, seen_text(search));
    case SubsetSearch::Obstacle::rounding:
      return fmt::format("the least mean C-NOT error of a connected subset of {} equals {} but for rounding",
                         sizes_text(step), limit);
    case SubsetSearch::Obstacle::none:
    case SubsetSearch::Obstacle::work:
      break;
  }
  return fmt::format(
      "no connected subset of {} with a mean C-NOT error of at most {} was found, and none is excluded: the search is "
      "too "
      "large to be finished, and the lower bound on the mean is {}{}",
      sizes_text(step), limit, number_text(search.lower_bound), seen_text(search));
}

/// The step is for larger machines.
Reason too_small_reason(const Step& step) {
  Reason reason;
  reason.clause = step.clause;
  reason.figure = count_figure;
  reason.relation = Relation::at_least;
  reason.limit = step.at_least;
  reason.met = false;
  reason.text = fmt::format("{}: {}", step.clause, too_small_text(step));
  return reason;
}

Reason search_reason(const Step& step, const SubsetSearch& search) {
  if (search.proof == SubsetSearch::Proof::size) return too_small_reason(step);
  Reason reason;
  reason.clause = step.clause;
  reason.figure = error_figure;
  reason.relation = Relation::at_most;
  if (std::isfinite(step.limit)) reason.limit = step.limit;
  std::string text;
  switch (search.outcome) {
    case found:
      reason.value = search.subset->mean_cnot_infidelity;
      reason.met = true;
      text = found_text(step, *search.subset);
      break;
    case proven_none:
      reason.met = false;
      text = none_text(step, search);
      break;
    case open:
      text = open_text(step, search);
      break;
  }
  if (search.outcome != found) {  // the least mean over subsets lies between these
    reason.low = search.lower_bound;
    reason.high = search.best_mean;
  }
  reason.text = fmt::format("{}: {}", step.clause, text);
  return reason;
}

std::optional<bool> both(std::optional<bool> a, std::optional<bool> b) {
  if (a == false || b == false) return false;
  return a && b ? std::optional(true) : std::nullopt;
}

/// `too_small`: the machine has too few connected qubits for the step, whatever their errors.
struct StepJudgement {
  Reason reason;
  bool too_small = false;
  std::optional<Subset> subset;
};

/// One step against the graph, in the light of what else it asks.
StepJudgement judge_step(const Step& step, const CouplingGraph& graph, const Knowledge& knowledge,
                         SubsetMemory& memory) {
  const SubsetSearch& search = memory.find(graph, step.at_least, step.below, step.limit, SubsetScope::induced);
  StepJudgement judged{.reason = search_reason(step, search),
                       .too_small = search.proof == SubsetSearch::Proof::size,
                       .subset = search.subset};
  if (!step.rest.parts.empty()) {
    Reason rest = explain(step.rest, knowledge);
    judged.reason.met = both(judged.reason.met, rest.met);
    judged.reason.because.push_back(std::move(rest));
  }
  return judged;
}

/// Without a graph a subset's error is anybody's guess; its size is not.
StepJudgement judge_step_by_size(const Step& step, const Knowledge& knowledge) {
  Condition reach;
  reach.kind = Condition::Kind::bound;
  reach.figure = count_figure;
  reach.limit = step.at_least;
  StepJudgement judged;
  judged.too_small = find_quantity(knowledge, count_figure) && decided(chance_of(reach, knowledge)) == false;
  if (judged.too_small) judged.reason.met = false;
  judged.reason.clause = step.clause;
  judged.reason.text =
      fmt::format("{}: {}", step.clause,
                  judged.too_small
                      ? too_small_text(step)
                      : fmt::format("the couplings are not known one by one, so a connected subset of {} may do better "
                                    "than the whole machine",
                                    sizes_text(step)));
  return judged;
}

StepJudgement judge_unsupported(const Condition& condition) {
  StepJudgement judged;
  judged.reason.clause = condition.clause;
  judged.reason.text =
      "no range of sizes with an upper limit on the error, which is what connected subsets are searched for";
  return judged;
}

std::vector<StepJudgement> judge_steps(const Condition& condition, const subject::Subject& subject,
                                       const Knowledge& knowledge, SubsetMemory& memory) {
  const std::vector<Condition> single{condition};
  std::vector<StepJudgement> judged;
  for (const Condition& part : condition.kind == Condition::Kind::any ? condition.parts : single) {
    const auto step = step_of(part);
    if (!step) {
      judged.push_back(judge_unsupported(part));
    } else {
      judged.push_back(subject.graph ? judge_step(*step, *subject.graph, knowledge, memory)
                                     : judge_step_by_size(*step, knowledge));
    }
  }
  return judged;
}

/// All steps, but of those for larger machines only the first.
std::vector<Reason> told(std::vector<StepJudgement> judged) {
  std::vector<Reason> reasons;
  bool told_too_small = false;
  for (StepJudgement& step : judged) {
    if (!step.too_small || !told_too_small) reasons.push_back(std::move(step.reason));
    told_too_small = told_too_small || step.too_small;
  }
  return reasons;
}

bool knows_every_coupling(const CouplingGraph& graph) {
  if (graph.complete) return graph.uniform_infidelity.has_value();
  return std::ranges::all_of(graph.edges, [](const subject::Edge& edge) { return edge.cnot_infidelity.has_value(); });
}

/// What the whole machine lacks, less its mean error: that of a subset is asked instead.
std::vector<MissingInput> missing_inputs(const Judgement& whole, const std::optional<CouplingGraph>& graph) {
  std::vector<MissingInput> missing = whole.missing;
  std::erase_if(missing, [](const MissingInput& input) { return input.name == error_figure; });
  if (!graph || !knows_every_coupling(*graph)) missing.push_back({"the C-NOT error of each coupling", "vendor"});
  return missing;
}

std::vector<Margin> margins_of_steps(const std::vector<StepJudgement>& judged) {
  std::vector<Margin> margins;
  for (const StepJudgement& step : judged) {
    for (const Margin& margin : margins_of(step.reason)) margins.push_back(margin);
    const Reason& reason = step.reason;  // where no subset is known, the lower bound on every mean stands for the value
    if (!reason.value && reason.low && reason.limit) {
      margins.push_back({reason.figure + " (lower bound over subsets)", *reason.limit, *reason.low / *reason.limit});
    }
  }
  return margins;
}

std::string subsets_text(std::optional<bool> met, std::optional<bool> whole) {
  if (met == true) return "some connected subset of the qubits meets the condition";
  return fmt::format("the whole machine {} the condition; of its connected subsets:",
                     whole == false ? "does not meet" : "may or may not meet");
}

Judgement judge_subsets(const Condition& condition, const subject::Subject& subject, const Judgement& whole,
                        SubsetMemory& memory) {
  std::vector<StepJudgement> judged = judge_steps(condition, subject, knowledge_of(condition, subject, {}), memory);
  Judgement judgement;
  const auto met = std::ranges::find(judged, std::optional(true), [](const auto& step) { return step.reason.met; });
  if (met != judged.end()) {
    judgement.met = true;
    judgement.subset = met->subset;
    judged = {*met};
  } else if (whole.met == false &&
             std::ranges::all_of(judged, [](const auto& step) { return step.reason.met == false; })) {
    judgement.met = false;
  }
  if (judgement.met && subject.graph) judgement.conditional_on = {"the value of each coupling's C-NOT error is exact"};
  if (!judgement.met) judgement.missing = missing_inputs(whole, subject.graph);
  judgement.margins = margins_of_steps(judged);
  Reason reason;
  reason.met = judgement.met;
  reason.text = subsets_text(judgement.met, whole.met);
  reason.because = told(std::move(judged));
  judgement.reasons.push_back(std::move(reason));
  return judgement;
}

}  // namespace

Judgement judge_best_subset(const Condition& condition, const subject::Subject& subject, SubsetMemory& memory) {
  Judgement whole = judge_whole(condition, subject, {});
  if (whole.met != true) return judge_subsets(condition, subject, whole, memory);
  whole.reasons.front().text = "the whole machine, which is one of its connected subsets, meets the condition";
  return whole;
}

}  // namespace qgauge::thresholds
