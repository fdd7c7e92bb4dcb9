// Expressions of OpenQASM as postfix steps: constants are folded as they are appended, parameters of gates and
// classical bits stay. Used by the reader. Knows no text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "qgauge/circuit/program.hpp"

namespace qgauge::circuit::qasm {

/// A number that is known while reading. Whole numbers are 64 bits, two's complement.
struct Value {
  bool whole = false;
  double real = 0;
  std::int64_t integer = 0;

  static Value of(double number) { return {false, number, 0}; }
  static Value of_whole(std::int64_t number) { return {true, 0, number}; }
  double number() const { return whole ? static_cast<double>(integer) : real; }
  bool truth() const { return whole ? integer != 0 : real != 0; }
};

enum class Code : std::uint8_t {
  constant,
  parameter,
  bits,
  negate,
  logical_not,
  complement,
  to_whole,
  to_real,
  to_bool,
  sine,
  cosine,
  tangent,
  arcsine,
  arccosine,
  arctangent,
  exponential,
  logarithm,
  square_root,
  floor,
  ceiling,
  popcount,
  add,  // from here on with two operands
  subtract,
  multiply,
  divide,
  modulo,
  power,
  shift_left,
  shift_right,
  less,
  at_most,
  greater,
  at_least,
  equal,
  different,
  bit_and,
  bit_xor,
  bit_or,
  logical_and,
  logical_or
};

struct Step {
  Code code = Code::constant;
  std::uint32_t first = 0;  ///< parameter: its number; bits: the first one
  std::uint32_t size = 0;
  Value value;
};

/// What a function of one argument is; nothing for an unknown name.
std::optional<Code> function_of(std::string_view name);
/// `pi`, `tau`, `euler` and their Greek names.
std::optional<double> constant_of(std::string_view name);

class Expression {
 public:
  /// Whole numbers are divided without remainder, as OpenQASM 3 does; else their quotient is real.
  explicit Expression(bool whole_division = true) : whole_division_(whole_division) {}

  void clear() { steps_.clear(); }
  void push(const Value& value);
  void push_parameter(std::uint32_t index);
  void push_bits(std::uint32_t first, std::uint32_t size);
  /// One or two operands are the last that were pushed. False: they are constants, and the result is no finite number
  /// or not defined.
  bool apply(Code code);

  const std::vector<Step>& steps() const { return steps_; }
  std::optional<Value> constant() const;
  bool reads_bits() const;
  /// The value with these parameters; nothing where it is not finite or not defined, or reads bits.
  std::optional<Value> value(std::span<const double> parameters) const;
  /// For the program, or what stands in its way.
  std::optional<ClassicalExpression> classical(std::string& obstacle) const;

 private:
  bool whole_division_;
  std::vector<Step> steps_;
};

/// Two's complement for whole numbers; nothing where the result is not finite or not defined.
std::optional<Value> unary(Code code, const Value& a);
std::optional<Value> binary(Code code, const Value& a, const Value& b, bool whole_division);

}  // namespace qgauge::circuit::qasm
