// Expands gate calls. Called by the reader for every call. Recursion is as deep as definitions nest, which the reader
// bounds. Knows no text.
#include "circuit/qasm/expander.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

#include <Eigen/Eigenvalues>
#include <fmt/format.h>

namespace qgauge::circuit::qasm {
namespace {

constexpr double pi = std::numbers::pi;
constexpr std::array<double, 1> itself{1};

bool is_whole(double value) { return value == std::floor(value); }

/// Small arrays on the stack: a call of a definition has few qubits and parameters.
template <class T>
class Few {
 public:
  explicit Few(std::size_t size) : size_(size) {
    if (size > here_.size()) there_.resize(size);
  }
  T& operator[](std::size_t k) { return size_ > here_.size() ? there_[k] : here_[k]; }
  std::span<const T> span() const {
    return size_ > here_.size() ? std::span<const T>(there_) : std::span<const T>(here_).first(size_);
  }

 private:
  std::size_t size_;
  std::array<T, 8> here_{};
  std::vector<T> there_;
};

/// U^a^b is U^(ab) where b is whole; else the principal branch of each matters.
void raise(std::vector<double>& powers, double power) {
  if (is_whole(power)) {
    powers.back() *= power;
  } else if (powers.back() == 1) {
    powers.back() = power;
  } else {
    powers.push_back(power);
  }
}

/// Principal power of a unitary: its eigenvalues have angles in (-pi, pi].
Eigen::Matrix2cd power_of(const Eigen::Matrix2cd& unitary, double power) {
  if ((unitary - unitary(0, 0) * Eigen::Matrix2cd::Identity()).cwiseAbs().maxCoeff() < 1e-14)
    return std::polar(1.0, std::arg(unitary(0, 0)) * power) * Eigen::Matrix2cd::Identity();
  const Eigen::ComplexSchur<Eigen::Matrix2cd> schur(unitary);  // of a normal matrix: diagonal
  Eigen::Matrix2cd diagonal = Eigen::Matrix2cd::Zero();
  for (int k = 0; k < 2; ++k) {
    double angle = std::arg(schur.matrixT()(k, k));
    if (angle < -pi + 1e-12) angle += 2 * pi;  // -1 within rounding
    diagonal(k, k) = std::polar(1.0, angle * power);
  }
  return schur.matrixU() * diagonal * schur.matrixU().adjoint();
}

/// The matrix of operations on qubits 0 and 1, or 0 alone.
Eigen::MatrixXcd product_of(std::span<const Operation> operations, int qubits) {
  const int size = 1 << qubits;
  Eigen::MatrixXcd all = Eigen::MatrixXcd::Identity(size, size);
  for (const Operation& operation : operations) {
    const int targets = spec_of(operation.gate).qubits;
    const Eigen::MatrixXcd small = unitary_of(operation.gate, operation.parameter);
    Eigen::MatrixXcd full = Eigen::MatrixXcd::Zero(size, size);
    for (int row = 0; row < size; ++row) {
      for (int column = 0; column < size; ++column) {
        int r = 0, c = 0, others = (row ^ column);
        for (int k = 0; k < targets; ++k) {
          const int q = static_cast<int>(operation.qubits[static_cast<std::size_t>(k)]);
          r |= (row >> q & 1) << k;
          c |= (column >> q & 1) << k;
          others &= ~(1 << q);
        }
        if (others == 0) full(row, column) = small(r, c);
      }
    }
    all = full * all;
  }
  return all;
}

/// The angle by which `a` is turned against `b`, if that is all.
std::optional<double> turned_by(const Eigen::MatrixXcd& a, const Eigen::MatrixXcd& b) {
  const std::complex<double> overlap = (b.adjoint() * a).trace() / static_cast<double>(a.rows());
  if (std::abs(std::abs(overlap) - 1) > 1e-12) return std::nullopt;
  return std::arg(overlap);
}

Call plain_call(std::uint32_t gate, std::uint32_t parameter) {
  Call call;
  call.gate = gate;
  call.operands = {0};
  Expression argument;
  argument.push_parameter(parameter);
  call.arguments.push_back(std::move(argument));
  return call;
}

std::unexpected<core::Error> no_power(const Definition& definition, double power) {
  return core::unusable(
      "", fmt::format("the power {} of '{}', a gate on {} qubits", power, definition.name, definition.qubits),
      "a whole power, or one of a gate on one qubit and its controls", "define the root as a gate of its own");
}

}  // namespace

Expander::Expander(std::uint64_t limit) : emitter_(limit), limit_(limit) {
  for (const GateSpec& spec : gate_list()) {
    Definition row;
    row.name = spec.name;
    row.kind = DefinitionKind::table;
    row.gate = spec.kind;
    row.parameters = spec.parameter ? 1 : 0;
    row.qubits = static_cast<std::uint32_t>(spec.qubits);
    definitions_.push_back(std::move(row));
  }
  Definition phase;
  phase.name = "gphase";
  phase.kind = DefinitionKind::phase;
  phase.parameters = 1;
  phase_gate_ = static_cast<std::uint32_t>(definitions_.size());
  definitions_.push_back(std::move(phase));
  Definition general;
  general.name = "U";
  general.parameters = 3;
  general.qubits = 1;
  general.body = {plain_call(table_gate(GateKind::p), 2), plain_call(table_gate(GateKind::ry), 0),
                  plain_call(table_gate(GateKind::p), 1)};
  general_gate_ = static_cast<std::uint32_t>(definitions_.size());
  definitions_.push_back(std::move(general));
}

std::uint32_t Expander::add(Definition definition) {
  for (const Call& call : definition.body)
    definition.depth = std::max(definition.depth, definitions_[call.gate].depth + 1);
  if (definition.kind == DefinitionKind::composite) recognise(definition);
  definitions_.push_back(std::move(definition));
  return static_cast<std::uint32_t>(definitions_.size() - 1);
}

core::Status Expander::exceeded() const {
  return core::unusable("", fmt::format("more than {} operations and calls after expansion", limit_),
                        fmt::format("at most {}", limit_), "split the circuit");
}

core::Status Expander::call(std::uint32_t gate, std::span<const Modifier> modifiers, std::span<const double> parameters,
                            Qubits qubits) {
  const Definition& definition = definitions_[gate];
  if (modifiers.empty() && definition.kind == DefinitionKind::table) {
    for (const double parameter : parameters)
      if (!std::isfinite(parameter)) return core::unusable("", "a parameter that is not finite", "a finite number");
    emitter_.gate(definition.gate, parameters.empty() ? 0 : parameters[0], qubits, {}, false);
    emitter_.phase += definition.phase;
    return emitter_.exhausted() ? exceeded() : core::Status{};
  }
  QGAUGE_CHECK(call_with(gate, modifiers, {}, parameters, qubits, {}, itself));
  return emitter_.exhausted() ? exceeded() : core::Status{};
}

/// `outer` are the parameters of the definition that calls, `powers` what is raised on top of the modifiers.
core::Status Expander::call_with(std::uint32_t gate, std::span<const Modifier> modifiers, std::span<const double> outer,
                                 std::span<const double> parameters, Qubits qubits, Qubits controls,
                                 std::span<const double> powers) {
  if (modifiers.empty()) return apply(definitions_[gate], parameters, qubits, controls, powers);
  std::vector<std::uint32_t> all(controls.begin(), controls.end());
  std::vector<std::uint32_t> negative;
  for (const Modifier& modifier : modifiers) {
    for (std::uint32_t k = 0; k < modifier.count; ++k) {
      all.push_back(qubits.front());
      if (modifier.kind == ModifierKind::negative_control) negative.push_back(qubits.front());
      qubits = qubits.subspan(1);
    }
  }
  Powers raised{1};
  for (std::size_t k = modifiers.size(); k-- > 0;) {
    if (modifiers[k].kind == ModifierKind::inverse) raise(raised, -1);
    if (modifiers[k].kind != ModifierKind::power) continue;
    const auto power = modifiers[k].power.value(outer);
    if (!power) return core::unusable("", "a power that is not finite", "a finite number");
    raise(raised, power->number());
  }
  for (const double power : powers) raise(raised, power);
  for (const std::uint32_t q : negative) emitter_.gate(GateKind::x, 0, Qubits(&q, 1), {}, false);
  QGAUGE_CHECK(apply(definitions_[gate], parameters, qubits, all, raised));
  for (const std::uint32_t q : negative) emitter_.gate(GateKind::x, 0, Qubits(&q, 1), {}, false);
  return {};
}

core::Status Expander::apply(const Definition& definition, std::span<const double> parameters, Qubits qubits,
                             Qubits controls, std::span<const double> powers) {
  if (definition.kind == DefinitionKind::opaque)
    return core::unusable("", fmt::format("a use of the opaque gate '{}'", definition.name), "a gate with a definition",
                          "define it with 'gate'");
  const double power = powers[0];
  if (powers.size() > 1 || !is_whole(power)) return fraction(definition, parameters, qubits, controls, powers);
  if (std::abs(power) > 4 && definition.qubits == 1) return fraction(definition, parameters, qubits, controls, powers);
  if (std::abs(power) > static_cast<double>(limit_)) return exceeded();
  for (double done = 0; done < std::abs(power); ++done) {
    if (!emitter_.take()) return exceeded();
    QGAUGE_CHECK(once(definition, parameters, qubits, controls, power < 0));
  }
  return {};
}

core::Status Expander::once(const Definition& definition, std::span<const double> parameters, Qubits qubits,
                            Qubits controls, bool inverse) {
  for (const double parameter : parameters)
    if (!std::isfinite(parameter)) return core::unusable("", "a parameter that is not finite", "a finite number");
  const double sign = inverse ? -1 : 1;
  if (definition.kind == DefinitionKind::phase) {
    emitter_.controlled_phase(controls, sign * parameters[0]);
    return {};
  }
  if (definition.kind == DefinitionKind::table) {
    const bool turns = definition.parameters > 0;
    if (turns && parameters[0] == 0) return {};  // a rotation by nothing
    emitter_.gate(definition.gate, turns ? parameters[0] : 0, qubits, controls, inverse);
    if (definition.phase != 0) emitter_.controlled_phase(controls, sign * definition.phase);
    return {};
  }
  const std::array<double, 1> power{sign};
  for (std::size_t k = 0; k < definition.body.size(); ++k) {
    const Call& call = definition.body[inverse ? definition.body.size() - 1 - k : k];
    QGAUGE_CHECK(body_call(call, parameters, qubits, controls, power));
  }
  return {};
}

core::Status Expander::body_call(const Call& call, std::span<const double> parameters, Qubits qubits, Qubits controls,
                                 std::span<const double> powers) {
  Few<double> values(call.arguments.size());
  for (std::size_t k = 0; k < call.arguments.size(); ++k) {
    const auto value = call.arguments[k].value(parameters);
    if (!value)
      return core::unusable("",
                            fmt::format("a parameter of '{}' that has no finite value", definitions_[call.gate].name),
                            "a finite number");
    values[k] = value->number();
  }
  Few<std::uint32_t> operands(call.operands.size());
  for (std::size_t k = 0; k < call.operands.size(); ++k) operands[k] = qubits[call.operands[k]];
  return call_with(call.gate, call.modifiers, parameters, values.span(), operands.span(), controls, powers);
}

/// A power that is no small whole number: of one call, of a gate on one qubit by its matrix, of a few of the table.
core::Status Expander::fraction(const Definition& definition, std::span<const double> parameters, Qubits qubits,
                                Qubits controls, std::span<const double> powers) {
  if (!emitter_.take()) return exceeded();
  if (definition.kind == DefinitionKind::composite && definition.body.size() == 1)
    return body_call(definition.body[0], parameters, qubits, controls, powers);
  if (definition.kind == DefinitionKind::phase) {
    double angle = std::remainder(parameters[0], 2 * pi);
    for (const double power : powers) angle = std::remainder(angle * power, 2 * pi);
    emitter_.controlled_phase(controls, angle);
    return {};
  }
  if (definition.qubits == 1) {
    QGAUGE_TRY(const Eigen::MatrixXcd whole, matrix_of(definition, parameters));
    Eigen::Matrix2cd matrix = whole;
    for (const double power : powers) matrix = power_of(matrix, power);
    emitter_.matrix(matrix, qubits[0], controls);
    return {};
  }
  if (definition.kind == DefinitionKind::table && table_fraction(definition, parameters, qubits, controls, powers))
    return {};
  return no_power(definition, powers.back());
}

bool Expander::table_fraction(const Definition& definition, std::span<const double> parameters, Qubits qubits,
                              Qubits controls, std::span<const double> powers) {
  const GateKind kind = definition.gate;
  if (definition.phase != 0) return false;
  if (kind == GateKind::cx || kind == GateKind::cz || kind == GateKind::swap) {
    std::vector<std::uint32_t> all(controls.begin(), controls.end());
    all.push_back(qubits[0]);
    const std::array<std::uint32_t, 2> back{qubits[1], qubits[0]};
    Eigen::Matrix2cd matrix = unitary_of(kind == GateKind::cz ? GateKind::z : GateKind::x);
    for (const double power : powers) matrix = power_of(matrix, power);
    if (kind == GateKind::swap) emitter_.gate(GateKind::cx, 0, back, {}, false);
    emitter_.matrix(matrix, qubits[1], all);
    if (kind == GateKind::swap) emitter_.gate(GateKind::cx, 0, back, {}, false);
    return true;
  }
  if (powers.size() > 1 || (kind != GateKind::rxx && kind != GateKind::ryy && kind != GateKind::rzz)) return false;
  const double angle = std::remainder(parameters[0], 4 * pi);  // eigenvalues exp(+-i angle/2)
  emitter_.gate(kind, angle * powers[0], qubits, controls, false);
  return true;
}

core::Result<std::vector<Operation>> Expander::captured(const Definition& definition,
                                                        std::span<const double> parameters, double& phase) {
  std::vector<Operation> kept = std::exchange(emitter_.operations, {});
  const double kept_phase = std::exchange(emitter_.phase, 0);
  const std::array<std::uint32_t, 2> qubits{0, 1};
  const core::Status status = once(definition, parameters, Qubits(qubits).first(definition.qubits), {}, false);
  std::vector<Operation> operations = std::exchange(emitter_.operations, std::move(kept));
  phase = std::exchange(emitter_.phase, kept_phase);
  if (!status) return std::unexpected(status.error());
  if (emitter_.exhausted()) return std::unexpected(exceeded().error());
  return operations;
}

core::Result<Eigen::MatrixXcd> Expander::matrix_of(const Definition& definition, std::span<const double> parameters) {
  double phase = 0;
  QGAUGE_TRY(const auto operations, captured(definition, parameters, phase));
  return Eigen::MatrixXcd(std::polar(1.0, phase) * product_of(operations, static_cast<int>(definition.qubits)));
}

/// A definition under the name of a gate of the table, or the writer's name for it, that has its matrix up to one
/// phase.
void Expander::recognise(Definition& definition) {
  std::string_view name = definition.name;
  if (name.starts_with("qg_")) name.remove_prefix(3);
  const GateSpec* spec = find_gate(name);
  if (spec == nullptr || !spec->unitary || definition.body.size() > 64 || definition.depth > 8) return;
  if (definition.qubits != static_cast<std::uint32_t>(spec->qubits)) return;
  if (definition.parameters != (spec->parameter ? 1U : 0U)) return;
  std::optional<double> phase;
  for (const double angle : {0.7, -1.9, 2.6}) {  // three angles determine what is linear in exp(+-i angle/2)
    const auto matrix = matrix_of(definition, std::span(&angle, definition.parameters));
    if (!matrix) return;
    const auto turned = turned_by(*matrix, unitary_of(spec->kind, spec->parameter ? angle : 0));
    if (!turned || (phase && std::abs(std::remainder(*turned - *phase, 2 * pi)) > 1e-12)) return;
    phase = turned;
  }
  definition.kind = DefinitionKind::table;
  definition.gate = spec->kind;
  definition.phase = std::abs(*phase) < 1e-14 ? 0 : *phase;
  definition.body.clear();
}

}  // namespace qgauge::circuit::qasm
