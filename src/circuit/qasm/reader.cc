// Statements, includes, branches and loops. Called through read_openqasm.
// Does no I/O and knows no device.
#include "circuit/qasm/reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "circuit/qasm/standard_gates.hpp"

namespace qgauge::circuit::qasm {
namespace {

struct Refused {
  std::string_view word;
  std::string_view advice;
};

/// Statements of OpenQASM 3 that are refused by their names.
constexpr std::array refused{
    Refused{"while", "repeat with 'for' over constants"},
    Refused{"switch", "write 'if' and 'else'"},
    Refused{"def", "define a gate, or write the statements where they are called"},
    Refused{"return", "leave subroutines out"},
    Refused{"extern", "leave external functions out"},
    Refused{"cal", "leave pulses out"},
    Refused{"defcal", "leave pulses out"},
    Refused{"defcalgrammar", "leave pulses out"},
    Refused{"box", "leave the box out"},
    Refused{"input", "bind the parameters before writing"},
    Refused{"array", "use bit registers and constants"},
    Refused{"duration", "write durations where they are used"},
    Refused{"stretch", "write durations in ns"},
    Refused{"complex", "use real constants"},
    Refused{"break", "give the loop the range that it needs"},
    Refused{"continue", "give the loop the range that it needs"},
    Refused{"end", "leave out what is not run"},
    Refused{"int", "declare it const, or as bit"},
    Refused{"uint", "declare it const, or as bit"},
    Refused{"float", "declare it const"},
    Refused{"angle", "declare it const"},
    Refused{"bool", "declare it as bit"},
};

const Refused* refusal_of(std::string_view word) {
  const auto found = std::ranges::find(refused, word, &Refused::word);
  return found == refused.end() ? nullptr : &*found;
}

}  // namespace

Reader::Reader(std::string_view text, std::string_view name, const IncludeReader& include, const QasmLimits& limits)
    : include_(include), limits_(limits), expander_(limits.steps), lexer_(text) {
  sources_.push_back({std::string(name), text, true});
  symbols_.reserve(256);
  symbols_["U"] = {SymbolKind::gate, true, expander_.general_gate(), 0, false, {}};
  symbols_["CX"] = {SymbolKind::gate, true, expander_.table_gate(GateKind::cx), 0, false, {}};
  symbols_["gphase"] = {SymbolKind::gate, true, expander_.phase_gate(), 0, false, {}};
}

core::Result<Program> Reader::read() {
  const std::string_view text = sources_.back().text;
  if (text.size() > limits_.bytes)
    return core::unusable(sources_.back().name, fmt::format("{} bytes", text.size()),
                          fmt::format("at most {}", limits_.bytes), "split the circuit");
  bytes_ = text.size();
  QGAUGE_CHECK(header());
  QGAUGE_CHECK(statements());
  QGAUGE_CHECK(finish());
  return std::move(program_);
}

/// The version, if the text says one; else OpenQASM 2 where it declares a qreg first.
core::Status Reader::header() {
  if (!peek().is_name("OPENQASM")) {
    const std::string_view text = lexer_.source();
    sources_.back().version_3 = text.find("qreg") == std::string_view::npos;
    return {};
  }
  take();
  const Token version = take();
  const bool number = version.kind == TokenKind::real || version.kind == TokenKind::whole;
  if (!number || (version.text != "2" && version.text != "3" && !version.text.starts_with("2.") &&
                  !version.text.starts_with("3.")))
    return refuse_token(version, "version 2 or 3", "write OPENQASM 2.0; or OPENQASM 3.0;");
  sources_.back().version_3 = version.text.starts_with("3");
  return expect(";", "after the version");
}

core::Status Reader::statements() {
  while (peek().kind != TokenKind::end) QGAUGE_CHECK(statement());
  return {};
}

core::Status Reader::statement() {
  const Token first = peek();
  pool_.clear();
  if (first.kind == TokenKind::name) {
    const Symbol* symbol = find(first.text);
    if (symbol != nullptr && symbol->kind == SymbolKind::gate) return call(take());
    if (symbol != nullptr && symbol->kind == SymbolKind::bits) return assignment(take(), *symbol);
    bool known = true;
    const core::Status status = keyword(first.text, known);
    if (known) return status;
    return call(take());
  }
  if (first.is("@")) {  // an annotation is for compilers
    lexer_.skip_line();
    ahead_.reset();
    return {};
  }
  if (first.is(";")) {
    take();
    return {};
  }
  return refuse_token(first, "a statement");
}

core::Status Reader::keyword(std::string_view word, bool& known) {
  const Token at = peek();
  if (word == "include") return take(), include_statement(at);
  if (word == "qreg") return take(), declare_register(SymbolKind::qubits, true);
  if (word == "creg") return take(), declare_register(SymbolKind::bits, true);
  if (word == "gate" || word == "opaque") return take(), gate_definition(word == "opaque");
  if (word == "measure") return take(), measure_statement(std::nullopt);
  if (word == "reset") return take(), reset_statement();
  if (word == "barrier") return take(), barrier_statement();
  if (word == "if") return take(), if_statement(at);
  if (word == "OPENQASM")
    return refuse(at, "a second version", "the version in the first statement alone", "leave it out");
  if (!version_3()) {
    known = false;
    return {};
  }
  if (word == "qubit") return take(), declare_register(SymbolKind::qubits, false);
  if (word == "bit") return take(), declare_register(SymbolKind::bits, false);
  if (word == "output") {
    take();
    if (!peek().is_name("bit")) return refuse_token(peek(), "'bit' after 'output'", "return bits alone");
    return take(), declare_register(SymbolKind::bits, false);
  }
  if (word == "const") return take(), declare_constant();
  if (word == "let") return take(), declare_alias();
  if (word == "for") return take(), for_statement(at);
  if (word == "delay") return take(), delay_statement();
  if (word == "pragma") {
    lexer_.skip_line();
    ahead_.reset();
    return {};
  }
  if (const Refused* row = refusal_of(word))
    return refuse(at, fmt::format("'{}'", word), "a statement that circuits need", std::string(row->advice));
  known = false;
  return {};
}

core::Status Reader::include_statement(const Token& at) {
  const Token file = take();
  if (file.kind != TokenKind::text) return refuse_token(file, "a file name in quotes");
  QGAUGE_CHECK(expect(";", "after the file name"));
  if (file.text == "qelib1.inc" || file.text == "stdgates.inc") return include_standard();
  if (scope_ > 0 || sources_.size() > limits_.includes || ++included_ > 1000)
    return refuse(at, scope_ > 0 ? "an include within a block" : "includes within includes",
                  fmt::format("at most {} within each other and 1000 in all, outside of blocks", limits_.includes),
                  "write one file");
  if (!include_)
    return refuse(file, fmt::format("the file \"{}\"", file.text), "qelib1.inc or stdgates.inc", "write one file");
  auto text = include_(file.text, sources_.back().name);
  if (!text) {
    if (text.error().where.empty()) text.error().where = place(file);
    return std::unexpected(std::move(text).error());
  }
  bytes_ += text->size();
  if (bytes_ > limits_.bytes)
    return refuse(file, "more text with all includes", fmt::format("at most {} bytes", limits_.bytes));
  texts_.push_back(std::move(*text));
  return source({std::string(file.text), texts_.back(), version_3()});
}

/// Reads a text in place of the statement that includes it.
core::Status Reader::source(Source next) {
  const Lexer kept = lexer_;
  const std::optional<Token> kept_ahead = std::exchange(ahead_, std::nullopt);
  lexer_ = Lexer(next.text);
  sources_.push_back(std::move(next));
  if (peek().is_name("OPENQASM")) QGAUGE_CHECK(header());
  QGAUGE_CHECK(statements());
  sources_.pop_back();
  lexer_ = kept;
  ahead_ = kept_ahead;
  return {};
}

core::Status Reader::include_standard() {
  if (standard_) return {};
  standard_ = true;
  for (const TableName& row : standard_names())
    symbols_.try_emplace(row.name, Symbol{SymbolKind::gate, true, expander_.table_gate(row.kind), 0, false, {}});
  return source({"standard gates", standard_definitions(), true});
}

core::Status Reader::enter(const Token& at) {
  if (++depth_ > limits_.depth)
    return refuse(at, fmt::format("blocks within blocks, {} deep", depth_), fmt::format("at most {}", limits_.depth),
                  "write them less deep");
  return {};
}

/// A statement, or statements in braces; names that are declared within are forgotten after it.
core::Status Reader::block() {
  QGAUGE_CHECK(enter(peek()));
  const std::size_t mark = shadowed_.size();
  ++scope_;
  if (accept("{")) {
    while (!peek().is("}")) {
      if (peek().kind == TokenKind::end) return refuse_token(peek(), "'}' at the end of the block");
      QGAUGE_CHECK(statement());
    }
    take();
  } else {
    QGAUGE_CHECK(statement());
  }
  --scope_;
  --depth_;
  while (shadowed_.size() > mark) {
    const auto& [name, symbol] = shadowed_.back();
    if (symbol) {
      symbols_[name] = *symbol;
    } else {
      symbols_.erase(name);
    }
    shadowed_.pop_back();
  }
  return {};
}

/// What is never run is only looked at for its braces.
core::Status Reader::skip_block() {
  std::size_t open = 0;
  while (true) {
    const Token token = take();
    if (token.kind == TokenKind::end) return refuse_token(token, "'}' or ';' at the end of the block");
    if (token.is("{")) ++open;
    if (token.is("}") && --open == 0) return {};
    if (token.is(";") && open == 0) return {};
  }
}

std::uint32_t Reader::begin_branch(InstructionKind kind, std::uint32_t expression) {
  program_.instructions.push_back({kind, 0, 0, expression});
  fresh_instruction_ = true;
  return static_cast<std::uint32_t>(program_.instructions.size() - 1);
}

void Reader::end_branch(std::uint32_t instruction) {
  program_.instructions[instruction].a = static_cast<std::uint32_t>(program_.instructions.size());
  fresh_instruction_ = true;
}

core::Status Reader::if_statement(const Token& at) {
  QGAUGE_CHECK(expect("(", "after 'if'"));
  QGAUGE_TRY(const Expression condition, expression());
  QGAUGE_CHECK(expect(")", "after the condition"));
  if (const auto known = condition.constant()) {
    QGAUGE_CHECK(known->truth() ? block() : skip_block());
    if (!peek().is_name("else")) return {};
    take();
    return known->truth() ? skip_block() : block();
  }
  std::string obstacle;
  auto classical = condition.classical(obstacle);
  if (!classical) return refuse(at, obstacle, "a condition on at most 64 bits", "compare parts of the register");
  program_.expressions.push_back(std::move(*classical));
  const auto index = static_cast<std::uint32_t>(program_.expressions.size() - 1);
  ++conditional_;
  const std::uint32_t branch = begin_branch(InstructionKind::jump_unless, index);
  QGAUGE_CHECK(block());
  if (version_3() && peek().is_name("else")) {
    take();
    const std::uint32_t over = begin_branch(InstructionKind::jump, 0);
    end_branch(branch);
    QGAUGE_CHECK(block());
    end_branch(over);
  } else {
    end_branch(branch);
  }
  --conditional_;
  return {};
}

core::Status Reader::for_statement(const Token& at) {
  QGAUGE_TRY(Token variable, expect_name("a loop variable or its type"));
  if (peek().is("[") || !peek().is_name("in")) {
    if (accept("[")) {
      QGAUGE_CHECK(whole_number("the width of the type"));
      QGAUGE_CHECK(expect("]", "after the width"));
    }
    QGAUGE_TRY(variable, expect_name("a loop variable"));
  }
  if (!take().is_name("in")) return refuse(at, "'for' without 'in'", "for TYPE NAME in SET");
  QGAUGE_TRY(const auto values, loop_values());
  return repeat(variable.text, values);
}

/// [a:b], [a:step:b], both ends included, or {a, b, ...}.
core::Result<std::vector<std::int64_t>> Reader::loop_values() {
  std::vector<std::int64_t> values;
  const Token open = take();
  if (open.is("{")) {
    do {
      QGAUGE_TRY(const std::int64_t value, whole_number("a value of the loop"));
      values.push_back(value);
    } while (accept(","));
    QGAUGE_CHECK(expect("}", "after the values"));
    return values;
  }
  if (!open.is("[")) return refuse_token(open, "a range [first:last] or a set {a, b}", "loop over constants");
  QGAUGE_TRY(const std::int64_t first, whole_number("the first value"));
  QGAUGE_CHECK(expect(":", "in the range"));
  QGAUGE_TRY(std::int64_t last, whole_number("the last value"));
  std::int64_t step = 1;
  if (accept(":")) {
    step = last;
    QGAUGE_TRY(last, whole_number("the last value"));
  }
  QGAUGE_CHECK(expect("]", "after the range"));
  if (step == 0) return refuse(open, "a range of step 0", "another step");
  const double count =
      std::floor((static_cast<double>(last) - static_cast<double>(first)) / static_cast<double>(step)) + 1;
  if (count > static_cast<double>(limits_.steps))
    return refuse(open, fmt::format("a loop of {:.0f} repetitions", count), fmt::format("at most {}", limits_.steps),
                  "repeat less");
  for (std::int64_t k = 0; k < static_cast<std::int64_t>(count); ++k) values.push_back(first + k * step);
  return values;
}

core::Status Reader::repeat(std::string_view variable, const std::vector<std::int64_t>& values) {
  const Token body = peek();
  if (values.empty()) return skip_block();
  const auto found = symbols_.find(variable);
  const std::optional<Symbol> kept = found == symbols_.end() ? std::nullopt : std::optional(found->second);
  for (const std::int64_t value : values) {
    if (++repetitions_ > limits_.steps)
      return refuse(body, fmt::format("more than {} repetitions of loops", limits_.steps), "fewer", "repeat less");
    symbols_[variable] = {SymbolKind::constant, false, 0, 0, true, Value::of_whole(value)};
    lexer_.seek(body.offset);
    ahead_.reset();
    QGAUGE_CHECK(block());
  }
  if (kept) {
    symbols_[variable] = *kept;
  } else {
    symbols_.erase(variable);
  }
  return {};
}

/// What calls have emitted becomes an instruction, or part of the last one.
void Reader::collect_operations() {
  const auto end = static_cast<std::uint32_t>(expander_.emitter().operations.size());
  if (end == collected_) return;
  auto& instructions = program_.instructions;
  const bool extends =
      !fresh_instruction_ && !instructions.empty() && instructions.back().kind == InstructionKind::operations;
  if (extends) {
    instructions.back().b = end;
  } else {
    instructions.push_back({InstructionKind::operations, collected_, end, 0});
  }
  collected_ = end;
  fresh_instruction_ = false;
}

core::Status Reader::finish() {
  program_.operations = std::move(expander_.emitter().operations);
  program_.global_phase = std::remainder(expander_.emitter().phase, 2 * std::numbers::pi);
  if (!physical_.empty()) number_physical_qubits();
  if (program_.qubits == 0)
    return core::unusable(sources_.back().name, "no qubits", "a circuit on at least one", "declare a register");
  return {};
}

/// The device's qubits in ascending order become register qubits.
void Reader::number_physical_qubits() {
  std::vector<std::uint32_t> sorted = physical_;
  std::ranges::sort(sorted);
  std::vector<std::uint32_t> number(physical_.size());
  for (std::size_t k = 0; k < physical_.size(); ++k)
    number[k] = static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, physical_[k]) - sorted.begin());
  for (Operation& operation : program_.operations)
    for (int k = 0; k < spec_of(operation.gate).qubits; ++k) {
      auto& qubit = operation.qubits[static_cast<std::size_t>(k)];
      qubit = number[qubit];
    }
  for (Instruction& instruction : program_.instructions)
    if (instruction.kind == InstructionKind::measure || instruction.kind == InstructionKind::reset)
      instruction.a = number[instruction.a];
  program_.layout.assign(sorted.begin(), sorted.end());
}

