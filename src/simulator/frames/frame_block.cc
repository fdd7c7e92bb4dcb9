// Runs Pauli frames. Why they are right (Gidney, Quantum 5, 497 (2021), section 3): a shot is the noiseless circuit
// with Paulis at some places. Each commutes to the end as the frame F, and the noiseless state |s> reads as F|s>: the
// outcome of |s> with the bits flipped where F has an X. One reference outcome of |s> serves all shots, although others
// are as likely: |0...0> is not changed by Z, so every frame starts with a random product of Z's, which become at the
// end a random element of the group that stabilizes |s>. The outcomes of |s> are the reference plus the X parts of that
// group, all equally likely (Aaronson and Gottesman), and that is what the frame adds.

#include "simulator/frames/frame_block.hpp"

#include <cmath>

namespace qgauge::simulator {

/// Finds the trials that happen, at a cost for these alone. Trials of probability p are the ticks of a Poisson process
/// seen through windows of length -log(1 - p): one waiting time, without memory, runs through trials of any
/// probabilities one after the other.
class FrameBlock::Clock {
 public:
  explicit Clock(core::Random& random) : random_(random), left_(waiting_time()) {}

  /// body(shot) for each shot of the block whose trial happens.
  template <class Body>
  void trials(const TrialRate& rate, const Body& body) {
    if (rate.hazard == 0) return;
    constexpr auto count = static_cast<double>(frame_block_shots);
    double position = left_ * rate.trials_per_unit;
    while (position < count) {
      const auto shot = static_cast<std::uint32_t>(position);
      body(shot);
      position = shot + 1 + waiting_time() * rate.trials_per_unit;
    }
    left_ = (position - count) * rate.hazard;
  }

  std::uint64_t bits() { return random_.bits(); }

 private:
  /// Exponential of mean 1.
  double waiting_time() {
    const double open = (static_cast<double>(random_.bits() >> 12) + 0.5) * 0x1p-52;  // in (0, 1)
    return -std::log(open);
  }

  core::Random& random_;
  double left_;  ///< until the next trial that happens
};

FrameBlock::FrameBlock(const FrameProgram& program)
    : program_(program), rows_(program.rows), read_(program.reads.size() * frame_block_words) {}

void FrameBlock::run(core::Random& random) {
  start(random);
  Clock clock(random);
  for (const FrameStep& step : program_.steps) apply(step, clock);
  std::uint64_t* bits = read_.data();
  for (const ReadStep& step : program_.reads) {
    read(step, bits, clock);
    bits += frame_block_words;
  }
}

void FrameBlock::start(core::Random& random) {
  for (Row& row : rows_) row.words.fill(0);
  for (const std::uint32_t row : program_.random_rows) {
    for (std::uint64_t& word : rows_[row].words) word = random.bits();
  }
}

void FrameBlock::add(Row& dst, const Row& src) {
  for (std::size_t w = 0; w < frame_block_words; ++w) dst.words[w] ^= src.words[w];
}

void FrameBlock::apply(const FrameStep& step, Clock& clock) {
  for (std::size_t i = 0; i < step.additions; ++i) {
    add(rows_[step.rows[step.addition[i].dst]], rows_[step.rows[step.addition[i].src]]);
  }
  if (step.faults == faultless) return;
  const FaultTable& table = program_.faults[step.faults];
  clock.trials(table.rate, [&](std::uint32_t shot) {
    const std::uint64_t draw = clock.bits(), column = draw >> 60;
    const std::uint64_t pauli = (draw & 0x0fff'ffff'ffff'ffff) < table.cut[column] ? column : table.alias[column];
    for (std::size_t j = 0; j < 4; ++j) rows_[step.rows[j]].words[shot / 64] ^= ((pauli >> j) & 1) << (shot % 64);
  });
}

void FrameBlock::read(const ReadStep& step, std::uint64_t* bits, Clock& clock) const {
  const std::uint64_t reference = step.reference ? ~std::uint64_t{0} : 0;
  for (std::size_t w = 0; w < frame_block_words; ++w) bits[w] = rows_[step.row].words[w] ^ reference;
  clock.trials(step.rate, [&](std::uint32_t shot) {
    const std::uint64_t value = (bits[shot / 64] >> (shot % 64)) & 1;
    if ((clock.bits() >> 1) < step.accept[value]) bits[shot / 64] ^= std::uint64_t{1} << (shot % 64);
  });
}

}  // namespace qgauge::simulator
