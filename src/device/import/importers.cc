// The table of importers: see importer.hpp.

#include <algorithm>
#include <array>

#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

// clang-format off
const std::array table{
    Importer{"ibm", "IBM's backend configuration or properties, or both",
             part_of_ibm, nullptr, import_ibm, coverage_of_ibm},
    Importer{"native", "schema qgauge.device/1",
             part_of_native, nullptr, import_native, coverage_of_native},
    Importer{"quantinuum_emulator", "Quantinuum's table of emulator parameters",
             part_of_quantinuum_emulator, selectors_of_quantinuum_emulator, import_quantinuum_emulator,
             coverage_of_quantinuum_emulator},
};
// clang-format on

constexpr std::array<std::string_view, content_count> content_names{
    "name",
    "date",
    "number of qubits",
    "labels of qubits",
    "couplings",
    "T1",
    "T2",
    "readout error",
    "one-qubit error",
    "two-qubit error",
    "simultaneous errors",
    "one-qubit duration",
    "two-qubit duration",
    "readout duration",
    "standard errors",
    "dates of single values",
    "out of use",
    "coherent errors",
    "leakage",
    "idle error",
    "crosstalk",
    "published figures",
};

}  // namespace

std::span<const Importer> importers() { return table; }

std::string_view name_of(Content content) { return content_names[static_cast<std::size_t>(content)]; }

std::string_view name_of(Coverage coverage) {
  switch (coverage) {
    case Coverage::read:
      return "read";
    case Coverage::missing:
      return "missing";
    case Coverage::assumed:
      return "assumed";
  }
  return "";
}

const Document* find_part(std::span<const Part> parts, std::string_view name) {
  const auto found = std::ranges::find(parts, name, &Part::name);
  return found == parts.end() ? nullptr : found->document;
}

}  // namespace qgauge::device
