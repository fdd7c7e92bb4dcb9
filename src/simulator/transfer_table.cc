// Pauli transfer matrices by operation: see transfer_table.hpp.
#include "simulator/transfer_table.hpp"

#include <bit>
#include <cmath>
#include <mutex>
#include <utility>

namespace qgauge::simulator {
namespace {

/// Durations are sums and differences of gate durations; those that agree to an attosecond are the same up to rounding.
std::uint64_t parameter_key(const NativeOperation& operation) {
  constexpr double attoseconds_per_second = 1e18;
  constexpr double longest_s = 1;  // beyond, doubles are no finer than attoseconds
  if (operation.gate != circuit::GateKind::delay || operation.parameter > longest_s)
    return std::bit_cast<std::uint64_t>(operation.parameter);
  return static_cast<std::uint64_t>(std::llround(operation.parameter * attoseconds_per_second));
}

/// Pauli index of a two-qubit register with its qubits exchanged.
Eigen::Index exchanged(Eigen::Index pauli) { return pauli / 4 + 4 * (pauli % 4); }

std::vector<double> column_major(const Eigen::MatrixXd& matrix, bool reversed) {
  std::vector<double> entries;
  entries.reserve(static_cast<std::size_t>(matrix.size()));
  for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
    for (Eigen::Index row = 0; row < matrix.rows(); ++row)
      entries.push_back(reversed ? matrix(exchanged(row), exchanged(column)) : matrix(row, column));
  }
  return entries;
}

}  // namespace

TransferKey transfer_key(const NativeOperation& operation, bool reversed) {
  const auto gate = static_cast<std::uint64_t>(operation.gate);
  const auto first = static_cast<std::uint64_t>(operation.first), second = static_cast<std::uint64_t>(operation.second);
  return {gate << 1 | static_cast<std::uint64_t>(reversed) | first << 8 | second << 36, parameter_key(operation)};
}

core::Result<const double*> TransferTable::find(const TransferKey& key, const NativeOperation& operation,
                                                bool reversed) {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = matrices_.find(key); found != matrices_.end()) return found->second.data();
  }
  QGAUGE_TRY(const noise::Channel channel, native_channel(model_, operation));
  std::vector<double> matrix = column_major(noise::pauli_transfer_matrix(channel), reversed);
  const std::unique_lock lock(mutex_);
  return matrices_.try_emplace(key, std::move(matrix)).first->second.data();
}

core::Result<const double*> TransferLookup::find(const NativeOperation& operation, bool reversed) {
  const TransferKey key = transfer_key(operation, reversed);
  Entry& entry = recent_[TransferKeyHash()(key) % recent_.size()];
  if (entry.matrix == nullptr || !(entry.key == key)) {
    QGAUGE_TRY(entry.matrix, table_.find(key, operation, reversed));
    entry.key = key;
  }
  return entry.matrix;
}

}  // namespace qgauge::simulator
