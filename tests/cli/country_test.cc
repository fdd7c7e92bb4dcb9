// Codes of countries.

#include "cli/country.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/thresholds.hpp"

using namespace qgauge::cli;

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

TEST_CASE("every country that the bundled rules name is one of ISO 3166") {
  const auto rules = qgauge::thresholds::load_rules(QGAUGE_SOURCE_DIR "/thresholds");
  REQUIRE(rules);
  for (const auto& regime : rules->regimes) {
    std::vector<std::string> countries = regime.destinations;
    countries.insert(countries.end(), regime.exporters.begin(), regime.exporters.end());
    for (const auto& group : regime.groups) {
      countries.insert(countries.end(), group.countries.begin(), group.countries.end());
    }
    for (const std::string& country : countries) {
      INFO(regime.id << " " << country);
      CHECK(is_country(country));
    }
  }
}
