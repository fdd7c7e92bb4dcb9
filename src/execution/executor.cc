// The answer of an executor that cannot know what a circuit does exactly, as one that replays recorded counts.

#include "qgauge/execution.hpp"

namespace qgauge::execution {

std::optional<Eigen::MatrixXd> Executor::pauli_transfer_matrix(const circuit::Circuit&) const { return std::nullopt; }

std::optional<std::vector<double>> Executor::probabilities(const circuit::Circuit&) const { return std::nullopt; }

}  // namespace qgauge::execution
