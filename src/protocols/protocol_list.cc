// The closed list of protocols that are built. Read by the command line and by assess.
// Must not know how they work.
#include "qgauge/protocols.hpp"

namespace qgauge::protocols {

namespace {

constexpr ProtocolSpec list[] = {
    {"rb_1q", "randomized benchmarking of every qubit alone: error per Clifford and per physical pulse",
     "Magesan, Gambetta and Emerson, PRL 106, 180504 (2011)"},
    {"rb_2q", "randomized benchmarking of every coupled pair alone: error per Clifford and per C-NOT",
     "Magesan, Gambetta and Emerson, PRA 85, 042311 (2012)"},
    {"readout", "assignment error of every qubit from both prepared states, read once a shot",
     "Clopper and Pearson, Biometrika 26, 404 (1934)"},
};

}  // namespace

std::span<const ProtocolSpec> protocol_list() { return list; }

}  // namespace qgauge::protocols
