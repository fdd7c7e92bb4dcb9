// What changes between two texts.
#include "qgauge/thresholds/diff.hpp"

#include "thresholds/workbench/populations.hpp"

using namespace support;
using thresholds::Decision;

namespace {

thresholds::RulesDiff diff(const std::string& from, const std::string& to, const thresholds::Population& population) {
  const auto found = thresholds::diff_of(bundled_rules(), population, from, to, asked_on("2026-09-01"));
  INFO((found ? std::string() : found.error().message));
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("an item between the limits of two texts changes and both sides say why") {
  const thresholds::Population population{{machine("between", "2024", 120, 1.5e-3), machine("far", "2024", 120, 0.1)}};
  const auto found = diff(ladder, drafts + "ladder-scaled.toml", population);
  REQUIRE(found.changed.size() == 1);
  const auto& item = found.changed.front();
  CHECK(population.items[item.from.item].id == "between");
  CHECK(item.from.decision == Decision::not_controlled);
  CHECK(item.to.decision == Decision::controlled);
  CHECK_THAT(item.why_from.front(), Catch::Contains("1e-3"));
  CHECK_FALSE(item.why_to.empty());
  CHECK(found.counts[2][0] == 1);
  CHECK(found.counts[2][2] == 1);
}

TEST_CASE("parameters that differ are told step by step and the same ones are not") {
  const thresholds::Population population{{machine("far", "2024", 120, 0.1)}};
  const auto found = diff(ladder, drafts + "ladder-scaled.toml", population);
  CHECK(found.parameters.size() == 7);
  CHECK(found.parameters.front().entries.from == "4A906.a");
  CHECK(found.parameters.front().entries.to == "L");
  CHECK(found.only_one.empty());
}

TEST_CASE("a text and itself differ in nothing") {
  const thresholds::Population population{{machine("open", "2024", 120, std::nullopt)}};
  const auto found = diff(ladder, ladder, population);
  CHECK(found.parameters.empty());
  CHECK(found.changed.empty());
  REQUIRE(found.open.size() == 1);
  CHECK_FALSE(found.open.front().hangs_on.empty());
}

TEST_CASE("before its first day a text lists nothing of what it lists later") {
  const thresholds::Population population{{machine("near", "2024", 120, 9e-4)}};
  const auto found = diff("us-ear@2024-01-01#4A906.a", "us-ear@2025-01-01#4A906.a", population);
  REQUIRE(found.changed.size() == 1);
  CHECK(found.changed.front().to.decision == Decision::controlled);
  CHECK(found.only_one.size() == 1);
}
