// The arithmetic of OpenQASM's expressions. Called by the reader for constants and by gate calls for parameters.
// Knows no text.
#include "circuit/qasm/expression.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace qgauge::circuit::qasm {
namespace {

struct Function {
  std::string_view name;
  Code code;
};

constexpr std::array functions{
    Function{"sin", Code::sine},          Function{"cos", Code::cosine},        Function{"tan", Code::tangent},
    Function{"arcsin", Code::arcsine},    Function{"asin", Code::arcsine},      Function{"arccos", Code::arccosine},
    Function{"acos", Code::arccosine},    Function{"arctan", Code::arctangent}, Function{"atan", Code::arctangent},
    Function{"exp", Code::exponential},   Function{"ln", Code::logarithm},      Function{"log", Code::logarithm},
    Function{"sqrt", Code::square_root},  Function{"floor", Code::floor},       Function{"ceiling", Code::ceiling},
    Function{"popcount", Code::popcount},
};

struct Constant {
  std::string_view name;
  double value;
};

constexpr std::array constants{
    Constant{"pi", std::numbers::pi},      Constant{"\xcf\x80", std::numbers::pi},
    Constant{"tau", 2 * std::numbers::pi}, Constant{"\xcf\x84", 2 * std::numbers::pi},
    Constant{"euler", std::numbers::e},    Constant{"\xe2\x84\x87", std::numbers::e},
};

std::optional<Value> finite(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return Value::of(value);
}

std::optional<Value> whole_of(double value) {
  constexpr double bound = 9.2e18;
  if (!(std::abs(value) < bound)) return std::nullopt;
  return Value::of_whole(static_cast<std::int64_t>(value));
}

double real_function(Code code, double x) {
  switch (code) {
    case Code::sine:
      return std::sin(x);
    case Code::cosine:
      return std::cos(x);
    case Code::tangent:
      return std::tan(x);
    case Code::arcsine:
      return std::asin(x);
    case Code::arccosine:
      return std::acos(x);
    case Code::arctangent:
      return std::atan(x);
    case Code::exponential:
      return std::exp(x);
    case Code::logarithm:
      return std::log(x);
    case Code::square_root:
      return std::sqrt(x);
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

std::uint64_t unsigned_of(const Value& value) { return static_cast<std::uint64_t>(value.integer); }
Value whole(std::uint64_t value) { return Value::of_whole(static_cast<std::int64_t>(value)); }

std::optional<Value> whole_power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) return finite(std::pow(static_cast<double>(base), static_cast<double>(exponent)));
  const double estimate = std::pow(static_cast<double>(base), static_cast<double>(exponent));
  if (!(std::abs(estimate) < 9e18)) return finite(estimate);
  std::int64_t result = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result *= base;
    if (exponent > 1) base *= base;
  }
  return Value::of_whole(result);
}

std::optional<Value> whole_quotient(Code code, const Value& a, const Value& b, bool whole_division) {
  if (b.integer == 0) return std::nullopt;
  if (b.integer == -1) return code == Code::modulo ? Value::of_whole(0) : whole(0 - unsigned_of(a));
  if (code == Code::modulo) return Value::of_whole(a.integer % b.integer);
  if (whole_division) return Value::of_whole(a.integer / b.integer);
  return finite(a.number() / b.number());
}

std::uint64_t shifted(std::uint64_t value, std::uint64_t by, bool left) {
  if (by >= 64) return 0;
  return left ? value << by : value >> by;
}

std::optional<Value> whole_binary(Code code, const Value& a, const Value& b, bool whole_division) {
  const std::uint64_t x = unsigned_of(a), y = unsigned_of(b);
  switch (code) {
    case Code::add:
      return whole(x + y);
    case Code::subtract:
      return whole(x - y);
    case Code::multiply:
      return whole(x * y);
    case Code::divide:
    case Code::modulo:
      return whole_quotient(code, a, b, whole_division);
    case Code::power:
      return whole_power(a.integer, b.integer);
    case Code::shift_left:
    case Code::shift_right:
      return whole(shifted(x, y, code == Code::shift_left));
    case Code::bit_and:
      return whole(x & y);
    case Code::bit_xor:
      return whole(x ^ y);
    case Code::bit_or:
      return whole(x | y);
    default:
      return std::nullopt;
  }
}

