// Drawing outcomes from exact probabilities, and reading them. Used by every executor that simulates and by protocols.
// Knows no circuit.
#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>

#include "qgauge/execution.hpp"

namespace qgauge::execution {
namespace {

/// Sums over ranges of halving length: node 1 is everything, node k has the children 2k and 2k + 1, leaves are the
/// probabilities.
std::vector<double> sum_tree(std::span<const double> probabilities) {
  const std::size_t leaves = std::bit_ceil(probabilities.size());
  std::vector<double> tree(2 * leaves, 0.0);
  std::ranges::transform(probabilities, tree.begin() + static_cast<std::ptrdiff_t>(leaves),
                         [](double p) { return std::max(p, 0.0); });  // rounding may leave -1e-18
  for (std::size_t node = leaves - 1; node > 0; --node) tree[node] = tree[2 * node] + tree[2 * node + 1];
  return tree;
}

/// Splits the shots that fell into a node between its halves, lower one first: a multinomial is a tree of binomials,
/// each conditional on the one above.
void split(const std::vector<double>& tree, std::size_t node, std::uint64_t shots, core::Random& random,
           std::vector<Outcome>& outcomes) {
  if (shots == 0) return;
  const std::size_t leaves = tree.size() / 2;
  if (node >= leaves) {
    outcomes.push_back({node - leaves, static_cast<double>(shots)});
    return;
  }
  const double low = tree[2 * node], high = tree[2 * node + 1];
  const std::uint64_t in_low = random.binomial(shots, low / (low + high));
  split(tree, 2 * node, in_low, random, outcomes);
  split(tree, 2 * node + 1, shots - in_low, random, outcomes);
}

}  // namespace

double weight_of(const CircuitSamples& samples, std::uint64_t bits) {
  const auto found = std::ranges::lower_bound(samples.outcomes, bits, {}, &Outcome::bits);
  return found != samples.outcomes.end() && found->bits == bits ? found->weight : 0;
}

CircuitSamples draw(std::span<const double> probabilities, std::uint64_t shots, core::Random& random) {
  assert(!probabilities.empty());
  const std::vector<double> tree = sum_tree(probabilities);
  assert(std::abs(tree[1] - 1) < 1e-3);
  CircuitSamples samples;
  samples.shots = static_cast<double>(shots);
  samples.outcomes.reserve(std::min<std::uint64_t>(shots, probabilities.size()));
  split(tree, 1, shots, random, samples.outcomes);
  return samples;
}

}  // namespace qgauge::execution
