// Trajectories side by side, one in each SIMD lane: every block is a matrix of its own for each lane, so what differs
// between trajectories costs nothing. For registers of which a batch stays in the caches. Knows no statistics.
#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

#include <omp.h>

#include "kernels/kernels.h"
#include "simulator/ensemble/engine.hpp"
#include "simulator/memory.hpp"

namespace qgauge::simulator {
namespace {

constexpr int lanes = kernels::batch;
using Complex = std::complex<double>;

/// A state in each lane.
class Batch {
 public:
  explicit Batch(int qubits)
      : size_(std::uint64_t{1} << qubits),
        re_(allocate_array<float>(size_ * lanes)),
        im_(allocate_array<float>(size_ * lanes)),
        matrix_(allocate_array<float>(kernels::batch_matrix_numbers)) {}

  bool allocated() const { return re_ && im_ && matrix_; }

  /// |0...0> in every lane.
  void reset() {
    std::fill_n(re_.get(), size_ * lanes, 0.0F);
    std::fill_n(im_.get(), size_ * lanes, 0.0F);
    std::fill_n(re_.get(), lanes, 1.0F);
  }

  std::vector<std::complex<float>> lane(int l) const {
    std::vector<std::complex<float>> state(size_);
    for (std::uint64_t x = 0; x < size_; ++x) state[x] = {re_[x * lanes + l], im_[x * lanes + l]};
    return state;
  }
  void broadcast(const std::vector<std::complex<float>>& state) {
    for (std::uint64_t x = 0; x < size_; ++x) {
      std::fill_n(re_.get() + x * lanes, lanes, state[x].real());
      std::fill_n(im_.get() + x * lanes, lanes, state[x].imag());
    }
  }

  void set_matrix(const Eigen::Matrix4cd& matrix) {
    for (int l = 0; l < lanes; ++l) set_matrix(l, matrix);
  }
  void set_matrix(int l, const Eigen::Matrix4cd& matrix) {
    float* out = matrix_.get() + l;
    for (int row = 0; row < 4; ++row) {
      for (int column = 0; column < 4; ++column, out += 2 * lanes) {
        out[0] = static_cast<float>(matrix(row, column).real());
        out[lanes] = static_cast<float>(matrix(row, column).imag());
      }
    }
  }
  void apply(const Block& block) {
    kernels::apply({block.qubits[0], block.qubits[1]}, matrix_.get(), re_.get(), im_.get(), size_);
  }

  std::array<PairState, lanes> reduced(const Block& block) const {
    std::array<double, kernels::batch_reduced_elements * 2 * lanes> numbers;
    kernels::reduce({block.qubits[0], block.qubits[1]}, re_.get(), im_.get(), size_, numbers.data());
    std::array<PairState, lanes> states;
    for (int l = 0; l < lanes; ++l) {
      const double* element = numbers.data() + l;
      for (int row = 0; row < 4; ++row) {
        for (int column = 0; column <= row; ++column, element += 2 * lanes) {
          states[l](row, column) = {element[0], element[lanes]};
          states[l](column, row) = {element[0], -element[lanes]};
        }
      }
    }
    return states;
  }

  /// Of every lane, over its norm.
  std::array<double, lanes> value(const execution::Observable& observable) const {
    std::array<double, lanes> values{}, norms{};
    kernels::weigh(nullptr, re_.get(), im_.get(), size_, norms.data());
    if (const auto* diagonal = std::get_if<execution::DiagonalObservable>(&observable)) {
      kernels::weigh(diagonal->weights.data(), re_.get(), im_.get(), size_, values.data());
    } else {
      const auto& state = std::get<execution::StateFidelity>(observable);
      for (int l = 0; l < lanes; ++l) values[l] = std::norm(overlap(state, l));
    }
    for (int l = 0; l < lanes; ++l) values[l] /= norms[l];
    return values;
  }

  std::vector<std::uint64_t> sample(int l, std::uint64_t shots, core::Random& random) const {
    double norm = 0;
    for (std::uint64_t x = 0; x < size_; ++x) norm += probability(x, l);
    std::vector<double> draws(shots);
    for (double& draw : draws) draw = random.uniform() * norm;
    std::ranges::sort(draws);
    std::vector<std::uint64_t> outcomes;
    double sum = 0;
    for (std::uint64_t x = 0, last = 0; outcomes.size() < shots; ++x) {
      if (x < size_ && probability(x, l) > 0) last = x, sum += probability(x, l);
      const double reached = x < size_ ? sum : std::numeric_limits<double>::infinity();  // rounding ends here
      while (outcomes.size() < shots && draws[outcomes.size()] < reached) outcomes.push_back(last);
    }
    return outcomes;
  }

 private:
  double probability(std::uint64_t x, int l) const {
    const double re = re_[x * lanes + l], im = im_[x * lanes + l];
    return re * re + im * im;
  }
  Complex overlap(const execution::StateFidelity& state, int l) const {
    Complex sum = 0;
    for (const auto& [x, amplitude] : state.amplitudes) {
      sum += std::conj(amplitude) * Complex(re_[x * lanes + l], im_[x * lanes + l]);
    }
    return sum;
  }

