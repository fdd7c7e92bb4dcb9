// Exceptions as conditions: see exceptions.hpp.
#include "thresholds/exceptions.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

#include <fmt/format.h>

#include "thresholds/condition.hpp"
#include "thresholds/explain.hpp"

namespace qgauge::thresholds {
namespace {

using Effect = Exception::Effect;

bool is_country(const Condition& leaf) {
  return leaf.kind == Condition::Kind::attribute && (leaf.attribute == "destination" || leaf.attribute == "exporter");
}

/// Descriptions of computers have no place for it.
bool is_of_components_only(const Condition& leaf) {
  return leaf.kind == Condition::Kind::attribute && !is_country(leaf) && leaf.attribute != "item_kind" &&
         leaf.attribute != "paradigm";
}

bool is_computer(const subject::Subject& subject) {
  const auto kind = subject.attributes.find("item_kind");
  return kind != subject.attributes.end() && kind->second == subject::Attribute(std::string("computer"));
}

bool every_leaf(const Condition& condition, bool (*holds)(const Condition&)) {
  bool every = true;
  for_each_leaf(condition, [&](const Condition& leaf) { every = every && holds(leaf); });
  return every;
}

Condition combined(Condition::Kind kind, std::vector<Condition> parts) {
  Condition condition;
  condition.kind = kind;
  condition.parts = std::move(parts);
  return condition;
}

Condition negated(Condition inner) { return combined(Condition::Kind::negation, {std::move(inner)}); }

/// What is left of the listing if the exception holds: of what takes out nothing, of what takes in all.
std::string effect_text(const Exception& exception, std::optional<bool> holds) {
  const bool out = exception.effect == Effect::takes_out;
  if (!holds)
    return fmt::format("whether this {} is undetermined", out ? "takes the item out" : "brings the item back in");
  if (*holds) return out ? "this takes the item out" : "this brings the item back in, should something take it out";
  return out ? "this does not take the item out" : "this does not bring the item back in";
}

Reason reason_of(const Exception& exception, const Knowledge& knowledge) {
  Reason why = explain(exception.condition, knowledge);
  const std::optional<bool> holds = why.met;
  Reason reason;
  reason.clause = exception.name;
  if (exception.effect == Effect::takes_in) {
    reason.met = true;
  } else if (holds) {
    reason.met = !*holds;
  }
  reason.text = fmt::format("{} ({}): {}", exception.name, exception.text, effect_text(exception, holds));
  reason.because.push_back(std::move(why));
  return reason;
}

}  // namespace

std::vector<const Exception*> exceptions_of(const Version& version, const Entry& entry, Effect one, Effect other) {
  std::vector<const Exception*> found;
  for (const Exception& exception : version.exceptions) {
    const bool about = std::ranges::find(exception.entries, entry.number) != exception.entries.end();
    if (about && (exception.effect == one || exception.effect == other)) found.push_back(&exception);
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &Exception::precedence);
  return found;
}

std::string why_not_asked(const Condition& condition, const subject::Subject& subject) {
  std::string why;
  if (every_leaf(condition, is_country)) why = "the countries are not stated";
  if (is_computer(subject) && every_leaf(condition, is_of_components_only)) {
    why = "descriptions of computers do not say whether it holds";
  }
  if (why.empty() || decided(chance_of(condition, knowledge_of(condition, {.subject = subject, .reading = {}})))) {
    return "";
  }
  return why;
}

Rule rule_of(const Version& version, const Entry& entry, const subject::Subject& subject,
             std::vector<std::string>& assumptions) {
  Rule rule{entry, {}};
  for (const Exception* exception : exceptions_of(version, entry, Effect::takes_out, Effect::takes_in)) {
    const std::string why = why_not_asked(exception->condition, subject);
    if (why.empty()) {
      rule.exceptions.push_back(exception);
      continue;
    }
    const bool out = exception->effect == Effect::takes_out;
    assumptions.push_back(fmt::format("{}, so \"{}\" is assumed {} ({})", why, exception->name,
                                      out ? "not to apply" : "to apply", exception->text));
    if (!out) break;  // what is brought back in is not taken out by anything of less precedence
  }
  return rule;
}

Condition taken_out(const Rule& rule) {
  Condition out = combined(Condition::Kind::any, {});  // holds never
  for (const Exception* exception : rule.exceptions | std::views::reverse) {
    out = exception->effect == Effect::takes_out
              ? combined(Condition::Kind::any, {exception->condition, std::move(out)})
              : combined(Condition::Kind::all, {negated(exception->condition), std::move(out)});
  }
  return out;
}

Condition listed(const Rule& rule) {
  if (rule.exceptions.empty()) return rule.entry.condition;
  return combined(Condition::Kind::all, {rule.entry.condition, negated(taken_out(rule))});
}

std::vector<Reason> exception_reasons(const Rule& rule, const Knowledge& knowledge) {
  std::vector<Reason> reasons;
  for (const Exception* exception : rule.exceptions) reasons.push_back(reason_of(*exception, knowledge));
  return reasons;
}

}  // namespace qgauge::thresholds
