// What the noise model must tell a reader of the report, one finding a kind of gap, however many gates it concerns.
// Used by noise_model.cc. Changes no channel.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "qgauge/noise.hpp"

namespace qgauge::noise {

/// What the source calls a qubit; its index where it gives no name.
std::string label_of(const device::DeviceModel& model, int qubit);

/// Collects over all gates of one kind ("one-qubit gates").
class GateTally {
 public:
  explicit GateTally(std::string_view kind) : kind_(kind) {}

  /// `where` names the gate. `untimed`: coherence is known, but no duration that it could act for.
  void add(const std::string& where, const GateNoiseInput& gate, const GateNoise& noise, bool untimed);
  /// `alone`: what is left of a reported infidelity without the one-qubit gates that it holds.
  void add_removed(const std::string& where, double reported, double alone);
  void report(std::vector<core::Finding>& findings) const;

 private:
  /// The gates that one finding is about: how many, and one to name.
  struct Group {
    int count = 0;
    std::string example;
    void add(const std::string& where);
  };
  void report_parts(std::vector<core::Finding>& findings) const;
  void report_below_limit(std::vector<core::Finding>& findings) const;

  std::string_view kind_;
  int gates_ = 0;
  Group below_limit_;
  double reported_ = 0;  ///< of the example of below_limit_, the gate with the largest ratio limit_ / reported_
  double limit_ = 0;
  Group zero_;
  Group untimed_;
  Group leaking_;
  Group leakage_cut_;
  Group removed_;
  double removed_reported_ = 0;  ///< of the example of removed_
  double removed_alone_ = 0;
  Group parts_exceed_;
};

/// What stands in for coherence times and readout errors that qubits lack.
void report_qubit_defaults(const device::DeviceModel& model, std::vector<core::Finding>& findings);

}  // namespace qgauge::noise
