// Items under a text with open limits: see trial.hpp. Called by sweep and design. Tables answer; where they leave open
// what a proof over subsets may clear, the same judge as evaluate()'s is asked.
#include "thresholds/workbench/trial.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "thresholds/applicability.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/judge.hpp"
#include "thresholds/reading.hpp"
#include "thresholds/select.hpp"

namespace qgauge::thresholds {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Tables that are kept for a condition: each of some kilobytes.
constexpr std::size_t most_tables = 20'000;

constexpr std::string_view marker = "\x01knob ";

Decision decision_of(std::optional<bool> met) {
  if (!met) return Decision::undetermined;
  return *met ? Decision::controlled : Decision::not_controlled;
}

Condition& part_at(Condition& condition, std::span<const std::size_t> path) {
  Condition* part = &condition;
  for (const std::size_t index : path) part = &part->parts[index];
  return *part;
}

/// Visits every bound with its path.
template <class Visit>
void for_each_bound(Condition& condition, std::vector<std::size_t>& path, const Visit& visit) {
  if (condition.kind == Condition::Kind::bound) visit(condition, path);
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    path.push_back(i);
    for_each_bound(condition.parts[i], path, visit);
    path.pop_back();
  }
}

std::string key_of(const Condition& condition) {
  std::string key =
      fmt::format("{}{}{}{}{}{}(", static_cast<int>(condition.kind), condition.figure,
                  static_cast<int>(condition.relation), condition.limit, condition.attribute, condition.where);
  for (const Condition& part : condition.parts) key += key_of(part);
  return key + ")";
}

std::string key_of(const std::map<std::string, subject::Attribute>& attributes) {
  std::string key;
  for (const auto& [name, value] : attributes) {
    key += fmt::format("|{}={}:", name, value.index());
    std::visit([&](const auto& known) { key += fmt::format("{}", known); }, value);
  }
  return key;
}

/// What the condition tests of the item, and how a profile reads the text.
std::map<std::string, subject::Attribute> attributes_for(const Condition& condition, const Item& item) {
  std::map<std::string, subject::Attribute> attributes;
  for_each_leaf(condition, [&](const Condition& leaf) {
    const auto known = item.subject.attributes.find(leaf.attribute);
    if (leaf.kind == Condition::Kind::attribute && known != item.subject.attributes.end()) attributes.insert(*known);
  });
  for (const auto& [ambiguity, way] : item.interpretations) attributes[ambiguity] = way;
  return attributes;
}

Belief belief_of(const Quantity& quantity) {
  const figures::Figure* figure = quantity.figure;
  if (!figure || (figure->value && std::isnan(*figure->value))) {
    return {.kind = Belief::Kind::between, .low = -infinity, .high = infinity};
  }
  if (quantity.random) return {.kind = Belief::Kind::estimate, .value = *figure->value, .sigma = quantity.sigma};
  if (figure->value && figure->kind != figures::IntervalKind::bounds) return {.value = *figure->value};
  return {
      .kind = Belief::Kind::between, .low = figure->low.value_or(-infinity), .high = figure->high.value_or(infinity)};
}

bool hangs_on_reading(const Version& version, const Entry& entry) {
  const auto is_read_in = [](const Condition& condition) {
    return std::ranges::any_of(figures_of(condition), is_read);
  };
  using Effect = Exception::Effect;
  return is_read_in(entry.condition) ||
         std::ranges::any_of(exceptions_of(version, entry, Effect::takes_out, Effect::takes_in),
                             [&](const Exception* exception) { return is_read_in(exception->condition); });
}

Reading reading_of(const Question& question) {
  if (question.profile && !question.profile->readings.empty()) return question.profile->readings.front();
  return question.readings.empty() ? Reading{} : question.readings.front();
}

bool is_of_kind(const Entry& entry, const std::string& kind) {
  return std::ranges::find(entry.item_kinds, kind) != entry.item_kinds.end();
}

bool is_lower(Relation relation) { return relation == Relation::at_least || relation == Relation::above; }

bool is_limited_from_one_side(const Condition& condition, const std::string& figure) {
  bool lower = false, upper = false;
  for_each_leaf(condition, [&](const Condition& leaf) {
    if (leaf.kind != Condition::Kind::bound || leaf.figure != figure) return;
    (is_lower(leaf.relation) ? lower : upper) = true;
  });
  return !(lower && upper);
}

