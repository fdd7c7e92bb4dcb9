// Philox 4x64-10 (Salmon et al., SC'11) and inverse transforms: see include/qgauge/core/random.hpp.

#include "qgauge/core/random.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include <Random123/philox.h>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/special_functions/gamma.hpp>

namespace qgauge::core {
namespace {

constexpr std::uint64_t fnv_offset = 0xcbf29ce484222325;
constexpr std::uint64_t fnv_prime = 0x100000001b3;

std::uint64_t fnv(std::uint64_t hash, std::uint8_t byte) { return (hash ^ byte) * fnv_prime; }

double log_binomial_probability(double n, double k, double p) {
  using boost::math::lgamma;
  return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * std::log(p) + (n - k) * std::log1p(-p);
}

}  // namespace

std::uint64_t domain_of(std::string_view purpose, std::span<const int> subject) {
  std::uint64_t hash = fnv_offset;
  for (const char c : purpose) hash = fnv(hash, static_cast<std::uint8_t>(c));
  for (const int number : subject) {
    hash = fnv(hash, 0xff);  // keeps {1, 23} apart from {12, 3}
    for (unsigned shift = 0; shift < 32; shift += 8) {
      hash = fnv(hash, static_cast<std::uint8_t>(static_cast<std::uint32_t>(number) >> shift));
    }
  }
  return hash;
}

Random::Random(const RandomKey& key) : key_{key.seed, key.domain}, counter_{0, 0, key.circuit, key.trajectory} {}

void Random::refill() {
  r123::Philox4x64::ctr_type counter{{counter_[0], counter_[1], counter_[2], counter_[3]}};
  r123::Philox4x64::key_type key{{key_[0], key_[1]}};
  const auto block = r123::Philox4x64()(counter, key);
  std::copy_n(block.begin(), 4, block_.begin());
  ++counter_[0];
  used_ = 0;
}

std::uint64_t Random::bits() {
  if (used_ == block_.size()) refill();
  return block_[used_++];
}

double Random::uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

std::uint64_t Random::below(std::uint64_t n) {
  assert(n > 0);
  const std::uint64_t rejected = (0 - n) % n;  // 2^64 mod n draws at the low end would make small results likelier
  std::uint64_t draw = bits();
  while (draw < rejected) draw = bits();
  return draw % n;
}

double Random::normal() {
  const double open = (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52;  // in (0, 1)
  return boost::math::quantile(boost::math::normal_distribution<double>(), open);
}

std::uint64_t Random::binomial(std::uint64_t n, double p) {
  if (n == 0 || p <= 0) return 0;
  if (p >= 1) return n;
  // Inversion over the outcomes in the order mode, mode + 1, mode - 1, mode + 2, ...: about sqrt(n p (1 - p)) steps.
  const auto trials = static_cast<double>(n);
  const double odds = p / (1 - p);
  const auto mode = std::min(n, static_cast<std::uint64_t>((trials + 1) * p));
  double up = std::exp(log_binomial_probability(trials, static_cast<double>(mode), p));
  double left = uniform() - up;
  double down = up;
  std::uint64_t high = mode, low = mode;
  while (left >= 0 && (low > 0 || high < n)) {
    if (high < n) {
      up *= odds * static_cast<double>(n - high) / static_cast<double>(high + 1);
      ++high;
      if ((left -= up) < 0) return high;
    }
    if (low > 0) {
      down *= static_cast<double>(low) / (odds * static_cast<double>(n - low + 1));
      --low;
      if ((left -= down) < 0) return low;
    }
    if (up + down == 0) break;  // what is left of `left` is rounding
  }
  return mode;
}

}  // namespace qgauge::core
