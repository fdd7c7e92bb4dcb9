// Holds what importers say of themselves against their own order and against the real files beside the repository.
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "device/fields.hpp"
#include "device/fixtures.hpp"
#include "device/import/importer.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const fs::path shared_files = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices";

bool any_qubit(const DeviceDescription& machine, const std::function<bool(const Qubit&)>& holds) {
  return std::ranges::any_of(machine.qubits, holds) || (machine.average_qubit && holds(*machine.average_qubit));
}

bool any_gate(const DeviceDescription& machine, std::size_t qubits, const std::function<bool(const Gate&)>& holds) {
  const auto& average = qubits == 1 ? machine.average_one_qubit_gate : machine.average_two_qubit_gate;
  return std::ranges::any_of(machine.gates,
                             [&](const Gate& gate) { return gate.qubits.size() == qubits && holds(gate); }) ||
         (average && holds(*average));
}

bool any_gate(const DeviceDescription& machine, const std::function<bool(const Gate&)>& holds) {
  return any_gate(machine, 1, holds) || any_gate(machine, 2, holds);
}

/// Every reported quantity of qubits and gates.
bool any_quantity(const DeviceDescription& machine, const std::function<bool(const Quantity&)>& holds) {
  const auto in_qubit = [&](const Qubit& qubit) {
    return std::ranges::any_of(qubit_fields, [&](const auto& field) { return holds(qubit.*field.member); }) ||
           std::ranges::any_of(qubit.other_readouts, [&](const Readout& other) {
             return std::ranges::any_of(readout_fields, [&](const auto& field) { return holds(other.*field.member); });
           });
  };
  const auto in_gate = [&](const Gate& gate) {
    return std::ranges::any_of(gate_fields, [&](const auto& field) { return holds(gate.*field.member); }) ||
           std::ranges::any_of(gate.other_errors, [&](const GateError& other) { return holds(other.infidelity); });
  };
  return any_qubit(machine, in_qubit) || any_gate(machine, in_gate);
}

bool has_readout(const Qubit& qubit) {
  return qubit.p1_given_0.known() || qubit.p0_given_1.known() || qubit.assignment_error.known();
}

bool has_simultaneous_error(const Gate& gate) {
  using enum ErrorMetric::Operation;
  return (gate.infidelity.known() && gate.metric.operation == simultaneous) ||
         std::ranges::any_of(gate.other_errors,
                             [](const GateError& other) { return other.metric.operation == simultaneous; });
}

bool has_simultaneous_readout(const Qubit& qubit) {
  using enum ErrorMetric::Operation;
  return (has_readout(qubit) && qubit.readout_metric.operation == simultaneous) ||
         std::ranges::any_of(qubit.other_readouts,
                             [](const Readout& other) { return other.metric.operation == simultaneous; });
}

/// Labels that say more than the number of the qubit.
bool has_labels(const DeviceDescription& machine) {
  for (std::size_t q = 0; q < machine.qubits.size(); ++q) {
    if (!machine.qubits[q].label.empty() && machine.qubits[q].label != std::to_string(q)) return true;
  }
  return false;
}

/// Whether a description has something of this content.
bool holds(const DeviceDescription& machine, Content content) {
  const auto known = [](Quantity Qubit::*member) {
    return [member](const Qubit& qubit) { return (qubit.*member).known(); };
  };
  const auto has_error = [](const Gate& gate) { return gate.infidelity.known(); };
  const auto has_duration = [](const Gate& gate) { return gate.duration_s.known(); };
  switch (content) {
    case Content::name:
      return !machine.name.empty();
    case Content::date:
      return machine.as_of.has_value();
    case Content::qubit_count:
      return machine.qubit_count.has_value();
    case Content::qubit_labels:
      return has_labels(machine);
    case Content::couplings:
      return !machine.couplings.empty() || machine.all_to_all;
    case Content::t1:
      return any_qubit(machine, known(&Qubit::t1_s));
    case Content::t2:
      return any_qubit(machine, known(&Qubit::t2_s)) || any_qubit(machine, known(&Qubit::t2_star_s));
    case Content::readout_error:
      return any_qubit(machine, has_readout);
    case Content::one_qubit_error:
      return any_gate(machine, 1, has_error);
    case Content::two_qubit_error:
      return any_gate(machine, 2, has_error);
    case Content::simultaneous_errors:
      return any_gate(machine, has_simultaneous_error) || any_qubit(machine, has_simultaneous_readout);
    case Content::one_qubit_duration:
      return any_gate(machine, 1, has_duration);
    case Content::two_qubit_duration:
      return any_gate(machine, 2, has_duration);
    case Content::readout_duration:
      return any_qubit(machine, known(&Qubit::readout_duration_s));
    case Content::standard_errors:
      return any_quantity(machine, [](const Quantity& quantity) { return quantity.sigma.has_value(); });
    case Content::value_dates:
      return any_quantity(machine, [](const Quantity& quantity) { return quantity.date.has_value(); });
    case Content::operational:
      return any_qubit(machine, [](const Qubit& qubit) { return !qubit.operational; }) ||
             any_gate(machine, [](const Gate& gate) { return !gate.operational; });
    case Content::coherent_errors:
      return any_gate(machine, [](const Gate& gate) { return gate.over_rotation_rad != 0; });
    case Content::leakage:
      return any_gate(machine, [](const Gate& gate) { return gate.leakage.known(); });
    case Content::idle_error:
      return machine.memory_error_per_layer.known();
    case Content::crosstalk:
      return !machine.zz.empty();
    case Content::published_figures:
      return !machine.published.empty();
  }
  return false;
}

