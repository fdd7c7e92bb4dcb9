// Reads "all", ids with @DATE and #ENTRY, and paths of TOML files. See select.hpp.
#include "thresholds/select.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::thresholds {
namespace {

std::unexpected<core::Error> wrong(const std::string& found, const std::string& expected,
                                   const std::string& advice = {}) {
  return core::failure(core::ErrorCode::wrong_usage, "--regime",
                       fmt::format("found {}, expected {}{}{}", found, expected, advice.empty() ? "" : "; ", advice));
}

constexpr std::string_view extension = ".toml";

/// A path may contain @ and #: its suffixes begin after ".toml", or in the last of its parts.
std::size_t begin_of_suffixes(std::string_view text) {
  const std::size_t end = text.rfind(extension);
  if (end != std::string_view::npos) return end + extension.size();
  const std::size_t slash = text.rfind('/');
  return slash == std::string_view::npos ? 0 : slash;
}

std::shared_ptr<const Regime> borrowed(const Regime& regime) { return {std::shared_ptr<const Regime>(), &regime}; }

core::Result<std::shared_ptr<const Regime>> find_regime(const RuleBook& rules, const std::string& name) {
  if (names_file(name)) {
    QGAUGE_TRY(Regime regime, load_regime(name));
    return std::make_shared<const Regime>(std::move(regime));
  }
  const auto found = std::ranges::find(rules.regimes, name, &Regime::id);
  if (found != rules.regimes.end()) return borrowed(*found);
  std::vector<std::string_view> known{"all"};
  for (const Regime& regime : rules.regimes) known.push_back(regime.id);
  return wrong(fmt::format("the regime \"{}\"", name),
               fmt::format("one of {}, or the path of a *.toml file", fmt::join(known, ", ")),
               core::suggestion(name, known));
}

core::Status check_entry(const Regime& regime, const std::string& number) {
  std::vector<std::string_view> known;
  for (const Version& version : regime.versions) {
    for (const Entry& entry : version.entries) {
      if (entry.number == number) return {};
      if (std::ranges::find(known, entry.number) == known.end()) known.push_back(entry.number);
    }
  }
  return wrong(fmt::format("the entry \"{}\" of {}", number, regime.id),
               fmt::format("one of {}", fmt::join(known, ", ")), core::suggestion(number, known));
}

core::Result<Selection> select_one(const RuleBook& rules, const RegimeName& term, core::Date as_of) {
  QGAUGE_TRY(const auto regime, find_regime(rules, term.name));
  if (term.entry) QGAUGE_CHECK(check_entry(*regime, *term.entry));
  if (!term.date) return Selection{regime, as_of, term.entry};
  const auto date = core::Date::parse(*term.date);
  if (!date) return wrong(fmt::format("the date \"{}\" in --regime", *term.date), "a day such as 2025-01-01");
  return Selection{regime, *date, term.entry};
}

void append(std::vector<Selection>& selections, Selection selection) {
  const bool known = std::ranges::any_of(selections, [&](const Selection& other) {
    return other.regime->id == selection.regime->id && other.regime->file == selection.regime->file &&
           other.as_of == selection.as_of && other.entry == selection.entry;
  });
  if (!known) selections.push_back(std::move(selection));
}

}  // namespace

/// An entry's number runs to the end.
RegimeName parse_regime_name(std::string_view text) {
  const std::size_t begin = begin_of_suffixes(text);
  const std::size_t hash = std::min(text.find('#', begin), text.size());
  const std::size_t at = std::min(text.find('@', begin), hash);
  RegimeName parts{.name = std::string(text.substr(0, at)), .date = {}, .entry = {}};
  if (at < hash) parts.date = text.substr(at + 1, hash - at - 1);
  if (hash < text.size()) parts.entry = text.substr(hash + 1);
  return parts;
}

bool names_file(std::string_view name) { return name.ends_with(extension) || name.find('/') != std::string_view::npos; }

core::Result<std::vector<Selection>> select(const RuleBook& rules, const Question& question) {
  std::vector<Selection> selections;
  for (const std::string& text : question.regimes) {
    if (text == "all") {
      for (const Regime& regime : rules.regimes) append(selections, {borrowed(regime), question.as_of, {}});
      continue;
    }
    QGAUGE_TRY(Selection selection, select_one(rules, parse_regime_name(text), question.as_of));
    append(selections, std::move(selection));
  }
  return selections;
}

}  // namespace qgauge::thresholds
