// A tree of branches, depth first: see qgauge/simulator/dynamic.hpp. Called by cli.
// Knows no text and no noise.
#include "qgauge/simulator/dynamic.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "simulator/memory.hpp"

namespace qgauge::simulator {
namespace {

using circuit::Instruction;
using circuit::InstructionKind;
using circuit::Program;

bool reads_outcome(const Instruction& instruction) {
  return instruction.kind == InstructionKind::measure || instruction.kind == InstructionKind::reset;
}

/// The first instruction from which on measuring can wait to the end: only operations and measurements of qubits that
/// nothing uses again.
std::size_t begin_of_end(const Program& program) {
  std::vector<bool> used(static_cast<std::size_t>(program.qubits), false);
  std::size_t begin = program.instructions.size();
  while (begin > 0) {
    const Instruction& instruction = program.instructions[begin - 1];
    if (instruction.kind == InstructionKind::measure) {
      if (used[instruction.a]) break;
    } else if (instruction.kind == InstructionKind::operations) {
      for (std::uint32_t k = instruction.a; k < instruction.b; ++k) {
        const circuit::Operation& operation = program.operations[k];
        const auto& spec = circuit::spec_of(operation.gate);
        for (int q = 0; q < spec.qubits && spec.unitary; ++q)
          used[operation.qubits[static_cast<std::size_t>(q)]] = true;
      }
    } else {
      break;
    }
    --begin;
  }
  return begin;
}

void add(RunStatistics& sum, const RunStatistics& part) {
  sum.passes += part.passes;
  sum.bytes += part.bytes;
  sum.flops += part.flops;
  sum.elapsed_s += part.elapsed_s;
}

template <class Real>
class Runner {
 public:
  Runner(const Program& program, const core::RandomKey& key, const TileSizes& sizes)
      : program_(program), random_(key), sizes_(sizes), end_(begin_of_end(program)) {}

  core::Result<ProgramRun> run(std::uint64_t shots) {
    QGAUGE_TRY(StateVector<Real> state, StateVector<Real>::create(program_.qubits));
    std::vector<std::uint8_t> bits(program_.bits, 0);
    QGAUGE_CHECK(branch(state, bits, 0, shots));
    return std::move(run_);
  }

 private:
  struct Split {
    bool outcome;
    std::uint64_t shots;
    double probability;
  };

  /// Shots from one instruction on; the state and the bits are used up.
  core::Status branch(StateVector<Real>& state, std::vector<std::uint8_t>& bits, std::size_t at, std::uint64_t shots) {
    while (at < end_) {
      const Instruction& instruction = program_.instructions[at];
      if (reads_outcome(instruction)) {
        QGAUGE_CHECK(split(state, bits, at, shots));
        ++at;
      } else {
        QGAUGE_TRY(at, plain(state, bits, at));
      }
    }
    return finish(state, bits, at, shots);
  }

  /// Operations, assignments and jumps: the instruction that follows.
  core::Result<std::size_t> plain(StateVector<Real>& state, std::vector<std::uint8_t>& bits, std::size_t at) {
    const Instruction& instruction = program_.instructions[at];
    switch (instruction.kind) {
      case InstructionKind::operations:
        QGAUGE_CHECK(operations(state, at, at + 1));
        return at + 1;
      case InstructionKind::assign: {
        const std::uint64_t value = evaluate(program_.expressions[instruction.expression], bits);
        for (std::uint32_t k = 0; k < instruction.b; ++k) bits[instruction.a + k] = value >> k & 1;
        return at + 1;
      }
      case InstructionKind::jump_unless:
        if (evaluate(program_.expressions[instruction.expression], bits) != 0) return at + 1;
        return instruction.a;
      default:
        assert(instruction.kind == InstructionKind::jump);
        return instruction.a;
    }
  }

  /// A measurement or reset: the smaller part of the shots runs to its end on a copy, the larger one goes on here.
  core::Status split(StateVector<Real>& state, std::vector<std::uint8_t>& bits, std::size_t at, std::uint64_t& shots) {
    const Instruction& instruction = program_.instructions[at];
    const int qubit = static_cast<int>(instruction.a);
    const double norm = state.norm_squared();
    const double one = std::clamp(state.probability_of_one(qubit) / norm, 0.0, 1.0);
    const std::uint64_t ones = random_.binomial(shots, one);
    const Split of_one{true, ones, one}, of_zero{false, shots - ones, 1 - one};
    const auto& [small, large] = ones * 2 <= shots ? std::pair(of_one, of_zero) : std::pair(of_zero, of_one);
    if (small.shots > 0) {
      QGAUGE_TRY(StateVector<Real> copy, StateVector<Real>::create(program_.qubits));
      copy.copy_from(state);
      std::vector<std::uint8_t> copied = bits;
      ++run_.branches;
      run_.states = std::max(run_.states, ++held_);
      read(copy, copied, instruction, small, norm);
      QGAUGE_CHECK(branch(copy, copied, at + 1, small.shots));
      --held_;
    }
    read(state, bits, instruction, large, norm);
    shots = large.shots;
    return {};
  }

