// How the simulator divides work between threads. Work is cut at the kernels' granule and sums run over blocks of a
// fixed size, so that no result depends on the number of threads. Knows no gate.
#pragma once

#include <cstdint>
#include <vector>

#include <omp.h>

#include "kernels/kernels.h"

namespace qgauge::simulator {

/// A gate on fewer qubits costs less than waking the threads (some 10 microseconds each).
inline constexpr int parallel_qubits = 16;
inline constexpr std::uint64_t parallel_amplitudes = std::uint64_t{1} << parallel_qubits;
/// Block of a sum.
inline constexpr std::uint64_t sum_block = std::uint64_t{1} << 14;

inline bool worth_threads(std::uint64_t amplitudes) {
  return amplitudes >= parallel_amplitudes && !omp_in_parallel() && omp_get_max_threads() > 1;
}

/// body(begin, end) for parts of [0, count) that together cover it; thread t of T always gets the same part.
template <class Body>
void for_parts(std::uint64_t count, std::uint64_t amplitudes, const Body& body) {
  if (!worth_threads(amplitudes)) return body(std::uint64_t{0}, count);
#pragma omp parallel
  {
    const auto threads = static_cast<std::uint64_t>(omp_get_num_threads());
    const auto thread = static_cast<std::uint64_t>(omp_get_thread_num());
    const std::uint64_t granules = (count + kernels::granule - 1) / kernels::granule;
    const std::uint64_t begin = granules * thread / threads * kernels::granule;
    const std::uint64_t end = granules * (thread + 1) / threads * kernels::granule;
    if (begin < end) body(begin, end < count ? end : count);
  }
}

/// Sum of term(begin, end) over blocks of [0, count), added in the order of the blocks.
template <class Value, class Term>
Value sum_blocks(std::uint64_t count, const Term& term) {
  if (count <= sum_block) return term(std::uint64_t{0}, count);
  const std::uint64_t blocks = count / sum_block;
  std::vector<Value> parts(blocks);
#pragma omp parallel for schedule(static) if (worth_threads(count))
  for (std::uint64_t b = 0; b < blocks; ++b) parts[b] = term(b * sum_block, (b + 1) * sum_block);
  Value sum{};
  for (const Value& part : parts) sum += part;
  return sum;
}

}  // namespace qgauge::simulator
