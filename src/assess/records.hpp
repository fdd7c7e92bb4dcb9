// What records of a catalogue add to verdicts: which figures have a source without an address, and what is only taken
// to be so. Private to the room; used by the pipeline and for populations.
#pragma once

#include <string>
#include <vector>

#include "qgauge/device.hpp"
#include "qgauge/figures.hpp"

namespace qgauge::assess {

/// Names of the machine's figures whose source has no address, sorted; none where the machine has no record.
std::vector<std::string> unsourced_figures(const device::DeviceDescription& description);
/// Names of the component's parameters whose source has no address, sorted; none where it has no record.
std::vector<std::string> unsourced_parameters(const device::DeviceDescription& description,
                                              const device::Component& component);
/// What figures that only a record gives assume, for the verdicts.
std::vector<std::string> record_assumptions(const std::vector<figures::Figure>& figures);

}  // namespace qgauge::assess
