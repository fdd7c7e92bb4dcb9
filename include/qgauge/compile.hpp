// compile: from circuits over any gate of the table to circuits over what a machine has, placed on its qubits, with the
// waiting made explicit. Used by protocols. Knows no noise and no simulator.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include <Eigen/Core>

#include "qgauge/circuit.hpp"
#include "qgauge/core.hpp"
#include "qgauge/device.hpp"

namespace qgauge::compile {

/// Rewrites `circuit`, whose layout names qubits of the device, into the machine's native gates: rz (virtual), sx and
/// x, and the two-qubit gate of each coupling in its usable direction (rzz with the angle pi/2).
/// One-qubit gates between barriers and entanglers are merged, with as few pulses as possible (none, one x or sx, or
/// two sx). Equal to the original up to a global phase. Errors: a pair without a calibrated coupling; a coupling whose
/// native gate entangles nothing (swap).
core::Result<circuit::Circuit> to_native(const circuit::Circuit& circuit, const device::DeviceModel& model);

/// As late as possible, barriers kept: every wait of a qubit between its first gate and the end of its barrier segment
/// becomes a delay in seconds. Virtual z rotations take no time; measurements start together at the end. A qubit waits
/// from its first operation to its last if that is a measurement, else to the end of the circuit: before, it is in |0>.
/// The operations stay in their order; waits below a picosecond are left out.
circuit::Circuit schedule(const circuit::Circuit& native, const device::DeviceModel& model);

/// Seconds that an operation of a native circuit takes on its qubits: the device's for pulses and entanglers (0 where
/// unknown), its parameter for a delay, 0 for z rotations, barriers and measurements.
double duration_of(const circuit::Operation& operation, const circuit::Circuit& circuit,
                   const device::DeviceModel& model);

/// exact: equal to the original up to a global phase and the reported positions. approximate: a two-qubit unitary may
/// be replaced by a nearby one that needs fewer uses of the native gate, where its average fidelity times that of the
/// uses is higher (Cross et al., PRA 100, 032328, appendix B).
enum class Synthesis : std::uint8_t { exact, approximate };

struct Options {
  Synthesis synthesis = Synthesis::exact;
  /// The machine's rzz takes any angle in (0, pi/2], not only pi/2; so it does too where the device reports the base of
  /// its error. Of no effect on other native gates.
  bool continuous_zz = false;
  /// Average infidelity of rzz(theta) = r (zz_base + (1 - zz_base) theta / (pi/2)), where r is the reported one of
  /// rzz(pi/2): the share, in [0, 1], that does not shrink with the angle. 1: every angle costs the same, so that
  /// approximate synthesis leaves out an axis for the error of a whole gate, as vendors' compilers do.
  double zz_base = 1;
  std::uint64_t seed = 0;  ///< of the starts that routing tries; everything else takes no decision by chance
  int trials = 8;          ///< starts of routing, at least 1; the best one is kept
  /// Device qubit of each qubit of the circuit at its start; empty: chosen by the reported errors.
  std::optional<std::vector<int>> layout = {};
};

struct Compiled {
  /// Over the device qubits that are used, scheduled (see schedule). Register qubit q < n is where the circuit's qubit
  /// q starts; what routing borrows follows, and starts in |0>.
  circuit::Circuit native;
  /// The circuit's qubit q ends, and is measured, at register qubit final_position[q].
  std::vector<int> final_position;
  /// Product over the fused two-qubit unitaries of the average fidelity of what was synthesised with what was asked
  /// for.
  double synthesis_fidelity = 1;
  /// synthesis_fidelity times the average fidelities (1 - r) of all native gates and pulses and, for qubits that are
  /// measured, 1 minus the assignment error. What the device does not report counts as 1. Waits are not counted.
  double expected_fidelity = 1;
  int swaps = 0;  ///< exchanges that routing added
};

/// Compiles any circuit of the gate table for a machine: runs of gates on one pair between barriers are fused to one
/// unitary and synthesised anew where that takes fewer uses of the native gate; the register is placed where the
/// reported errors are least, exactly if its interactions embed in the coupling graph (a bounded search), and otherwise
/// by SABRE (Li, Ding and Xie, ASPLOS 2019) with distances weighted by errors; swaps are fused with their neighbours,
/// and a swap that is the last gate of its qubits, or any on an all-to-all machine, is a relabelling. Barriers are
/// never crossed. Measurements must be the last operations of their qubits. Same arguments, same result. Errors: a
/// circuit that check() refuses or that has a layout; more qubits than the largest part of the machine that calibrated
/// couplings connect; a forced layout that names unusable, repeated or unconnected qubits; a gate after a measurement;
/// zz_base outside [0, 1]; trials below 1.
core::Result<Compiled> compile(const circuit::Circuit& circuit, const device::DeviceModel& model,
                               const Options& options = {});

/// One-qubit unitaries on the two qubits of a pair, the first being the less significant bit.
using LocalPair = std::array<Eigen::Matrix2cd, 2>;
/// Radians: the coefficients of XX, YY and ZZ.
using Coordinates = std::array<double, 3>;

/// U = e^{i phase} (after[1] x after[0]) exp(i (x XX + y YY + z ZZ)) (before[1] x before[0]) with the coordinates in
/// the Weyl chamber pi/4 >= x >= y >= |z|, and z >= 0 where x = pi/4 (to 1e-12): two gates are locally equivalent
/// exactly if their coordinates agree (Zhang, Vala, Sastry and Whaley, PRA 67, 042313). CX: (pi/4, 0, 0); iSWAP: (pi/4,
/// pi/4, 0); SWAP: (pi/4, pi/4, pi/4).
struct CanonicalForm {
  double phase = 0;
  LocalPair after;
  Coordinates coordinates{};
  LocalPair before;
};

/// The canonical (KAK) form of a 4x4 unitary; indices as circuit::unitary_of has them. Exact to rounding for every
/// spectrum, degenerate ones too (Tucci, quant-ph/0507171).
CanonicalForm canonical_form(const Eigen::Matrix4cd& unitary);
/// The unitary that the form describes.
Eigen::Matrix4cd unitary_of(const CanonicalForm& form);

}  // namespace qgauge::compile
