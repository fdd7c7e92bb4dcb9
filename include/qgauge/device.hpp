// device: a hardware description as its source reports it (DeviceDescription), and the clean model that the rest works
// on (DeviceModel). Importers make the first, validate() makes the second; nothing is repaired without a finding. Knows
// no noise model, no protocol, no rule. All quantities are SI.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "qgauge/circuit.hpp"
#include "qgauge/components.hpp"
#include "qgauge/core.hpp"

namespace qgauge::device {

enum class Paradigm { gate_model, measurement_based, annealing, analog, photonic_sampling, classical_simulator };
std::string_view name_of(Paradigm paradigm);
std::optional<Paradigm> find_paradigm(std::string_view name);

/// What the source says of one number. `sentinel`: it holds a marker ("not calibrated"), never a value.
enum class State { absent, reported, sentinel };

struct Quantity {
  State state = State::absent;
  double value = 0;
  std::optional<double> sigma;     ///< one standard error, same unit
  std::optional<core::Date> date;  ///< of this value
  std::string source;              ///< key in DeviceDescription::sources; empty: the description's own source
  bool known() const { return state == State::reported; }
};

Quantity reported(double value);
Quantity sentinel();

/// What an error figure means. Values are always stored as average gate infidelity; this describes the stored value.
struct ErrorMetric {
  enum class Operation { unknown, isolated, simultaneous };
  enum class OneQubitPart { unknown, subtracted, included };
  enum class Per { unknown, gate, cycle, clifford };
  enum class Leakage { unknown, included, excluded };
  Operation operation = Operation::unknown;
  OneQubitPart one_qubit_part = OneQubitPart::unknown;  ///< that of the benchmark's one-qubit gates
  Per per = Per::unknown;
  Leakage leakage = Leakage::unknown;
  std::string method;      ///< as the source calls it: "RB", "XEB", "DRB", or empty
  std::string field;       ///< name of the figure in the source: "fCZ", "gate_error", or empty
  std::string conversion;  ///< how the value was made from the source's: "1 - F", "4/5 of the Pauli error", or empty
};

/// A further error that the source gives for the same gate: simultaneous beside isolated, or by another method.
struct GateError {
  Quantity infidelity;  ///< average gate infidelity
  ErrorMetric metric;
};

/// A readout error; of its metric only operation, method, field and conversion have a meaning.
struct Readout {
  Quantity p1_given_0;  ///< P(read 1 | prepared 0)
  Quantity p0_given_1;  ///< P(read 0 | prepared 1)
  Quantity assignment_error;
  ErrorMetric metric;
};

struct Qubit {
  std::string label;
  Quantity t1_s;
  Quantity t2_s;       ///< Hahn echo unless the source says otherwise
  Quantity t2_star_s;  ///< Ramsey
  Quantity frequency_hz;
  Quantity anharmonicity_hz;
  Quantity p1_given_0;  ///< P(read 1 | prepared 0)
  Quantity p0_given_1;  ///< P(read 0 | prepared 1)
  Quantity assignment_error;
  Quantity readout_duration_s;
  ErrorMetric readout_metric;
  std::vector<Readout> other_readouts;  ///< further readout errors that the source gives
  Quantity preparation_error;           ///< P(1) after preparing 0
  bool operational = true;              ///< false only where the source says so
};

/// One native gate on one or two qubits (indices into the description), as reported.
struct Gate {
  std::string name;
  std::vector<int> qubits;
  Quantity infidelity;  ///< average gate infidelity: the isolated one where there are several
  ErrorMetric metric;
  std::vector<GateError> other_errors;
  Quantity duration_s;
  Quantity leakage;  ///< probability that one gate leaves the computational states
  /// Coherent part of the reported error: the gate is followed by a rotation of this angle about its own generator
  /// (rx-like for one qubit; exp(-i a/2 ZZ) for cz, ecr, rzz and cx in their frame). 0: none described.
  double over_rotation_rad = 0;
  bool operational = true;
};

/// How sure a record or a figure is: read in its source, or from memory, or uncertain. `unstated`: nothing is said.
enum class Confidence { unstated, read, memory, uncertain };
std::string_view name_of(Confidence confidence);

/// A figure that the file itself publishes, e.g. layer_fidelity.100 on a chain: a value, or the two ends of what it may
/// be.
struct PublishedFigure {
  std::string name;
  std::optional<double> value;
  std::vector<int> qubits = {};
  std::optional<core::Date> date = {};
  std::optional<double> sigma = {};  ///< one standard error of `value`
  std::optional<double> low = {};
  std::optional<double> high = {};
  std::string source = {};  ///< key in DeviceDescription::sources; empty: the description's own source
  Confidence confidence = Confidence::unstated;
  std::string text = {};  ///< what the source says it is
};

/// What a catalogue knows of an item beside its figures. Empty: unknown.
struct Record {
  std::string developed_in;  ///< ISO 3166 code of the country of development, which is not the exporting state
  std::string made_in;       ///< ISO 3166 code of the place of manufacture
  std::string introduced;    ///< "2021", "2021-09" or "2021-09-30"
  std::string status;        ///< "operated", "announced", ...: see record_statuses
  Confidence confidence = Confidence::unstated;
  std::string notes;
  bool operator==(const Record&) const = default;
};

struct Provenance {
  std::string description;  ///< where the numbers come from
  std::string url;
  std::string licence;
};

/// Always-on coupling of two qubits: H/h = zeta |11><11|, where zeta = f(11) - f(10) - f(01) + f(00).
struct ZzCrosstalk {
  int a;
  int b;
  Quantity zeta_hz;
};

/// A region of a machine that moves its qubits: where they are stored, where gates or readout happen.
struct Zone {
  std::string name;
  std::string kind;  ///< "gate", "storage", "readout", "loading"
  std::optional<int> capacity;
  std::vector<int> qubits;  ///< those that start there
};

/// One parameter of a component: a number in the SI unit that its name ends with (or dB), a word, or yes and no.
struct ComponentParameter {
  std::string name;
  std::variant<Quantity, std::string, bool> value;
};

/// A device that enables the machine: refrigerator, amplifier, cryocooler, control electronics, ...
struct Component {
  std::string kind;
  std::string name;
  std::string vendor;
  std::vector<ComponentParameter> parameters;
  Record record = {};
};

/// One input file as read, for the report.
struct InputFile {
  std::string path;
  std::string sha256;
};

/// As reported, nothing invented. Averages-only descriptions leave `qubits` empty and fill `average_*`; beside listed
/// qubits, averages stand for what the source gives for no single qubit or coupling.
struct DeviceDescription {
  std::string name;
  std::string vendor;
  std::string format;    ///< importer that read it: "native", "ibm", "quantinuum_emulator", ...
  std::string modality;  ///< "superconducting", "trapped_ion", ... or empty
  Paradigm paradigm = Paradigm::gate_model;
  std::optional<core::Date> as_of;
  Provenance source;
  std::vector<std::pair<std::string, Provenance>> sources;  ///< further ones, named by Quantity::source
  std::optional<int> qubit_count;
  bool all_to_all = false;  ///< every pair is a coupling; `couplings` is empty then
  std::vector<std::pair<int, int>> couplings;
  std::vector<Qubit> qubits;
  std::vector<Gate> gates;
  /// Averages over the machine, where the source gives only those.
  std::optional<Qubit> average_qubit;
  std::optional<Gate> average_one_qubit_gate;
  std::optional<Gate> average_two_qubit_gate;
  Quantity memory_error_per_layer;  ///< dephasing infidelity of a qubit in one layer of the whole machine (ion traps)
  /// Of rzz, which then takes every angle: the share of the error at pi/2 that does not shrink with the angle.
  Quantity rzz_error_base;
  std::vector<ZzCrosstalk> zz;
  std::vector<Zone> zones;
  std::vector<Component> components;
  std::vector<PublishedFigure> published;
  Record record;
  std::vector<core::Finding> findings;
  std::vector<InputFile> inputs;
};

/// Whether something can be used: `unknown` is what a sentinel or an absent calibration leaves open.
enum class Usable { no, unknown, yes };

/// The physical one-qubit pulse (pi/2) of a qubit; virtual z rotations take no time and have no error.
struct OneQubitGate {
  double infidelity;
  double duration_s;
  double over_rotation_rad = 0;
  ErrorMetric metric = {};
  double leakage = 0;  ///< probability that one pulse leaves the computational states; 0: none described
};

struct TwoQubitGate {
  std::string name;                                ///< native, as reported
  circuit::GateKind kind = circuit::GateKind::cz;  ///< what it is equivalent to
  int first;                                       ///< its qubits in the direction that is used
  int second;
  double infidelity;
  double duration_s;
  double over_rotation_rad = 0;
  ErrorMetric metric = {};
  double leakage = 0;  ///< probability that one gate leaves the computational states; 0: none described
  /// Where `infidelity` is the isolated one: the simultaneous one of the same kind, when neighbours work too.
  std::optional<double> simultaneous_infidelity = {};
};

struct ModelQubit {
  std::string label;
  bool operational = true;
  std::optional<double> t1_s;
  std::optional<double> t2_s;  ///< at most 2 T1
  std::optional<double> p1_given_0;
  std::optional<double> p0_given_1;
  std::optional<OneQubitGate> gate;
  Usable gate_usable = Usable::unknown;
  Usable readout_usable = Usable::unknown;
  bool t2_is_echo = false;       ///< the source gives a Hahn-echo time, which is longer than that of free idling
  double preparation_error = 0;  ///< P(1) after preparing 0, beyond what the readout error holds
};

/// Always-on coupling H/h = zeta |11><11| of two qubits, a < b.
struct ZzCoupling {
  int a;
  int b;
  double zeta_hz;
};

/// An unordered pair; `gate` is the native gate in the better usable direction, empty where none is calibrated.
struct Coupling {
  int a;
  int b;
  std::optional<TwoQubitGate> gate;
  Usable usable = Usable::unknown;
  std::optional<double> infidelity_sigma;
};

struct Count {
  int value = 0;
  int low = 0;
  int high = 0;
};

/// INTERFACE: described, operational, working, connected. `described` is empty where the file names no number.
struct Counts {
  Count described;
  Count operational;
  Count working;
  Count connected;
};

/// Clean, SI, indices checked; couplings are unordered pairs with a < b, sorted. For averages-only machines
/// `averages_only` is true. With a qubit count, every qubit holds the average, and so does every pair of an all-to-all
/// machine of up to 300 qubits; beyond that `couplings` holds the one pair {0, 1} for all. Without a count, `counts`
/// and the two lists of connected qubits are empty and `qubits` and `couplings` hold one representative pair. A
/// duration that the source does not give is 0, with the finding missing_quantity.
struct DeviceModel {
  std::string name;
  std::string modality;
  Paradigm paradigm = Paradigm::gate_model;
  bool averages_only = false;
  bool all_to_all = false;
  std::vector<ModelQubit> qubits;
  std::vector<Coupling> couplings;
  std::optional<Counts> counts;
  /// Qubits of the largest connected component of working qubits: with calibrated couplings only, and with the unknown
  /// ones too.
  std::vector<int> connected;
  std::vector<int> connected_if_unknown_work;
  std::optional<double> memory_error_per_layer;
  std::optional<double> rzz_error_base;  ///< known: rzz takes every angle
  std::optional<int> gate_zones;         ///< of a machine that moves its qubits: pairs that can have gates at a time
  std::vector<ZzCoupling> zz;            ///< those that are known and not 0
  std::vector<core::Finding> findings;   ///< of the import and of validation
};

/// The coupling between two qubits, in either order; null where there is none.
const Coupling* find_coupling(const DeviceModel& model, int a, int b);
/// Couplings with a calibrated gate between qubits of `qubits` (sorted indices into model.couplings).
std::vector<int> calibrated_couplings(const DeviceModel& model, const std::vector<int>& qubits);

/// For each qubit whether it is working: operational, with a usable pulse and readout and at least one usable coupling.
/// `least` is what counts as usable: yes, or also unknown.
std::vector<bool> working_qubits(const DeviceModel& model, Usable least);

/// Reads DEVICE: a file, a folder, files joined by a comma, `FILE#ROW[@DATE]`, or a bare name of the bundled catalogue
/// (`catalogue` is the folder devices/, whose folder catalogue/ is looked into too). `format` forces an importer;
/// empty: recognised from the content. Errors: unusable_input with file and place.
core::Result<DeviceDescription> read(const std::string& device, const std::filesystem::path& catalogue,
                                     const std::string& format = {});

/// Selectors ("H2-1@2024_05_20") of a file that holds many machines; empty where it holds one.
core::Result<std::vector<std::string>> selectors(const std::string& device, const std::filesystem::path& catalogue,
                                                 const std::string& format = {});

/// physical_qubits=56 sets the number of qubits. t1, t2, cnot_infidelity, one_qubit_infidelity and readout_error take a
/// factor ("2x", on every known value) or a value ("1e-4", "100us", set everywhere, also where none is known).
/// Each override is a finding `overridden_value`. Error: unknown key or unusable value; the description is unchanged.
core::Status override_value(DeviceDescription& description, std::string_view key, std::string_view value);

/// Marks qubits as not operational, as if the source did; their couplings fall with them. `names`: one qubit, or
/// several joined by commas, each by its label or, where no label is a number, by its index. One finding
/// `overridden_value` for all. Error: a qubit that the description does not list, or one that lists none; then the
/// description is unchanged.
core::Status drop_qubits(DeviceDescription& description, std::string_view names);

/// The description with every value that has a standard error drawn anew: log-normal with the value as mean and its
/// standard error as standard deviation, normal for couplings and anharmonicities, which have a sign. Independent of
/// each other, within their physical ranges (errors, T2 <= 2 T1), in a fixed order. What has no standard error, or is
/// not positive where it has no sign, stays.
DeviceDescription sampled(const DeviceDescription& description, core::Random& random);

/// Checks ranges and consistency. Errors only where the description contradicts itself (an index out of range);
/// everything else is a finding, and the model says how it was resolved.
core::Result<DeviceModel> validate(const DeviceDescription& description);

/// The native format (JSON, schema qgauge.device/1), pretty-printed, with a newline at the end.
std::string write_native(const DeviceDescription& description);
/// A commented starting point in the native format.
std::string native_template();
/// The JSON Schema (draft 2020-12) of the native format; docs/device.schema.json holds its text.
std::string native_json_schema();

/// What a component gives for a parameter; null where it gives nothing.
const ComponentParameter* find_parameter(const Component& component, std::string_view name);

/// What becomes of one quantity in a format: "read", "missing" or "assumed", and where it stands by which definition.
struct FormatQuantity {
  std::string_view quantity;
  std::string_view coverage;
  std::string_view text;
};
/// A format that can be read; every format has the same quantities in the same order.
struct FormatSpec {
  std::string_view name;
  std::string_view what;
  std::vector<FormatQuantity> quantities;
};
std::vector<FormatSpec> format_list();

/// Rows of cells for a spreadsheet, the names of the columns first. An empty cell: the source says nothing;
/// "not_calibrated": it holds a marker.
using TextTable = std::vector<std::vector<std::string>>;
/// One row a qubit as reported, with the pulse that `model` uses; before them one named "average" where there is one.
TextTable qubit_table(const DeviceDescription& description, const DeviceModel& model);
/// One row a native gate on a pair, in its direction, and one for a coupling without any; the average likewise.
TextTable pair_table(const DeviceDescription& description, const DeviceModel& model);

/// Something that public files hold and a reader would not expect, and how it is read.
struct Oddity {
  std::string_view id;
  std::string_view what;
  std::string_view handling;
};
/// Sorted by id; each has a test named after it.
std::span<const Oddity> oddity_list();

/// Limits of INTERFACE.md.
inline constexpr int max_nesting = 200;
inline constexpr std::uintmax_t max_file_bytes = 64ull << 20;
inline constexpr int max_qubits = 100'000;
inline constexpr int max_couplings = 1'000'000;

}  // namespace qgauge::device
