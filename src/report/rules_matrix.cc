// The entries of one topic across jurisdictions: a column for each set of numbers, a mark where they differ, whose
// definitions differ, and who has no such entry. Called by `qgauge regimes matrix`.
#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/report.hpp"
#include "qgauge/thresholds/leaves.hpp"
#include "report/page.hpp"
#include "report/rules_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Entry;
using thresholds::NamedLeaf;
using thresholds::Regime;

constexpr const char* absent_demand = "-";

/// An entry that is in force, with its leaves.
struct Placed {
  const Regime* regime;
  const Entry* entry;
  std::vector<NamedLeaf> leaves;
};

/// Entries that ask the same of the same.
struct Variant {
  std::string letter;
  std::vector<const Placed*> entries;

  const std::vector<NamedLeaf>& leaves() const { return entries.front()->leaves; }
  std::string demand(const std::string& name) const {
    const auto leaf = std::ranges::find(leaves(), name, &NamedLeaf::name);
    return leaf == leaves().end() ? absent_demand : leaf->demand;
  }
};

std::vector<Placed> entries_in_force(const thresholds::RuleBook& rules, core::Date as_of, const std::string& topic) {
  std::vector<Placed> entries;
  for (const Regime& regime : rules.regimes) {
    const thresholds::Version* version = thresholds::version_at(regime, as_of);
    if (!version) continue;
    for (const Entry& entry : version->entries) {
      if (entry.topic == topic) entries.push_back({&regime, &entry, thresholds::leaves_of(entry.condition)});
    }
  }
  return entries;
}

/// Of the entries of which some number or word was read.
std::vector<Variant> variants_of(const std::vector<Placed>& entries) {
  std::vector<Variant> variants;
  for (const Placed& placed : entries) {
    const auto same =
        std::ranges::find_if(variants, [&](const Variant& variant) { return variant.leaves() == placed.leaves; });
    if (same != variants.end()) {
      same->entries.push_back(&placed);
    } else if (!placed.leaves.empty()) {
      variants.push_back({std::string(1, static_cast<char>('A' + variants.size() % 26)), {&placed}});
    }
  }
  return variants;
}

std::string place_text(const Placed& placed) {
  return fmt::format("{} {} ({})", placed.regime->id, placed.entry->number, placed.entry->confidence);
}

void set_places(const std::vector<Variant>& variants, Page& page) {
  for (const Variant& variant : variants) {
    std::vector<std::string> places;
    for (const Placed* placed : variant.entries) places.push_back(place_text(*placed));
    page.item(2, variant.letter, 3, fmt::format("{}", fmt::join(places, ", ")));
  }
}

/// The names of all leaves; one that the first variants do not have stands where its own variant has it.
std::vector<std::string> rows_of(const std::vector<Variant>& variants) {
  std::vector<std::string> names;
  for (const Variant& variant : variants) {
    auto after = names.begin();
    for (const NamedLeaf& leaf : variant.leaves()) {
      const auto known = std::ranges::find(names, leaf.name);
      after = (known == names.end() ? names.insert(after, leaf.name) : known) + 1;
    }
  }
  return names;
}

/// "*": demands differ. "~": some do not ask it at all.
std::string mark_of(const std::string& name, const std::vector<Variant>& variants) {
  std::set<std::string> demands;
  for (const Variant& variant : variants) demands.insert(variant.demand(name));
  const bool absent = demands.erase(absent_demand) > 0;
  return demands.size() > 1 ? "*" : absent ? "~" : "";
}

/// Variants beside each other, with a row for what one of them asks.
void set_columns(std::span<const Variant> shown, const std::vector<Variant>& variants,
                 const std::vector<std::string>& names, const std::vector<int>& widths, Page& page) {
  std::vector<std::string> head{"", "what is asked"};
  for (const Variant& variant : shown) head.push_back(variant.letter);
  page.row(2, head, widths);
  for (const std::string& name : names) {
    std::vector<std::string> cells{mark_of(name, variants), name};
    for (const Variant& variant : shown) cells.push_back(variant.demand(name));
    const bool asked = std::ranges::any_of(cells.begin() + 2, cells.end(),
                                           [](const std::string& demand) { return demand != absent_demand; });
    if (asked) page.row(2, cells, widths);
  }
}

