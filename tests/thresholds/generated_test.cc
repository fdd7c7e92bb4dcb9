// Generated from the rule files: each bound, word, unknown, date and exception of each version, on both of its sides.
// What must come out is said by the plain reading of law_oracle.hpp.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "thresholds/law_oracle.hpp"
#include "thresholds/support.hpp"

using namespace qgauge;
using law::Choice;
using law::Goal;
using law::Item;
using law::Law;
using law::Progress;
using law::Truth;
using thresholds::Condition;
using thresholds::Decision;
using thresholds::Exception;
using thresholds::Licence;
using thresholds::Reason;
using thresholds::Relation;
using thresholds::Verdict;

namespace {

/// A day on which the entry is in force without doubt. Empty: there is none.
std::optional<core::Date> quiet_day(const Law& law) {
  core::Date day = law.version->from_undisputed.value_or(law.version->from);
  if (law.entry->first_day_unknown) day = std::max(day, law.version->text_read);
  return thresholds::version_at(*law.regime, day) == law.version ? std::optional(day) : std::nullopt;
}

std::string place_of(const Law& law) {
  return fmt::format("{}@{}#{}", law.regime->id, law.version->from.text(), law.entry->number);
}

void for_each_law(const std::function<void(const Law&)>& visit) {
  for (const auto& regime : support::bundled_rules().regimes) {
    for (const auto& version : regime.versions) {
      for (const auto& entry : version.entries) visit(law::law_of(regime, version, entry));
    }
  }
}

/// The item as evaluation sees it. Countries are stated by the question; readings are fixed by a profile.
Verdict verdict_on(const Law& law, const Item& item, core::Date day) {
  subject::Subject subject;
  subject.name = "generated";
  subject.attributes["item_kind"] = law.entry->item_kinds.front();
  if (!law.entry->paradigms_included.empty()) subject.attributes["paradigm"] = law.entry->paradigms_included.front();
  thresholds::Question question{.regimes = {fmt::format("{}#{}", law.regime->id, law.entry->number)},
                                .readings = {thresholds::Reading{}},
                                .as_of = day};
  thresholds::Profile profile{.authority = "test", .readings = {}, .interpretations = {}, .source = {}, .file = {}};
  for (const auto& [choice, value] : item.chosen) {
    if (choice.kind == Choice::Kind::figure) {
      support::set_figure(subject, support::exact(choice.name, std::get<double>(value)));
    } else if (choice.kind == Choice::Kind::reading) {
      profile.interpretations[choice.name] = std::get<std::string>(value);
    } else if (choice.name == "destination") {
      question.to = std::get<std::string>(value);
    } else if (choice.name == "exporter") {
      question.from = std::get<std::string>(value);
    } else {
      subject.attributes[choice.name] = value;
    }
  }
  if (!profile.interpretations.empty()) question.profile = profile;
  const auto found = support::verdicts(support::bundled_rules(), subject, question);
  REQUIRE(found.size() == 1);
  return found.front();
}

Decision expected(Truth listed) {
  if (listed == Truth::yes) return Decision::controlled;
  return listed == Truth::no ? Decision::not_controlled : Decision::undetermined;
}

/// One value of what a leaf asks for, and whether the leaf holds there.
struct Probe {
  law::Attribute value;
  bool holds;
};

/// Values of what a leaf asks for that tell its sides apart.
struct Side {
  Choice choice;
  std::vector<Probe> probes;
};

Probe probe_of(const Condition& leaf, const Choice& choice, const law::Attribute& value) {
  Item item;
  item.chosen[choice] = value;
  return {value, law::truth(leaf, item) == Truth::yes};
}

/// A bound: the limit and what is next to it. Where that cannot be, as in "at least 4 and at most 4": the two values
/// between which it changes.
std::vector<Side> sides_of_bound(const Condition& bound) {
  Side all{{Choice::Kind::figure, bound.figure}, {}};
  for (const double value : law::around(bound)) all.probes.push_back(probe_of(bound, all.choice, value));
  Side two = all;
  two.probes.erase(two.probes[0].holds == two.probes[1].holds ? two.probes.begin() : two.probes.end() - 1);
  return {all, two};
}

/// A word: each of those that are asked for against each of those that are not.
std::vector<Side> sides_of_attribute(const Condition& test, const std::vector<law::Axis>& axes) {
  const Choice choice{Choice::Kind::attribute, test.attribute};
  std::vector<Probe> probes;
  for (const auto& value : std::ranges::find(axes, choice, &law::Axis::choice)->values) {
    probes.push_back(probe_of(test, choice, value));
  }
  std::vector<Side> sides;
  for (const Probe& one : probes) {
    for (const Probe& other : probes) {
      if (one.holds && !other.holds) sides.push_back({choice, {one, other}});
    }
  }
  return sides;
}

Item with(Item item, const Choice& choice, const law::Attribute& value) {
  item.chosen[choice] = value;
  return item;
}

using Value = std::function<Truth(const Item&)>;

/// Whether the value follows the leaf alone: one truth where it holds, another where it does not. `definite`: both are
/// known.
Progress follows(const Value& value, const Side& side, bool definite, const Item& item) {
  std::array<std::optional<Truth>, 2> found;
  bool open = false;
  for (const Probe& probe : side.probes) {
    const Truth here = value(with(item, side.choice, probe.value));
    open = open || here == Truth::open;
    if (here == Truth::open) continue;
    auto& before = found[probe.holds ? 1 : 0];
    if ((definite && here == Truth::unknown) || (before && *before != here)) return Progress::impossible;
    before = here;
  }
  if (found[0] && found[0] == found[1]) return Progress::impossible;
  return open ? Progress::possible : Progress::reached;
}

/// An item for which the leaf decides, if what was not read is as `read` has it.
std::optional<Item> item_for(const Law& law, const Side& side, const Value& value, bool definite, const Item& read) {
  auto axes = law::axes_of(law, false);
  std::erase_if(axes, [&](const law::Axis& axis) { return axis.choice == side.choice; });
  return law::find_item(
      axes, [&](const Item& item) { return follows(value, side, definite, item); }, read);
}

std::vector<const Condition*> unread_of(const Law& law) {
  std::vector<const Condition*> unread;
  law::walk(law.entry->condition, [&](const law::Path& path) {
    if (path.back()->kind == Condition::Kind::unknown) unread.push_back(path.back());
  });
  return unread;
}

/// Each way in which what was not read may be settled.
std::vector<Item> settlements(const Law& law) {
  const auto unread = unread_of(law);
  std::vector<Item> ways;
  for (std::size_t way = 0; way < std::size_t{1} << unread.size(); ++way) {
    Item item;
    for (std::size_t i = 0; i < unread.size(); ++i) item.settled[unread[i]] = (way >> i & 1) != 0;
    ways.push_back(item);
  }
  return ways;
}

/// An item for which one of the sides decides: definitely where that can be, else between an answer and none, else if
/// what was not read were known.
struct Deciding {
  Side side;
  Item item;
};
std::optional<Deciding> find_deciding(const Law& law, const std::vector<Side>& sides, const Value& value) {
  std::vector<std::pair<bool, Item>> attempts{{true, {}}, {false, {}}};
  for (const Item& way : settlements(law)) attempts.emplace_back(true, way);
  for (const auto& [definite, read] : attempts) {
    for (const Side& side : sides) {
      auto item = item_for(law, side, value, definite, read);
      if (!item) continue;
      item->settled.clear();
      return Deciding{side, *item};
    }
  }
  return std::nullopt;
}

/// Where a ladder's next step is no stricter, the upper end of a step decides nothing but that step; where it is the
/// same, neither does its own lower end.
const Condition* step_that_ends(const law::Path& path) {
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    if (!path[i]->steps_by.empty() && path[i]->steps_by == path.back()->figure) return path[i + 1];
  }
  return nullptr;
}

