// Numbers with their standard error in brackets.

#include "device/value_text.hpp"

#include <string>

#include <catch2/catch.hpp>

using qgauge::device::parse_value_text;

TEST_CASE("the digits in brackets count in the last place of the number before them") {
  // 9.3(3)E-04 is (9.3 +- 0.3) 1e-4; 0(2)E-06 has no decimals; 1.2(10) is 1.2 +- 1.0.
  struct Example {
    const char* text;
    double value;
    double sigma;
  };
  for (const Example& example :
       {Example{"9.3(3)E-04", 9.3e-4, 3e-5}, Example{"0(2)E-06", 0, 2e-6}, Example{"1.33(9)E-03", 1.33e-3, 9e-5},
        Example{"6(1)E-05", 6e-5, 1e-5}, Example{"1.2(10)", 1.2, 1.0}, Example{"-2.5(5)e+1", -25, 5}}) {
    INFO(example.text);
    const auto parsed = parse_value_text(example.text);
    REQUIRE(parsed);
    CHECK(parsed->value == example.value);
    CHECK(parsed->sigma == example.sigma);
  }
}

TEST_CASE("a number without brackets has no standard error") {
  CHECK(parse_value_text("0.0024")->value == 0.0024);
  CHECK_FALSE(parse_value_text("3.8e-05")->sigma);
}

TEST_CASE("text that is no number with an uncertainty is not read") {
  for (const char* text :
       {"",           "nan",     "inf",        "-inf",      "nan(1)",           "9.3(3",   "9.3)3(",
        "9.3()",      "(3)E-04", "9.3(3)F-04", "9.3(3)E",   "9.3(3)E-04x",      "9.3(-3)", "9.3(0.3)",
        "9.3(3)(3)",  "1e5(3)",  "1e999",      "1(1)E9999", "1(1)E99999999999", "0x10",    "1 000",
        "9.3(3)E-0 4"}) {
    INFO(text);
    CHECK_FALSE(parse_value_text(text));
  }
  CHECK_FALSE(parse_value_text(std::string(1'000'000, '1')));
}
