// A draft with a cliff, a gap and a step that nobody meets, and machines that it is tried on. Used by the tests of
// sweep, design and stress. It has the shape of thresholds/drafts/with-mistakes.toml.
#pragma once

#include <fmt/format.h>

#include "qgauge/thresholds/population.hpp"
#include "thresholds/support.hpp"

namespace drafts {

using namespace qgauge;

inline thresholds::PopulationItem system(const std::string& id, double qubits, std::optional<double> error) {
  thresholds::PopulationItem item;
  item.id = item.name = id;
  item.kind = "computer";
  item.subject = support::computer(qubits, error);
  return item;
}

inline std::string step(const std::string& clause, double at_least, double below, double error) {
  return fmt::format(
      "  {{ clause = \"{}\", all = [\n    {{ figure = \"physical_qubits.connected\", at_least = {} }},\n"
      "    {{ figure = \"physical_qubits.connected\", below = {} }},\n"
      "    {{ figure = \"cnot_infidelity.mean\", at_most = {} }} ] }},  # {}\n",
      clause, at_least, below, error, clause);
}

inline std::string draft_text(const std::string& steps) {
  return "schema = \"qgauge.regime/1\"\nid = \"draft-with-mistakes\"\ninstrument = \"Example\"\njurisdiction = \"NL\"\n"
         "status = \"draft\"\nkind = \"export_control\"\n\n[[version]]\nfrom = 2026-01-01\ntext_read = 2026-12-01\n"
         "source = \"written for a test\"\n\n[[version.entry]]\nnumber = \"M\"\ntopic = \"computer_ladder\"\n"
         "title = \"Quantum computers\"\nitem_kinds = [\"computer\"]\nconfidence = \"READ-P\"\nsource = \"this file\"\n"
         "paradigms_included = [\"gate_model\"]\n\n[version.entry.condition]\nany = [\n" +
         steps + "]\n";
}

/// Nothing from 80 qubits on and below 100, a limit that jumps at 200, a step that asks the impossible from 1000 on.
inline std::string with_mistakes() {
  return draft_text(step("M.1", 34, 80, 1e-2) + step("M.2", 100, 200, 1e-4) + step("M.3", 200, 1000, 1e-2) +
                    step("M.4", 1000, 5000, 1e-9));
}

/// Five machines just below 6e-3, some elsewhere, one in the gap, one of unknown error.
inline thresholds::Population machines() {
  thresholds::Population population;
  population.items = {system("a", 50, 5.0e-3), system("b", 56, 5.1e-3),  system("c", 60, 5.2e-3),
                      system("d", 64, 5.3e-3), system("e", 70, 5.4e-3),  system("f", 40, 2e-2),
                      system("g", 90, 1e-3),   system("h", 300, 5e-3),   system("i", 2000, 1e-3),
                      system("j", 50, {}),     system("k", 150, 1.5e-3), system("l", 20, 1e-4)};
  return population;
}

/// The same without the one of unknown error.
inline thresholds::Population known_machines() {
  thresholds::Population population = machines();
  std::erase_if(population.items, [](const auto& item) { return item.id == "j"; });
  return population;
}

/// A rule file in a folder of its own.
class Draft {
 public:
  explicit Draft(const std::string& text) {
    file_ = (scratch_ / "draft.toml").string();
    std::ofstream(file_) << text;
  }
  const std::string& file() const { return file_; }

 private:
  support::Scratch scratch_;
  std::string file_;
};

inline thresholds::Question question(const std::string& reading = "whole") {
  thresholds::Question asked;
  asked.as_of = support::day("2026-06-01");
  asked.readings = {*thresholds::parse_reading(reading)};
  return asked;
}

}  // namespace drafts
