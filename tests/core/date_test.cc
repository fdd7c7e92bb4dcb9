// Dates as vendors write them, and as days.

#include <catch2/catch.hpp>

#include "qgauge/core.hpp"

using qgauge::core::Date;

TEST_CASE("a date is read in each spelling of the sources") {
  const auto day = Date::from(2025, 2, 26);
  REQUIRE(day);
  for (const char* text : {"2025-02-26", "2025_02_26", "2025-02-26T15:26:08-05:00", "2025-02-26 15:26:08"}) {
    INFO(text);
    CHECK(Date::parse(text) == day);
  }
  CHECK(day->text() == "2025-02-26");
}

TEST_CASE("what is not a day is not read as one") {
  for (const char* text :
       {"", "2025", "2025-02-30", "2025-13-01", "2025-2-26", "2025-02_26", "26-02-2025", "2025-02-26x", "-025-02-26"}) {
    INFO(text);
    CHECK_FALSE(Date::parse(text));
  }
}

TEST_CASE("days are counted across months and leap years") {
  const auto day = *Date::from(2024, 2, 28);
  CHECK(day.plus_days(2).text() == "2024-03-01");
  CHECK(Date::from(2025, 3, 1)->days_since(day) == 367);
  CHECK(day < day.plus_days(1));
}
