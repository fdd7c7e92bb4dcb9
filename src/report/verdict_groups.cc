// Which verdicts belong together: see verdict_groups.hpp.
#include "report/verdict_groups.hpp"

#include <algorithm>
#include <functional>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Reason;
using thresholds::Verdict;

bool same_entry(const Verdict& a, const Verdict& b) {
  return a.regime == b.regime && a.version == b.version && a.entry == b.entry && a.item == b.item;
}

void collect_clauses(const std::vector<Reason>& reasons, std::vector<std::string>& clauses) {
  for (const Reason& reason : reasons) {
    if (!reason.clause.empty()) clauses.push_back(reason.clause);
    collect_clauses(reason.because, clauses);
  }
}

/// The names that an instrument gives to what a verdict speaks of, longest first: "4A906.a.2" before "4A906.a".
std::vector<std::string> own_names(const Verdict& verdict) {
  std::vector<std::string> names{verdict.entry};
  collect_clauses(verdict.reasons, names);
  std::ranges::sort(names, std::greater(), [](const std::string& name) { return name.size(); });
  return names;
}

std::string without_names(std::string text, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    for (std::size_t at = text.find(name); !name.empty() && at != std::string::npos; at = text.find(name, at + 1)) {
      text.replace(at, name.size(), 1, '*');
    }
  }
  return text;
}

std::string text_of(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : "-"; }

/// Numbers and structure; words only where there is nothing else, because they name clauses and titles.
void describe(const Reason& reason, const std::vector<std::string>& names, std::string& out) {
  const bool words = reason.because.empty() && reason.figure.empty();
  fmt::format_to(std::back_inserter(out), "({} {} {} {} {} {} {} {}", reason.met ? (*reason.met ? "met" : "not") : "?",
                 reason.figure, text_of(reason.value), text_of(reason.low), text_of(reason.high),
                 reason.relation ? thresholds::name_of(*reason.relation) : "-", text_of(reason.limit),
                 words ? without_names(reason.text, names) : "");
  for (const Reason& part : reason.because) describe(part, names, out);
  out += ')';
}

void describe_rest(const Verdict& verdict, const std::vector<std::string>& names, std::string& out) {
  const auto end = std::back_inserter(out);
  for (const auto& margin : verdict.margins) fmt::format_to(end, "|{} {}", margin.figure, margin.limit);
  for (const auto& one : verdict.counterfactuals) fmt::format_to(end, "|{}", without_names(one.text, names));
  for (const auto& missing : verdict.missing) {
    fmt::format_to(end, "|{} {}", without_names(missing.name, names), missing.who_knows);
  }
  for (const auto& condition : verdict.conditional_on) fmt::format_to(end, "|{}", without_names(condition, names));
  if (verdict.subset) {
    fmt::format_to(end, "|{} {}", fmt::join(verdict.subset->qubits, " "), verdict.subset->couplings.size());
  }
  if (verdict.licence) {
    const std::string text = without_names(verdict.licence->text, names);
    fmt::format_to(end, "|{} {}", thresholds::name_of(verdict.licence->statement), text);
  }
}

std::string probability_of(const Verdict& verdict) {
  return verdict.probability_controlled ? probability_text(*verdict.probability_controlled) : "";
}

/// Equal for two verdicts that say the same but for the names of clauses.
std::string fingerprint(const Verdict& verdict) {
  const std::vector<std::string> names = own_names(verdict);
  std::string text = fmt::format("{}|{}|{}|", thresholds::name_of(verdict.reading), name_of(verdict.decision),
                                 probability_of(verdict));
  for (const Reason& reason : verdict.reasons) describe(reason, names, text);
  describe_rest(verdict, names, text);
  return text;
}

std::string names_of(const EntryVerdicts& verdicts) {
  std::vector<std::string> names;
  for (const Verdict* verdict : verdicts) names.push_back(thresholds::name_of(verdict->reading));
  return fmt::format("{}", fmt::join(names, ", "));
}

bool same_licence(const thresholds::Licence& a, const thresholds::Licence& b) {
  return a.statement == b.statement && a.text == b.text;
}

/// An entry that does not list the item asks for no licence; another one may.
std::string licence_lead(const Verdict& verdict) {
  const bool unlisted = verdict.decision == thresholds::Decision::not_controlled;
  return unlisted ? "none by this entry" : std::string(words_for(verdict.licence->statement));
}

