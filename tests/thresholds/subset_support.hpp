// Coupling graphs for the tests of the subset search.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

#include "thresholds/support.hpp"

namespace support {

using subject::CouplingGraph;

/// Errors are multiples of 2^-12, so that every sum here is exact and a limit is met or not without rounding.
inline double dyadic(core::Random& random) { return std::ldexp(static_cast<double>(1 + random.below(40)), -12); }

/// Not always connected; one coupling in `unknown_in` is unknown (0: none), of every second of these the least error is
/// known, and there are at most `most_edges`.
inline CouplingGraph random_graph(core::Random& random, int qubits, double density, std::uint64_t unknown_in,
                                  int most_edges = 1000) {
  CouplingGraph graph{.qubits = qubits, .uniform_infidelity = {}, .edges = {}};
  for (int a = 0; a < qubits; ++a) {
    for (int b = a + 1; b < qubits && std::ssize(graph.edges) < most_edges; ++b) {
      if (random.uniform() > density) continue;
      const bool unknown = unknown_in > 0 && random.below(unknown_in) == 0;
      const double error = dyadic(random);
      const double least = unknown && random.below(2) == 0 ? error : 0;
      graph.edges.push_back({a, b, unknown ? std::nullopt : std::optional(error), least});
    }
  }
  return graph;
}

inline CouplingGraph grid(core::Random& random, int rows, int columns) {
  CouplingGraph graph{.qubits = rows * columns, .uniform_infidelity = {}, .edges = {}};
  for (int q = 0; q < rows * columns; ++q) {
    if (q % columns + 1 < columns) graph.edges.push_back({q, q + 1, dyadic(random)});
    if (q + columns < graph.qubits) graph.edges.push_back({q, q + columns, dyadic(random)});
  }
  return graph;
}

/// An IBM-like heavy-hexagon strip: rows of 16 with links of one qubit between them; 8 rows have 156 qubits.
inline CouplingGraph heavy_hex(int rows, core::Random& random) {
  CouplingGraph graph{.qubits = 0, .uniform_infidelity = {}, .edges = {}};
  constexpr int columns = 16;
  const auto couple = [&](int a, int b) {
    graph.edges.push_back({a, b, 2e-3 + 4e-3 * random.uniform() * random.uniform()});
  };
  for (int row = 0; row < rows; ++row) {
    const int first = row * (columns + 4);
    for (int i = 0; i + 1 < columns; ++i) couple(first + i, first + i + 1);
    graph.qubits = first + columns;
    for (int link = 0; link < 4 && row + 1 < rows; ++link) {
      const int column = 4 * link + (row % 2 == 0 ? 3 : 1);
      couple(first + column, first + columns + link);
      couple(first + columns + link, first + columns + 4 + column);
    }
  }
  return graph;
}

}  // namespace support
