// The formats that can be read and what becomes of each quantity, as plain data: the public view of the table of
// importers. Called by cli for `qgauge formats` and docs/formats.md. Knows no single format.

#include "device/import/importer.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {

std::vector<FormatSpec> format_list() {
  std::vector<FormatSpec> formats;
  for (const Importer& importer : importers()) {
    FormatSpec& format = formats.emplace_back(FormatSpec{importer.name, importer.what, {}});
    for (const CoverageRow& row : importer.coverage) {
      format.quantities.push_back({name_of(row.content), name_of(row.coverage), row.text});
    }
  }
  return formats;
}

}  // namespace qgauge::device
