// What is known of the quantities that a condition names, cut into cells on which every bound is either met or not, and
// the chance that a condition holds. Used by evaluation and explanation. Knows no regime, no date.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// `value` stands for all of the cell. A weight is a probability for a random quantity, 1 otherwise.
struct Cell {
  double value;
  double weight = 1;
};

/// What the truth of a condition hangs on: a figure, an attribute, how an ambiguous text is read, or what was not read.
/// One cell: known exactly. Several: each is possible (`random` false), or each has its probability.
struct Quantity {
  enum class Kind { figure, attribute, ambiguity, unknown };
  Kind kind = Kind::figure;
  std::string name;  ///< as the rule names it
  bool random = false;
  std::vector<Cell> cells;
  const figures::Figure* figure = nullptr;  ///< what stands for it under the reading, null: the subject lacks it
  std::string read_as;                      ///< the name of that figure; empty: qgauge has none
  double factor = 1;                        ///< figure times this is what is compared with the limits
  std::string conversion = {};              ///< what the factor does, in words
  double sigma = 0;                         ///< random: standard deviation of the figure
  std::vector<double> limits = {};          ///< on the figure: the rule's limits divided by the factor, ascending
  /// attribute: a cell's value is an index here; of words that no test of the rule tells apart only the first.
  /// ambiguity: the ways to read the text.
  std::vector<subject::Attribute> words = {};
};

/// What a condition is held against: an item under a reading, and the readings that a profile fixes.
struct Item {
  const subject::Subject& subject;
  Reading reading;
  std::map<std::string, std::string> interpretations = {};  ///< Condition::ambiguity -> Condition::reading
};

/// Possible quantities first, random ones last: the order in which `chance_of` nests them.
using Knowledge = std::vector<Quantity>;
Knowledge knowledge_of(const Condition& condition, const Item& item);
const Quantity* find_quantity(const Knowledge& knowledge, const std::string& name);
/// The quantity that a leaf or an any_reading hangs on.
const Quantity& quantity_of(const Condition& condition, const Knowledge& knowledge);
/// Whether the condition or a part of it hangs on the quantity.
bool hangs_on(const Condition& condition, const Quantity& quantity);

/// The limit of a bound in terms of the figure that is read for it.
double limit_on_figure(const Condition& bound, const Quantity& quantity);
/// The cells of a figure of which nothing is known but that it lies in [low, high].
std::vector<Cell> possible_cells(double low, double high, const std::vector<double>& limits, bool whole);
/// The same figure with one cell.
Quantity exactly(const Quantity& quantity, double value);
/// The same figure, estimated to be `value` with the same standard deviation.
Quantity estimated(const Quantity& quantity, double value);

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
