// Reads statements one by one and appends what they say to a program. Used by read_openqasm alone.
// Does no I/O: includes come from a function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "circuit/qasm/expander.hpp"
#include "circuit/qasm/expression.hpp"
#include "circuit/qasm/lexer.hpp"
#include "qgauge/circuit/read_openqasm.hpp"

namespace qgauge::circuit::qasm {

enum class SymbolKind : std::uint8_t { qubits, bits, constant, gate, alias };

struct Symbol {
  SymbolKind kind = SymbolKind::constant;
  bool standard = false;    ///< of a standard library: a text may define it anew
  std::uint32_t first = 0;  ///< qubits and bits; the gate; the alias
  std::uint32_t size = 0;
  bool scalar = false;  ///< declared without a size
  Value value;
};

/// Some qubits, or some bits, that a name with its index stands for.
struct Range {
  std::size_t first = 0;  ///< in the pool of the statement
  std::size_t size = 0;
  bool single = false;  ///< one element by its index
};

struct Source {
  std::string name;
  std::string_view text;
  bool version_3 = true;
};

class Reader {
 public:
  Reader(std::string_view text, std::string_view name, const IncludeReader& include, const QasmLimits& limits);
  core::Result<Program> read();

 private:
  // reader.cc: statements and blocks
  core::Status source(Source source);
  core::Status header();
  core::Status statements();
  core::Status statement();
  core::Status keyword(std::string_view word, bool& known);
  core::Status include_statement(const Token& at);
  core::Status include_standard();
  core::Status block();
  core::Status skip_block();
  core::Status if_statement(const Token& at);
  core::Status for_statement(const Token& at);
  core::Result<std::vector<std::int64_t>> loop_values();
  core::Status repeat(std::string_view variable, const std::vector<std::int64_t>& values);
  std::uint32_t begin_branch(InstructionKind kind, std::uint32_t expression);
  void end_branch(std::uint32_t instruction);
  core::Status enter(const Token& at);
  core::Status finish();
  void number_physical_qubits();

  // reader_statements.cc: declarations, measurement, reset, delay, barrier, assignment
  core::Status declare_register(SymbolKind kind, bool old_style);
  core::Status declare_constant();
  core::Status declare_alias();
  core::Status declare(const Token& name, const Symbol& symbol);
  core::Result<std::uint32_t> register_size(const Token& at);
  core::Status measure_statement(std::optional<Range> target);
  core::Status append_measurements(const Range& qubits, std::optional<Range> bits, const Token& at);
  core::Status reset_statement();
  core::Status barrier_statement();
  core::Status delay_statement();
  core::Status assignment(const Token& name, const Symbol& symbol);
  core::Status append_assignment(const Range& bits, const Expression& value, const Token& at);
  core::Status classical_value(Expression& value);
  core::Result<double> duration();

  // reader_gates.cc: definitions and calls of gates
  core::Status gate_definition(bool opaque);
  core::Result<std::vector<std::string_view>> names(std::string_view closing);
  core::Status body(Definition& definition);
  core::Status body_call(Definition& definition, const Token& first);
  core::Result<std::vector<Modifier>> modifiers(Token& next);
  core::Result<std::uint32_t> gate_named(const Token& name);
  core::Status arguments(std::vector<Expression>& into);
  core::Status check_arity(const Token& at, const Definition& definition, std::size_t arguments, std::size_t operands,
                           std::span<const Modifier> modifiers);
  core::Status call(const Token& first);
  core::Status call_gate(std::uint32_t gate, const Token& at, std::span<const Modifier> modifiers);
  core::Status broadcast(std::uint32_t gate, const Token& at, std::span<const Modifier> modifiers);
  core::Status check_distinct(const Token& at);

  // reader_expressions.cc: expressions, ranges, operands
  core::Result<Expression> expression();
  core::Status parse_expression(Expression& into, int tightness);
  core::Status prefix(Expression& into);
  core::Status named_value(Expression& into, const Token& name);
  core::Status call_function(Expression& into, const Token& name);
  core::Status bits_value(Expression& into, const Token& name, const Symbol& symbol);
  core::Result<double> number();
  core::Result<std::int64_t> whole_number(const char* what);
  core::Result<Range> qubit_operand();
  core::Result<Range> bit_operand(const Token& name, const Symbol& symbol);
  core::Result<Range> elements(const Token& name, const Symbol& symbol);
  core::Status indices(std::vector<std::uint32_t>& into, std::uint32_t size, bool& single, const Token& at);
  core::Status one_index(std::vector<std::uint32_t>& into, std::uint32_t size, bool& single, const Token& at);
  core::Status index_range(std::vector<std::uint32_t>& into, std::uint32_t size, std::int64_t first, const Token& at);
  core::Result<std::uint32_t> physical(const Token& token);

  // tokens and errors
  Token take();
  const Token& peek();
  bool accept(std::string_view mark);
  core::Status expect(std::string_view mark, const char* where);
  core::Result<Token> expect_name(const char* what);
  std::string place(const Token& at) const;
  std::unexpected<core::Error> refuse(const Token& at, const std::string& found, const std::string& expected,
                                      const std::string& advice = {}) const;
  std::unexpected<core::Error> refuse_token(const Token& at, const std::string& expected,
                                            const std::string& advice = {}) const;
  core::Status placed(core::Status status, const Token& at) const;
  const Symbol* find(std::string_view name) const;
  bool version_3() const { return sources_.back().version_3; }
  Expression fresh() const { return Expression(version_3()); }
  std::string qubit_text(std::uint32_t qubit) const;
  void collect_operations();

  const IncludeReader& include_;
  const QasmLimits& limits_;
  Program program_;
  Expander expander_;
  std::deque<std::string> texts_;  ///< of includes: names are views of them
  std::vector<Source> sources_;
  Lexer lexer_;
  std::optional<Token> ahead_;
  std::unordered_map<std::string_view, Symbol> symbols_;
  std::vector<std::pair<std::string_view, std::optional<Symbol>>> shadowed_;
  std::vector<std::vector<std::uint32_t>> aliases_;
  std::vector<std::uint32_t> physical_;  ///< device qubits in the order in which they occur
  std::unordered_map<std::uint32_t, std::uint32_t> physical_index_;
  std::unordered_map<std::string_view, std::uint32_t> body_parameters_, body_qubits_;
  bool in_body_ = false;
  std::string_view defining_;
  std::vector<std::uint32_t> pool_;  ///< elements of operands of the statement
  std::vector<Range> operands_;
  std::vector<double> values_;
  std::vector<Expression> arguments_;
  std::vector<std::uint32_t> call_qubits_, sorted_;
  std::size_t bytes_ = 0;
  std::size_t included_ = 0;
  std::size_t depth_ = 0;
  std::size_t expression_depth_ = 0;
  std::size_t conditional_ = 0;
  std::size_t scope_ = 0;
  std::uint64_t repetitions_ = 0;
  bool fresh_instruction_ = true;  ///< the next operation begins an instruction: a jump leads to it
  std::uint32_t collected_ = 0;    ///< operations that are in an instruction
  bool standard_ = false;
};

}  // namespace qgauge::circuit::qasm
