// The keys of the native format's objects, as data: the reader knows no others, and the JSON Schema is made of them
// together with the quantities of fields.hpp and the components. `form` names a definition of the schema.
#pragma once

#include <array>
#include <string_view>

#include "device/fields.hpp"

namespace qgauge::device {

/// Limits that follow from those of a description: two directions of each coupling and a pulse on each qubit; further
/// errors of one gate or qubit.
inline constexpr int max_gates = 2 * max_couplings + max_qubits;
inline constexpr int max_further_errors = 1000;

struct Key {
  std::string_view name;
  std::string_view form;
  std::string_view meaning;
  bool required = false;
};

inline constexpr std::array top_keys{
    Key{"schema", "schema_name", "the version of the format", true},
    Key{"name", "text", "the machine, or the product where only components are described", true},
    Key{"vendor", "text", "who makes it"},
    Key{"modality", "text", "superconducting, trapped_ion, neutral_atom, ..."},
    Key{"paradigm", "paradigm", "gate_model where absent"},
    Key{"as_of", "day", "day of the snapshot"},
    Key{"source", "provenance", "where the numbers come from", true},
    Key{"sources", "provenance_table", "further sources, by the name that quantities refer to"},
    Key{"metrics", "metric_table", "what the errors mean, by the name that they refer to"},
    Key{"qubit_count", "qubit_count", "number of qubits; with `qubits`, as many as are listed"},
    Key{"all_to_all", "flag", "every pair is coupled, and `couplings` is left out"},
    Key{"couplings", "couplings", "pairs that have an entangling gate, each once, in either order"},
    Key{"qubits", "qubits", "the qubits, numbered from 0 in this order"},
    Key{"gates", "gates", "one entry for each gate on each qubit or pair"},
    Key{"average", "average", "averages over the machine"},
    Key{"memory_error_per_layer", "probability",
        "dephasing infidelity of a qubit during one layer of gates on the whole machine (ion traps)"},
    Key{"rzz_error_base", "probability",
        "of rzz that takes every angle: share of the error at pi/2 that does not shrink with the angle"},
    Key{"zz", "zz_list", "always-on couplings"},
    Key{"zones", "zones", "regions of a machine that moves its qubits"},
    Key{"components", "components", "devices that enable the machine"},
    Key{"published", "published_list", "figures that the source itself publishes"},
    Key{"record", "record", "what a catalogue knows of the item beside its figures"},
    Key{"findings", "findings", "what an importer noted"},
};

inline constexpr std::array provenance_keys{
    Key{"description", "source_text", "where the numbers come from, in words", true},
    Key{"url", "text", "may be empty", true},
    Key{"licence", "text", "may be empty", true},
};

inline constexpr std::array metric_keys{
    Key{"operation", "operation", "whether other gates ran at the same time", true},
    Key{"one_qubit_part", "one_qubit_part", "whether the error holds that of the benchmark's one-qubit gates", true},
    Key{"per", "per", "what the source gave the error for", true},
    Key{"leakage", "leakage", "whether the error holds leakage", true},
    Key{"method", "text", "the benchmark as the source calls it: RB, XEB, ..."},
    Key{"field", "text", "name of the figure in the source"},
    Key{"conversion", "text", "how the value was made from the source's, in words"},
};

/// Of whatever holds quantities: a qubit, a gate, one further error, a coupling.
inline constexpr std::array shared_keys{
    Key{"date", "day", "day of the quantities here that name none"},
    Key{"source", "text", "source of the quantities here that name none: a name of the table `sources`"},
};

inline constexpr std::array qubit_keys{
    Key{"label", "text", "the vendor's name of the qubit; its number where absent"},
    Key{"operational", "flag", "false where the source marks the qubit as unusable; true where absent"},
    Key{"readout_metric", "metric_name", "what the readout errors mean: a name of the table `metrics`"},
    Key{"other_readouts", "readouts", "further readout errors that the source gives for this qubit"},
};

inline constexpr std::array readout_keys{
    Key{"metric", "metric_name", "what these errors mean: a name of the table `metrics`"},
};

inline constexpr std::array average_gate_keys{
    Key{"name", "gate_name", "the native gate", true},
    Key{"metric", "metric_name", "what `infidelity` means, required beside it: a name of the table `metrics`"},
    Key{"other_errors", "gate_errors", "further errors that the source gives for this gate"},
    Key{"over_rotation_rad", "angle", "coherent part of the error: a rotation about the gate's own generator"},
    Key{"operational", "flag", "false where the source marks the gate as unusable; true where absent"},
};

/// A gate of the list has a place beside what an average one has.
inline constexpr std::array gate_place_keys{
    Key{"qubits", "gate_place", "one qubit, or two in the direction of the gate", true},
};

inline constexpr std::array gate_error_keys{
    Key{"metric", "metric_name", "what the error means: a name of the table `metrics`", true},
};

inline constexpr std::array average_keys{
    Key{"qubit", "qubit", "a qubit without a number"},
    Key{"one_qubit_gate", "average_one_qubit_gate", "a gate without `qubits`"},
    Key{"two_qubit_gate", "average_two_qubit_gate", "a gate without `qubits`"},
};

inline constexpr std::array zz_keys{
    Key{"qubits", "pair", "the two qubits", true},
};

inline constexpr std::array zone_keys{
    Key{"name", "text", "the zone", true},
    Key{"kind", "zone_kind", "what happens there", true},
    Key{"capacity", "qubit_count", "most qubits at one time"},
    Key{"qubits", "qubit_list", "those that start there"},
};

inline constexpr std::array component_keys{
    Key{"kind", "component_kind", "one of the kinds of components", true},
    Key{"name", "text", "the product"},
    Key{"vendor", "text", "who makes it"},
    Key{"parameters", "parameters", "what is known of it, by the kind's names of parameters"},
    Key{"record", "record", "what a catalogue knows of the component beside its parameters"},
};

inline constexpr std::array record_keys{
    Key{"developed_in", "country", "country of development as an ISO 3166 code; it is not the exporting state"},
    Key{"made_in", "country", "place of manufacture as an ISO 3166 code"},
    Key{"introduced", "period", "since when there is one: a year, a month or a day"},
    Key{"status", "record_status", "operated, laboratory, announced, ..."},
    Key{"confidence", "confidence", "how sure the record is: read in its source, from memory, or uncertain"},
    Key{"notes", "text", "what else is to be known"},
};

inline constexpr std::array published_keys{
    Key{"name", "text", "such as layer_fidelity.100", true},
    Key{"value", "number", "in SI; required unless `low` and `high` are given"},
    Key{"sigma", "number", "one standard error of `value`"},
    Key{"low", "number", "the least that it may be, where the source gives a range"},
    Key{"high", "number", "the greatest that it may be"},
    Key{"qubits", "qubit_list", "the qubits it was measured on"},
    Key{"date", "day", "day of the measurement"},
    Key{"source", "text", "a name of the table `sources`; the source of the description where absent"},
    Key{"confidence", "confidence", "how sure the figure is"},
    Key{"text", "text", "what the source says it is"},
};

inline constexpr std::array finding_keys{
    Key{"code", "finding_code", "a code of `qgauge findings`", true},
    Key{"where", "text", "the place"},
    Key{"message", "text", "what was found"},
};

inline constexpr std::array quantity_keys{
    Key{"value", "number", "in the unit, or in SI without one"},
    Key{"unit", "text", "a unit of the quantity; SI where absent"},
    Key{"sigma", "number", "one standard error, in the same unit"},
    Key{"date", "day", "day of this value"},
    Key{"source", "text", "a name of the table `sources`"},
    Key{"not_calibrated", "flag", "the source holds a marker instead of a value"},
};

}  // namespace qgauge::device
