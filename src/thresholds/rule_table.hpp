// Inside of RuleTable: the axes that a condition hangs on, each cut into cells, and its truth for every combination of
// cells. Made once a condition; read by every decision. Knows no subject.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// The numbers on which the same bounds of a condition hold are one cell. `ends`: the greatest number of each cell, in
/// order.
struct FigureCells {
  bool whole = false;
  std::vector<double> limits;         ///< ascending
  std::vector<double> ends;           ///< the last is infinite
  std::vector<std::size_t> interval;  ///< cell of the open interval below each limit, and of that above the last

  std::size_t cell_of(double value) const;
  /// Whether a number of the cell (a whole one, of a count) lies in [low, high].
  bool reaches(std::size_t cell, double low, double high) const;
};

/// A condition with its leaves as sets of cells.
struct RuleNode {
  enum class Kind { all, any, negation, leaf };
  Kind kind = Kind::all;
  std::vector<RuleNode> parts;
  std::size_t axis = 0;     ///< leaf
  std::vector<bool> holds;  ///< leaf: in each cell of the axis
};

/// Axes: first the figures, then what is not a number: unknown attributes, ambiguities, texts that were not read.
struct TruthTable {
  std::vector<FigureCells> figures;
  std::vector<std::size_t> cells;    ///< of each axis
  std::vector<std::size_t> strides;  ///< of each axis in `truth`
  std::vector<bool> truth;           ///< empty where there are too many combinations: then `root` is asked
  RuleNode root;
};

}  // namespace qgauge::thresholds
