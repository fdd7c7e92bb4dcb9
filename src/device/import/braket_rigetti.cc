// Reads Amazon Braket's device capabilities of Rigetti: provider schema 1 (specs.1Q and specs.2Q) and 2 (specs is the
// QCS instruction set architecture). The standardized section repeats the provider's figures: it fills what those leave
// out and is held against the rest.

#include <algorithm>

#include <fmt/format.h>

#include "device/import/braket.hpp"
#include "device/import/braket_section.hpp"
#include "device/import/importer.hpp"
#include "device/import/rigetti_qcs.hpp"

namespace qgauge::device {
namespace {

using rigetti::Figures;
using rigetti::QubitFigures;

/// A figure of a qubit in provider schema 1.
struct QubitField {
  std::string_view key;
  std::string_view sigma_key;
  Quantity QubitFigures::*member;
  bool fidelity;
};

// Schema 1 does not say how T2 was measured. For qubit 0 of Aspen-M-3 a public document of schema 1 and the QCS
// architecture give the same T1 and T2 to 16 digits, there as FreeInversionRecovery and FreeInductionDecay: it is a
// Ramsey time.
constexpr std::array qubit_fields{
    QubitField{"T1", "T1_std_err", &QubitFigures::t1_s, false},
    QubitField{"T2", "T2_std_err", &QubitFigures::t2_star_s, false},
    QubitField{"f1QRB", "f1QRB_std_err", &QubitFigures::isolated, true},
    QubitField{"f1Q_simultaneous_RB", "f1Q_simultaneous_RB_std_err", &QubitFigures::simultaneous, true},
    QubitField{"fRO", "fRO_std_err", &QubitFigures::assignment_error, true},
};

core::Result<std::vector<Member>> members_of(const Node& section, std::string_view key) {
  const auto node = section.find(key);
  if (!node) return std::vector<Member>{};
  return members(*node);
}

Figures empty_figures(const Labels& labels) {
  Figures figures;
  figures.fields = {"f1QRB", "f1Q_simultaneous_RB", "fRO"};
  figures.qubits.resize(static_cast<std::size_t>(labels.count()));
  return figures;
}

core::Result<QubitFigures> read_spec(const Node& spec) {
  QubitFigures figures;
  for (const QubitField& field : qubit_fields) {
    const Range range = field.fidelity ? Range::probability : Range::finite;
    QGAUGE_TRY(const Quantity value, braket::read_number(spec, field.key, field.sigma_key, range));
    figures.*field.member = field.fidelity ? rigetti::infidelity_of(value) : value;
  }
  return figures;
}

/// The error of a fidelity stands beside it as "fCZ_std_err".
core::Status read_pair_spec(const Member& member, const Labels& labels, Figures& figures) {
  QGAUGE_TRY(const rigetti::Pair pair, labels.pair(member.key, member.value));
  for (const rigetti::PairGate& gate : rigetti::pair_gates) {
    const std::string sigma_key = std::string(gate.field) + "_std_err";
    QGAUGE_TRY(const Quantity value, braket::read_number(member.value, gate.field, sigma_key, Range::probability));
    if (value.state == State::absent) continue;
    QGAUGE_CHECK(rigetti::add_gate(figures, gate, std::minmax(pair.first, pair.second), rigetti::infidelity_of(value),
                                   rigetti::Angle::not_stated, member.value));
  }
  return {};
}

/// Provider schema 1.
core::Result<Figures> read_specs(const Node& specs, const Labels& labels, DeviceDescription& description) {
  Figures figures = empty_figures(labels);
  bool active_reset = false;
  QGAUGE_TRY(const auto qubits, members_of(specs, "1Q"));
  for (const Member& member : qubits) {
    QGAUGE_TRY(const int qubit, labels.index(member.key, member.value));
    QGAUGE_TRY(figures.qubits[static_cast<std::size_t>(qubit)], read_spec(member.value));
    active_reset = active_reset || member.value.find("fActiveReset");
  }
  QGAUGE_TRY(const auto pairs, members_of(specs, "2Q"));
  for (const Member& member : pairs) QGAUGE_CHECK(read_pair_spec(member, labels, figures));
  if (active_reset) description.findings.push_back({"unused_quantity", specs.where(), "not read: fActiveReset"});
  return figures;
}

/// The figures of a gate and those beside it, by whether they are simultaneous.
void sort_errors(const Gate& gate, QubitFigures& figures) {
  const auto sort_one = [&](const Quantity& infidelity, const ErrorMetric& metric) {
    const bool simultaneous = metric.operation == ErrorMetric::Operation::simultaneous;
    (simultaneous ? figures.simultaneous : figures.isolated) = rigetti::marked(infidelity);
  };
  sort_one(gate.infidelity, gate.metric);
  for (const GateError& other : gate.other_errors) sort_one(other.infidelity, other.metric);
}

core::Result<Figures> read_standardized(const Node& root, const Labels& labels, DeviceDescription& description) {
  Figures figures = empty_figures(labels);
  const auto section = root.find("standardized");
  if (!section) return figures;
  QGAUGE_TRY(const DeviceDescription listed, braket::read_listed(*section, labels, "rx"));
  for (std::size_t q = 0; q < figures.qubits.size(); ++q) {
    figures.qubits[q].t1_s = listed.qubits[q].t1_s;
    figures.qubits[q].t2_star_s = listed.qubits[q].t2_s;  // the same number as the provider's
    figures.qubits[q].assignment_error = rigetti::marked(listed.qubits[q].assignment_error);
  }
  for (const Gate& gate : listed.gates) {
    if (gate.qubits.size() == 1) {
      sort_errors(gate, figures.qubits[static_cast<std::size_t>(gate.qubits[0])]);
      continue;
    }
    const auto* known = std::ranges::find(rigetti::pair_gates, gate.name, &rigetti::PairGate::name);
    if (known == rigetti::pair_gates.end()) continue;
    QGAUGE_CHECK(rigetti::add_gate(figures, *known, std::minmax(gate.qubits[0], gate.qubits[1]),
                                   rigetti::marked(gate.infidelity), rigetti::Angle::not_stated, *section));
  }
  std::ranges::copy(listed.findings, std::back_inserter(description.findings));
  return figures;
}

/// The provider's figures stay; the standardized section fills the gaps and must agree with the rest.
void merge(const Figures& standardized, const Labels& labels, Figures& figures, DeviceDescription& description) {
  braket::Agreement agreement;
  const auto merge_one = [&](Quantity& ours, const Quantity& theirs, const std::string& place) {
    agreement.compare(ours, theirs, place);
    if (ours.state == State::absent) ours = theirs;
  };
  for (std::size_t q = 0; q < figures.qubits.size(); ++q) {
    for (const QubitField& field : qubit_fields) {
      merge_one(figures.qubits[q].*field.member, standardized.qubits[q].*field.member,
                fmt::format("{} of {}", field.key, labels.texts()[q]));
    }
  }
  for (const auto& [key, gate] : standardized.gates) {
    const auto [ours, added] = figures.gates.emplace(key, gate);
    const auto& [a, b] = key.first;
    if (!added) {
      merge_one(ours->second.infidelity, gate.infidelity,
                fmt::format("{} of {}-{}", gate.metric.field, labels.texts()[static_cast<std::size_t>(a)],
                            labels.texts()[static_cast<std::size_t>(b)]));
    }
  }
  agreement.report(description);
}

/// Provider schema 2; the edges of the architecture are used, and must be those of the connectivity graph.
core::Result<Figures> read_architecture(const Node& specs, const Labels& labels, DeviceDescription& description) {
  QGAUGE_TRY(const auto edges, rigetti::edges_of_isa(specs, labels));
  if (!std::ranges::equal(edges, description.couplings)) {
    description.findings.push_back({"duplicate_disagrees", specs.where(),
                                    fmt::format("{} edges of the architecture, {} pairs of the connectivity graph; the "
                                                "edges are used",
                                                edges.size(), description.couplings.size())});
  }
  QGAUGE_TRY(const Node name, specs.at("name"));
  QGAUGE_TRY(description.name, name.text());
  return rigetti::read_isa(specs, labels, description);
}

}  // namespace

const std::array<CoverageRow, content_count> coverage_of_braket_rigetti{{
    {Content::name, Coverage::read, "provider.specs.name in provider schema 2; schema 1 names no machine"},
    {Content::date, Coverage::read, "service.updatedAt"},
    {Content::qubit_count, Coverage::read, "the number of labels, held against paradigm.qubitCount"},
    {Content::qubit_labels, Coverage::read,
     "keys and values of paradigm.connectivity.connectivityGraph, in ascending order; the numbering has holes"},
    {Content::couplings, Coverage::read,
     "connectivityGraph, both directions as one; in provider schema 2 architecture.edges with an instruction on them"},
    {Content::t1, Coverage::read,
     "schema 1: specs.1Q.T1 in s; schema 2: benchmark FreeInversionRecovery; the standardized T1 is the same number"},
    {Content::t2, Coverage::read,
     "schema 2: benchmark FreeInductionDecay in s, a Ramsey time, so it is T2*; the standardized T2 is the same "
     "number; "
     "schema 1: specs.1Q.T2 in s, for Aspen-M-3 the number that QCS gives as FreeInductionDecay"},
    {Content::readout_error, Coverage::read, "fRO: 1 - F is the assignment error, the mean over 0 and 1"},
    {Content::one_qubit_error, Coverage::read,
     "schema 1: f1QRB, schema 2: fRB of randomized_benchmark_1q: 1 - F is the average infidelity of one RX pulse; "
     "whether F is per Clifford or per pulse is not stated; F of exactly 0.5 or 0 is a failed fit"},
    {Content::two_qubit_error, Coverage::read,
     "fCZ, fCPHASE, fXY, fISWAP: 1 - F is the average gate infidelity from interleaved randomized benchmarking, for "
     "fCPHASE and fXY averaged over angles unless pi is stated; F of exactly 0.5 or 0 is a failed fit"},
    {Content::simultaneous_errors, Coverage::read,
     "schema 1: f1Q_simultaneous_RB, schema 2: fRB of randomized_benchmark_simultaneous_1q, as a further error"},
    {Content::one_qubit_duration, Coverage::missing, "not in such files; the section pulse is not read"},
    {Content::two_qubit_duration, Coverage::missing, "not in such files; the section pulse is not read"},
    {Content::readout_duration, Coverage::missing, "not in such files; the section pulse is not read"},
    {Content::standard_errors, Coverage::read, "schema 1: the keys ending in _std_err; schema 2: error"},
    {Content::value_dates, Coverage::read, "schema 2: timestamp of each characteristic"},
    {Content::operational, Coverage::assumed,
     "schema 2: a node or an edge without any instruction would be out of use; no public file has one"},
    {Content::coherent_errors, Coverage::missing, "not in such files"},
    {Content::leakage, Coverage::missing, "not in such files"},
    {Content::idle_error, Coverage::missing, "not in such files"},
    {Content::crosstalk, Coverage::missing, "not in such files"},
    {Content::published_figures, Coverage::missing, "not in such files"},
}};

std::string_view part_of_braket_rigetti(const Document& document) {
  const bool rigetti = braket::schema_of(document) == "braket.device_schema.rigetti.rigetti_device_capabilities";
  return rigetti ? "device capabilities" : "";
}

core::Result<DeviceDescription> import_braket_rigetti(std::span<const Part> parts, std::string_view) {
  const Node root = parts[0].document->root();
  DeviceDescription description;
  QGAUGE_TRY(const Node provider, root.at("provider"));
  QGAUGE_TRY(const Node specs, provider.at("specs"));
  const bool architecture = specs.find("architecture").has_value();
  QGAUGE_TRY(auto further, architecture ? rigetti::labels_of_isa(specs) : braket::labels_of(specs, "1Q"));
  QGAUGE_TRY(const Labels labels, braket::read_machine(root, std::move(further), description));
  QGAUGE_TRY(Figures figures,
             architecture ? read_architecture(specs, labels, description) : read_specs(specs, labels, description));
  QGAUGE_TRY(const Figures standardized, read_standardized(root, labels, description));
  merge(standardized, labels, figures, description);
  rigetti::describe(figures, description);
  if (description.name.empty()) description.name = "unnamed Rigetti machine";
  description.source.description = "Amazon Braket device capabilities of " + description.name;
  return description;
}

}  // namespace qgauge::device
