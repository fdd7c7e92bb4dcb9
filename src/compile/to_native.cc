// Translation to native gates: one-qubit gates are gathered into one rotation a qubit and written as pulses when
// something else touches the qubit; two-qubit gates go through CZ to the coupling's gate. Called by protocols. Knows no
// routing: pairs must be coupled.
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "compile/expansion.hpp"
#include "compile/native_gates.hpp"
#include "compile/pulses.hpp"
#include "compile/rotation.hpp"
#include "compile/translate.hpp"
#include "qgauge/compile.hpp"

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using circuit::Operation;
using std::numbers::pi;

/// A rotation about XX or YY is one about ZZ between turns of the letters of both qubits, there and back.
struct Turn {
  GateKind there;
  GateKind back;
};

std::optional<Turn> turn_to_zz(GateKind gate) {
  if (gate == GateKind::rxx) return Turn{GateKind::h, GateKind::h};
  if (gate == GateKind::ryy) return Turn{GateKind::sx, GateKind::sxdg};
  return {};
}

/// The steps over CZ and the native gate of a two-qubit operation; empty where nothing is left to do.
std::span<const Step> steps_of(const Operation& operation, GateKind native) {
  if (circuit::spec_of(operation.gate).parameter) {
    const double angle = snapped(operation.parameter);
    const double quarter_turns = angle / (pi / 2);
    if (quarter_turns == std::nearbyint(quarter_turns)) return rzz_quarter_turns(static_cast<int>(quarter_turns));
    return rzz_of_any_angle();
  }
  if (const auto direct = find_steps(shortcuts_over(native), operation.gate); !direct.empty()) return direct;
  const auto steps = find_steps(expansions_over_cz(), operation.gate);
  assert(!steps.empty());
  return steps;
}

/// A native gate of one coupling and its operands as register qubits, in the direction that is used.
struct Target {
  GateKind native;
  std::span<const Step> cz;
  std::array<std::uint32_t, 2> qubits;
};

class Translator {
 public:
  Translator(const circuit::Circuit& source, const device::DeviceModel& model, bool any_zz_angle)
      : source_(source), gates_(source, model), any_zz_angle_(any_zz_angle) {
    result_.qubits = source.qubits;
    result_.layout = source.layout;
    result_.operations.reserve(2 * source.operations.size());
    gathered_.resize(static_cast<std::size_t>(source.qubits));
  }

  core::Result<circuit::Circuit> run() {
    for (const Operation& operation : source_.operations) QGAUGE_CHECK(translate(operation));
    flush_all();
    return std::move(result_);
  }

 private:
  core::Status translate(const Operation& operation) {
    const auto& spec = circuit::spec_of(operation.gate);
    if (spec.unitary && spec.qubits == 2) return translate_pair(operation);
    if (spec.unitary)
      gather(operation.gate, operation.qubits[0], operation.parameter);
    else
      pass(operation);
    return {};
  }

  /// delay, barrier and measure stay where they are between the gates of their qubits.
  void pass(const Operation& operation) {
    if (operation.gate == GateKind::barrier)
      flush_all();
    else
      flush(operation.qubits[0]);
    result_.operations.push_back(operation);
  }

  core::Status translate_pair(const Operation& operation) {
    QGAUGE_TRY(const Target target, target_of(operation));
    const auto turn = turn_to_zz(operation.gate);
    if (turn) gather_both(turn->there, operation);
    if (any_zz_angle_ && target.native == GateKind::rzz && circuit::spec_of(operation.gate).parameter)
      append_zz(target, snapped(operation.parameter));
    else
      append_steps(operation, target);
    if (turn) gather_both(turn->back, operation);
    return {};
  }

  void gather_both(GateKind gate, const Operation& operation) {
    for (const std::uint32_t qubit : operation.qubits) gather(gate, qubit, 0);
  }

