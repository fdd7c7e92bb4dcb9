// The tail of a sum of cheapest errors: see subset_tail.hpp.
//
// For every price t, the sum of the k smallest of some errors e is at least k t - sum of (t - e)+ (the dual of the
// linear program that picks them). With e cut off at 0, each term lies between 0 and t, and they are independent: their
// sum exceeds its mean by more than x with a probability of at most exp(-x^2 / (2 (V + t x / 3))), V being the sum of
// their variances (Bernstein's inequality; Boucheron, Lugosi, Massart 2013, corollary 2.11). The least such bound over
// some prices is a bound.
#include "thresholds/subset_tail.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace qgauge::thresholds {
namespace {

using subject::Edge;

double stated(const Edge& edge) { return edge.cnot_infidelity.value_or(edge.least); }

/// Mean of (price - e)+ of a normal error.
double mean_shortfall(double price, const Edge& edge) {
  const double below = price - stated(edge);
  if (edge.sigma == 0) return std::max(below, 0.0);
  const double z = below / edge.sigma;
  const double density = std::exp(-z * z / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
  return below * std::erfc(-z / std::numbers::sqrt2) / 2 + edge.sigma * density;
}

struct Shortfall {
  double mean = 0;
  double variance = 0;
};

/// Of all couplings, each error cut off at 0.
Shortfall total_shortfall(double price, const std::vector<Edge>& edges) {
  Shortfall total;
  for (const Edge& edge : edges) {
    const double mean = mean_shortfall(price, edge) - mean_shortfall(0, edge);
    total.mean += mean;
    total.variance += std::min(edge.sigma * edge.sigma, mean * (price - mean));  // Bhatia and Davis 2000
  }
  return total;
}

double chance_at(double price, const std::vector<Edge>& edges, int couplings, double limit) {
  const Shortfall expected = total_shortfall(price, edges);
  const double excess = couplings * (price - limit) - expected.mean;
  if (excess <= 0) return 1;
  return std::exp(-excess * excess / (2 * (expected.variance + price * excess / 3)));
}

}  // namespace

double chance_of_cheap(const subject::CouplingGraph& graph, int couplings, double limit) {
  std::vector<Edge> edges = graph.edges;
  if (couplings < 1 || std::ssize(edges) < couplings) return couplings < 1 ? 1 : 0;
  std::ranges::nth_element(edges, edges.begin() + couplings - 1, {}, stated);
  const double dearest = stated(edges[static_cast<std::size_t>(couplings - 1)]);
  double chance = 1;
  for (double price = dearest / 4; price <= 4 * dearest && price > 0; price *= std::numbers::sqrt2) {
    chance = std::min(chance, chance_at(price, edges, couplings, limit));
  }
  return chance;
}

}  // namespace qgauge::thresholds
