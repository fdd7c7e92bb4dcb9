// Writes OpenQASM 3 and 2. Called through to_openqasm. Must not know why a circuit is written, nor any provider's
// dialect.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "qgauge/circuit/openqasm.hpp"

namespace qgauge::circuit {
namespace {

/// How a gate is written that the library lacks: `call` is its name where it is used, `body` its definition on a and b.
/// Equal to unitary_of up to a global phase.
struct Definition {
  GateKind kind;
  std::string_view call;
  std::string_view head;
  std::string_view body;
};

// exp(-i pi/4 ZX) = CX . S (x) SX up to phase, so ECR = X . CX . S (x) SX. CX turns XX into XI and YY into -XZ, so
// exp(-i t/2 (XX + YY)) is an X rotation by 2t of a, controlled by b, between two CX: t = -pi/4 is the square root of
// iSWAP; t = pi/2 and a controlled phase of -pi/6 are the Sycamore gate (Foxen et al., PRL 125, 120504).
constexpr std::array definitions_3{
    Definition{GateKind::sxdg, "sxdg", "sxdg a", "rx(-pi/2) a;"},
    Definition{GateKind::ecr, "ecr", "ecr a, b", "s a; sx b; cx a, b; x a;"},
    Definition{GateKind::iswap, "iswap", "iswap a, b", "s a; s b; h a; cx a, b; cx b, a; h b;"},
    Definition{GateKind::sqrt_iswap, "sqrt_iswap", "sqrt_iswap a, b", "cx a, b; crx(-pi/2) b, a; cx a, b;"},
    Definition{GateKind::sycamore, "sycamore", "sycamore a, b", "cx a, b; crx(pi) b, a; cx a, b; cp(-pi/6) a, b;"},
    Definition{GateKind::rxx, "rxx", "rxx(theta) a, b", "h a; h b; cx a, b; rz(theta) b; cx a, b; h a; h b;"},
    Definition{GateKind::ryy, "ryy", "ryy(theta) a, b",
               "rx(pi/2) a; rx(pi/2) b; cx a, b; rz(theta) b; cx a, b; rx(-pi/2) a; rx(-pi/2) b;"},
    Definition{GateKind::rzz, "rzz", "rzz(theta) a, b", "cx a, b; rz(theta) b; cx a, b;"},
};

// Many readers of OpenQASM 2 add gates to qelib1.inc, and a second definition of one is an error for them: so the
// names here are ones that no library has.
constexpr std::array definitions_2{
    Definition{GateKind::swap, "qg_swap", "qg_swap a, b", "cx a, b; cx b, a; cx a, b;"},
    Definition{GateKind::ecr, "qg_ecr", "qg_ecr a, b", "s a; rx(pi/2) b; cx a, b; x a;"},
    Definition{GateKind::iswap, "qg_iswap", "qg_iswap a, b", "s a; s b; h a; cx a, b; cx b, a; h b;"},
    Definition{GateKind::sqrt_iswap, "qg_sqrt_iswap", "qg_sqrt_iswap a, b",
               "cx a, b; h a; crz(-pi/2) b, a; h a; cx a, b;"},
    Definition{GateKind::sycamore, "qg_sycamore", "qg_sycamore a, b",
               "cx a, b; h a; crz(pi) b, a; h a; cx a, b; cu1(-pi/6) a, b;"},
    Definition{GateKind::rxx, "qg_rxx", "qg_rxx(theta) a, b", "h a; h b; cx a, b; rz(theta) b; cx a, b; h a; h b;"},
    Definition{GateKind::ryy, "qg_ryy", "qg_ryy(theta) a, b",
               "rx(pi/2) a; rx(pi/2) b; cx a, b; rz(theta) b; cx a, b; rx(-pi/2) a; rx(-pi/2) b;"},
    Definition{GateKind::rzz, "qg_rzz", "qg_rzz(theta) a, b", "cx a, b; rz(theta) b; cx a, b;"},
};

std::span<const Definition> definitions_of(QasmVersion version) {
  if (version == QasmVersion::two) return definitions_2;
  return definitions_3;
}

/// Gates that qelib1.inc has under another name, up to a global phase.
std::optional<std::string_view> renamed(GateKind gate, QasmVersion version) {
  if (version == QasmVersion::three) return std::nullopt;
  if (gate == GateKind::p) return "u1";
  if (gate == GateKind::sx) return "rx(pi/2)";
  if (gate == GateKind::sxdg) return "rx(-pi/2)";
  return std::nullopt;
}

/// The shortest text that reads back to the same number, with the point that OpenQASM 2 wants in a real.
std::string real_text(double value) {
  std::string text = fmt::format("{}", value);
  if (text.find('.') != std::string::npos) return text;
  const std::size_t end = std::min(text.find('e'), text.size());
  return text.insert(end, ".0");
}

/// The shortest decimal text of `seconds`, its point moved by nine places: no rounding.
std::string nanoseconds_text(double seconds) {
  if (seconds == 0) return "0";
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), seconds, std::chars_format::scientific);
  const std::string_view text(buffer.data(), end.ptr);
  const std::size_t mark = text.find('e');
  std::string digits(text.substr(0, mark));
  std::erase(digits, '.');
  std::string_view power = text.substr(mark + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  int exponent = 0;
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  const int point = exponent + 1 + 9;  // digits before the decimal point
  if (point <= 0) return fmt::format("0.{}{}", std::string(static_cast<std::size_t>(-point), '0'), digits);
  const auto whole = static_cast<std::size_t>(point);
  if (digits.size() <= whole) return digits.append(whole - digits.size(), '0');
  return fmt::format("{}.{}", std::string_view(digits).substr(0, whole), std::string_view(digits).substr(whole));
}

class Writer {
 public:
  Writer(const Circuit& circuit, const QasmOptions& options) : circuit_(circuit), version_(options.version) {
    physical_ = options.physical && !circuit.layout.empty() && version_ == QasmVersion::three;
  }

