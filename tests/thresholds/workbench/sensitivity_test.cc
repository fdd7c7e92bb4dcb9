// Which answers hang on the reading or on which of an item's errors is taken.
#include "qgauge/thresholds/sensitivity.hpp"

#include "thresholds/workbench/populations.hpp"

using namespace support;
using thresholds::Decision;

TEST_CASE("an item whose mean and best coupling lie on two sides of a limit flips") {
  thresholds::PopulationItem item = machine("one", "2024", 120, 3e-3);
  set_figure(item.subject, exact("cnot_infidelity.median", 2e-3));
  set_figure(item.subject, exact("cnot_infidelity.best", 5e-4));
  const auto found = thresholds::sensitivity_of(bundled_rules(), {{item}}, ladder, asked_on("2026-09-01"));
  REQUIRE(found);
  const auto& row = found->rows.at(0);
  CHECK(row.flips);
  REQUIRE(row.outcomes.size() == 4);
  CHECK(row.outcomes[0].decision == Decision::not_controlled);
  CHECK(*row.outcomes[0].ratio == Approx(3));
  CHECK(*row.outcomes[1].ratio == Approx(2));
  CHECK(row.outcomes[3].decision == Decision::controlled);
  CHECK(row.outcomes[3].figure == "cnot_infidelity.best");
  CHECK(*row.nearest == Approx(2));
}

TEST_CASE("a machine that states no error is open every way and flips none") {
  const auto found = thresholds::sensitivity_of(bundled_rules(), {{machine("one", "2024", 120, std::nullopt)}}, ladder,
                                                asked_on("2026-09-01"));
  REQUIRE(found);
  CHECK_FALSE(found->rows.at(0).flips);
  for (const auto& outcome : found->rows.at(0).outcomes) CHECK(outcome.decision == Decision::undetermined);
}

TEST_CASE("readings that are named are the ways that are compared") {
  thresholds::Question question = asked_on("2026-09-01");
  question.readings = {{}, {.process = true}};
  const auto found =
      thresholds::sensitivity_of(bundled_rules(), {{machine("one", "2024", 120, 9e-4)}}, ladder, question);
  REQUIRE(found);
  CHECK(found->variants[1].name == "whole/process");
  CHECK(found->rows.at(0).flips);
}