/// An end that any such figure has says nothing: an infidelity lies between 0 and 1 whatever the machine is.
bool tells_something(double end, const std::string& figure) {
  const figures::FigureSpec* spec = figures::find_figure(figure);
  const bool trivial =
      spec && (end == figures::domain_of(*spec).range.low || end == figures::domain_of(*spec).range.high);
  return std::isfinite(end) && !trivial;
}

int level_within(const Belief& belief, const Parameter& parameter, double limit) {
  Condition bound;
  bound.kind = Condition::Kind::bound;
  bound.figure = parameter.figure;
  bound.relation = parameter.relation;
  bound.limit = limit;
  return level_of(RuleTable::of(bound, {}).decide(std::array{belief}).decision);
}

/// The last limit at which an estimate is within it at less than the level, seen from the side where it is not.
double flip_of(const Belief& belief, const Parameter& parameter, int level) {
  constexpr double far = 40;  // standard deviations, beyond which a normal tail is 0 in double precision
  const bool lower = is_lower(parameter.relation);
  double without = belief.value + (lower ? far : -far) * belief.sigma;
  double with = belief.value - (lower ? far : -far) * belief.sigma;
  while (level_within(belief, parameter, with) < level) with += with - belief.value;
  while (level_within(belief, parameter, without) >= level) without += without - belief.value;
  for (double middle = with / 2 + without / 2; middle != with && middle != without; middle = with / 2 + without / 2) {
    (level_within(belief, parameter, middle) >= level ? with : without) = middle;
  }
  return parameter.relation == Relation::at_least || parameter.relation == Relation::at_most ? with : without;
}

/// In terms of the figure. A limit at an end of "at least" and "at most" is met, of "above" and "below" not yet.
std::vector<double> ends_of_belief(const Belief& belief, const Parameter& parameter) {
  switch (belief.kind) {
    case Belief::Kind::exact:
      return {belief.value};
    case Belief::Kind::between:
      return {belief.low, belief.high};
    case Belief::Kind::estimate:
      return {flip_of(belief, parameter, 1), flip_of(belief, parameter, 2)};
  }
  std::unreachable();
}

}  // namespace

std::string name_in_book(const Selection& selection) {
  return fmt::format("{}@{}{}", selection.regime->id, selection.as_of.text(),
                     selection.entry ? "#" + *selection.entry : "");
}

int Knob::sense() const {
  const bool grows = parameters.front().grows();
  const bool same = std::ranges::all_of(parameters, [&](const Parameter& one) { return one.grows() == grows; });
  if (!same) return 0;
  return grows ? 1 : -1;
}

int level_of(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return 2;
    case Decision::undetermined:
      return 1;
    case Decision::not_controlled:
      return 0;
  }
  std::unreachable();
}

Decision either(Decision one, Decision other) { return level_of(one) < level_of(other) ? other : one; }

core::Result<Trial> Trial::of(const RuleBook& rules, const Population& population, const std::string& name,
                              const Question& question, std::vector<Knob> knobs) {
  Trial trial;
  QGAUGE_TRY(trial.text_, text_of(rules, name, question.as_of));
  trial.population_ = &population;
  trial.question_ = question;
  trial.question_.regimes = {name};
  trial.reading_ = reading_of(question);
  trial.question_.readings = {trial.reading_};
  if (trial.question_.profile) trial.question_.profile->readings.clear();
  QGAUGE_TRY(const auto selections, select(rules, trial.question_));
  trial.regime_ = std::make_shared<const Regime>(*selections.front().regime);
  trial.version_ = version_at(*trial.regime_, selections.front().as_of);
  trial.name_in_book_ = thresholds::name_in_book(selections.front());
  trial.items_.resize(population.items.size());
  const RuleBook book = trial.book_at({});
  trial.question_.regimes = {trial.name_in_book_};
  trial.knobs_ = std::move(knobs);
  for (std::size_t i = 0; i < population.items.size(); ++i) {
    QGAUGE_TRY(const auto verdicts, evaluate(book, population.items[i].subject, trial.question_));
    trial.prepare(i, verdicts);
  }
  return trial;
}

bool Trial::touches(const Entry& entry) const {
  return std::ranges::any_of(knobs_, [&](const Knob& knob) {
    return std::ranges::any_of(knob.parameters, [&](const Parameter& one) { return one.entry == entry.number; });
  });
}

