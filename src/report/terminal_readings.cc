// The matrix of readings on a terminal, where more than the principal ones were asked: rows are departures from the
// default, columns are scopes. Then in words which choice changes a verdict. Called by to_terminal.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/terminal_blocks.hpp"
#include "report/text.hpp"
#include "report/verdict_groups.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Decision;
using thresholds::Verdict;

constexpr int cell_width = 16;

/// Scopes and departures in the order in which the verdicts have them.
struct Matrix {
  std::vector<std::string> scopes;
  std::vector<std::string> departures;
  const EntryVerdicts& verdicts;

  explicit Matrix(const EntryVerdicts& entry) : verdicts(entry) {
    for (const Verdict* verdict : entry) {
      add(scopes, scope_of(verdict->reading));
      add(departures, departure_of(verdict->reading));
    }
  }
  /// Null where the reading was not asked.
  const Verdict* at(const std::string& scope, const std::string& departure) const {
    const auto found = std::ranges::find_if(verdicts, [&](const Verdict* verdict) {
      return scope_of(verdict->reading) == scope && departure_of(verdict->reading) == departure;
    });
    return found == verdicts.end() ? nullptr : *found;
  }

 private:
  static void add(std::vector<std::string>& names, const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
};

/// The decisions under every reading, which entries with one matrix have in common.
std::string decisions_of(const EntryVerdicts& entry) {
  std::string text = entry.front()->item;
  for (const Verdict* verdict : entry) {
    text += fmt::format("\n{} {}", thresholds::name_of(verdict->reading), name_of(verdict->decision));
  }
  return text;
}

std::vector<AlikeEntries> with_same_matrix(const std::vector<EntryVerdicts>& entries) {
  std::vector<AlikeEntries> groups;
  for (const EntryVerdicts& entry : entries) {
    if (!has_matrix(entry)) continue;
    const auto same = std::ranges::find_if(
        groups, [&](const AlikeEntries& group) { return decisions_of(group.front()) == decisions_of(entry); });
    if (same == groups.end()) {
      groups.push_back({entry});
    } else {
      same->push_back(entry);
    }
  }
  return groups;
}

bool is_unanimous(const EntryVerdicts& entry) {
  return std::ranges::all_of(entry,
                             [&](const Verdict* verdict) { return verdict->decision == entry.front()->decision; });
}

void set_matrix(const Matrix& matrix, Page& page) {
  int width = 0;
  for (const std::string& departure : matrix.departures) width = std::max(width, display_width(departure) + 2);
  width = std::max(width, display_width("(default)  "));
  std::string head;
  for (const std::string& scope : matrix.scopes) head += padded(scope, cell_width);
  page.item(4, "", width, head);
  for (const std::string& departure : matrix.departures) {
    std::string row;
    for (const std::string& scope : matrix.scopes) {
      const Verdict* verdict = matrix.at(scope, departure);
      row += padded(verdict ? words_for(verdict->decision) : "-", cell_width);
    }
    page.item(4, departure.empty() ? "(default)" : departure, width, row);
  }
}

/// Scopes whose verdict a departure turns from one decision to another.
struct Turn {
  Decision from;
  Decision to;
  std::vector<std::string> scopes;
};

void add(const std::string& scope, Decision from, Decision to, std::vector<Turn>& turns) {
  const auto same = std::ranges::find_if(turns, [&](const Turn& turn) { return turn.from == from && turn.to == to; });
  if (same == turns.end()) {
    turns.push_back({from, to, {scope}});
  } else {
    same->scopes.push_back(scope);
  }
}

/// "from not controlled to CONTROLLED under whole, best_subset"
std::string text_of(const Turn& turn) {
  const std::string scopes = fmt::format("{}", fmt::join(turn.scopes, ", "));
  if (turn.to == Decision::undetermined) return fmt::format("left open under {}", scopes);
  return fmt::format("from {} to {} under {}", words_for(turn.from), words_for(turn.to), scopes);
}

/// Which scope changes the verdict under the default; empty where none does.
std::string scope_text(const Matrix& matrix) {
  const Verdict* base = matrix.at(matrix.scopes.front(), "");
  std::vector<std::string> parts;
  for (const std::string& scope : matrix.scopes) {
    const Verdict* other = matrix.at(scope, "");
    if (!base || !other || other->decision == base->decision) continue;
    parts.push_back(fmt::format("{} under {}", words_for(other->decision), scope));
  }
  if (parts.empty()) return "";
  return fmt::format("the scope: {} under {}, but {}", words_for(base->decision), matrix.scopes.front(),
                     fmt::join(parts, ", "));
}

/// What a departure changes; empty where it changes nothing.
std::string departure_text(const Matrix& matrix, const std::string& departure) {
  std::vector<Turn> turns;
  std::string words;
  for (const std::string& scope : matrix.scopes) {
    const Verdict *base = matrix.at(scope, ""), *other = matrix.at(scope, departure);
    if (!base || !other) continue;
    words = words_for_departure(other->reading);
    if (other->decision != base->decision) add(scope, base->decision, other->decision, turns);
  }
  std::vector<std::string> parts;
  for (const Turn& turn : turns) parts.push_back(text_of(turn));
  return parts.empty() ? "" : fmt::format("{} ({}): {}", words, departure, fmt::join(parts, ", "));
}

void set_choices(const Matrix& matrix, Page& page) {
  std::vector<std::string> changes{scope_text(matrix)}, idle;
  for (const std::string& departure : matrix.departures) {
    if (departure.empty()) continue;
    changes.push_back(departure_text(matrix, departure));
    if (changes.back().empty()) idle.push_back(departure);
  }
  page.paragraph(4, "What changes the verdict:");
  for (const std::string& change : changes) {
    if (!change.empty()) page.item(6, "-", 2, change);
  }
  if (!idle.empty()) page.paragraph(4, fmt::format("What does not: {}", fmt::join(idle, ", ")));
}

}  // namespace

void set_readings(const Report& report, Page& page) {
  const auto entries = by_entry(report.verdicts);
  if (std::ranges::none_of(entries, has_matrix)) return;
  page.blank();
  page.heading("READINGS: does the verdict hang on how the text is read?");
  for (const AlikeEntries& group : with_same_matrix(entries)) {
    const EntryVerdicts& entry = group.front();
    const std::string item = entry.front()->item.empty() ? "" : fmt::format(", {}", entry.front()->item);
    if (is_unanimous(entry)) {
      page.paragraph(2, fmt::format("{}{}: no, {} under every reading", places_of(group), item,
                                    words_for(entry.front()->decision)));
      continue;
    }
    page.paragraph(2, fmt::format("{}{}: yes", places_of(group), item));
    const Matrix matrix(entry);
    set_matrix(matrix, page);
    set_choices(matrix, page);
  }
}

}  // namespace qgauge::report
