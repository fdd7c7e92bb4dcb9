// A second, plain reading of rules for the generated tests: what an entry with its exceptions says of an item that is
// known exactly, and a search for an item for which one given test of the rule decides. Shares no code with evaluation.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "qgauge/components.hpp"
#include "qgauge/thresholds.hpp"

namespace law {

using namespace qgauge;
using subject::Attribute;
using thresholds::Condition;
using thresholds::Exception;

/// `unknown`: hangs on what was not read. `open`: hangs on what is not chosen yet.
enum class Truth { no, yes, unknown, open };

/// An item, as far as it is chosen: figures, attributes, and how ambiguous texts are read.
struct Choice {
  enum class Kind { figure, attribute, reading };
  Kind kind;
  std::string name;

  auto operator<=>(const Choice&) const = default;
};
struct Item {
  std::map<Choice, Attribute> chosen;
  std::map<const Condition*, bool> settled;  ///< what was not read, as if it had been
};

/// An entry with the exceptions that name it, the greatest precedence first.
struct Law {
  const thresholds::Regime* regime;
  const thresholds::Version* version;
  const thresholds::Entry* entry;
  std::vector<const Exception*> listing;  ///< takes_out, takes_in
  std::vector<const Exception*> licence;  ///< licence_not_needed, licence_needed
};

inline Truth truth(const Condition& condition, const Item& item);

/// What an item may be along one axis: values on each side of every limit, each word, each reading.
struct Axis {
  Choice choice;
  std::vector<Attribute> values;
};

/// What a search may ask of a half-chosen item.
enum class Progress { impossible, possible, reached };
using Goal = std::function<Progress(const Item&)>;

/// Every condition of the tree, with those above it: the last one is the condition itself.
using Path = std::vector<const Condition*>;

namespace inside {

using thresholds::Relation;

inline bool is_count(const std::string& figure) {
  if (figure.starts_with("physical_qubits.")) return true;
  for (const auto& kind : components::component_kinds()) {
    const auto* parameter = components::find_parameter(kind, figure);
    if (parameter) return parameter->type == components::ParameterType::count;
  }
  return false;
}

inline Truth of(bool value) { return value ? Truth::yes : Truth::no; }

inline Truth opposite(Truth value) {
  if (value == Truth::yes) return Truth::no;
  return value == Truth::no ? Truth::yes : value;
}

inline bool meets(double value, Relation relation, double limit) {
  switch (relation) {
    case Relation::at_least:
      return value >= limit;
    case Relation::above:
      return value > limit;
    case Relation::at_most:
      return value <= limit;
    case Relation::below:
      return value < limit;
  }
  std::unreachable();
}

/// `decisive` decides alone; otherwise what is open comes before what is unknown, as it may still become decisive.
inline Truth combined(const std::vector<Condition>& parts, const Item& item, Truth decisive) {
  Truth result = opposite(decisive);
  for (const Condition& part : parts) {
    const Truth here = truth(part, item);
    if (here == decisive) return decisive;
    if (here == Truth::open || (here == Truth::unknown && result != Truth::open)) result = here;
  }
  return result;
}

inline Truth of_reading(const Condition& condition, const Item& item) {
  const auto chosen = item.chosen.find({Choice::Kind::reading, condition.ambiguity});
  if (chosen == item.chosen.end()) return Truth::open;
  const auto part = std::ranges::find_if(
      condition.parts, [&](const Condition& one) { return Attribute(one.reading) == chosen->second; });
  return part == condition.parts.end() ? Truth::unknown : truth(*part, item);
}

bool is_country(const std::string& attribute) { return attribute == "destination" || attribute == "exporter"; }

inline constexpr const char* another_word = "none_of_them";
inline constexpr const char* another_country = "AQ";

/// Some of the words, as a list of countries is long, and one that is not among them.
inline std::vector<Attribute> some_words(const std::string& name, const std::set<Attribute>& words) {
  if (std::ranges::any_of(words, [](const auto& word) { return std::holds_alternative<bool>(word); })) {
    return {true, false};
  }
  std::vector<Attribute> values{words.begin(), words.end()};
  if (is_country(name) && values.size() > 8) values = {values.front(), values[values.size() / 2], values.back()};
  values.emplace_back(std::string(is_country(name) ? another_country : another_word));
  return values;
}

/// On each limit, between and outside of them.
inline std::vector<Attribute> sides(const std::string& figure, const std::set<double>& limits) {
  const double least = *limits.begin();
  std::set<double> values{least > 0 ? least / 2 : least - 1};
  double before = least;
  for (const double limit : limits) {
    values.insert({(before + limit) / 2, limit});
    if (is_count(figure)) values.insert({limit - 1, limit + 1});
    before = limit;
  }
  if (is_count(figure)) std::erase_if(values, [](double value) { return value != std::floor(value); });
  values.insert(2 * std::abs(*limits.rbegin()) + 1);
  return {values.begin(), values.end()};
}

/// Gathers what conditions ask for.
struct Asked {
  std::map<std::string, std::set<double>> figures;
  std::map<std::string, std::set<Attribute>> attributes;
  std::map<std::string, std::set<Attribute>> readings;
  std::vector<Choice> order;

