// A report as a memo of one page to print: what was asked, the verdicts, what decided them, what is missing, how sure
// the texts are. Called by the command line for --memo. Judges nothing.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/report.hpp"
#include "report/markdown.hpp"
#include "report/memo_reasons.hpp"
#include "report/text.hpp"
#include "report/verdict_groups.hpp"
#include "report/verdict_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Decision;
using thresholds::Verdict;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::vector<std::string> known;
  std::ranges::copy_if(parts, std::back_inserter(known), [](const std::string& part) { return !part.empty(); });
  return fmt::format("{}", fmt::join(known, between));
}

std::string name_of(const DeviceSummary& device) { return device.name.empty() ? "an unnamed item" : device.name; }

std::string item_text(const Report& report) {
  const DeviceSummary& device = report.device;
  std::string paradigm = device.paradigm;
  std::ranges::replace(paradigm, '_', ' ');
  const std::string dated = device.as_of              ? fmt::format("calibration of {}", device.as_of->text())
                            : device.paradigm.empty() ? ""  // no computer
                                                      : "calibration undated";
  const std::string latest =
      report.history ? fmt::format("the latest of {} snapshots", report.history->snapshots.size()) : "";
  return joined({name_of(device), device.vendor, device.modality, paradigm, dated, latest}, ", ");
}

/// What an entry says under the readings that are told.
struct Outcome {
  bool listed = false;
  bool unlisted = false;
  bool open = false;
};

Outcome outcome_of(const EntryVerdicts& entry) {
  Outcome outcome;
  for (const Verdict* verdict : told(entry)) {
    outcome.listed = outcome.listed || verdict->decision == Decision::controlled;
    outcome.unlisted = outcome.unlisted || verdict->decision == Decision::not_controlled;
    outcome.open = outcome.open || verdict->decision == Decision::undetermined;
  }
  return outcome;
}

/// How many entries list the item under every reading, under some, or not; each entry is counted once.
std::string answer_text(const std::vector<EntryVerdicts>& entries) {
  std::vector<Outcome> outcomes;
  for (const EntryVerdicts& entry : entries) outcomes.push_back(outcome_of(entry));
  std::vector<std::string> parts;
  const auto tell = [&](auto belongs, std::string_view of_one, std::string_view of_many) {
    const auto number = std::ranges::count_if(outcomes, belongs);
    const std::string counted = entries.size() == 1 ? "" : fmt::format("{} ", number);
    if (number > 0) parts.push_back(fmt::format("{}{}", counted, number == 1 ? of_one : of_many));
  };
  tell([](Outcome it) { return it.listed && !it.unlisted && !it.open; }, "lists the item", "list the item");
  tell([](Outcome it) { return it.listed && (it.unlisted || it.open); }, "lists the item under some readings",
       "list the item under some readings");
  tell([](Outcome it) { return !it.listed && it.unlisted && it.open; },
       "does not list the item but is undetermined under some readings",
       "do not list the item but are undetermined under some readings");
  tell([](Outcome it) { return !it.listed && it.unlisted && !it.open; }, "does not list the item",
       "do not list the item");
  tell([](Outcome it) { return !it.listed && !it.unlisted && it.open; }, "is undetermined", "are undetermined");
  if (entries.size() == 1) return fmt::format("the entry {}", parts.front());
  return fmt::format("of {} entries {}", entries.size(), fmt::join(parts, ", "));
}

std::string asked_text(const MemoRequest& request) {
  const auto stated = [](const std::string& what, const std::string& value) {
    return fmt::format("{} {}", what, value.empty() ? "not stated" : value);
  };
  return joined({stated("from", request.exporter), stated("to", request.destination), stated("rules", request.regimes),
                 stated("readings", request.readings),
                 request.profile.empty() ? "no profile of an authority" : stated("profile", request.profile)},
                "; ");
}

void set_question(const Report& report, const MemoRequest& request, const std::vector<EntryVerdicts>& entries,
                  MarkdownPage& page) {
  page.heading("# ", fmt::format("Memo on export controls: {}", name_of(report.device)));
  page.point(0, fmt::format("Item: {}", item_text(report)));
  if (!report.device.source.empty()) page.point(0, fmt::format("Data: {}", report.device.source));
  page.point(0, fmt::format("Law of: {}", report.provenance.as_of.text()));
  page.point(0, fmt::format("Asked: {}", asked_text(request)));
  if (!entries.empty()) page.point(0, fmt::format("Answer: {}", answer_text(entries)));
  for (const std::string& text : unasked_texts(report)) page.point(0, text);
  page.blank();
}

/// "not controlled, but undetermined under whole/simulated": what most readings give stands first.
std::string verdict_text(const EntryVerdicts& entry) {
  auto groups = by_decision(entry);
  std::ranges::stable_sort(groups, std::greater(), [](const EntryVerdicts& group) { return group.size(); });
  std::string text(words_for(groups.front().front()->decision));
  const bool tied = groups.size() > 1 && groups[0].size() == groups[1].size();
  const std::string readings = readings_text(groups.front(), entry);
  if (tied || readings.find("(P ") != std::string::npos) text += fmt::format(" under {}", readings);
  for (std::size_t i = 1; i < groups.size(); ++i) {
    text += fmt::format(", but {} under {}", words_for(groups[i].front()->decision), readings_text(groups[i], entry));
  }
  return text;
}

