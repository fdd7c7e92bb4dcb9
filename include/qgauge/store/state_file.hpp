// A state vector in an HDF5 file, for h5py and its like. Called by cli. Knows no simulator: amplitudes come from a
// function.
#pragma once

#include <complex>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::store {

/// Writes the dataset /amplitudes, 2^qubits complex numbers in double precision (a compound of r and i), with text
/// attributes on the file, part by part: memory for one part is needed. A temporary file beside the target is renamed
/// onto it at the end. Error (missing_resource): what HDF5 or the system said.
core::Status write_state(const std::filesystem::path& file, int qubits,
                         const std::function<std::complex<double>(std::uint64_t)>& amplitude,
                         const std::vector<std::pair<std::string, std::string>>& attributes);

}  // namespace qgauge::store
