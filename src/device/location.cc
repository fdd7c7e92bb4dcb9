// Resolves DEVICE: see location.hpp.

#include "device/location.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::device {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

core::Result<Location> folder(const fs::path& path) {
  Location location{.files = {}, .selector = {}, .from_folder = true};
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_regular_file(error)) location.files.push_back(entry->path());
  }
  if (error) return core::unusable(path.string(), error.message(), "a folder that can be read");
  std::ranges::sort(location.files);
  return location;
}

core::Result<Location> existing(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return folder(path);
  return Location{.files = {path}, .selector = {}};
}

std::vector<std::string> catalogue_names(const fs::path& catalogue) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(catalogue, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".json") names.push_back(entry->path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

/// The bundled descriptions by name; of the catalogue, which is large, the nearest name.
std::string advice(const std::string& device, const fs::path& catalogue) {
  const std::vector<std::string> names = catalogue_names(catalogue), more = catalogue_names(catalogue / "catalogue");
  const std::string bundled = fmt::format("bundled are: {}", fmt::join(names, ", "));
  if (more.empty()) return bundled;
  const std::vector<std::string_view> known(more.begin(), more.end());
  return fmt::format("{}; and {} of `qgauge catalogue`, the nearest is {}", bundled, more.size(),
                     core::nearest_name(device, known));
}

core::Result<Location> several(const std::string& list) {
  Location location;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t comma = std::min(list.find(',', start), list.size());
    const std::string file = list.substr(start, comma - start);
    if (!is_there(file))
      return core::unusable(file, "nothing of that name", "the files of one machine, joined by a comma");
    location.files.emplace_back(file);
    start = comma + 1;
  }
  return location;
}

}  // namespace

core::Result<Location> locate(const std::string& device, const fs::path& catalogue) {
  if (device.empty()) return core::unusable("DEVICE", "an empty name", "a file, a folder or a bundled description");
  if (is_there(device)) return existing(device);
  const std::size_t hash = device.rfind('#');
  if (hash != std::string::npos && is_there(device.substr(0, hash))) {
    QGAUGE_TRY(Location location, existing(device.substr(0, hash)));
    location.selector = device.substr(hash + 1);
    return location;
  }
  if (device.find(',') != std::string::npos) return several(device);
  const bool bare = device.find('/') == std::string::npos;
  for (const fs::path& place : {catalogue, catalogue / "catalogue"}) {
    if (bare && is_there(place / (device + ".json"))) return existing(place / (device + ".json"));
  }
  return core::unusable(device, "nothing of that name",
                        "a file, a folder, files joined by a comma, FILE#MACHINE@DATE or a bundled description",
                        advice(device, catalogue));
}

}  // namespace qgauge::device
