// Every public description beside the repository: each calibrated gate realises its reported error, alone or with the
// one-qubit gates that the figure holds; docs/realised-errors.md lists the gates that have a figure and no noise.

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "qgauge/noise.hpp"

namespace qgauge::noise {
namespace {

namespace fs = std::filesystem;

const fs::path shared = QGAUGE_SOURCE_DIR "/../shared/devices";
const fs::path catalogue = QGAUGE_SOURCE_DIR "/devices";
const fs::path document = QGAUGE_SOURCE_DIR "/docs/realised-errors.md";

/// Folders of IBM's files are one machine each; of other files each is one or many.
std::vector<std::string> arguments() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(shared / "ibm")) {
    if (entry.is_directory()) found.push_back(entry.path().string());
  }
  for (const auto& entry : fs::recursive_directory_iterator(shared)) {
    const std::string path = entry.path().string();
    if (entry.is_regular_file() && !path.contains("/ibm/") && !path.contains("_published")) found.push_back(path);
  }
  std::ranges::sort(found);
  return found;
}

std::vector<std::string> machines() {
  std::vector<std::string> all;
  for (const std::string& argument : arguments()) {
    const auto rows = device::selectors(argument, catalogue);
    if (!rows) continue;  // no description
    if (rows->empty()) all.push_back(argument);
    for (const std::string& row : *rows) all.push_back(argument + "#" + row);
  }
  return all;
}

/// What became of the gates of one description.
struct Outcome {
  int realised = 0;
  int otherwise = 0;
  int below_parts = 0;   ///< the figure is lower than that of the one-qubit gates that it is said to hold
  int marked = 0;        ///< no figure: the source marks the gate as not calibrated
  int unusable = 0;      ///< the source says that the gate or a qubit of it does not work
  int not_physical = 0;  ///< no channel has such an error
};

void check_one_qubit_gates(const device::DeviceModel& model, const NoiseModel& noise, Outcome& outcome) {
  for (int q = 0; q < noise.qubits(); ++q) {
    const auto& gate = model.qubits[static_cast<std::size_t>(q)].gate;
    if (!gate) continue;
    const double realised = average_infidelity(noise.one_qubit(q)->channel);
    ++(std::abs(realised - gate->infidelity) < 1e-12 ? outcome.realised : outcome.otherwise);
  }
}

/// With the one-qubit gates that the reported figure holds.
double realised_infidelity(const device::TwoQubitGate& gate, const NoiseModel& noise) {
  const double alone = average_infidelity(noise.two_qubit(gate.first, gate.second)->channel);
  const GateNoise *first = noise.one_qubit(gate.first), *second = noise.one_qubit(gate.second);
  const double pulses = pulses_in_figure(gate.metric);
  if (pulses == 0 || first == nullptr || second == nullptr) return alone;
  const auto fidelity = [&](const GateNoise* pulse) { return 1 - pulses * (1 - process_fidelity(pulse->channel)); };
  return infidelity_with_one_qubit_gates(alone, fidelity(first), fidelity(second));
}

void check_two_qubit_gates(const device::DeviceModel& model, const NoiseModel& noise, Outcome& outcome) {
  for (const device::Coupling& coupling : model.couplings) {
    if (!coupling.gate) continue;
    const double realised = realised_infidelity(*coupling.gate, noise);
    const bool perfect = average_infidelity(noise.two_qubit(coupling.a, coupling.b)->channel) < 1e-12;
    ++(std::abs(realised - coupling.gate->infidelity) < 1e-12 ? outcome.realised
       : perfect                                              ? outcome.below_parts
                                                              : outcome.otherwise);
  }
}

bool works(const device::DeviceDescription& description, const device::Gate& gate) {
  return gate.operational && std::ranges::all_of(gate.qubits, [&](int qubit) {
           const auto index = static_cast<std::size_t>(qubit);
           return index >= description.qubits.size() || description.qubits[index].operational;
         });
}

/// Gates on places that have no noise, by reason.
void count_exceptions(const device::DeviceDescription& description, const NoiseModel& noise, Outcome& outcome) {
  for (const device::Gate& gate : description.gates) {
    const bool pair = gate.qubits.size() == 2;
    if (gate.infidelity.state == device::State::absent) continue;
    if (pair ? noise.two_qubit(gate.qubits[0], gate.qubits[1]) != nullptr : noise.one_qubit(gate.qubits[0]) != nullptr)
      continue;
    const bool marked = gate.infidelity.state == device::State::sentinel;
    ++(marked ? outcome.marked : works(description, gate) ? outcome.not_physical : outcome.unusable);
  }
}

Outcome outcome_of(const device::DeviceDescription& description, const device::DeviceModel& model) {
  std::vector<core::Finding> findings;
  const auto noise = NoiseModel::from(model, findings);
  REQUIRE(noise.has_value());
  Outcome outcome;
  check_one_qubit_gates(model, *noise, outcome);
  check_two_qubit_gates(model, *noise, outcome);
  count_exceptions(description, *noise, outcome);
  return outcome;
}

std::string row_of(const std::string& machine, const Outcome& outcome) {
  const std::string name = fs::relative(machine, shared).string();
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, outcome.realised, outcome.below_parts, outcome.marked,
                     outcome.unusable, outcome.not_physical);
}

std::string text_of(const std::string& rows, int descriptions, int gates) {
  return fmt::format(
      "# Realised errors\n\n"
      "The noise model realises the reported average gate infidelity of every calibrated gate to 1e-12, alone or with\n"
      "the one-qubit gates that the figure holds: {} gates of {} public descriptions. The descriptions below have "
      "gates\n"
      "without noise: no circuit is compiled to them, and couplings that they stand on count as unknown, not as dead.\n"
      "Made by the test \"every calibrated gate of every public description realises its reported error\".\n\n"
      "| description | realised | below their one-qubit gates | marked as not calibrated | said not to work | above "
      "d/(d+1) |\n"
      "| --- | --- | --- | --- | --- | --- |\n{}",
      gates, descriptions, rows);
}

std::string contents_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST_CASE("every calibrated gate of every public description realises its reported error") {
  if (!fs::exists(shared)) {
    WARN("skipped: ../shared is absent");
    return;
  }
  std::string rows;
  int descriptions = 0, gates = 0;
  for (const std::string& machine : machines()) {
    const auto description = device::read(machine, catalogue);
    if (!description) continue;
    INFO(machine);
    const auto model = device::validate(*description);
    REQUIRE(model.has_value());
    const Outcome outcome = outcome_of(*description, *model);
    CHECK(outcome.otherwise == 0);
    ++descriptions;
    gates += outcome.realised;
    if (outcome.below_parts + outcome.marked + outcome.unusable + outcome.not_physical == 0) continue;
    rows += row_of(machine, outcome);
  }
  const std::string made = text_of(rows, descriptions, gates);
  if (made == contents_of(document)) return;
  const fs::path fresh = fs::temp_directory_path() / "realised-errors.md";
  std::ofstream(fresh) << made;
  FAIL_CHECK("docs/realised-errors.md is stale: cp " << fresh.string() << " docs/");
}

}  // namespace
}  // namespace qgauge::noise
