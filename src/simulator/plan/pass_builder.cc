// Passes from steps: see pass_builder.hpp.
#include "simulator/plan/pass_builder.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace qgauge::simulator {
namespace {

using Complex = std::complex<double>;

std::size_t index(int n) { return static_cast<std::size_t>(n); }
bool contains(std::uint64_t mask, int bit) { return (mask >> bit) & 1; }

/// Gates on each slot.
std::vector<int> uses_of(const std::vector<Step>& steps, std::size_t slots) {
  std::vector<int> uses(slots, 0);
  for (const Step& step : steps) {
    for (const Item& gate : step.gates) {
      for (int k = 0; k < gate.count; ++k) ++uses[index(gate.slots[index(k)])];
    }
  }
  return uses;
}

/// Phases of each slot with a slot that is not local.
std::vector<int> crossings_of(const std::vector<Step>& steps, const Placement& placement) {
  std::vector<int> crossings(placement.bit.size(), 0);
  for (const Step& step : steps) {
    for (const Item& phase : step.phases) {
      if (phase.count < 2 || (phase.mask() & ~placement.local) == 0) continue;
      for (int k = 0; k < phase.count; ++k) ++crossings[index(phase.slots[index(k)])];
    }
  }
  return crossings;
}

/// Local slots in the order of their coordinates: a chunk as it lies in memory, then those with the most gates, which
/// so find room in a block; inside a block those with the fewest phases to other tiles first, because such a phase
/// costs less at a high coordinate.
std::vector<int> order_of(const Placement& placement, const std::vector<Step>& steps, int chunk_bits, int block_bits) {
  const std::vector<int> uses = uses_of(steps, placement.bit.size()), crossings = crossings_of(steps, placement);
  std::vector<int> order;
  for (std::size_t s = 0; s < placement.bit.size(); ++s) {
    if (contains(placement.local, static_cast<int>(s))) order.push_back(static_cast<int>(s));
  }
  const auto in_chunk = [&](int s) { return placement.bit[index(s)] < chunk_bits; };
  const auto begin = std::ranges::stable_partition(order, in_chunk).begin();
  std::ranges::sort(order.begin(), begin, {}, [&](int s) { return placement.bit[index(s)]; });
  std::ranges::stable_sort(begin, order.end(), std::greater(), [&](int s) { return uses[index(s)]; });
  const auto end = order.begin() + std::min<std::ptrdiff_t>(block_bits, std::ssize(order));
  if (begin < end) std::ranges::stable_sort(begin, end, {}, [&](int s) { return crossings[index(s)]; });
  return order;
}

/// Memory bits of the local slots after a pass: slots that stay local fill the chunk above the lanes, the others keep
/// theirs where they can.
class BitsAfter {
 public:
  BitsAfter(const std::vector<int>& order, const Placement& placement) : after_(order.size(), -1) {
    for (const int s : order) {
      before_.push_back(placement.bit[index(s)]);
      stays_.push_back(contains(placement.local_after, s));
    }
    free_ = before_;
  }

  std::vector<int> choose(int lane_bits, int chunk_bits) {
    for (int bit = 0; bit < lane_bits; ++bit) take(holder(bit), bit);
    for (int bit = lane_bits; bit < chunk_bits; ++bit) take(for_chunk(bit, chunk_bits), bit);
    for (std::size_t k = 0; k < after_.size(); ++k) {
      if (after_[k] < 0 && std::ranges::find(free_, before_[k]) != free_.end()) take(k, before_[k]);
    }
    for (std::size_t k = 0; k < after_.size(); ++k) {
      if (after_[k] < 0) take(k, free_.front());
    }
    return after_;
  }

 private:
  std::size_t holder(int bit) const {
    return static_cast<std::size_t>(std::ranges::find(before_, bit) - before_.begin());
  }
  bool is_open(std::size_t k) const { return after_[k] < 0 && stays_[k]; }

  /// Who has the bit keeps it, if it stays local; else one that stays local and comes from outside the chunk.
  std::size_t for_chunk(int bit, int chunk_bits) const {
    if (is_open(holder(bit))) return holder(bit);
    std::size_t chosen = after_.size();
    for (std::size_t k = 0; k < after_.size(); ++k) {
      if (is_open(k) && (chosen == after_.size() || before_[k] >= chunk_bits)) chosen = k;
    }
    assert(chosen < after_.size());
    return chosen;
  }

  void take(std::size_t k, int bit) {
    after_[k] = bit;
    std::erase(free_, bit);
  }