/// Arguments of `qgauge describe` that may name a description: folders, files, and two files of one folder where a
/// format splits its descriptions that way.
std::vector<std::string> candidates() {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(shared_files)) {
    if (entry.path().string().find("_published") != std::string::npos) continue;
    found.push_back(entry.path().string());
  }
  for (const auto& calibration : fs::directory_iterator(shared_files / "google")) {
    for (const auto& specification : fs::directory_iterator(shared_files / "google")) {
      const std::string pair = calibration.path().string() + "," + specification.path().string();
      if (calibration.path().extension() == ".json" && specification.path().extension() == ".txt")
        found.push_back(pair);
    }
  }
  return found;
}

using Descriptions = std::map<std::string, std::vector<DeviceDescription>>;

void add_description(const std::string& argument, Descriptions& by_format) {
  auto description = read(argument, catalogue);
  if (description) by_format[description->format].push_back(std::move(*description));
}

/// What can be read of the public files and of the bundled ones, by format.
Descriptions real_descriptions() {
  Descriptions by_format;
  std::vector<std::string> arguments = candidates();
  for (const auto& entry : fs::directory_iterator(catalogue)) arguments.push_back(entry.path().string());
  for (const std::string& argument : arguments) {
    const auto rows = selectors(argument, catalogue);
    if (!rows || rows->empty()) add_description(argument, by_format);
    if (!rows) continue;
    for (const std::string& row : *rows) add_description(argument + "#" + row, by_format);
  }
  return by_format;
}

bool any_holds(const std::vector<DeviceDescription>& machines, Content content) {
  return std::ranges::any_of(machines, [&](const DeviceDescription& machine) { return holds(machine, content); });
}

}  // namespace

TEST_CASE("every format says of each content in its order what becomes of it") {
  std::set<std::string_view> names;
  for (const Importer& importer : importers()) {
    INFO(importer.name);
    CHECK(names.insert(importer.name).second);
    CHECK_FALSE(importer.what.empty());
    REQUIRE(importer.coverage.size() == content_count);
    for (std::size_t i = 0; i < content_count; ++i) {
      INFO(name_of(importer.coverage[i].content));
      CHECK(importer.coverage[i].content == static_cast<Content>(i));
      CHECK_FALSE(importer.coverage[i].text.empty());
    }
  }
}

TEST_CASE("the public list has every format with every quantity") {
  const auto formats = format_list();
  REQUIRE(formats.size() == importers().size());
  for (std::size_t i = 0; i < formats.size(); ++i) {
    CHECK(formats[i].name == importers()[i].name);
    REQUIRE(formats[i].quantities.size() == content_count);
    CHECK(formats[i].quantities.front().quantity == "name");
    CHECK(formats[i].quantities.back().quantity == "published figures");
    for (const FormatQuantity& row : formats[i].quantities) {
      CHECK((row.coverage == "read" || row.coverage == "missing" || row.coverage == "assumed"));
    }
  }
}

TEST_CASE("what a format says to read is in a real file and what it says to miss is in none") {
  if (!have_shared()) return;
  const Descriptions real = real_descriptions();
  for (const Importer& importer : importers()) {
    // The native format holds whatever a description can hold; its tests hold it against the description itself.
    const auto machines = real.find(std::string(importer.name));
    if (importer.name == "native") continue;
    INFO(importer.name);
    if (machines == real.end()) {
      WARN("no real file of the format " << importer.name);
      continue;
    }
    for (const CoverageRow& row : importer.coverage) {
      INFO(name_of(row.content) << ": " << row.text);
      if (row.coverage == Coverage::read) CHECK(any_holds(machines->second, row.content));
      if (row.coverage == Coverage::missing) CHECK_FALSE(any_holds(machines->second, row.content));
    }
  }
}
