// The table of importers: see importer.hpp.

#include <algorithm>
#include <array>

#include "device/import/importer.hpp"

namespace qgauge::device {
namespace {

// clang-format off
const std::array table{
    Importer{"braket_aqt", "Amazon Braket's device capabilities of AQT",
             part_of_braket_aqt, nullptr, import_braket_aqt, coverage_of_braket_aqt},
    Importer{"braket_ionq", "Amazon Braket's device capabilities of IonQ",
             part_of_braket_ionq, nullptr, import_braket_ionq, coverage_of_braket_ionq},
    Importer{"braket_iqm", "Amazon Braket's device capabilities of IQM",
             part_of_braket_iqm, nullptr, import_braket_iqm, coverage_of_braket_iqm},
    Importer{"braket_oqc", "Amazon Braket's device capabilities of OQC",
             part_of_braket_oqc, nullptr, import_braket_oqc, coverage_of_braket_oqc},
    Importer{"braket_other", "Amazon Braket's device capabilities of QuEra, Xanadu, D-Wave or a simulator",
             part_of_braket_other, nullptr, import_braket_other, coverage_of_braket_other},
    Importer{"braket_rigetti", "Amazon Braket's device capabilities of Rigetti",
             part_of_braket_rigetti, nullptr, import_braket_rigetti, coverage_of_braket_rigetti},
    Importer{"braket_standardized", "Amazon Braket's device capabilities of a further vendor",
             part_of_braket_standardized, nullptr, import_braket_standardized, coverage_of_braket_standardized},
    Importer{"google", "Google's calibration metrics or device specification, or both",
             part_of_google, nullptr, import_google, coverage_of_google},
    Importer{"ibm", "IBM's backend configuration or properties, or both",
             part_of_ibm, nullptr, import_ibm, coverage_of_ibm},
    Importer{"ibm_csv", "IBM's downloaded table of calibration data",
             part_of_ibm_csv, nullptr, import_ibm_csv, coverage_of_ibm_csv},
    Importer{"ionq", "IonQ's characterizations",
             part_of_ionq, selectors_of_ionq, import_ionq, coverage_of_ionq},
    Importer{"iqm", "IQM's quality metrics, calibration or quantum architecture",
             part_of_iqm, nullptr, import_iqm, coverage_of_iqm},
    Importer{"mqt_bench", "calibration files of MQT Bench",
             part_of_mqt_bench, nullptr, import_mqt_bench, coverage_of_mqt_bench},
    Importer{"native", "schema qgauge.device/1",
             part_of_native, nullptr, import_native, coverage_of_native},
    Importer{"qdmi", "device files of MQT Core's QDMI devices",
             part_of_qdmi, nullptr, import_qdmi, coverage_of_qdmi},
    Importer{"qiskit_target", "a Qiskit Target, written as docs/qiskit-target.md says",
             part_of_qiskit_target, nullptr, import_qiskit_target, coverage_of_qiskit_target},
    Importer{"quantinuum_emulator", "Quantinuum's table of emulator parameters",
             part_of_quantinuum_emulator, selectors_of_quantinuum_emulator, import_quantinuum_emulator,
             coverage_of_quantinuum_emulator},
    Importer{"quantinuum_options", "error parameters for Quantinuum's emulators",
             part_of_quantinuum_options, nullptr, import_quantinuum_options, coverage_of_quantinuum_options},
    Importer{"quantinuum_spec", "Quantinuum's table of spec sheet parameters",
             part_of_quantinuum_spec, selectors_of_quantinuum_spec, import_quantinuum_spec,
             coverage_of_quantinuum_spec},
    Importer{"quilc", "the machine description of Rigetti's compiler quilc",
             part_of_quilc, nullptr, import_quilc, coverage_of_quilc},
    Importer{"rigetti_qcs", "Rigetti's QCS instruction set architecture",
             part_of_rigetti_qcs, nullptr, import_rigetti_qcs, coverage_of_rigetti_qcs},
};
// clang-format on

constexpr std::array<std::string_view, content_count> content_names{
    "name",
    "date",
    "number of qubits",
    "labels of qubits",
    "couplings",
    "T1",
    "T2",
    "readout error",
    "one-qubit error",
    "two-qubit error",
    "simultaneous errors",
    "one-qubit duration",
    "two-qubit duration",
    "readout duration",
    "standard errors",
    "dates of single values",
    "out of use",
    "coherent errors",
    "leakage",
    "idle error",
    "crosstalk",
    "published figures",
};

}  // namespace

std::span<const Importer> importers() { return table; }

std::string_view name_of(Content content) { return content_names[static_cast<std::size_t>(content)]; }

std::string_view name_of(Coverage coverage) {
  switch (coverage) {
    case Coverage::read:
      return "read";
    case Coverage::missing:
      return "missing";
    case Coverage::assumed:
      return "assumed";
  }
  return "";
}

const Document* find_part(std::span<const Part> parts, std::string_view name) {
  const auto found = std::ranges::find(parts, name, &Part::name);
  return found == parts.end() ? nullptr : found->document;
}

}  // namespace qgauge::device
