// Trajectories side by side, one in each SIMD lane: every block is a matrix of its own for each lane, so what differs
// between trajectories costs nothing. For registers of which a batch stays in the caches. Knows no statistics.
#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <optional>

#include <omp.h>

#include "kernels/kernels.h"
#include "simulator/ensemble/engine.hpp"
#include "simulator/ensemble/undisturbed_path.hpp"
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

  /// The same state in every lane.
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

  /// However unlikely a trajectory has become, its amplitudes stay within single precision.
  void normalise() {
    std::array<double, lanes> norms{};
    kernels::weigh(nullptr, re_.get(), im_.get(), size_, norms.data());
    std::array<float, lanes> factors;
    for (int l = 0; l < lanes; ++l) factors[l] = static_cast<float>(norms[l] > 0 ? 1 / std::sqrt(norms[l]) : 1);
    for (std::uint64_t k = 0; k < size_ * lanes; ++k) {
      re_[k] *= factors[k % lanes];
      im_[k] *= factors[k % lanes];
    }
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
    for (int l = 0; l < lanes; ++l) values[l] = norms[l] > 0 ? values[l] / norms[l] : 0;
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

std::vector<std::complex<float>> amplitudes_of(const StateVector<float>& state) {
  std::vector<std::complex<float>> amplitudes(std::size_t{1} << state.qubits());
  for (std::size_t x = 0; x < amplitudes.size(); ++x) amplitudes[x] = std::complex<float>(state.amplitude(x));
  return amplitudes;
}

class BatchEngine final : public TrajectoryEngine {
 public:
  BatchEngine(const FusedCircuit& circuit, std::span<const execution::Observable> observables, PathStates states)
      : circuit_(circuit), observables_(observables), states_(std::move(states)) {
    for (const auto& state : states_.kept) kept_.push_back(amplitudes_of(state));
    states_.kept.clear();
  }

  const UndisturbedPath& undisturbed() const override { return states_.path; }

  std::vector<std::uint64_t> sample_undisturbed(std::uint64_t shots, core::Random& random) const override {
    return states_.final_state->sample(shots, random);
  }

  core::Status run(std::span<Job> jobs) const override {
    const std::vector<Departure> found = departures(circuit_, jobs);
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
    if (allocated) return {};
    return core::failure(core::ErrorCode::missing_resource, "memory", "no memory for a batch of trajectories");
  }

 private:
  static constexpr std::size_t blocks_between_norms = 64;

  void run_together(Batch& batch, std::span<const Departure> together) const {
    const std::size_t first = states_.first_block(together.front().block);
    batch.broadcast(kept_[first / states_.stride]);
    std::array<std::size_t, lanes> next{};
    for (std::size_t b = first; b < circuit_.blocks().size(); ++b) {
      prepare_block(batch, together, next, circuit_.blocks()[b]);
      batch.apply(circuit_.blocks()[b]);
      if ((b + 1) % blocks_between_norms == 0) batch.normalise();
    }
    answer(batch, together);
  }

  void prepare_block(Batch& batch, std::span<const Departure> together, std::array<std::size_t, lanes>& next,
                     const Block& block) const {
    batch.set_matrix(block.undisturbed);
    std::optional<std::array<PairState, lanes>> pairs;
    for (std::size_t l = 0; l < together.size(); ++l) {
      Job& job = *together[l].job;
      const auto events = events_in(block, job.events, next[l]);
      if (events.empty()) continue;
      next[l] += events.size();
      const bool by_state = any_by_state(events);
      if (by_state && !pairs) pairs = batch.reduced(block);
      const PairState pair = by_state ? (*pairs)[l] : PairState::Zero();
      batch.set_matrix(static_cast<int>(l), circuit_.resolve(block, events, pair, job.random));
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
      if (job.shots > 0) job.outcomes = batch.sample(static_cast<int>(l), job.shots, job.random);
    }
  }

  const FusedCircuit& circuit_;
  std::span<const execution::Observable> observables_;
  PathStates states_;
  std::vector<std::vector<std::complex<float>>> kept_;  ///< states_.kept, which it stands for
};

}  // namespace

core::Result<std::unique_ptr<TrajectoryEngine>> make_batch_engine(const FusedCircuit& circuit,
                                                                  std::span<const execution::Observable> observables) {
  constexpr std::size_t most_kept = 16;
  QGAUGE_TRY(PathStates states, run_undisturbed(circuit, observables, most_kept));
  return std::make_unique<BatchEngine>(circuit, observables, std::move(states));
}

}  // namespace qgauge::simulator
