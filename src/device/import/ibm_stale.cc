// Values that were not measured again for a month: see note_stale_dates() in ibm.hpp.

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/ibm.hpp"

namespace qgauge::device::ibm {
namespace {

/// IBM calibrates its machines every day. In the 49 public snapshots of 2019 to 2026 at most one value in thirty is
/// older than 30 days, up to two years, and those belong to qubits and pairs that could not be measured again.
constexpr int stale_days = 30;

struct Dated {
  std::string place;
  core::Date date;
};

void collect(const Quantity& quantity, const std::string& place, std::vector<Dated>& dated) {
  if (quantity.known() && quantity.date) dated.push_back({place, *quantity.date});
}

std::vector<Dated> dated_values(const DeviceDescription& description) {
  std::vector<Dated> dated;
  for (const Qubit& qubit : description.qubits) {
    const bool both = qubit.p1_given_0.known() && qubit.p0_given_1.known();
    collect(qubit.t1_s, "T1 of " + qubit.label, dated);
    collect(qubit.t2_s, "T2 of " + qubit.label, dated);
    collect(both ? qubit.p1_given_0 : qubit.assignment_error, "readout of " + qubit.label, dated);
  }
  for (const Gate& gate : description.gates) {
    collect(gate.infidelity, fmt::format("{} of {}", gate.name, fmt::join(gate.qubits, "-")), dated);
  }
  return dated;
}

}  // namespace

void note_stale_dates(DeviceDescription& description) {
  const std::vector<Dated> dated = dated_values(description);
  core::Date newest = description.as_of.value_or(core::Date{});
  for (const Dated& value : dated) newest = std::max(newest, value.date);
  Tally stale("stale_date", fmt::format("measured more than {} days before the newest, {}", stale_days, newest.text()));
  for (const Dated& value : dated) {
    const int age = newest.days_since(value.date);
    if (age > stale_days) stale.add(value.place, fmt::format("{}: {} days", value.place, age), age);
  }
  stale.report({"values", dated.size(), false}, description.findings);
}

}  // namespace qgauge::device::ibm
