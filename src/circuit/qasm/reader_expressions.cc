// Expressions, by precedence, and what names with indices stand for. Part of Reader.
// Knows no statement.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "circuit/qasm/reader.hpp"

namespace qgauge::circuit::qasm {
namespace {

struct Infix {
  std::string_view mark;
  Code code;
  int tightness;  ///< a larger one binds first
};

constexpr std::array infixes{
    Infix{"||", Code::logical_or, 1},  Infix{"&&", Code::logical_and, 2}, Infix{"|", Code::bit_or, 3},
    Infix{"^", Code::bit_xor, 4},      Infix{"&", Code::bit_and, 5},      Infix{"==", Code::equal, 6},
    Infix{"!=", Code::different, 6},   Infix{"<", Code::less, 7},         Infix{"<=", Code::at_most, 7},
    Infix{">", Code::greater, 7},      Infix{">=", Code::at_least, 7},    Infix{"<<", Code::shift_left, 8},
    Infix{">>", Code::shift_right, 8}, Infix{"+", Code::add, 9},          Infix{"-", Code::subtract, 9},
    Infix{"*", Code::multiply, 10},    Infix{"/", Code::divide, 10},      Infix{"%", Code::modulo, 10},
    Infix{"**", Code::power, 12},
};
constexpr int tightness_of_signs = 11, tightness_of_powers = 12;

const Infix* infix_of(const Token& token) {
  if (token.kind != TokenKind::mark) return nullptr;
  const auto found = std::ranges::find(infixes, token.text, &Infix::mark);
  return found == infixes.end() ? nullptr : &*found;
}

/// Without the underscores that group digits; the text is one that the lexer took.
std::string_view plain(std::string_view text, std::string& storage) {
  if (text.find('_') == std::string_view::npos) return text;
  storage.assign(text);
  std::erase(storage, '_');
  return storage;
}

std::optional<double> real_of(std::string_view text) {
  std::string storage;
  text = plain(text, storage);
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) return std::nullopt;
  return value;
}

/// Up to 64 bits.
std::optional<std::int64_t> whole_of(std::string_view text) {
  std::string storage;
  text = plain(text, storage);
  int base = 10;
  if (text.size() > 2 && text[0] == '0' && text[1] > '9') {
    base = text[1] == 'x' || text[1] == 'X' ? 16 : text[1] == 'b' || text[1] == 'B' ? 2 : 8;
    text.remove_prefix(2);
  }
  std::uint64_t value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (result.ec != std::errc{} || result.ptr != text.data() + text.size()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

bool is_cast(std::string_view name) {
  return name == "int" || name == "uint" || name == "float" || name == "bool" || name == "angle" || name == "bit";
}

}  // namespace

core::Result<Expression> Reader::expression() {
  Expression value = fresh();
  QGAUGE_CHECK(parse_expression(value, 0));
  return value;
}

core::Status Reader::parse_expression(Expression& into, int tightness) {
  const Token at = peek();
  if (++expression_depth_ > limits_.depth)
    return refuse(at, fmt::format("an expression nested deeper than {}", limits_.depth),
                  fmt::format("at most {} levels", limits_.depth), "write it less deep");
  QGAUGE_CHECK(prefix(into));
  while (const Infix* row = infix_of(peek())) {
    const bool power = row->code == Code::power || (!version_3() && row->mark == "^");
    const int tight = power ? tightness_of_powers : row->tightness;
    if (tight <= tightness) break;
    const Token mark = take();
    QGAUGE_CHECK(parse_expression(into, power ? tight - 1 : tight));  // powers from the right
    if (!into.apply(power ? Code::power : row->code))
      return refuse(mark, fmt::format("'{}' of operands that have no such result", mark.text), "a finite number");
  }
  --expression_depth_;
  return {};
}

core::Status Reader::prefix(Expression& into) {
  const Token token = take();
  std::optional<Code> sign;
  if (token.is("-")) sign = Code::negate;
  if (token.is("!")) sign = Code::logical_not;
  if (token.is("~")) sign = Code::complement;
  if (sign || token.is("+")) {
    QGAUGE_CHECK(parse_expression(into, tightness_of_signs));
    if (sign && !into.apply(*sign))
      return refuse(token, fmt::format("'{}' of a real number", token.text), "a whole one");
    return {};
  }
  if (token.is("(")) {
    QGAUGE_CHECK(parse_expression(into, 0));
    return expect(")", "after the expression");
  }
  if (token.kind == TokenKind::real) {
    const auto value = real_of(token.text);
    if (!value) return refuse_token(token, "a number that fits in double precision");
    into.push(Value::of(*value));
    return {};
  }
  if (token.kind == TokenKind::whole) {
    if (const auto value = whole_of(token.text)) {
      into.push(Value::of_whole(*value));
      return {};
    }
    return refuse_token(token, "a whole number of at most 64 bits", "write it as a real number");
  }
  if (token.kind == TokenKind::text) {
    std::string digits = "0b";
    digits += token.text;
    const bool bits = token.text.find_first_not_of("01_") == std::string_view::npos;
    const auto value = bits ? whole_of(digits) : std::nullopt;
    if (!value) return refuse_token(token, "a text of at most 64 bits");
    into.push(Value::of_whole(*value));
    return {};
  }
  if (token.kind == TokenKind::name) return named_value(into, token);
  return refuse_token(token, "a number, a name or '('");
}

core::Status Reader::named_value(Expression& into, const Token& name) {
  if (in_body_) {
    if (const auto found = body_parameters_.find(name.text); found != body_parameters_.end()) {
      into.push_parameter(found->second);
      return {};
    }
  }
  if (peek().is("(") || (is_cast(name.text) && peek().is("["))) return call_function(into, name);
  if (const Symbol* symbol = find(name.text); symbol != nullptr && symbol->kind != SymbolKind::gate) {
    if (symbol->kind == SymbolKind::constant) {
      into.push(symbol->value);
      return {};
    }
    if (symbol->kind == SymbolKind::bits && !in_body_) return bits_value(into, name, *symbol);
    return refuse_token(name, "a number", "a register of qubits has no value");
  }
  if (const auto value = constant_of(name.text)) {
    into.push(Value::of(*value));
    return {};
  }
  if (name.text == "true" || name.text == "false") {
    into.push(Value::of_whole(name.text == "true" ? 1 : 0));
    return {};
  }
  return refuse_token(name, "a number, a constant, a parameter or a bit that is declared", "declare the name first");
}

/// A function of one or two arguments, or a cast.
core::Status Reader::call_function(Expression& into, const Token& name) {
  if (is_cast(name.text)) {
    if (accept("[")) {
      QGAUGE_CHECK(whole_number("the width of the type"));
      QGAUGE_CHECK(expect("]", "after the width"));
    }
    QGAUGE_CHECK(expect("(", "after the type"));
    QGAUGE_CHECK(parse_expression(into, 0));
    const bool real = name.text == "float" || name.text == "angle";
    const Code code = real ? Code::to_real : name.text == "bool" ? Code::to_bool : Code::to_whole;
    if (!into.apply(code)) return refuse_token(name, "a value that the type can hold");
    return expect(")", "after the value");
  }
  const bool two = name.text == "pow" || name.text == "mod";
  const auto code = two ? std::optional(name.text == "pow" ? Code::power : Code::modulo) : function_of(name.text);
  if (!code) return refuse_token(name, "a function of OpenQASM", "sin, cos, tan, arcsin, exp, log, sqrt, pow, ...");
  QGAUGE_CHECK(expect("(", "after the function"));
  QGAUGE_CHECK(parse_expression(into, 0));
  if (two) {
    QGAUGE_CHECK(expect(",", "between the arguments"));
    QGAUGE_CHECK(parse_expression(into, 0));
  }
  if (!into.apply(*code)) return refuse_token(name, "arguments for which the function has a finite value");
  return expect(")", "after the argument");
}

core::Status Reader::bits_value(Expression& into, const Token& name, const Symbol& symbol) {
  const std::size_t mark = pool_.size();
  QGAUGE_TRY(const Range range, bit_operand(name, symbol));
  for (std::size_t k = 1; k < range.size; ++k)
    if (pool_[range.first + k] != pool_[range.first] + k)
      return refuse(name, "bits that do not stand side by side", "a bit, a register or a range of step 1",
                    "compare the bits one by one");
  into.push_bits(pool_[range.first], static_cast<std::uint32_t>(range.size));
  pool_.resize(mark);
  return {};
}

core::Result<double> Reader::number() {
  const Token at = peek();
  QGAUGE_TRY(const Expression value, expression());
  const auto known = value.constant();
  if (!known) return refuse_token(at, "a number that is known before the circuit runs", "use constants");
  return known->number();
}

core::Result<std::int64_t> Reader::whole_number(const char* what) {
  const Token at = peek();
  QGAUGE_TRY(const Expression value, expression());
  const auto known = value.constant();
  if (!known || !known->whole) return refuse_token(at, fmt::format("{}, a whole number", what), "use constants");
  return known->integer;
}

/// q, q[2], q[0:3], q[{0, 2}] or $5: the elements go to the pool.
core::Result<Range> Reader::qubit_operand() {
  const Token name = take();
  if (name.kind == TokenKind::qubit) {
    QGAUGE_TRY(const std::uint32_t qubit, physical(name));
    pool_.push_back(qubit);
    return Range{pool_.size() - 1, 1, true};
  }
  if (name.kind != TokenKind::name) return refuse_token(name, "a qubit or a register of qubits");
  const Symbol* symbol = find(name.text);
  if (symbol == nullptr || (symbol->kind != SymbolKind::qubits && symbol->kind != SymbolKind::alias))
    return refuse_token(name, "a register of qubits that is declared", "declare the qubits first");
  return elements(name, *symbol);
}

core::Result<Range> Reader::bit_operand(const Token& name, const Symbol& symbol) {
  if (symbol.kind != SymbolKind::bits)
    return refuse_token(name, "a register of bits that is declared", "declare the bits first");
  return elements(name, symbol);
}

core::Result<Range> Reader::elements(const Token& name, const Symbol& symbol) {
  Range range{pool_.size(), 0, false};
  const bool alias = symbol.kind == SymbolKind::alias;
  const std::size_t declared = alias ? aliases_[symbol.first].size() : symbol.size;
  if (!accept("[")) {
    range.single = symbol.scalar;
    range.size = declared;
    for (std::size_t k = 0; k < declared; ++k)
      pool_.push_back(alias ? aliases_[symbol.first][k] : symbol.first + static_cast<std::uint32_t>(k));
    return range;
  }
  QGAUGE_CHECK(indices(pool_, static_cast<std::uint32_t>(declared), range.single, name));
  QGAUGE_CHECK(expect("]", "after the index"));
  range.size = pool_.size() - range.first;
  for (std::size_t k = range.first; k < pool_.size(); ++k)
    pool_[k] = alias ? aliases_[symbol.first][pool_[k]] : symbol.first + pool_[k];
  return range;
}

core::Status Reader::indices(std::vector<std::uint32_t>& into, std::uint32_t size, bool& single, const Token& at) {
  if (!accept("{")) return one_index(into, size, single, at);
  single = false;
  do {
    bool ignored = false;
    QGAUGE_CHECK(one_index(into, size, ignored, at));
  } while (accept(","));
  return expect("}", "after the indices");
}

core::Status Reader::one_index(std::vector<std::uint32_t>& into, std::uint32_t size, bool& single, const Token& at) {
  single = false;
  if (peek().is(":")) return index_range(into, size, 0, at);
  const Token place = peek();
  QGAUGE_TRY(std::int64_t index, whole_number("an index"));
  if (peek().is(":")) return index_range(into, size, index, at);
  if (index < 0 && version_3()) index += size;  // from the end
  if (index < 0 || index >= static_cast<std::int64_t>(size))
    return refuse(place, fmt::format("the index {} of '{}'", index, at.text), fmt::format("0 to {}", size - 1));
  into.push_back(static_cast<std::uint32_t>(index));
  single = true;
  return {};
}

/// Both ends are included.
core::Status Reader::index_range(std::vector<std::uint32_t>& into, std::uint32_t size, std::int64_t first,
                                 const Token& at) {
  const Token mark = take();  // the colon
  std::int64_t step = 1, last = static_cast<std::int64_t>(size) - 1;
  if (!peek().is("]")) {
    QGAUGE_TRY(last, whole_number("the end of the range"));
    if (accept(":")) {
      step = last;
      QGAUGE_TRY(last, whole_number("the end of the range"));
    }
  }
  if (first < 0) first += size;
  if (last < 0) last += size;
  const auto inside = [size](std::int64_t index) { return index >= 0 && index < static_cast<std::int64_t>(size); };
  if (step == 0 || !inside(first) || !inside(last))
    return refuse(mark, fmt::format("the range {}:{}:{} of '{}'", first, step, last, at.text),
                  fmt::format("ends of 0 to {} and a step other than 0", size - 1));
  for (std::int64_t k = first; step > 0 ? k <= last : k >= last; k += step) {
    into.push_back(static_cast<std::uint32_t>(k));
    if (step > static_cast<std::int64_t>(size) || -step > static_cast<std::int64_t>(size)) break;
  }
  return {};
}

core::Result<std::uint32_t> Reader::physical(const Token& token) {
  const auto number = whole_of(token.text);
  if (!number || *number < 0 || *number > 0x7fffffff) return refuse_token(token, "a number below 2^31 after '$'");
  if (!program_.quantum_registers.empty())
    return refuse(token, fmt::format("the machine's qubit ${}", token.text),
                  "registers alone or machine's qubits alone");
  const auto device = static_cast<std::uint32_t>(*number);
  const auto found = physical_index_.find(device);
  if (found != physical_index_.end()) return found->second;
  if (physical_.size() >= limits_.qubits)
    return refuse(token, "more qubits", fmt::format("at most {}", limits_.qubits));
  const auto index = static_cast<std::uint32_t>(physical_.size());
  physical_.push_back(device);
  physical_index_[device] = index;
  program_.qubits = static_cast<int>(physical_.size());
  return index;
}

}  // namespace qgauge::circuit::qasm
