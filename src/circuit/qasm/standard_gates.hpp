// The gates that qelib1.inc and stdgates.inc bring: those of the table, and definitions over them as OpenQASM text.
// Read by the reader when a text includes either.
#pragma once

#include <span>
#include <string_view>

#include "qgauge/circuit.hpp"

namespace qgauge::circuit::qasm {

struct TableName {
  std::string_view name;
  GateKind kind;
};

/// Gates of the table under the names that the libraries give them.
std::span<const TableName> standard_names();
/// OpenQASM 3, over those and U.
std::string_view standard_definitions();

}  // namespace qgauge::circuit::qasm
