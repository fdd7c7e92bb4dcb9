// The readings `best_subset` and `best_couplings`: see judge.hpp. The count and the error of a step are those of a
// subset; everything else that a rule asks is asked of the machine.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/explain.hpp"
#include "thresholds/judge.hpp"
#include "thresholds/reading.hpp"
#include "thresholds/subset_step.hpp"
#include "thresholds/wording.hpp"

namespace qgauge::thresholds {
namespace {

using subject::CouplingGraph;

SubsetScope scope_of(const Reading& reading) {
  return reading.scope == Reading::Scope::best_couplings ? SubsetScope::chosen : SubsetScope::induced;
}

std::optional<bool> both(std::optional<bool> a, std::optional<bool> b) {
  if (a == false || b == false) return false;
  return a && b ? std::optional(true) : std::nullopt;
}

/// `too_small`: the machine has too few connected qubits for the step, whatever their errors. `step` empty: it asks
/// what connected subsets are not searched for.
struct StepJudgement {
  std::optional<Step> step;
  Reason reason;
  bool too_small = false;
  bool has_graph = false;
  std::optional<double> best;  ///< least error of the subsets that were seen, where none met the limit
  std::optional<Subset> subset;
};

/// What a rule asks of a machine's subsets, and what is known of the machine as a whole.
struct Inquiry {
  const Item& item;
  const Knowledge& knowledge;
  SubsetMemory& memory;
};

/// Without a graph a subset's error is anybody's guess; its size is not.
StepJudgement judge_by_size(const Step& step, const Inquiry& inquiry) {
  Condition reach;
  reach.kind = Condition::Kind::bound;
  reach.figure = count_figure;
  reach.limit = step.at_least;
  StepJudgement judged{.step = step, .reason = {}, .best = {}, .subset = {}};
  judged.too_small =
      find_quantity(inquiry.knowledge, count_figure) && decided(chance_of(reach, inquiry.knowledge)) == false;
  if (judged.too_small) {
    judged.reason = too_small_reason(step);
    return judged;
  }
  judged.reason.clause = step.clause;
  judged.reason.text = fmt::format(
      "{}: the errors of the couplings are not known one by one, so a {} may do better than the whole machine",
      step.clause, subsets_of(step, scope_of(inquiry.item.reading)));
  return judged;
}

StepJudgement judge_by_search(const Step& step, const CouplingGraph& graph, const Inquiry& inquiry) {
  const SubsetScope scope = scope_of(inquiry.item.reading);
  const StepSearch found = search_step(step, graph, scope, inquiry.memory);
  StepJudgement judged{.step = step,
                       .reason = reason_for(step, found, scope),
                       .too_small = found.search.proof == SubsetSearch::Proof::size,
                       .has_graph = true,
                       .best = found.value ? std::nullopt : found.search.best_mean,
                       .subset = found.search.subset};
  if (!step.rest.parts.empty()) {
    Reason rest = explain(step.rest, inquiry.knowledge);
    judged.reason.met = both(judged.reason.met, rest.met);
    judged.reason.because.push_back(std::move(rest));
  }
  return judged;
}

StepJudgement judge_step(const Condition& part, const Inquiry& inquiry) {
  const auto step = step_of(part, inquiry.item.reading);
  if (!step) {
    StepJudgement judged{.step = {}, .reason = {}, .best = {}, .subset = {}};
    judged.reason.clause = part.clause;
    judged.reason.text =
        "no range of sizes with an upper limit on the error, which is what connected subsets are searched for";
    return judged;
  }
  const CouplingGraph* graph = graph_for(*step, inquiry.item.subject);
  return graph ? judge_by_search(*step, *graph, inquiry) : judge_by_size(*step, inquiry);
}

std::vector<StepJudgement> judge_steps(const Condition& condition, const Inquiry& inquiry) {
  const std::vector<Condition> single{condition};
  std::vector<StepJudgement> judged;
  for (const Condition& part : condition.kind == Condition::Kind::any ? condition.parts : single) {
    judged.push_back(judge_step(part, inquiry));
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

bool knows_every_coupling(const CouplingGraph& graph) {
  if (graph.complete) return graph.uniform_infidelity.has_value();
  return std::ranges::all_of(graph.edges, [](const subject::Edge& edge) { return edge.cnot_infidelity.has_value(); });
}

/// What the whole machine lacks, less its own error: that of a subset is asked instead.
std::vector<MissingInput> missing_inputs(const Judgement& whole, const std::vector<StepJudgement>& judged,
                                         const Inquiry& inquiry) {
  std::vector<MissingInput> missing = whole.missing;
  for (const Quantity& quantity : inquiry.knowledge) {
    if (!is_read(quantity.name)) continue;
    std::erase_if(missing, [&](const MissingInput& input) { return input.name == quantity.read_as; });
  }
  const bool known = std::ranges::all_of(judged, [&](const StepJudgement& step) {
    if (!step.step || step.too_small) return true;
    const CouplingGraph* graph = graph_for(*step.step, inquiry.item.subject);
    return graph && knows_every_coupling(*graph);
  });
  const std::string who = inquiry.item.reading.simulated ? "measurement" : "vendor";
  if (!known) missing.push_back({"the C-NOT error of each coupling", who});
  return missing;
}

/// How far the best subset that was seen is above the limit, where nothing but its error keeps the step from being met.
double excess(const StepJudgement& judged) {
  const bool only_error = judged.best && judged.step->limit > 0 && judged.step->rest.parts.empty();
  return only_error ? *judged.best / judged.step->limit : std::numeric_limits<double>::infinity();
}

/// A machine is controlled as soon as the errors of the best subset that was seen fall by as much as this.
std::optional<Counterfactual> least_fall(const std::vector<StepJudgement>& judged, SubsetScope scope) {
  const auto nearest = std::ranges::min_element(judged, {}, excess);
  if (nearest == judged.end() || !std::isfinite(excess(*nearest))) return std::nullopt;
  const Step& step = *nearest->step;
  const double percent = 100 * (1 - 1 / excess(*nearest));
  return Counterfactual{
      .figure = step.figure,
      .value = step.limit,
      .becomes = Decision::controlled,
      .text = fmt::format("controlled if the {} of the best {} that was seen falls by {:.2g} % to {}",
                          error_words(step), subsets_of(step, scope), percent, error_text(step, step.limit))};
}

std::string subsets_text(std::optional<bool> met, std::optional<bool> whole, SubsetScope scope) {
  const bool induced = scope == SubsetScope::induced;
  if (met == true) {
    return fmt::format("some connected {} meets the condition", induced ? "subset of the qubits" : "set of couplings");
  }
  return fmt::format("the whole machine {} the condition; of its connected {}:",
                     whole == false ? "does not meet" : "may or may not meet",
                     induced ? "subsets" : "sets of couplings");
}

/// What is known of the condition on the whole machine. Its component is among the subsets that were searched, so what
/// none of them meets it does not meet either; but not where the error of the whole is an estimate: the graph's errors
/// are then no more exact than that.
std::optional<bool> whole_meets(const Condition& condition, const std::vector<StepJudgement>& judged,
                                const Knowledge& knowledge) {
  const auto estimated = [](const Quantity& quantity) { return is_read(quantity.name) && quantity.random; };
  const auto excluded = [](const StepJudgement& step) {
    return step.reason.met == false && (step.has_graph || step.too_small);
  };
  if (std::ranges::none_of(knowledge, estimated) && std::ranges::all_of(judged, excluded)) return false;
  return decided(chance_of(condition, knowledge));
}

/// Keeps the step that is met, and its subset; else tells of all of them.
void tell_steps(std::vector<StepJudgement> judged, std::optional<bool> whole, SubsetScope scope, Judgement& judgement) {
  Reason reason;
  const auto met = std::ranges::find(judged, std::optional(true), [](const auto& step) { return step.reason.met; });
  if (met != judged.end()) {
    reason.met = true;
    judgement.subset = met->subset;
    if (met->has_graph) judgement.conditional_on = {"the C-NOT error of each coupling is exactly as stated"};
    judged = {*met};
  } else if (whole == false && std::ranges::all_of(judged, [](const auto& step) { return step.reason.met == false; })) {
    reason.met = false;
  }
  judgement.margins = margins_of_steps(judged);
  reason.text = subsets_text(reason.met, whole, scope);
  reason.because = told(std::move(judged));
  judgement.reasons.push_back(std::move(reason));
}

Judgement judge_subsets(const Rule& rule, const Inquiry& inquiry, const Judgement& whole) {
  const Condition& condition = rule.entry.condition;
  const SubsetScope scope = scope_of(inquiry.item.reading);
  std::vector<StepJudgement> judged = judge_steps(condition, inquiry);
  Judgement judgement;
  tell_steps(judged, whole_meets(condition, judged, inquiry.knowledge), scope, judgement);
  judgement.met = judgement.reasons.front().met;
  for (Reason& reason : exception_reasons(rule, inquiry.knowledge)) judgement.reasons.push_back(std::move(reason));
  const auto out = decided(chance_of(taken_out(rule), inquiry.knowledge));
  judgement.met = both(judgement.met, out ? std::optional(!*out) : std::nullopt);
  if (!judgement.met) judgement.missing = missing_inputs(whole, judged, inquiry);
  if (judgement.met != true && out == false) {
    if (auto fall = least_fall(judged, scope)) judgement.counterfactuals.push_back(std::move(*fall));
  }
  return judgement;
}

}  // namespace

Judgement judge_best_subset(const Rule& rule, const Item& item, SubsetMemory& memory) {
  Judgement whole = judge_whole(rule, item);
  const Condition condition = listed(rule);
  const Knowledge knowledge = knowledge_of(condition, item);
  if (whole.met == true) {
    whole.counterfactuals.clear();  // what takes the whole out may leave a subset in
    whole.reasons.front().text = "the whole machine, which is one of its connected subsets, meets the condition";
    return whole;
  }
  if (decided(chance_of(taken_out(rule), knowledge)) == true) return whole;
  return judge_subsets(rule, {item, knowledge, memory}, whole);
}

}  // namespace qgauge::thresholds
