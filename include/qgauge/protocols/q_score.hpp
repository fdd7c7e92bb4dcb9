// Q-score (Martiel, Ayral and Allouche, IEEE Trans. Quantum Eng. 2, 3102711, 2021): maximum cuts of random graphs by
// one layer of QAOA, and the largest graphs that are cut better than by chance. Used by assess. Knows no simulator.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

struct Graph {
  int nodes = 0;
  std::vector<std::array<std::uint32_t, 2>> edges;
};
/// Of Erdos and Renyi: every edge with probability 1/2.
Graph random_graph(int nodes, core::Random& random);
/// Edges between nodes of different bits.
int cut_of(const Graph& graph, std::uint64_t bits);

/// Of exp(-i beta sum X) exp(-i gamma C)|+...+>, C = sum over edges of (1 - ZZ)/2. Radians.
struct QaoaAngles {
  double gamma = 0;
  double beta = 0;
};
/// The mean cut of that state, exactly (Wang, Hadfield, Jiang and Rieffel, PRA 97, 022304, theorem 1).
double expected_cut(const Graph& graph, const QaoaAngles& angles);
/// The angles of the largest mean cut without noise: the best beta of each gamma is known, gamma is searched.
QaoaAngles best_angles(const Graph& graph);
/// The state and a measurement of every qubit; qubit k is node k.
circuit::Circuit qaoa_circuit(const Graph& graph, const QaoaAngles& angles);

/// beta(n) = (cut - n(n - 1)/8)/(0.178 n^(3/2)): 0 for a random assignment, about 1 for the maximum cut.
double q_score_beta(double cut, int nodes);

/// Graphs of one size by their numbers; each is the same in whatever part it is planned.
struct GraphRange {
  int first = 0;
  int count = 0;
};
/// Circuits of graphs of one size, compiled. Answers: one marginal a circuit, its own qubits in their order.
struct QScorePlan {
  int nodes = 0;
  execution::CircuitBatch batch;
  std::vector<Graph> graphs;
  std::vector<double> ideal;  ///< expected_cut of each graph
};
/// Error: what compile() refuses.
core::Result<QScorePlan> plan_q_score(const device::DeviceModel& model, int nodes, GraphRange range,
                                      const Options& options);
/// Of each graph the mean cut over shots. Error: samples of another plan.
core::Result<std::vector<double>> mean_cuts(const QScorePlan& plan, const execution::Samples& samples);

/// All graphs of one size that ran.
struct QScoreSize {
  int nodes = 0;
  std::vector<double> cuts;   ///< of each graph, mean over shots
  std::vector<double> ideal;  ///< of each graph without noise
  std::uint64_t shots = 0;    ///< of each graph
};
/// beta of the mean cut over graphs, with Student's 95 % interval over graphs. At least two graphs.
struct QScoreBeta {
  double value;
  figures::Interval interval;
};
QScoreBeta q_score_beta(std::span<const double> cuts, int nodes);

/// q_score.n: the largest size, all smaller ones that ran too, whose interval of beta lies above 0.2. High: up to the
/// first size whose interval lies below 0.2, `most` where there is none. Sizes ascend.
figures::Figure q_score_figure(const std::vector<QScoreSize>& sizes, int most);

}  // namespace qgauge::protocols
