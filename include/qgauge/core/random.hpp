// Counter-based random numbers (Philox 4x64-10 of Random123), with our own inverse transforms, because the standard
// library's distributions differ between implementations. A key names a stream; streams never overlap.
// So the same seed gives the same draws for any number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace qgauge::core {

/// `domain` separates protocols and subjects (see domain_of); circuit and trajectory count within them.
struct RandomKey {
  std::uint64_t seed = 0;
  std::uint64_t domain = 0;
  std::uint64_t circuit = 0;
  std::uint64_t trajectory = 0;
};

/// A stable number for a purpose and what it is applied to: domain_of("rb_2q", {12, 13}). FNV-1a, 64 bit.
std::uint64_t domain_of(std::string_view purpose, std::span<const int> subject = {});

class Random {
 public:
  explicit Random(const RandomKey& key);

  std::uint64_t bits();
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Uniform in {0, ..., n - 1}, unbiased; n > 0.
  std::uint64_t below(std::uint64_t n);
  /// Standard normal, by the inverse distribution function.
  double normal();
  /// Successes in n trials of probability p, exact (inversion).
  std::uint64_t binomial(std::uint64_t n, double p);

 private:
  void refill();
  std::array<std::uint64_t, 2> key_;
  std::array<std::uint64_t, 4> counter_;
  std::array<std::uint64_t, 4> block_{};
  unsigned used_ = 4;
};

}  // namespace qgauge::core
