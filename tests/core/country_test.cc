// Codes of countries.

#include <string>

#include <catch2/catch.hpp>

#include "qgauge/core.hpp"

using namespace qgauge::core;

TEST_CASE("a country is one of the 249 codes of ISO 3166-1") {
  int count = 0;
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'A'; second <= 'Z'; ++second) count += is_country(std::string{first, second});
  }
  CHECK(count == 249);
  for (const char* code : {"US", "GB", "CN", "RU", "DE", "AD", "ZW"}) CHECK(is_country(code));
  for (const char* code : {"UK", "XX", "ZZ", "EU", "us", "", "U", "USA", "D A", " A"}) CHECK_FALSE(is_country(code));
}

TEST_CASE("a code of the European institutions that is none of ISO stands for one that is") {
  CHECK(country_meant("UK") == "GB");
  CHECK(country_meant("EL") == "GR");
  CHECK_FALSE(country_meant("XX"));
}