  std::string text() {
    header();
    definitions();
    registers();
    for (const Operation& operation : circuit_.operations) write(operation);
    return std::move(text_);
  }

 private:
  std::string qubit(std::size_t q) const {
    return physical_ ? fmt::format("${}", circuit_.layout[q]) : fmt::format("q[{}]", q);
  }

  void header() {
    const bool two = version_ == QasmVersion::two;
    text_ = two ? "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n" : "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";
    if (circuit_.layout.empty() || physical_) return;
    text_ += fmt::format("// q[k] stands on the device's qubit, k from 0: {}\n", fmt::join(circuit_.layout, " "));
  }

  void definitions() {
    for (const Definition& row : definitions_of(version_)) {
      const bool used = std::ranges::find(circuit_.operations, row.kind, &Operation::gate) != circuit_.operations.end();
      if (used) text_ += fmt::format("gate {} {{ {} }}\n", row.head, row.body);
    }
  }

  void registers() {
    const int n = circuit_.qubits;
    if (version_ == QasmVersion::two) {
      text_ += fmt::format("qreg q[{}];\ncreg c[{}];\n", n, n);
    } else {
      if (!physical_) text_ += fmt::format("qubit[{}] q;\n", n);
      text_ += fmt::format("bit[{}] c;\n", n);
    }
  }

  void write(const Operation& operation) {
    if (operation.gate == GateKind::barrier) return barrier();
    if (operation.gate == GateKind::measure) return measure(operation.qubits[0]);
    if (operation.gate == GateKind::delay) return delay(operation);
    gate(operation);
  }

  void delay(const Operation& operation) {
    text_ += fmt::format("delay[{}ns] {};\n", nanoseconds_text(operation.parameter), qubit(operation.qubits[0]));
  }

  void barrier() {
    text_ += "barrier ";
    if (!physical_) {
      text_ += "q;\n";
      return;
    }
    for (std::size_t q = 0; q < circuit_.layout.size(); ++q) text_ += fmt::format("{}{}", q == 0 ? "" : ", ", qubit(q));
    text_ += ";\n";
  }

  void measure(std::size_t q) {
    text_ += version_ == QasmVersion::two ? fmt::format("measure {} -> c[{}];\n", qubit(q), q)
                                          : fmt::format("c[{}] = measure {};\n", q, qubit(q));
  }

  std::string_view name_of(GateKind gate) const {
    if (const auto other = renamed(gate, version_)) return *other;
    const auto rows = definitions_of(version_);
    const auto row = std::ranges::find(rows, gate, &Definition::kind);
    return row == rows.end() ? spec_of(gate).name : row->call;
  }

  void gate(const Operation& operation) {
    const GateSpec& spec = spec_of(operation.gate);
    text_ += name_of(operation.gate);
    if (spec.parameter) text_ += fmt::format("({})", real_text(operation.parameter));
    text_ += fmt::format(" {}", qubit(operation.qubits[0]));
    if (spec.qubits == 2) text_ += fmt::format(", {}", qubit(operation.qubits[1]));
    text_ += ";\n";
  }

  const Circuit& circuit_;
  QasmVersion version_;
  bool physical_;
  std::string text_;
};

}  // namespace

core::Result<std::string> to_openqasm(const Circuit& circuit, const QasmOptions& options) {
  QGAUGE_CHECK(check(circuit));
  if (circuit.qubits == 0) return core::unusable("circuit", "a register of 0 qubits", "at least one");
  const bool waits = std::ranges::any_of(circuit.operations,
                                         [](const Operation& operation) { return operation.gate == GateKind::delay; });
  if (waits && options.version == QasmVersion::two)
    return core::unusable("circuit", "a delay", "none in OpenQASM 2, which has no waits", "write OpenQASM 3");
  return Writer(circuit, options).text();
}

}  // namespace qgauge::circuit