  std::uint64_t size_;
  Array<float> re_, im_, matrix_;
};

class BatchEngine final : public TrajectoryEngine {
 public:
  BatchEngine(const FusedCircuit& circuit, std::span<const execution::Observable> observables)
      : circuit_(circuit), observables_(observables), states_(circuit.blocks().size()) {}

  /// Runs the trajectory without candidates.
  core::Status prepare() {
    Batch batch(circuit_.qubits());
    if (!batch.allocated()) return no_memory();
    batch.reset();
    stride_ = std::max<std::size_t>(1, (circuit_.blocks().size() + most_kept - 1) / most_kept);
    for (std::size_t b = 0; b < circuit_.blocks().size(); ++b) {
      const Block& block = circuit_.blocks()[b];
      if (b % stride_ == 0) kept_.push_back(batch.lane(0));
      if (block.by_state) states_[b] = batch.reduced(block)[0];
      batch.set_matrix(block.undisturbed);
      batch.apply(block);
    }
    final_ = batch.lane(0);
    for (const auto& observable : observables_) undisturbed_.push_back(batch.value(observable)[0]);
    return {};
  }

  const std::vector<double>& undisturbed() const override { return undisturbed_; }

  core::Status run(std::span<Job> jobs) const override {
    std::vector<Job*> remaining;
    const std::vector<Departure> found = departures(circuit_, states_, jobs, remaining);
    const std::size_t batches = (found.size() + lanes - 1) / lanes;
    bool allocated = true;
#pragma omp parallel reduction(&& : allocated) if (batches > 1 && !omp_in_parallel())
    {
      Batch batch(circuit_.qubits());
      allocated = allocated && batch.allocated();
#pragma omp for schedule(dynamic)
      for (std::size_t k = 0; k < batches; ++k) {
        if (!batch.allocated()) continue;
        const std::size_t first = k * lanes;
        run_together(batch, std::span(found).subspan(first, std::min<std::size_t>(lanes, found.size() - first)));
      }
    }
    if (!allocated) return no_memory();
    return answer_undisturbed(remaining);
  }

 private:
  static constexpr std::size_t most_kept = 16;

  static core::Status no_memory() {
    return core::failure(core::ErrorCode::missing_resource, "memory", "no memory for a batch of trajectories");
  }

  core::Status answer_undisturbed(std::span<Job* const> jobs) const {
    Batch batch(circuit_.qubits());
    if (!batch.allocated()) return no_memory();
    batch.broadcast(final_);
    for (Job* job : jobs) {
      job->values = undisturbed_;
      job->outcomes = batch.sample(0, job->shots, job->random);
    }
    return {};
  }

  void run_together(Batch& batch, std::span<const Departure> together) const {
    const auto first = static_cast<std::size_t>(together.front().block) / stride_;
    batch.broadcast(kept_[first]);
    std::array<std::size_t, lanes> next;
    for (std::size_t l = 0; l < together.size(); ++l) next[l] = together[l].next_event;
    for (std::size_t b = first * stride_; b < circuit_.blocks().size(); ++b) {
      prepare_block(batch, together, next, static_cast<int>(b));
      batch.apply(circuit_.blocks()[b]);
    }
    answer(batch, together);
  }

  void prepare_block(Batch& batch, std::span<const Departure> together, std::array<std::size_t, lanes>& next,
                     int b) const {
    const Block& block = circuit_.blocks()[static_cast<std::size_t>(b)];
    batch.set_matrix(block.undisturbed);
    std::optional<std::array<PairState, lanes>> states;
    for (std::size_t l = 0; l < together.size(); ++l) {
      const Departure& departure = together[l];
      if (departure.block == b) batch.set_matrix(static_cast<int>(l), departure.matrix);
      if (departure.block >= b) continue;
      const auto events = events_in(block, departure.job->events, next[l]);
      if (events.empty()) continue;
      next[l] += events.size();
      if (block.by_state && !states) states = batch.reduced(block);
      const PairState state = states ? (*states)[l] : PairState::Zero();
      batch.set_matrix(static_cast<int>(l), circuit_.resolve(block, events, state, departure.job->random).matrix);
    }
  }

  void answer(const Batch& batch, std::span<const Departure> together) const {
    for (const Departure& departure : together) departure.job->values.clear();
    for (const auto& observable : observables_) {
      const auto values = batch.value(observable);
      for (std::size_t l = 0; l < together.size(); ++l) together[l].job->values.push_back(values[l]);
    }
    for (std::size_t l = 0; l < together.size(); ++l) {
      Job& job = *together[l].job;
      job.outcomes = batch.sample(static_cast<int>(l), job.shots, job.random);
    }
  }

  const FusedCircuit& circuit_;
  std::span<const execution::Observable> observables_;
  std::vector<PairState> states_;  ///< of the blocks whose candidates need one
  std::size_t stride_ = 1;
  std::vector<std::vector<std::complex<float>>> kept_;  ///< before every stride_-th block
  std::vector<std::complex<float>> final_;
  std::vector<double> undisturbed_;
};

}  // namespace

core::Result<std::unique_ptr<TrajectoryEngine>> make_batch_engine(const FusedCircuit& circuit,
                                                                  std::span<const execution::Observable> observables) {
  auto engine = std::make_unique<BatchEngine>(circuit, observables);
  QGAUGE_CHECK(engine->prepare());
  return engine;
}

}  // namespace qgauge::simulator