  std::vector<int> before_, after_, free_;
  std::vector<bool> stays_;
};

template <class Real>
double flops_of(const Instruction<Real>& instruction) {
  if (const auto* rotations = std::get_if<kernels::Rotations<Real>>(&instruction)) {
    const std::span used(rotations->tangent, static_cast<std::size_t>(rotations->count));
    const bool additions_only = rotations->position[0] >= kernels::lane_bits<Real>() &&
                                std::ranges::all_of(used, [](Real tangent) { return tangent == 1; });
    return (additions_only ? 2 : 4) * rotations->count;
  }
  if (const auto* phases = std::get_if<PhaseOperation<Real>>(&instruction)) return phases->flops();
  return std::ldexp(8, std::get<Dense<Real>>(instruction)->targets) - 2;
}

template <class Real>
class Builder {
 public:
  Builder(const Program& program, const std::vector<Step>& steps, Placement& placement, const TileSizes& sizes)
      : program_(program), steps_(steps), placement_(placement), sizes_(sizes) {
    place();
  }

  Pass<Real> build(Complex constant) {
    scale_ = constant;
    find_last_free_step();
    for (std::size_t s = 0; s < steps_.size(); ++s) {
      add_phases(steps_[s], s);
      add_rotations(steps_[s]);
      add_dense(steps_[s]);
    }
    finish_scale();
    return std::move(pass_);
  }

 private:
  void place() {
    const int qubits = static_cast<int>(placement_.bit.size());
    const int lane_bits = kernels::lane_bits<Real>();
    pass_.tile_bits = std::min(qubits, sizes_.tile);
    pass_.in_place = pass_.tile_bits == qubits;
    block_bits_ = std::min(pass_.tile_bits, sizes_.block);
    const int chunk_bits = pass_.in_place ? qubits : sizes_.chunk;
    const auto order = order_of(placement_, steps_, chunk_bits, block_bits_);
    assert(static_cast<int>(order.size()) == pass_.tile_bits);
    for (const int s : order) pass_.load.push_back(placement_.bit[index(s)]);
    for (int bit = 0; bit < qubits; ++bit) {
      if (std::ranges::find(pass_.load, bit) == pass_.load.end()) pass_.outer.push_back(bit);
    }
    coordinate_.assign(index(qubits), -1);
    for (std::size_t k = 0; k < order.size(); ++k) coordinate_[index(order[k])] = static_cast<int>(k);
    for (std::size_t s = 0; s < coordinate_.size(); ++s) {
      if (coordinate_[s] >= 0) continue;
      const auto at = std::ranges::find(pass_.outer, placement_.bit[s]);
      coordinate_[s] = pass_.tile_bits + static_cast<int>(at - pass_.outer.begin());
    }
    pass_.store = pass_.in_place ? pass_.load : BitsAfter(order, placement_).choose(lane_bits, chunk_bits);
    for (std::size_t k = 0; k < order.size(); ++k) placement_.bit[index(order[k])] = pass_.store[k];
  }

  std::vector<Phase> phases_of(const Step& step) const {
    std::vector<Phase> phases;
    for (const Item& item : step.phases) {
      phases.push_back({coordinate(item, 0), item.count > 1 ? coordinate(item, 1) : -1, item.value});
    }
    return phases;
  }
  int coordinate(const Item& item, int k) const { return coordinate_[index(item.slots[index(k)])]; }

  static double cosine(const Item& rotation) { return 1 / std::hypot(1, rotation.value); }

  /// The last step with a diagonal that takes a scale for nothing; on the way to memory it costs nothing either.
  void find_last_free_step() {
    for (std::size_t s = 0; pass_.in_place && s < steps_.size(); ++s) {
      if (!steps_[s].phases.empty() && !have_common_coordinate(phases_of(steps_[s]))) last_free_ = s;
    }
  }

  /// What rotations after step s leave out.
  double scale_after(std::size_t s) const {
    double product = 1;
    for (; s < steps_.size(); ++s) {
      for (const Item& gate : steps_[s].gates) product *= gate.kind == Item::Kind::rotation ? cosine(gate) : 1;
    }
    return product;
  }

  void add_phases(const Step& step, std::size_t s) {
    if (step.phases.empty()) return;
    const auto phases = phases_of(step);
    constexpr double due = 0x1p-40;  // far from the end of the range of single precision
    const bool free = pass_.in_place && !have_common_coordinate(phases);
    const double after = s == last_free_ ? scale_after(s) : 0;
    if (std::abs(scale_ * after) > due) scale_ *= after, scaled_ = true;
    const bool takes = free || std::abs(scale_) <= due;
    add(block_bits_, PhaseOperation<Real>(phases, block_bits_, takes ? scale_ : 1));
    if (takes) scale_ = 1;
  }

