// The ideal executor: probabilities against the oracle, random streams, measurement, and what it refuses.

#include <catch2/catch.hpp>

#include "qgauge/simulator.hpp"
#include "simulator/oracle.hpp"

namespace {

using namespace qgauge;
using circuit::GateKind;
using simulator::Precision;

constexpr std::array precisions = {Precision::single_precision, Precision::double_precision};

circuit::Circuit bell() {
  circuit::Circuit circuit;
  circuit.qubits = 3;
  circuit.append(GateKind::h, 0u);
  circuit.append(GateKind::delay, 0u, 1e-6);
  circuit.append(GateKind::cx, 0u, 2u);
  circuit.measure_all();
  return circuit;
}

}  // namespace

TEST_CASE("A Bell pair gives equal bits half of the time each") {
  for (const Precision precision : precisions) {
    const auto samples = simulator::ideal_executor(precision)->run({{bell()}, 100'000, 4, 2});
    REQUIRE(samples);
    const auto& counts = samples->circuits[0];
    REQUIRE(execution::weight_of(counts, 0b000) + execution::weight_of(counts, 0b101) == 100'000);
    // 5 sigma of a fair coin: false-alarm rate 6e-7 each.
    REQUIRE(std::abs(execution::weight_of(counts, 0b101) - 50'000) < 5 * std::sqrt(25'000.0));
  }
}

TEST_CASE("Counts of random circuits follow the oracle by a chi square test") {
  // 16 outcomes at most: 15 degrees of freedom, 0.99999 quantile 50.5; 20 tests: false-alarm rate 2e-4. Cells that
  // expect fewer than 5 counts are pooled into one.
  oracle::Engine engine(31);
  for (int repetition = 0; repetition < 10; ++repetition) {
    auto circuit = oracle::random_circuit(4, 40, engine);
    const Eigen::VectorXcd state = oracle::run(circuit);
    circuit.measure_all();
    for (const Precision precision : precisions) {
      const double shots = 20'000;
      const auto samples = simulator::ideal_executor(precision)->run({{circuit}, 20'000, 9, 9});
      REQUIRE(samples);
      double chi_square = 0, rare_expected = 0, rare_seen = 0;
      for (int bits = 0; bits < 16; ++bits) {
        const double expected = shots * std::norm(state(bits));
        const double seen = execution::weight_of(samples->circuits[0], static_cast<std::uint64_t>(bits));
        if (expected < 5) {
          rare_expected += expected;
          rare_seen += seen;
        } else {
          chi_square += (seen - expected) * (seen - expected) / expected;
        }
      }
      chi_square += (rare_seen - rare_expected) * (rare_seen - rare_expected) / std::max(rare_expected, 5.0);
      REQUIRE(chi_square < 50.5);
    }
  }
}

TEST_CASE("Circuit i of a batch draws from stream i whatever else the batch holds") {
  const auto executor = simulator::ideal_executor(Precision::double_precision);
  const auto three = executor->run({{bell(), bell(), bell()}, 1000, 4, 2});
  const auto one = executor->run({{bell()}, 1000, 4, 2});
  REQUIRE((three && one));
  const auto weight = [](const execution::Samples& samples, std::size_t i) {
    return execution::weight_of(samples.circuits[i], 0);
  };
  REQUIRE(weight(*three, 0) == weight(*one, 0));
  REQUIRE((weight(*three, 1) != weight(*three, 0) || weight(*three, 2) != weight(*three, 0)));
}

TEST_CASE("Only measured qubits are read") {
  circuit::Circuit circuit;
  circuit.qubits = 2;
  circuit.append(GateKind::x, 0u);
  circuit.append(GateKind::x, 1u);
  circuit.append(GateKind::measure, 1u);
  const auto samples = simulator::ideal_executor(Precision::single_precision)->run({{circuit}, 10, 0, 0});
  REQUIRE(samples);
  REQUIRE(execution::weight_of(samples->circuits[0], 0b10) == 10);
}

TEST_CASE("The ideal Pauli transfer matrix of a C-NOT moves Paulis as the stabilizer rules say") {
  circuit::Circuit circuit;
  circuit.qubits = 2;
  circuit.append(GateKind::cx, 0u, 1u);
  const auto matrix = simulator::ideal_executor(Precision::single_precision)->pauli_transfer_matrix(circuit);
  REQUIRE(matrix);
  // Paulis I X Y Z count 0 1 2 3, qubit 0 fastest. X on the control spreads, Z on the target spreads.
  REQUIRE((*matrix)(1 + 4 * 1, 1) == Approx(1));
  REQUIRE((*matrix)(3 + 4 * 3, 4 * 3) == Approx(1));
  REQUIRE((*matrix)(3, 3) == Approx(1));
  REQUIRE((*matrix)(4, 4) == Approx(1));
  REQUIRE(matrix->cwiseAbs().sum() == Approx(16));
}

TEST_CASE("Registers of three qubits have no Pauli transfer matrix") {
  REQUIRE_FALSE(simulator::ideal_executor(Precision::double_precision)->pauli_transfer_matrix(bell()));
}

TEST_CASE("The ideal executor refuses malformed circuits and registers that do not fit") {
  const auto executor = simulator::ideal_executor(Precision::double_precision);
  circuit::Circuit outside = bell();
  outside.append(GateKind::x, 7u);
  const auto malformed = executor->run({{bell(), outside}, 10, 0, 0});
  REQUIRE_FALSE(malformed);
  REQUIRE_THAT(malformed.error().where, Catch::StartsWith("circuit 1, operation"));
  circuit::Circuit huge;
  huge.qubits = 55;
  const auto refused = executor->run({{huge}, 10, 0, 0});
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().code == core::ErrorCode::missing_resource);
}
