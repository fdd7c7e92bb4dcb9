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
    {"rb_simultaneous", "randomized benchmarking of the pairs of every matching at once, and of all qubits at once",
     "Gambetta et al., PRL 109, 240504 (2012)", rb_simultaneous_work, Effort::standard},
    {"rb_interleaved", "the C-NOT of every pair between random Cliffords, and how far the estimate may be from it",
     "Magesan et al., PRL 109, 080505 (2012)", rb_interleaved_work, Effort::thorough},
    {"rb_direct", "random layers of native circuits on the best pair between random Cliffords",
     "Proctor et al., PRL 123, 030503 (2019)", rb_direct_work, Effort::standard},
    {"rb_mirror", "random layers and their mirror image on the best chains: error per layer",
     "Proctor et al., PRL 129, 150502 (2022)", rb_mirror_work, Effort::standard},
    {"cycle_benchmarking", "decays of all Paulis of every pair under its C-NOT with random Paulis around it",
     "Erhard et al., Nat. Commun. 10, 5347 (2019)", cycle_benchmarking_work, Effort::thorough},
    {"xeb", "random pulses between uses of every pair's native gate: how much of the ideal outcomes is left",
     "Arute et al., Nature 574, 505 (2019)", xeb_work, Effort::thorough},
    {"quantum_volume",
     "heavy outputs of square random circuits on the qubits that suit them best, and the largest that pass",
     "Cross et al., PRA 100, 032328 (2019); Baldwin et al., Quantum 6, 707 (2022)", quantum_volume_work, Effort::quick},
    {"clops", "layers a second that the described durations allow at most, in both conventions; nothing is run",
     "Wack et al., arXiv:2110.14108", clops_work, Effort::quick},
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
    {"q_score", "maximum cuts of random graphs by one layer of QAOA, and the largest graphs that it cuts well",
     "Martiel, Ayral and Allouche, IEEE Trans. Quantum Eng. 2, 3102711 (2021)", q_score_work, Effort::thorough},
    {"algorithmic_qubits", "circuits of applications of growing width and number of gates, and up to where all succeed",
     "IonQ, Algorithmic Qubits (2022), on circuits of Lubinski et al., IEEE Trans. Quantum Eng. 4, 3100332 (2023)",
     algorithmic_qubits_work, Effort::thorough},
};

}  // namespace

std::span<const ProtocolSpec> protocol_list() { return list; }

}  // namespace qgauge::protocols
