// The steps of reported_figures, each of which appends its figures. Private to what describes a machine.
#pragma once

#include <vector>

#include "assess/internal.hpp"

namespace qgauge::assess {

/// C-NOT errors as reported and under each meaning that the source supports: aggregates, and those of each coupling.
void add_couplings(const device::DeviceDescription& description, const device::DeviceModel& model,
                   std::vector<figures::Figure>& aggregates, std::vector<figures::Figure>& pairs);
/// Figures that the source publishes itself, and the error per layered gate that follows from a layer fidelity.
void add_published(const device::DeviceDescription& description, std::vector<figures::Figure>& out);

/// A coherence time as the source gives it, where it is one.
std::optional<double> described_time(const device::Quantity& time);
/// Medians of T1 and T2 as the source gives them, also where the model cuts T2 to twice T1.
void add_coherence(const device::DeviceDescription& description, const device::DeviceModel& model,
                   std::vector<figures::Figure>& out);
/// What T1, T2 and durations allow of pulses and C-NOTs, the share of their errors that this explains, gates per
/// coherence time, and the error budget of the mean C-NOT: aggregates, and those of each qubit and coupling. None of
/// them decides a verdict.
void add_coherence_limits(const device::DeviceDescription& description, const device::DeviceModel& model,
                          std::vector<figures::Figure>& aggregates, std::vector<figures::Figure>& subjects);

}  // namespace qgauge::assess
