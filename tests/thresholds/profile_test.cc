#include <array>

#include "thresholds/ambiguity.hpp"
#include "thresholds/support.hpp"

using namespace qgauge;
using support::Scratch;
using support::write_file;

namespace {

const std::string profile_text = R"(schema = "qgauge.profile/1"
authority = "An authority"
source = "made up"
readings = ["whole", "best_subset"]
[interpretations]
power_meant = "nominal"
)";

/// A regime that leaves one thing open.
thresholds::Regime ambiguous() {
  thresholds::Condition condition;
  condition.kind = thresholds::Condition::Kind::any_reading;
  condition.ambiguity = "power_meant";
  condition.parts.resize(2);
  condition.parts[0].reading = "nominal";
  condition.parts[1].reading = "upper_end";
  thresholds::Regime regime;
  regime.versions.resize(1);
  regime.versions.front().entries.resize(1);
  regime.versions.front().entries.front().condition = condition;
  return regime;
}

core::Status checked(const std::string& ambiguity, const std::string& reading) {
  const thresholds::Regime regime = ambiguous();
  thresholds::Profile profile;
  profile.interpretations = {{ambiguity, reading}};
  const std::array<const thresholds::Regime*, 1> regimes{&regime};
  return thresholds::check_profile(profile, regimes);
}

}  // namespace

TEST_CASE("A profile is read with its authority and readings and interpretations") {
  const Scratch scratch;
  const auto file = write_file(scratch / "profile.toml", profile_text);
  const auto profile = thresholds::load_profile(file);
  INFO((profile ? std::string() : profile.error().message));
  REQUIRE(profile);
  CHECK(profile->authority == "An authority");
  CHECK(profile->source == "made up");
  CHECK(profile->file == file.string());
  REQUIRE(profile->readings.size() == 2);
  CHECK(name_of(profile->readings[0]) == "whole");
  CHECK(name_of(profile->readings[1]) == "best_subset");
  CHECK(profile->interpretations == std::map<std::string, std::string>{{"power_meant", "nominal"}});
}

TEST_CASE("A profile may fix readings alone or interpretations alone") {
  const Scratch scratch;
  const auto only_readings = support::replaced(profile_text, "[interpretations]\npower_meant = \"nominal\"\n", "");
  const auto only_texts = support::replaced(profile_text, "readings = [\"whole\", \"best_subset\"]\n", "");
  const auto readings = thresholds::load_profile(write_file(scratch / "a.toml", only_readings));
  const auto texts = thresholds::load_profile(write_file(scratch / "b.toml", only_texts));
  REQUIRE((readings && texts));
  CHECK(readings->interpretations.empty());
  CHECK(texts->readings.empty());
}

TEST_CASE("A profile that is no file is refused with its path") {
  const Scratch scratch;
  const auto profile = thresholds::load_profile(scratch / "absent.toml");
  REQUIRE_FALSE(profile);
  CHECK_THAT(profile.error().where, Catch::Contains("absent.toml"));
}

TEST_CASE("A profile fits rules that leave open what it fixes and know how") {
  CHECK(checked("power_meant", "nominal"));
  CHECK(checked("power_meant", "upper_end"));
}

TEST_CASE("A profile that fixes an ambiguity that no rule has is refused with those that there are") {
  const auto status = checked("powr_meant", "nominal");
  REQUIRE_FALSE(status);
  CHECK_THAT(status.error().message, Catch::Contains("\"powr_meant\"") && Catch::Contains("one of power_meant"));
}

TEST_CASE("A profile that fixes an ambiguity in an unknown way is refused with the known ways") {
  const auto status = checked("power_meant", "lower_end");
  REQUIRE_FALSE(status);
  CHECK_THAT(status.error().message, Catch::Contains("lower_end") && Catch::Contains("one of nominal, upper_end"));
}