bool is_met(const std::vector<Reason>& reasons, const std::string& clause) {
  return std::ranges::any_of(reasons, [&](const Reason& reason) {
    return (reason.clause == clause && reason.met == true) || is_met(reason.because, clause);
  });
}

struct Count {
  int tested = 0;
  int verdicts = 0;
  int skipped = 0;
};

/// A reading that says "always" or "never" in the only way that data can, by a condition that nothing in the scope of
/// the entry fails or meets.
bool is_constant(const Law& law, const Condition& part) {
  const auto reaches = [&](Truth wanted) {
    return law::find_item(law::axes_of(law, false), [&](const Item& item) {
      const Truth here = law::truth(part, item);
      if (here == Truth::open) return Progress::possible;
      return here == wanted || here == Truth::unknown ? Progress::reached : Progress::impossible;
    });
  };
  return !reaches(Truth::yes) || !reaches(Truth::no);
}

bool in_constant_reading(const Law& law, const law::Path& path) {
  return std::ranges::any_of(path,
                             [&](const Condition* part) { return !part->reading.empty() && is_constant(law, *part); });
}

/// Both sides of one leaf.
void check_leaf(const Law& law, const law::Path& path, core::Date day, Count& count) {
  const Condition& leaf = *path.back();
  const bool bound = leaf.kind == Condition::Kind::bound;
  const auto sides = bound ? sides_of_bound(leaf) : sides_of_attribute(leaf, law::axes_of(law, false));
  const Condition* step = bound ? step_that_ends(path) : nullptr;
  const auto listed = [&](const Item& item) { return law::listed(law, item); };
  auto deciding = find_deciding(law, sides, listed);
  if (deciding) step = nullptr;
  if (step) deciding = find_deciding(law, sides, [&](const Item& item) { return law::truth(*step, item); });
  INFO(place_of(law) << " " << leaf.where << ": the condition on " << leaf.figure << leaf.attribute << " decides");
  CHECK(deciding);
  if (!deciding) return;
  ++count.tested;
  for (const Probe& probe : bound ? sides.front().probes : deciding->side.probes) {
    const Item here = with(deciding->item, deciding->side.choice, probe.value);
    const Verdict verdict = verdict_on(law, here, day);
    ++count.verdicts;
    INFO("the leaf holds: " << probe.holds);
    CHECK(verdict.decision == expected(listed(here)));
    if (step) CHECK(is_met(verdict.reasons, step->clause) == probe.holds);
  }
}

