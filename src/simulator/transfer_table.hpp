// Pauli transfer matrices of native operations on registers of one or two qubits, each built once. Shared by the
// threads of an executor through a lock; TransferLookup keeps the lock out of the loop over operations.
#pragma once

#include <array>
#include <cstdint>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

#include "simulator/native_channel.hpp"

namespace qgauge::simulator {

/// What identifies a matrix. `operands` packs the gate, its device qubits and whether the first of them is the more
/// significant one of the register.
struct TransferKey {
  std::uint64_t operands = 0;
  std::uint64_t parameter = 0;
  bool operator==(const TransferKey&) const = default;
};

struct TransferKeyHash {
  std::size_t operator()(const TransferKey& key) const {
    // Multiplicative hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4) with 2^64 / golden ratio.
    const std::uint64_t mixed = (key.operands ^ (key.parameter * 0xff51afd7ed558ccd)) * 0x9e3779b97f4a7c15;
    return static_cast<std::size_t>(mixed ^ (mixed >> 29));
  }
};

/// `reversed`: a two-qubit gate whose first operand is register qubit 1.
TransferKey transfer_key(const NativeOperation& operation, bool reversed);

class TransferTable {
 public:
  /// The model must outlive the table.
  explicit TransferTable(const noise::NoiseModel& model) : model_(model) {}

  /// 4x4 or 16x16, column-major, indexed by the register's Paulis; lives as long as the table. Errors:
  /// native_channel's.
  core::Result<const double*> find(const TransferKey& key, const NativeOperation& operation, bool reversed);

 private:
  const noise::NoiseModel& model_;
  std::shared_mutex mutex_;
  std::unordered_map<TransferKey, std::vector<double>, TransferKeyHash> matrices_;
};

/// One thread's view of a table: the matrices it met last, without a lock.
class TransferLookup {
 public:
  explicit TransferLookup(TransferTable& table) : table_(table) {}
  core::Result<const double*> find(const NativeOperation& operation, bool reversed);

 private:
  struct Entry {
    TransferKey key;
    const double* matrix = nullptr;
  };
  TransferTable& table_;
  std::array<Entry, 64> recent_{};
};

}  // namespace qgauge::simulator
