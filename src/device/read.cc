// Reads DEVICE: finds its files, recognises the format by the content, and hands the parts to one importer.

#include <algorithm>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/check.hpp"
#include "device/import/importer.hpp"
#include "device/location.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

std::string format_list() {
  std::vector<std::string> rows;
  for (const Importer& importer : importers()) rows.push_back(fmt::format("{} ({})", importer.name, importer.what));
  return fmt::format("{}", fmt::join(rows, ", "));
}

core::Result<const Importer*> find_importer(const std::string& format) {
  const auto found = std::ranges::find(importers(), format, &Importer::name);
  if (found == importers().end()) {
    return core::unusable("--format", fmt::format("the format \"{}\"", format),
                          fmt::format("one of: {}", format_list()));
  }
  return &*found;
}

/// The one importer for a document; null where none recognises it.
core::Result<const Importer*> recognise(const Document& document) {
  const Importer* found = nullptr;
  for (const Importer& importer : importers()) {
    if (importer.part_of(document).empty()) continue;
    if (found != nullptr) {
      return core::unusable(document.path, fmt::format("a file that is both {} and {}", found->name, importer.name),
                            "a file of one format", "choose with --format");
    }
    found = &importer;
  }
  return found;
}

/// The documents that belong to a description, the importer that reads them, and which part each is.
struct Selection {
  std::vector<Document> documents;
  const Importer* importer = nullptr;
  std::string selector;

  std::vector<Part> parts() const {
    std::vector<Part> parts;
    for (const Document& document : documents) parts.push_back({importer->part_of(document), &document});
    return parts;
  }
};

core::Status add(Selection& selection, Document document, const Importer* forced, const Location& location) {
  const Importer* importer = forced;
  if (forced == nullptr) {
    QGAUGE_TRY(importer, recognise(document));
  }
  if (importer == nullptr || importer->part_of(document).empty()) {
    if (location.from_folder) return {};
    return core::unusable(document.path, document.summary(),
                          forced ? fmt::format("{} ({})", forced->name, forced->what)
                                 : fmt::format("one of the formats {}", format_list()),
                          forced ? "leave out --format to recognise the format" : "choose one with --format");
  }
  if (selection.importer != nullptr && selection.importer != importer) {
    return core::unusable(document.path,
                          fmt::format("a file of format {} beside {} of format {}", importer->name,
                                      selection.documents[0].path, selection.importer->name),
                          "files of one machine", "name one of them, or choose with --format");
  }
  selection.importer = importer;
  selection.documents.push_back(std::move(document));
  return {};
}

/// Two documents that are the same part of a description: which one is meant, only the user knows.
core::Status check_distinct(const Selection& selection, const std::string& device) {
  const std::vector<Part> parts = selection.parts();
  for (const Part& part : parts) {
    std::vector<std::string> same;
    for (const Part& other : parts) {
      if (other.name == part.name) same.push_back(other.document->path);
    }
    if (same.size() > 1) {
      return core::unusable(device,
                            fmt::format("{} candidates for the {}: {}", same.size(), part.name, fmt::join(same, ", ")),
                            "one", "name the files that are meant, joined by a comma");
    }
  }
  return {};
}

std::string folder_summary(const Location& location) {
  std::vector<std::string> names;
  for (const auto& file : location.files) {
    if (names.size() == 8) return fmt::format("a folder with {}, ...", fmt::join(names, ", "));
    names.push_back(file.filename().string());
  }
  return names.empty() ? "a folder without files" : fmt::format("a folder with {}", fmt::join(names, ", "));
}

core::Result<Selection> select(const std::string& device, const std::filesystem::path& catalogue,
                               const std::string& format) {
  const Importer* forced = nullptr;
  if (!format.empty()) {
    QGAUGE_TRY(forced, find_importer(format));
  }
  QGAUGE_TRY(Location location, locate(device, catalogue));
  Selection selection;
  selection.selector = location.selector;
  for (const auto& file : location.files) {
    QGAUGE_TRY(Document document, load_document(file));
    QGAUGE_CHECK(add(selection, std::move(document), forced, location));
  }
  if (selection.importer == nullptr) {
    return core::unusable(device, folder_summary(location),
                          forced ? fmt::format("files of {} ({})", forced->name, forced->what)
                                 : fmt::format("files of one of the formats {}", format_list()));
  }
  QGAUGE_CHECK(check_distinct(selection, device));
  return selection;
}

core::Result<std::vector<std::string>> selectors_of(const Selection& selection) {
  if (selection.importer->selectors == nullptr) return std::vector<std::string>{};
  return selection.importer->selectors(selection.documents[0]);
}

/// A list that stays readable where a file holds thousands.
std::string first_of(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 50;
  const std::size_t count = std::min(names.size(), shown);
  const std::string more = count < names.size() ? fmt::format(" and {} more", names.size() - count) : "";
  return fmt::format("{}{}", fmt::join(std::span(names).first(count), ", "), more);
}

/// The one full selector that is meant by "H2-1@2024_05_20", by "H2-2" where it is unique, or by nothing where one
/// exists.
core::Result<std::string> resolve_selector(const Selection& selection, const std::string& device) {
  QGAUGE_TRY(const std::vector<std::string> all, selectors_of(selection));
  const std::string& wanted = selection.selector;
  if (all.empty() && wanted.empty()) return std::string();
  if (all.empty()) {
    return core::unusable(device, fmt::format("the selector \"#{}\"", wanted),
                          fmt::format("none: a file of format {} holds one machine", selection.importer->name));
  }
  std::vector<std::string> matches;
  for (const std::string& one : all) {
    if (wanted.empty() || one == wanted || one.substr(0, one.find('@')) == wanted) matches.push_back(one);
  }
  if (matches.size() == 1) return matches[0];
  const std::string found = wanted.empty()
                                ? fmt::format("{} machines and no selector", all.size())
                                : fmt::format("{} machines for the selector \"#{}\"", matches.size(), wanted);
  return core::unusable(device, found, "one machine",
                        "choose with FILE#SELECTOR, one of: " + first_of(matches.empty() ? all : matches));
}

}  // namespace

core::Result<DeviceDescription> read(const std::string& device, const std::filesystem::path& catalogue,
                                     const std::string& format) {
  QGAUGE_TRY(const Selection selection, select(device, catalogue, format));
  QGAUGE_TRY(const std::string selector, resolve_selector(selection, device));
  QGAUGE_TRY(DeviceDescription description, selection.importer->import(selection.parts(), selector));
  description.format = selection.importer->name;
  for (const Document& document : selection.documents) {
    description.inputs.push_back({document.path, document.sha256});
    if (!document.device_name.empty()) description.name = document.device_name;
    if (!document.double_encoded) continue;
    description.findings.push_back({"double_encoded", document.path, "the text within the JSON string was read"});
  }
  QGAUGE_CHECK(check(description, selection.documents[0].path));
  return description;
}

core::Result<std::vector<std::string>> selectors(const std::string& device, const std::filesystem::path& catalogue,
                                                 const std::string& format) {
  QGAUGE_TRY(const Selection selection, select(device, catalogue, format));
  return selectors_of(selection);
}

}  // namespace qgauge::device
