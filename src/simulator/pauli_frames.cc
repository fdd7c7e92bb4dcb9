// Blocks of Pauli frames over the threads, and what is counted in them. Public part of the frames: see
// qgauge/simulator/pauli_frames.hpp; what happens inside a block is in frames/.

#include "qgauge/simulator/pauli_frames.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <utility>

#include <fmt/format.h>
#include <omp.h>

#include "qgauge/simulator.hpp"
#include "simulator/frames/frame_block.hpp"
#include "simulator/frames/frame_program.hpp"
#include "simulator/frames/fusion.hpp"
#include "simulator/frames/stabilizers.hpp"

namespace qgauge::simulator {
namespace {

constexpr auto block_shots = static_cast<std::uint64_t>(frame_block_shots);

std::vector<bool> reference_outcome(int qubits, std::span<const FusedStep> steps) {
  Stabilizers state(qubits);
  for (const FusedStep& step : steps) state.apply(step.gate, step.qubits[0], step.qubits[1]);
  return state.outcome();
}

/// Clears what a last, shorter block simulated too much.
void cut(std::span<std::uint64_t> bits, int shots) {
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const int left = shots - 64 * static_cast<int>(i % frame_block_words);
    if (left < 64) bits[i] &= left <= 0 ? 0 : ~std::uint64_t{0} >> (64 - left);
  }
}

/// Ones where a shot of the block exists.
std::uint64_t existing(const ShotBlock& block, std::size_t word) {
  std::array<std::uint64_t, frame_block_words> ones;
  ones.fill(~std::uint64_t{0});
  cut(ones, block.shots);
  return ones[word];
}

std::uint64_t filled(bool value) { return value ? ~std::uint64_t{0} : 0; }

/// Numbers of up to 64 bits, one a shot of a word: planes[k] holds bit k of each.
class BitCounters {
 public:
  /// Adds 1 where a bit is set.
  void add(std::uint64_t bits) {
    for (std::size_t k = 0; bits != 0; ++k) {
      if (k == planes_.size()) planes_.push_back(0);
      const std::uint64_t carry = planes_[k] & bits;
      planes_[k] ^= bits;
      bits = carry;
    }
  }

  std::size_t value(int shot) const {
    std::size_t sum = 0;
    for (std::size_t k = 0; k < planes_.size(); ++k) sum |= ((planes_[k] >> shot) & 1) << k;
    return sum;
  }

 private:
  std::vector<std::uint64_t> planes_;
};

/// The words of up to 64 rows to those of up to 64 shots, bit by bit: word r goes to bit position[r] of every shot.
void scatter_outcomes(const ShotBlock& block, const std::vector<int>& position, std::uint64_t* outcomes) {
  for (std::size_t r = 0; r < position.size(); ++r) {
    const auto row = block.row(r);
    for (int s = 0; s < block.shots; ++s) {
      const auto shot = static_cast<std::size_t>(s);
      outcomes[shot] |= ((row[shot / 64] >> (shot % 64)) & 1) << position[r];
    }
  }
}

core::Status check_room(double bytes, std::uint64_t shots) {
  const auto usable = static_cast<double>(usable_memory_bytes());
  if (bytes <= usable) return {};
  return core::failure(core::ErrorCode::missing_resource, "shots",
                       fmt::format("{} shots need {:.0f} MB, this machine has {:.0f} MB to use; count them in blocks "
                                   "or take fewer",
                                   shots, bytes * 1e-6, usable * 1e-6));
}

execution::CircuitSamples tally(std::vector<std::uint64_t> outcomes) {
  std::ranges::sort(outcomes);
  execution::CircuitSamples samples{{}, static_cast<double>(outcomes.size())};
  for (const std::uint64_t bits : outcomes) {
    if (samples.outcomes.empty() || samples.outcomes.back().bits != bits) samples.outcomes.push_back({bits, 0});
    ++samples.outcomes.back().weight;
  }
  return samples;
}

}  // namespace

struct PauliFrames::Data {
  int qubits;
  std::vector<int> measured;
  FrameProgram program;
};

