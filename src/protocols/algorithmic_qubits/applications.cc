// Circuits of applications. See qgauge/protocols/algorithmic_qubits.hpp. Must not know any device.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

#include "qgauge/protocols/algorithmic_qubits.hpp"

namespace qgauge::protocols {
namespace {

using circuit::Circuit;
using circuit::GateKind;
using std::numbers::pi;

constexpr std::array applications{Application::fourier_there_and_back, Application::fourier_back,
                                  Application::phase_estimation, Application::hamiltonian_simulation};

constexpr int trotter_steps = 5;
constexpr double trotter_time = 0.2;
constexpr double field_strength = 10;

/// diag(1, 1, 1, e^{i angle}) up to a global phase.
void add_controlled_phase(Circuit& circuit, std::uint32_t a, std::uint32_t b, double angle) {
  circuit.append(GateKind::rz, a, angle / 2);
  circuit.append(GateKind::rz, b, angle / 2);
  circuit.append(GateKind::rzz, a, b, -angle / 2);
}

/// |s> to the product of (|0> + e^{2 pi i s/2^(k+1)}|1>) over its qubits k < n (Nielsen and Chuang, section 5.1, qubits
/// in reverse order). The inverse runs the same gates backwards.
void add_fourier(Circuit& circuit, std::uint32_t n) {
  for (std::uint32_t k = n; k-- > 0;) {
    circuit.append(GateKind::h, k);
    for (std::uint32_t j = k; j-- > 0;) add_controlled_phase(circuit, j, k, pi / std::exp2(k - j));
  }
}

void add_inverse_fourier(Circuit& circuit, std::uint32_t n) {
  for (std::uint32_t k = 0; k < n; ++k) {
    for (std::uint32_t j = 0; j < k; ++j) add_controlled_phase(circuit, j, k, -pi / std::exp2(k - j));
    circuit.append(GateKind::h, k);
  }
}

Circuit fourier_there_and_back(std::uint32_t n, std::uint64_t number) {
  Circuit circuit{static_cast<int>(n), {}, {}};
  for (std::uint32_t q = 0; q < n; ++q) {
    if ((number >> q & 1) != 0) circuit.append(GateKind::x, q);
  }
  add_fourier(circuit, n);
  for (std::uint32_t q = 0; q < n; ++q) circuit.append(GateKind::rz, q, pi / std::exp2(q));
  add_inverse_fourier(circuit, n);
  return circuit;
}

double phase_of(std::uint64_t number, std::uint32_t qubit) {
  return 2 * pi * static_cast<double>(number) / std::exp2(qubit + 1);
}

Circuit fourier_back(std::uint32_t n, std::uint64_t number) {
  Circuit circuit{static_cast<int>(n), {}, {}};
  for (std::uint32_t q = 0; q < n; ++q) {
    circuit.append(GateKind::h, q);
    circuit.append(GateKind::rz, q, phase_of(number, q));
  }
  add_inverse_fourier(circuit, n);
  return circuit;
}

/// The last qubit is the one whose phase is estimated.
Circuit phase_estimation(std::uint32_t n, std::uint64_t number) {
  Circuit circuit{static_cast<int>(n), {}, {}};
  circuit.append(GateKind::x, n - 1);
  for (std::uint32_t q = 0; q + 1 < n; ++q) {
    circuit.append(GateKind::h, q);
    add_controlled_phase(circuit, q, n - 1, phase_of(number, q));
  }
  add_inverse_fourier(circuit, n - 1);
  return circuit;
}

/// Bonds of a ring, even ones first; two qubits have one.
std::vector<std::array<std::uint32_t, 2>> ring(std::uint32_t n) {
  std::vector<std::array<std::uint32_t, 2>> bonds;
  for (std::uint32_t first = 0; first < 2; ++first) {
    for (std::uint32_t q = first; q < n; q += 2) {
      if (q + 1 < n || n > 2) bonds.push_back({q, (q + 1) % n});
    }
  }
  return bonds;
}

/// From every other qubit in |1>: H = sum over bonds (XX + YY + ZZ) + w sum over qubits (x_q X + z_q Z), fields uniform
/// in [-1, 1], exp(-i H t) in steps of first order.
Circuit hamiltonian_simulation(std::uint32_t n, core::Random& random) {
  Circuit circuit{static_cast<int>(n), {}, {}};
  for (std::uint32_t q = 1; q < n; q += 2) circuit.append(GateKind::x, q);
  std::vector<std::array<double, 2>> fields(n);
  for (auto& field : fields) field = {2 * random.uniform() - 1, 2 * random.uniform() - 1};
  constexpr double angle = 2 * trotter_time / trotter_steps;
  for (int step = 0; step < trotter_steps; ++step) {
    for (std::uint32_t q = 0; q < n; ++q) {
      circuit.append(GateKind::rx, q, angle * field_strength * fields[q][0]);
      circuit.append(GateKind::rz, q, angle * field_strength * fields[q][1]);
    }
    for (const auto& [a, b] : ring(n)) {
      for (const GateKind gate : {GateKind::rxx, GateKind::ryy, GateKind::rzz}) circuit.append(gate, a, b, angle);
    }
  }
  return circuit;
}

Circuit unmeasured(Application application, std::uint32_t n, core::Random& random) {
  const std::uint32_t bits = application == Application::phase_estimation ? n - 1 : n;
  switch (application) {
    case Application::fourier_there_and_back:
      return fourier_there_and_back(n, random.below(std::uint64_t{1} << bits));
    case Application::fourier_back:
      return fourier_back(n, random.below(std::uint64_t{1} << bits));
    case Application::phase_estimation:
      return phase_estimation(n, random.below(std::uint64_t{1} << bits));
    case Application::hamiltonian_simulation:
      return hamiltonian_simulation(n, random);
  }
  std::unreachable();
}

}  // namespace

std::span<const Application> application_list() { return applications; }

std::string_view name_of(Application application) {
  switch (application) {
    case Application::fourier_there_and_back:
      return "fourier-there-and-back";
    case Application::fourier_back:
      return "fourier-back";
    case Application::phase_estimation:
      return "phase-estimation";
    case Application::hamiltonian_simulation:
      return "hamiltonian-simulation";
  }
  std::unreachable();
}

ApplicationCircuit application_circuit(Application application, int width, core::Random& random) {
  ApplicationCircuit out{unmeasured(application, static_cast<std::uint32_t>(width), random), {}};
  out.circuit.measure_all();
  out.measured.resize(static_cast<std::size_t>(application == Application::phase_estimation ? width - 1 : width));
  std::iota(out.measured.begin(), out.measured.end(), 0);
  return out;
}

int cnots_of(Application application, int width) {
  switch (application) {
    case Application::fourier_there_and_back:
      return 2 * width * (width - 1);
    case Application::fourier_back:
      return width * (width - 1);
    case Application::phase_estimation:
      return 2 * (width - 1) + (width - 1) * (width - 2);
    case Application::hamiltonian_simulation:
      return 3 * trotter_steps * static_cast<int>(ring(static_cast<std::uint32_t>(width)).size());
  }
  std::unreachable();
}

int box_of(Application application, int width) {
  int box = width;
  while (box * box < cnots_of(application, width)) ++box;
  return box;
}

}  // namespace qgauge::protocols
