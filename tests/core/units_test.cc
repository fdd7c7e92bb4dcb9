// The table of units agrees with itself, and conversion to SI rounds once.

#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "qgauge/core.hpp"

using namespace qgauge::core;

TEST_CASE("every unit has a name of its own and every dimension has an SI unit that comes first") {
  std::set<std::string_view> names;
  std::set<Dimension> seen;
  for (const Unit& unit : units()) {
    INFO(unit.name);
    CHECK(names.insert(unit.name).second);
    CHECK(find_unit(unit.name)->dimension == unit.dimension);
    if (seen.insert(unit.dimension).second) CHECK(unit.si == 1);
  }
  CHECK(seen.size() == dimension_count);
}

TEST_CASE("every dimension has a name of its own") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < dimension_count; ++i) CHECK(names.insert(name_of(static_cast<Dimension>(i))).second);
  CHECK(name_of(Dimension::one) == "number");
  CHECK(name_of(Dimension::data_rate) == "data_rate");
}

TEST_CASE("the two factors of a small unit are inverse to each other") {
  for (const Unit& unit : units()) {
    INFO(unit.name);
    CHECK(unit.per_si == std::floor(unit.per_si));
    CHECK((unit.si >= 1 ? unit.per_si : unit.si * unit.per_si) == Approx(1).epsilon(1e-15));
  }
}

// The literal on the right is the double nearest to the decimal number, which is what a limit in a file is read as.
TEST_CASE("a value in a small unit is the same number as its decimal in SI") {
  const auto si = [](double value, const char* unit) { return in_si(value, *find_unit(unit)); };
  CHECK(si(600, "uW") == 600e-6);
  CHECK(si(100, "mK") == 0.1);
  CHECK(si(4200, "mK") == 4.2);
  CHECK(si(0.08, "%") == 0.0008);
  CHECK(si(20, "pT/rtHz") == 20e-12);
  CHECK(si(50, "fT/rtHz") == 50e-15);
  CHECK(si(10, "uGal") == 1e-7);
  CHECK(si(0.7, "mGal") == 0.7e-5);
  CHECK(si(100, "nPa") == 1e-7);
  CHECK(si(1550, "nm") == 1550e-9);
  for (int count = 1; count < 10'000; ++count) {
    const std::string decimal = std::to_string(count);
    CHECK(si(count, "us") == std::stod(decimal + "e-6"));
    CHECK(si(count, "ns") == std::stod(decimal + "e-9"));
  }
}

TEST_CASE("hours and gigahertz are multiples of their SI units") {
  CHECK(in_si(48, *find_unit("h")) == 172'800);
  CHECK(in_si(2, *find_unit("min")) == 120);
  CHECK(in_si(15, *find_unit("GHz")) == 15e9);
  CHECK(in_si(1, *find_unit("mbar")) == 100);
  CHECK(in_si(2.5, *find_unit("dB")) == 2.5);
}
