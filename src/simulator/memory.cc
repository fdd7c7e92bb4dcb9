// Memory accounting: see memory.hpp and simulator.hpp. The only file that asks the system what memory there is.
#include "simulator/memory.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "kernels/kernels.h"
#include "qgauge/simulator.hpp"

namespace qgauge::simulator {
namespace {

constexpr std::uint64_t huge_page_bytes = 2u << 20;
constexpr double negligible_bytes = 0x1p20;

double needed_bytes(const Demand& demand) {
  return std::ldexp(demand.bytes_per_entry, demand.qubits * demand.bits_per_qubit);
}

int bytes_per_amplitude(bool double_precision) { return double_precision ? 16 : 8; }

std::optional<std::uint64_t> available_memory_bytes() {
  std::ifstream file("/proc/meminfo");
  std::string name;
  for (std::uint64_t kibibytes = 0; file >> name >> kibibytes; file.ignore(std::numeric_limits<int>::max(), '\n')) {
    if (name == "MemAvailable:") return kibibytes << 10;
  }
  return std::nullopt;
}

/// Limit of the container that the process runs in (control groups, version 2).
std::optional<std::uint64_t> container_limit_bytes() {
  std::ifstream file("/sys/fs/cgroup/memory.max");
  std::uint64_t bytes = 0;
  return file >> bytes ? std::optional(bytes) : std::nullopt;  // "max" is no number: no limit
}

int largest_exponent(std::uint64_t bytes, int bytes_per_entry) {
  const std::uint64_t entries = bytes / static_cast<std::uint64_t>(bytes_per_entry);
  return entries == 0 ? 0 : std::bit_width(entries) - 1;
}

std::string in_gibibytes(double bytes) { return fmt::format("{:.4g} GiB", bytes / 0x1p30); }

}  // namespace

std::uint64_t state_bytes(int qubits, bool double_precision) {
  const auto per_amplitude = static_cast<std::uint64_t>(bytes_per_amplitude(double_precision));
  if (qubits + std::countr_zero(per_amplitude) >= 64) return std::numeric_limits<std::uint64_t>::max();
  return per_amplitude << qubits;
}

int largest_register(std::uint64_t bytes, bool double_precision) {
  return largest_exponent(bytes, bytes_per_amplitude(double_precision));
}

std::uint64_t usable_memory_bytes() {
  const auto pages = static_cast<std::uint64_t>(std::max(0L, sysconf(_SC_AVPHYS_PAGES)));
  const auto page_bytes = static_cast<std::uint64_t>(std::max(0L, sysconf(_SC_PAGESIZE)));
  const std::uint64_t there = available_memory_bytes().value_or(pages * page_bytes);
  const std::uint64_t allowed = container_limit_bytes().value_or(there);
  return std::min(there, allowed) / 10 * 9;  // a tenth stays for everything else
}

core::Status check_memory(const Demand& demand, std::uint64_t available_bytes) {
  const double needed = needed_bytes(demand);
  if (needed <= static_cast<double>(available_bytes)) return {};
  const int largest = largest_exponent(available_bytes, demand.bytes_per_entry) / demand.bits_per_qubit;
  return core::failure(core::ErrorCode::missing_resource, "memory",
                       fmt::format("{} of {} qubits needs {:.0f} bytes ({}), {} bytes ({}) are usable; the largest "
                                   "register that fits has {} qubits",
                                   demand.what, demand.qubits, needed, in_gibibytes(needed), available_bytes,
                                   in_gibibytes(static_cast<double>(available_bytes)), largest));
}

core::Status check_memory(const Demand& demand) {
  if (needed_bytes(demand) <= negligible_bytes) return {};
  return check_memory(demand, usable_memory_bytes());
}

void* allocate_aligned(std::uint64_t bytes) {
  const bool large = bytes >= 2 * huge_page_bytes;
  void* memory = std::aligned_alloc(large ? huge_page_bytes : kernels::vector_bytes, bytes);
  if (memory != nullptr && large) madvise(memory, bytes, MADV_HUGEPAGE);  // advice: without it the pages are small
  return memory;
}

}  // namespace qgauge::simulator
