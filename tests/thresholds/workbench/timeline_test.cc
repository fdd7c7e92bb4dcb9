// What a text would have caught year by year, and what follows if records go on.
#include "qgauge/thresholds/timeline.hpp"

#include "thresholds/workbench/populations.hpp"

using namespace support;

namespace {

/// Twice the qubits and half the error every year from 2018 on.
thresholds::Population doubling() {
  thresholds::Population population;
  double qubits = 20, error = 1.6e-2;
  for (int year = 2018; year <= 2024; ++year, qubits *= 2, error /= 2) {
    population.items.push_back(machine(std::to_string(year), std::to_string(year), qubits, error));
  }
  return population;
}

thresholds::Timeline timeline(const std::string& name, const thresholds::Population& population,
                              std::optional<int> until = std::nullopt) {
  const auto found = thresholds::timelines_of(bundled_rules(), population, name, until, asked_on("2026-09-01"));
  INFO((found ? std::string() : found.error().message));
  REQUIRE(found);
  return found->at(0);
}

}  // namespace

TEST_CASE("each year counts what was introduced in it and names what would have been listed") {
  const auto found = timeline(ladder, doubling());
  REQUIRE(found.years.size() == 7);
  CHECK(*found.years.front().year == 2018);
  CHECK(found.years.front().caught.empty());
  CHECK(found.years.back().caught == std::vector<std::string>{"2024"});
}

TEST_CASE("records that double every year are extrapolated to do so with no width") {
  const auto found = timeline(ladder, doubling(), 2040);
  const auto errors = std::ranges::find(found.figures, "cnot_infidelity.mean", &thresholds::LeadingFigure::figure);
  REQUIRE(errors != found.figures.end());
  REQUIRE(errors->trend);
  CHECK(errors->trend->slope == Approx(-std::log10(2.0)));
  CHECK(errors->trend->sigma == Approx(0).margin(1e-12));
  // 1e-4 is log2(2.5e-4 / 1e-4) = 1.32 years after 2024.5.
  const auto& crossing = found.steps.front().crossings.back();
  CHECK_FALSE(crossing.reached);
  REQUIRE(crossing.expected);
  CHECK(*crossing.expected == Approx(2024.5 + 1.32).margin(0.1));
  CHECK(*crossing.earliest == Approx(*crossing.latest).margin(0.1));
}

TEST_CASE("a step that the trend does not reach in time is said not to be") {
  const auto found = timeline(drafts + "with-mistakes.toml", doubling(), 2026);
  const auto& last = found.steps.back();
  CHECK(last.clause == "M.4");
  CHECK(last.can_be_said);
  CHECK_FALSE(last.expected);
}

TEST_CASE("too few records give no trend and say so") {
  const auto few = thresholds::trend_of({{2020, 10, "a"}, {2021, 20, "b"}, {2022, 40, "c"}});
  CHECK_FALSE(few.trend);
  CHECK_THAT(few.refused, Catch::Contains("3 records"));
  const thresholds::Population two{{machine("a", "2020", 120, 1e-2), machine("b", "2021", 120, 5e-3)}};
  const auto found = timeline(ladder, two);
  CHECK_FALSE(found.steps.front().can_be_said);
}

TEST_CASE("records without a trend against their scatter are not extrapolated") {
  const auto found =
      thresholds::trend_of({{2020, 1, "a"}, {2021, 100, "b"}, {2022, 2, "c"}, {2023, 90, "d"}, {2024, 3, "e"}});
  CHECK_FALSE(found.trend);
  CHECK_THAT(found.refused, Catch::Contains("scatter"));
}

// Draper and Smith (1966): four records on a line but one.
TEST_CASE("the interval of a trend is that of a single new record after Draper and Smith") {
  const auto found =
      thresholds::trend_of({{2020, 1, "a"}, {2021, 10, "b"}, {2022, 100, "c"}, {2023, 1e3, "d"}, {2024, 2e4, "e"}});
  REQUIRE(found.trend);
  const auto& trend = *found.trend;
  CHECK(trend.middle == Approx(2022));
  CHECK(trend.spread == Approx(10));
  CHECK(trend.half_width(2022) == Approx(trend.t * trend.sigma * std::sqrt(1.2)));
  CHECK(trend.half_width(2032) == Approx(trend.t * trend.sigma * std::sqrt(1.2 + 10)));
  CHECK(trend.t == Approx(3.182).margin(1e-3));
}

TEST_CASE("what is announced is no record but is counted") {
  auto population = doubling();
  population.items.back().status = "announced";
  const auto found = timeline(ladder, population);
  CHECK(found.years.back().caught.size() == 1);
  for (const auto& figure : found.figures) CHECK(figure.records.back().item == "2023");
}

TEST_CASE("an extrapolation that ends before the last item is refused") {
  const auto found = thresholds::timelines_of(bundled_rules(), doubling(), ladder, 2020, asked_on("2026-09-01"));
  REQUIRE_FALSE(found);
  CHECK(found.error().code == core::ErrorCode::wrong_usage);
}
