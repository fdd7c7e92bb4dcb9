// The closed list of protocols that are built. Read by the command line and by assess.
// Must not know how they work.
#include "protocols/works.hpp"
#include "qgauge/protocols.hpp"

namespace qgauge::protocols {

namespace {

constexpr ProtocolSpec list[] = {
    {"rb_1q", "randomized benchmarking of every qubit alone: error per Clifford and per physical pulse",
     "Magesan, Gambetta and Emerson, PRL 106, 180504 (2011)", rb_1q_work, Effort::quick},
    {"rb_2q", "randomized benchmarking of every coupled pair alone: error per Clifford and per C-NOT",
     "Magesan, Gambetta and Emerson, PRA 85, 042311 (2012)", rb_2q_work, Effort::quick},
    {"readout", "assignment error of every qubit from both prepared states, read once a shot",
     "Clopper and Pearson, Biometrika 26, 404 (1934)", readout_work, Effort::quick},
    {"layer_fidelity",
     "layer fidelity and error per layered gate of the best chains, and of those the source publishes",
     "McKay et al., arXiv:2311.05933", layer_fidelity_work, Effort::quick},
    {"mirror_circuits",
     "success of random Clifford layers that are undone, in published shapes, and the depth that widths are capable of",
     "Proctor et al., Nature Phys. 18, 75 (2022)", mirror_circuits_work, Effort::quick},
    {"ghz", "fidelity of GHZ states over growing sets of qubits, and the largest set that is entangled with confidence",
     "Sackett et al., Nature 404, 256 (2000)", ghz_work, Effort::quick},
    {"chsh",
     "how strongly Bell pairs on every coupling violate the CHSH inequality, and what the violating ones connect",
     "Clauser, Horne, Shimony and Holt, PRL 23, 880 (1969)", chsh_work, Effort::quick},
    {"t1", "energy relaxation time of every qubit alone", "Krantz et al., Appl. Phys. Rev. 6, 021318 (2019)", t1_work,
     Effort::quick},
    {"t2_echo", "dephasing time of every qubit alone by Hahn echo", "Hahn, Phys. Rev. 80, 580 (1950)", t2_echo_work,
     Effort::quick},
    {"ramsey", "dephasing time of every qubit alone by Ramsey fringes", "Ramsey, Phys. Rev. 78, 695 (1950)",
     ramsey_work, Effort::quick},
};

}  // namespace

std::span<const ProtocolSpec> protocol_list() { return list; }

}  // namespace qgauge::protocols