std::optional<Value> real_binary(Code code, double x, double y) {
  switch (code) {
    case Code::add:
      return finite(x + y);
    case Code::subtract:
      return finite(x - y);
    case Code::multiply:
      return finite(x * y);
    case Code::divide:
      return finite(x / y);
    case Code::modulo:
      return finite(std::fmod(x, y));
    case Code::power:
      return finite(std::pow(x, y));
    default:
      return std::nullopt;
  }
}

std::optional<bool> compared(Code code, double x, double y) {
  switch (code) {
    case Code::less:
      return x < y;
    case Code::at_most:
      return x <= y;
    case Code::greater:
      return x > y;
    case Code::at_least:
      return x >= y;
    case Code::equal:
      return x == y;
    case Code::different:
      return x != y;
    default:
      return std::nullopt;
  }
}

std::optional<ClassicalOp> classical_of(Code code) {
  switch (code) {
    case Code::constant:
      return ClassicalOp::constant;
    case Code::bits:
      return ClassicalOp::bits;
    case Code::logical_not:
      return ClassicalOp::logical_not;
    case Code::complement:
      return ClassicalOp::complement;
    case Code::add:
      return ClassicalOp::add;
    case Code::subtract:
      return ClassicalOp::subtract;
    case Code::shift_left:
      return ClassicalOp::shift_left;
    case Code::shift_right:
      return ClassicalOp::shift_right;
    case Code::less:
      return ClassicalOp::less;
    case Code::at_most:
      return ClassicalOp::at_most;
    case Code::greater:
      return ClassicalOp::greater;
    case Code::at_least:
      return ClassicalOp::at_least;
    case Code::equal:
      return ClassicalOp::equal;
    case Code::different:
      return ClassicalOp::different;
    case Code::bit_and:
      return ClassicalOp::bit_and;
    case Code::bit_xor:
      return ClassicalOp::bit_xor;
    case Code::bit_or:
      return ClassicalOp::bit_or;
    case Code::logical_and:
      return ClassicalOp::logical_and;
    case Code::logical_or:
      return ClassicalOp::logical_or;
    default:
      return std::nullopt;
  }
}

/// A register of more than 64 bits against a constant: every 64 bits of it against theirs.
void compare_wide(const Step& bits, const Step& constant, Code code, ClassicalExpression& out) {
  for (std::uint32_t done = 0; done < bits.size; done += 64) {
    const std::uint32_t size = std::min<std::uint32_t>(64, bits.size - done);
    const std::uint64_t value = done == 0 ? unsigned_of(constant.value) : 0;
    out.push_back({ClassicalOp::bits, bits.first + done, size, 0});
    out.push_back({ClassicalOp::constant, 0, 0, value});
    out.push_back({code == Code::equal ? ClassicalOp::equal : ClassicalOp::different, 0, 0, 0});
    if (done > 0) out.push_back({code == Code::equal ? ClassicalOp::logical_and : ClassicalOp::logical_or, 0, 0, 0});
  }
}

}  // namespace

std::optional<Code> function_of(std::string_view name) {
  for (const Function& row : functions)
    if (row.name == name) return row.code;
  return std::nullopt;
}

std::optional<double> constant_of(std::string_view name) {
  for (const Constant& row : constants)
    if (row.name == name) return row.value;
  return std::nullopt;
}

std::optional<Value> unary(Code code, const Value& a) {
  switch (code) {
    case Code::negate:
      return a.whole ? whole(0 - unsigned_of(a)) : Value::of(-a.real);
    case Code::logical_not:
      return Value::of_whole(a.truth() ? 0 : 1);
    case Code::to_bool:
      return Value::of_whole(a.truth() ? 1 : 0);
    case Code::complement:
      return a.whole ? std::optional(whole(~unsigned_of(a))) : std::nullopt;
    case Code::to_whole:
      return a.whole ? std::optional(a) : whole_of(std::trunc(a.real));
    case Code::to_real:
      return Value::of(a.number());
    case Code::floor:
      return whole_of(std::floor(a.number()));
    case Code::ceiling:
      return whole_of(std::ceil(a.number()));
    case Code::popcount:
      return a.whole ? std::optional(Value::of_whole(std::popcount(unsigned_of(a)))) : std::nullopt;
    default:
      return finite(real_function(code, a.number()));
  }
}

