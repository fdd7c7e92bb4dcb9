// `qgauge regimes matrix`: the entries of each topic across jurisdictions.

#include <algorithm>

#include "cli/regimes.hpp"

namespace qgauge::cli {
namespace {

/// In the order of the rules.
std::vector<std::string> topics_of(const thresholds::RuleBook& rules) {
  std::vector<std::string> topics;
  for (const auto& regime : rules.regimes) {
    for (const auto& version : regime.versions) {
      for (const auto& entry : version.entries) {
        if (std::ranges::find(topics, entry.topic) == topics.end()) topics.push_back(entry.topic);
      }
    }
  }
  return topics;
}

}  // namespace

core::Result<int> compare_regimes(const Arguments& arguments, const Console& console) {
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  QGAUGE_TRY(const core::Date date, law_date_of(arguments));
  std::vector<std::string> topics = topics_of(rules);
  if (!arguments.topic.empty()) {
    if (std::ranges::find(topics, arguments.topic) == topics.end()) {
      return unknown_name("--topic", arguments.topic, "one of", {topics.begin(), topics.end()});
    }
    topics = {arguments.topic};
  }
  for (const std::string& topic : topics) {
    if (topic != topics.front()) console.out << '\n';
    console.out << report::rules_matrix(rules, date, topic, console.columns);
  }
  return 0;
}

}  // namespace qgauge::cli