Count check_leaves(Condition::Kind kind) {
  Count count;
  for_each_law([&](const Law& law) {
    const auto day = quiet_day(law);
    law::walk(law.entry->condition, [&](const law::Path& path) {
      if (path.back()->kind != kind) return;
      if (!day || in_constant_reading(law, path)) {
        ++count.skipped;
      } else {
        check_leaf(law, path, *day, count);
      }
    });
  });
  return count;
}

/// What the law says of the item on the day, by the plain reading.
Truth listed_on(const Law& law, const Item& item, core::Date day) {
  const auto* version = thresholds::version_at(*law.regime, day);
  if (!version) return Truth::no;
  const auto entry = std::ranges::find(version->entries, law.entry->number, &thresholds::Entry::number);
  if (entry == version->entries.end()) return Truth::no;
  const bool disputed = version->from_undisputed && day < *version->from_undisputed;
  if (disputed || (entry->first_day_unknown && day < version->text_read)) return Truth::unknown;
  return law::listed(law::law_of(*law.regime, *version, *entry), item);
}

/// An item that the law lists, or where nothing is known to be listed one of which nobody can say.
std::optional<Item> listed_item(const Law& law) {
  for (const Truth wanted : {Truth::yes, Truth::unknown}) {
    const Goal goal = [&](const Item& item) {
      const Truth here = law::listed(law, item);
      if (here == Truth::open) return Progress::possible;
      return here == wanted ? Progress::reached : Progress::impossible;
    };
    if (auto item = law::find_item(law::axes_of(law, false), goal)) return item;
  }
  return std::nullopt;
}

std::vector<core::Date> days_of(const Law& law) {
  const auto& version = *law.version;
  std::vector<core::Date> days{version.from.plus_days(-1), version.from};
  if (version.from_undisputed) {
    days.push_back(version.from_undisputed->plus_days(-1));
    days.push_back(*version.from_undisputed);
  }
  if (version.until) {
    days.push_back(version.until->plus_days(-1));
    days.push_back(*version.until);
  }
  if (law.entry->first_day_unknown) {
    days.push_back(version.text_read.plus_days(-1));
    days.push_back(version.text_read);
  }
  return days;
}

Progress both(Truth one, Truth wanted_one, Truth other, Truth wanted_other) {
  if ((one != wanted_one && one != Truth::open) || (other != wanted_other && other != Truth::open)) {
    return Progress::impossible;
  }
  return one == Truth::open || other == Truth::open ? Progress::possible : Progress::reached;
}

/// One exception for the entry, seen from an item that the entry's condition covers.
void check_listing_exception(const Law& law, const Exception& exception, core::Date day, Count& count) {
  for (const Truth holds : {Truth::yes, Truth::no}) {
    const Goal goal = [&](const Item& item) {
      return both(law::truth(law.entry->condition, item), Truth::yes, law::truth(exception.condition, item), holds);
    };
    const auto item = law::find_item(law::axes_of(law, false), goal);
    if (!item) {
      ++count.skipped;
      continue;
    }
    ++count.verdicts;
    count.tested += holds == Truth::yes ? 1 : 0;
    INFO(place_of(law) << " " << exception.name << " holds: " << (holds == Truth::yes));
    CHECK(verdict_on(law, *item, day).decision == expected(law::listed(law, *item)));
  }
}

