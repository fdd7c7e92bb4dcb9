// What an importer is, and the table of all of them. To add a format: one file here, one row in importers.cc.
// An importer sees documents only: files, folders, selectors by name and the choice of a format are the reader's part.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "device/document.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device {

/// One document of a description, and the part of it that it is.
struct Part {
  std::string_view name;
  const Document* document;
};

struct Importer {
  std::string_view name;
  std::string_view what;  ///< for messages: what such files hold
  /// The part of a description that this document is ("configuration"), or empty where it is not of this format.
  /// Decided by the content, never by the file's name.
  std::string_view (*part_of)(const Document& document);
  /// The machines of a document that may hold several, as "MACHINE@DATE"; null for formats that hold one.
  core::Result<std::vector<std::string>> (*selectors)(const Document& document);
  /// Parts of distinct names, at least one; `selector` is one of selectors(), or empty where the format has none.
  core::Result<DeviceDescription> (*import)(std::span<const Part> parts, std::string_view selector);
};

std::span<const Importer> importers();

/// The part of that name, or null.
const Document* find_part(std::span<const Part> parts, std::string_view name);

std::string_view part_of_native(const Document& document);
core::Result<DeviceDescription> import_native(std::span<const Part> parts, std::string_view selector);

std::string_view part_of_ibm(const Document& document);
core::Result<DeviceDescription> import_ibm(std::span<const Part> parts, std::string_view selector);

std::string_view part_of_quantinuum_emulator(const Document& document);
core::Result<std::vector<std::string>> selectors_of_quantinuum_emulator(const Document& document);
core::Result<DeviceDescription> import_quantinuum_emulator(std::span<const Part> parts, std::string_view selector);

}  // namespace qgauge::device
