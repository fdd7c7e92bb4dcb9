// qgauge's side of the comparison of noisy circuits: reads a circuit in the interchange of noisy_circuits.py from
// standard input, then answers "estimate PRECISION SEED" with the value, the half width of its 95 % interval, the
// trajectories and the seconds that it took. Used by compare_noisy.py alone.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

#include "qgauge/simulator.hpp"

namespace {

using namespace qgauge;

struct Reading {
  noise::NoisyCircuit circuit;
  noise::NoisyCircuit ideal;
};

noise::PauliChannel depolarizing(std::size_t operands, double total) {
  const std::size_t count = std::size_t{1} << (2 * operands);
  noise::PauliChannel channel{std::vector<double>(count, total / static_cast<double>(count - 1))};
  channel.probabilities[0] = 1 - total;
  return channel;
}

void add_unitary(Reading& reading, const std::vector<int>& on, const Eigen::MatrixXcd& matrix) {
  for (noise::NoisyCircuit* circuit : {&reading.circuit, &reading.ideal}) {
    on.size() == 1 ? circuit->add_unitary({on[0]}, matrix) : circuit->add_unitary({on[0], on[1]}, matrix);
  }
}

void add_step(Reading& reading, std::istringstream& line) {
  std::string name;
  std::size_t count = 0;
  line >> name >> count;
  std::vector<int> on(count);
  for (int& q : on) line >> q;
  std::vector<double> numbers;
  for (double number = 0; line >> number;) numbers.push_back(number);
  noise::NoisyCircuit& circuit = reading.circuit;
  if (name == "depolarize2") return circuit.add_pauli({on[0], on[1]}, depolarizing(2, numbers[0]));
  if (name == "pauli1") {
    const double rest = 1 - numbers[0] - numbers[1] - numbers[2];
    return circuit.add_pauli({on[0]}, {{rest, numbers[0], numbers[1], numbers[2]}});
  }
  if (name == "reset") return circuit.add_kraus({on[0]}, noise::reset_to_zero(numbers[0]));
  if (name == "damp") return circuit.add_kraus({on[0]}, noise::damping(numbers[0]));
  if (name != "u") return add_unitary(reading, on, circuit::unitary_of(circuit::find_gate(name)->kind));
  Eigen::MatrixXcd matrix(2, 2);
  for (Eigen::Index k = 0; k < 4; ++k) {
    matrix(k / 2, k % 2) = {numbers[static_cast<std::size_t>(2 * k)], numbers[static_cast<std::size_t>(2 * k + 1)]};
  }
  add_unitary(reading, on, matrix);
}

/// Weight 1 for the outcomes that are likelier than the median one without noise.
execution::DiagonalObservable heavy_outcomes(const noise::NoisyCircuit& ideal) {
  auto state = simulator::StateVector<double>::create(ideal.qubits);
  std::vector<simulator::Gate> gates;
  for (const noise::Step& step : ideal.steps) {
    simulator::Gate gate{{static_cast<int>(step.qubits[0])}, ideal.unitaries[step.index]};
    if (step.operands == 2) gate.targets.push_back(static_cast<int>(step.qubits[1]));
    gates.push_back(std::move(gate));
  }
  const auto plan = simulator::Plan<double>::make(ideal.qubits, gates);
  if (!state->run(*plan)) std::exit(4);
  const std::vector<double> probabilities = state->probabilities();
  std::vector<double> sorted = probabilities;
  std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2));
  execution::DiagonalObservable heavy;
  for (const double p : probabilities) heavy.weights.push_back(p >= sorted[sorted.size() / 2] ? 1.0F : 0.0F);
  return heavy;
}

execution::Observable observable_of(const std::string& name, std::uint64_t outcome, const Reading& reading) {
  if (name == "heavy") return heavy_outcomes(reading.ideal);
  if (name == "outcome") return execution::StateFidelity{{{outcome, 1.0}}};
  const std::uint64_t ones = (std::uint64_t{1} << reading.circuit.qubits) - 1;
  return execution::StateFidelity{{{0, std::sqrt(0.5)}, {ones, std::sqrt(0.5)}}};
}

}  // namespace

int main() {
  std::string text, name;
  std::getline(std::cin, text);
  std::istringstream head(text);
  int qubits = 0;
  std::uint64_t outcome = 0;
  head >> qubits >> name >> outcome;
  Reading reading{noise::NoisyCircuit(qubits), noise::NoisyCircuit(qubits)};
  while (std::getline(std::cin, text) && text != "end") {
    std::istringstream line(text);
    add_step(reading, line);
  }
  const std::vector<execution::Observable> observables{observable_of(name, outcome, reading)};
  while (std::cin >> text) {
    simulator::EstimateOptions options;
    std::cin >> options.precision >> options.key.seed;
    const auto begin = std::chrono::steady_clock::now();
    const auto estimates = simulator::estimate(reading.circuit, observables, options);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (!estimates) return std::fprintf(stderr, "%s\n", estimates.error().message.c_str()), 4;
    std::printf("%.9g %.9g %llu %.9g\n", estimates->values(0), estimates->half_width(0),
                static_cast<unsigned long long>(estimates->trajectories), seconds);
    std::fflush(stdout);
  }
  return 0;
}
