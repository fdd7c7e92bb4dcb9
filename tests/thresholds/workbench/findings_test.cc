// Cliffs, gaps and steps out of reach that a text shows.
#include "qgauge/thresholds/outcome.hpp"
#include "thresholds/workbench/populations.hpp"

using namespace support;

namespace {

std::vector<thresholds::TextFinding> found_in(const std::string& name, const thresholds::Population& population) {
  const auto text = thresholds::text_of(bundled_rules(), name, day("2026-09-01"));
  REQUIRE(text);
  return thresholds::findings_of(*text, population);
}

}  // namespace

TEST_CASE("a draft with a cliff and a gap and a step out of reach is told to have them") {
  const thresholds::Population population{{machine("one", "2024", 120, 1e-3), machine("two", "2025", 1200, 5e-3)}};
  const auto findings = found_in(drafts + "with-mistakes.toml", population);
  const auto kinds = kinds_of(findings);
  CHECK(has(kinds, "cliff"));
  CHECK(has(kinds, "gap"));
  CHECK(has(kinds, "unreachable"));
  const auto gap = std::ranges::find(findings, thresholds::TextFinding::Kind::gap, &thresholds::TextFinding::kind);
  CHECK_THAT(gap->text, Catch::Contains("from 80 on and below 100"));
  const auto cliff = std::ranges::find(findings, thresholds::TextFinding::Kind::cliff, &thresholds::TextFinding::kind);
  CHECK(cliff->factor == Approx(100));
}

TEST_CASE("the enacted ladder has a cliff at its second step and one where the limit vanishes and no gap") {
  const thresholds::Population population{{machine("all", "2024", 3000, 1e-5)}};
  const auto findings = found_in(ladder, population);
  CHECK_FALSE(has(kinds_of(findings), "gap"));
  CHECK_FALSE(has(kinds_of(findings), "unreachable"));
  REQUIRE(findings.size() >= 2);
  CHECK(findings.front().factor == Approx(10));
  CHECK_THAT(findings.back().text, Catch::Contains("vanishes"));
}

TEST_CASE("a text that no item of the population is asked by has no findings") {
  CHECK(found_in(ladder, thresholds::Population{{component("pump", "vacuum_equipment", "DE")}}).empty());
}