Token Reader::take() {
  if (!ahead_) return lexer_.next();
  const Token token = *ahead_;
  ahead_.reset();
  return token;
}

const Token& Reader::peek() {
  if (!ahead_) ahead_ = lexer_.next();
  return *ahead_;
}

bool Reader::accept(std::string_view mark) {
  if (!peek().is(mark)) return false;
  ahead_.reset();
  return true;
}

core::Status Reader::expect(std::string_view mark, const char* where) {
  const Token token = take();
  if (token.is(mark)) return {};
  return refuse_token(token, fmt::format("'{}' {}", mark, where));
}

core::Result<Token> Reader::expect_name(const char* what) {
  const Token token = take();
  if (token.kind != TokenKind::name) return refuse_token(token, what);
  return token;
}

std::string Reader::place(const Token& at) const {
  return fmt::format("{}:{}", sources_.back().name, place_of(sources_.back().text, at.offset));
}

std::unexpected<core::Error> Reader::refuse(const Token& at, const std::string& found, const std::string& expected,
                                            const std::string& advice) const {
  return core::unusable(place(at), found, expected, advice.empty() ? "correct the circuit" : advice);
}

std::unexpected<core::Error> Reader::refuse_token(const Token& at, const std::string& expected,
                                                  const std::string& advice) const {
  std::string text(at.text.substr(0, 40));
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) c = '?';
  const std::string found = at.kind == TokenKind::end                                ? "the end of the text"
                            : at.kind == TokenKind::bad && at.text.starts_with("/*") ? "a comment that does not end"
                                                                                     : fmt::format("'{}'", text);
  return refuse(at, found, expected, advice);
}

core::Status Reader::placed(core::Status status, const Token& at) const {
  if (status) return status;
  core::Error error = std::move(status).error();
  if (error.where.empty()) error.where = place(at);
  return std::unexpected(std::move(error));
}

const Symbol* Reader::find(std::string_view name) const {
  const auto found = symbols_.find(name);
  return found == symbols_.end() ? nullptr : &found->second;
}

std::string Reader::qubit_text(std::uint32_t qubit) const {
  if (qubit < physical_.size()) return fmt::format("${}", physical_[qubit]);
  for (const Register& row : program_.quantum_registers)
    if (qubit >= row.first && qubit < row.first + row.size) return fmt::format("{}[{}]", row.name, qubit - row.first);
  return fmt::format("qubit {}", qubit);
}

}  // namespace qgauge::circuit::qasm

namespace qgauge::circuit {

core::Result<Program> read_openqasm(std::string_view text, std::string_view name, const IncludeReader& include,
                                    const QasmLimits& limits) {
  return qasm::Reader(text, name, include, limits).read();
}

}  // namespace qgauge::circuit
