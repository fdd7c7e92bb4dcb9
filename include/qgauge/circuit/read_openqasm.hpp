// Circuits from OpenQASM text: all of OpenQASM 2, and of OpenQASM 3 what transpilers write. Called by cli and benches.
// Reads no file: whoever calls says what an include holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "qgauge/circuit/program.hpp"

namespace qgauge::circuit {

/// Beyond these a text is refused. What one text can ask of memory and time is bounded by them.
struct QasmLimits {
  std::size_t bytes = std::size_t{64} << 20;     ///< of the text and all that it includes
  std::size_t qubits = 100'000;                  ///< of all registers
  std::size_t bits = 1'000'000;                  ///< of all registers
  std::size_t registers = 10'000;                ///< quantum and classical
  std::uint64_t steps = std::uint64_t{1} << 24;  ///< operations after expansion, and repetitions of loops
  std::size_t depth = 200;                       ///< of expressions, blocks and definitions
  std::size_t includes = 16;                     ///< within each other; 1000 in all
};

/// The text of an included file; `includer` is the file that names it. Errors become errors of the include.
using IncludeReader = std::function<core::Result<std::string>(std::string_view file, std::string_view includer)>;

/// OpenQASM 2 (Cross et al., arXiv:1707.03429) and 3 (Cross et al., ACM TQC 3, 12). Gates of the two standard libraries
/// have the phases that Qiskit gives them: U, u, u3 are diag(1, e^(i phi)) RY(theta) diag(1, e^(i lambda)), and rz is
/// exp(-i theta/2 Z). A gate that the text defines under the name of one of `gate_list` and with its matrix, up to a
/// phase, stays one gate. Barriers stand for all qubits. Error (unusable): `name`:line:column, what was found, what was
/// expected, what to do.
core::Result<Program> read_openqasm(std::string_view text, std::string_view name, const IncludeReader& include = {},
                                    const QasmLimits& limits = {});

}  // namespace qgauge::circuit
