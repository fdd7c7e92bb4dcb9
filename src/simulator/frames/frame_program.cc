// From fused steps to additions of rows and fault tables: see frame_program.hpp.

#include "simulator/frames/frame_program.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace qgauge::simulator {
namespace {

/// Of a column of the alias table, and of the numbers that a shot compares with it.
constexpr double column_size = 0x1p60;

std::uint64_t cut_of(double share) { return static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * column_size); }

/// Vose, IEEE Trans. Softw. Eng. 17, 972: columns below the mean are filled up from one above it.
void fill_columns(FaultTable& table, std::array<double, pauli_count> share) {
  std::vector<std::uint8_t> small, large;
  for (std::uint8_t p = 0; p < pauli_count; ++p) (share[p] < 1 ? small : large).push_back(p);
  while (!small.empty() && !large.empty()) {
    const std::uint8_t low = small.back(), high = large.back();
    small.pop_back();
    table.cut[low] = cut_of(share[low]);
    table.alias[low] = high;
    share[high] -= 1 - share[low];
    if (share[high] >= 1) continue;
    large.pop_back();
    small.push_back(high);
  }
  for (const auto& rest : {small, large}) {
    for (const std::uint8_t p : rest) table.cut[p] = cut_of(1), table.alias[p] = p;
  }
}

class ProgramBuilder {
 public:
  explicit ProgramBuilder(int qubits) : rows_(2 * static_cast<std::size_t>(qubits)) {
    std::iota(rows_.begin(), rows_.end(), 0u);
    program_.rows = static_cast<std::uint32_t>(rows_.size());
    for (std::uint32_t q = 0; q < static_cast<std::uint32_t>(qubits); ++q) program_.random_rows.push_back(2 * q + 1);
  }

  void add(const FusedStep& fused) {
    const RowPlan& plan = plan_of(fused.gate);
    const std::array<std::uint32_t, 4> before = rows_of(fused.qubits);
    FrameStep step{{}, faults_of(fused.faults), static_cast<std::uint8_t>(plan.additions.size()), {}};
    assert(plan.additions.size() <= most_additions);
    std::array<std::uint8_t, 4> logical{};  // what a row of before holds afterwards
    for (std::uint8_t j = 0; j < 4; ++j) logical[plan.place[j]] = j, step.rows[j] = before[plan.place[j]];
    for (std::size_t i = 0; i < plan.additions.size(); ++i) {
      step.addition[i] = {logical[plan.additions[i].dst], logical[plan.additions[i].src]};
    }
    relabel(fused, step.rows);
    if (step.additions > 0 || step.faults != faultless) program_.steps.push_back(step);
  }

  void read(std::size_t qubit, bool reference, const noise::Readout& readout) {
    const double likelier = std::max(readout.p1_given_0, readout.p0_given_1);
    ReadStep step{rows_[2 * qubit], reference, rate_of(likelier), {}};
    if (likelier > 0) {
      step.accept = {static_cast<std::uint64_t>(readout.p1_given_0 / likelier * 0x1p63),
                     static_cast<std::uint64_t>(readout.p0_given_1 / likelier * 0x1p63)};
    }
    program_.reads.push_back(step);
  }

  FrameProgram take() { return std::move(program_); }

 private:
  std::array<std::uint32_t, 4> rows_of(const std::array<std::uint32_t, 2>& qubits) const {
    const std::size_t a = 2 * std::size_t{qubits[0]}, b = 2 * std::size_t{qubits[1]};
    return {rows_[a], rows_[a + 1], rows_[b], rows_[b + 1]};
  }

  /// A step on one qubit names its rows twice; plans for it leave those of operand 1 where they are.
  void relabel(const FusedStep& fused, const std::array<std::uint32_t, 4>& rows) {
    for (std::size_t k = 0; k < (fused.pair ? 2 : 1); ++k) {
      rows_[2 * std::size_t{fused.qubits[k]}] = rows[2 * k];
      rows_[2 * std::size_t{fused.qubits[k]} + 1] = rows[2 * k + 1];
    }
  }

  const RowPlan& plan_of(const Clifford& gate) {
    const auto known = plans_.find(gate.image);
    if (known != plans_.end()) return known->second;
    return plans_.emplace(gate.image, plan_rows(gate)).first->second;
  }

  std::uint32_t faults_of(const PauliDistribution& faults) {
    if (std::all_of(faults.begin() + 1, faults.end(), [](double p) { return p <= 0; })) return faultless;
    const auto [entry, fresh] = tables_.emplace(faults, program_.faults.size());
    if (fresh) program_.faults.push_back(fault_table(faults));
    return entry->second;
  }

  std::vector<std::uint32_t> rows_;  ///< where x and z of each qubit are
  std::map<std::array<std::uint8_t, pauli_count>, RowPlan> plans_;
  std::map<PauliDistribution, std::uint32_t> tables_;
  FrameProgram program_;
};

}  // namespace

// Waiting times made of 52 bits end at 36.7: beyond `certain` a trial never misses. What is not `possible` would wait
// longer than a double can say.
TrialRate rate_of(double probability) {
  constexpr double certain = 1000, possible = 1e-300;
  if (probability < possible) return {0, 0};
  const double hazard = probability < 1 ? std::min(-std::log1p(-probability), certain) : certain;
  return {hazard, 1 / hazard};
}

FaultTable fault_table(const PauliDistribution& faults) {
  const double total = std::accumulate(faults.begin() + 1, faults.end(), 0.0);  // 1 - faults[0] would lose small ones
  std::array<double, pauli_count> share{};
  for (std::size_t p = 1; p < pauli_count; ++p) share[p] = faults[p] / total * static_cast<double>(pauli_count);
  FaultTable table{rate_of(total), {}, {}};
  fill_columns(table, share);
  return table;
}

FrameProgram frame_program(const noise::NoisyCircuit& circuit, std::span<const FusedStep> steps,
                           const std::vector<bool>& reference) {
  ProgramBuilder builder(circuit.qubits);
  for (const FusedStep& step : steps) builder.add(step);
  for (std::size_t q = 0; q < circuit.readout.size(); ++q) {
    if (circuit.readout[q]) builder.read(q, reference[q], *circuit.readout[q]);
  }
  return builder.take();
}

}  // namespace qgauge::simulator
