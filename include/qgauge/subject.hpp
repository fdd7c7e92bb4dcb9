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
};

/// `complete`: every pair is coupled with one average error (then `edges` is empty).
struct CouplingGraph {
  int qubits = 0;
  bool complete = false;
  std::optional<double> uniform_infidelity;
  std::vector<Edge> edges;
};

using Attribute = std::variant<bool, double, std::string>;

struct Subject {
  std::string name;
  /// "paradigm", "item_kind" ("computer", "commodity", "software", "technology"), ...
  std::map<std::string, Attribute> attributes;
  std::map<std::string, figures::Figure> figures;
  std::optional<CouplingGraph> graph;
  /// Defaults and overrides that a verdict must name.
  std::vector<std::string> assumptions;
};

/// The figure, or null where the subject does not have it.
const figures::Figure* find_figure(const Subject& subject, const std::string& name);

}  // namespace qgauge::subject