PauliFrames::PauliFrames(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

core::Result<PauliFrames> PauliFrames::make(const noise::NoisyCircuit& circuit) {
  QGAUGE_TRY(const auto steps, fused_steps(circuit));
  Data data{circuit.qubits, {}, frame_program(circuit, steps, reference_outcome(circuit.qubits, steps))};
  for (int q = 0; q < circuit.qubits; ++q) {
    if (circuit.readout[static_cast<std::size_t>(q)]) data.measured.push_back(q);
  }
  return PauliFrames(std::make_shared<const Data>(std::move(data)));
}

const std::vector<int>& PauliFrames::measured() const { return data_->measured; }

std::vector<bool> PauliFrames::noiseless_outcome() const {
  std::vector<bool> outcome;
  for (const ReadStep& read : data_->program.reads) outcome.push_back(read.reference);
  return outcome;
}

void PauliFrames::for_each_block(std::uint64_t shots, const core::RandomKey& key,
                                 const std::function<void(const ShotBlock&)>& body) const {
  const std::uint64_t blocks = (shots + block_shots - 1) / block_shots;
#pragma omp parallel if (blocks > 1 && !omp_in_parallel())
  {
    FrameBlock frames(data_->program);
#pragma omp for schedule(dynamic)
    for (std::uint64_t b = 0; b < blocks; ++b) {
      core::Random random({key.seed, key.domain, key.circuit, key.trajectory + b});
      frames.run(random);
      const auto left = static_cast<int>(std::min(block_shots, shots - b * block_shots));
      if (left < frame_block_shots) cut(frames.read_bits(), left);
      body({b * block_shots, left, frames.read_bits()});
    }
  }
}

std::uint64_t PauliFrames::count(const std::vector<bool>& outcome, std::uint64_t shots,
                                 const core::RandomKey& key) const {
  assert(outcome.size() == measured().size());
  std::atomic<std::uint64_t> differing = 0;
  for_each_block(shots, key, [&](const ShotBlock& block) {
    std::array<std::uint64_t, frame_block_words> differs{};
    for (std::size_t r = 0; r < outcome.size(); ++r) {
      const std::uint64_t expected = filled(outcome[r]);
      const auto row = block.row(r);
      for (std::size_t w = 0; w < frame_block_words; ++w) differs[w] |= row[w] ^ expected;
    }
    for (std::size_t w = 0; w < frame_block_words; ++w) {
      differing += static_cast<unsigned>(std::popcount(differs[w] & existing(block, w)));
    }
  });
  return shots - differing;
}

std::vector<std::uint64_t> PauliFrames::hamming_distances(const std::vector<bool>& outcome, std::uint64_t shots,
                                                          const core::RandomKey& key) const {
  assert(outcome.size() == measured().size());
  std::vector<std::atomic<std::uint64_t>> counts(outcome.size() + 1);
  for_each_block(shots, key, [&](const ShotBlock& block) {
    std::array<BitCounters, frame_block_words> distances;
    for (std::size_t r = 0; r < outcome.size(); ++r) {
      const auto row = block.row(r);
      for (std::size_t w = 0; w < frame_block_words; ++w) distances[w].add(row[w] ^ filled(outcome[r]));
    }
    for (int s = 0; s < block.shots; ++s) ++counts[distances[static_cast<std::size_t>(s) / 64].value(s % 64)];
  });
  return {counts.begin(), counts.end()};
}

double PauliFrames::parity(std::span<const std::size_t> rows, std::uint64_t shots, const core::RandomKey& key) const {
  assert(shots > 0);
  std::atomic<std::uint64_t> odd = 0;
  for_each_block(shots, key, [&](const ShotBlock& block) {
    std::array<std::uint64_t, frame_block_words> sum{};
    for (const std::size_t r : rows) {
      const auto row = block.row(r);
      for (std::size_t w = 0; w < frame_block_words; ++w) sum[w] ^= row[w];
    }
    for (const std::uint64_t word : sum) odd += static_cast<unsigned>(std::popcount(word));
  });
  return 1 - 2 * static_cast<double>(odd) / static_cast<double>(shots);
}

core::Result<ShotTable> PauliFrames::sample(std::uint64_t shots, const core::RandomKey& key) const {
  ShotTable table{shots, {}};
  QGAUGE_CHECK(check_room(static_cast<double>(measured().size()) * static_cast<double>(shots) / 8, shots));
  table.bits.resize(measured().size() * table.words());
  for_each_block(shots, key, [&](const ShotBlock& block) {
    const std::size_t words = (static_cast<std::size_t>(block.shots) + 63) / 64;
    for (std::size_t r = 0; r < measured().size(); ++r) {
      std::ranges::copy(block.row(r).first(words), table.bits.data() + r * table.words() + block.first_shot / 64);
    }
  });
  return table;
}

core::Result<execution::CircuitSamples> PauliFrames::outcomes(std::uint64_t shots, const core::RandomKey& key) const {
  if (data_->qubits > 64) {
    return core::unusable("register", fmt::format("{} qubits", data_->qubits), "at most 64",
                          "count in blocks of packed bits");
  }
  QGAUGE_CHECK(check_room(sizeof(std::uint64_t) * static_cast<double>(shots), shots));
  std::vector<std::uint64_t> drawn(shots, 0);
  for_each_block(shots, key,
                 [&](const ShotBlock& block) { scatter_outcomes(block, measured(), drawn.data() + block.first_shot); });
  return tally(std::move(drawn));
}

}  // namespace qgauge::simulator
