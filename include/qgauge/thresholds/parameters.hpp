// thresholds: the limits of a text as parameters that can be named and set. Used by sweep and design and their
// commands. Pure: reads no file. Knows no item.
#pragma once

#include <string>
#include <vector>

#include "qgauge/thresholds/outcome.hpp"

namespace qgauge::thresholds {

/// One limit of a text. Its name is made of the text's own numbers and so stays while limits change:
/// "M.2:cnot_infidelity.mean:at_most".
struct Parameter {
  std::string name;
  std::string entry;
  std::string clause;
  std::string figure;
  Relation relation = Relation::at_least;
  double limit = 0;               ///< in SI
  std::string unit;               ///< as the text writes it; empty: SI
  bool negated = false;           ///< it stands under a negation
  std::vector<std::size_t> path;  ///< which part of which part of the entry's condition
  std::string where;              ///< file:line

  /// Whether a greater limit lists no less; otherwise it lists no more.
  bool grows() const;
};
/// In the order of the text.
std::vector<Parameter> parameters_of(const Text& text);

/// What `name` names: one parameter, or several that move together, joined by "+". The relation may be left out where
/// there is one alone. Error: exit code 2 with the names that there are.
core::Result<std::vector<Parameter>> find_parameters(const Text& text, const std::string& name);

/// A limit in the unit of the text as SI, and back.
double in_si_of(const Parameter& parameter, double written);
double as_written(const Parameter& parameter, double limit);
/// "1e-3", "600 uW".
std::string limit_text(const Parameter& parameter, double limit);

/// The entry with other limits.
void set_limit(const Parameter& parameter, double limit, Entry& entry);

}  // namespace qgauge::thresholds
