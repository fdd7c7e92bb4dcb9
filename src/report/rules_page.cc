// A version of an instrument as a page that a lawyer can read: paragraphs in the law's own numbering and units,
// definitions, exceptions, open questions and how they are treated, sources, dates, how sure each is. Called by
// `qgauge regimes show`.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/report.hpp"
#include "report/page.hpp"
#include "report/rules_condition.hpp"
#include "report/rules_words.hpp"

namespace qgauge::report {
namespace {

using thresholds::Entry;
using thresholds::Exception;
using thresholds::Regime;
using thresholds::Version;

constexpr int label_width = 13;

void set_label(std::string_view label, const std::string& text, Page& page) {
  if (!text.empty()) page.item(2, label, label_width, text);
}

std::string countries_text(const std::vector<std::string>& countries) {
  return countries.empty() ? "any country" : fmt::format("{}", fmt::join(countries, ", "));
}

void set_instrument(const Regime& regime, Page& page) {
  page.heading(fmt::format("{}: {}", regime.id, regime.instrument));
  set_label("jurisdiction", fmt::format("{}, {}, {}", regime.jurisdiction, regime.status, spaced(regime.kind)), page);
  set_label("goods from", countries_text(regime.exporters), page);
  set_label("goods to", countries_text(regime.destinations), page);
  for (const auto& group : regime.groups) {
    set_label(
        group.name,
        fmt::format("{}; {}; {}", fmt::join(group.countries, ", "), group.source, confidence_text(group.confidence)),
        page);
  }
}

std::string note_text(const thresholds::DatedNote& note) {
  std::string days;
  if (note.from) days += fmt::format(" from {}", note.from->text());
  if (note.until) days += fmt::format(" until {}", note.until->text());
  return fmt::format("{}{}: {}", spaced(note.tag), days, note.text);
}

void set_version(const Regime& regime, const Version& version, Page& page) {
  set_label("version", fmt::format("{}, text read on {}", period_text(version), version.text_read.text()), page);
  set_label("source", version.source, page);
  set_label("tags", spaced(fmt::format("{}", fmt::join(version.tags, ", "))), page);
  for (const auto& note : version.notes) set_label("note", note_text(note), page);
  for (const Version& other : regime.versions) {
    if (&other != &version) set_label("other version", period_text(other), page);
  }
}

void set_paradigms(const Entry& entry, Page& page) {
  if (entry.paradigms_included.empty() && entry.paradigms_excluded.empty()) return;
  set_label("computing", fmt::format("named: {}", kinds_text(entry.paradigms_included)), page);
  for (const auto& [paradigm, why] : entry.paradigms_excluded) {
    set_label("", fmt::format("not meant: {}: {}", spaced(paradigm), why), page);
  }
}

void set_definitions(const Entry& entry, Page& page) {
  if (!entry.definitions.empty()) page.paragraph(2, "words");
  for (const auto& definition : entry.definitions) {
    const std::string quote = definition.quote.empty() ? "" : fmt::format(" Quotation: \"{}\"", definition.quote);
    page.item(4, fmt::format("'{}'", definition.term), 2, fmt::format("{}{}", definition.text, quote));
  }
}

void set_questions(const Entry& entry, Page& page) {
  if (!entry.open_questions.empty()) page.paragraph(2, "what the text leaves open, and what qgauge does");
  for (const auto& open : entry.open_questions) {
    page.item(4, "?", 2, open.question);
    page.item(4, "", 2, open.treatment);
  }
}

std::string_view effect_text(Exception::Effect effect) {
  switch (effect) {
    case Exception::Effect::takes_out:
      return "takes out of the entry";
    case Exception::Effect::takes_in:
      return "brings into the entry";
    case Exception::Effect::licence_not_needed:
      return "no licence is needed";
    case Exception::Effect::licence_needed:
      return "a licence is needed";
  }
  std::unreachable();
}

void set_exception(const Exception& exception, Page& page) {
  page.item(4, "!", 2,
            fmt::format("{}: {} (precedence {}). {}", exception.name, effect_text(exception.effect),
                        exception.precedence, exception.text));
  page.item(6, "where", 7, "");
  set_condition(exception.condition, 8, page);
  page.item(6, "source", 7, fmt::format("{}; {}", exception.source, confidence_text(exception.confidence)));
}

void set_exceptions(const Entry& entry, const Version& version, Page& page) {
  bool told = false;
  for (const Exception& exception : version.exceptions) {
    if (std::ranges::find(exception.entries, entry.number) == exception.entries.end()) continue;
    if (!std::exchange(told, true)) page.paragraph(2, "exceptions; the greatest precedence counts");
    set_exception(exception, page);
  }
}

void set_entry(const Entry& entry, const Version& version, Page& page) {
  page.blank();
  page.heading(fmt::format("{}  {}", entry.number, entry.title));
  set_label("items", kinds_text(entry.item_kinds), page);
  set_label("topic", entry.topic, page);
  set_label("source", entry.source, page);
  set_label("how sure", confidence_text(entry.confidence), page);
  if (entry.first_day_unknown) {
    set_label("in force",
              fmt::format("when the text was read; since when is not known, so that a verdict on a day before {} is "
                          "undetermined",
                          version.text_read.text()),
              page);
  }
  set_paradigms(entry, page);
  page.paragraph(2, "listed is what meets");
  set_condition(entry.condition, 4, page);
  set_definitions(entry, page);
  set_exceptions(entry, version, page);
  set_questions(entry, page);
}

}  // namespace

std::string rules_page(const Regime& regime, const Version& version, const std::string& entry, int columns) {
  Page page(columns, false);
  set_instrument(regime, page);
  set_version(regime, version, page);
  for (const Entry& one : version.entries) {
    if (entry.empty() || one.number == entry) set_entry(one, version, page);
  }
  page.blank();
  page.paragraph(0, fmt::format("Paraphrase for measuring, read on {}. Not legal advice: before anybody relies on it, "
                                "the official text has to be read.",
                                version.text_read.text()));
  return page.take();
}

}  // namespace qgauge::report
