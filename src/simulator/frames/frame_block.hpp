// The Pauli frames of one block of shots: a row of bits for x and z of each qubit, a bit a shot. Runs a FrameProgram.
// Used by pauli_frames.cc, one a thread. Knows no circuit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "qgauge/core.hpp"
#include "qgauge/simulator/pauli_frames.hpp"
#include "simulator/frames/frame_program.hpp"

namespace qgauge::simulator {

class FrameBlock {
 public:
  explicit FrameBlock(const FrameProgram& program);

  /// From the start of the circuit to what is read. The result is a function of the program and the stream.
  void run(core::Random& random);
  /// The bits that measured qubits read, a row each of frame_block_words words; of the last run.
  std::span<std::uint64_t> read_bits() { return read_; }

 private:
  struct alignas(64) Row {
    std::array<std::uint64_t, frame_block_words> words;
  };
  class Clock;

  void start(core::Random& random);
  void apply(const FrameStep& step, Clock& clock);
  void read(const ReadStep& step, std::uint64_t* bits, Clock& clock) const;
  static void add(Row& dst, const Row& src);

  const FrameProgram& program_;
  std::vector<Row> rows_;
  std::vector<std::uint64_t> read_;
};

}  // namespace qgauge::simulator
