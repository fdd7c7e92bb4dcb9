// Every protocol as work on a machine (see qgauge/protocols/experiment.hpp), for the rows of protocol_list.cc.
// Private to the room. Each is defined beside its plan() and estimate().
#pragma once

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

core::Result<Work> rb_1q_work(const Setting& setting);
core::Result<Work> rb_2q_work(const Setting& setting);
core::Result<Work> readout_work(const Setting& setting);
core::Result<Work> layer_fidelity_work(const Setting& setting);
core::Result<Work> rb_simultaneous_work(const Setting& setting);
core::Result<Work> rb_interleaved_work(const Setting& setting);
core::Result<Work> rb_direct_work(const Setting& setting);
core::Result<Work> rb_mirror_work(const Setting& setting);
core::Result<Work> cycle_benchmarking_work(const Setting& setting);
core::Result<Work> xeb_work(const Setting& setting);
core::Result<Work> quantum_volume_work(const Setting& setting);
core::Result<Work> clops_work(const Setting& setting);
core::Result<Work> mirror_circuits_work(const Setting& setting);
core::Result<Work> ghz_work(const Setting& setting);
core::Result<Work> chsh_work(const Setting& setting);
core::Result<Work> t1_work(const Setting& setting);
core::Result<Work> t2_echo_work(const Setting& setting);
core::Result<Work> ramsey_work(const Setting& setting);
core::Result<Work> q_score_work(const Setting& setting);
core::Result<Work> algorithmic_qubits_work(const Setting& setting);

}  // namespace qgauge::protocols