  /// Half a turn is a Z on both qubits, and X on one of them turns the sign: the machine's angles lie in (0, pi/2].
  void append_zz(const Target& target, double angle) {
    if (std::abs(angle) > pi / 2) {
      for (const std::uint32_t qubit : target.qubits) gather(GateKind::z, qubit, 0);
      angle = snapped(angle - std::copysign(pi, angle));
    }
    if (angle == 0) return;
    if (angle < 0) gather(GateKind::x, target.qubits[0], 0);
    append_native(target, std::abs(angle));
    if (angle < 0) gather(GateKind::x, target.qubits[0], 0);
  }

  void append_steps(const Operation& operation, const Target& target) {
    const bool own_angle = circuit::spec_of(operation.gate).parameter;
    for (const Step& step : steps_of(operation, target.native)) {
      if (step.gate == GateKind::cz)
        append_cz(target);
      else if (step.gate == target.native)
        append_native(target, step.parameter);
      else
        gather(step.gate, operation.qubits[step.operand], own_angle ? operation.parameter : step.parameter);
    }
  }

  void append_cz(const Target& target) {
    for (const Step& step : target.cz) {
      if (step.gate == target.native)
        append_native(target, step.parameter);
      else
        gather(step.gate, target.qubits[step.operand], step.parameter);
    }
  }

  void append_native(const Target& target, double parameter) {
    for (const std::uint32_t qubit : target.qubits) flush(qubit);
    result_.operations.push_back({target.native, target.qubits, parameter});
  }

  core::Result<Target> target_of(const Operation& operation) {
    const auto [a, b] = operation.qubits;
    const auto* gate = gates_.find(a, b);
    if (gate == nullptr)
      return refuse(operation, "no calibrated coupling between them", "a coupling with a native gate");
    const auto cz = find_steps(cz_over_native(), gate->kind);
    if (cz.empty()) return refuse(operation, "the native gate " + gate->name, "a gate that makes a cz");
    const bool against = gate->first == source_.layout[b] && gate->second == source_.layout[a];
    return Target{gate->kind, cz, against ? std::array{b, a} : std::array{a, b}};
  }

  std::unexpected<core::Error> refuse(const Operation& operation, const std::string& found,
                                      const std::string& expected) {
    const auto [a, b] = operation.qubits;
    const auto index = &operation - source_.operations.data();
    return core::unusable(fmt::format("operation {} ({} on device qubits {} and {})", index,
                                      circuit::spec_of(operation.gate).name, source_.layout[a], source_.layout[b]),
                          found, expected, "place the circuit on couplings that have one");
  }

  void gather(GateKind gate, std::uint32_t qubit, double parameter) {
    gathered_[qubit] = compose(rotation_of(gate, parameter), gathered_[qubit]);
  }

  void flush(std::uint32_t qubit) {
    append_pulses(result_.operations, qubit, gathered_[qubit]);
    gathered_[qubit] = {};
  }

  void flush_all() {
    for (std::uint32_t q = 0; q < gathered_.size(); ++q) flush(q);
  }

  const circuit::Circuit& source_;
  NativeGates gates_;
  bool any_zz_angle_;
  circuit::Circuit result_;
  std::vector<Rotation> gathered_;  ///< what each qubit's gates since its last native operation amount to
};

}  // namespace

core::Result<circuit::Circuit> to_native(const circuit::Circuit& circuit, const device::DeviceModel& model) {
  return translate(circuit, model, false);
}

core::Result<circuit::Circuit> translate(const circuit::Circuit& circuit, const device::DeviceModel& model,
                                         bool any_zz_angle) {
  assert(circuit.layout.size() == static_cast<std::size_t>(circuit.qubits));
  return Translator(circuit, model, any_zz_angle).run();
}

int native_uses(const circuit::Operation& operation, GateKind native, bool any_zz_angle) {
  if (any_zz_angle && native == GateKind::rzz && circuit::spec_of(operation.gate).parameter) return 1;
  int uses = 0;
  for (const Step& step : steps_of(operation, native))
    if (step.gate == GateKind::cz)
      uses += circuit::spec_of(native).uses_per_cnot;
    else
      uses += step.gate == native;
  return uses;
}

}  // namespace qgauge::compile
