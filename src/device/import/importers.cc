// The table of importers: see importer.hpp.

#include <algorithm>
#include <array>

#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

constexpr std::array table{
    Importer{"native", "schema qgauge.device/1", part_of_native, nullptr, import_native},
    Importer{"ibm", "IBM's backend configuration or properties, or both", part_of_ibm, nullptr, import_ibm},
    Importer{"quantinuum_emulator", "Quantinuum's table of emulator parameters", part_of_quantinuum_emulator,
             selectors_of_quantinuum_emulator, import_quantinuum_emulator},
};

}  // namespace

std::span<const Importer> importers() { return table; }

const Document* find_part(std::span<const Part> parts, std::string_view name) {
  const auto found = std::ranges::find(parts, name, &Part::name);
  return found == parts.end() ? nullptr : found->document;
}

}  // namespace qgauge::device
