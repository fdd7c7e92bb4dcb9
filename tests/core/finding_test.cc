// The tables of findings and units agree with themselves.

#include <algorithm>
#include <vector>

#include <catch2/catch.hpp>

#include "qgauge/core.hpp"

using namespace qgauge::core;

TEST_CASE("the list of findings is sorted and each code is there once") {
  std::vector<std::string_view> codes;
  for (const auto& spec : finding_list()) codes.push_back(spec.code);
  CHECK(std::ranges::is_sorted(codes));
  CHECK(std::ranges::adjacent_find(codes) == codes.end());
}

TEST_CASE("every finding has a meaning and can be found") {
  for (const auto& spec : finding_list()) {
    CHECK(spec.meaning.size() > 10);
    REQUIRE(find_finding(spec.code) != nullptr);
    CHECK(severity_of(spec.code) == spec.severity);
    CHECK_FALSE(name_of(spec.severity).empty());
  }
  CHECK(find_finding("no_such_code") == nullptr);
}

TEST_CASE("microseconds are read in every spelling of the vendors") {
  for (const char* name : {"us", "uS", "\u00b5s", "\u03bcs"}) {
    INFO(name);
    CHECK(si_factor(name, Dimension::time) == 1e-6);
  }
}

TEST_CASE("a unit of another dimension is not accepted") {
  CHECK_FALSE(si_factor("GHz", Dimension::time));
  CHECK_FALSE(si_factor("parsec", Dimension::time));
  CHECK(si_factor("GHz", Dimension::frequency) == 1e9);
  CHECK(si_factor("%", Dimension::one) == 1e-2);
}
