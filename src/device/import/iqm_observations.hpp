// What IQM's documents of measured quality hold, as one flat list: the observations of a quality metric set, and the
// same quantities of the older calibration document. Used by the importer of IQM's own format. Must not know what
// becomes of a value.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "device/json_node.hpp"

namespace qgauge::device::iqm {

/// One measured value. Names are those of IQM's station-control client (qualified observation names):
/// "metrics.METHOD.GATE.IMPLEMENTATION.LOCUS.METRIC:SUFFIXES" and "characterization.model.COMPONENT.QUANTITY".
struct Observation {
  std::string field;               ///< as written, with * for the components: "metrics.rb.prx.drag_crf.*.fidelity"
  std::string kind;                ///< "rb.prx", "irb.cz", "ssro.measure", "model", ...
  std::string implementation;      ///< "drag_crf"; for Cliffords the gates they are made of, "xy_move_cz_move"
  std::vector<std::string> locus;  ///< components that it was measured on, in order
  std::string metric;              ///< "fidelity", "error_0_to_1", "t1_time", ...
  std::string suffix;              ///< "par=d1"; empty for none
  Quantity value;                  ///< times in s; a fidelity of 0, or above 1 by its noise, is a marker
  std::string where;
};

struct Observations {
  std::vector<Observation> list;
  std::map<std::string, int> unread;  ///< what else the document holds, and how often
  int times_without_unit = 0;         ///< read as seconds
};

/// Of a quality metric set: observations that IQM marks as invalid are left out.
core::Result<Observations> read_quality_metrics(const Node& root);

/// Of the older document, calibrations[].metrics[] {key, metrics[] {locus, value}}.
core::Result<Observations> read_calibrations(const Node& root);

/// Whether a component is a computational resonator: no qubit, but what qubits are moved into.
bool is_resonator(std::string_view component);

}  // namespace qgauge::device::iqm
