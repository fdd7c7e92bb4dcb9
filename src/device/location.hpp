// DEVICE as a user writes it, turned into files and a selector. Used by read() and selectors() only.
// Must not know any format.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::device {

struct Location {
  std::vector<std::filesystem::path> files;
  std::string selector;      ///< after '#', or empty
  bool from_folder = false;  ///< the files are all those of one folder: some may not belong to the description
};

/// A path that exists wins over every other meaning of the same text; then come '#', ',' and the catalogue.
/// Error: nothing of that name.
core::Result<Location> locate(const std::string& device, const std::filesystem::path& catalogue);

}  // namespace qgauge::device
