// An authority's profile from TOML, as thresholds/SCHEMA.md describes it. Called by cli. Knows the shape of a profile,
// not which ambiguities there are: evaluation checks that against the rules it is asked about.
#include <fmt/format.h>

#include "qgauge/thresholds.hpp"
#include "thresholds/load_examples.hpp"
#include "thresholds/load_leaf.hpp"
#include "thresholds/load_words.hpp"
#include "thresholds/table_reader.hpp"

namespace qgauge::thresholds {
namespace {

constexpr std::string_view schema = "qgauge.profile/1";

core::Status read_readings(const TableReader& table, Profile& profile) {
  QGAUGE_TRY(const auto names, table.texts("readings"));
  for (const std::string& name : names) {
    auto reading = parse_reading(name);
    if (!reading) {
      return core::failure(core::ErrorCode::unusable_input, table.where("readings"), reading.error().message);
    }
    profile.readings.push_back(*reading);
  }
  return {};
}

core::Status read_interpretations(const TableReader& table, Profile& profile) {
  if (!table.has("interpretations")) return {};
  QGAUGE_TRY(const TableReader interpretations, table.table("interpretations"));
  for (const std::string& ambiguity : interpretations.keys()) {
    QGAUGE_TRY(std::string reading, interpretations.text(ambiguity));
    QGAUGE_CHECK(check_snake_case(interpretations.where(ambiguity), reading));
    profile.interpretations.emplace(ambiguity, std::move(reading));
  }
  return {};
}

}  // namespace

core::Result<Profile> load_profile(const std::filesystem::path& file) {
  QGAUGE_TRY(const toml::table document, parse_toml(file));
  const TableReader table(document, file.string());
  QGAUGE_CHECK(check_schema(table, schema));
  QGAUGE_CHECK(table.only({"schema", "authority", "source", "readings", "interpretations"}));
  Profile profile;
  profile.file = file.string();
  QGAUGE_TRY(profile.authority, table.text("authority"));
  QGAUGE_TRY(profile.source, table.text("source"));
  QGAUGE_CHECK(read_readings(table, profile));
  QGAUGE_CHECK(read_interpretations(table, profile));
  if (!profile.readings.empty() || !profile.interpretations.empty()) return profile;
  return core::unusable(table.where(), "a profile that fixes nothing", "readings or [interpretations]",
                        fmt::format("add {}", example_of("readings")));
}

}  // namespace qgauge::thresholds
