// Small populations and drafts for the tests of the workbench.
#pragma once

#include "qgauge/thresholds/population.hpp"
#include "thresholds/support.hpp"

namespace support {

inline const std::string drafts = (rules_folder / "drafts").string() + "/";
inline const std::string ladder = "us-ear#4A906.a";

/// A computer that was shown, of a year and country, with connected qubits and a mean error.
inline thresholds::PopulationItem machine(const std::string& id, const std::string& introduced, double qubits,
                                          std::optional<double> error, const std::string& country = "NL") {
  thresholds::PopulationItem item;
  item.id = item.name = id;
  item.kind = "computer";
  item.developed_in = country;
  item.introduced = introduced;
  if (introduced.size() >= 4) item.year = std::stoi(introduced.substr(0, 4));
  item.status = "operated";
  item.subject = computer(qubits, error);
  return item;
}

inline thresholds::PopulationItem component(const std::string& id, const std::string& kind,
                                            const std::string& country) {
  thresholds::PopulationItem item;
  item.id = item.name = id;
  item.kind = kind;
  item.developed_in = country;
  item.subject.name = id;
  item.subject.attributes["item_kind"] = kind;
  return item;
}

inline thresholds::Question asked_on(const std::string& text) {
  thresholds::Question question;
  question.as_of = day(text);
  return question;
}

inline std::vector<std::string> kinds_of(const std::vector<thresholds::TextFinding>& findings) {
  std::vector<std::string> kinds;
  for (const auto& finding : findings) kinds.emplace_back(thresholds::name_of(finding.kind));
  return kinds;
}

inline bool has(const std::vector<std::string>& kinds, const std::string& kind) {
  return std::ranges::find(kinds, kind) != kinds.end();
}

}  // namespace support
