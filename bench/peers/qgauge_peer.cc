// qgauge's side of the comparison with other simulators: reads a circuit in the interchange of circuits.py from
// standard input, then answers commands, a line each: "run" plans and runs it on a fresh state and prints both times in
// seconds; "amplitude X" prints an amplitude of the last run. Used by compare.py alone.
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <numbers>
#include <sstream>
#include <string>

#include "qgauge/simulator.hpp"

namespace {

using namespace qgauge;
using simulator::Gate;
using Complex = std::complex<double>;

/// exp(-i pi/4 P) up to a phase, P = n_x X + n_y Y.
Eigen::MatrixXcd quarter_turn(double n_x, double n_y) {
  const Complex i{0, 1};
  Eigen::MatrixXcd m(2, 2);
  m << 1, -i * Complex(n_x, -n_y), -i * Complex(n_x, n_y), 1;
  return m / std::numbers::sqrt2;
}

Eigen::MatrixXcd matrix_of(const std::string& name, double angle) {
  if (name == "sx") return quarter_turn(1, 0);
  if (name == "sy") return quarter_turn(0, 1);
  if (name == "sw") return quarter_turn(std::numbers::sqrt2 / 2, std::numbers::sqrt2 / 2);
  if (name == "fsim") return circuit::unitary_of(circuit::GateKind::sycamore);
  if (name == "cp") {
    Eigen::MatrixXcd m = Eigen::MatrixXcd::Identity(4, 4);
    m(3, 3) = std::polar(1.0, angle);
    return m;
  }
  return circuit::unitary_of(circuit::find_gate(name)->kind, angle);
}

Gate read_gate(std::istringstream& line) {
  std::string name;
  std::size_t count = 0;
  line >> name >> count;
  Gate gate;
  gate.targets.resize(count);
  for (int& q : gate.targets) line >> q;
  if (name != "unitary") {
    double angle = 0;
    line >> angle;
    gate.matrix = matrix_of(name, angle);
    return gate;
  }
  gate.matrix.resize(1 << count, 1 << count);
  for (Eigen::Index row = 0; row < gate.matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column < gate.matrix.cols(); ++column) {
      double re = 0, im = 0;
      line >> re >> im;
      gate.matrix(row, column) = {re, im};
    }
  }
  return gate;
}

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

template <class Real>
int serve(int qubits, const std::vector<Gate>& gates, int repetitions) {
  auto state = simulator::StateVector<Real>::create(qubits);
  if (!state) return std::fprintf(stderr, "%s\n", state.error().message.c_str()), 4;
  std::string command;
  while (std::cin >> command) {
    if (command == "run") {
      const double begin = now();
      const auto plan = simulator::Plan<Real>::make(qubits, gates);
      const double planned = now();
      simulator::RunStatistics statistics;
      for (int i = 0; i < repetitions; ++i) {
        state->reset();
        const auto run = state->run(*plan);
        if (!run) return std::fprintf(stderr, "%s\n", run.error().message.c_str()), 4;
        statistics = *run;
      }
      std::printf("%.9f %.9f %d %.6g %.6g\n", planned - begin, (now() - planned) / repetitions, statistics.passes,
                  statistics.bytes, statistics.flops);
    } else if (command == "roofline") {
      const auto roofline = simulator::measure_roofline<Real>();
      if (!roofline) return 4;
      std::printf("%.6g %.6g\n", roofline->gflops, roofline->gbytes_per_s);
    } else {
      std::uint64_t index = 0;
      std::cin >> index;
      const Complex a = state->amplitude(index);
      std::printf("%.17g %.17g\n", a.real(), a.imag());
    }
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool in_double = argc > 1 && std::string(argv[1]) == "double";
  const int repetitions = argc > 2 ? std::atoi(argv[2]) : 1;
  std::string text;
  std::getline(std::cin, text);
  const int qubits = std::stoi(text);
  std::vector<Gate> gates;
  while (std::getline(std::cin, text) && text != "end") {
    std::istringstream line(text);
    gates.push_back(read_gate(line));
  }
  return in_double ? serve<double>(qubits, gates, repetitions) : serve<float>(qubits, gates, repetitions);
}