/// `entries`: whose texts were read; the others stand with what was not.
void set_verdicts(const std::vector<EntryVerdicts>& entries, MarkdownPage& page) {
  if (entries.empty()) return;
  const bool several_items =
      std::ranges::any_of(entries, [](const EntryVerdicts& entry) { return !entry.front()->item.empty(); });
  std::vector<std::vector<std::string>> rows{{"entry", "verdict", "version", "text read", "how sure"}};
  if (several_items) rows.front().insert(rows.front().begin(), "item");
  for (const EntryVerdicts& entry : entries) {
    const Verdict& first = *entry.front();
    rows.push_back({place_of(first), verdict_text(told(entry)), first.version, first.text_read,
                    fmt::format("{}", fmt::join(first.tags, ", "))});
    if (several_items) rows.back().insert(rows.back().begin(), first.item.empty() ? "the machine itself" : first.item);
  }
  page.heading("## ", "Verdicts");
  page.table(rows);
  page.blank();
}

/// The tags that say how sure a text is, in words.
void set_tags(const std::vector<Verdict>& verdicts, MarkdownPage& page) {
  std::vector<std::string> meanings;
  for (const Verdict& verdict : verdicts) {
    for (const std::string& tag : verdict.tags) {
      const std::string_view meaning = meaning_of_tag(tag);
      const std::string text = fmt::format("{}: {}", tag, meaning);
      if (!meaning.empty() && std::ranges::find(meanings, text) == meanings.end()) meanings.push_back(text);
    }
  }
  if (!meanings.empty()) page.paragraph(fmt::format("{}.", fmt::join(meanings, "; ")));
  page.blank();
}

/// Each text once, in the order of the entries.
template <class TextsOf>
std::vector<std::string> every_text(const std::vector<EntryVerdicts>& entries, TextsOf texts_of) {
  std::vector<std::string> all;
  for (const EntryVerdicts& entry : entries) {
    for (const Verdict* verdict : told(entry)) {
      for (const std::string& text : remaining(texts_of(*verdict), all)) all.push_back(text);
    }
  }
  return all;
}

std::vector<std::string> missing_of(const Verdict& verdict) {
  std::vector<std::string> texts;
  for (const auto& missing : verdict.missing) texts.push_back(missing_text(missing));
  return texts;
}

/// Assumptions about the data, and what the verdicts are conditional on.
std::vector<std::string> assumptions_of(const Verdict& verdict) {
  std::vector<std::string> texts = verdict.assumptions;
  texts.insert(texts.end(), verdict.conditional_on.begin(), verdict.conditional_on.end());
  return texts;
}

void set_missing(const std::vector<EntryVerdicts>& entries, MarkdownPage& page) {
  const auto texts = every_text(entries, missing_of);
  if (texts.empty()) return;
  page.heading("## ", "Missing");
  for (const std::string& text : texts) page.point(0, text);
  page.blank();
}

void set_assumed(const std::vector<EntryVerdicts>& entries, MarkdownPage& page) {
  const auto texts = merged_sentences(every_text(entries, assumptions_of));
  if (texts.empty()) return;
  page.heading("## ", "Assumed");
  page.paragraph(fmt::format("{}.", fmt::join(texts, "; ")));
  page.blank();
}

void set_licences(const std::vector<EntryVerdicts>& entries, MarkdownPage& page) {
  const auto lines = licence_lines(entries);
  if (lines.empty()) return;
  page.heading("## ", fmt::format("Licence to {}", entries.front().front()->destination));
  for (const LicenceLine& line : lines) {
    page.point(0, fmt::format("{}: {}: {}", line.lead, fmt::join(line.places, "; "), line.licence.text));
  }
  if (const std::string summary = licence_summary(entries); !summary.empty()) {
    page.point(0, fmt::format("all in all: {}", summary));
  }
  page.blank();
}

void set_reasons(const std::vector<EntryVerdicts>& decided, const std::vector<EntryVerdicts>& unread,
                 MarkdownPage& page) {
  if (!decided.empty()) page.heading("## ", "Reasons");
  for (const AlikeEntries& group : alike(decided)) set_memo_reasons(group, page);
  set_unread(unread, page);
}

void set_end(const Report& report, MarkdownPage& page) {
  const Provenance& provenance = report.provenance;
  std::vector<std::string> inputs;
  for (const InputFile& input : provenance.inputs) {
    inputs.push_back(fmt::format("{} (sha256 {})", input.path, input.sha256.substr(0, 12)));
  }
  page.paragraph(joined({fmt::format("Made by qgauge {}, seed {}", provenance.version, provenance.seed),
                         inputs.empty() ? "" : fmt::format("from {}", fmt::join(inputs, ", "))},
                        " ") +
                 ". Every reason with its numbers is in the JSON report.");
  page.blank();
  page.paragraph(
      "Not legal advice. The rules are paraphrases for measuring items against them, read on the days above; a verdict "
      "says whether a text lists the item. Before anybody relies on it, the official text has to be read.");
}

}  // namespace

std::string to_memo(const Report& report, const MemoRequest& request) {
  MarkdownPage page;
  const auto entries = by_entry(report.verdicts);
  set_question(report, request, entries, page);
  if (!entries.empty()) {
    std::vector<EntryVerdicts> decided, unread;
    std::ranges::partition_copy(entries, std::back_inserter(unread), std::back_inserter(decided), is_unread);
    set_verdicts(decided, page);
    set_tags(report.verdicts, page);
    set_licences(entries, page);
    set_reasons(decided, unread, page);
    set_missing(decided, page);
    set_assumed(decided, page);
  }
  set_end(report, page);
  return page.take();
}

}  // namespace qgauge::report
