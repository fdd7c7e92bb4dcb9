// thresholds: a population of items that drafts are tried on: each with its subject, and with what is known of where it
// comes from. Made by assess from the catalogue; read by the workbench commands. Knows no file and no format.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "qgauge/subject.hpp"

namespace qgauge::thresholds {

/// One system or component. Every empty text, and `year` where it is empty, is unknown and never decides.
struct PopulationItem {
  std::string id;            ///< the name of its file without the ending, unique in a population
  std::string name;          ///< as its maker calls it
  std::string vendor;        ///< who makes it
  std::string developed_in;  ///< ISO 3166 code of the country of development, which is not the exporting state
  std::string made_in;       ///< ISO 3166 code of the place of manufacture
  std::string introduced;    ///< "2021", "2021-09" or "2021-09-30"
  std::optional<int> year;   ///< of `introduced`
  std::string kind;          ///< "computer", or a kind of components.hpp
  std::string modality;      ///< of a computer: "superconducting", "trapped_ion", ...
  std::string status;        ///< "operated", "announced", "laboratory", ...
  std::string confidence;    ///< of the record: "read", "memory" or "uncertain"
  std::string source;        ///< where the record comes from, in words
  subject::Subject subject;  ///< `attributes["item_kind"]` is `kind`
  std::vector<std::string> unsourced;  ///< figures and parameters whose source has no address; sorted
};

/// Sorted by id.
struct Population {
  std::vector<PopulationItem> items;
};

/// The tag of verdicts that use a figure whose source has no address.
inline constexpr const char* unsourced_tag = "unsourced";

}  // namespace qgauge::thresholds