/// As many variants beside each other as the page is wide.
void set_numbers(const std::vector<Variant>& variants, Page& page) {
  constexpr int narrowest = 13, widest_cell = 32, gap = 2, mark_width = 1;
  const int name_width = std::min(28, page.columns() / 2 - 4);
  const int left = page.columns() - 2 - mark_width - gap - name_width;
  const int fitting = std::max(1, left / (narrowest + gap));
  const int shown = std::min(fitting, static_cast<int>(variants.size()));
  std::vector<int> widths{mark_width, name_width};
  widths.resize(2 + static_cast<std::size_t>(shown), std::min(widest_cell, left / shown - gap));
  const auto names = rows_of(variants);
  for (std::size_t first = 0; first < variants.size(); first += static_cast<std::size_t>(shown)) {
    const std::size_t count = std::min(static_cast<std::size_t>(shown), variants.size() - first);
    set_columns(std::span(variants).subspan(first, count), variants, names, widths, page);
  }
}

void set_unread(const std::vector<Placed>& entries, Page& page) {
  bool told = false;
  for (const Placed& placed : entries) {
    const auto unknowns = thresholds::unknowns_of(placed.entry->condition);
    if (unknowns.empty()) continue;
    if (!std::exchange(told, true)) page.paragraph(2, "what was not read, so that verdicts stay undetermined:");
    page.item(4, "-", 2, fmt::format("{}: {}", place_text(placed), fmt::join(unknowns, "; ")));
  }
}

/// A term in one wording, and the regimes that have it so.
struct Wording {
  std::string term;
  std::string text;
  std::vector<std::string> regimes;
};

std::vector<Wording> wordings_of(const std::vector<Placed>& entries) {
  std::vector<Wording> wordings;
  for (const Placed& placed : entries) {
    for (const auto& definition : placed.entry->definitions) {
      const auto same = std::ranges::find_if(wordings, [&](const Wording& wording) {
        return wording.term == definition.term && wording.text == definition.text;
      });
      if (same == wordings.end()) {
        wordings.push_back({definition.term, definition.text, {placed.regime->id}});
      } else {
        same->regimes.push_back(placed.regime->id);
      }
    }
  }
  std::ranges::stable_sort(wordings, {}, &Wording::term);
  return wordings;
}

/// Terms that are defined in several ways.
void set_definitions(const std::vector<Placed>& entries, Page& page) {
  const auto wordings = wordings_of(entries);
  std::string told;
  for (const Wording& wording : wordings) {
    if (std::ranges::count(wordings, wording.term, &Wording::term) < 2) continue;
    if (told != wording.term) page.paragraph(2, fmt::format("'{}' is defined in different words:", wording.term));
    told = wording.term;
    page.item(4, "-", 2, fmt::format("{}: {}", fmt::join(wording.regimes, ", "), wording.text));
  }
}

/// Jurisdictions with a regime of the same kind that has no such entry on that day.
std::set<std::string> jurisdictions_without(const thresholds::RuleBook& rules, const std::vector<Placed>& entries) {
  std::set<std::string> kinds, with, without;
  for (const Placed& placed : entries) {
    kinds.insert(placed.regime->kind);
    with.insert(placed.regime->jurisdiction);
  }
  for (const Regime& regime : rules.regimes) {
    if (kinds.contains(regime.kind) && !with.contains(regime.jurisdiction)) without.insert(regime.jurisdiction);
  }
  return without;
}

std::string summary(const std::vector<Placed>& entries, const std::vector<Variant>& variants) {
  const std::string count = entries.size() == 1 ? "one entry" : fmt::format("{} entries", entries.size());
  if (variants.empty()) return fmt::format("{}, no number was read", count);
  if (variants.size() == 1)
    return variants.front().entries.size() == 1 ? count : fmt::format("{}, the same numbers", count);
  return fmt::format("{}; * demands differ, ~ not asked everywhere", count);
}

}  // namespace

std::string rules_matrix(const thresholds::RuleBook& rules, core::Date as_of, const std::string& topic, int columns) {
  Page page(columns, false);
  const std::vector<Placed> entries = entries_in_force(rules, as_of, topic);
  if (entries.empty()) {
    page.heading(fmt::format("{}: no entry in force on {}", topic, as_of.text()));
    return page.take();
  }
  const std::vector<Variant> variants = variants_of(entries);
  page.heading(fmt::format("{}: {}, in force on {}", topic, summary(entries, variants), as_of.text()));
  set_places(variants, page);
  if (!variants.empty()) set_numbers(variants, page);
  set_unread(entries, page);
  set_definitions(entries, page);
  const auto without = jurisdictions_without(rules, entries);
  if (!without.empty()) page.item(2, "no such entry in the rules of", 31, fmt::format("{}", fmt::join(without, ", ")));
  return page.take();
}

}  // namespace qgauge::report
