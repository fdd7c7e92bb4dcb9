// What a coalition's list reaches.
#include "qgauge/thresholds/coverage.hpp"

#include "thresholds/workbench/populations.hpp"

using namespace support;

namespace {

thresholds::CoalitionCoverage covered(const thresholds::Population& population,
                                      const std::vector<std::string>& coalition) {
  const auto found = thresholds::coverage_by(bundled_rules(), population, ladder, coalition, asked_on("2026-09-01"));
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("what is listed is counted by where it comes from and an unknown origin as such") {
  const thresholds::Population population{
      {machine("in", "2024", 120, 9e-4, "NL"), machine("out", "2025", 120, 9e-4, "US"),
       machine("nowhere", "2025", 120, 9e-4, ""), machine("free", "2025", 120, 1e-1, "NL")}};
  const auto found = covered(population, {"NL", "DE", "NL"});
  CHECK(found.coalition == std::vector<std::string>{"DE", "NL"});
  const auto& table = found.tables.at(0);
  CHECK(table.total.reached == 1);
  CHECK(table.total.beyond == 1);
  CHECK(table.total.of_unknown_origin == 1);
  CHECK(table.total.decisions == std::array<std::size_t, 3>{3, 0, 1});
  CHECK(table.countries.back().key == "unknown");
  CHECK(table.years.size() == 2);
  CHECK(table.beyond == std::vector<std::string>{"out", "nowhere"});
}

TEST_CASE("the place of manufacture has precedence over the country of development") {
  thresholds::PopulationItem item = machine("moved", "2024", 120, 9e-4, "US");
  item.made_in = "NL";
  CHECK(thresholds::origin_of(item).country == "NL");
  CHECK_FALSE(thresholds::origin_of(item).by_development);
  CHECK(covered({{item}}, {"NL"}).tables.at(0).total.reached == 1);
  CHECK(covered({{item}}, {"NL"}).by_development == 0);
}

TEST_CASE("components from one country alone are told and so are those from outside") {
  const thresholds::Population population{{component("a", "cryo_cmos", "US"), component("b", "cryo_cmos", "US"),
                                           component("c", "qkd_system", "NL"), component("d", "qkd_system", "CN"),
                                           component("e", "magnetometer", "")}};
  const auto found = covered(population, {"NL"});
  REQUIRE(found.supplies.size() == 3);
  CHECK(found.supplies[0].kind == "cryo_cmos");
  CHECK(found.supplies[0].one_country());
  CHECK(found.supplies[0].where == thresholds::Supply::Where::outside);
  CHECK(found.supplies[1].where == thresholds::Supply::Where::unknown);
  CHECK_FALSE(found.supplies[1].one_country());
  CHECK(found.supplies[2].where == thresholds::Supply::Where::both);
}
