// thresholds: the limits of a text that list some items and spare others, or why there are none. Called by the command
// line, shown by report. Pure: reads and writes no file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qgauge/thresholds/outcome.hpp"
#include "qgauge/thresholds/parameters.hpp"

namespace qgauge::thresholds {

/// What is asked. `vary`: names of parameters.hpp; empty: every limit of the text but those on counts, where it has
/// others. `strictest`: list as much as can be without listing a spared item; otherwise as little as can be while every
/// caught item is listed.
struct DesignRequest {
  std::vector<std::string> caught;  ///< ids of items
  std::vector<std::string> spared;
  std::vector<std::string> vary;
  bool strictest = false;
};

/// A limit of the answer. It may be anything from `low` to `high` without another verdict on the named items; an end
/// that is infinite is none.
struct DesignedLimit {
  std::string name;
  std::vector<Parameter> parameters;
  double before = 0;
  double limit = 0;
  double low = 0;
  double high = 0;
  bool low_open = false;
  bool high_open = false;
};

/// Why an item is in the way, with its figures. `missing`: it can be neither caught nor spared, as long as what it
/// hangs on is not known.
struct DesignObstacle {
  std::size_t item = 0;
  bool caught = false;  ///< it was to be caught; otherwise to be spared
  bool missing = false;
  std::vector<std::string> figures;
};

struct Design {
  Text text;
  Reading reading;
  DesignRequest request;
  bool found = false;
  std::vector<DesignedLimit> limits;     ///< where found
  std::vector<DesignObstacle> conflict;  ///< where not: none of them can be left out of the conflict
  std::vector<ItemOutcome> outcomes;     ///< where found: of the whole population under the new limits
  std::vector<ItemOutcome> before;       ///< under the old ones
  std::vector<TextFinding> findings;     ///< of the new text, or the old one where nothing was found
  std::size_t combinations = 0;          ///< of cells between which no verdict on a named item changes, capped
  std::size_t asked = 0;                 ///< of them that were looked at; the rest follows
};

/// Exact over the cells into which the figures of the named items cut each limit. Of several answers the first limit of
/// `vary` is moved as far as it can be, then the second. Errors: exit code 2 for unknown items or limits, an item on
/// both sides, limits that list more and less as they move; exit code 3 where the answer cannot be proven:
/// several figures of a named item are estimates, several limits move on one that is known between bounds, or there are
/// too many combinations.
core::Result<Design> design_of(const RuleBook& rules, const Population& population, const std::string& name,
                               const DesignRequest& request, const Question& question);

/// The text of a rule file with other limits: each number on the line where its limit stands. `text`: of the file in
/// which all of them stand. Error: a line without the limit, a limit in another file.
core::Result<std::string> with_limits(const std::string& text, const std::string& file,
                                      const std::vector<DesignedLimit>& limits);

}  // namespace qgauge::thresholds
