// Claims about numbers as text: as many digits as they carry, and none where nothing is known.
#include "report/number_text.hpp"

#include <cctype>
#include <string>

#include <catch2/catch.hpp>

namespace {

using namespace qgauge::report;
using namespace qgauge::figures;

TEST_CASE("Numbers without an interval have four digits at most and no empty ones") {
  CHECK(short_text(0) == "0");
  CHECK(short_text(156) == "156");
  CHECK(short_text(100'000) == "100000");
  CHECK(short_text(1e-3) == "1e-3");
  CHECK(short_text(7.1932e-3) == "7.193e-3");
  CHECK(short_text(0.0125) == "0.0125");
  CHECK(short_text(9.99996e-3) == "0.01");
  CHECK(short_text(-2.5e-4) == "-2.5e-4");
  CHECK(short_text(1234.5678) == "1235");
  CHECK(short_text(2.5e7) == "2.5e7");
}

TEST_CASE("A value with an interval goes down to the second digit of the half width") {
  CHECK(value_text(sampled_figure("cnot_infidelity.mean", 7.1932e-3, 8.7e-5, Origin::simulated, "")) ==
        "7.19e-3 [7.02e-3, 7.36e-3]");
  CHECK(value_text(sampled_figure("cnot_infidelity.mean", 0.25, 0.05, Origin::simulated, "")) ==
        "0.250 [0.152, 0.348]");
  CHECK(value_text(sampled_figure("cnot_infidelity.mean", 1e-4, 1e-2, Origin::simulated, "")) ==
        "1.0e-4 [-0.019, 0.020]");
}

TEST_CASE("Bounds are told as bounds and counts stay whole") {
  CHECK(value_text(bounded_figure("physical_qubits.connected", 129, 129, 133, Origin::derived, "")) ==
        "129 (between 129 and 133)");
  CHECK(value_text(bounded_figure("physical_qubits.connected", 129, 129, 129, Origin::derived, "")) == "129");
  CHECK(value_text(bounded_figure("cnot_infidelity.mean", 4.25e-3, 3.1e-3, 0.27, Origin::derived, "")) ==
        "4.25e-3 (between 3.1e-3 and 0.27)");
}

TEST_CASE("Times have the prefix that fits their size") {
  CHECK(value_text(exact_figure("t1_s.median", 1.43e-4, Origin::derived, "")) == "143 µs");
  CHECK(value_text(exact_figure("t1_s.median", 2.5e-8, Origin::derived, "")) == "25 ns");
  CHECK(value_text(exact_figure("t1_s.median", 12, Origin::derived, "")) == "12 s");
  CHECK(value_text(sampled_figure("t1_s.median", 1.43e-4, 2e-6, Origin::simulated, "")) == "143.0 [139.1, 146.9] µs");
}

TEST_CASE("Where an interval is not one of sampling its kind is told") {
  Figure figure = sampled_figure("cnot_infidelity.mean", 2e-3, 1e-4, Origin::derived, "");
  figure.kind = IntervalKind::assumed;
  CHECK(value_text(figure) == "2.00e-3 [1.80e-3, 2.20e-3] assumed");
  figure.kind = IntervalKind::history;
  CHECK(value_text(figure) == "2.00e-3 [1.80e-3, 2.20e-3] history");
}

TEST_CASE("What is unknown is never told as a number") {
  const std::string missing = value_text(missing_figure("cnot_infidelity.mean", Origin::reported, "no data"));
  CHECK(missing == "unknown");
  const std::string bounded = value_text(bounded_figure("cnot_infidelity.mean", {}, 0, 1, Origin::reported, ""));
  CHECK(bounded == "unknown, between 0 and 1");
}

TEST_CASE("Probabilities near certainty are not told as certainty") {
  CHECK(probability_text(0) == "< 0.001");
  CHECK(probability_text(1) == "> 0.999");
  CHECK(probability_text(0.4321) == "0.432");
  CHECK(probability_text(0.975) == "0.975");
}

}  // namespace
