// Circuits as OpenQASM text, to run elsewhere. Called by cli and assess.
// Knows no device: a layout is printed as it stands.
#pragma once

#include <cstdint>
#include <string>

#include "qgauge/circuit.hpp"

namespace qgauge::circuit {

enum class QasmVersion : std::uint8_t { two, three };

struct QasmOptions {
  QasmVersion version = QasmVersion::three;
  /// Name the device's qubits ($12) where the circuit has a layout. Else the register is q[n] and the layout a comment;
  /// so always in OpenQASM 2, which has no physical qubits.
  bool physical = true;
};

/// OpenQASM 3 over stdgates.inc (Cross et al., ACM TQC 3, 12) or OpenQASM 2 over qelib1.inc (Cross et al.,
/// arXiv:1707.03429, which lists its gates). Gates that the library lacks are defined in the text, those alone that
/// occur, equal up to a global phase. Register qubit k is measured into c[k]; delays are in ns, their decimal text
/// exact; angles read back to the same number. Error: `circuit` fails check(), has no qubits, or has a delay, which
/// OpenQASM 2 cannot say.
core::Result<std::string> to_openqasm(const Circuit& circuit, const QasmOptions& options = {});

}  // namespace qgauge::circuit