/// The verdicts of one entry that say the same of a licence; those that say nothing are in none.
std::vector<EntryVerdicts> by_licence(const EntryVerdicts& entry) {
  std::vector<EntryVerdicts> groups;
  for (const Verdict* verdict : entry) {
    if (!verdict->licence) continue;
    const auto same = std::ranges::find_if(
        groups, [&](const EntryVerdicts& group) { return same_licence(*group.front()->licence, *verdict->licence); });
    if (same == groups.end()) {
      groups.push_back({verdict});
    } else {
      same->push_back(verdict);
    }
  }
  return groups;
}

/// Whether it rests on a figure that means different things under different readings.
bool asks_for_errors(const thresholds::Reason& reason) {
  const thresholds::Reading simulated{.simulated = true};
  const bool read =
      !reason.figure.empty() && thresholds::figure_under(simulated, reason.figure).figure != reason.figure;
  return read || std::ranges::any_of(reason.because, asks_for_errors);
}

std::string fingerprint(const EntryVerdicts& entry) {
  std::string text = entry.front()->item;
  for (const Verdict* verdict : told(entry)) text.append("\n").append(fingerprint(*verdict));
  return text;
}

}  // namespace

std::vector<EntryVerdicts> by_entry(const std::vector<Verdict>& verdicts) {
  std::vector<EntryVerdicts> entries;
  for (const Verdict& verdict : verdicts) {
    const auto same =
        std::ranges::find_if(entries, [&](const EntryVerdicts& entry) { return same_entry(*entry.front(), verdict); });
    if (same == entries.end()) {
      entries.push_back({&verdict});
    } else {
      same->push_back(&verdict);
    }
  }
  return entries;
}

bool has_matrix(const EntryVerdicts& entry) { return entry.size() > thresholds::principal_readings().size(); }

EntryVerdicts told(const EntryVerdicts& entry) {
  if (!has_matrix(entry)) return entry;
  const auto principal = thresholds::principal_readings();
  EntryVerdicts chosen;
  std::ranges::copy_if(entry, std::back_inserter(chosen), [&](const Verdict* verdict) {
    return std::ranges::find(principal, verdict->reading) != principal.end();
  });
  return chosen.empty() ? entry : chosen;
}

bool names_readings(const EntryVerdicts& entry) {
  const Verdict& first = *entry.front();
  const bool one = entry.size() == 1 && first.reading == thresholds::Reading{};
  return !one || (first.item.empty() && std::ranges::any_of(first.reasons, asks_for_errors));
}

std::vector<EntryVerdicts> by_decision(const EntryVerdicts& entry) {
  std::vector<EntryVerdicts> groups;
  for (const Verdict* verdict : entry) {
    const auto same = std::ranges::find_if(
        groups, [&](const EntryVerdicts& group) { return group.front()->decision == verdict->decision; });
    if (same == groups.end()) {
      groups.push_back({verdict});
    } else {
      same->push_back(verdict);
    }
  }
  return groups;
}

bool is_unread(const EntryVerdicts& entry) {
  return std::ranges::all_of(told(entry), [](const Verdict* verdict) {
    const auto authority = [](const thresholds::MissingInput& missing) { return missing.who_knows == "authority"; };
    return verdict->decision == thresholds::Decision::undetermined && !verdict->missing.empty() &&
           std::ranges::all_of(verdict->missing, authority);
  });
}

std::string unread_text(const EntryVerdicts& entry) {
  std::vector<std::string> names;
  for (const auto& missing : entry.front()->missing) names.push_back(missing.name);
  return fmt::format("{}: {}", place_of(*entry.front()), fmt::join(names, ", "));
}

