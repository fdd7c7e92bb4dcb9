// assess: descriptions with records as a population that drafts are tried on. Made by the command line from the files
// of a catalogue. Does no I/O.
#pragma once

#include <string>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/device.hpp"
#include "qgauge/thresholds/population.hpp"

namespace qgauge::assess {

/// A description under the name of its file.
struct CatalogueEntry {
  std::string id;
  device::DeviceDescription description;
};

/// One item for each machine and each component, with the same subject that `check` asks the rules of; sorted by id. Of
/// a description with several items the first has its id, and the others "id#2", "id#3", ... Error: that of validate().
core::Result<thresholds::Population> population_of(const std::vector<CatalogueEntry>& entries);

}  // namespace qgauge::assess
