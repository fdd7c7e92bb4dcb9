// What a text says of each item of a population, and which text is meant.
#include "qgauge/thresholds/outcome.hpp"

#include "thresholds/workbench/populations.hpp"

using namespace support;
using thresholds::Decision;

TEST_CASE("the outcome of an item is the verdict that evaluation gives it") {
  const thresholds::Population population{{machine("far", "2024", 120, 1e-2), machine("near", "2025", 120, 9e-4),
                                           machine("open", "2025", 120, std::nullopt)}};
  const auto outcomes = thresholds::outcomes_of(bundled_rules(), population, ladder, asked_on("2026-09-01"));
  REQUIRE(outcomes);
  REQUIRE(outcomes->size() == 3);
  CHECK((*outcomes)[0].decision == Decision::not_controlled);
  CHECK((*outcomes)[1].decision == Decision::controlled);
  CHECK((*outcomes)[2].decision == Decision::undetermined);
  for (const auto& outcome : *outcomes) {
    thresholds::Question question = asked_on("2026-09-01");
    question.regimes = {ladder};
    question.readings = {thresholds::Reading{}};
    CHECK(verdicts(bundled_rules(), population.items[outcome.item].subject, question).at(0).decision ==
          outcome.decision);
  }
}

TEST_CASE("an item that no entry is about has no verdict and is not listed") {
  const thresholds::Population population{{component("pump", "vacuum_equipment", "DE")}};
  const auto outcomes =
      thresholds::outcomes_of(bundled_rules(), population, drafts + "ladder-scaled.toml", asked_on("2026-09-01"));
  REQUIRE(outcomes);
  CHECK((*outcomes)[0].decision == Decision::not_controlled);
  CHECK_FALSE((*outcomes)[0].verdict);
}

TEST_CASE("a verdict that rests on a figure without an address carries the tag unsourced") {
  thresholds::PopulationItem item = machine("near", "2025", 120, 9e-4);
  item.unsourced = {"cnot_infidelity.mean"};
  const auto outcomes =
      thresholds::outcomes_of(bundled_rules(), thresholds::Population{{item}}, ladder, asked_on("2026-09-01"));
  REQUIRE(outcomes);
  const auto& tags = (*outcomes)[0].verdict->tags;
  CHECK(std::ranges::find(tags, std::string(thresholds::unsourced_tag)) != tags.end());
}

TEST_CASE("a text is one regime of one day and several are refused") {
  CHECK(thresholds::text_of(bundled_rules(), "us-ear@2025-01-01", day("2026-09-01"))->version == "2024-09-06");
  CHECK(thresholds::text_of(bundled_rules(), ladder, day("2026-09-01"))->entries.size() == 1);
  const auto all = thresholds::text_of(bundled_rules(), "all", day("2026-09-01"));
  REQUIRE_FALSE(all);
  CHECK(all.error().code == core::ErrorCode::wrong_usage);
  CHECK_FALSE(thresholds::text_of(bundled_rules(), "us-eat", day("2026-09-01")));
}
