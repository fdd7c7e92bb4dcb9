// Clifford gates as tables of Paulis, held against their matrices; Pauli distributions; gates as additions of rows.
#include "simulator/frames/clifford.hpp"

#include <array>
#include <numbers>
#include <numeric>
#include <set>

#include <catch2/catch.hpp>

#include "qgauge/circuit.hpp"
#include "simulator/frames/frame_program.hpp"
#include "simulator/frames/noisy_oracle.hpp"

using namespace qgauge;
using namespace qgauge::simulator;
using circuit::GateKind;

namespace {

const std::array<Eigen::Matrix2cd, 4> one_qubit_paulis = {
    Eigen::Matrix2cd{{1, 0}, {0, 1}}, Eigen::Matrix2cd{{0, 1}, {1, 0}}, Eigen::Matrix2cd{{1, 0}, {0, -1}},
    Eigen::Matrix2cd{{0, {0, -1}}, {{0, 1}, 0}}};  // by the bits x z: I X Z Y

Eigen::MatrixXcd matrix_of(unsigned pauli, int qubits) {
  if (qubits == 1) return one_qubit_paulis[pauli];
  const std::array low{0}, high{1};
  return oracle::embed(one_qubit_paulis[pauli & 3], low, 2) * oracle::embed(one_qubit_paulis[pauli >> 2], high, 2);
}

void require_conjugates(const Clifford& gate, const Eigen::MatrixXcd& unitary) {
  const int qubits = unitary.rows() == 2 ? 1 : 2;
  for (unsigned p = 0; p < static_cast<unsigned>(unitary.size()); ++p) {
    const double sign = ((gate.negative >> p) & 1) != 0 ? -1 : 1;
    const Eigen::MatrixXcd image = sign * matrix_of(gate.image[p], qubits);
    REQUIRE((unitary * matrix_of(p, qubits) * unitary.adjoint() - image).norm() < 1e-12);
  }
}

Eigen::MatrixXcd random_pair_gate(oracle::Engine& engine) {
  Eigen::MatrixXcd unitary = Eigen::MatrixXcd::Identity(4, 4);
  noise::NoisyCircuit circuit(2);
  for (int g = 0; g < 12; ++g) noisy_oracle::add_random_clifford(circuit, engine);
  for (const noise::Step& step : circuit.steps) {
    std::vector<int> targets{static_cast<int>(step.qubits[0]), static_cast<int>(step.qubits[1])};
    targets.resize(step.operands);
    unitary = oracle::embed(circuit.unitaries[step.index], targets, 2) * unitary;
  }
  return unitary;
}

/// What the gates of two qubits make of Paulis, signs left out: all 720 of them.
std::vector<Clifford> all_images() {
  const Clifford h = *clifford_of(circuit::unitary_of(GateKind::h)), s = *clifford_of(circuit::unitary_of(GateKind::s));
  const std::array generators{h, s, exchanged(h), exchanged(s), *clifford_of(circuit::unitary_of(GateKind::cz))};
  std::vector<Clifford> list{identity_clifford()};
  std::set seen{list.front().image};
  for (std::size_t head = 0; head < list.size(); ++head) {
    for (const Clifford& generator : generators) {
      const Clifford next = compose(generator, list[head]);
      if (seen.insert(next.image).second) list.push_back(next);
    }
  }
  return list;
}

}  // namespace

TEST_CASE("Every Clifford gate of the gate table conjugates Paulis as its matrix does") {
  for (const auto& spec : circuit::gate_list()) {
    if (!spec.unitary || spec.parameter) continue;
    const Eigen::MatrixXcd unitary = circuit::unitary_of(spec.kind);
    const auto gate = clifford_of(unitary);
    INFO(spec.name);
    REQUIRE(gate.has_value() == spec.clifford);
    if (gate) require_conjugates(*gate, unitary);
  }
}

TEST_CASE("Rotations are Clifford gates at multiples of a right angle, to 1e-9") {
  for (const GateKind kind : {GateKind::rx, GateKind::ry, GateKind::rz, GateKind::p, GateKind::rzz}) {
    for (int quarter = -4; quarter <= 4; ++quarter) {
      const Eigen::MatrixXcd unitary = circuit::unitary_of(kind, std::numbers::pi / 2 * quarter);
      const auto gate = clifford_of(unitary);
      REQUIRE(gate);
      require_conjugates(*gate, unitary);
      REQUIRE(clifford_of(circuit::unitary_of(kind, std::numbers::pi / 2 * quarter + 1e-10)));
      REQUIRE_FALSE(clifford_of(circuit::unitary_of(kind, std::numbers::pi / 2 * quarter + 1e-8)));
    }
  }
}

