#include "qgauge/subject.hpp"

#include <catch2/catch.hpp>

using namespace qgauge;

TEST_CASE("A subject gives the figures that it has and null for the others") {
  subject::Subject item;
  item.figures["cnot_infidelity.mean"] =
      figures::exact_figure("cnot_infidelity.mean", 8e-3, figures::Origin::reported, "from the file");
  REQUIRE(subject::find_figure(item, "cnot_infidelity.mean") != nullptr);
  CHECK(subject::find_figure(item, "cnot_infidelity.mean")->value == 8e-3);
  CHECK(subject::find_figure(item, "cnot_infidelity.median") == nullptr);
}
