// Blocks over native gates, and the fidelity that the device's report promises for them. Called by compile. Knows no
// routing.
#include "compile/emission.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <numbers>

#include "compile/native_gates.hpp"
#include "compile/translate.hpp"

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using circuit::Operation;
using std::numbers::pi;

bool is_pair(const Operation& operation) { return circuit::spec_of(operation.gate).qubits == 2; }

/// Of each use: what rotations leave of half a turn on machines that turn by any angle.
double angle_of_use(const Operation& operation, const Entangler& entangler) {
  if (!entangler.any_zz_angle || !circuit::spec_of(operation.gate).parameter) return pi / 2;
  return std::abs(std::remainder(operation.parameter, pi));
}

/// What the block's own gates cost if each is translated by itself.
Choice unfused(const Block& block, const Entangler& entangler) {
  Choice choice;
  for (const Operation& operation : block.operations) {
    if (!is_pair(operation)) continue;
    const int uses = native_uses(operation, entangler.kind, entangler.any_zz_angle);
    const double angle = angle_of_use(operation, entangler);
    choice.uses += uses;
    choice.angle_rad += uses * angle;
    choice.gate_fidelity *= std::pow(fidelity_of(entangler, angle), uses);
  }
  return choice;
}

class Emitter {
 public:
  Emitter(std::span<const int> layout, const device::DeviceModel& model, const Options& options)
      : layout_(layout), model_(model), options_(options) {}

  Emission run(const std::vector<Block>& blocks) {
    for (const Block& block : blocks)
      if (block.kind == BlockKind::pair)
        emit_pair(block);
      else
        std::ranges::copy(block.operations, std::back_inserter(result_.operations));
    return std::move(result_);
  }

 private:
  void emit_pair(const Block& block) {
    const auto [a, b] = block.wires;
    const int device_a = layout_[a], device_b = layout_[b];
    const auto entangler = entangler_of(model_, device_a, device_b, options_);
    const bool forwards = native_gate(model_, device_a, device_b)->first != device_b;
    const Eigen::Matrix4cd unitary = unitary_of(block);
    const auto form = canonical_form(forwards ? unitary : exchanged(unitary));
    const Choice choice = choose(form.coordinates, entangler, options_.synthesis);
    if (keep(block, choice, entangler)) {
      std::ranges::copy(block.operations, std::back_inserter(result_.operations));
      return;
    }
    result_.synthesis_fidelity *= choice.synthesis_fidelity;
    const std::array wires = forwards ? std::array{a, b} : std::array{b, a};
    for (Operation operation : operations_of(form, choice, entangler)) {
      for (std::uint32_t& qubit : operation.qubits) qubit = wires[qubit];
      result_.operations.push_back(operation);
    }
  }

  /// Gates that are as cheap as they stand keep their local gates, which a canonical form would turn needlessly.
  static bool keep(const Block& block, const Choice& choice, const Entangler& entangler) {
    return !better(choice, unfused(block, entangler));
  }

  std::span<const int> layout_;
  const device::DeviceModel& model_;
  const Options& options_;
  Emission result_;
};

double pulse_fidelity(const device::ModelQubit& qubit) { return qubit.gate ? 1 - qubit.gate->infidelity : 1; }

double readout_fidelity(const device::ModelQubit& qubit) {
  return 1 - (qubit.p1_given_0.value_or(0) + qubit.p0_given_1.value_or(0)) / 2;
}

}  // namespace

bool takes_any_angle(const device::DeviceModel& model, const Options& options) {
  return options.continuous_zz || model.rzz_error_base.has_value();
}

Entangler entangler_of(const device::DeviceModel& model, int a, int b, const Options& options) {
  const auto* gate = native_gate(model, a, b);
  assert(gate != nullptr);
  const bool any_angle = takes_any_angle(model, options) && gate->kind == GateKind::rzz;
  return {gate->kind, gate->infidelity, any_angle, options.zz_base};
}

Emission emission_of(const std::vector<Block>& blocks, std::span<const int> layout, const device::DeviceModel& model,
                     const Options& options) {
  return Emitter(layout, model, options).run(blocks);
}

double reported_fidelity(const circuit::Circuit& native, const device::DeviceModel& model, const Options& options) {
  double fidelity = 1;
  for (const Operation& operation : native.operations) {
    const auto& spec = circuit::spec_of(operation.gate);
    if (spec.qubits == 0) continue;
    const int device_qubit = native.layout[operation.qubits[0]];
    const auto& qubit = model.qubits[static_cast<std::size_t>(device_qubit)];
    if (spec.qubits == 2)
      fidelity *= fidelity_of(entangler_of(model, device_qubit, native.layout[operation.qubits[1]], options),
                              operation.parameter);
    else if (operation.gate == GateKind::measure)
      fidelity *= readout_fidelity(qubit);
    else if (spec.unitary && !spec.diagonal)
      fidelity *= pulse_fidelity(qubit);
  }
  return fidelity;
}

}  // namespace qgauge::compile
