// The slow, obvious reader of what the OpenQASM writer writes: its text to a unitary, gate definitions expanded.
// Used by its tests alone. It knows the gates of the two standard libraries as matrices of its own.
#pragma once

#include <cctype>
#include <map>
#include <numbers>
#include <sstream>
#include <string>
#include <vector>

#include "circuit/dense_unitary.hpp"
#include "qgauge/circuit.hpp"

namespace qgauge::test {

struct QasmCall {
  std::string name, parameter;  ///< the parameter as its text; empty where there is none
  std::vector<std::string> qubits;
};

struct QasmDefinition {
  std::vector<QasmCall> body;
};

inline std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \n"), last = text.find_last_not_of(" \n");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

inline std::vector<std::string> split_at(const std::string& text, char mark) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, mark);)
    if (!trimmed(part).empty()) parts.push_back(trimmed(part));
  return parts;
}

/// "rz(theta) a, b"
inline QasmCall call_of(const std::string& text) {
  const auto open = text.find('('), close = text.find(')'), name_end = text.find_first_of("( ");
  QasmCall call;
  call.name = text.substr(0, name_end);
  if (open != std::string::npos) call.parameter = text.substr(open + 1, close - open - 1);
  call.qubits = split_at(text.substr(open != std::string::npos ? close + 1 : name_end), ',');
  return call;
}

/// A number, theta, or pi with a sign and a divisor.
inline double value_of(std::string text, double theta) {
  if (text == "theta") return theta;
  const double sign = text.starts_with('-') ? -1 : 1;
  const auto place = text.find("pi");
  if (place == std::string::npos) return std::stod(text);
  const auto slash = text.find('/');
  return sign * std::numbers::pi / (slash == std::string::npos ? 1 : std::stod(text.substr(slash + 1)));
}

class QasmReader {
 public:
  QasmReader(const std::string& text, int qubits) : qubits_(qubits) {
    const auto size = Eigen::Index{1} << qubits;
    unitary = Eigen::MatrixXcd::Identity(size, size);
    for (const std::string& line : split_at(text, '\n')) read(line);
  }

  Eigen::MatrixXcd unitary;
  std::map<std::string, QasmDefinition> definitions;

 private:
  void read(const std::string& line) {
    for (const char* skipped : {"OPENQASM", "include", "//", "qubit[", "qreg", "bit[", "creg", "barrier", "delay["})
      if (line.starts_with(skipped)) return;
    if (line.starts_with("gate ")) return define(line);
    const QasmCall call = call_of(split_at(line, ';').front());
    std::vector<int> operands;
    for (const std::string& qubit : call.qubits) operands.push_back(std::stoi(qubit.substr(2)));
    apply(call, operands, 0);
  }

  void define(const std::string& line) {
    const auto open = line.find('{'), close = line.find('}');
    const QasmCall head = call_of(trimmed(line.substr(5, open - 5)));
    QasmDefinition& definition = definitions[head.name];
    for (const std::string& part : split_at(line.substr(open + 1, close - open - 1), ';'))
      definition.body.push_back(call_of(part));
  }

  void apply(const QasmCall& call, const std::vector<int>& operands, double theta) {
    const double value = call.parameter.empty() ? 0 : value_of(call.parameter, theta);
    const auto found = definitions.find(call.name);
    if (found == definitions.end()) return multiply(call.name, operands, value);
    for (const QasmCall& inner : found->second.body) {
      std::vector<int> mapped;
      for (const std::string& name : inner.qubits) mapped.push_back(operands.at(name == "a" ? 0 : 1));
      apply(inner, mapped, value);
    }
  }

  /// A gate that a standard library has; controlled rotations are put together from the table's gates.
  void multiply(const std::string& name, const std::vector<int>& on, double value) {
    using circuit::GateKind;
    if (name == "crx" || name == "crz") {  // R(t/2), CZ or CX, R(-t/2), CZ or CX
      const GateKind turn = name == "crx" ? GateKind::rx : GateKind::rz;
      const GateKind flip = name == "crx" ? GateKind::cz : GateKind::cx;
      for (const double half : {value / 2, -value / 2}) {
        gate(turn, {on[1]}, half);
        gate(flip, on, 0);
      }
    } else if (name == "cp" || name == "cu1") {
      gate(GateKind::p, {on[0]}, value / 2);
      gate(GateKind::p, {on[1]}, value / 2);
      gate(GateKind::rzz, on, -value / 2);
    } else {
      const auto* spec = circuit::find_gate(name == "u1" ? "p" : name);
      gate(spec->kind, on, value);
    }
  }

  void gate(circuit::GateKind kind, const std::vector<int>& on, double value) {
    circuit::Operation operation{kind, {}, value};
    for (std::size_t k = 0; k < on.size(); ++k) operation.qubits[k] = static_cast<std::uint32_t>(on[k]);
    unitary = dense_unitary(operation, qubits_) * unitary;
  }

  int qubits_;
};

}  // namespace qgauge::test
