// Claims about the bounds on circuit layers a second.
#include "qgauge/protocols/clops.hpp"

#include <catch2/catch.hpp>

#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;

TEST_CASE("layers a second are at most one over two pulses and the two-qubit gates of a layer") {
  // Pulses of 30 and 40 ns, a gate of 300 ns.
  const auto figures = clops_figures(test::pair_machine());
  REQUIRE(*figures[0].value == Approx(1 / 360e-9));
  REQUIRE(*figures[1].value == Approx(1 / 960e-9));
  for (const figures::Figure& figure : figures) {
    REQUIRE(figure.kind == figures::IntervalKind::bounds);
    REQUIRE(*figure.low == 0);
    REQUIRE(figure.unit == "1/s");
  }
}

TEST_CASE("a volume layer of a machine that exchanges excitations takes two gates at least") {
  REQUIRE(*clops_figures(test::pair_machine(circuit::GateKind::sqrt_iswap))[1].value == Approx(1 / 660e-9));
}

TEST_CASE("without durations the bounds are missing and say so") {
  device::DeviceModel model = test::pair_machine();
  model.couplings[0].gate->duration_s = 0;
  for (const figures::Figure& figure : clops_figures(model)) {
    REQUIRE_FALSE(figure.value);
    REQUIRE(figure.missing->find("durations") != std::string::npos);
  }
}
