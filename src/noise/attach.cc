// The noise of a machine between the operations of a native circuit. Used by the simulator through noise.hpp.
// Knows no state: what the channels do to one is the simulator's affair.

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

using circuit::GateKind;

/// One Pauli channel after the other: the probabilities convolve over the products of Paulis.
PauliChannel convolved(const PauliChannel& a, const PauliChannel& b) {
  // I X Y Z as 0 1 2 3 multiply like the exclusive or of 0 1 3 2.
  const auto bits = [](std::size_t pauli) { return pauli ^ ((pauli >> 1) & 5); };
  PauliChannel product{std::vector<double>(a.probabilities.size())};
  for (std::size_t i = 0; i < a.probabilities.size(); ++i) {
    for (std::size_t j = 0; j < b.probabilities.size(); ++j) {
      product.probabilities[bits(bits(i) ^ bits(j))] += a.probabilities[i] * b.probabilities[j];
    }
  }
  return product;
}

/// lambda/d^2 each but for the identity.
PauliChannel depolarizing_paulis(int qubits, double lambda) {
  const std::size_t count = std::size_t{1} << (2 * qubits);
  PauliChannel channel{std::vector<double>(count, lambda / static_cast<double>(count))};
  channel.probabilities.front() = 1 - lambda * (1 - 1 / static_cast<double>(count));
  return channel;
}

/// P(Z) of what T2 takes from the coherence beyond what damping takes: e^{-t/T2} = sqrt(1 - gamma) (1 - 2 p).
double dephasing_probability(const core::Coherence& coherence, double duration_s) {
  return std::max(0.0, -std::expm1(duration_s / (2 * coherence.t1_s) - duration_s / coherence.t2_s) / 2);
}

PauliChannel dephasing_paulis(double z) { return {{1 - z, 0, 0, z}}; }

class Attacher {
 public:
  Attacher(const circuit::Circuit& native, const NoiseModel& model)
      : native_(native), model_(model), result_(native.qubits) {}

  core::Result<NoisyCircuit> attach() {
    for (std::size_t i = 0; i < native_.operations.size(); ++i) {
      auto status = add(native_.operations[i]);
      if (status) continue;
      status.error().where = fmt::format("operation {}", i);
      return std::unexpected(std::move(status).error());
    }
    return std::move(result_);
  }

 private:
  int device_qubit(std::uint32_t qubit) const {
    return native_.layout.empty() ? static_cast<int>(qubit) : native_.layout[qubit];
  }

  core::Status add(const circuit::Operation& operation) {
    const auto qubit = static_cast<int>(operation.qubits[0]);
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    if (operation.gate == GateKind::barrier) return {};
    if (operation.gate == GateKind::measure) {
      result_.readout[operation.qubits[0]] = model_.readout(device_qubit(operation.qubits[0]));
      return {};
    }
    if (operation.gate == GateKind::delay) {
      relax(qubit, operation.parameter);
      return {};
    }
    if (operation.gate == GateKind::rz) {
      result_.add_unitary({qubit}, circuit::unitary_of(operation.gate, operation.parameter));
      return {};
    }
    if (operation.gate == GateKind::sx || operation.gate == GateKind::x) return add_pulse(operation);
    if (spec.uses_per_cnot > 0) return add_entangler(operation);
    return core::unusable("", fmt::format("gate {}", spec.name),
                          "rz, sx, x, delay or the entangling gate of a coupling", "compile first");
  }

  core::Status add_pulse(const circuit::Operation& operation) {
    const auto qubit = static_cast<int>(operation.qubits[0]);
    const GateNoise* noise = model_.one_qubit(device_qubit(operation.qubits[0]));
    if (noise == nullptr) {
      return core::unusable("", fmt::format("a pulse on device qubit {}", device_qubit(operation.qubits[0])),
                            "a qubit with a calibrated one-qubit gate", "choose another layout");
    }
    result_.add_unitary({qubit}, circuit::unitary_of(operation.gate, operation.parameter));
    const double z = dephasing(qubit, noise->relaxation_s);
    add_if_noisy({qubit}, convolved(depolarizing_paulis(1, noise->depolarizing_lambda), dephasing_paulis(z)));
    damp(qubit, noise->relaxation_s);
    if (noise->over_rotation.size() > 0) result_.add_unitary_noise({qubit}, noise->over_rotation);
    return {};
  }

