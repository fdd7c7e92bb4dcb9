// What public files hold that a reader would not expect, one row an oddity: see oddity_list() in device.hpp.
// Read by the generated docs/formats.md; a test of the repository demands a test case named after each identifier.

#include <array>

#include "qgauge/device.hpp"

namespace qgauge::device {
namespace {

// Sorted by id.
constexpr std::array oddities{
    Oddity{"averages_only", "ion-trap sources give one figure for the whole machine and no gate time",
           "every pair is a coupling, every qubit holds the average, and nothing is spread over qubits by guessing"},
    Oddity{"clops_changed_meaning", "clops, clops_v and clops_h are different figures; some are the string \"None\"",
           "each keeps its own name; none is compared with another"},
    Oddity{"coherence_limit_above_error",
           "T1 and T2, measured hours apart, allow only a larger error than the one reported for the gate",
           "relaxation during the gate is scaled down to the reported error and the cases are counted"},
    Oddity{"coherence_missing_for_one_qubit", "one qubit of a calibrated machine has no T1 and T2",
           "they stay missing for this qubit; the others are read"},
    Oddity{"coherence_of_zero", "T1 or T2 of exactly 0, or of a few tenths of a microsecond",
           "zero is left out with a finding; a short time is a time"},
    Oddity{"double_encoded_document", "the whole document is one JSON string that holds JSON",
           "the inner document is read, with a finding"},
    Oddity{"duration_per_edge", "the two-qubit gate of one machine takes from 68 ns to 2.4 us, edge by edge",
           "each coupling keeps its own duration"},
    Oddity{"durations_off_by_factor", "every duration of a snapshot is 16 times too long, or a readout takes 4 ms",
           "read as stated, with the finding implausible_duration; gates all 16 times too long are modelled as a "
           "sixteenth"},
    Oddity{"encoded_dates",
           "dates as objects, with a blank instead of T, as seconds since 1970, as 2024_05_20, or 1970-01-01 for none",
           "all are read; 1970-01-01 is no date"},
    Oddity{"error_in_fidelity_field", "an error stands in a field that is called fidelity",
           "the type beside it decides, not the field's name"},
    Oddity{"error_of_exactly_zero", "a gate is listed with an error of exactly 0",
           "used as it stands, with the finding zero_error"},
    Oddity{"error_of_one", "an error of 1 says that nothing was calibrated",
           "the gate is unknown, neither dead nor a channel; the coupling stays and widens counts and means to bounds"},
    Oddity{"gates_without_name", "old files list gates without a name of their own", "the kind of the gate is enough"},
    Oddity{"labels_with_holes", "labels that are not indices: 0..147 for 80 qubits, QB19, 5_2, 0.0",
           "label and index are kept both ways"},
    Oddity{"not_gate_model", "analog, photonic and simulated machines in the same document format",
           "recognised by their schema and described; benchmarks on them are refused"},
    Oddity{"one_way_couplings", "a pair is listed in one direction only, or some qubits only as neighbours",
           "couplings are unordered pairs; qubits are collected from both sides"},
    Oddity{"properties_without_configuration", "a calibration without the coupling map, or the reverse",
           "the pairs with a two-qubit gate are the couplings; a map alone has no errors"},
    Oddity{"pulse_section_ignored", "a megabyte of pulse shapes beside the calibration",
           "not read beyond the JSON itself"},
    Oddity{"readout_not_the_mean", "the assignment error differs from the mean of the two probabilities",
           "the two probabilities are used, with a finding"},
    Oddity{"readout_worse_than_chance", "a readout error above one half",
           "used as it stands, with a finding; never inverted"},
    Oddity{"rigetti_half_fidelity", "a fidelity of exactly 0.5 or 0, or of 0.01 with an error of 0.99",
           "a marker of a fit that failed: not calibrated"},
    Oddity{"rotated_columns", "a curated file has one-qubit, two-qubit and readout figures exchanged",
           "read as stated; a two-qubit error below the one-qubit error is a finding"},
    Oddity{"several_gates_per_edge", "CZ, CPHASE, XY and iSWAP on the same pair",
           "all are read; the one with the lowest error per C-NOT is used and named"},
    Oddity{"t2_beyond_twice_t1", "T2 longer than 2 T1, which no qubit can have",
           "cut to 2 T1 in the model, with a finding; the reported figure stays"},
    Oddity{"unit_spellings", "us, both micro signs, uS, S, a scale factor, percent",
           "converted to SI; an unknown unit is refused"},
    Oddity{"very_large_error", "an error of 0.25 that is a value, not a marker", "used as it stands"},
    Oddity{"words_for_missing", "\"None\", null, {}, empty cells, and 9.3(3)E-04",
           "missing where nothing is said; the digits in brackets are the standard error"},
};

}  // namespace

std::span<const Oddity> oddity_list() { return oddities; }

}  // namespace qgauge::device
