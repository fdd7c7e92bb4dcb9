// The closed list of findings: see include/qgauge/core/finding.hpp.

#include "qgauge/core/finding.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace qgauge::core {
namespace {

// Sorted by code.
constexpr std::array findings{
    FindingSpec{"average_used", Severity::info,
                "an average over the machine stands in for what is not given for a single qubit or coupling"},
    FindingSpec{"converted_definition", Severity::info,
                "a figure of another definition was converted to average gate infidelity; the message says how"},
    FindingSpec{"cycle_error_kept", Severity::warning,
                "the error of a benchmarking cycle stands for that of its two-qubit gate: the one-qubit part cannot be "
                "subtracted"},
    FindingSpec{"default_used", Severity::warning,
                "a missing quantity was replaced by the default that the message names"},
    FindingSpec{
        "definite_limit_of_unverified_text", Severity::warning,
        "a rule holds a limit that was not verified in a text; every verdict on it carries the tag that says so"},
    FindingSpec{"direction_differs", Severity::info,
                "the two directions of a coupling have different errors; the better one is used"},
    FindingSpec{"disconnected_graph", Severity::warning, "the calibrated couplings do not connect all working qubits"},
    FindingSpec{"double_encoded", Severity::info, "the document is a JSON string that holds a JSON document"},
    FindingSpec{"duplicate_disagrees", Severity::warning,
                "the source gives the same quantity more than once with different values"},
    FindingSpec{"echo_time_used", Severity::info,
                "idle qubits dephase with the echo time T2, which is longer than that of idling without refocusing"},
    FindingSpec{"error_below_coherence_limit", Severity::warning,
                "a reported error is lower than T1, T2 and the duration of the gate allow; relaxation during the gate "
                "is scaled down to fit"},
    FindingSpec{"error_below_its_parts", Severity::warning,
                "a reported error is lower than what it is said to hold, one-qubit gates or leakage; the part is cut"},
    FindingSpec{"gap_between_versions", Severity::warning, "between two versions of a rule, nothing is in force"},
    FindingSpec{"implausible_coherence", Severity::warning,
                "T1 or T2 is far from what machines of this kind reach: the unit may be another one"},
    FindingSpec{"implausible_duration", Severity::warning, "a duration is far from what machines of this kind take"},
    FindingSpec{"impossible_error", Severity::warning,
                "an average gate infidelity above d/(d+1), which no channel has, is not used"},
    FindingSpec{"leakage_as_depolarization", Severity::info,
                "leakage is simulated as full depolarization of the qubit that leaks, within the reported error"},
    FindingSpec{"median_for_mean", Severity::warning,
                "the source gives medians over the machine where rules speak of means; they stand in for them"},
    FindingSpec{"metric_unknown", Severity::info, "the source does not say by which benchmark an error was measured"},
    FindingSpec{"missing_quantity", Severity::warning, "the source does not give a quantity that the analysis uses"},
    FindingSpec{"name_differs", Severity::info, "the files of one description name different machines"},
    FindingSpec{"no_protocol_fits", Severity::warning,
                "no benchmark protocol fits a machine of this paradigm, so nothing was simulated"},
    FindingSpec{
        "no_rule_asked", Severity::warning,
        "no rule was asked of the item, so that nothing is said of it: it is not cleared; the message says why"},
    FindingSpec{"not_operational", Severity::warning, "the source marks a qubit or a gate as unusable"},
    FindingSpec{"one_qubit_part_removed", Severity::info,
                "a two-qubit error holds the one-qubit gates of its benchmark; the gate is simulated without them"},
    FindingSpec{"overlapping_entries", Severity::warning,
                "two entries of a rule ask the same of the same kind of item"},
    FindingSpec{"overridden_value", Severity::info,
                "a value was set on the command line instead of read from the source"},
    FindingSpec{"protocol_left_out", Severity::info,
                "a benchmark protocol needs something that the description lacks; the message says what"},
    FindingSpec{"readout_disagrees", Severity::info,
                "the assignment error is not the mean of the two readout error probabilities; the two are used"},
    FindingSpec{"readout_worse_than_chance", Severity::warning, "a readout error is above one half"},
    FindingSpec{"sentinel_value", Severity::info, "a value marks a missing calibration and is not read as a number"},
    FindingSpec{"several_gates", Severity::info,
                "a coupling has several native entangling gates; the message names the one used"},
    FindingSpec{"stale_date", Severity::warning, "some values are much older than the others of the same description"},
    FindingSpec{"t2_exceeds_twice_t1", Severity::warning,
                "T2 is longer than twice T1, which no qubit can have; it is cut to 2 T1"},
    FindingSpec{"text_read_before_version", Severity::warning,
                "the text of a rule was read before the version was in force"},
    FindingSpec{"third_party_source", Severity::info,
                "the file was curated by others than the vendor: its figures may be misplaced"},
    FindingSpec{"two_qubit_better_than_one_qubit", Severity::warning,
                "the two-qubit gates have a lower error than the one-qubit gates: columns may be exchanged"},
    FindingSpec{"uncalibrated_gate", Severity::warning,
                "a gate carries no calibrated error: it is unknown, neither good nor dead"},
    FindingSpec{"uncalibrated_qubit", Severity::warning,
                "a qubit has no calibrated one-qubit gate or readout: it is unknown"},
    FindingSpec{"unit_assumed", Severity::warning,
                "a value has no unit or an ambiguous one; the message names the unit used"},
    FindingSpec{"unusable_coherence", Severity::warning, "T1 or T2 is zero or negative and is left out"},
    FindingSpec{"unused_quantity", Severity::info,
                "the source gives a quantity that no figure of this report rests on"},
    FindingSpec{"zero_error", Severity::warning,
                "a gate is reported with an error of exactly zero and simulated as perfect"},
};

}  // namespace

std::span<const FindingSpec> finding_list() { return findings; }

const FindingSpec* find_finding(std::string_view code) {
  const auto* found = std::ranges::find(findings, code, &FindingSpec::code);
  return found == findings.end() ? nullptr : found;
}

Severity severity_of(std::string_view code) {
  const FindingSpec* spec = find_finding(code);
  assert(spec != nullptr);
  return spec->severity;
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

}  // namespace qgauge::core
