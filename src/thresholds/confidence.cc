// Tags of confidence: see confidence.hpp.
#include "thresholds/confidence.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/explain.hpp"
#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

struct Confidence {
  std::string_view name;
  std::string_view meaning;
};

// The surest first.
constexpr std::array confidences{
    Confidence{"READ-P", "read in the operative text"},
    Confidence{"READ-S", "read in a secondary source"},
    Confidence{"MEM", "from memory"},
    Confidence{"UNC", "uncertain"},
};

auto rank(std::string_view confidence) { return std::ranges::find(confidences, confidence, &Confidence::name); }

bool is_weaker(std::string_view confidence, std::string_view than) { return rank(confidence) > rank(than); }

void add_weaker(const std::string& what, const std::string& confidence, const Entry& entry, Verdict& verdict) {
  if (!is_weaker(confidence, entry.confidence)) return;
  add_tag(verdict, confidence);
  const std::string text =
      fmt::format("{} stands as stated: it is {} ({})", what, meaning_of_confidence(confidence), confidence);
  if (std::ranges::find(verdict.assumptions, text) == verdict.assumptions.end()) verdict.assumptions.push_back(text);
}

std::string leaf_name(const Condition& leaf, const Entry& entry) {
  const std::string& clause = leaf.clause.empty() ? entry.number : leaf.clause;
  switch (leaf.kind) {
    case Condition::Kind::bound:
      return fmt::format("{}, the limit on {},", clause, words_for(leaf.figure));
    case Condition::Kind::attribute:
      return fmt::format("{}, what it asks of \"{}\",", clause, attribute_words(leaf.attribute, true));
    case Condition::Kind::unknown:
    case Condition::Kind::all:
    case Condition::Kind::any:
    case Condition::Kind::negation:
    case Condition::Kind::any_reading:
      break;
  }
  return clause;
}

/// A subset reading tells every step, the others those that the machine can fall in.
std::vector<const Condition*> leaves_of(const Condition& condition, const Item& item, const Knowledge& knowledge) {
  if (item.reading.scope == Reading::Scope::whole) return leaves_told(condition, knowledge);
  std::vector<const Condition*> leaves;
  for_each_leaf(condition, [&](const Condition& leaf) { leaves.push_back(&leaf); });
  return leaves;
}

}  // namespace

std::string_view meaning_of_confidence(std::string_view confidence) {
  const auto found = rank(confidence);
  return found == confidences.end() ? confidence : found->meaning;
}

void add_tag(Verdict& verdict, const std::string& tag) {
  if (std::ranges::find(verdict.tags, tag) == verdict.tags.end()) verdict.tags.push_back(tag);
}

void add_confidence(const Rule& rule, const Item& item, Verdict& verdict) {
  const Condition condition = listed(rule);
  const Knowledge knowledge = knowledge_of(condition, item);
  for (const Condition* leaf : leaves_of(condition, item, knowledge)) {
    if (!leaf->confidence.empty()) add_weaker(leaf_name(*leaf, rule.entry), leaf->confidence, rule.entry, verdict);
  }
  for (const Exception* exception : rule.exceptions) add_confidence(*exception, rule.entry, verdict);
}

void add_confidence(const Exception& exception, const Entry& entry, Verdict& verdict) {
  add_weaker(exception.name, exception.confidence, entry, verdict);
}

}  // namespace qgauge::thresholds
