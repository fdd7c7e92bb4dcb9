// subject: what a rule may see of an item: figures, attributes, the coupling graph with its errors.
// Made by assess from a machine or by the command line from bare claims; read by thresholds. Knows no vendor, no file
// format.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/figures.hpp"

namespace qgauge::subject {

/// A coupling with its average C-NOT infidelity; empty: unknown. Each unordered pair stands once in a graph.
struct Edge {
  int a;
  int b;
  std::optional<double> cnot_infidelity;
  /// Of an unknown error: it is no less. More than 0 where the coupling was calibrated, but not whether its qubits
  /// work.
  double least = 0;
  /// Standard deviation of the error, or of `least`, independent of those of other couplings; 0: none is stated.
  double sigma = 0;
};

/// `complete`: every pair is coupled with one average error (then `edges` is empty).
struct CouplingGraph {
  int qubits = 0;
  bool complete = false;
  std::optional<double> uniform_infidelity;
  std::vector<Edge> edges;
  /// complete: as Edge::least, of every pair.
  double uniform_least = 0;
  /// Relative standard deviation of one factor that all errors share, as where one average stands for all; 0: none is
  /// stated. With it no coupling has a deviation of its own.
  double common_sigma = 0;
  /// Qubits of which the calibration does not say whether they work: their couplings are of unknown error.
  std::vector<int> uncalibrated = {};
};

using Attribute = std::variant<bool, double, std::string>;

struct Subject {
  std::string name;
  /// "item_kind" ("computer", or a kind of components.hpp) of any item, "paradigm" of a computer, the words, texts and
  /// flags of a component.
  std::map<std::string, Attribute> attributes;
  /// Figures of a computer, or the numbers of a component under the names of components.hpp.
  std::map<std::string, figures::Figure> figures;
  /// By the figure whose aggregates they belong to: "cnot_infidelity", "cnot_infidelity.simultaneous", ...
  std::map<std::string, CouplingGraph> graphs;
  /// Defaults and overrides that a verdict must name.
  std::vector<std::string> assumptions;
};

/// The figure, or null where the subject does not have it.
const figures::Figure* find_figure(const Subject& subject, const std::string& name);

}  // namespace qgauge::subject
