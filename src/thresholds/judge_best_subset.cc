// The readings `best_subset` and `best_couplings`: see judge.hpp. The count and the error of a step are those of a
// subset; everything else that a rule asks is asked of the machine.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/explain.hpp"
#include "thresholds/judge.hpp"
#include "thresholds/reading.hpp"
#include "thresholds/subset_needs.hpp"
#include "thresholds/subset_step.hpp"
#include "thresholds/subset_uncertainty.hpp"
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

/// `step` empty: it asks what connected subsets are not searched for. `graph`: its couplings, null where they are not
/// known one by one. `too_small`: the machine has too few connected qubits for it, whatever their errors.
struct StepJudgement {
  std::optional<Step> step;
  Reason reason;
  bool too_small = false;
  const CouplingGraph* graph = nullptr;
  StepSearch found = {};
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
  StepJudgement judged{.step = step, .reason = {}};
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
  StepJudgement judged{.step = step, .reason = {}, .graph = &graph};
  judged.found = search_step(step, graph, scope, inquiry.memory);
  judged.reason = reason_for(step, judged.found, scope);
  judged.too_small = judged.found.search.proof == SubsetSearch::Proof::size;
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
    StepJudgement judged{.step = {}, .reason = {}};
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

/// Where no subset is known, the lower bound on every mean stands for the value.
std::optional<Margin> margin_of_bound(const StepJudgement& judged) {
  const Reason& reason = judged.reason;
  if (!judged.step || !judged.step->error || reason.value || !reason.low || !reason.limit) return std::nullopt;
  const double ratio = *reason.low / *reason.limit;
  const std::string text =
      fmt::format("the lower bound on the {} of {} is {} times the limit {}", error_words(*judged.step),
                  sizes_text(*judged.step), number_text(ratio, 1), limit_text(*judged.step->error));
  return Margin{reason.figure + " (lower bound over subsets)", *reason.limit, ratio, text};
}

std::vector<Margin> margins_of_steps(const std::vector<StepJudgement>& judged, const Condition& condition) {
  std::vector<Margin> margins;
  for (const StepJudgement& step : judged) {
    for (Margin& margin : margins_of(step.reason, condition)) margins.push_back(std::move(margin));
    if (auto margin = margin_of_bound(step)) margins.push_back(std::move(*margin));
  }
  return margins;
}

bool is_excluded(const StepJudgement& judged) {
  return judged.reason.met == false && (judged.graph || judged.too_small);
}

/// What the whole machine lacks, less its own error where that of a subset is asked instead.
std::vector<MissingInput> missing_inputs(const Judgement& whole, const std::vector<StepJudgement>& judged,
                                         const Inquiry& inquiry) {
  std::vector<MissingInput> missing = whole.missing;
  if (std::ranges::all_of(judged, is_excluded)) return missing;  // only the machine's own error is in the way
  for (const Quantity& quantity : inquiry.knowledge) {
    if (!is_read(quantity.name)) continue;
    std::erase_if(missing, [&](const MissingInput& input) { return input.name == quantity.read_as; });
  }
  SubsetNeeds needs;
  for (const StepJudgement& step : judged) {
    if (step.step && !step.too_small && !step.reason.met) needs.add(step.graph, step.found);
  }
  for (MissingInput& input : needs.inputs(inquiry.item.reading.simulated)) missing.push_back(std::move(input));
  return missing;
}

/// The mean that, as uncertain as that of the subset, meets the step.
double mean_that_meets(const StepJudgement& judged, const Subset& subset) {
  const double normal = figures::normal_quantile_two_sided(0.95);
  return judged.step->limit - (judged.step->median ? 0 : normal * sigma_of_mean(subset, *judged.graph));
}

/// By how much the best subset that was seen misses its step, as a factor, where nothing but its error does.
std::optional<double> excess(const StepJudgement& judged) {
  const auto& best = judged.found.search.best_mean;
  const bool only_error = judged.step && judged.step->error && judged.step->rest.parts.empty() && best;
  if (!only_error || judged.reason.met == true) return std::nullopt;
  const bool known = judged.found.seen || !is_uncertain(*judged.graph);
  const double needed =
      judged.found.seen ? mean_that_meets(judged, *judged.found.seen) : (known ? judged.step->limit : 0);
  return needed > 0 ? std::optional(*best / needed) : std::nullopt;
}

/// A machine is controlled as soon as the errors of the best subset that was seen fall by as much as this.
std::optional<Counterfactual> least_fall(const std::vector<StepJudgement>& judged, SubsetScope scope) {
  const StepJudgement* nearest = nullptr;
  for (const StepJudgement& step : judged) {
    if (excess(step) && (!nearest || *excess(step) < *excess(*nearest))) nearest = &step;
  }
  if (!nearest) return std::nullopt;
  const Step& step = *nearest->step;
  const double reached = *nearest->found.search.best_mean / *excess(*nearest);
  const double percent = 100 * (1 - 1 / *excess(*nearest));
  return Counterfactual{
      .figure = step.figure,
      .value = reached,
      .becomes = Decision::controlled,
      .text = fmt::format("controlled if the {} of the best {} that was seen{} falls by {:.2g} % to {}",
                          error_words(step), subsets_of(step, scope),
                          nearest->found.seen ? ", as uncertain as it is," : "", percent, error_text(step, reached))};
}

/// How much worse the subset may be and still show that the machine is controlled. Another subset may show it, too.
std::optional<Counterfactual> greatest_rise(const StepJudgement& judged) {
  if (!judged.step || !judged.step->error || !judged.found.value || !judged.found.search.subset) return std::nullopt;
  const Step& step = *judged.step;
  const bool uncertain = is_uncertain(*judged.graph);
  const double reached = mean_that_meets(judged, *judged.found.search.subset);
  const double percent = *judged.found.value > 0 ? 100 * (reached / *judged.found.value - 1) : 0;
  return Counterfactual{
      .figure = step.figure,
      .value = reached,
      .becomes = Decision::undetermined,
      .text = fmt::format("no longer shown by this subset if its {}{} rises{} above {}", error_words(step),
                          uncertain ? ", as uncertain as it is," : "",
                          percent > 1e-3 ? fmt::format(" by {:.2g} %", percent) : "", error_text(step, reached))};
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

/// Whether none of its subsets, and so not the machine itself, meets the condition. Its component is among the subsets
/// that were searched; but not where the error of the whole is an estimate, as exact as that is the graph's at most.
bool excludes_whole(const std::vector<StepJudgement>& judged, const Knowledge& knowledge) {
  const auto estimated = [](const Quantity& quantity) { return is_read(quantity.name) && quantity.random; };
  return std::ranges::none_of(knowledge, estimated) && std::ranges::all_of(judged, is_excluded);
}

std::optional<bool> whole_meets(const Condition& condition, const std::vector<StepJudgement>& judged,
                                const Knowledge& knowledge) {
  return excludes_whole(judged, knowledge) ? std::optional(false) : decided(chance_of(condition, knowledge));
}

void add_once(const std::string& text, std::vector<std::string>& texts) {
  if (std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
}

/// What the answers rest on: errors that are exact, or uncertain in a way that is not stated.
void tell_ground(const std::vector<StepJudgement>& judged, Judgement& judgement) {
  for (const StepJudgement& step : judged) {
    if (!step.graph || step.too_small || !step.step->error) continue;
    if (is_uncertain(*step.graph)) {
      add_once(dependence_assumption(*step.graph), judgement.assumptions);
    } else {
      add_once("the C-NOT error of each coupling is exactly as stated", judgement.conditional_on);
    }
  }
}

/// Keeps the step that is met, and its subset; else tells of all of them.
void tell_steps(std::vector<StepJudgement> judged, std::optional<bool> whole, const Inquiry& inquiry,
                const Condition& condition, Judgement& judgement) {
  Reason reason;
  const auto met = std::ranges::find(judged, std::optional(true), [](const auto& step) { return step.reason.met; });
  if (met != judged.end()) {
    reason.met = true;
    judgement.subset = met->found.search.subset;
    judged = {*met};
    if (auto rise = greatest_rise(judged.front())) judgement.counterfactuals.push_back(std::move(*rise));
  } else if (whole == false && std::ranges::all_of(judged, [](const auto& step) { return step.reason.met == false; })) {
    reason.met = false;
  }
  tell_ground(judged, judgement);
  judgement.margins = margins_of_steps(judged, condition);
  reason.text = subsets_text(reason.met, whole, scope_of(inquiry.item.reading));
  reason.because = told(std::move(judged));
  judgement.reasons.push_back(std::move(reason));
}

Judgement judge_subsets(const Rule& rule, const Inquiry& inquiry, const Judgement& whole) {
  const Condition& condition = rule.entry.condition;
  std::vector<StepJudgement> judged = judge_steps(condition, inquiry);
  Judgement judgement;
  tell_steps(judged, whole_meets(condition, judged, inquiry.knowledge), inquiry, condition, judgement);
  judgement.met = judgement.reasons.front().met;
  for (Reason& reason : exception_reasons(rule, inquiry.knowledge)) judgement.reasons.push_back(std::move(reason));
  const auto out = decided(chance_of(taken_out(rule), inquiry.knowledge));
  judgement.met = both(judgement.met, out ? std::optional(!*out) : std::nullopt);
  if (!judgement.met) judgement.missing = missing_inputs(whole, judged, inquiry);
  if (judgement.met != true) judgement.counterfactuals.clear();
  if (judgement.met != true && out == false) {
    if (auto fall = least_fall(judged, scope_of(inquiry.item.reading))) judgement.counterfactuals = {std::move(*fall)};
  }
  return judgement;
}

/// Of a whole machine that is controlled: what changes that leaves its subsets open.
void weaken_counterfactuals(Judgement& whole) {
  constexpr std::string_view lead = "not controlled ";
  std::erase_if(whole.counterfactuals, [&](const Counterfactual& change) { return !change.text.starts_with(lead); });
  for (Counterfactual& change : whole.counterfactuals) {
    change.becomes = Decision::undetermined;
    change.text = fmt::format("no longer shown by the whole machine {}", change.text.substr(lead.size()));
  }
}

}  // namespace

Judgement judge_machine(const Rule& rule, const Item& item, SubsetMemory& memory) {
  Judgement whole = judge_whole(rule, item);
  if (whole.met || item.subject.graphs.empty()) return whole;
  const Condition& condition = rule.entry.condition;
  const Knowledge knowledge = knowledge_of(listed(rule), item);
  const std::vector<StepJudgement> judged = judge_steps(condition, {item, knowledge, memory});
  if (!excludes_whole(judged, knowledge)) return whole;
  Judgement excluded;
  excluded.met = false;
  Reason reason;
  reason.met = false;
  reason.text = "no connected subset of the machine's qubits, and so not the machine itself, meets the condition:";
  reason.because = told(judged);
  excluded.reasons = {std::move(reason)};
  excluded.margins = margins_of_steps(judged, condition);
  tell_ground(judged, excluded);
  return excluded;
}

Judgement judge_best_subset(const Rule& rule, const Item& item, SubsetMemory& memory) {
  Judgement whole = judge_whole(rule, item);
  const Condition condition = listed(rule);
  const Knowledge knowledge = knowledge_of(condition, item);
  if (whole.met == true) {
    weaken_counterfactuals(whole);
    whole.reasons.front().text = "the whole machine, which is one of its connected subsets, meets the condition";
    return whole;
  }
  if (decided(chance_of(taken_out(rule), knowledge)) == true) return whole;
  return judge_subsets(rule, {item, knowledge, memory}, whole);
}

}  // namespace qgauge::thresholds
