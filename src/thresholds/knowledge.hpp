// What is known of the quantities that a condition names, cut into cells on which every bound is either met or not, and
// the chance that a condition holds. Used by evaluation and explanation. Knows no regime, no date.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// `value` stands for all of the cell. A weight is a probability for a random quantity, 1 otherwise.
struct Cell {
  double value;
  double weight = 1;
};

/// A figure or an attribute that a condition names. One cell: known exactly. Several: each is possible (`random`
/// false), or each has its probability.
struct Quantity {
  std::string name;  ///< as the rule names it
  bool random = false;
  std::vector<Cell> cells;
  const figures::Figure* figure = nullptr;  ///< what stands for it under the reading, null: the subject lacks it
  std::string read_as;                      ///< the name of that figure
  std::vector<subject::Attribute> words;    ///< attribute: a cell's value is an index here
};

/// Possible quantities first, random ones last: the order in which `chance_of` nests them.
using Knowledge = std::vector<Quantity>;
Knowledge knowledge_of(const Condition& condition, const subject::Subject& subject, const Reading& reading);
const Quantity* find_quantity(const Knowledge& knowledge, const std::string& name);

/// The least and the greatest probability that the condition holds, over all combinations of what is possible: exact
/// for any tree, as truth is constant within a combination of cells. Quantities are taken as independent.
struct Chance {
  double low;
  double high;
};
Chance chance_of(const Condition& condition, const Knowledge& knowledge);
/// True from 0.975 on, false up to 0.025, else empty: the decision rule of every verdict.
std::optional<bool> decided(Chance chance);

/// The quantities whose value would matter: with some combination of the others, the condition's truth depends on them.
std::vector<const Quantity*> decisive(const Condition& condition, const Knowledge& knowledge);

}  // namespace qgauge::thresholds
