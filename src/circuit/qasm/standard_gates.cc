// The gates of qelib1.inc (Cross et al., arXiv:1707.03429, and what Qiskit added) and of stdgates.inc (Cross et al.,
// ACM TQC 3, 12), with the phases of Qiskit's circuit library. One list for both: a text may define each anew.
#include "circuit/qasm/standard_gates.hpp"

#include <array>

namespace qgauge::circuit::qasm {
namespace {

constexpr std::array names{
    TableName{"id", GateKind::id},   TableName{"x", GateKind::x},         TableName{"y", GateKind::y},
    TableName{"z", GateKind::z},     TableName{"h", GateKind::h},         TableName{"s", GateKind::s},
    TableName{"sdg", GateKind::sdg}, TableName{"t", GateKind::t},         TableName{"tdg", GateKind::tdg},
    TableName{"sx", GateKind::sx},   TableName{"sxdg", GateKind::sxdg},   TableName{"rx", GateKind::rx},
    TableName{"ry", GateKind::ry},   TableName{"rz", GateKind::rz},       TableName{"p", GateKind::p},
    TableName{"u1", GateKind::p},    TableName{"phase", GateKind::p},     TableName{"cx", GateKind::cx},
    TableName{"CX", GateKind::cx},   TableName{"cz", GateKind::cz},       TableName{"swap", GateKind::swap},
    TableName{"rxx", GateKind::rxx}, TableName{"ryy", GateKind::ryy},     TableName{"rzz", GateKind::rzz},
    TableName{"ecr", GateKind::ecr}, TableName{"iswap", GateKind::iswap},
};

constexpr std::string_view definitions = R"(
gate u3(theta, phi, lambda) q { U(theta, phi, lambda) q; }
gate u(theta, phi, lambda) q { U(theta, phi, lambda) q; }
gate u2(phi, lambda) q { U(pi/2, phi, lambda) q; }
gate u0(gamma) q { id q; }
gate r(theta, phi) q { U(theta, phi - pi/2, pi/2 - phi) q; }
gate cy c, t { ctrl @ y c, t; }
gate ch c, t { ctrl @ h c, t; }
gate cs c, t { ctrl @ s c, t; }
gate csdg c, t { ctrl @ sdg c, t; }
gate csx c, t { ctrl @ sx c, t; }
gate crx(theta) c, t { ctrl @ rx(theta) c, t; }
gate cry(theta) c, t { ctrl @ ry(theta) c, t; }
gate crz(theta) c, t { ctrl @ rz(theta) c, t; }
gate cp(lambda) c, t { ctrl @ p(lambda) c, t; }
gate cphase(lambda) c, t { ctrl @ p(lambda) c, t; }
gate cu1(lambda) c, t { ctrl @ p(lambda) c, t; }
gate cu3(theta, phi, lambda) c, t { ctrl @ U(theta, phi, lambda) c, t; }
gate cu(theta, phi, lambda, gamma) c, t { p(gamma) c; ctrl @ U(theta, phi, lambda) c, t; }
gate ccx a, b, t { ctrl(2) @ x a, b, t; }
gate ccz a, b, t { ctrl(2) @ z a, b, t; }
gate cswap c, a, b { ctrl @ swap c, a, b; }
gate c3x a, b, c, t { ctrl(3) @ x a, b, c, t; }
gate c3sqrtx a, b, c, t { ctrl(3) @ sx a, b, c, t; }
gate c3sx a, b, c, t { ctrl(3) @ sx a, b, c, t; }
gate c4x a, b, c, d, t { ctrl(4) @ x a, b, c, d, t; }
gate rzx(theta) a, b { h b; rzz(theta) a, b; h b; }
gate dcx a, b { cx a, b; cx b, a; }
gate rccx a, b, t { h t; t t; cx b, t; tdg t; cx a, t; t t; cx b, t; tdg t; h t; }
gate rc3x a, b, c, t {
  h t; t t; cx c, t; tdg t; h t; cx a, t; t t; cx b, t; tdg t; cx a, t; t t; cx b, t; tdg t; h t; t t; cx c, t; tdg t; h t;
}
)";

}  // namespace

std::span<const TableName> standard_names() { return names; }
std::string_view standard_definitions() { return definitions; }

}  // namespace qgauge::circuit::qasm