TEST_CASE("Clifford gates compose and exchange operands like their matrices") {
  oracle::Engine engine(1);
  const Eigen::MatrixXcd swap = circuit::unitary_of(GateKind::swap);
  for (int i = 0; i < 50; ++i) {
    const Eigen::MatrixXcd first = random_pair_gate(engine), second = random_pair_gate(engine);
    require_conjugates(compose(*clifford_of(second), *clifford_of(first)), second * first);
    require_conjugates(exchanged(*clifford_of(first)), swap * first * swap);
  }
}

TEST_CASE("A gate on one qubit leaves the Paulis of the other operand alone") {
  for (const GateKind kind : {GateKind::h, GateKind::s, GateKind::sx, GateKind::y}) {
    const std::array low{0};
    const auto gate = clifford_of(circuit::unitary_of(kind));
    REQUIRE(gate);
    require_conjugates(*gate, oracle::embed(circuit::unitary_of(kind), low, 2));
  }
}

TEST_CASE("A Pauli channel through a gate and before another one is the channel of the product") {
  oracle::Engine engine(2);
  for (int i = 0; i < 20; ++i) {
    noise::NoisyCircuit early(2), late(2);
    const Eigen::MatrixXcd unitary = random_pair_gate(engine);
    const auto a = noisy_oracle::random_paulis(2, 0.5, engine), b = noisy_oracle::random_paulis(2, 0.5, engine);
    early.add_pauli({0, 1}, a);
    early.add_unitary({0, 1}, unitary);
    early.add_pauli({1, 0}, b);
    const auto faults =
        convolve(carried_through(*clifford_of(unitary), distribution_of(a)), exchanged(distribution_of(b)));
    noise::PauliChannel channel{std::vector<double>(16)};
    for (std::size_t p = 0; p < 16; ++p) channel.probabilities[p ^ ((p >> 1) & 5)] = faults[p];
    late.add_unitary({0, 1}, unitary);
    late.add_pauli({0, 1}, channel);
    REQUIRE((noisy_oracle::evolve(early) - noisy_oracle::evolve(late)).norm() < 1e-13);
  }
}

TEST_CASE("All 720 conjugations by gates on two qubits are few additions of rows, up to their order") {
  const auto images = all_images();
  REQUIRE(images.size() == 720);
  for (const Clifford& gate : images) {
    const RowPlan plan = plan_rows(gate);
    REQUIRE(plan.additions.size() <= most_additions);
    for (unsigned pauli = 0; pauli < pauli_count; ++pauli) {
      std::array<unsigned, 4> rows{pauli & 1, (pauli >> 1) & 1, (pauli >> 2) & 1, pauli >> 3};
      for (const Addition& addition : plan.additions) rows[addition.dst] ^= rows[addition.src];
      unsigned image = 0;
      for (unsigned j = 0; j < 4; ++j) image |= rows[plan.place[j]] << j;
      REQUIRE(image == gate.image[pauli]);
    }
  }
}

TEST_CASE("Plans for one qubit leave the rows of the other operand where they are") {
  for (const GateKind kind : {GateKind::h, GateKind::s, GateKind::sx, GateKind::id}) {
    const RowPlan plan = plan_rows(*clifford_of(circuit::unitary_of(kind)));
    REQUIRE(plan.place[2] == 2);
    REQUIRE(plan.place[3] == 3);
    for (const Addition& addition : plan.additions) REQUIRE(std::max(addition.dst, addition.src) < 2);
  }
}

TEST_CASE("A fault table gives every Pauli its share of the faults") {
  oracle::Engine engine(3);
  for (const int qubits : {1, 2, 2, 2}) {
    const auto faults = distribution_of(noisy_oracle::random_paulis(qubits, 1e-7, engine));
    const double total = std::accumulate(faults.begin() + 1, faults.end(), 0.0);
    const FaultTable table = fault_table(faults);
    PauliDistribution shares{};
    for (std::size_t column = 0; column < pauli_count; ++column) {
      const double kept = std::ldexp(static_cast<double>(table.cut[column]), -60);
      shares[column] += kept / 16;
      shares[table.alias[column]] += (1 - kept) / 16;
    }
    REQUIRE(shares[0] == 0);
    for (std::size_t p = 1; p < pauli_count; ++p) REQUIRE(std::abs(shares[p] - faults[p] / total) < 1e-14);
    REQUIRE(-std::expm1(-table.rate.hazard) == Approx(total).epsilon(1e-12));
  }
}
