// The error of rzz at an angle: the law that is asked for, exactly, whatever the noise is made of.
#include <numbers>

#include <catch2/catch.hpp>

#include "qgauge/noise.hpp"

using namespace qgauge;
using std::numbers::pi;

namespace {

noise::NoiseModel ion_pair(double over_rotation_rad) {
  device::DeviceModel model;
  for (int q = 0; q < 2; ++q) {
    device::ModelQubit qubit;
    qubit.t1_s = 10;
    qubit.t2_s = 1;
    model.qubits.push_back(qubit);
  }
  device::Coupling coupling{0, 1, {}, device::Usable::yes, {}};
  coupling.gate = device::TwoQubitGate{"zz", circuit::GateKind::rzz, 0, 1, 1e-3, 100e-6, over_rotation_rad};
  model.couplings.push_back(coupling);
  std::vector<core::Finding> findings;
  auto noise = noise::NoiseModel::from(model, findings);
  REQUIRE(noise);
  return std::move(*noise);
}

}  // namespace

TEST_CASE("the error of rzz at an angle is the share of the reported one that its law says") {
  for (const double over_rotation_rad : {0.0, 0.01}) {
    noise::NoiseModel model = ion_pair(over_rotation_rad);
    for (const double base : {1.0, 0.4, 0.0}) {
      model.scale_rzz_error(base);
      for (const double angle : {pi / 2, -pi / 2, pi / 3, 0.2, -0.2, pi + 0.2}) {
        const auto noise = model.rzz_at(1, 0, angle);
        REQUIRE(noise);
        const double turned = std::abs(std::remainder(angle, pi)) / (pi / 2);
        const double expected = 1e-3 * (base + (1 - base) * turned);
        CHECK(std::abs(noise::average_infidelity(noise->channel) - expected) < 1e-12);
      }
    }
  }
}
