// `qgauge regimes show R[@DATE][#ENTRY]`: one instrument in words.

#include <algorithm>

#include <fmt/format.h>

#include "cli/regimes.hpp"

namespace qgauge::cli {
namespace {

using thresholds::Regime;
using thresholds::Version;

/// A bundled regime by its identifier, or any rule file.
core::Result<Regime> regime_of(const std::string& name, const Arguments& arguments) {
  if (thresholds::names_file(name) || std::filesystem::is_regular_file(name)) return thresholds::load_regime(name);
  QGAUGE_TRY(const auto rules, read_rules(arguments));
  const auto found = std::ranges::find(rules.regimes, name, &Regime::id);
  if (found != rules.regimes.end()) return *found;
  std::vector<std::string_view> known;
  for (const Regime& regime : rules.regimes) known.push_back(regime.id);
  return unknown_name("regimes show", name, "a rule file, or one of", known);
}

/// The version in force on the day, or else the nearest: the last that began before it, or the first.
const Version& version_on(const Regime& regime, core::Date date) {
  if (const Version* version = thresholds::version_at(regime, date)) return *version;
  const auto later = std::ranges::find_if(regime.versions, [&](const Version& one) { return date < one.from; });
  return later == regime.versions.begin() ? *later : *(later - 1);
}

core::Status check_entry(const Version& version, const std::string& entry) {
  if (entry.empty() || std::ranges::find(version.entries, entry, &thresholds::Entry::number) != version.entries.end()) {
    return {};
  }
  std::vector<std::string_view> known;
  for (const auto& one : version.entries) known.push_back(one.number);
  return unknown_name("regimes show", entry, fmt::format("an entry of the version from {}:", version.from.text()),
                      known);
}

}  // namespace

core::Result<int> show_regime(const Arguments& arguments, const Console& console) {
  const thresholds::RegimeName shown = thresholds::parse_regime_name(arguments.device);
  Arguments dated = arguments;
  if (shown.date) dated.as_of = *shown.date;
  QGAUGE_TRY(const core::Date date, law_date_of(dated));
  QGAUGE_TRY(const Regime regime, regime_of(shown.name, arguments));
  const Version& version = version_on(regime, date);
  QGAUGE_CHECK(check_entry(version, shown.entry.value_or("")));
  console.out << report::rules_page(regime, version, shown.entry.value_or(""), console.columns);
  return 0;
}

}  // namespace qgauge::cli
