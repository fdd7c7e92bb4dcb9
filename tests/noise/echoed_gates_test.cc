// Couplings to qubits in echoed cross-resonance gates: the shares of them that are errors, gate by gate, and the
// averages against the Schroedinger equation.

#include "noise/echoed_gates.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "noise/machines.hpp"
#include "noise/paulis.hpp"

namespace qgauge::noise {
namespace {

using namespace testing;
using circuit::Circuit;
using circuit::GateKind;

constexpr double zeta_hz = 20e3;
const double eps = std::numbers::pi * zeta_hz * gate_s / 2;

/// A row of qubits with ecr from the lower qubit to the higher, and one coupling that never stops.
NoiseModel row_with(int qubits, int a, int b) {
  device::DeviceModel model = row_of(qubits);
  for (device::Coupling& coupling : model.couplings) coupling.gate->kind = GateKind::ecr;
  model.zz = {{a, b, zeta_hz}};
  return noise_of(model);
}

void gate(Circuit& native, std::uint32_t control, std::uint32_t target) {
  native.append(GateKind::ecr, control, target);
}

NoisyCircuit attached(const Circuit& native, const NoiseModel& noise) {
  auto circuit = noisy_circuit(native, noise, Preparation::perfect);
  REQUIRE(circuit.has_value());
  return std::move(*circuit);
}

Eigen::MatrixXcd on(const Eigen::MatrixXcd& matrix, const Step& step, int qubits) {
  const Eigen::Index states = Eigen::Index{1} << qubits;
  Eigen::MatrixXcd wide = Eigen::MatrixXcd::Zero(states, states);
  const auto index_of = [&](Eigen::Index state) {
    Eigen::Index index = 0;
    for (int k = 0; k < step.operands; ++k) index |= (state >> step.qubits[k] & 1) << k;
    return index;
  };
  Eigen::Index mask = 0;
  for (int k = 0; k < step.operands; ++k) mask |= Eigen::Index{1} << step.qubits[k];
  for (Eigen::Index row = 0; row < states; ++row) {
    for (Eigen::Index column = 0; column < states; ++column) {
      if ((row & ~mask) == (column & ~mask)) wide(row, column) = matrix(index_of(row), index_of(column));
    }
  }
  return wide;
}

/// Process infidelity of a circuit of perfect gates as far as one side of a coupling sees it: of the product of all
/// unitary steps against that of the gates alone, on `side` with the rest fully mixed, and of the Pauli noise on it.
double infidelity_on(const std::vector<std::uint32_t>& side, const NoisyCircuit& circuit) {
  const auto seen = [&](const Step& step) {
    return std::ranges::any_of(std::span(step.qubits).first(step.operands),
                               [&](std::uint32_t qubit) { return std::ranges::find(side, qubit) != side.end(); });
  };
  const Eigen::Index states = Eigen::Index{1} << circuit.qubits;
  Eigen::MatrixXcd all = Eigen::MatrixXcd::Identity(states, states), ideal = all;
  double fidelity = 1;
  for (const Step& step : circuit.steps) {
    if (step.kind == StepKind::pauli && seen(step)) fidelity *= circuit.paulis[step.index].probabilities[0];
    if (step.kind != StepKind::unitary) continue;
    const Eigen::MatrixXcd matrix = on(circuit.unitaries[step.index], step, circuit.qubits);
    all = (matrix * all).eval();
    if (!step.is_noise) ideal = (matrix * ideal).eval();
  }
  // The weight of the error on Paulis that are 1 on `side`: what is left of it after a trace over `side`.
  const Eigen::MatrixXcd error = ideal.adjoint() * all;
  Eigen::Index mask = 0;
  for (const std::uint32_t qubit : side) mask |= Eigen::Index{1} << qubit;
  Eigen::MatrixXcd left = Eigen::MatrixXcd::Zero(states, states);
  for (Eigen::Index row = 0; row < states; ++row) {
    for (Eigen::Index column = 0; column < states; ++column) {
      if ((row & mask) == (column & mask)) left(row & ~mask, column & ~mask) += error(row, column);
    }
  }
  const double of_side = std::ldexp(1.0, static_cast<int>(side.size()));
  return 1 - fidelity * left.squaredNorm() / (static_cast<double>(states) * of_side);
}

void check_shares(const Circuit& native, std::pair<int, int> link, const std::vector<std::uint32_t>& first,
                  double w_first, const std::vector<std::uint32_t>& second, double w_second) {
  const NoisyCircuit circuit = attached(native, row_with(native.qubits, link.first, link.second));
  const double unit = std::pow(std::sin(eps), 2);
  CHECK(std::abs(infidelity_on(first, circuit) / unit - w_first) < 2e-3);
  CHECK(std::abs(infidelity_on(second, circuit) / unit - w_second) < 2e-3);
}

const double pi2 = std::numbers::pi * std::numbers::pi, root2 = std::numbers::sqrt2;

TEST_CASE("two controls that are coupled err by all of the coupling") {
  Circuit native{4, {}, {}};
  gate(native, 1, 0);
  gate(native, 2, 3);
  check_shares(native, {1, 2}, {0, 1}, 1, {2, 3}, 1);
}

TEST_CASE("two targets that are coupled err by 1/2 + 10/pi^2 of the coupling") {
  Circuit native{4, {}, {}};
  gate(native, 0, 1);
  gate(native, 3, 2);
  check_shares(native, {1, 2}, {0, 1}, 0.5 + 10 / pi2, {2, 3}, 0.5 + 10 / pi2);
}

TEST_CASE("a control beside a target errs by 8 (3 - 2 sqrt 2)/pi^2 and the target by 8 (4 - 2 sqrt 2)/pi^2") {
  Circuit native{4, {}, {}};
  gate(native, 1, 0);
  gate(native, 3, 2);
  check_shares(native, {1, 2}, {0, 1}, 8 * (3 - 2 * root2) / pi2, {2, 3}, 8 * (4 - 2 * root2) / pi2);
}

TEST_CASE("an idle neighbour of a control errs by all of the coupling and the control not at all") {
  Circuit native{3, {}, {}};
  gate(native, 1, 0);
  native.append(GateKind::delay, 2u, gate_s);
  check_shares(native, {1, 2}, {0, 1}, 0, {2}, 1);
}

TEST_CASE("an idle neighbour of a target errs by 1 + 8/pi^2 and the target by 16/pi^2") {
  Circuit native{3, {}, {}};
  gate(native, 0, 1);
  native.append(GateKind::delay, 2u, gate_s);
  check_shares(native, {1, 2}, {0, 1}, 16 / pi2, {2}, 1 + 8 / pi2);
}

TEST_CASE("waits of a neighbour do not cut what acts on a target and a pulse does") {
  Circuit whole{3, {}, {}}, cut{3, {}, {}}, turned{3, {}, {}}, pulsed{3, {}, {}};
  for (Circuit* native : {&whole, &cut, &turned, &pulsed}) gate(*native, 0, 1);
  whole.append(GateKind::delay, 2u, gate_s);
  for (int k = 0; k < 4; ++k) cut.append(GateKind::delay, 2u, gate_s / 4);
  for (Circuit* native : {&turned, &pulsed}) native->append(GateKind::delay, 2u, (gate_s - pulse_s) / 2);
  turned.append(GateKind::x, 2u);
  pulsed.append(GateKind::sx, 2u);
  for (Circuit* native : {&turned, &pulsed}) native->append(GateKind::delay, 2u, (gate_s - pulse_s) / 2);
  const NoiseModel noise = row_with(3, 1, 2);
  const auto share = [&](const Circuit& native) {
    return infidelity_on({0, 1}, attached(native, noise)) / std::pow(std::sin(eps), 2);
  };
  CHECK(std::abs(share(cut) - share(whole)) < 1e-9);
  // 8/pi^2 of -Z_t, and of Z_t Z_n what a change of sign, or of axis, at the middle leaves.
  CHECK(std::abs(share(turned) - 8 * (4 - 2 * root2) / pi2) < 2e-3);
  CHECK(std::abs(share(pulsed) - 8 * (3 - root2) / pi2) < 2e-3);
}

TEST_CASE("gates that overlap in part average over the part and the neighbour idles in the rest") {
  Circuit native{4, {}, {}};
  gate(native, 3, 2);
  native.append(GateKind::delay, 2u, gate_s / 2);
  native.append(GateKind::delay, 3u, gate_s / 2);
  gate(native, 0, 1);
  const NoiseModel noise = row_with(4, 1, 2);
  // Of qubit 1 in units of its gate: the first half beside a target, the second beside an idle qubit. With c = cos,
  // s = sin of pi tau/2 and the other's phase ahead by pi/4: integrals over 0..1/2 of c c', c s', s c', s s'.
  const double d = std::numbers::pi / 4;
  const auto part = [&](auto f) {
    double sum = 0;
    constexpr int steps = 2000;
    for (int k = 0; k < steps; ++k) sum += f(std::numbers::pi / 2 * (k + 0.5) / steps / 2) / steps / 2;
    return sum;
  };
  double w = 8 / pi2;
  w += std::pow(part([&](double x) { return std::cos(x) * std::cos(x + d); }), 2);
  w += std::pow(part([&](double x) { return std::cos(x) * std::sin(x + d); }), 2);
  w += std::pow(part([&](double x) { return std::sin(x) * std::cos(x + d); }), 2);
  w += std::pow(part([&](double x) { return std::sin(x) * std::sin(x + d); }), 2);
  w += 4 / pi2 * (std::pow(1 - root2 / 2, 2) + 0.5);
  double kept = 1;
  for (const Step& step : attached(native, noise).steps) {
    if (step.kind == StepKind::pauli && step.operands == 2 && step.qubits[1] == 1) {
      kept *= attached(native, noise).paulis[step.index].probabilities[0];
    }
  }
  CHECK(std::abs((1 - kept) / std::pow(std::sin(eps), 2) - w) < 2e-3);
}

/// The average of -Z_t - Z_n + Z_t Z_n, or of Z_n alone taken away, over an ecr of (0, 1) that qubit 2 idles beside, by
/// the time evolution in steps: R_ZX at a constant rate, and X at once in the middle.
Eigen::MatrixXcd stepped_average(int of_gate) {
  constexpr int steps = 2000;
  const Eigen::MatrixXcd identity = Eigen::Matrix2cd::Identity(), x = pauli_matrices[pauli_x],
                         z = pauli_matrices[pauli_z];
  const auto wide = [](const Eigen::MatrixXcd& two, const Eigen::MatrixXcd& one, const Eigen::MatrixXcd& zero) {
    return Eigen::MatrixXcd(Eigen::kroneckerProduct(two, Eigen::MatrixXcd(Eigen::kroneckerProduct(one, zero))));
  };
  const Eigen::MatrixXcd zx = wide(identity, x, z), echo = wide(identity, identity, x);
  const Eigen::MatrixXcd side = of_gate == 0 ? wide(identity, identity, z) : wide(identity, z, identity);
  const Eigen::MatrixXcd coupling = -side + side * wide(z, identity, identity);
  Eigen::MatrixXcd past = Eigen::MatrixXcd::Identity(8, 8), sum = Eigen::MatrixXcd::Zero(8, 8);
  const double angle = std::numbers::pi / 2 / steps;
  for (int k = 0; k < steps; ++k) {
    if (k == steps / 2) past = (echo * past).eval();
    const double turn = k < steps / 2 ? angle : -angle;
    const Eigen::MatrixXcd half =
        std::cos(turn / 4) * Eigen::MatrixXcd::Identity(8, 8) - std::complex<double>(0, std::sin(turn / 4)) * zx;
    past = (half * past).eval();
    sum += past.adjoint() * coupling * past / steps;
    past = (half * past).eval();
  }
  return sum;
}

// The whole gate must be ecr up to its sign and one-qubit gates: its echo is what the model relies on.
TEST_CASE("the averages over an echoed gate are those of its time evolution") {
  Circuit native{3, {}, {}};
  gate(native, 0, 1);
  native.append(GateKind::delay, 2u, gate_s);
  const auto weight = [](const Eigen::MatrixXcd& average) { return average.squaredNorm() / 8; };
  CHECK(std::abs(weight(stepped_average(1)) - 16 / pi2) < 1e-6);
  CHECK(std::abs(weight(stepped_average(0))) < 1e-6);
  const std::vector<OperationTime> times{{-gate_s, 0, 0}, {-gate_s, 0, 0}};
  const TurnedCoupling turned = EchoedGates(native, times).average(times[0], 2, {-gate_s, 0});
  for (const auto& part : {turned.z_s, turned.zy_s, turned.neighbour_s}) {
    REQUIRE(part.size() == 2);
    for (const double time_s : part) CHECK(std::abs(time_s / gate_s - 2 / std::numbers::pi) < 1e-12);
  }
}

TEST_CASE("an ecr turns Z of its control to -Z and Z of its target to Z of the control times Y") {
  const Eigen::MatrixXcd ecr = circuit::unitary_of(GateKind::ecr);
  const auto two = [](Pauli of_target, Pauli of_control) {
    return Eigen::MatrixXcd(Eigen::kroneckerProduct(pauli_matrices[of_target], pauli_matrices[of_control]));
  };
  CHECK((ecr * two(pauli_i, pauli_z) * ecr.adjoint() + two(pauli_i, pauli_z)).norm() < 1e-12);
  const Eigen::MatrixXcd turned = ecr.adjoint() * two(pauli_z, pauli_i) * ecr, zy = two(pauli_y, pauli_z);
  CHECK(std::min((turned - zy).norm(), (turned + zy).norm()) < 1e-12);
}

TEST_CASE("a target beside a qubit in its ground state has no error of their coupling") {
  Circuit native{3, {}, {}};
  gate(native, 0, 1);
  const auto circuit = noisy_circuit(native, row_with(3, 1, 2));
  REQUIRE(circuit.has_value());
  CHECK(circuit->steps.size() == 1);
}

TEST_CASE("the coupling of control and target is in their gate's own error") {
  Circuit native{2, {}, {}};
  gate(native, 0, 1);
  CHECK(attached(native, row_with(2, 0, 1)).steps.size() == 1);
}

}  // namespace
}  // namespace qgauge::noise