  void add_rotations(const Step& step) {
    std::vector<Item> low, high;
    for (const Item& gate : step.gates) {
      if (gate.kind != Item::Kind::rotation) continue;
      if (!scaled_) scale_ *= cosine(gate);
      (coordinate(gate, 0) < block_bits_ ? low : high).push_back(gate);
    }
    const int lane_bits = kernels::lane_bits<Real>();
    const auto by_coordinate = [&](const Item& item) { return coordinate(item, 0); };
    std::ranges::sort(low, {}, by_coordinate);
    std::ranges::sort(high, {}, by_coordinate);
    const auto above = std::ranges::find_if(low, [&](const Item& item) { return coordinate(item, 0) >= lane_bits; });
    add_sweeps({low.begin(), above}, block_bits_, kernels::max_targets);
    add_sweeps({above, low.end()}, block_bits_, rotations_in_a_sweep);
    add_sweeps(high, pass_.tile_bits, rotations_in_a_sweep);
  }

  /// As few sweeps as possible, of sizes as equal as possible.
  void add_sweeps(std::span<const Item> rotations, int bits, int most) {
    const int total = static_cast<int>(rotations.size()), sweeps = (total + most - 1) / most;
    for (int i = 0; i < sweeps; ++i) {
      const int begin = total * i / sweeps, end = total * (i + 1) / sweeps;
      kernels::Rotations<Real> sweep{end - begin, {}, {}};
      for (int k = begin; k < end; ++k) {
        sweep.position[k - begin] = coordinate(rotations[index(k)], 0);
        sweep.tangent[k - begin] = static_cast<Real>(rotations[index(k)].value);
      }
      add(bits, sweep);
    }
  }

  void add_dense(const Step& step) {
    for (const Item& gate : step.gates) {
      if (gate.kind != Item::Kind::dense) continue;
      int targets[kernels::max_targets] = {}, highest = 0;
      for (int k = 0; k < gate.count; ++k) {
        targets[k] = coordinate(gate, k);
        highest = std::max(highest, targets[k]);
      }
      const Eigen::Matrix<Complex, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> matrix =
          program_.matrices[index(gate.matrix)];
      auto prepared = std::make_unique<kernels::DenseGate<Real>>();
      // std::complex<double> is a (re, im) pair in memory ([complex.numbers.general]).
      kernels::prepare(*prepared, targets, gate.count, reinterpret_cast<const double*>(matrix.data()));
      add(highest < block_bits_ ? block_bits_ : pass_.tile_bits, std::move(prepared));
    }
  }

  void finish_scale() {
    if (!pass_.in_place) {
      pass_.scale = scale_;
    } else if (std::abs(scale_ - 1.0) > 1e-16) {
      add(block_bits_, PhaseOperation<Real>({}, block_bits_, scale_));
    }
  }

  void add(int bits, Instruction<Real> instruction) {
    pass_.flops_per_amplitude += flops_of(instruction);
    if (pass_.stages.empty() || pass_.stages.back().bits != bits) pass_.stages.push_back({bits, {}});
    pass_.stages.back().instructions.push_back(std::move(instruction));
  }

  /// Eight vectors: sixteen would leave no register free, and beyond a block would share one set of the first cache.
  static constexpr int rotations_in_a_sweep = 3;

  const Program& program_;
  const std::vector<Step>& steps_;
  Placement& placement_;
  TileSizes sizes_;
  Pass<Real> pass_{};
  int block_bits_ = 0;
  std::vector<int> coordinate_;  ///< of each slot
  Complex scale_ = 1;            ///< that amplitudes still lack
  std::size_t last_free_ = static_cast<std::size_t>(-1);
  bool scaled_ = false;  ///< whether a diagonal has taken the scale of all that follows
};

}  // namespace

template <class Real>
Pass<Real> build_pass(const Program& program, const std::vector<Step>& steps, Placement& placement,
                      const TileSizes& sizes, Complex constant) {
  return Builder<Real>(program, steps, placement, sizes).build(constant);
}

template Pass<float> build_pass(const Program&, const std::vector<Step>&, Placement&, const TileSizes&, Complex);
template Pass<double> build_pass(const Program&, const std::vector<Step>&, Placement&, const TileSizes&, Complex);

}  // namespace qgauge::simulator
