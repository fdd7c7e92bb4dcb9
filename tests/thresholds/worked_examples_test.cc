// Items that the rules as shipped decide in ways worth showing. The numbers are those of the texts.
#include <algorithm>
#include <cmath>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::asked;
using support::bundled_rules;
using support::component;
using support::computer;
using support::told;
using thresholds::Decision;

namespace {

thresholds::Verdict on_entry(const subject::Subject& item, const std::string& named,
                             std::map<std::string, std::string> interpretations = {}) {
  auto question = asked();
  question.regimes = {named};
  question.readings = {thresholds::Reading{}};
  if (!interpretations.empty()) {
    question.profile = thresholds::Profile{
        .authority = "a test", .readings = {}, .interpretations = std::move(interpretations), .source = {}, .file = {}};
  }
  return support::only_verdict(bundled_rules(), item, question);
}

bool says(const std::vector<thresholds::Counterfactual>& found, const std::string& text) {
  return std::ranges::find(found, text, &thresholds::Counterfactual::text) != found.end();
}

bool misses(const thresholds::Verdict& found, const std::string& name) {
  return std::ranges::find(found.missing, name, &thresholds::MissingInput::name) != found.missing.end();
}

bool assumes(const thresholds::Verdict& found, const std::string& part) {
  return std::ranges::any_of(found.assumptions,
                             [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

/// A travelling-wave amplifier of 0.3 K noise temperature at 4 to 8 GHz. F = 1 + Tn/T0 (Friis 1944): that is 0.0045 dB
/// of 290 K and 1.14 dB of 1 K.
subject::Subject amplifier() {
  return component("parametric_amplifier", {{"design_temperature_k", 0.02},
                                            {"frequency_low_hz", 4e9},
                                            {"frequency_high_hz", 8e9},
                                            {"noise_figure_290k_db", 0.0045},
                                            {"noise_figure_highest_290k_db", 0.0045},
                                            {"noise_figure_1k_db", 1.14},
                                            {"noise_figure_highest_1k_db", 1.14}});
}

}  // namespace

TEST_CASE("An amplifier near the quantum limit hangs on the reference temperature that the text leaves unstated") {
  const auto found = on_entry(amplifier(), "us-ear#3A901.b");
  CHECK(found.decision == Decision::undetermined);
  CHECK(misses(found, "how the text is read (noise_figure_reference)"));
  CHECK_THAT(told(found.reasons), Catch::Contains("read as t0 290 K") && Catch::Contains("read as t0 1 K"));
  CHECK_THAT(told(found.reasons), Catch::Contains("the noise figure against 290 K of 4.5e-3 dB is below 0.015 dB") &&
                                      Catch::Contains("the highest noise figure against 1 K of 1.14 dB is at least"));
  CHECK(on_entry(amplifier(), "us-ear#3A901.b", {{"noise_figure_reference", "t0_290k"}}).decision ==
        Decision::controlled);
  CHECK(on_entry(amplifier(), "us-ear#3A901.b", {{"noise_figure_reference", "t0_1k"}}).decision ==
        Decision::not_controlled);
}

TEST_CASE("A machine exactly on a limit is controlled and the least tolerance is named as deciding") {
  const auto found = on_entry(computer(100, 1e-3), "us-ear#4A906.a");
  CHECK(found.decision == Decision::controlled);
  CHECK(assumes(found, "the mean C-NOT error (1e-3): the rated value is exactly at the limit: any tolerance of it"));
  CHECK(says(found.counterfactuals, "not controlled if the mean C-NOT error rises above 1e-3"));
  CHECK(says(found.counterfactuals, "not controlled with 1 fewer connected qubit"));
  CHECK_FALSE(assumes(on_entry(computer(100, 9.9e-4), "us-ear#4A906.a"), "exactly at the limit"));
  CHECK(on_entry(computer(100, std::nextafter(1e-3, 1.0)), "us-ear#4A906.a").decision == Decision::not_controlled);
}

TEST_CASE("A machine exactly on a limit that does not matter is not told that its tolerance decides") {
  CHECK_FALSE(assumes(on_entry(computer(20, 1e-4), "us-ear#4A906.a"), "exactly at the limit"));
}

TEST_CASE("A refrigerator of 600 uW whose hours are not stated is undetermined and the boundary is shown") {
  for (const std::string named : {"us-ear#3A904.a", "de-awv#3A1904a", "eu-2021-821#3A504.a"}) {
    INFO(named);
    const auto found = on_entry(component("dilution_refrigerator", {{"cooling_power_at_100mk_w", 6e-4}}), named);
    CHECK(found.decision == Decision::undetermined);
    CHECK(misses(found, "rated_duration_s"));
    CHECK(says(found.counterfactuals, "controlled if the rated duration is above 48 h"));
    CHECK(says(found.counterfactuals, "not controlled if the cooling power at 100 mK falls below 600 uW"));
    CHECK_THAT(told(found.reasons), Catch::Contains("the cooling power at 100 mK of 600 uW is at least 600 uW") &&
                                        Catch::Contains("the rated duration (unknown) may or may not be above 48 h"));
  }
}

TEST_CASE("A refrigerator rated for exactly 48 hours is not controlled as the text asks for more") {
  const auto rated = [](double hours) {
    return component("dilution_refrigerator", {{"cooling_power_at_100mk_w", 6e-4}, {"rated_duration_s", 3600 * hours}},
                     {{"continuous", false}});
  };
  CHECK(on_entry(rated(48), "us-ear#3A904.a").decision == Decision::not_controlled);
  CHECK(on_entry(rated(49), "us-ear#3A904.a").decision == Decision::controlled);
}

TEST_CASE("A pulse tube of 1.5 W is controlled at its nominal rating and its tolerance is named as deciding") {
  const auto pulse_tube = component("pulse_tube_cryocooler",
                                    {{"stages", 2}, {"base_temperature_k", 2.8}, {"cooling_power_at_4_2k_w", 1.5}});
  const auto found = on_entry(pulse_tube, "us-ear#3A904.b");
  CHECK(found.decision == Decision::controlled);
  CHECK(assumes(found,
                "the cooling power at 4.2 K (1.5 W): the rated value is exactly at the limit: any tolerance of "
                "it decides"));
  CHECK(says(found.counterfactuals, "not controlled if the cooling power at 4.2 K falls below 1.5 W"));
  CHECK_FALSE(assumes(found, "number of stages"));
  const auto power = std::ranges::find(found.margins, "cooling_power_at_4_2k_w", &thresholds::Margin::figure);
  REQUIRE(power != found.margins.end());
  CHECK(power->ratio == 1);
  CHECK(power->limit == 1.5);
}

TEST_CASE("A pulse tube that holds exactly 4 K is listed in Germany and not in the United States") {
  const auto pulse_tube = component("pulse_tube_cryocooler",
                                    {{"stages", 2}, {"base_temperature_k", 4.0}, {"cooling_power_at_4_2k_w", 1.6}});
  CHECK(on_entry(pulse_tube, "de-awv#3A1904b").decision == Decision::controlled);
  CHECK(on_entry(pulse_tube, "us-ear#3A904.b").decision == Decision::not_controlled);
}