/// What evaluate() settles before it asks a condition stays what it is.
void Trial::prepare(std::size_t item, const std::vector<Verdict>& verdicts) {
  const PopulationItem& known = population_->items[item];
  ItemState& state = items_[item];
  state.subject = known.subject;
  if (question_.from) state.subject.attributes["exporter"] = *question_.from;
  if (question_.to) state.subject.attributes["destination"] = *question_.to;
  for (const Verdict& verdict : verdicts) {
    const auto entry = std::ranges::find(text_.entries, verdict.entry, &Entry::number);
    if (entry == text_.entries.end() || !is_of_kind(*entry, known.kind)) continue;
    if (!touches(*entry)) state.fixed = either(state.fixed, verdict.decision);
  }
  for (std::size_t i = 0; i < text_.entries.size(); ++i) {
    const Entry& entry = text_.entries[i];
    if (!touches(entry) || !is_of_kind(entry, known.kind)) continue;
    const Coverage coverage = coverage_of(entry, state.subject);
    const core::Date as_of = text_.as_of;
    if (doubt_about_day(*version_, entry, as_of)) {
      state.fixed = either(state.fixed, Decision::undetermined);
    } else if (other_destination(*regime_, question_) || coverage.covered == false) {
      continue;
    } else if (!coverage.covered) {
      state.fixed = either(state.fixed, Decision::undetermined);
    } else {
      state.open.push_back(i);
    }
  }
}

Item Trial::item_of(std::size_t item, const Entry& entry) const {
  Item made{.subject = items_[item].subject, .reading = hangs_on_reading(*version_, entry) ? reading_ : Reading{}};
  if (question_.profile) made.interpretations = question_.profile->interpretations;
  return made;
}

std::size_t Trial::group_of(const Entry& entry, const Condition& condition, const Item& item) {
  auto group = std::make_unique<Group>();
  group->condition = condition;
  group->attributes = attributes_for(condition, item);
  std::vector<std::size_t> path;
  for_each_bound(group->condition, path, [&](Condition& bound, const std::vector<std::size_t>& at) {
    const double factor = figure_under(item.reading, bound.figure).factor;
    bound.limit /= factor;
    if (!bound.where.starts_with(marker)) return;
    const auto knob = static_cast<std::size_t>(std::stoul(bound.where.substr(marker.size())));
    group->bounds.push_back({at, knob, factor});
  });
  const std::string key = entry.number + key_of(group->condition) + key_of(group->attributes);
  const auto [found, is_new] = group_keys_.try_emplace(key, groups_.size());
  if (is_new) {
    group->figures = RuleTable::of(group->condition, group->attributes).figures();
    groups_.push_back(std::move(group));
  }
  return found->second;
}

const Trial::Asked& Trial::asked(std::size_t item, std::size_t entry, std::span<const std::size_t> path) {
  const auto [found, is_new] =
      asked_.try_emplace({item, entry, std::vector<std::size_t>(path.begin(), path.end())}, Asked{});
  if (!is_new) return found->second;
  Entry marked = text_.entries[entry];
  for (std::size_t k = 0; k < knobs_.size(); ++k) {
    for (const Parameter& one : knobs_[k].parameters) {
      if (one.entry == marked.number) part_at(marked.condition, one.path).where = fmt::format("{}{}", marker, k);
    }
  }
  const Item held = item_of(item, text_.entries[entry]);
  std::vector<std::string> ignored;
  const Condition condition =
      path.empty() ? listed(rule_of(*version_, marked, held.subject, ignored)) : part_at(marked.condition, path);
  found->second.group = group_of(marked, condition, held);
  const Knowledge knowledge = knowledge_of(condition, held);
  for (const std::string& figure : groups_[found->second.group]->figures) {
    found->second.beliefs.push_back(belief_of(*find_quantity(knowledge, figure)));
  }
  return found->second;
}

const RuleTable& Trial::table_at(Group& group, std::span<const double> limits) {
  std::vector<double> key;
  for (const Group::Bound& bound : group.bounds) key.push_back(limits[bound.knob] / bound.factor);
  const auto known = group.tables.find(key);
  if (known != group.tables.end()) return known->second;
  if (group.tables.size() > most_tables) group.tables.clear();
  for (std::size_t i = 0; i < key.size(); ++i) part_at(group.condition, group.bounds[i].path).limit = key[i];
  return group.tables.emplace(std::move(key), RuleTable::of(group.condition, group.attributes)).first->second;
}

