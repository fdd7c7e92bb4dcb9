// Memory of states: what is there, what a register needs, and arrays for it. Used inside the simulator only.
// Knows no gate.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "qgauge/core.hpp"

namespace qgauge::simulator {

/// What a simulation of 2^bits entries holds at once. `bits` is `bits_per_qubit` for each qubit of the register.
struct Demand {
  std::string_view what;  ///< "a state vector in single precision"
  int qubits;
  int bits_per_qubit;  ///< 1 for states, 2 for density matrices
  int bytes_per_entry;
};

/// Error (missing_resource): the bytes needed, the bytes there are, the largest register that fits.
core::Status check_memory(const Demand& demand, std::uint64_t available_bytes);
/// Against what the machine has now; a demand too small to matter is granted unasked, for tiny circuits come by the
/// hundred thousand.
core::Status check_memory(const Demand& demand);

struct FreeMemory {
  void operator()(void* memory) const { std::free(memory); }
};

template <class Real>
using Array = std::unique_ptr<Real[], FreeMemory>;

/// Untouched memory aligned for the kernels, in huge pages where it is large; null where there is none.
void* allocate_aligned(std::uint64_t bytes);

template <class Real>
Array<Real> allocate_array(std::uint64_t entries) {
  return Array<Real>(static_cast<Real*>(allocate_aligned(entries * sizeof(Real))));
}

}  // namespace qgauge::simulator
