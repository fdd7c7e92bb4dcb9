// The Executor interface: what an implementation inherits.

#include <catch2/catch.hpp>

#include "qgauge/execution.hpp"

namespace {

using namespace qgauge;

struct RecordedCounts : execution::Executor {
  core::Result<execution::Samples> run(const execution::CircuitBatch&) const override { return execution::Samples{}; }
};

}  // namespace

TEST_CASE("An executor that does not say what a circuit does exactly has no Pauli transfer matrix") {
  circuit::Circuit circuit;
  circuit.qubits = 1;
  REQUIRE_FALSE(RecordedCounts().pauli_transfer_matrix(circuit).has_value());
  REQUIRE_FALSE(RecordedCounts().probabilities(circuit).has_value());
}
