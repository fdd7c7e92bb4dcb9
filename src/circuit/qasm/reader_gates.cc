// Definitions of gates and calls of them. Part of Reader.
// The call of a known gate on single qubits is what million-gate files are made of: it allocates nothing.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "circuit/qasm/reader.hpp"

namespace qgauge::circuit::qasm {
namespace {

bool is_modifier(const Token& token) {
  return token.kind == TokenKind::name &&
         (token.text == "ctrl" || token.text == "negctrl" || token.text == "inv" || token.text == "pow");
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace

core::Result<std::vector<std::string_view>> Reader::names(std::string_view closing) {
  std::vector<std::string_view> found;
  if (peek().is(closing)) return found;
  do {
    QGAUGE_TRY(const Token name, expect_name("a name"));
    found.push_back(name.text);
  } while (accept(","));
  return found;
}

core::Status Reader::gate_definition(bool opaque) {
  QGAUGE_TRY(const Token name, expect_name("the name of a gate"));
  if (scope_ > 0) return refuse_token(name, "definitions outside of blocks", "define the gate before");
  Definition definition;
  definition.name = name.text;
  std::vector<std::string_view> parameters;
  if (accept("(")) {
    QGAUGE_TRY(parameters, names(")"));
    QGAUGE_CHECK(expect(")", "after the parameters"));
  }
  QGAUGE_TRY(const auto qubits, names(opaque ? ";" : "{"));
  body_parameters_.clear();
  body_qubits_.clear();
  for (const auto parameter : parameters)
    body_parameters_.try_emplace(parameter, static_cast<std::uint32_t>(body_parameters_.size()));
  for (const auto qubit : qubits) body_qubits_.try_emplace(qubit, static_cast<std::uint32_t>(body_qubits_.size()));
  if (body_parameters_.size() != parameters.size() || body_qubits_.size() != qubits.size())
    return refuse(name, fmt::format("a parameter or qubit of '{}' twice", name.text), "every name once");
  if (qubits.empty()) return refuse_token(peek(), "the qubits of the gate");
  definition.parameters = static_cast<std::uint32_t>(parameters.size());
  definition.qubits = static_cast<std::uint32_t>(qubits.size());
  if (opaque) {
    definition.kind = DefinitionKind::opaque;
    QGAUGE_CHECK(expect(";", "after the qubits"));
  } else {
    in_body_ = true;
    defining_ = name.text;
    QGAUGE_CHECK(body(definition));
    in_body_ = false;
    defining_ = {};
  }
  const bool standard = sources_.back().text.data() != nullptr && sources_.back().name == "standard gates";
  if (standard && find(name.text) != nullptr) return {};  // the text's own stays
  const std::uint32_t gate = expander_.add(std::move(definition));
  if (expander_.definition(gate).depth > limits_.depth)
    return refuse(name, fmt::format("definitions within definitions, {} deep", expander_.definition(gate).depth),
                  fmt::format("at most {}", limits_.depth), "write gates less deep");
  return declare(name, {SymbolKind::gate, standard, gate, 0, false, {}});
}

core::Status Reader::body(Definition& definition) {
  QGAUGE_CHECK(expect("{", "before the body of the gate"));
  while (!accept("}")) {
    const Token first = take();
    if (first.is(";")) continue;
    if (first.is_name("barrier")) {  // within a gate it orders nothing
      QGAUGE_CHECK(names(";"));
      QGAUGE_CHECK(expect(";", "after the qubits"));
      continue;
    }
    if (first.kind != TokenKind::name) return refuse_token(first, "a gate or '}' in the body of a gate");
    QGAUGE_CHECK(body_call(definition, first));
  }
  return {};
}

core::Status Reader::body_call(Definition& definition, const Token& first) {
  Call call;
  Token name = first;
  QGAUGE_TRY(call.modifiers, modifiers(name));
  QGAUGE_TRY(call.gate, gate_named(name));
  if (accept("(")) {
    QGAUGE_CHECK(arguments(call.arguments));
    QGAUGE_CHECK(expect(")", "after the parameters"));
  }
  if (!peek().is(";")) {
    do {
      QGAUGE_TRY(const Token qubit, expect_name("a qubit of the gate"));
      const auto found = body_qubits_.find(qubit.text);
      if (found == body_qubits_.end())
        return refuse_token(qubit, fmt::format("a qubit of '{}'", defining_), "name it in the head of the definition");
      call.operands.push_back(found->second);
    } while (accept(","));
  }
  QGAUGE_CHECK(expect(";", "after the qubits"));
  for (const Expression& argument : call.arguments)
    if (argument.reads_bits()) return refuse(name, "a bit in the body of a gate", "parameters and constants");
  QGAUGE_CHECK(
      check_arity(name, expander_.definition(call.gate), call.arguments.size(), call.operands.size(), call.modifiers));
  sorted_ = call.operands;
  std::ranges::sort(sorted_);
  if (std::ranges::adjacent_find(sorted_) != sorted_.end())
    return refuse(name, fmt::format("a qubit twice in a call of '{}'", name.text), "different qubits");
  definition.body.push_back(std::move(call));
  return {};
}

/// `next` is the first token, then the name of the gate.
core::Result<std::vector<Modifier>> Reader::modifiers(Token& next) {
  std::vector<Modifier> found;
  while (is_modifier(next) && (peek().is("@") || peek().is("("))) {
    if (!version_3() || (next.text == "pow" && !peek().is("("))) break;
    Modifier modifier;
    const bool control = next.text == "ctrl" || next.text == "negctrl";
    if (control) {
      modifier.kind = next.text == "ctrl" ? ModifierKind::control : ModifierKind::negative_control;
      modifier.count = 1;
    } else {
      modifier.kind = next.text == "inv" ? ModifierKind::inverse : ModifierKind::power;
    }
    if (accept("(")) {
      if (next.text == "inv") return refuse_token(next, "'inv' without an argument");
      if (control) {
        QGAUGE_TRY(const std::int64_t count, whole_number("the number of controls"));
        if (count < 1 || count > static_cast<std::int64_t>(limits_.qubits))
          return refuse(next, counted(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)), "control"),
                        "at least 1 and no more than there are qubits");
        modifier.count = static_cast<std::uint32_t>(count);
      } else {
        QGAUGE_TRY(modifier.power, expression());
        if (modifier.power.reads_bits()) return refuse_token(next, "a constant power", "use constants");
      }
      QGAUGE_CHECK(expect(")", "after the argument of the modifier"));
    }
    found.push_back(std::move(modifier));
    if (found.size() > limits_.depth)
      return refuse(next, counted(found.size(), "modifier"), fmt::format("at most {}", limits_.depth));
    QGAUGE_CHECK(expect("@", "after the modifier"));
    QGAUGE_TRY(next, expect_name("a modifier or a gate"));
  }
  return found;
}

core::Result<std::uint32_t> Reader::gate_named(const Token& name) {
  const Symbol* symbol = find(name.text);
  if (symbol != nullptr && symbol->kind == SymbolKind::gate && name.text != defining_) return symbol->first;
  if (!defining_.empty() && name.text == defining_)
    return refuse(name, fmt::format("the gate '{}' in its own definition", name.text),
                  "gates that are defined before it", "write the repetitions out");
  const char* advice = standard_ ? "define it with 'gate' first"
                                 : "include \"qelib1.inc\" or \"stdgates.inc\", or define it with 'gate' first";
  return refuse_token(name, "a gate that is defined", advice);
}

core::Status Reader::arguments(std::vector<Expression>& into) {
  if (peek().is(")")) return {};
  do {
    QGAUGE_TRY(Expression value, expression());
    into.push_back(std::move(value));
  } while (accept(","));
  return {};
}

core::Status Reader::check_arity(const Token& at, const Definition& definition, std::size_t arguments,
                                 std::size_t operands, std::span<const Modifier> modifiers) {
  if (arguments != definition.parameters)
    return refuse(at, fmt::format("{} of '{}'", counted(arguments, "parameter"), at.text),
                  std::to_string(definition.parameters));
  std::size_t expected = definition.qubits;
  for (const Modifier& modifier : modifiers) expected += modifier.count;
  if (operands == expected) return {};
  return refuse(at, fmt::format("{} of '{}'", counted(operands, "qubit"), at.text), std::to_string(expected));
}

core::Status Reader::call(const Token& first) {
  Token name = first;
  std::vector<Modifier> applied;
  if (is_modifier(name)) {
    QGAUGE_TRY(applied, modifiers(name));
  }
  QGAUGE_TRY(const std::uint32_t gate, gate_named(name));
  values_.clear();
  if (accept("(")) {
    arguments_.clear();
    QGAUGE_CHECK(arguments(arguments_));
    QGAUGE_CHECK(expect(")", "after the parameters"));
    for (const Expression& argument : arguments_) {
      const auto value = argument.constant();
      if (!value) return refuse(name, "a parameter that is not known before the circuit runs", "constants");
      values_.push_back(value->number());
    }
  }
  return call_gate(gate, name, applied);
}

core::Status Reader::call_gate(std::uint32_t gate, const Token& at, std::span<const Modifier> modifiers) {
  operands_.clear();
  bool single = true;
  if (!peek().is(";")) {
    do {
      QGAUGE_TRY(const Range operand, qubit_operand());
      operands_.push_back(operand);
      single = single && operand.size == 1;
    } while (accept(","));
  }
  QGAUGE_CHECK(expect(";", "after the qubits"));
  QGAUGE_CHECK(check_arity(at, expander_.definition(gate), values_.size(), operands_.size(), modifiers));
  const double phase = expander_.emitter().phase;
  if (single) {
    call_qubits_ = pool_;
    QGAUGE_CHECK(check_distinct(at));
    QGAUGE_CHECK(placed(expander_.call(gate, modifiers, values_, call_qubits_), at));
  } else {
    QGAUGE_CHECK(broadcast(gate, at, modifiers));
  }
  if (conditional_ > 0) expander_.emitter().phase = phase;  // of a branch: nobody can see it
  collect_operations();
  return {};
}

/// A gate on registers is one on their elements in turn; single qubits take part in each.
core::Status Reader::broadcast(std::uint32_t gate, const Token& at, std::span<const Modifier> modifiers) {
  std::size_t size = 1;
  for (const Range& operand : operands_)
    if (operand.size != 1 && size == 1) size = operand.size;
  for (const Range& operand : operands_)
    if (operand.size != 1 && operand.size != size)
      return refuse(at, fmt::format("registers of {} and {} qubits", size, operand.size), "registers of one size");
  for (std::size_t k = 0; k < size; ++k) {
    call_qubits_.clear();
    for (const Range& operand : operands_) call_qubits_.push_back(pool_[operand.first + (operand.size == 1 ? 0 : k)]);
    QGAUGE_CHECK(check_distinct(at));
    QGAUGE_CHECK(placed(expander_.call(gate, modifiers, values_, call_qubits_), at));
  }
  return {};
}

core::Status Reader::check_distinct(const Token& at) {
  const std::size_t n = call_qubits_.size();
  if (n < 2 || (n == 2 && call_qubits_[0] != call_qubits_[1])) return {};
  sorted_ = call_qubits_;
  std::ranges::sort(sorted_);
  const auto twice = std::ranges::adjacent_find(sorted_);
  if (twice == sorted_.end()) return {};
  return refuse(at, fmt::format("{} twice in '{}'", qubit_text(*twice), at.text), "different qubits");
}

}  // namespace qgauge::circuit::qasm