Decision Trial::by_proof(std::size_t item, std::size_t entry, std::span<const double> limits) {
  Entry changed = text_.entries[entry];
  for (std::size_t k = 0; k < knobs_.size(); ++k) {
    for (const Parameter& one : knobs_[k].parameters) {
      if (one.entry == changed.number) set_limit(one, limits[k], changed);
    }
  }
  const Item held = item_of(item, text_.entries[entry]);
  std::vector<std::string> ignored;
  const Rule rule = rule_of(*version_, changed, held.subject, ignored);
  const bool whole = held.reading.scope == Reading::Scope::whole;
  SubsetMemory& memory = items_[item].memory;
  return decision_of((whole ? judge_machine(rule, held, memory) : judge_best_subset(rule, held, memory)).met);
}

Decision Trial::decide_by_figures(std::size_t item, std::span<const double> limits) {
  Decision decision = items_[item].fixed;
  for (const std::size_t entry : items_[item].open) {
    if (decision == Decision::controlled) return decision;
    const Asked& known = asked(item, entry, {});
    decision = either(decision, table_at(*groups_[known.group], limits).decide(known.beliefs).decision);
  }
  return decision;
}

Decision Trial::decide(std::size_t item, std::span<const double> limits) {
  Decision decision = items_[item].fixed;
  for (const std::size_t entry : items_[item].open) {
    if (decision == Decision::controlled) return decision;
    const Asked& known = asked(item, entry, {});
    Decision answer = table_at(*groups_[known.group], limits).decide(known.beliefs).decision;
    const bool subsets = item_of(item, text_.entries[entry]).reading.scope != Reading::Scope::whole;
    const bool may_be_cleared = answer == Decision::undetermined && !items_[item].subject.graphs.empty();
    if (subsets ? answer != Decision::controlled : may_be_cleared) answer = by_proof(item, entry, limits);
    decision = either(decision, answer);
  }
  return decision;
}

Decision Trial::holds(std::size_t item, const std::string& entry, std::span<const std::size_t> path,
                      std::span<const double> limits) {
  for (const std::size_t open : items_[item].open) {
    if (text_.entries[open].number != entry) continue;
    const Asked& known = asked(item, open, path);
    return table_at(*groups_[known.group], limits).decide(known.beliefs).decision;
  }
  return Decision::not_controlled;
}

bool Trial::changes_at_ends(std::size_t item) const {
  return std::ranges::all_of(items_[item].open, [&](std::size_t entry) {
    const Condition& condition = text_.entries[entry].condition;
    const Knowledge knowledge = knowledge_of(condition, item_of(item, text_.entries[entry]));
    if (std::ranges::count_if(knowledge, &Quantity::random) > 1) return false;
    const auto estimate = std::ranges::find_if(knowledge, &Quantity::random);
    return estimate == knowledge.end() || is_limited_from_one_side(condition, estimate->name);
  });
}

std::vector<double> Trial::ends_of(std::size_t item, const Knob& knob) const {
  std::vector<double> ends;
  for (const Parameter& one : knob.parameters) {
    for (const std::size_t entry : items_[item].open) {
      const Entry& known = text_.entries[entry];
      if (known.number != one.entry) continue;
      const Knowledge knowledge = knowledge_of(known.condition, item_of(item, known));
      const Quantity& quantity = *find_quantity(knowledge, one.figure);
      for (const double end : ends_of_belief(belief_of(quantity), one)) {
        if (tells_something(end, quantity.read_as)) ends.push_back(end * quantity.factor);
      }
    }
  }
  return ends;
}

RuleBook Trial::book_at(std::span<const double> limits) const {
  RuleBook book;
  book.regimes.push_back(*regime_);
  auto& versions = book.regimes.front().versions;
  const auto at = static_cast<std::size_t>(version_ - regime_->versions.data());
  for (std::size_t k = 0; k < knobs_.size(); ++k) {
    for (const Parameter& one : knobs_[k].parameters) {
      auto& entries = versions[at].entries;
      set_limit(one, limits[k], *std::ranges::find(entries, one.entry, &Entry::number));
    }
  }
  return book;
}

}  // namespace qgauge::thresholds
