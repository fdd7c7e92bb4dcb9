// Native operations and their noise: see native_channel.hpp.
#include "simulator/native_channel.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"

namespace qgauge::simulator {
namespace {

using circuit::GateKind;

noise::Channel after_gate(const noise::GateNoise& noise, const NativeOperation& operation) {
  return noise::compose(noise.channel,
                        noise::unitary_channel(circuit::unitary_of(operation.gate, operation.parameter)));
}

core::Result<noise::Channel> pulse(const noise::NoiseModel& model, const NativeOperation& operation) {
  if (const auto* noise = model.one_qubit(operation.first)) return after_gate(*noise, operation);
  return core::unusable("", fmt::format("a pulse on device qubit {}", operation.first),
                        "a qubit with a calibrated one-qubit gate", "choose another layout");
}

core::Result<noise::Channel> entangler(const noise::NoiseModel& model, const NativeOperation& operation) {
  if (const auto* noise = model.two_qubit(operation.first, operation.second)) {
    if (operation.gate != GateKind::rzz) return after_gate(*noise, operation);
    QGAUGE_TRY(const noise::GateNoise at_angle, model.rzz_at(operation.first, operation.second, operation.parameter));
    return after_gate(at_angle, operation);
  }
  return core::unusable("",
                        fmt::format("a two-qubit gate on device qubits {} and {}", operation.first, operation.second),
                        "a coupling with a calibrated gate", "choose another layout");
}

}  // namespace

NativeOperation native_operation(const circuit::Circuit& circuit, const circuit::Operation& operation) {
  const bool two = circuit::spec_of(operation.gate).qubits == 2;
  return {operation.gate, device_qubit(circuit, operation.qubits[0]),
          two ? device_qubit(circuit, operation.qubits[1]) : 0, operation.parameter};
}

core::Result<noise::Channel> native_channel(const noise::NoiseModel& model, const NativeOperation& operation) {
  const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
  if (operation.gate == GateKind::delay) return model.idle(operation.first, operation.parameter);
  if (operation.gate == GateKind::sx || operation.gate == GateKind::x) return pulse(model, operation);
  if (operation.gate == GateKind::rz)
    return noise::unitary_channel(circuit::unitary_of(GateKind::rz, operation.parameter));
  if (spec.uses_per_cnot > 0) return entangler(model, operation);
  return core::unusable("", fmt::format("gate {}", spec.name), "rz, sx, x, delay or the entangling gate of a coupling",
                        "compile first");
}

core::Status check_noisy(const circuit::Circuit& circuit, const noise::NoiseModel& model) {
  QGAUGE_CHECK(circuit::check(circuit));
  if (circuit.qubits > max_density_matrix_qubits)
    return core::unusable("register", fmt::format("{} qubits", circuit.qubits),
                          fmt::format("at most {} for a density matrix", max_density_matrix_qubits),
                          "simulate a smaller register");
  const int largest = circuit.layout.empty() ? circuit.qubits - 1 : std::ranges::max(circuit.layout);
  if (largest < model.qubits()) return {};
  return core::unusable("layout", fmt::format("device qubit {}", largest),
                        fmt::format("one of the machine's {}", model.qubits()), "choose another layout");
}

}  // namespace qgauge::simulator
