// What an importer is, and the table of all of them. To add a format: one file here, one row in importers.cc.
// An importer sees documents only: files, folders, selectors by name and the choice of a format are the reader's part.
#pragma once

#include <array>
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

/// What a description can hold, in the order of docs/formats.md; every importer says of each what becomes of it.
enum class Content {
  name,
  date,
  qubit_count,
  qubit_labels,
  couplings,
  t1,
  t2,
  readout_error,  ///< P(1|0) and P(0|1), or the assignment error
  one_qubit_error,
  two_qubit_error,
  simultaneous_errors,  ///< errors under simultaneous operation, beside isolated ones or alone
  one_qubit_duration,
  two_qubit_duration,
  readout_duration,
  standard_errors,
  value_dates,  ///< dates of single values
  operational,  ///< marks on qubits or gates that are out of use
  coherent_errors,
  leakage,
  idle_error,
  crosstalk,
  published_figures,
};
inline constexpr std::size_t content_count = 22;
std::string_view name_of(Content content);

enum class Coverage { read, missing, assumed };
std::string_view name_of(Coverage coverage);

/// `text` says where the quantity stands and in which unit and definition, why it is missing, or what is assumed.
struct CoverageRow {
  Content content;
  Coverage coverage;
  std::string_view text;
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
  /// One row for each Content, in its order; docs/formats.md is made of them, and a test holds them against real files.
  std::span<const CoverageRow> coverage;
};

std::span<const Importer> importers();

/// The part of that name, or null.
const Document* find_part(std::span<const Part> parts, std::string_view name);

// Each format's functions and coverage, defined in its own file.
extern const std::array<CoverageRow, content_count> coverage_of_braket_aqt;
std::string_view part_of_braket_aqt(const Document& document);
core::Result<DeviceDescription> import_braket_aqt(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_braket_ionq;
std::string_view part_of_braket_ionq(const Document& document);
core::Result<DeviceDescription> import_braket_ionq(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_braket_iqm;
std::string_view part_of_braket_iqm(const Document& document);
core::Result<DeviceDescription> import_braket_iqm(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_braket_oqc;
std::string_view part_of_braket_oqc(const Document& document);
core::Result<DeviceDescription> import_braket_oqc(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_braket_other;
std::string_view part_of_braket_other(const Document& document);
core::Result<DeviceDescription> import_braket_other(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_braket_rigetti;
std::string_view part_of_braket_rigetti(const Document& document);
core::Result<DeviceDescription> import_braket_rigetti(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_braket_standardized;
std::string_view part_of_braket_standardized(const Document& document);
core::Result<DeviceDescription> import_braket_standardized(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_google;
std::string_view part_of_google(const Document& document);
core::Result<DeviceDescription> import_google(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_native;
std::string_view part_of_native(const Document& document);
core::Result<DeviceDescription> import_native(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_ibm;
std::string_view part_of_ibm(const Document& document);
core::Result<DeviceDescription> import_ibm(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_ibm_csv;
std::string_view part_of_ibm_csv(const Document& document);
core::Result<DeviceDescription> import_ibm_csv(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_iqm;
std::string_view part_of_iqm(const Document& document);
core::Result<DeviceDescription> import_iqm(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_ionq;
std::string_view part_of_ionq(const Document& document);
core::Result<std::vector<std::string>> selectors_of_ionq(const Document& document);
core::Result<DeviceDescription> import_ionq(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_mqt_bench;
std::string_view part_of_mqt_bench(const Document& document);
core::Result<DeviceDescription> import_mqt_bench(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_qdmi;
std::string_view part_of_qdmi(const Document& document);
core::Result<DeviceDescription> import_qdmi(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_qiskit_target;
std::string_view part_of_qiskit_target(const Document& document);
core::Result<DeviceDescription> import_qiskit_target(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_quantinuum_emulator;
std::string_view part_of_quantinuum_emulator(const Document& document);
core::Result<std::vector<std::string>> selectors_of_quantinuum_emulator(const Document& document);
core::Result<DeviceDescription> import_quantinuum_emulator(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_quantinuum_options;
std::string_view part_of_quantinuum_options(const Document& document);
core::Result<DeviceDescription> import_quantinuum_options(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_quantinuum_spec;
std::string_view part_of_quantinuum_spec(const Document& document);
core::Result<std::vector<std::string>> selectors_of_quantinuum_spec(const Document& document);
core::Result<DeviceDescription> import_quantinuum_spec(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_quilc;
std::string_view part_of_quilc(const Document& document);
core::Result<DeviceDescription> import_quilc(std::span<const Part> parts, std::string_view selector);

extern const std::array<CoverageRow, content_count> coverage_of_rigetti_qcs;
std::string_view part_of_rigetti_qcs(const Document& document);
core::Result<DeviceDescription> import_rigetti_qcs(std::span<const Part> parts, std::string_view selector);

}  // namespace qgauge::device