  void read(StateVector<Real>& state, std::vector<std::uint8_t>& bits, const Instruction& instruction,
            const Split& part, double norm) {
    const std::array<int, 1> target{static_cast<int>(instruction.a)};
    Eigen::Vector2cd projection = Eigen::Vector2cd::Zero();
    projection(part.outcome ? 1 : 0) = 1 / std::sqrt(part.probability * norm);
    state.apply_diagonal(target, projection);
    if (instruction.kind == InstructionKind::measure) {
      if (instruction.b != circuit::no_bit) bits[instruction.b] = part.outcome ? 1 : 0;
    } else if (part.outcome) {
      state.apply(target, circuit::unitary_of(circuit::GateKind::x));
    }
  }

  /// The operations of the instructions [first, last), planned once.
  core::Status operations(StateVector<Real>& state, std::size_t first, std::size_t last) {
    auto& plan = plans_[first];
    if (!plan) {
      circuit::Circuit part{program_.qubits, {}, {}};
      for (std::size_t k = first; k < last; ++k) {
        const Instruction& row = program_.instructions[k];
        if (row.kind == InstructionKind::operations)
          part.operations.insert(part.operations.end(), program_.operations.begin() + row.a,
                                 program_.operations.begin() + row.b);
      }
      QGAUGE_TRY(auto made, Plan<Real>::make(part, sizes_));
      plan = std::make_unique<Plan<Real>>(std::move(made));
    }
    QGAUGE_TRY(const RunStatistics statistics, state.run(*plan));
    add(run_.statistics, statistics);
    return {};
  }

  core::Status finish(StateVector<Real>& state, const std::vector<std::uint8_t>& bits, std::size_t at,
                      std::uint64_t shots) {
    circuit::FinalMeasurements last{std::vector<std::optional<std::uint32_t>>(program_.bits)};
    bool any = false, works = false;
    for (std::size_t k = at; k < program_.instructions.size(); ++k) {
      const Instruction& instruction = program_.instructions[k];
      works = works || instruction.kind == InstructionKind::operations;
      if (instruction.kind != InstructionKind::measure || instruction.b == circuit::no_bit) continue;
      last.qubit_of_bit[instruction.b] = instruction.a;
      any = true;
    }
    if (!any) {
      run_.counts[bits] += shots;
      return {};
    }
    if (works) QGAUGE_CHECK(operations(state, at, program_.instructions.size()));
    BitCounts sampled;
    add_counts(sampled, state.sample(shots, random_), last);
    for (const auto& [values, count] : sampled) {
      std::vector<std::uint8_t> all = bits;
      for (std::size_t k = 0; k < all.size(); ++k)
        if (last.qubit_of_bit[k]) all[k] = values[k];
      run_.counts[all] += count;
    }
    return {};
  }

  const Program& program_;
  core::Random random_;
  TileSizes sizes_;
  std::size_t end_;
  std::map<std::size_t, std::unique_ptr<Plan<Real>>> plans_;
  ProgramRun run_;
  int held_ = 1;
};

}  // namespace

int most_states(const Program& program, std::uint64_t shots) {
  const auto middle = std::span(program.instructions).first(begin_of_end(program));
  const auto outcomes = std::ranges::count_if(middle, reads_outcome);
  const int halvings = shots < 2 ? 0 : std::bit_width(shots) - 1;
  return 1 + static_cast<int>(std::min<std::ptrdiff_t>(outcomes, halvings));
}

void add_counts(BitCounts& counts, const std::vector<std::uint64_t>& samples,
                const circuit::FinalMeasurements& measurements) {
  const auto& qubits = measurements.qubit_of_bit;
  for (std::size_t k = 0; k < samples.size();) {
    std::size_t same = k + 1;
    while (same < samples.size() && samples[same] == samples[k]) ++same;
    std::vector<std::uint8_t> bits(qubits.size(), 0);
    for (std::size_t bit = 0; bit < bits.size(); ++bit)
      if (qubits[bit]) bits[bit] = samples[k] >> *qubits[bit] & 1;
    counts[std::move(bits)] += same - k;
    k = same;
  }
}

template <class Real>
core::Result<ProgramRun> run_program(const Program& program, std::uint64_t shots, const core::RandomKey& key,
                                     const TileSizes& sizes) {
  if (program.qubits > 62)
    return core::unusable("circuit", fmt::format("{} qubits", program.qubits), "at most 62 in a state vector",
                          "take a smaller circuit");
  const int states = most_states(program, shots);
  const std::string what = fmt::format("{} states, one a branch that waits", states);
  QGAUGE_CHECK(check_memory({what, program.qubits, 1, states * static_cast<int>(2 * sizeof(Real))}));
  return Runner<Real>(program, key, sizes).run(shots);
}

template core::Result<ProgramRun> run_program<float>(const Program&, std::uint64_t, const core::RandomKey&,
                                                     const TileSizes&);
template core::Result<ProgramRun> run_program<double>(const Program&, std::uint64_t, const core::RandomKey&,
                                                      const TileSizes&);

}  // namespace qgauge::simulator
