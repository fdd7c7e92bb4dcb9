// What a folder of circuits for real hardware holds and how it was planned, so that counts that come back can be
// estimated from. Used by cli. Knows no protocol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::recorded {

/// One circuit as it was written; counts name it.
struct ManifestCircuit {
  std::string name;
  std::string file;  ///< in the folder
  std::string sha256;
  std::uint64_t shots = 0;
  std::size_t qubits = 0;
};

/// Protocol, effort, seed, lengths, widths and description determine the circuits; their checksums say whether a later
/// version still plans the same.
struct Manifest {
  std::string version;  ///< of the program that planned
  std::string protocol;
  std::string effort;
  std::uint64_t seed = 0;
  std::string description;  ///< file in the folder, native format
  std::string description_sha256;
  std::vector<int> chain_lengths;  ///< that were asked for; empty: those of the protocol
  std::vector<int> widths;         ///< likewise
  std::vector<ManifestCircuit> circuits;
};

/// JSON, schema qgauge.plan/2.
std::string write_manifest(const Manifest& manifest);
/// Error (unusable_input): not what write_manifest wrote, of another schema, a circuit twice, a file that is not a
/// plain name, or beyond the limits of recorded.hpp.
core::Result<Manifest> read_manifest(std::string_view text, const std::string& file);

}  // namespace qgauge::recorded
