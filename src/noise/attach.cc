// The noise of a machine between the operations of a native circuit. Used by the simulator through noise.hpp.
// Knows no state: what the channels do to one is the simulator's affair.

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include <fmt/format.h>

#include "noise/always_on.hpp"
#include "noise/pauli_noise.hpp"
#include "noise/timing.hpp"
#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

using circuit::GateKind;

/// P(Z) of what T2 takes from the coherence beyond what damping takes: e^{-t/T2} = sqrt(1 - gamma) (1 - 2 p).
double dephasing_probability(const core::Coherence& coherence, double duration_s) {
  return std::max(0.0, -std::expm1(duration_s / (2 * coherence.t1_s) - duration_s / coherence.t2_s) / 2);
}

/// z after each of `times` times, whole or not: 1 - 2z multiplies.
double repeated_dephasing(double z, double times) { return (1 - std::pow(1 - 2 * z, times)) / 2; }

/// The order in which operations are taken: that of the circuit, or with couplings that never stop that of time, so
/// that each is brought up to date over what has happened on both its qubits.
std::vector<std::size_t> order_of(const std::vector<OperationTime>& times, bool by_time) {
  std::vector<std::size_t> order(times.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (by_time) std::ranges::stable_sort(order, {}, [&](std::size_t i) { return times[i].middle_s(); });
  return order;
}

class Attacher {
 public:
  Attacher(const circuit::Circuit& native, const NoiseModel& model, Preparation preparation)
      : native_(native),
        model_(model),
        times_(times_of(native, model)),
        layer_shares_(layer_shares(native, model, times_)),
        disturbed_(disturbed_gates(native, model, times_)),
        always_on_(native, model, times_, lifetimes_of(native, times_, preparation)),
        layers_left_(static_cast<std::size_t>(native.qubits), not_used),
        result_(native.qubits) {
    if (preparation == Preparation::perfect) prepared_.assign(layers_left_.size(), true);
    prepared_.resize(layers_left_.size());
    // A pair alone stays in its zone.
    if (native.qubits > 2) memory_z_ = core::process_infidelity_from_average(model.memory_error_per_layer(), 2);
  }

  core::Result<NoisyCircuit> attach() {
    for (const std::size_t i : order_of(times_, !always_on_.empty())) {
      if (native_.operations[i].gate == GateKind::barrier) continue;
      catch_up(i);
      auto status = add(i);
      if (status) continue;
      status.error().where = fmt::format("operation {}", i);
      return std::unexpected(std::move(status).error());
    }
    for (int q = 0; q < native_.qubits; ++q) remember(q, 0);
    always_on_.finish(result_);
    return std::move(result_);
  }

 private:
  static constexpr int not_used = -1;

  int on_device(std::uint32_t qubit) const { return device_qubit(native_, qubit); }

  /// What happens to the operands of an operation between the operations before and itself.
  void catch_up(std::size_t index) {
    const circuit::Operation& operation = native_.operations[index];
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    if (spec.qubits == 2) {
      always_on_.skip(static_cast<int>(operation.qubits[0]), static_cast<int>(operation.qubits[1]), times_[index],
                      result_);
    }
    for (int k = 0; k < spec.qubits; ++k) {
      const auto qubit = static_cast<int>(operation.qubits[static_cast<std::size_t>(k)]);
      prepare(qubit);
      remember(qubit, times_[index].layers_before);
      if (!commutes_with_couplings(operation)) always_on_.bring(qubit, times_[index].middle_s(), result_);
    }
    if (operation.gate == GateKind::ecr) always_on_.turn_target(operation, times_[index], result_);
  }

  /// Virtual rotations and measurement do; gates and waits do not, because qubits decay during them.
  static bool commutes_with_couplings(const circuit::Operation& operation) {
    return operation.gate == GateKind::rz || operation.gate == GateKind::measure;
  }

  void prepare(int qubit) {
    if (prepared_[static_cast<std::size_t>(qubit)]) return;
    prepared_[static_cast<std::size_t>(qubit)] = true;
    const double p = model_.preparation_error(on_device(static_cast<std::uint32_t>(qubit)));
    add_if_noisy({qubit}, {{1 - p, p, 0, 0}});
  }

  /// The memory error of the layers since the qubit's last operation, so that `left` are left.
  void remember(int qubit, int left) {
    int& before = layers_left_[static_cast<std::size_t>(qubit)];
    if (before != not_used && before > left) {
      const double layers =
          layer_shares_[static_cast<std::size_t>(before)] - layer_shares_[static_cast<std::size_t>(left)];
      add_if_noisy({qubit}, dephasing_paulis(repeated_dephasing(memory_z_, layers)));
    }
    before = left;
  }

  core::Status add(std::size_t index) {
    const circuit::Operation& operation = native_.operations[index];
    const auto qubit = static_cast<int>(operation.qubits[0]);
    const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
    if (operation.gate == GateKind::measure) {
      result_.readout[operation.qubits[0]] = model_.readout(on_device(operation.qubits[0]));
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
    if (spec.uses_per_cnot > 0) return add_entangler(operation, index);
    return core::unusable("", fmt::format("gate {}", spec.name),
                          "rz, sx, x, delay or the entangling gate of a coupling", "compile first");
  }

  core::Status add_pulse(const circuit::Operation& operation) {
    const auto qubit = static_cast<int>(operation.qubits[0]);
    const GateNoise* noise = model_.one_qubit(on_device(operation.qubits[0]));
    if (noise == nullptr) {
      return core::unusable("", fmt::format("a pulse on device qubit {}", on_device(operation.qubits[0])),
                            "a qubit with a calibrated one-qubit gate", "choose another layout");
    }
    result_.add_unitary({qubit}, circuit::unitary_of(operation.gate, operation.parameter));
    const double z = dephasing(qubit, noise->relaxation_s);
    add_if_noisy({qubit}, convolved(depolarized(1, *noise, false), dephasing_paulis(z)));
    damp(qubit, noise->relaxation_s);
    if (noise->over_rotation.size() > 0) result_.add_unitary_noise({qubit}, noise->over_rotation);
    return {};
  }

  core::Status add_entangler(const circuit::Operation& operation, std::size_t index) {
    const auto a = static_cast<int>(operation.qubits[0]), b = static_cast<int>(operation.qubits[1]);
    const int first = on_device(operation.qubits[0]), second = on_device(operation.qubits[1]);
    const GateNoise* noise = model_.two_qubit(first, second);
    if (noise == nullptr) {
      return core::unusable("", fmt::format("a two-qubit gate on device qubits {} and {}", first, second),
                            "a coupling with a calibrated gate", "choose another layout");
    }
    result_.add_unitary({a, b}, circuit::unitary_of(operation.gate, operation.parameter));
    if (operation.gate == GateKind::rzz) {
      QGAUGE_TRY(const GateNoise at_angle, model_.rzz_at(first, second, operation.parameter));
      disturb(a, b, at_angle, disturbed_[index]);
    } else {
      disturb(a, b, *noise, disturbed_[index]);
    }
    for (const int qubit : {a, b}) remember(qubit, times_[index].layers_after);
    return {};
  }

  void disturb(int a, int b, const GateNoise& noise, bool disturbed) {
    add_if_noisy({a, b}, convolved(depolarized(2, noise, disturbed), dephasing_of_pair(a, b, noise.relaxation_s)));
    damp(a, noise.relaxation_s);
    damp(b, noise.relaxation_s);
    if (noise.over_rotation.size() > 0) result_.add_unitary_noise({a, b}, noise.over_rotation);
  }

  /// The gate's own depolarizing noise, its leakage, and what gates beside it add.
  static PauliChannel depolarized(int qubits, const GateNoise& noise, bool disturbed) {
    PauliChannel channel = depolarizing_paulis(qubits, noise.depolarizing_lambda);
    if (noise.leakage > 0) channel = convolved(channel, leakage_paulis(qubits, noise.leakage));
    if (!disturbed || noise.crosstalk_lambda == 0) return channel;
    return convolved(channel, depolarizing_paulis(qubits, noise.crosstalk_lambda));
  }

  double dephasing(int qubit, double duration_s) const {
    const auto& coherence = model_.coherence(on_device(static_cast<std::uint32_t>(qubit)));
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
    const auto& coherence = model_.coherence(on_device(static_cast<std::uint32_t>(qubit)));
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
  std::vector<OperationTime> times_;
  std::vector<double> layer_shares_;
  std::vector<bool> disturbed_;
  AlwaysOn always_on_;
  std::vector<bool> prepared_;
  std::vector<int> layers_left_;  ///< after what is in the circuit of each qubit; not_used before its first operation
  double memory_z_ = 0;           ///< probability of Z in one layer of the whole machine
  NoisyCircuit result_;
};

/// Waits cut so short that a coupling turns its qubits little during one, because decay in the middle of a wait does
/// not commute with the coupling. Without couplings, as it is.
circuit::Circuit with_short_waits(const circuit::Circuit& native, const NoiseModel& model) {
  constexpr double largest_turn_rad = 0.05;
  double largest_hz = 0;
  for (std::uint32_t b = 1; b < static_cast<std::uint32_t>(native.qubits); ++b) {
    for (std::uint32_t a = 0; a < b; ++a) {
      largest_hz = std::max(largest_hz, std::abs(model.zz_hz(device_qubit(native, a), device_qubit(native, b))));
    }
  }
  if (largest_hz == 0) return native;
  circuit::Circuit cut{native.qubits, native.layout, {}};
  for (circuit::Operation operation : native.operations) {
    const bool waits = operation.gate == GateKind::delay;
    const double turn = waits ? std::numbers::pi * largest_hz * operation.parameter : 0;
    const auto parts = static_cast<std::size_t>(std::max(1.0, std::ceil(turn / largest_turn_rad)));
    if (waits) operation.parameter /= static_cast<double>(parts);
    cut.operations.insert(cut.operations.end(), parts, operation);
  }
  return cut;
}

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

core::Result<NoisyCircuit> noisy_circuit(const circuit::Circuit& native, const NoiseModel& model,
                                         Preparation preparation) {
  QGAUGE_CHECK(circuit::check(native));
  QGAUGE_CHECK(check_layout(native, model));
  QGAUGE_CHECK(check_measurements(native));
  const circuit::Circuit cut = with_short_waits(native, model);
  return Attacher(cut, model, preparation).attach();
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
