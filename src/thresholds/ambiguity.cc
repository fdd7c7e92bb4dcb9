// Ambiguities of conditions: see ambiguity.hpp. Called by the loader and by evaluation; must not know what a reading
// changes.
#include "thresholds/ambiguity.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/load_words.hpp"

namespace qgauge::thresholds {
namespace {

void collect(const Condition& condition, std::map<std::string, const Condition*>& found) {
  if (condition.kind == Condition::Kind::any_reading) found.emplace(condition.ambiguity, &condition);
  for (const Condition& part : condition.parts) collect(part, found);
}

std::vector<std::string> readings_of(const Condition& ambiguous) {
  std::vector<std::string> names;
  for (const Condition& part : ambiguous.parts) names.push_back(part.reading);
  return names;
}

/// Visits every any_reading with the first one of its name.
core::Status check_same(const Condition& condition, std::map<std::string, const Condition*>& first) {
  if (condition.kind == Condition::Kind::any_reading) {
    const Condition& known = *first.emplace(condition.ambiguity, &condition).first->second;
    const auto here = readings_of(condition);
    const auto there = readings_of(known);
    if (!std::ranges::is_permutation(here, there)) {
      return core::unusable(
          condition.where,
          fmt::format("the ambiguity {} with the readings {}", condition.ambiguity, fmt::join(here, ", ")),
          fmt::format("those that it has at {}: {}", known.where, fmt::join(there, ", ")),
          "use the same names, or another name for the ambiguity");
    }
  }
  for (const Condition& part : condition.parts) QGAUGE_CHECK(check_same(part, first));
  return {};
}

}  // namespace

Ambiguities ambiguities_of(const Condition& condition) {
  std::map<std::string, const Condition*> found;
  collect(condition, found);
  Ambiguities ambiguities;
  for (const auto& [name, ambiguous] : found) ambiguities[name] = readings_of(*ambiguous);
  return ambiguities;
}

core::Status check_ambiguities(std::span<const Condition* const> conditions) {
  std::map<std::string, const Condition*> first;
  for (const Condition* condition : conditions) QGAUGE_CHECK(check_same(*condition, first));
  return {};
}

std::vector<const Condition*> conditions_of(const Regime& regime) {
  std::vector<const Condition*> conditions;
  for (const Version& version : regime.versions) {
    for (const Entry& entry : version.entries) conditions.push_back(&entry.condition);
    for (const Exception& exception : version.exceptions) conditions.push_back(&exception.condition);
  }
  return conditions;
}

namespace {

core::Status check_interpretation(const std::string& file, const Ambiguities& known, const std::string& ambiguity,
                                  const std::string& reading) {
  const auto found = known.find(ambiguity);
  if (found == known.end()) {
    std::vector<std::string_view> names;
    for (const auto& [name, readings] : known) names.push_back(name);
    if (names.empty()) {
      return core::unusable(file, fmt::format("the ambiguity \"{}\"", ambiguity),
                            "no interpretations, as these rules leave nothing open", "remove it or name other rules");
    }
    return core::unusable(file, fmt::format("the ambiguity \"{}\"", ambiguity),
                          fmt::format("one of {}", fmt::join(names, ", ")), advice_for(ambiguity, names));
  }
  if (std::ranges::find(found->second, reading) != found->second.end()) return {};
  return core::unusable(file, fmt::format("{} = \"{}\"", ambiguity, reading),
                        fmt::format("one of {}", fmt::join(found->second, ", ")),
                        advice_for(reading, views_of(found->second)));
}

}  // namespace

core::Status check_profile(const Profile& profile, std::span<const Regime* const> regimes) {
  Ambiguities known;
  for (const Regime* regime : regimes) {
    for (const Condition* condition : conditions_of(*regime)) known.merge(ambiguities_of(*condition));
  }
  for (const auto& [ambiguity, reading] : profile.interpretations) {
    QGAUGE_CHECK(check_interpretation(profile.file, known, ambiguity, reading));
  }
  return {};
}

}  // namespace qgauge::thresholds
