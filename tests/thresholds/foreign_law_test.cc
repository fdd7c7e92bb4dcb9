// The shipped rules speak of their own law: none outside the United States cites its regulations. Knows no number of
// any law.
#include <regex>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::bundled_rules;

namespace {

/// The Code of Federal Regulations, its parts and supplements, the orders of its agencies.
bool cites_united_states(const std::string& text) {
  static const std::regex words(R"(\bCFR\b|\b[Pp]art 7\d\d\b|General Order No\.|Supplement No\.)");
  return std::regex_search(text, words);
}

std::vector<std::string> texts_of(const thresholds::Entry& entry) {
  std::vector<std::string> texts{entry.title, entry.source};
  for (const auto& definition : entry.definitions) texts.push_back(definition.term + ": " + definition.text);
  for (const auto& open : entry.open_questions) texts.push_back(open.question + " " + open.treatment);
  return texts;
}

std::vector<std::string> texts_of(const thresholds::Version& version) {
  std::vector<std::string> texts{version.source};
  for (const auto& note : version.notes) texts.push_back(note.text);
  for (const auto& exception : version.exceptions) texts.push_back(exception.text + " " + exception.source);
  for (const auto& entry : version.entries) {
    for (auto& text : texts_of(entry)) texts.push_back(entry.number + " " + std::move(text));
  }
  return texts;
}

bool of_the_united_states(const thresholds::Regime& regime) { return regime.id.starts_with("us-"); }

}  // namespace

TEST_CASE("No rule outside the United States cites its regulations") {
  for (const auto& regime : bundled_rules().regimes) {
    if (of_the_united_states(regime)) continue;
    for (const auto& version : regime.versions) {
      for (const auto& text : texts_of(version)) {
        INFO(regime.id << ": " << text);
        CHECK_FALSE(cites_united_states(text));
      }
    }
  }
}

TEST_CASE("Rules of the United States cite its regulations") {
  const auto cited = std::ranges::any_of(bundled_rules().regimes, [](const thresholds::Regime& regime) {
    const auto texts = texts_of(regime.versions.back());
    return of_the_united_states(regime) && std::ranges::any_of(texts, cites_united_states);
  });
  CHECK(cited);
}
