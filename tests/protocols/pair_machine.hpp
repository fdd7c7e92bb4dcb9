// A machine of two coupled qubits for the tests of the protocols.
#pragma once

#include "qgauge/device.hpp"

namespace qgauge::test {

struct PairErrors {
  double pulse = 3e-4;
  double entangler = 8e-3;
};

inline device::DeviceModel pair_machine(circuit::GateKind kind = circuit::GateKind::cz, PairErrors errors = {}) {
  device::DeviceModel model;
  for (int q = 0; q < 2; ++q) {
    device::ModelQubit qubit;
    qubit.t1_s = 1e-4;
    qubit.t2_s = 8e-5;
    qubit.p1_given_0 = 0.01;
    qubit.p0_given_1 = 0.03;
    qubit.gate = device::OneQubitGate{errors.pulse, q == 0 ? 30e-9 : 40e-9, 0};
    qubit.gate_usable = qubit.readout_usable = device::Usable::yes;
    model.qubits.push_back(qubit);
  }
  const std::string name(circuit::spec_of(kind).name);
  model.couplings.push_back(
      {0, 1, device::TwoQubitGate{name, kind, 1, 0, errors.entangler, 300e-9, 0}, device::Usable::yes, std::nullopt});
  model.connected = model.connected_if_unknown_work = {0, 1};
  return model;
}

}  // namespace qgauge::test
