// Reads IQM's own documents: measured quality metrics (or the older calibration document), the static and the dynamic
// architecture; each may come alone. On a star, where qubits meet in a resonator, the resonator is no qubit: the gate
// of a pair is MOVE, CZ, MOVE.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "device/import/importer.hpp"
#include "device/import/iqm_architecture.hpp"
#include "device/import/iqm_gates.hpp"
#include "device/import/iqm_observations.hpp"
#include "device/import/labelled.hpp"
#include "device/tally.hpp"

namespace qgauge::device {
namespace {

using iqm::Architecture;
using iqm::Measured;
using iqm::Observation;
using iqm::Observations;

constexpr std::string_view metrics_part = "quality metrics";
constexpr std::string_view static_part = "static architecture";
constexpr std::string_view dynamic_part = "dynamic architecture";
constexpr std::string_view calibration_part = "calibration";

/// Every pair of a star is a coupling, so that their number grows as the square; IQM's largest star has 16 qubits.
constexpr std::size_t max_star_qubits = 300;

/// A resonator of a star and what was measured between it and each qubit.
struct Star {
  std::set<std::string> can_cz;
  std::set<std::string> can_move;
  std::map<std::string, Measured> cz;
  std::map<std::string, Measured> move;
  /// The double MOVE of one qubit, the second, beside another, by the idle one.
  std::map<std::string, std::pair<const Observation*, std::string>> beside;
};

/// Everything of one machine, sorted by where it was measured.
struct Machine {
  Architecture architecture;
  Labels labels;
  std::map<int, Measured> pulses;                     ///< rb.prx
  std::map<int, Measured> one_qubit_cliffords;        ///< rb.clifford on one qubit
  std::map<int, Measured> readouts;                   ///< ssro.*
  std::map<std::pair<int, int>, Measured> cz;         ///< of the pair itself: irb.cz, or MOVE CZ MOVE
  std::map<std::pair<int, int>, Measured> cliffords;  ///< rb.clifford on two qubits
  std::map<std::string, Star> stars;                  ///< by resonator
  std::map<std::string, int> unread;
};

bool is_qubit_name(const std::string& component) { return component.starts_with("QB"); }

/// The components of a locus that are no resonators.
std::vector<std::string> without_resonators(const std::vector<std::string>& locus) {
  std::vector<std::string> qubits;
  for (const std::string& component : locus) {
    if (!iqm::is_resonator(component)) qubits.push_back(component);
  }
  return qubits;
}

Labels collect_labels(const Architecture& architecture, const std::vector<Observation>& observations) {
  std::set<std::string> labels = architecture.qubits;
  if (architecture.complete) return Labels(labels);
  for (const Observation& observation : observations) {
    std::ranges::copy_if(observation.locus, std::inserter(labels, labels.end()), is_qubit_name);
  }
  return Labels(labels);
}

/// The qubits of a locus; none where it holds another component, such as a coupler.
core::Result<std::vector<int>> indices_of(const Observation& observation, const Labels& labels) {
  std::vector<int> indices;
  for (const std::string& component : without_resonators(observation.locus)) {
    const auto index = labels.find(component);
    if (!index && !is_qubit_name(component)) return std::vector<int>{};
    if (!index) {
      return core::unusable(observation.where, fmt::format("the qubit {}", component.substr(0, 60)),
                            fmt::format("one of the {} qubits of the architecture", labels.count()));
    }
    if (std::ranges::find(indices, *index) != indices.end()) {
      return core::unusable(observation.where, fmt::format("{} twice", component), "different qubits");
    }
    indices.push_back(*index);
  }
  return indices;
}

void set_coherence(const Observation& observation, Qubit& qubit) {
  Quantity& time = observation.metric == "t1_time"   ? qubit.t1_s
                   : observation.metric == "t2_time" ? qubit.t2_star_s
                                                     : qubit.t2_s;
  time = observation.value;
}

/// Whether the figure of one qubit was put in its place.
bool sort_one(const Observation& observation, int qubit, Machine& machine, DeviceDescription& description) {
  if (observation.kind == "model") {
    set_coherence(observation, description.qubits[static_cast<std::size_t>(qubit)]);
  } else if (observation.kind == "rb.prx") {
    machine.pulses[qubit].push_back(&observation);
  } else if (observation.kind == "rb.clifford") {
    machine.one_qubit_cliffords[qubit].push_back(&observation);
  } else if (observation.kind.starts_with("ssro.")) {
    machine.readouts[qubit].push_back(&observation);
  } else {
    return false;
  }
  return true;
}

/// The same for the figure of two qubits, directly or by way of a resonator.
bool sort_two(const Observation& observation, std::pair<int, int> pair, Machine& machine) {
  const bool circuit = observation.kind == "irb.circuit" && observation.implementation == "move_ncz_move" &&
                       observation.locus.size() == 3 && iqm::is_resonator(observation.locus[1]);
  if (observation.kind == "irb.cz" || (circuit && observation.suffix == "n_interleaved_gates=1")) {
    machine.cz[pair].push_back(&observation);
  } else if (circuit && observation.suffix == "n_interleaved_gates=0") {
    machine.stars[observation.locus[1]].beside[observation.locus[0]] = {&observation, observation.locus[2]};
  } else if (observation.kind == "rb.clifford") {
    machine.cliffords[pair].push_back(&observation);
  } else {
    return false;
  }
  return true;
}

/// The same for the figure of a qubit and a resonator.
bool sort_star(const Observation& observation, Machine& machine) {
  const std::string& qubit = observation.locus[0];
  Star& star = machine.stars[observation.locus[1]];
  if (observation.kind == "irb.cz") {
    star.cz[qubit].push_back(&observation);
    star.can_cz.insert(qubit);
  } else if (observation.kind == "irb.move" && observation.suffix == "n_interleaved_gates=2") {
    star.move[qubit].push_back(&observation);
    star.can_move.insert(qubit);
  } else {
    return false;
  }
  return true;
}

core::Status sort_observation(const Observation& observation, Machine& machine, DeviceDescription& description) {
  QGAUGE_TRY(const std::vector<int> qubits, indices_of(observation, machine.labels));
  const std::size_t components = observation.locus.size();
  bool read = false;
  if (qubits.size() == 1 && components == 1) read = sort_one(observation, qubits[0], machine, description);
  if (qubits.size() == 1 && components == 2 && iqm::is_resonator(observation.locus[1])) {
    read = sort_star(observation, machine);
  }
  if (qubits.size() == 2) read = sort_two(observation, {qubits[0], qubits[1]}, machine);
  if (!read) ++machine.unread[observation.kind];
  return {};
}

/// The architecture may connect more than was measured.
void add_connections(Machine& machine, std::set<std::pair<int, int>>& pairs) {
  const auto add = [&](const std::string& a, const std::string& b, bool cz, bool move) {
    if (iqm::is_resonator(a) != iqm::is_resonator(b)) {
      const auto& [qubit, resonator] = iqm::is_resonator(a) ? std::tie(b, a) : std::tie(a, b);
      if (cz) machine.stars[resonator].can_cz.insert(qubit);
      if (move) machine.stars[resonator].can_move.insert(qubit);
      return;
    }
    const auto first = machine.labels.find(a), second = machine.labels.find(b);
    if (first && second && first != second) pairs.insert(std::minmax(*first, *second));
  };
  for (const auto& [a, b] : machine.architecture.connections) add(a, b, true, true);
  for (const auto& locus : machine.architecture.cz_loci) {
    if (locus.size() == 2) add(locus[0], locus[1], true, false);
  }
  for (const auto& locus : machine.architecture.move_loci) {
    if (locus.size() == 2) add(locus[0], locus[1], false, true);
  }
}

/// A qubit that makes the CZ and another that is moved are a coupling.
core::Status add_star(const Star& star, const std::string& resonator, const Labels& labels,
                      std::set<std::pair<int, int>>& pairs) {
  if (std::max(star.can_cz.size(), star.can_move.size()) > max_star_qubits) {
    return core::unusable(resonator, fmt::format("{} qubits at one resonator", star.can_cz.size()),
                          fmt::format("at most {}: every pair of them is a coupling", max_star_qubits));
  }
  for (const std::string& a : star.can_cz) {
    for (const std::string& b : star.can_move) {
      const auto first = labels.find(a), second = labels.find(b);
      if (first && second && first != second) pairs.insert(std::minmax(*first, *second));
    }
  }
  return {};
}

core::Status couple(Machine& machine, DeviceDescription& description) {
  std::set<std::pair<int, int>> pairs;
  add_connections(machine, pairs);
  for (const auto& [pair, measured] : machine.cz) pairs.insert(std::minmax(pair.first, pair.second));
  for (const auto& [resonator, star] : machine.stars) QGAUGE_CHECK(add_star(star, resonator, machine.labels, pairs));
  description.couplings.assign(pairs.begin(), pairs.end());
  return {};
}

/// Adds to `several` a place whose figures are of different implementations, none of which is known to be the used one.
void note_several(const Measured& measured, const std::string& used, const std::string& place, Tally& several) {
  const bool same = std::ranges::all_of(
      measured, [&](const Observation* one) { return one->implementation == measured[0]->implementation; });
  if (used.empty() && !same) {
    several.add(place, fmt::format("{}: {}", place, iqm::preferred(measured, used)->implementation));
  }
}

void append(const std::map<int, Measured>& figures, int qubit, std::vector<GateError>& errors) {
  const auto found = figures.find(qubit);
  if (found == figures.end()) return;
  for (const Observation* one : found->second) {
    if (one->value.known()) errors.push_back({iqm::infidelity_of(*one), iqm::metric_of(*one)});
  }
}

void add_pulses(const Machine& machine, DeviceDescription& description) {
  Tally several("several_gates", "several implementations of prx; the one with the lowest error is used");
  for (int q = 0; q < machine.labels.count(); ++q) {
    Gate gate;
    gate.name = "prx";
    gate.qubits = {q};
    const std::string& label = machine.labels.texts()[static_cast<std::size_t>(q)];
    if (const auto found = machine.pulses.find(q); found != machine.pulses.end()) {
      const std::string used = machine.architecture.implementation("prx", {label});
      note_several(found->second, used, label, several);
      iqm::fill_errors(found->second, used, gate);
    }
    append(machine.one_qubit_cliffords, q, gate.other_errors);
    if (gate.infidelity.state != State::absent || !gate.other_errors.empty()) description.gates.push_back(gate);
  }
  several.report({"qubits", description.qubits.size(), false}, description.findings);
}

/// The figures that IQM gives for the pair itself, in the direction in which it gives them.
void add_measured_gates(const Machine& machine, DeviceDescription& description) {
  Tally several("several_gates", "several implementations of cz; the one with the lowest error is used");
  const auto& texts = machine.labels.texts();
  for (const auto& [pair, measured] : machine.cz) {
    Gate gate;
    gate.name = "cz";
    gate.qubits = {pair.first, pair.second};
    const std::string &a = texts[static_cast<std::size_t>(pair.first)],
                      &b = texts[static_cast<std::size_t>(pair.second)];
    const bool direct = measured[0]->kind == "irb.cz";
    const std::string used = direct ? machine.architecture.implementation("cz", {a, b}) : measured[0]->implementation;
    note_several(measured, used, fmt::format("{}-{}", a, b), several);
    iqm::fill_errors(measured, used, gate);
    if (const auto found = machine.cliffords.find(pair); found != machine.cliffords.end()) {
      for (const Observation* one : found->second) {
        if (one->value.known()) gate.other_errors.push_back({iqm::infidelity_of(*one), iqm::metric_of(*one)});
      }
    }
    description.gates.push_back(std::move(gate));
  }
  several.report({"couplings", description.couplings.size(), false}, description.findings);
}

iqm::Composition composition(const Architecture& architecture, const std::string& resonator, const Star& star,
                             const std::string& a, const std::string& b) {
  const auto move_of = [&](const std::string& qubit, const Measured& measured) {
    return iqm::preferred(measured, architecture.implementation("move", {qubit, resonator}));
  };
  iqm::Composition parts{.cz_of_a = iqm::preferred(star.cz.at(a), architecture.implementation("cz", {a, resonator})),
                         .double_move_of_b = move_of(b, star.move.at(b))};
  const auto beside = star.beside.find(a);
  if (beside == star.beside.end()) return parts;
  const auto alone = star.move.find(beside->second.second);
  if (alone == star.move.end()) return parts;
  parts.double_move_beside_a = beside->second.first;
  parts.double_move_alone = move_of(alone->first, alone->second);
  return parts;
}

/// The CZ of pairs without a figure of their own, in both directions where both qubits can be moved; how many.
int compose_gates(const Machine& machine, const std::string& resonator, const Star& star,
                  DeviceDescription& description) {
  int composed = 0;
  for (const auto& [a, cz] : star.cz) {
    for (const auto& [b, move] : star.move) {
      const int first = *machine.labels.find(a), second = *machine.labels.find(b);
      if (a == b || machine.cz.contains({first, second}) || machine.cz.contains({second, first})) continue;
      Gate gate = iqm::composed_gate(composition(machine.architecture, resonator, star, a, b));
      gate.qubits = {first, second};
      description.gates.push_back(std::move(gate));
      ++composed;
    }
  }
  return composed;
}

void add_composed_gates(const Machine& machine, DeviceDescription& description) {
  for (const auto& [resonator, star] : machine.stars) {
    const int composed = compose_gates(machine, resonator, star, description);
    if (composed == 0) continue;
    description.findings.push_back(
        {"converted_definition", fmt::format("{} gates over {}", composed, resonator),
         "no figure is given for these pairs: the process fidelities of the CZ of one qubit with the resonator, of the "
         "double MOVE of the other, and of the first one's idling meanwhile, where it was measured, were multiplied; "
         "only one pair at a time can use the resonator"});
  }
}

/// The three figures of one measurement; one that is missing stays absent.
Readout readout_of(const Measured& measured, const Observation& group) {
  Readout readout;
  for (const Observation* one : measured) {
    if (one->kind != group.kind || one->implementation != group.implementation || one->suffix != group.suffix) continue;
    if (one->metric == "error_0_to_1") readout.p1_given_0 = one->value;
    if (one->metric == "error_1_to_0") readout.p0_given_1 = one->value;
    if (one->metric == "fidelity") readout.assignment_error = iqm::infidelity_of(*one);
  }
  readout.metric.method = "SSRO";
  readout.metric.field = group.field;
  readout.metric.conversion = readout.assignment_error.known() ? "assignment error: 1 - F" : "";
  return readout;
}

/// Every measurement once; that of measure_fidelity first: IQM's compiler ends circuits with it, and uses measure,
/// which leaves the qubit as measured, in the middle of circuits.
std::vector<Readout> readouts_of(const Measured& measured) {
  std::map<std::string, const Observation*> groups;
  for (const Observation* one : measured) {
    const bool terminal = one->kind == "ssro.measure_fidelity";
    groups.emplace(fmt::format("{}.{}:{}", terminal ? 0 : 1, one->implementation, one->suffix), one);
  }
  std::vector<Readout> readouts;
  for (const auto& [key, group] : groups) readouts.push_back(readout_of(measured, *group));
  return readouts;
}

void add_readouts(const Machine& machine, DeviceDescription& description) {
  for (const auto& [q, measured] : machine.readouts) {
    Qubit& qubit = description.qubits[static_cast<std::size_t>(q)];
    std::vector<Readout> readouts = readouts_of(measured);
    const Readout& first = readouts[0];
    qubit.p1_given_0 = first.p1_given_0;
    qubit.p0_given_1 = first.p0_given_1;
    qubit.assignment_error = first.assignment_error;
    qubit.readout_metric = first.metric;
    qubit.other_readouts.assign(readouts.begin() + 1, readouts.end());
  }
}

void report_unread(const std::map<std::string, int>& unread, const std::string& file, DeviceDescription& description) {
  if (unread.empty()) return;
  std::vector<std::string> kinds;
  for (const auto& [kind, count] : unread) kinds.push_back(fmt::format("{} ({})", kind.substr(0, 40), count));
  constexpr std::size_t shown = 30;
  if (kinds.size() > shown) kinds.resize(shown);
  description.findings.push_back(
      {"unused_quantity", file, fmt::format("observations that are not read: {}", fmt::join(kinds, ", "))});
}

/// The metrics belong to one machine and one calibration; an architecture of others may have other gates.
core::Status compare_identity(const Node& root, const Architecture& architecture, DeviceDescription& description) {
  const auto differ = [&](const Node& node, const std::string& other, std::string_view what) {
    description.findings.push_back(
        {"name_differs", node.where(),
         fmt::format("the metrics are of {} {}, the architecture is of {}; both are used", what, node.found(), other)});
  };
  if (const auto label = root.find("dut_label")) {
    QGAUGE_TRY(description.name, label->text());
    if (!architecture.machine.empty() && architecture.machine != description.name) {
      differ(*label, architecture.machine, "the machine");
    }
  }
  const auto set = root.find("describes_id");
  const bool other = set && !architecture.calibration_set.empty() && set->json() != architecture.calibration_set;
  if (other) differ(*set, architecture.calibration_set, "calibration");
  return {};
}

core::Status read_as_of(const Node& root, DeviceDescription& description) {
  for (const std::string_view key : {"end_timestamp", "created_timestamp"}) {
    const auto node = root.find(key);
    if (!node || description.as_of) continue;
    QGAUGE_TRY(description.as_of, node->date());
  }
  return {};
}

core::Status assemble(const Observations& observations, Machine& machine, DeviceDescription& description) {
  machine.labels = collect_labels(machine.architecture, observations.list);
  machine.unread = observations.unread;
  for (const std::string& label : machine.labels.texts()) {
    Qubit& qubit = description.qubits.emplace_back();
    qubit.label = label;
    qubit.operational = !machine.architecture.in_use || machine.architecture.in_use->contains(label);
  }
  description.qubit_count = machine.labels.count();
  for (const Observation& observation : observations.list) {
    QGAUGE_CHECK(sort_observation(observation, machine, description));
  }
  QGAUGE_CHECK(couple(machine, description));
  add_readouts(machine, description);
  add_pulses(machine, description);
  add_measured_gates(machine, description);
  add_composed_gates(machine, description);
  if (observations.times_without_unit == 0) return {};
  description.findings.push_back({"unit_assumed", fmt::format("{} times", observations.times_without_unit),
                                  "no unit is given; they are read as seconds, the unit of IQM's other documents"});
  return {};
}

core::Result<Architecture> read_architecture(std::span<const Part> parts) {
  Architecture architecture;
  if (const Document* document = find_part(parts, static_part)) {
    QGAUGE_CHECK(iqm::read_static(document->root(), architecture));
  }
  if (const Document* document = find_part(parts, dynamic_part)) {
    QGAUGE_CHECK(iqm::read_dynamic(document->root(), architecture));
  }
  return architecture;
}

/// The one document of figures, if any: two would give the same quantities twice.
core::Result<const Document*> figures_document(std::span<const Part> parts) {
  const Document* metrics = find_part(parts, metrics_part);
  const Document* calibration = find_part(parts, calibration_part);
  if (metrics != nullptr && calibration != nullptr) {
    return core::unusable(calibration->path, fmt::format("a calibration beside the metrics of {}", metrics->path),
                          "one document of figures", "name one of them");
  }
  return metrics != nullptr ? metrics : calibration;
}

core::Status read_figures(const Document& document, Machine& machine, DeviceDescription& description) {
  const Node root = document.root();
  QGAUGE_CHECK(compare_identity(root, machine.architecture, description));
  QGAUGE_CHECK(read_as_of(root, description));
  const bool metrics = document.has("observations");
  QGAUGE_TRY(const Observations observations, metrics ? iqm::read_quality_metrics(root) : iqm::read_calibrations(root));
  QGAUGE_CHECK(assemble(observations, machine, description));
  if (description.qubits.empty()) {
    return core::unusable(document.path, "no figure of any qubit", "quality metrics of qubits such as QB1");
  }
  report_unread(machine.unread, document.path, description);
  return {};
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_iqm{{
    {Content::name, Coverage::read, "dut_label of the metrics or of the static architecture"},
    {Content::date, Coverage::read, "end_timestamp, or created_timestamp, of the metrics"},
    {Content::qubit_count, Coverage::read,
     "the qubits of the architecture, or those that were measured; a resonator is no qubit"},
    {Content::qubit_labels, Coverage::read, "QB1, QB2, ..., with holes"},
    {Content::couplings, Coverage::read,
     "connectivity and cz loci of the architecture, and the pairs that were measured; on a star every pair whose "
     "qubits meet in the same resonator"},
    {Content::t1, Coverage::read, "characterization.model.QB.t1_time, s"},
    {Content::t2, Coverage::read, "t2_echo_time (Hahn echo) and, apart from it, t2_time (Ramsey), s"},
    {Content::readout_error, Coverage::read,
     "metrics.ssro.measure_fidelity (the readout that ends a circuit), else ssro.measure: error_0_to_1 = P(1|0), "
     "error_1_to_0 = P(0|1), fidelity = 1 - assignment error; further ones stay beside"},
    {Content::one_qubit_error, Coverage::read,
     "metrics.rb.prx: average gate fidelity per gate from randomized benchmarking; metrics.rb.clifford, per Clifford, "
     "stays beside"},
    {Content::two_qubit_error, Coverage::read,
     "metrics.irb.cz of a pair (interleaved RB, average gate fidelity); on a star "
     "irb.circuit.move_ncz_move:n_interleaved_gates=1 of the pair, else made of irb.cz with the resonator and the "
     "double irb.move"},
    {Content::simultaneous_errors, Coverage::missing,
     "whether figures with a suffix (par=d1, par=d2) are simultaneous ones is not stated; they stand beside the "
     "others"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files"},
    {Content::readout_duration, Coverage::missing, "not in such files"},
    {Content::standard_errors, Coverage::read, "uncertainty of each observation"},
    {Content::value_dates, Coverage::read, "modified_timestamp, or created_timestamp, of each observation"},
    {Content::operational, Coverage::assumed,
     "qubits that the dynamic architecture leaves out are out of use; no public file has one"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing,
     "ghz_state population and coherence_lower_bound are no figure of the list and are not read"},
}};

std::string_view part_of_iqm(const Document& document) {
  if (document.has("observations")) {
    const auto& observations = document.tree->at("observations");
    const bool named = observations.is_array() && !observations.empty() && observations[0].is_object() &&
                       observations[0].contains("dut_field");
    const std::string type = document.tree->value("observation_set_type", nlohmann::json("quality-metric-set")).dump();
    return named && type == R"("quality-metric-set")" ? metrics_part : "";
  }
  if (document.has("dut_label") && document.has("qubits") && document.has("connectivity")) return static_part;
  if (document.has("calibration_set_id") && document.has("qubits") && document.has("gates")) return dynamic_part;
  if (!document.has("calibrations")) return "";
  const auto& calibrations = document.tree->at("calibrations");
  const bool metrics = calibrations.is_array() && !calibrations.empty() && calibrations[0].is_object() &&
                       calibrations[0].contains("metrics");
  return metrics ? calibration_part : "";
}

core::Result<DeviceDescription> import_iqm(std::span<const Part> parts, std::string_view) {
  DeviceDescription description;
  description.vendor = "IQM";
  description.modality = "superconducting";
  Machine machine;
  QGAUGE_TRY(machine.architecture, read_architecture(parts));
  description.name = machine.architecture.machine;
  QGAUGE_TRY(const Document* figures, figures_document(parts));
  if (figures == nullptr) {
    QGAUGE_CHECK(assemble({}, machine, description));
  } else {
    QGAUGE_CHECK(read_figures(*figures, machine, description));
  }
  description.source.description = "IQM quality metrics of " + description.name;
  return description;
}

}  // namespace qgauge::device
