// Two texts beside each other: see diff.hpp. Called by the command line. Says nothing of which is better.
#include "qgauge/thresholds/diff.hpp"

#include <algorithm>
#include <utility>

#include "qgauge/thresholds/leaves.hpp"
#include "thresholds/workbench/shared.hpp"

namespace qgauge::thresholds {
namespace {

/// An entry of one text beside one of the other; either may be null.
struct Matched {
  const Entry* from = nullptr;
  const Entry* to = nullptr;

  EntryPair names() const {
    return {(from ? from : to)->topic, from ? from->number : std::string(), to ? to->number : std::string()};
  }
};

/// The first of `entries` for which `is_it` holds and that has no counterpart yet.
template <class IsIt>
const Entry* take(const std::vector<Entry>& entries, std::vector<bool>& taken, const IsIt& is_it) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (taken[i] || !is_it(entries[i])) continue;
    taken[i] = true;
    return &entries[i];
  }
  return nullptr;
}

/// By number first, so that a topic does not take an entry away from its namesake.
std::vector<Matched> matched(const Text& from, const Text& to) {
  std::vector<Matched> pairs(from.entries.size());
  std::vector<bool> taken(to.entries.size(), false);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    pairs[i].from = &from.entries[i];
    pairs[i].to = take(to.entries, taken, [&](const Entry& entry) { return entry.number == pairs[i].from->number; });
  }
  for (Matched& pair : pairs) {
    if (!pair.to)
      pair.to = take(to.entries, taken, [&](const Entry& entry) { return entry.topic == pair.from->topic; });
  }
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (!taken[i]) pairs.push_back({nullptr, &to.entries[i]});
  }
  return pairs;
}

std::string demand_in(const std::vector<NamedLeaf>& leaves, const std::string& name) {
  const auto leaf = std::ranges::find(leaves, name, &NamedLeaf::name);
  return leaf == leaves.end() ? std::string() : leaf->demand;
}

void add_parameters(const Matched& pair, std::vector<ParameterDifference>& differences) {
  const std::vector<NamedLeaf> from = leaves_of(pair.from->condition), to = leaves_of(pair.to->condition);
  const auto add = [&](const NamedLeaf& leaf) {
    const std::string before = demand_in(from, leaf.name), after = demand_in(to, leaf.name);
    if (before != after) differences.push_back({pair.names(), leaf.name, before, after});
  };
  for (const NamedLeaf& leaf : from) add(leaf);
  for (const NamedLeaf& leaf : to) {
    if (demand_in(from, leaf.name).empty()) add(leaf);
  }
}

std::vector<std::string> why_of(const ItemOutcome& outcome) {
  if (outcome.verdict) return why_texts(*outcome.verdict);
  return {"no entry is about this kind of item"};
}

void add_open(const ItemOutcome& outcome, std::vector<std::string>& texts) {
  if (outcome.decision != Decision::undetermined || !outcome.verdict) return;
  for (std::string& text : open_texts(*outcome.verdict)) {
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
  }
}

ItemDifference difference_of(ItemOutcome from, ItemOutcome to) {
  ItemDifference difference{std::move(from), std::move(to), {}, {}, {}};
  difference.why_from = why_of(difference.from);
  difference.why_to = why_of(difference.to);
  add_open(difference.from, difference.hangs_on);
  add_open(difference.to, difference.hangs_on);
  return difference;
}

void add_items(std::vector<ItemOutcome> from, std::vector<ItemOutcome> to, RulesDiff& diff) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    ++diff.counts[place_of(from[i].decision)][place_of(to[i].decision)];
    const bool changed = from[i].decision != to[i].decision;
    const bool open = from[i].decision == Decision::undetermined;
    if (!changed && !open) continue;
    (changed ? diff.changed : diff.open).push_back(difference_of(std::move(from[i]), std::move(to[i])));
  }
}

}  // namespace

core::Result<RulesDiff> diff_of(const RuleBook& rules, const Population& population, const std::string& from,
                                const std::string& to, const Question& question) {
  RulesDiff diff;
  QGAUGE_TRY(diff.from, text_of(rules, from, question.as_of));
  QGAUGE_TRY(diff.to, text_of(rules, to, question.as_of));
  for (const Matched& pair : matched(diff.from, diff.to)) {
    if (pair.from && pair.to) {
      add_parameters(pair, diff.parameters);
    } else {
      diff.only_one.push_back(pair.names());
    }
  }
  QGAUGE_TRY(auto before, outcomes_of(rules, population, from, question));
  QGAUGE_TRY(auto after, outcomes_of(rules, population, to, question));
  add_items(std::move(before), std::move(after), diff);
  diff.findings_from = findings_of(diff.from, population);
  diff.findings_to = findings_of(diff.to, population);
  return diff;
}

}  // namespace qgauge::thresholds