  void note(const Choice& choice) {
    if (std::ranges::find(order, choice) == order.end()) order.push_back(choice);
  }

  void add(const Condition& condition) {
    if (condition.kind == Condition::Kind::bound) {
      note({Choice::Kind::figure, condition.figure});
      figures[condition.figure].insert(condition.limit);
    } else if (condition.kind == Condition::Kind::attribute) {
      note({Choice::Kind::attribute, condition.attribute});
      attributes[condition.attribute].insert(condition.expected.begin(), condition.expected.end());
    } else if (condition.kind == Condition::Kind::any_reading) {
      note({Choice::Kind::reading, condition.ambiguity});
      for (const Condition& part : condition.parts) readings[condition.ambiguity].insert(part.reading);
    }
    for (const Condition& part : condition.parts) add(part);
  }
};

/// Only what the entry is about at all: its kinds of items, its paradigms, the destinations of the instrument.
inline std::vector<Attribute> words_in_scope(const Law& law, const std::string& name,
                                             const std::set<Attribute>& words) {
  const auto values = [](const std::vector<std::string>& names) {
    return std::vector<Attribute>(names.begin(), names.end());
  };
  if (name == "item_kind") return values(law.entry->item_kinds);
  if (name == "paradigm" && !law.entry->paradigms_included.empty()) return values(law.entry->paradigms_included);
  if (name == "destination" && !law.regime->destinations.empty()) return values(law.regime->destinations);
  return some_words(name, words);
}

inline std::optional<Item> try_from(const std::vector<Axis>& axes, std::size_t next, const Goal& goal, Item& item) {
  const Progress progress = goal(item);
  if (progress == Progress::impossible) return std::nullopt;
  if (next == axes.size()) return progress == Progress::reached ? std::optional(item) : std::nullopt;
  for (const Attribute& value : axes[next].values) {
    item.chosen[axes[next].choice] = value;
    if (auto found = try_from(axes, next + 1, goal, item)) return found;
  }
  item.chosen.erase(axes[next].choice);
  return std::nullopt;
}

inline void walk_from(Path& path, const std::function<void(const Path&)>& visit) {
  visit(path);
  for (const Condition& part : path.back()->parts) {
    path.push_back(&part);
    walk_from(path, visit);
    path.pop_back();
  }
}

}  // namespace inside

inline Law law_of(const thresholds::Regime& regime, const thresholds::Version& version,
                  const thresholds::Entry& entry) {
  using Effect = Exception::Effect;
  Law law{&regime, &version, &entry, {}, {}};
  for (const Exception& exception : version.exceptions) {
    if (std::ranges::find(exception.entries, entry.number) == exception.entries.end()) continue;
    const bool listing = exception.effect == Effect::takes_out || exception.effect == Effect::takes_in;
    (listing ? law.listing : law.licence).push_back(&exception);
  }
  for (auto* exceptions : {&law.listing, &law.licence}) {
    std::ranges::stable_sort(*exceptions, std::ranges::greater(), &Exception::precedence);
  }
  return law;
}

inline Truth truth(const Condition& condition, const Item& item) {
  switch (condition.kind) {
    case Condition::Kind::all:
      return inside::combined(condition.parts, item, Truth::no);
    case Condition::Kind::any:
      return inside::combined(condition.parts, item, Truth::yes);
    case Condition::Kind::negation:
      return inside::opposite(truth(condition.parts.front(), item));
    case Condition::Kind::any_reading:
      return inside::of_reading(condition, item);
    case Condition::Kind::bound: {
      const auto value = item.chosen.find({Choice::Kind::figure, condition.figure});
      if (value == item.chosen.end()) return Truth::open;
      return inside::of(inside::meets(std::get<double>(value->second), condition.relation, condition.limit));
    }
    case Condition::Kind::attribute: {
      const auto value = item.chosen.find({Choice::Kind::attribute, condition.attribute});
      if (value == item.chosen.end()) return Truth::open;
      return inside::of(std::ranges::find(condition.expected, value->second) != condition.expected.end());
    }
    case Condition::Kind::unknown: {
      const auto settled = item.settled.find(&condition);
      return settled == item.settled.end() ? Truth::unknown : inside::of(settled->second);
    }
  }
  std::unreachable();
}

/// Whether the law lists the item.
inline Truth listed(const Law& law, const Item& item) {
  Truth result = truth(law.entry->condition, item);
  Truth left = Truth::yes;  // of the listing, by the exceptions from the least precedence to the greatest
  for (auto exception = law.listing.rbegin(); exception != law.listing.rend(); ++exception) {
    const Truth effect = inside::of((*exception)->effect == Exception::Effect::takes_in);
    const Truth holds = truth((*exception)->condition, item);
    if (holds == Truth::yes) left = effect;
    if ((holds == Truth::unknown || holds == Truth::open) && left != effect) {
      left = left == Truth::open ? left : holds;
    }
  }
  if (result == Truth::no || left == Truth::no) return Truth::no;
  if (result == Truth::open || left == Truth::open) return Truth::open;
  return result == Truth::unknown || left == Truth::unknown ? Truth::unknown : Truth::yes;
}

/// The axes that the entry hangs on; with `licence`, also those of the exceptions about licences.
inline std::vector<Axis> axes_of(const Law& law, bool licence) {
  inside::Asked asked;
  asked.add(law.entry->condition);
  for (const Exception* exception : law.listing) asked.add(exception->condition);
  for (const Exception* exception : licence ? law.licence : std::vector<const Exception*>{}) {
    asked.add(exception->condition);
  }
  std::vector<Axis> axes;
  for (const Choice& choice : asked.order) {
    switch (choice.kind) {
      case Choice::Kind::figure:
        axes.push_back({choice, inside::sides(choice.name, asked.figures.at(choice.name))});
        break;
      case Choice::Kind::attribute:
        axes.push_back({choice, inside::words_in_scope(law, choice.name, asked.attributes.at(choice.name))});
        break;
      case Choice::Kind::reading: {
        const auto& readings = asked.readings.at(choice.name);
        axes.push_back({choice, {readings.begin(), readings.end()}});
        break;
      }
    }
  }
  return axes;
}

/// The nearest number below the limit, the limit, the nearest above; of a count, the neighbours.
inline std::vector<double> around(const Condition& bound) {
  const double limit = bound.limit;
  if (inside::is_count(bound.figure)) return {limit - 1, limit, limit + 1};
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return {std::nextafter(limit, -infinity), limit, std::nextafter(limit, infinity)};
}

/// An item that reaches the goal, by trying the values of one axis after the other, from what `item` has settled; every
/// axis has a value then. Empty: there is none.
inline std::optional<Item> find_item(const std::vector<Axis>& axes, const Goal& goal, Item item = {}) {
  return inside::try_from(axes, 0, goal, item);
}

inline void walk(const Condition& condition, const std::function<void(const Path&)>& visit) {
  Path path{&condition};
  inside::walk_from(path, visit);
}

}  // namespace law