  core::Status add_entangler(const circuit::Operation& operation) {
    const auto a = static_cast<int>(operation.qubits[0]), b = static_cast<int>(operation.qubits[1]);
    const int first = device_qubit(operation.qubits[0]), second = device_qubit(operation.qubits[1]);
    const GateNoise* noise = model_.two_qubit(first, second);
    if (noise == nullptr) {
      return core::unusable("", fmt::format("a two-qubit gate on device qubits {} and {}", first, second),
                            "a coupling with a calibrated gate", "choose another layout");
    }
    result_.add_unitary({a, b}, circuit::unitary_of(operation.gate, operation.parameter));
    add_if_noisy({a, b}, convolved(depolarizing_paulis(2, noise->depolarizing_lambda),
                                   dephasing_of_pair(a, b, noise->relaxation_s)));
    damp(a, noise->relaxation_s);
    damp(b, noise->relaxation_s);
    if (noise->over_rotation.size() > 0) result_.add_unitary_noise({a, b}, noise->over_rotation);
    return {};
  }

  double dephasing(int qubit, double duration_s) const {
    const auto& coherence = model_.coherence(device_qubit(static_cast<std::uint32_t>(qubit)));
    return coherence ? dephasing_probability(*coherence, duration_s) : 0;
  }

  PauliChannel dephasing_of_pair(int a, int b, double duration_s) const {
    const double z_a = dephasing(a, duration_s), z_b = dephasing(b, duration_s);
    PauliChannel channel{std::vector<double>(16)};
    channel.probabilities[0] = (1 - z_a) * (1 - z_b);
    channel.probabilities[3] = z_a * (1 - z_b);
    channel.probabilities[12] = (1 - z_a) * z_b;
    channel.probabilities[15] = z_a * z_b;
    return channel;
  }

  void relax(int qubit, double duration_s) {
    add_if_noisy({qubit}, dephasing_paulis(dephasing(qubit, duration_s)));
    damp(qubit, duration_s);
  }

  void damp(int qubit, double duration_s) {
    const auto& coherence = model_.coherence(device_qubit(static_cast<std::uint32_t>(qubit)));
    const double gamma = coherence ? -std::expm1(-duration_s / coherence->t1_s) : 0;
    if (gamma > 0) result_.add_kraus({qubit}, damping(gamma));
  }

  void add_if_noisy(std::initializer_list<int> operands, PauliChannel channel) {
    if (std::any_of(channel.probabilities.begin() + 1, channel.probabilities.end(), [](double p) { return p > 0; })) {
      result_.add_pauli(operands, std::move(channel));
    }
  }

  const circuit::Circuit& native_;
  const NoiseModel& model_;
  NoisyCircuit result_;
};

core::Status check_layout(const circuit::Circuit& circuit, const NoiseModel& model) {
  const int largest = circuit.layout.empty() ? circuit.qubits - 1 : std::ranges::max(circuit.layout);
  if (largest < model.qubits()) return {};
  return core::unusable("layout", fmt::format("device qubit {}", largest),
                        fmt::format("one of the machine's {}", model.qubits()), "choose another layout");
}

/// Measurement is the last thing that happens to a qubit.
core::Status check_measurements(const circuit::Circuit& circuit) {
  std::vector<bool> measured(static_cast<std::size_t>(circuit.qubits));
  for (std::size_t i = 0; i < circuit.operations.size(); ++i) {
    const circuit::Operation& operation = circuit.operations[i];
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    for (int k = 0; k < spec.qubits; ++k) {
      if (!measured[operation.qubits[k]]) continue;
      return core::unusable(fmt::format("operation {} ({})", i, spec.name), "an operation on a qubit that was measured",
                            "measurement at the end of each qubit only", "remove what follows the measurement");
    }
    if (operation.gate == GateKind::measure) measured[operation.qubits[0]] = true;
  }
  return {};
}

}  // namespace

core::Result<NoisyCircuit> noisy_circuit(const circuit::Circuit& native, const NoiseModel& model) {
  QGAUGE_CHECK(circuit::check(native));
  QGAUGE_CHECK(check_layout(native, model));
  QGAUGE_CHECK(check_measurements(native));
  return Attacher(native, model).attach();
}

core::Result<NoisyCircuit> noiseless_circuit(const circuit::Circuit& circuit) {
  QGAUGE_CHECK(circuit::check(circuit));
  QGAUGE_CHECK(check_measurements(circuit));
  NoisyCircuit result(circuit.qubits);
  for (const circuit::Operation& operation : circuit.operations) {
    const auto a = static_cast<int>(operation.qubits[0]), b = static_cast<int>(operation.qubits[1]);
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    if (operation.gate == GateKind::measure) result.readout[operation.qubits[0]] = Readout{};
    if (!spec.unitary) continue;
    const Eigen::MatrixXcd unitary = circuit::unitary_of(operation.gate, operation.parameter);
    spec.qubits == 1 ? result.add_unitary({a}, unitary) : result.add_unitary({a, b}, unitary);
  }
  return result;
}

}  // namespace qgauge::noise
