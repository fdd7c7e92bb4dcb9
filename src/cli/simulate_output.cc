// Results of `qgauge simulate` as Qiskit writes counts, as JSON, and for a terminal. Private to the room.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/simulate.hpp"

namespace qgauge::cli {
namespace {

using nlohmann::json;

/// Registers apart, the last one first and the highest bit of each first, as Qiskit shows them.
std::string register_text(const std::vector<std::uint8_t>& bits, const circuit::Program& program) {
  std::string text;
  for (auto row = program.classical_registers.rbegin(); row != program.classical_registers.rend(); ++row) {
    if (!text.empty()) text += ' ';
    for (std::uint32_t k = row->size; k-- > 0;) text += bits[row->first + k] != 0 ? '1' : '0';
  }
  return text;
}

/// "0x1f", bit 0 the lowest.
std::string hexadecimal(const std::vector<std::uint8_t>& bits) {
  std::string digits;
  for (std::size_t begin = 0; begin < bits.size(); begin += 4) {
    unsigned digit = 0;
    for (std::size_t k = begin; k < std::min(begin + 4, bits.size()); ++k) digit |= unsigned{bits[k]} << (k - begin);
    digits += "0123456789abcdef"[digit];
  }
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  if (digits.empty()) digits = "0";
  std::ranges::reverse(digits);
  return "0x" + digits;
}

json sizes_of(const std::vector<circuit::Register>& registers) {
  json sizes = json::array();
  for (const auto& row : registers) sizes.push_back({row.name, row.size});
  return sizes;
}

json counts_of(const SimulatedCircuit& circuit) {
  json counts = json::object();
  for (const auto& [bits, count] : circuit.counts) counts[hexadecimal(bits)] = count;
  return counts;
}

json named(const std::vector<NamedValue>& values) {
  json all = json::object();
  for (const NamedValue& value : values) all[value.name] = {{"value", value.value}, {"standard_error", value.sigma}};
  return all;
}

/// Zero has no sign.
double rounded(double value, double unit) { return std::abs(value) < unit / 2 ? 0 : value; }

std::string value_line(const NamedValue& value) {
  std::string line = fmt::format("  {:<24} {:+.6f}", value.name, rounded(value.value, 1e-6));
  if (value.sigma > 0) line += fmt::format(" +- {:.6f}", value.sigma);
  return line + "\n";
}

std::string counts_text(const SimulatedCircuit& circuit) {
  constexpr std::size_t most = 20;
  std::vector<std::pair<std::uint64_t, std::string>> rows;
  for (const auto& [bits, count] : circuit.counts) rows.emplace_back(count, register_text(bits, circuit.program));
  std::ranges::sort(
      rows, [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::string names;
  for (auto row = circuit.program.classical_registers.rbegin(); row != circuit.program.classical_registers.rend();
       ++row)
    names += (names.empty() ? "" : " ") + row->name;
  std::string text = fmt::format("counts of {} shots ({})\n", circuit.shots, names.substr(0, 50));
  for (std::size_t k = 0; k < std::min(rows.size(), most); ++k)
    text += fmt::format("  {}  {:>8}  {:6.2f} %\n", rows[k].second, rows[k].first,
                        100 * static_cast<double>(rows[k].first) / static_cast<double>(circuit.shots));
  if (rows.size() > most) text += fmt::format("  and {} other outcomes\n", rows.size() - most);
  return text;
}

std::string statistics_text(const SimulatedCircuit& circuit) {
  const auto& run = circuit.statistics;
  std::string text = "statistics\n";
  text += fmt::format("  read, planned, run       {:.4f} s, {:.4f} s, {:.4f} s\n", circuit.read_s, circuit.plan_s,
                      run.elapsed_s);
  text += fmt::format("  operations, passes       {}, {}\n", circuit.program.operations.size(), run.passes);
  text += fmt::format("  memory traffic           {:.4g} GB, {:.4g} GB/s\n", run.bytes * 1e-9, run.gbytes_per_s());
  text += fmt::format("  arithmetic               {:.4g} Gflop, {:.4g} Gflop/s\n", run.flops * 1e-9, run.gflops());
  if (circuit.share_of_roofline) text += fmt::format("  share of the roofline    {:.2f}\n", *circuit.share_of_roofline);
  if (circuit.branches > 1)
    text += fmt::format("  branches, states         {}, {}\n", circuit.branches, circuit.states);
  return text;
}

}  // namespace

json counts_json(const std::vector<SimulatedCircuit>& circuits, std::uint64_t seed) {
  json results = json::array();
  for (const SimulatedCircuit& circuit : circuits) {
    results.push_back({{"shots", circuit.shots},
                       {"success", true},
                       {"status", "DONE"},
                       {"meas_level", 2},
                       {"seed", seed},
                       {"data", {{"counts", counts_of(circuit)}}},
                       {"header",
                        {{"name", circuit.name},
                         {"memory_slots", circuit.program.bits},
                         {"n_qubits", circuit.program.qubits},
                         {"creg_sizes", sizes_of(circuit.program.classical_registers)},
                         {"qreg_sizes", sizes_of(circuit.program.quantum_registers)},
                         {"global_phase", circuit.program.global_phase},
                         {"metadata", json::object()}}}});
  }
  return {{"backend_name", "qgauge"},
          {"backend_version", assess::version()},
          {"qobj_id", ""},
          {"job_id", ""},
          {"success", true},
          {"status", "COMPLETED"},
          {"results", std::move(results)}};
}

json results_json(const std::vector<SimulatedCircuit>& circuits, std::uint64_t seed) {
  json all = json::array();
  for (const SimulatedCircuit& circuit : circuits) {
    json amplitudes = json::object();
    for (const auto& [bits, value] : circuit.amplitudes) amplitudes[bits] = {value.real(), value.imag()};
    all.push_back({{"name", circuit.name},
                   {"file", circuit.file},
                   {"qubits", circuit.program.qubits},
                   {"bits", circuit.program.bits},
                   {"method", circuit.how},
                   {"shots", circuit.shots},
                   {"counts", counts_of(circuit)},
                   {"probabilities", named(circuit.probabilities)},
                   {"amplitudes", std::move(amplitudes)},
                   {"expectation", named(circuit.expectation)},
                   {"branches", circuit.branches}});
  }
  return {{"schema", "qgauge.simulation/1"}, {"seed", seed}, {"circuits", std::move(all)}};
}

std::string results_text(const SimulatedCircuit& circuit, const Arguments& arguments) {
  std::string text = fmt::format("{}: {} qubits, {} classical bits, {}\n", circuit.file, circuit.program.qubits,
                                 circuit.program.bits, circuit.how.empty() ? "nothing asked" : circuit.how);
  if (circuit.shots > 0) text += counts_text(circuit);
  if (!circuit.probabilities.empty()) {
    text += fmt::format("probabilities of qubits {} (the last one first)\n",
                        fmt::join(arguments.simulate.probabilities, ","));
    for (const NamedValue& value : circuit.probabilities) text += value_line(value);
  }
  if (!circuit.amplitudes.empty()) {
    text += "amplitudes (the last qubit first)\n";
    for (const auto& [bits, value] : circuit.amplitudes)
      text += fmt::format("  {:<24} {:+.12f} {:+.12f} i\n", bits, rounded(value.real(), 1e-12),
                          rounded(value.imag(), 1e-12));
  }
  if (!circuit.expectation.empty()) {
    text += "expectation values\n";
    for (const NamedValue& value : circuit.expectation) text += value_line(value);
  }
  if (arguments.simulate.statistics) text += statistics_text(circuit);
  return text;
}

}  // namespace qgauge::cli