std::string readings_text(const EntryVerdicts& group, const EntryVerdicts& entry) {
  const auto name = [](const Verdict* verdict) {
    const bool open = verdict->decision == thresholds::Decision::undetermined && verdict->probability_controlled;
    const std::string reading = thresholds::name_of(verdict->reading);
    return open ? fmt::format("{} (P {})", reading, probability_of(*verdict)) : reading;
  };
  const bool all = group.size() == entry.size() && entry.size() > 1;
  const bool told_apart = std::ranges::any_of(
      group, [&](const Verdict* verdict) { return name(verdict) != thresholds::name_of(verdict->reading); });
  if (all && !told_apart) return "every reading";
  if (group.size() > 1 && group.size() + 1 == entry.size() && !told_apart) {
    const auto other = std::ranges::find_if(
        entry, [&](const Verdict* verdict) { return verdict->decision != group.front()->decision; });
    return fmt::format("all but {}", thresholds::name_of((*other)->reading));
  }
  std::vector<std::string> names;
  for (const Verdict* verdict : group) names.push_back(name(verdict));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<AlikeEntries> alike(const std::vector<EntryVerdicts>& entries) {
  std::vector<AlikeEntries> groups;
  std::vector<std::string> prints;
  for (const EntryVerdicts& entry : entries) {
    const std::string print = fingerprint(entry);
    const auto same = std::ranges::find(prints, print);
    if (same == prints.end()) {
      prints.push_back(print);
      groups.push_back({entry});
    } else {
      groups[static_cast<std::size_t>(same - prints.begin())].push_back(entry);
    }
  }
  return groups;
}

std::string place_of(const Verdict& verdict) { return fmt::format("{} {}", verdict.regime, verdict.entry); }

std::string places_of(const AlikeEntries& entries) {
  std::vector<std::string> places;
  for (const EntryVerdicts& entry : entries) {
    places.push_back(fmt::format("{} in {}", entry.front()->entry, entry.front()->regime));
  }
  return fmt::format("{}", fmt::join(places, ", "));
}

std::vector<LicenceLine> licence_lines(const std::vector<EntryVerdicts>& entries) {
  const bool several_items = std::ranges::any_of(
      entries, [&](const EntryVerdicts& entry) { return entry.front()->item != entries.front().front()->item; });
  std::vector<LicenceLine> lines;
  for (const EntryVerdicts& entry : entries) {
    const EntryVerdicts chosen = told(entry);
    for (const EntryVerdicts& group : by_licence(chosen)) {
      const Verdict& first = *group.front();
      std::string place = place_of(first);
      if (several_items && !first.item.empty()) place = fmt::format("{}, {}", first.item, place);
      if (group.size() < chosen.size()) place += fmt::format(" under {}", names_of(group));
      const auto same = std::ranges::find_if(
          lines, [&](const LicenceLine& line) { return same_licence(line.licence, *first.licence); });
      if (same == lines.end()) {
        lines.push_back({licence_lead(first), *first.licence, {place}});
      } else {
        same->places.push_back(place);
      }
    }
  }
  return lines;
}

std::string licence_summary(const std::vector<EntryVerdicts>& entries) {
  using Statement = thresholds::Licence::Statement;
  std::vector<Statement> said;
  for (const EntryVerdicts& entry : entries) {
    for (const Verdict* verdict : told(entry)) {
      if (verdict->licence && verdict->exporter != verdict->destination) said.push_back(verdict->licence->statement);
    }
  }
  if (said.empty()) return "";
  const auto has = [&](Statement statement) { return std::ranges::find(said, statement) != said.end(); };
  if (has(Statement::needed)) return "a licence is NEEDED by at least one of these entries";
  if (has(Statement::cannot_be_said)) return "it cannot be said whether a licence is needed: an entry leaves it open";
  return "none of these entries asks for a licence; uses, users, embargoes and instruments that were not asked may";
}

std::vector<std::string> remaining(const std::vector<std::string>& texts, const std::vector<std::string>& without) {
  std::vector<std::string> rest;
  std::ranges::copy_if(texts, std::back_inserter(rest),
                       [&](const std::string& text) { return std::ranges::find(without, text) == without.end(); });
  return rest;
}

std::vector<std::string> shared_assumptions(const EntryVerdicts& verdicts) {
  std::vector<std::string> shared = verdicts.front()->assumptions;
  for (const Verdict* verdict : verdicts) shared = remaining(shared, remaining(shared, verdict->assumptions));
  return shared;
}

std::vector<std::string> shared_assumptions(const AlikeEntries& entries) {
  EntryVerdicts all;
  for (const EntryVerdicts& entry : entries) all.insert(all.end(), entry.begin(), entry.end());
  return shared_assumptions(all);
}

}  // namespace qgauge::report
