// Claims about figures' constructors and the names of origins and kinds.
#include <cmath>

#include <catch2/catch.hpp>

#include "qgauge/figures.hpp"

using namespace qgauge::figures;

TEST_CASE("a sampled figure spans 1.96 sigma on both sides and keeps its sigma") {
  const Figure figure = sampled_figure("rb.cnot_infidelity.isolated", 8e-3, 2e-4, Origin::simulated, "method");
  REQUIRE(figure.kind == IntervalKind::sampling);
  REQUIRE(figure.uncertainty.sampling == 2e-4);
  REQUIRE(*figure.high - *figure.value == Approx(1.959963984540054 * 2e-4).epsilon(1e-12));
  REQUIRE(*figure.value - *figure.low == Approx(*figure.high - *figure.value).epsilon(1e-9));
}

TEST_CASE("an exact figure is its own interval") {
  const Figure figure = exact_figure("physical_qubits.described", 56, Origin::reported, "counted");
  REQUIRE(figure.kind == IntervalKind::none);
  REQUIRE(figure.low == figure.value);
  REQUIRE(figure.high == figure.value);
}

TEST_CASE("a bounded figure may have no value and a missing one says why") {
  const Figure bounded = bounded_figure("cnot_infidelity.mean", std::nullopt, 0, 1, Origin::reported, "");
  REQUIRE(bounded.kind == IntervalKind::bounds);
  REQUIRE_FALSE(bounded.value);
  REQUIRE(*bounded.high == 1);
  const Figure missing = missing_figure("t1_s.median", Origin::reported, "the file gives no T1");
  REQUIRE_FALSE(missing.value);
  REQUIRE_FALSE(missing.low);
  REQUIRE(*missing.missing == "the file gives no T1");
}

TEST_CASE("unit and convention of a figure come from the closed list") {
  REQUIRE(exact_figure("t1_s", 1e-4, Origin::reported, "").unit == "s");
  REQUIRE(exact_figure("cnot_infidelity.mean", 1e-2, Origin::reported, "").convention == "average gate infidelity");
}

TEST_CASE("origins and kinds are spelled as reports spell them") {
  REQUIRE(name_of(Origin::measured) == "measured");
  REQUIRE(name_of(Origin::derived) == "derived");
  REQUIRE(name_of(IntervalKind::bounds) == "bounds");
  REQUIRE(name_of(IntervalKind::propagated) == "propagated");
}
