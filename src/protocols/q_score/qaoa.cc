// One layer of QAOA for maximum cuts: graphs, exact mean cuts, best angles, circuits. See qgauge/protocols/q_score.hpp.
// Must not know any device.
#include <bit>
#include <cmath>
#include <numbers>

#include "qgauge/protocols/q_score.hpp"

namespace qgauge::protocols {
namespace {

/// Of an edge: neighbours of each end beside the other end, and those of both.
struct Surroundings {
  int d;
  int e;
  int triangles;
};

std::vector<Surroundings> surroundings(const Graph& graph) {
  std::vector<std::uint64_t> neighbours(static_cast<std::size_t>(graph.nodes));
  for (const auto& [a, b] : graph.edges) {
    neighbours[a] |= std::uint64_t{1} << b;
    neighbours[b] |= std::uint64_t{1} << a;
  }
  std::vector<Surroundings> out;
  for (const auto& [a, b] : graph.edges) {
    out.push_back({std::popcount(neighbours[a]) - 1, std::popcount(neighbours[b]) - 1,
                   std::popcount(neighbours[a] & neighbours[b])});
  }
  return out;
}

/// Mean cut at gamma = edges/2 + along sin(4 beta) - across sin^2(2 beta).
struct Amplitudes {
  double along = 0;
  double across = 0;
};

Amplitudes amplitudes(const std::vector<Surroundings>& edges, double gamma) {
  const double c = std::cos(gamma), s = std::sin(gamma), twice = std::cos(2 * gamma);
  Amplitudes out;
  for (const Surroundings& edge : edges) {
    out.along += s * (std::pow(c, edge.d) + std::pow(c, edge.e)) / 4;
    out.across += std::pow(c, edge.d + edge.e - 2 * edge.triangles) * (1 - std::pow(twice, edge.triangles)) / 4;
  }
  return out;
}

/// Its largest value over beta, less edges/2.
double best_gain(const std::vector<Surroundings>& edges, double gamma) {
  const auto [along, across] = amplitudes(edges, gamma);
  return std::hypot(along, across / 2) - across / 2;
}

/// The largest gain within `step` of `gamma`, by golden section (Kiefer, Proc. Am. Math. Soc. 4, 502, 1953).
double refined(const std::vector<Surroundings>& edges, double gamma, double step) {
  constexpr double shrink = 1 / std::numbers::phi;
  constexpr int iterations = 40;
  double low = gamma - step, high = gamma + step;
  for (int i = 0; i < iterations; ++i) {
    const double left = high - shrink * (high - low), right = low + shrink * (high - low);
    if (best_gain(edges, left) > best_gain(edges, right)) {
      high = right;
    } else {
      low = left;
    }
  }
  return (low + high) / 2;
}

}  // namespace

Graph random_graph(int nodes, core::Random& random) {
  Graph graph{nodes, {}};
  for (std::uint32_t a = 0; a < static_cast<std::uint32_t>(nodes); ++a) {
    for (std::uint32_t b = a + 1; b < static_cast<std::uint32_t>(nodes); ++b) {
      if (random.below(2) == 1) graph.edges.push_back({a, b});
    }
  }
  return graph;
}

int cut_of(const Graph& graph, std::uint64_t bits) {
  int cut = 0;
  for (const auto& [a, b] : graph.edges) cut += static_cast<int>((bits >> a ^ bits >> b) & 1);
  return cut;
}

double expected_cut(const Graph& graph, const QaoaAngles& angles) {
  const auto [along, across] = amplitudes(surroundings(graph), angles.gamma);
  const double sine = std::sin(2 * angles.beta);
  return static_cast<double>(graph.edges.size()) / 2 + along * std::sin(4 * angles.beta) - across * sine * sine;
}

QaoaAngles best_angles(const Graph& graph) {
  constexpr int starts = 128;
  constexpr double step = std::numbers::pi / starts;  // gamma and 2 pi - gamma are alike
  const std::vector<Surroundings> edges = surroundings(graph);
  double best = step;
  for (int k = 2; k < starts; ++k) {
    if (best_gain(edges, k * step) > best_gain(edges, best)) best = k * step;
  }
  const double gamma = refined(edges, best, step);
  const auto [along, across] = amplitudes(edges, gamma);
  return {gamma, std::atan2(along, across / 2) / 4};
}

circuit::Circuit qaoa_circuit(const Graph& graph, const QaoaAngles& angles) {
  using circuit::GateKind;
  circuit::Circuit circuit{graph.nodes, {}, {}};
  for (std::uint32_t q = 0; q < static_cast<std::uint32_t>(graph.nodes); ++q) circuit.append(GateKind::h, q);
  for (const auto& [a, b] : graph.edges) circuit.append(GateKind::rzz, a, b, -angles.gamma);
  for (std::uint32_t q = 0; q < static_cast<std::uint32_t>(graph.nodes); ++q) {
    circuit.append(GateKind::rx, q, 2 * angles.beta);
  }
  circuit.measure_all();
  return circuit;
}

}  // namespace qgauge::protocols
