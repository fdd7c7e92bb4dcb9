// thresholds: what a list reaches that a coalition of states applies: items by country, year and kind, and where the
// components come from. Called by the command line, shown by report. Pure: reads no file.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "qgauge/thresholds/outcome.hpp"

namespace qgauge::thresholds {

/// Where an item comes from. A list applies where goods leave from; of that the place of manufacture says most, and the
/// country of development stands in for it where it is not known.
struct Origin {
  std::string country;          ///< empty: unknown
  bool by_development = false;  ///< the place of manufacture is not known
};
Origin origin_of(const PopulationItem& item);

/// Items of one country, year or kind.
struct CoverageRow {
  std::string key;                         ///< "unknown" where it is not known
  std::array<std::size_t, 3> decisions{};  ///< controlled, undetermined, not_controlled
  std::size_t reached = 0;                 ///< controlled, and from a state of the coalition
  std::size_t beyond = 0;                  ///< controlled, and from another state
  std::size_t of_unknown_origin = 0;       ///< controlled, from nobody knows where
};

/// All under one reading.
struct CoverageTable {
  Reading reading;
  std::vector<CoverageRow> countries;
  std::vector<CoverageRow> years;
  std::vector<CoverageRow> kinds;
  CoverageRow total;
  std::vector<std::string> beyond;  ///< ids of what the text lists and the coalition does not reach, unknown ones too
};

/// Where the components of a kind come from, whatever a text says of them.
struct Supply {
  enum class Where { inside, outside, both, unknown };
  std::string kind;
  Where where = Where::unknown;        ///< of those whose origin is known
  std::vector<std::string> countries;  ///< sorted
  std::size_t inside = 0;
  std::size_t outside = 0;
  std::size_t unknown = 0;
  std::size_t listed = 0;  ///< under the first reading
  bool one_country() const { return countries.size() == 1; }
};
std::string_view name_of(Supply::Where where);

struct CoalitionCoverage {
  Text text;
  std::vector<std::string> coalition;  ///< sorted
  std::vector<CoverageTable> tables;   ///< one a reading
  std::vector<Supply> supplies;        ///< one a kind of component
  std::size_t by_development = 0;      ///< items whose country is that of development
  std::vector<TextFinding> findings;
};

/// `coalition`: ISO 3166 codes. `question`: as of outcomes_of().
core::Result<CoalitionCoverage> coverage_by(const RuleBook& rules, const Population& population,
                                            const std::string& name, const std::vector<std::string>& coalition,
                                            const Question& question);

}  // namespace qgauge::thresholds