std::optional<Value> binary(Code code, const Value& a, const Value& b, bool whole_division) {
  if (code == Code::logical_and) return Value::of_whole(a.truth() && b.truth() ? 1 : 0);
  if (code == Code::logical_or) return Value::of_whole(a.truth() || b.truth() ? 1 : 0);
  if (code >= Code::less && code <= Code::different) {
    if (a.whole && b.whole && (code == Code::equal || code == Code::different))
      return Value::of_whole((a.integer == b.integer) == (code == Code::equal) ? 1 : 0);
    return Value::of_whole(*compared(code, a.number(), b.number()) ? 1 : 0);
  }
  if (a.whole && b.whole) return whole_binary(code, a, b, whole_division);
  return real_binary(code, a.number(), b.number());
}

void Expression::push(const Value& value) { steps_.push_back({Code::constant, 0, 0, value}); }
void Expression::push_parameter(std::uint32_t index) { steps_.push_back({Code::parameter, index, 0, {}}); }
void Expression::push_bits(std::uint32_t first, std::uint32_t size) { steps_.push_back({Code::bits, first, size, {}}); }

bool Expression::apply(Code code) {
  const bool two = code >= Code::add;
  const std::size_t operands = two ? 2 : 1;
  assert(steps_.size() >= operands);
  const auto last = std::span(steps_).last(operands);
  for (const Step& step : last) {
    if (step.code != Code::constant) {
      steps_.push_back({code, 0, 0, {}});
      return true;
    }
  }
  const auto value = two ? binary(code, last[0].value, last[1].value, whole_division_) : unary(code, last[0].value);
  if (!value) return false;
  steps_.resize(steps_.size() - operands);
  push(*value);
  return true;
}

std::optional<Value> Expression::constant() const {
  if (steps_.size() != 1 || steps_[0].code != Code::constant) return std::nullopt;
  return steps_[0].value;
}

bool Expression::reads_bits() const {
  for (const Step& step : steps_)
    if (step.code == Code::bits) return true;
  return false;
}

std::optional<Value> Expression::value(std::span<const double> parameters) const {
  if (const auto known = constant()) return known;
  if (steps_.size() == 1 && steps_[0].code == Code::parameter) return Value::of(parameters[steps_[0].first]);
  std::vector<Value> stack;
  for (const Step& step : steps_) {
    if (step.code == Code::bits) return std::nullopt;
    if (step.code == Code::constant || step.code == Code::parameter) {
      stack.push_back(step.code == Code::constant ? step.value : Value::of(parameters[step.first]));
      continue;
    }
    std::optional<Value> value;
    if (step.code >= Code::add) {
      const Value right = stack.back();
      stack.pop_back();
      value = binary(step.code, stack.back(), right, whole_division_);
    } else {
      value = unary(step.code, stack.back());
    }
    if (!value) return std::nullopt;
    stack.back() = *value;
  }
  return stack.back();
}

std::optional<ClassicalExpression> Expression::classical(std::string& obstacle) const {
  ClassicalExpression out;
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    const Step& step = steps_[k];
    if (step.code == Code::to_bool || step.code == Code::to_whole) {  // a number other than 0 is true
      if (step.code == Code::to_whole) continue;
      out.push_back({ClassicalOp::constant, 0, 0, 0});
      out.push_back({ClassicalOp::different, 0, 0, 0});
      continue;
    }
    const auto op = classical_of(step.code);
    if (!op || (step.code == Code::constant && !step.value.whole)) {
      obstacle = "an operation on classical bits that is no comparison, logic, sum or shift";
      return std::nullopt;
    }
    if (step.code == Code::bits && step.size > 64) {
      const bool compared = k + 2 < steps_.size() && steps_[k + 1].code == Code::constant &&
                            steps_[k + 1].value.whole &&
                            (steps_[k + 2].code == Code::equal || steps_[k + 2].code == Code::different);
      if (!compared) {
        obstacle = "a register of more than 64 bits";
        return std::nullopt;
      }
      compare_wide(step, steps_[k + 1], steps_[k + 2].code, out);
      k += 2;
      continue;
    }
    out.push_back({*op, step.first, step.size, step.code == Code::constant ? unsigned_of(step.value) : 0});
  }
  return out;
}

}  // namespace qgauge::circuit::qasm