/// What is said of a licence where every other exception does not hold.
void check_licence_exception(const Law& law, const Exception& exception, core::Date day, Count& count) {
  using Statement = Licence::Statement;
  const bool frees = exception.effect == Exception::Effect::licence_not_needed;
  for (const Truth holds : {Truth::yes, Truth::no}) {
    const Goal goal = [&](const Item& item) {
      bool open = false;
      for (const Exception* other : law.licence) {
        const Progress here = both(law::listed(law, item), Truth::yes, law::truth(other->condition, item),
                                   other == &exception ? holds : Truth::no);
        if (here == Progress::impossible) return here;
        open = open || here == Progress::possible;
      }
      return open ? Progress::possible : Progress::reached;
    };
    auto item = law::find_item(law::axes_of(law, true), goal);
    if (!item) {
      ++count.skipped;
      continue;
    }
    item->chosen.try_emplace({Choice::Kind::attribute, "destination"},
                             law.regime->destinations.empty() ? "AQ" : law.regime->destinations.front());
    ++count.verdicts;
    count.tested += holds == Truth::yes ? 1 : 0;
    INFO(place_of(law) << " " << exception.name << " holds: " << (holds == Truth::yes));
    const auto licence = verdict_on(law, *item, day).licence;
    REQUIRE(licence);
    CHECK(licence->statement == (frees && holds == Truth::yes ? Statement::not_needed : Statement::needed));
  }
}

}  // namespace

TEST_CASE("every bound of every rule file decides on the side of its limit that its relation names") {
  const Count count = check_leaves(Condition::Kind::bound);
  CHECK(count.tested >= 700);
  CHECK(count.verdicts == 3 * count.tested);
  WARN(fmt::format(
      "{} bounds, {} verdicts; {} bounds of entries whose first day is unknown as long as the version lasts",
      count.tested, count.verdicts, count.skipped));
}

TEST_CASE("every word that a rule file asks for decides for some item") {
  const Count count = check_leaves(Condition::Kind::attribute);
  CHECK(count.tested >= 400);
  WARN(fmt::format("{} tests of words, {} verdicts; {} are always undetermined or stand in a constant reading",
                   count.tested, count.verdicts, count.skipped));
}

TEST_CASE("what was not read leaves every item undetermined for which it would decide") {
  Count count;
  for_each_law([&](const Law& law) {
    const auto day = quiet_day(law);
    law::walk(law.entry->condition, [&](const law::Path& path) {
      const Condition* unread = path.back();
      if (unread->kind != Condition::Kind::unknown) return;
      const Goal goal = [&](const Item& item) {
        Item holds = item, fails = item;
        holds.settled[unread] = true;
        fails.settled[unread] = false;
        const Truth if_yes = law::listed(law, holds), if_no = law::listed(law, fails);
        if (if_yes == Truth::open || if_no == Truth::open) return Progress::possible;
        return if_yes != if_no ? Progress::reached : Progress::impossible;
      };
      const auto item = law::find_item(law::axes_of(law, false), goal);
      INFO(place_of(law) << " " << unread->where);
      if (!day || !item) {
        CHECK(item);
        ++count.skipped;
        return;
      }
      ++count.tested;
      CHECK(verdict_on(law, *item, *day).decision == Decision::undetermined);
    });
  });
  CHECK(count.tested >= 30);
  WARN(fmt::format("{} unknowns; {} are in force on no certain day", count.tested, count.skipped));
}

TEST_CASE(
    "a rule is in force from its first day until the day before it ends and undetermined while that is disputed") {
  Count count;
  std::array<int, 3> seen{};
  for_each_law([&](const Law& law) {
    const auto item = listed_item(law);
    INFO(place_of(law));
    REQUIRE(item);
    for (const core::Date day : days_of(law)) {
      const Truth listed = listed_on(law, *item, day);
      if (listed == Truth::open) {  // another version asks what this one does not
        ++count.skipped;
        continue;
      }
      INFO(day.text());
      const Verdict verdict = verdict_on(law, *item, day);
      ++count.verdicts;
      ++seen[static_cast<std::size_t>(verdict.decision)];
      CHECK(verdict.decision == expected(listed));
    }
  });
  CHECK(count.verdicts >= 1000);
  CHECK(std::ranges::all_of(seen, [](int decisions) { return decisions >= 50; }));
  WARN(fmt::format("{} verdicts on the days around {} dates", count.verdicts, count.verdicts / 2));
}

TEST_CASE("exceptions take items out and bring them in on their own side of the condition") {
  Count listing, licence;
  for_each_law([&](const Law& law) {
    const auto day = quiet_day(law);
    if (!day) return;
    for (const Exception* exception : law.listing) check_listing_exception(law, *exception, *day, listing);
    for (const Exception* exception : law.licence) check_licence_exception(law, *exception, *day, licence);
  });
  CHECK(listing.tested >= 40);
  CHECK(licence.tested >= 15);
  WARN(fmt::format(
      "on the listing {} exceptions, {} verdicts, {} sides that no item reaches; on the licence {}, {}, {}",
      listing.tested, listing.verdicts, listing.skipped, licence.tested, licence.verdicts, licence.skipped));
}
