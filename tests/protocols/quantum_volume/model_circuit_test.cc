// Claims about the random circuits of quantum volume that need no simulator.
#include <algorithm>
#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "qgauge/protocols/quantum_volume.hpp"

using namespace qgauge;
using circuit::GateKind;

TEST_CASE("a square random circuit has a two-qubit unitary on each of its pairs in each of its layers") {
  const int width = GENERATE(2, 3, 6, 7);
  core::Random random({.seed = 4});
  const circuit::Circuit circuit = protocols::quantum_volume_circuit(width, random);
  REQUIRE(circuit::check(circuit));
  const auto uses = std::ranges::count(circuit.operations, GateKind::rxx, &circuit::Operation::gate);
  REQUIRE(uses == width * (width / 2));
  REQUIRE(std::ranges::count(circuit.operations, GateKind::measure, &circuit::Operation::gate) == width);
}

TEST_CASE("every pair of qubits meets equally often in square random circuits") {
  core::Random random({.seed = 6});
  std::array<double, 6> seen{};
  for (int c = 0; c < 400; ++c) {
    for (const auto& operation : protocols::quantum_volume_circuit(4, random).operations) {
      if (operation.gate != GateKind::rxx) continue;
      const auto [low, high] = std::minmax(operation.qubits[0], operation.qubits[1]);
      ++seen[low == 0 ? high - 1 : low + high];  // 01 02 03 12 13 23
    }
  }
  // 1600 layers of two pairs, in each a pair with probability 1/3: five sigma, false-alarm rate 4e-6 for the six.
  for (const double count : seen) REQUIRE(std::abs(count - 1600.0 / 3) < 5 * std::sqrt(1600.0 * 2 / 9));
}
