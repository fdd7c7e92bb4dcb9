// Rigetti's figures, whichever document they come in: the table of two-qubit gates, the marks of failed fits, what each
// fidelity means, and the reader of a QCS InstructionSetArchitecture, which also stands inside Braket's documents.
// Used by rigetti_qcs.cc, braket_rigetti.cc and quilc.cc. Must not know Braket's sections or quilc's.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "device/import/labelled.hpp"
#include "qgauge/device.hpp"

namespace qgauge::device::rigetti {

/// A two-qubit gate under its names; all are symmetric in their qubits.
struct PairGate {
  std::string_view name;         ///< of the description
  std::string_view instruction;  ///< of Quil, QCS, and Braket's standardized section
  std::string_view field;        ///< of its fidelity
  bool parametric;               ///< takes an angle; the named gate is the one at pi
};

inline constexpr std::array pair_gates{
    PairGate{"cz", "CZ", "fCZ", false},
    PairGate{"cphase", "CPHASE", "fCPHASE", true},
    PairGate{"xy", "XY", "fXY", true},
    PairGate{"iswap", "ISWAP", "fISWAP", false},
};

/// The angle that a parametric gate's fidelity was measured at.
enum class Angle { not_stated, pi, other };
Angle angle_of(double radians);

/// What Rigetti gives for one qubit; the errors are infidelities.
struct QubitFigures {
  Quantity t1_s;
  Quantity t2_star_s;  ///< free induction decay
  Quantity isolated;   ///< randomized benchmarking of the qubit alone
  Quantity simultaneous;
  Quantity assignment_error;
};

/// The names of the errors in the document.
struct FieldNames {
  std::string_view isolated;
  std::string_view simultaneous;
  std::string_view readout;
};

using Pair = std::pair<int, int>;  ///< a < b

struct Figures {
  FieldNames fields;
  std::vector<QubitFigures> qubits;
  std::map<std::pair<Pair, std::string_view>, Gate> gates;  ///< on pairs, by their name
};

/// The infidelity, or a sentinel where it comes from a fit that failed: a fidelity of exactly 0.5, exactly 0, or 0.01
/// and less with an error that covers all of [0, 1].
Quantity marked(const Quantity& infidelity);
/// 1 - F, marked.
Quantity infidelity_of(const Quantity& fidelity);

/// Adds a gate with its metric; the same gate twice is refused at `place`.
core::Status add_gate(Figures& figures, const PairGate& gate, Pair qubits, const Quantity& infidelity, Angle angle,
                      const Node& place);

/// Writes the figures and the vendor into the description, whose qubits are there with their labels.
void describe(const Figures& figures, DeviceDescription& description);

/// The labels of all nodes and edges of an architecture.
core::Result<std::set<std::string>> labels_of_isa(const Node& isa);
core::Result<std::set<Pair>> edges_of_isa(const Node& isa, const Labels& labels);

/// Instructions and benchmarks. A node or an edge on which no instruction is listed is out of use, as in Rigetti's own
/// conversion for its compiler (qcs-sdk-rust, qpu/quilc/isa): such qubits are marked, such edges are left out of the
/// couplings with a finding.
core::Result<Figures> read_isa(const Node& isa, const Labels& labels, DeviceDescription& description);

}  // namespace qgauge::device::rigetti
