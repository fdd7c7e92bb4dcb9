// Words of verdicts: see verdict_words.hpp.
#include "report/verdict_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "report/number_text.hpp"

namespace qgauge::report {
namespace {

using thresholds::Decision;
using thresholds::Reading;

struct TagMeaning {
  std::string_view tag;
  std::string_view meaning;
};

/// How sure a rule is of its text; other tags speak for themselves.
constexpr std::array tag_meanings{
    TagMeaning{"READ-P", "operative text read"},
    TagMeaning{"READ-S", "secondary source read, not the text"},
    TagMeaning{"MEM", "from memory, not read"},
    TagMeaning{"UNC", "uncertain"},
};

std::string_view words_for(Reading::Operation operation) {
  switch (operation) {
    case Reading::Operation::any:
      return "";
    case Reading::Operation::isolated:
      return "errors of isolated gates";
    case Reading::Operation::simultaneous:
      return "errors of simultaneous gates";
    case Reading::Operation::layered:
      return "errors within layers of gates";
  }
  std::unreachable();
}

/// What a figure is before a reading converts it; the words of its reason tell both.
bool is_note(const thresholds::Reason& reason) { return !reason.limit && reason.value.has_value(); }

}  // namespace

std::string_view words_for(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return "CONTROLLED";
    case Decision::not_controlled:
      return "not controlled";
    case Decision::undetermined:
      return "undetermined";
  }
  std::unreachable();
}

Paint paint_of(Decision decision) {
  switch (decision) {
    case Decision::controlled:
      return Paint::bad;
    case Decision::not_controlled:
      return Paint::good;
    case Decision::undetermined:
      return Paint::doubtful;
  }
  std::unreachable();
}

std::string_view words_for(thresholds::Licence::Statement statement) {
  switch (statement) {
    case thresholds::Licence::Statement::needed:
      return "NEEDED";
    case thresholds::Licence::Statement::not_needed:
      return "not needed";
    case thresholds::Licence::Statement::cannot_be_said:
      return "cannot be said";
  }
  std::unreachable();
}

std::string_view meaning_of_tag(std::string_view tag) {
  for (const TagMeaning& known : tag_meanings) {
    if (known.tag == tag) return known.meaning;
  }
  return "";
}

std::string tags_text(const std::vector<std::string>& tags) {
  std::vector<std::string> parts;
  for (const std::string& tag : tags) {
    const std::string_view meaning = meaning_of_tag(tag);
    parts.push_back(meaning.empty() ? tag : fmt::format("{} ({})", tag, meaning));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string scope_of(const Reading& reading) {
  Reading scope;
  scope.scope = reading.scope;
  return thresholds::name_of(scope);
}

std::string departure_of(const Reading& reading) {
  return thresholds::name_of(reading).substr(scope_of(reading).size());
}

std::string words_for_departure(const Reading& reading) {
  std::vector<std::string_view> words;
  if (reading.median) words.push_back("the median instead of the mean");
  if (reading.process) words.push_back("process infidelity instead of average gate infidelity");
  if (reading.per_clifford) words.push_back("the error of a two-qubit Clifford instead of a C-NOT");
  if (reading.operation != Reading::Operation::any) words.push_back(words_for(reading.operation));
  if (reading.with_1q) words.push_back("with the one-qubit gates of a C-NOT");
  if (reading.simulated) words.push_back("errors as simulated instead of as reported");
  return fmt::format("{}", fmt::join(words, ", "));
}

bool tells_its_parts(const thresholds::Reason& reason) {
  const bool told = std::ranges::all_of(reason.because, [&](const thresholds::Reason& part) {
    if (is_note(part)) return true;
    const bool way_to_read = part.text.starts_with("read as ");
    const bool bound = part.limit.has_value() && std::ranges::all_of(part.because, is_note);
    return bound && part.clause == reason.clause && !way_to_read;
  });
  return told && !reason.text.ends_with(" met") && !reason.text.ends_with(" undetermined");
}

std::string missing_text(const thresholds::MissingInput& missing) {
  if (!missing.text.empty()) return missing.text;
  if (missing.who_knows == "measurement") return fmt::format("{} (neither simulated nor measured)", missing.name);
  return fmt::format("{} (ask the {})", missing.name, missing.who_knows);
}

std::string margin_text(const thresholds::Margin& margin) {
  if (!margin.text.empty()) return margin.text;
  return fmt::format("{} is {} times the limit {}", margin.figure, short_text(margin.ratio), short_text(margin.limit));
}

std::vector<std::string> unasked_texts(const Report& report) {
  std::vector<std::string> texts;
  for (const core::Finding& finding : report.findings) {
    if (finding.code != "no_rule_asked") continue;
    texts.push_back(
        fmt::format("No rule was asked of {}, which does not clear it; {}", finding.where, finding.message));
  }
  return texts;
}

}  // namespace qgauge::report
