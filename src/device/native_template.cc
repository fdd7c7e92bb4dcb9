// The commented starting point that `describe --template` writes. docs/native-format.md explains every key.

#include "qgauge/device.hpp"

namespace qgauge::device {

std::string native_template() {
  return R"({
  "_comment": "A machine of three qubits in a line. JSON has no comments: keys that start with _comment are ignored.",
  "_comment_units": "Plain numbers are SI: seconds, hertz, probabilities. Or with a unit, as t1_s of Q2 below.",
  "_comment_less": "Only schema, name and source are required, and one of qubits, average and components.",
  "schema": "qgauge.device/1",
  "name": "my_machine",
  "vendor": "my company",
  "_comment_modality": "superconducting, trapped_ion, neutral_atom, ... or empty",
  "modality": "superconducting",
  "_comment_paradigm": "gate_model, measurement_based, annealing, analog, photonic_sampling, classical_simulator",
  "paradigm": "gate_model",
  "as_of": "2025-01-31",

  "_comment_source": "Required: where the numbers come from. url and licence may be empty.",
  "source": {"description": "example numbers, measured by nobody", "url": "", "licence": ""},
  "_comment_sources": "Further sources, for quantities that name one; see preparation_error of Q1 below.",
  "sources": {
    "laboratory": {"description": "logbook of the laboratory", "url": "", "licence": ""}
  },

  "_comment_metrics": {
    "_comment": "What the errors mean. The four words are required, and each may be unknown.",
    "_comment_operation": "isolated, or simultaneous: whether other gates ran at the same time",
    "_comment_one_qubit_part": "that of the one-qubit gates of the benchmark: subtracted or included",
    "_comment_per": "what the source gave the error for: gate, cycle or clifford",
    "_comment_leakage": "included or excluded",
    "_comment_method": "method, field and conversion are in the words of the source, and may be left out"
  },
  "metrics": {
    "rb_1q": {"operation": "isolated", "one_qubit_part": "included", "per": "gate", "leakage": "unknown",
              "method": "RB"},
    "rb_2q": {"operation": "isolated", "one_qubit_part": "subtracted", "per": "gate", "leakage": "unknown",
              "method": "interleaved RB", "field": "fCZ", "conversion": "1 - F"},
    "xeb_2q": {"operation": "simultaneous", "one_qubit_part": "included", "per": "cycle", "leakage": "included",
               "method": "XEB"},
    "single_shot": {"operation": "simultaneous", "one_qubit_part": "unknown", "per": "unknown", "leakage": "unknown"}
  },

  "_comment_couplings": "Each pair once; or \"all_to_all\": true and no list.",
  "couplings": [[0, 1], [1, 2]],
  "_comment_qubits": "Every quantity may be left out or be {\"not_calibrated\": true}.",
  "qubits": [
    {"label": "Q1", "t1_s": 1.5e-4, "t2_s": 1.1e-4, "t2_star_s": 6e-5, "p1_given_0": 0.008, "p0_given_1": 0.012,
     "readout_duration_s": 1.2e-6, "preparation_error": {"value": 0.2, "unit": "%", "source": "laboratory"},
     "other_readouts": [{"assignment_error": 0.014, "metric": "single_shot"}]},
    {"label": "Q2", "t1_s": {"value": 140, "sigma": 6, "unit": "us", "date": "2025-01-30"}, "t2_s": 9e-5,
     "assignment_error": 0.011, "readout_metric": "single_shot"},
    {"label": "Q3", "date": "2025-01-29", "t1_s": 1.3e-4, "t2_s": 1.2e-4, "p1_given_0": 0.009, "p0_given_1": 0.015,
     "frequency_hz": {"value": 4.9, "unit": "GHz"}, "anharmonicity_hz": {"value": -310, "unit": "MHz"}}
  ],

  "_comment_gates": {
    "_comment": "infidelity is the average gate infidelity; it needs a metric.",
    "_comment_one_qubit": "The physical pulse of each qubit: sx, rx, prx, ... Virtual z rotations are not listed.",
    "_comment_two_qubits": "The entangler of each coupling: cz, cx, ecr, rzz, zz, ms, iswap, ...",
    "_comment_other_errors": "Further errors of the same gate: simultaneous beside isolated, or by another method."
  },
  "gates": [
    {"name": "sx", "qubits": [0], "infidelity": 2.5e-4, "metric": "rb_1q", "duration_s": 3.2e-8},
    {"name": "sx", "qubits": [1], "infidelity": 3.1e-4, "metric": "rb_1q", "duration_s": 3.2e-8},
    {"name": "sx", "qubits": [2], "infidelity": 2.8e-4, "metric": "rb_1q", "duration_s": 3.2e-8},
    {"name": "cz", "qubits": [0, 1], "infidelity": {"value": 3.5e-3, "sigma": 2e-4}, "metric": "rb_2q",
     "duration_s": {"value": 84, "unit": "ns"}, "leakage": 4e-4, "over_rotation_rad": 0.01,
     "other_errors": [{"infidelity": 4.4e-3, "metric": "xeb_2q"}]},
    {"name": "cz", "qubits": [1, 2], "infidelity": 4.1e-3, "metric": "rb_2q", "duration_s": 8.4e-8}
  ],
  "_comment_operational": "\"operational\": false on a qubit or a gate marks it as out of use.",

  "_comment_average": "For what no single qubit or coupling has a value; alone, with qubit_count, instead of them.",
  "average": {
    "qubit": {"readout_duration_s": 1.3e-6}
  },
  "_comment_memory": "Ion traps: \"memory_error_per_layer\": 2e-4, of a qubit during one layer of the whole machine.",
  "_comment_angles": "rzz of any angle: \"rzz_error_base\": 0.2, the share of its error that does not shrink with the angle.",

  "_comment_zz": "Always-on coupling H/h = zeta |11><11|.",
  "zz": [
    {"qubits": [0, 1], "zeta_hz": {"value": -45, "unit": "kHz"}}
  ],
  "_comment_zones": "Of a machine that moves its qubits: gate, storage, readout or loading.",
  "zones": [
    {"name": "Z1", "kind": "gate", "capacity": 2, "qubits": [0, 1]},
    {"name": "Z2", "kind": "storage", "qubits": [2]}
  ],
  "_comment_components": "What enables the machine; or alone, for a file that describes no computer.",
  "components": [
    {"kind": "dilution_refrigerator", "name": "my refrigerator", "vendor": "another company",
     "parameters": {"cooling_power_at_100mk_w": {"value": 450, "unit": "uW"}, "base_temperature_k": 0.01,
                    "continuous": true, "rated_duration_s": {"value": 96, "unit": "h"}}},
    {"kind": "parametric_amplifier",
     "parameters": {"technology": "josephson_travelling_wave", "frequency_low_hz": 4e9, "frequency_high_hz": 8e9,
                    "noise_temperature_k": {"value": 600, "unit": "mK"}}}
  ],
  "_comment_published": "Figures that the source itself publishes.",
  "published": [
    {"name": "layer_fidelity.3", "value": 0.985, "qubits": [0, 1, 2], "date": "2025-01-30"},
    {"name": "quantum_volume.log2", "low": 2, "high": 3, "source": "laboratory", "confidence": "uncertain",
     "text": "two of three runs"}
  ],
  "_comment_record": "What a catalogue knows of the machine beside its figures; a component may have one too.",
  "record": {"developed_in": "NL", "made_in": "NL", "introduced": "2025-01", "status": "laboratory",
             "confidence": "read", "notes": "an example"},
  "_comment_findings": "What an importer noted; see qgauge findings.",
  "findings": [
    {"code": "third_party_source", "where": "file", "message": "copied from a table by hand"}
  ]
}
)";
}

}  // namespace qgauge::device
