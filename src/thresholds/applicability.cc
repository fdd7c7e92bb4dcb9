// Kind, paradigm, countries and days: see applicability.hpp.
#include "thresholds/applicability.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/words.hpp"

namespace qgauge::thresholds {
namespace {

using subject::Subject;

/// "us-ear@2025-01-01#4A906.a" names us-ear.
bool begins_with_name(const std::string& text, const std::string& name) {
  return !name.empty() && text.starts_with(name) &&
         (text.size() == name.size() || text[name.size()] == '@' || text[name.size()] == '#');
}

bool holds_country(const std::vector<std::string>& countries, const std::string& country) {
  return std::ranges::find(countries, country) != countries.end();
}

std::string countries_text(const std::vector<std::string>& countries) {
  constexpr std::size_t most_named = 8;
  if (countries.size() > most_named) return fmt::format("one of {} countries", countries.size());
  return fmt::format("{}{}", countries.size() > 1 ? "one of " : "", fmt::join(countries, ", "));
}

}  // namespace

const std::string* word(const Subject& subject, const std::string& attribute) {
  const auto found = subject.attributes.find(attribute);
  return found == subject.attributes.end() ? nullptr : std::get_if<std::string>(&found->second);
}

bool is_named(const Regime& regime, const Question& question) {
  return std::ranges::any_of(question.regimes, [&](const std::string& text) {
    return begins_with_name(text, regime.id) || begins_with_name(text, regime.file);
  });
}

std::optional<std::string> why_not_asked(const Regime& regime, const Question& question) {
  if (is_named(regime, question)) return std::nullopt;
  if (regime.kind == "investment_screening") return "it screens investments, not exports: asked where it is named";
  if (!regime.destinations.empty() && !(question.to && holds_country(regime.destinations, *question.to))) {
    return fmt::format("it is about the destination {}, and {}", fmt::join(regime.destinations, " or "),
                       question.to ? fmt::format("{} is stated", *question.to) : "none is stated");
  }
  if (!regime.exporters.empty() && question.from && !holds_country(regime.exporters, *question.from)) {
    return fmt::format("it is about goods that leave from elsewhere than {}", *question.from);
  }
  return std::nullopt;
}

std::vector<std::string> country_assumptions(const Regime& regime, const Question& question) {
  std::vector<std::string> assumptions;
  if (!regime.destinations.empty() && !question.to) {
    assumptions.push_back(
        fmt::format("the destination is {}, which the instrument is about", countries_text(regime.destinations)));
  }
  if (!regime.exporters.empty() && !(question.from && holds_country(regime.exporters, *question.from))) {
    assumptions.push_back(fmt::format("the item leaves from {}, which the instrument is about{}",
                                      countries_text(regime.exporters),
                                      question.from ? fmt::format(", although {} is stated", *question.from) : ""));
  }
  return assumptions;
}

std::optional<std::string> other_destination(const Regime& regime, const Question& question) {
  if (regime.destinations.empty() || !question.to || holds_country(regime.destinations, *question.to)) {
    return std::nullopt;
  }
  return fmt::format("the instrument is about the destination {} only, and the destination is {}",
                     fmt::join(regime.destinations, ", "), *question.to);
}

bool is_about_kind(const Entry& entry, const Subject& subject) {
  const std::string* kind = word(subject, "item_kind");
  return !kind || std::ranges::find(entry.item_kinds, *kind) != entry.item_kinds.end();
}

std::string kind_words(const Subject& subject) {
  const std::string* kind = word(subject, "item_kind");
  return kind ? spaced(*kind) : "of the item";
}

Coverage coverage_of(const Entry& entry, const Subject& subject) {
  if (entry.paradigms_included.empty() && entry.paradigms_excluded.empty()) return {true, {}, {}};
  const std::string* paradigm = word(subject, "paradigm");
  if (!paradigm) return {{}, "the paradigm of the machine is not known", MissingInput{"paradigm", "vendor"}};
  const std::string shown = spaced(*paradigm);
  if (std::ranges::find(entry.paradigms_included, *paradigm) != entry.paradigms_included.end()) {
    return {true, fmt::format("the text names the paradigm {}", shown), {}};
  }
  if (const auto why = entry.paradigms_excluded.find(*paradigm); why != entry.paradigms_excluded.end()) {
    return {false, fmt::format("the paradigm {} is excluded: {}", shown, why->second), {}};
  }
  return {{},
          fmt::format("the text neither names nor excludes the paradigm {}", shown),
          MissingInput{fmt::format("whether the text covers the paradigm {}", shown), "authority"}};
}

std::optional<Doubt> doubt_about_day(const Version& version, const Entry& entry, core::Date as_of) {
  if (version.from_undisputed && as_of < *version.from_undisputed && version.from <= as_of) {
    return Doubt{"disputed_date", fmt::format("sources differ on the first day in force, which is {} or {} or between "
                                              "them",
                                              version.from.text(), version.from_undisputed->text())};
  }
  if (entry.first_day_unknown && as_of < version.text_read) {
    return Doubt{"first_day_unknown", fmt::format("it was in force when the text was read, on {}; since when is not "
                                                  "known",
                                                  version.text_read.text())};
  }
  return std::nullopt;
}

}  // namespace qgauge::thresholds
