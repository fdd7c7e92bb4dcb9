// Declarations, measurement, reset, delay, barrier and assignment. Part of Reader.
// Knows no gates.
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "circuit/qasm/reader.hpp"

namespace qgauge::circuit::qasm {
namespace {

/// Of `dt` it is 0: that unit is the machine's.
double exponent_of(std::string_view unit) {
  if (unit == "ns") return -9;
  if (unit == "ms") return -3;
  if (unit == "s") return 0;
  return -6;
}

/// The decimal text times a power of ten, without rounding twice.
double scaled(std::string text, std::string_view unit) {
  std::erase(text, '_');
  const int exponent = static_cast<int>(exponent_of(unit));
  double value = 0;
  if (text.find_first_of("eE") == std::string::npos) text += fmt::format("e{}", exponent);
  const bool shifted = text.ends_with(fmt::format("e{}", exponent));
  std::from_chars(text.data(), text.data() + text.size(), value);
  return shifted ? value : value * std::pow(10.0, exponent);
}

}  // namespace

core::Status Reader::declare(const Token& name, const Symbol& symbol) {
  const auto found = symbols_.find(name.text);
  if (scope_ > 0) {
    shadowed_.emplace_back(name.text, found == symbols_.end() ? std::nullopt : std::optional(found->second));
  } else if (found != symbols_.end() && !found->second.standard) {
    return refuse(name, fmt::format("a second declaration of '{}'", name.text), "every name declared once",
                  "choose another name");
  }
  symbols_[name.text] = symbol;
  return {};
}

/// [n] after the type or the name.
core::Result<std::uint32_t> Reader::register_size(const Token& at) {
  QGAUGE_TRY(const std::int64_t size, whole_number("the size of a register"));
  QGAUGE_CHECK(expect("]", "after the size"));
  if (size < 1 || size > 0x7fffffff)
    return refuse(at, fmt::format("a register of size {}", size), "at least 1 and below 2^31");
  return static_cast<std::uint32_t>(size);
}

/// qreg q[2]; or qubit[2] q; and the same of bits, which may have a value or a measurement.
core::Status Reader::declare_register(SymbolKind kind, bool old_style) {
  if (scope_ > 0) return refuse_token(peek(), "declarations outside of blocks", "declare the register before");
  Symbol symbol{kind, false, 0, 1, true, {}};
  const auto sized = [&]() -> core::Status {
    const Token at = peek();
    if (!accept("[")) return {};
    QGAUGE_TRY(symbol.size, register_size(at));
    symbol.scalar = false;
    return {};
  };
  if (!old_style) QGAUGE_CHECK(sized());
  QGAUGE_TRY(const Token name, expect_name("the name of a register"));
  if (old_style) QGAUGE_CHECK(sized());
  const bool qubits = kind == SymbolKind::qubits;
  if (qubits && !physical_.empty()) return refuse_token(name, "registers alone or machine's qubits alone");
  auto& registers = qubits ? program_.quantum_registers : program_.classical_registers;
  const std::size_t used = qubits ? static_cast<std::size_t>(program_.qubits) : program_.bits;
  const std::size_t most = qubits ? limits_.qubits : limits_.bits;
  const char* what = qubits ? "qubits" : "classical bits";
  if (used + symbol.size > most)
    return refuse(name, fmt::format("{} {}", used + symbol.size, what), fmt::format("at most {}", most),
                  "use fewer of them");
  if (program_.quantum_registers.size() + program_.classical_registers.size() >= limits_.registers)
    return refuse(name, "more registers", fmt::format("at most {}", limits_.registers), "use larger registers");
  symbol.first = static_cast<std::uint32_t>(used);
  QGAUGE_CHECK(declare(name, symbol));
  registers.push_back({std::string(name.text), symbol.first, symbol.size});
  if (qubits) {
    program_.qubits += static_cast<int>(symbol.size);
  } else {
    program_.bits += symbol.size;
  }
  if (qubits || old_style || !peek().is("=")) return expect(";", "after the declaration");
  return assignment(name, symbol);
}

/// const float[64] x = pi / 2;
core::Status Reader::declare_constant() {
  QGAUGE_TRY(const Token type, expect_name("the type of a constant"));
  const bool whole = type.text == "int" || type.text == "uint" || type.text == "bool" || type.text == "bit";
  if (!whole && type.text != "float" && type.text != "angle")
    return refuse_token(type, "int, uint, float, angle, bool or bit");
  if (accept("[")) {
    QGAUGE_CHECK(whole_number("the width of the type"));
    QGAUGE_CHECK(expect("]", "after the width"));
  }
  QGAUGE_TRY(const Token name, expect_name("the name of a constant"));
  QGAUGE_CHECK(expect("=", "after the name"));
  const Token at = peek();
  QGAUGE_TRY(const Expression expression_value, expression());
  const auto value = expression_value.constant();
  if (!value || (whole && !value->whole))
    return refuse_token(at, fmt::format("a constant of type {}", type.text), "use constants");
  QGAUGE_CHECK(expect(";", "after the value"));
  return declare(name, {SymbolKind::constant, false, 0, 0, true, whole ? *value : Value::of(value->number())});
}

/// let pair = q[0:1] ++ r;
core::Status Reader::declare_alias() {
  QGAUGE_TRY(const Token name, expect_name("the name of an alias"));
  QGAUGE_CHECK(expect("=", "after the name"));
  do QGAUGE_CHECK(qubit_operand());
  while (accept("++"));
  QGAUGE_CHECK(expect(";", "after the qubits"));
  aliases_.push_back(pool_);
  return declare(name, {SymbolKind::alias, false, static_cast<std::uint32_t>(aliases_.size() - 1), 0, false, {}});
}

/// measure q; measure q -> c; or c = measure q; where the bits are already read.
core::Status Reader::measure_statement(std::optional<Range> target) {
  const Token at = peek();
  QGAUGE_TRY(const Range qubits, qubit_operand());
  if (!target && accept("->")) {
    QGAUGE_TRY(const Token name, expect_name("a register of bits"));
    const Symbol* symbol = find(name.text);
    if (symbol == nullptr) return refuse_token(name, "a register of bits that is declared", "declare the bits first");
    QGAUGE_TRY(target, bit_operand(name, *symbol));
  } else if (!target && !version_3()) {
    return refuse_token(peek(), "'->' and the bit to measure into");
  }
  QGAUGE_CHECK(expect(";", "after the measurement"));
  return append_measurements(qubits, target, at);
}

core::Status Reader::append_measurements(const Range& qubits, std::optional<Range> bits, const Token& at) {
  if (bits && bits->size != qubits.size)
    return refuse(at, fmt::format("{} qubits measured into {} bits", qubits.size, bits->size),
                  "as many bits as qubits");
  for (std::size_t k = 0; k < qubits.size; ++k) {
    const std::uint32_t bit = bits ? pool_[bits->first + k] : no_bit;
    program_.instructions.push_back({InstructionKind::measure, pool_[qubits.first + k], bit, 0});
  }
  fresh_instruction_ = true;
  return {};
}

core::Status Reader::reset_statement() {
  do {
    QGAUGE_TRY(const Range qubits, qubit_operand());
    for (std::size_t k = 0; k < qubits.size; ++k)
      program_.instructions.push_back({InstructionKind::reset, pool_[qubits.first + k], 0, 0});
  } while (accept(","));
  fresh_instruction_ = true;
  return expect(";", "after the qubits");
}

core::Status Reader::barrier_statement() {
  if (!peek().is(";")) {
    do QGAUGE_CHECK(qubit_operand());
    while (accept(","));
  }
  expander_.emitter().operations.push_back({GateKind::barrier, {}, 0});
  collect_operations();
  return expect(";", "after the qubits");
}

core::Status Reader::delay_statement() {
  QGAUGE_CHECK(expect("[", "after 'delay'"));
  const Token at = peek();
  QGAUGE_TRY(const double seconds, duration());
  QGAUGE_CHECK(expect("]", "after the duration"));
  if (!std::isfinite(seconds)) return refuse_token(at, "a duration that is finite");
  const bool all = peek().is(";");
  if (all)
    for (int q = 0; q < program_.qubits; ++q) pool_.push_back(static_cast<std::uint32_t>(q));
  while (!all) {
    QGAUGE_CHECK(qubit_operand());
    if (!accept(",")) break;
  }
  QGAUGE_CHECK(expect(";", "after the qubits"));
  if (at.text.ends_with("dt")) {
    program_.waits_in_dt = true;
    return {};
  }
  for (const std::uint32_t qubit : pool_) {
    if (!expander_.emitter().take())
      return refuse(at, "more operations", fmt::format("at most {}", limits_.steps), "split the circuit");
    expander_.emitter().operations.push_back({GateKind::delay, {qubit, 0}, seconds});
  }
  collect_operations();
  return {};
}

core::Result<double> Reader::duration() {
  const Token token = take();
  if (token.kind != TokenKind::timing)
    return refuse_token(token, "a duration such as 100ns", "write a number and its unit");
  const std::string_view text = token.text;
  const std::size_t digits = text.find_last_of("0123456789.") + 1;
  return scaled(std::string(text.substr(0, digits)), text.substr(digits));
}

/// c = ...; c[1] ^= ...; where the name is already read.
core::Status Reader::assignment(const Token& name, const Symbol& symbol) {
  const Symbol copy = symbol;
  QGAUGE_TRY(const Range bits, bit_operand(name, copy));
  const Token mark = take();
  std::optional<Code> combined;
  if (mark.is("+=")) combined = Code::add;
  if (mark.is("-=")) combined = Code::subtract;
  if (mark.is("|=")) combined = Code::bit_or;
  if (mark.is("&=")) combined = Code::bit_and;
  if (mark.is("^=")) combined = Code::bit_xor;
  if (!combined && !mark.is("=")) return refuse_token(mark, "'=' after the bits");
  if (!combined && peek().is_name("measure")) {
    take();
    return measure_statement(bits);
  }
  Expression value = fresh();
  if (combined) value.push_bits(pool_[bits.first], static_cast<std::uint32_t>(bits.size));
  QGAUGE_CHECK(parse_expression(value, 0));
  if (combined && !value.apply(*combined)) return refuse_token(mark, "an operation on bits");
  QGAUGE_CHECK(expect(";", "after the value"));
  return append_assignment(bits, value, name);
}

core::Status Reader::append_assignment(const Range& bits, const Expression& value, const Token& at) {
  std::string obstacle;
  auto classical = value.classical(obstacle);
  if (!classical) return refuse(at, obstacle, "bits, whole constants and operations on them");
  bool adjacent = bits.size <= 64;
  for (std::size_t k = 1; k < bits.size; ++k) adjacent = adjacent && pool_[bits.first + k] == pool_[bits.first] + k;
  if (!adjacent)
    return refuse(at, "an assignment to more than 64 bits, or to bits that do not stand side by side",
                  "at most 64 bits side by side", "assign them one by one");
  program_.expressions.push_back(std::move(*classical));
  program_.instructions.push_back({InstructionKind::assign, pool_[bits.first], static_cast<std::uint32_t>(bits.size),
                                   static_cast<std::uint32_t>(program_.expressions.size() - 1)});
  fresh_instruction_ = true;
  return {};
}

}  // namespace qgauge::circuit::qasm
