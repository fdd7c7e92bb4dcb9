// Manifests of planned circuits as JSON: see qgauge/recorded/manifest.hpp.
#include "qgauge/recorded/manifest.hpp"

#include <charconv>
#include <set>

#include <fmt/format.h>

#include "recorded/formats.hpp"

namespace qgauge::recorded {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view schema = "qgauge.plan/2";

core::Result<std::string> text_at(const Place& place, std::string_view key) {
  QGAUGE_TRY(const Place member, place.at(key));
  return member.text();
}

core::Result<std::uint64_t> count_at(const Place& place, std::string_view key) {
  QGAUGE_TRY(const Place member, place.at(key));
  return member.count();
}

core::Result<std::string> checksum_at(const Place& place, std::string_view key) {
  QGAUGE_TRY(const Place member, place.at(key));
  QGAUGE_TRY(std::string text, member.text());
  if (text.size() != 64 || text.find_first_not_of("0123456789abcdef") != std::string::npos)
    return member.refuse("64 hexadecimal digits", "give the folder as it was planned");
  return text;
}

/// The name of a file in the folder, or in a folder of it: no way out.
core::Result<std::string> file_at(const Place& place, std::string_view key) {
  QGAUGE_TRY(const Place member, place.at(key));
  QGAUGE_TRY(std::string text, member.text());
  if (text.empty() || text.starts_with('/') || text.find("..") != std::string::npos)
    return member.refuse("the name of a file in the folder", "give the folder as it was planned");
  return text;
}

/// JSON numbers of many readers hold no 64 bits, so a seed is a text.
core::Result<std::uint64_t> seed_at(const Place& place, std::string_view key) {
  QGAUGE_TRY(const Place member, place.at(key));
  QGAUGE_TRY(const std::string text, member.text());
  std::uint64_t seed = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (problem != std::errc{} || end != text.data() + text.size())
    return member.refuse("a whole number from 0 to 2^64 - 1 as a text", "give the folder as it was planned");
  return seed;
}

core::Result<std::vector<int>> sizes_at(const Place& place, std::string_view key) {
  constexpr std::uint64_t most = 100'000;
  QGAUGE_TRY(const Place list, place.at(key));
  QGAUGE_TRY(const auto items, list.items());
  std::vector<int> sizes;
  for (const Place& item : items) {
    QGAUGE_TRY(const std::uint64_t size, item.count());
    if (size < 2 || size > most) return item.refuse("at least 2 qubits", "give the folder as it was planned");
    sizes.push_back(static_cast<int>(size));
  }
  return sizes;
}

core::Result<ManifestCircuit> circuit_of(const Place& place) {
  ManifestCircuit circuit;
  QGAUGE_TRY(circuit.name, text_at(place, "name"));
  QGAUGE_TRY(circuit.file, file_at(place, "file"));
  QGAUGE_TRY(circuit.sha256, checksum_at(place, "sha256"));
  QGAUGE_TRY(circuit.shots, count_at(place, "shots"));
  QGAUGE_TRY(const std::uint64_t qubits, count_at(place, "qubits"));
  circuit.qubits = static_cast<std::size_t>(qubits);
  return circuit;
}

core::Result<std::vector<ManifestCircuit>> circuits_of(const Place& root) {
  QGAUGE_TRY(const Place list, root.at("circuits"));
  QGAUGE_TRY(const auto items, list.items());
  if (items.size() > max_circuits) return list.refuse(fmt::format("at most {}", max_circuits), "plan less at once");
  std::vector<ManifestCircuit> circuits;
  std::set<std::string> names;
  for (const Place& item : items) {
    QGAUGE_TRY(ManifestCircuit circuit, circuit_of(item));
    if (!names.insert(circuit.name).second)
      return core::unusable(item.where(), fmt::format("the circuit {} twice", circuit.name), "every circuit once",
                            "give the folder as it was planned");
    circuits.push_back(std::move(circuit));
  }
  return circuits;
}

}  // namespace

std::string write_manifest(const Manifest& manifest) {
  ordered_json circuits = ordered_json::array();
  for (const ManifestCircuit& circuit : manifest.circuits) {
    circuits.push_back({{"name", circuit.name},
                        {"file", circuit.file},
                        {"sha256", circuit.sha256},
                        {"shots", circuit.shots},
                        {"qubits", circuit.qubits}});
  }
  const ordered_json tree{{"schema", schema},
                          {"version", manifest.version},
                          {"protocol", manifest.protocol},
                          {"effort", manifest.effort},
                          {"seed", std::to_string(manifest.seed)},
                          {"chain_lengths", manifest.chain_lengths},
                          {"widths", manifest.widths},
                          {"description", {{"file", manifest.description}, {"sha256", manifest.description_sha256}}},
                          {"circuits", std::move(circuits)}};
  return tree.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

core::Result<Manifest> read_manifest(std::string_view text, const std::string& file) {
  QGAUGE_TRY(const nlohmann::json tree, parse_tree(text, file));
  const Place root(tree, file);
  QGAUGE_TRY(const Place version, root.at("schema"));
  if (version.json() != schema) return version.refuse(fmt::format("\"{}\"", schema), "plan with this version");
  Manifest manifest;
  QGAUGE_TRY(manifest.version, text_at(root, "version"));
  QGAUGE_TRY(manifest.protocol, text_at(root, "protocol"));
  QGAUGE_TRY(manifest.effort, text_at(root, "effort"));
  QGAUGE_TRY(manifest.seed, seed_at(root, "seed"));
  QGAUGE_TRY(manifest.chain_lengths, sizes_at(root, "chain_lengths"));
  QGAUGE_TRY(manifest.widths, sizes_at(root, "widths"));
  QGAUGE_TRY(const Place description, root.at("description"));
  QGAUGE_TRY(manifest.description, file_at(description, "file"));
  QGAUGE_TRY(manifest.description_sha256, checksum_at(description, "sha256"));
  QGAUGE_TRY(manifest.circuits, circuits_of(root));
  return manifest;
}

}  // namespace qgauge::recorded
