// Pulses in waits: see decoupling.hpp.
#include "qgauge/compile/decoupling.hpp"

#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

#include "qgauge/core.hpp"

namespace qgauge::compile {
namespace {

using circuit::GateKind;
using circuit::Operation;

/// When the pulses come, in shares of the wait: orthogonal to each other, to a constant and to one flip in the middle.
constexpr std::array two_pulses{0.25, 0.75};
constexpr std::array four_pulses{0.125, 0.375, 0.625, 0.875};

/// What waiting costs a register qubit, and what a pulse on it does.
struct Waiting {
  double sum_rad_hz = 0;      ///< of 2 pi |zeta| over its neighbours
  double squares_rad_hz = 0;  ///< of the squares
  double pulse_s = 0;
  double pulse_process_infidelity = 1;
  int colour = 0;
};

using Register = std::vector<Waiting>;

void add_couplings(const circuit::Circuit& circuit, const device::DeviceModel& model, Register& qubits) {
  std::vector<int> number(model.qubits.size(), -1);
  for (std::size_t q = 0; q < qubits.size(); ++q)
    number[static_cast<std::size_t>(circuit.layout[q])] = static_cast<int>(q);
  for (const device::ZzCoupling& zz : model.zz) {
    const int a = number[static_cast<std::size_t>(zz.a)], b = number[static_cast<std::size_t>(zz.b)];
    if (a < 0 || b < 0) continue;
    const double rate = 2 * std::numbers::pi * std::abs(zz.zeta_hz);
    for (const int q : {a, b}) {
      qubits[static_cast<std::size_t>(q)].sum_rad_hz += rate;
      qubits[static_cast<std::size_t>(q)].squares_rad_hz += rate * rate;
    }
  }
}

/// Colours 0 and 1 that differ along couplings, walking each connected part of the machine from its first qubit; where
/// there is an odd ring, two neighbours in it share one.
std::vector<int> colours_of(const device::DeviceModel& model) {
  std::vector<std::vector<int>> neighbours(model.qubits.size());
  for (const device::Coupling& coupling : model.couplings) {
    neighbours[static_cast<std::size_t>(coupling.a)].push_back(coupling.b);
    neighbours[static_cast<std::size_t>(coupling.b)].push_back(coupling.a);
  }
  std::vector<int> colour(model.qubits.size(), -1);
  for (std::size_t first = 0; first < colour.size(); ++first) {
    if (colour[first] >= 0) continue;
    std::vector<int> reached{static_cast<int>(first)};
    colour[first] = 0;
    for (std::size_t k = 0; k < reached.size(); ++k) {
      for (const int next : neighbours[static_cast<std::size_t>(reached[k])]) {
        if (colour[static_cast<std::size_t>(next)] >= 0) continue;
        colour[static_cast<std::size_t>(next)] = 1 - colour[static_cast<std::size_t>(reached[k])];
        reached.push_back(next);
      }
    }
  }
  return colour;
}

Register register_of(const circuit::Circuit& circuit, const device::DeviceModel& model) {
  Register qubits(static_cast<std::size_t>(circuit.qubits));
  const std::vector<int> colours = colours_of(model);
  for (std::size_t q = 0; q < qubits.size(); ++q) {
    const auto device_qubit = static_cast<std::size_t>(circuit.layout[q]);
    qubits[q].colour = colours[device_qubit];
    const auto& gate = model.qubits[device_qubit].gate;
    if (!gate) continue;
    qubits[q].pulse_s = gate->duration_s;
    qubits[q].pulse_process_infidelity = core::process_infidelity_from_average(gate->infidelity, 2);
  }
  add_couplings(circuit, model, qubits);
  return qubits;
}

/// zeta |11><11| = zeta (1 - Z1 - Z2 + Z1 Z2)/4: pulses on one qubit undo its Z, turned by the sum over its neighbours,
/// and the ZZ with each; to second order a turn by exp(-i x Z) has the process infidelity x^2.
double process_infidelity_of_wait(const Waiting& qubit, double seconds) {
  return (qubit.sum_rad_hz * qubit.sum_rad_hz + qubit.squares_rad_hz) * seconds * seconds / 16;
}

std::span<const double> pulses_for(const Waiting& qubit, double seconds) {
  const auto fits = [&](std::span<const double> pulses) {
    const auto count = static_cast<double>(pulses.size());
    // The shortest gap is half of the one between pulses, and a pulse reaches half its length into it.
    return seconds / count / 2 >= qubit.pulse_s / 2 &&
           count * qubit.pulse_process_infidelity < process_infidelity_of_wait(qubit, seconds);
  };
  if (qubit.colour == 1 && fits(four_pulses)) return four_pulses;
  if (fits(two_pulses)) return two_pulses;
  return {};
}

void wait(circuit::Circuit& circuit, std::uint32_t qubit, double seconds) {
  if (seconds > 0) circuit.append(GateKind::delay, qubit, seconds);
}

}  // namespace

circuit::Circuit decoupled(const circuit::Circuit& scheduled, const device::DeviceModel& model) {
  assert(scheduled.layout.size() == static_cast<std::size_t>(scheduled.qubits));
  if (model.zz.empty()) return scheduled;
  const Register qubits = register_of(scheduled, model);
  circuit::Circuit out{scheduled.qubits, scheduled.layout, {}};
  for (const Operation& operation : scheduled.operations) {
    const std::uint32_t q = operation.qubits[0];
    const bool waits = operation.gate == GateKind::delay;
    const auto pulses = waits ? pulses_for(qubits[q], operation.parameter) : std::span<const double>{};
    if (pulses.empty()) {
      out.operations.push_back(operation);
      continue;
    }
    double now_s = 0;
    for (const double share : pulses) {
      const double begin_s = share * operation.parameter - qubits[q].pulse_s / 2;
      wait(out, q, begin_s - now_s);
      out.append(GateKind::x, q);
      now_s = begin_s + qubits[q].pulse_s;
    }
    wait(out, q, operation.parameter - now_s);
  }
  return out;
}

}  // namespace qgauge::compile
