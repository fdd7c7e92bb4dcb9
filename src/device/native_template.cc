// The commented starting point that `describe --template` writes. docs/native-format.md explains every key.

#include "qgauge/device.hpp"

namespace qgauge::device {

std::string native_template() {
  return R"({
  "_comment": "A machine of three qubits in a line. JSON has no comments: keys that start with _comment are ignored.",
  "_comment_units": "Plain numbers are SI: seconds, hertz, probabilities. Or with a unit, as t1_s of Q2 below.",
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
  "_comment_metrics": {
    "_comment": "What the error figures mean; what is left out is unknown.",
    "_comment_operation": "isolated or simultaneous",
    "_comment_one_qubit_part": "that of the one-qubit gates of the benchmark: subtracted or included",
    "_comment_per": "gate, cycle or clifford",
    "_comment_leakage": "included or excluded"
  },
  "metrics": {
    "rb_1q": {"operation": "isolated", "per": "gate", "method": "RB"},
    "rb_2q": {"operation": "isolated", "one_qubit_part": "subtracted", "per": "gate", "method": "RB"}
  },
  "_comment_couplings": "Each pair once; or \"all_to_all\": true and no list.",
  "couplings": [[0, 1], [1, 2]],
  "_comment_qubits": "Every quantity may be left out or be {\"not_calibrated\": true}.",
  "qubits": [
    {"label": "Q1", "t1_s": 1.5e-4, "t2_s": 1.1e-4, "p1_given_0": 0.008, "p0_given_1": 0.012,
     "readout_duration_s": 1.2e-6},
    {"label": "Q2", "t1_s": {"value": 140, "sigma": 6, "unit": "us", "date": "2025-01-30"}, "t2_s": 9e-5,
     "assignment_error": 0.011},
    {"label": "Q3", "t1_s": 1.3e-4, "t2_s": 1.2e-4, "p1_given_0": 0.009, "p0_given_1": 0.015,
     "frequency_hz": {"value": 4.9, "unit": "GHz"}}
  ],
  "_comment_gates": {
    "_comment": "infidelity is the average gate infidelity.",
    "_comment_one_qubit": "The physical pulse of each qubit: sx, rx, prx, ... Virtual z rotations are not listed.",
    "_comment_two_qubits": "The entangler of each coupling: cz, cx, ecr, rzz, zz, ms or iswap."
  },
  "gates": [
    {"name": "sx", "qubits": [0], "infidelity": 2.5e-4, "metric": "rb_1q", "duration_s": 3.2e-8},
    {"name": "sx", "qubits": [1], "infidelity": 3.1e-4, "metric": "rb_1q", "duration_s": 3.2e-8},
    {"name": "sx", "qubits": [2], "infidelity": 2.8e-4, "metric": "rb_1q", "duration_s": 3.2e-8},
    {"name": "cz", "qubits": [0, 1], "infidelity": {"value": 3.5e-3, "sigma": 2e-4}, "metric": "rb_2q",
     "duration_s": {"value": 84, "unit": "ns"}},
    {"name": "cz", "qubits": [1, 2], "infidelity": 4.1e-3, "metric": "rb_2q", "duration_s": 8.4e-8}
  ]
}
)";
}

}  // namespace qgauge::device
