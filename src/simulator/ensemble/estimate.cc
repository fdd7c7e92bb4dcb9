// Estimates of observables: see qgauge/simulator/ensemble.hpp. Draws the candidates of trajectories, lets an engine run
// them, and stops when they suffice.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "simulator/density_evolution.hpp"
#include "simulator/ensemble/candidates.hpp"
#include "simulator/ensemble/engine.hpp"
#include "simulator/ensemble/estimate_frames.hpp"
#include "simulator/ensemble/readout.hpp"
#include "simulator/ensemble/strata.hpp"

namespace qgauge::simulator {
namespace {

using execution::DiagonalObservable;
using execution::Estimates;
using execution::Observable;

/// Totals at which it may stop: these times powers of 2, whatever the values.
constexpr std::array<std::uint64_t, 2> first_totals{128, 192};

std::uint64_t total_after(std::uint64_t rounds) { return first_totals[rounds % 2] << (rounds / 2); }

core::Status check(const noise::NoisyCircuit& circuit, std::span<const Observable> observables,
                   const EstimateOptions& options) {
  if (options.most_trajectories < 2) {
    return core::unusable("most_trajectories", fmt::format("{}", options.most_trajectories), "at least 2");
  }
  constexpr int most_qubits = 62;  // outcomes as indices
  if (circuit.qubits > most_qubits) {
    return core::unusable("register", fmt::format("{} qubits", circuit.qubits), fmt::format("at most {}", most_qubits),
                          "count shots of Pauli frames");
  }
  const std::uint64_t size = std::uint64_t{1} << circuit.qubits;
  if (observables.empty()) return core::unusable("observables", "none", "at least one");
  for (std::size_t k = 0; k < observables.size(); ++k) {
    const auto* diagonal = std::get_if<DiagonalObservable>(&observables[k]);
    if (diagonal != nullptr && diagonal->weights.size() != size) {
      return core::unusable(fmt::format("observable {}", k), fmt::format("{} weights", diagonal->weights.size()),
                            fmt::format("{}, one for each outcome", size));
    }
    const auto* state = std::get_if<execution::StateFidelity>(&observables[k]);
    if (state != nullptr && std::ranges::any_of(state->amplitudes, [=](const auto& a) { return a.first >= size; })) {
      return core::unusable(fmt::format("observable {}", k), "a basis state beyond the register",
                            fmt::format("indices below {}", size));
    }
  }
  return {};
}

/// Engines pad a register of one qubit.
void pad(std::vector<Observable>& observables, std::uint64_t size) {
  for (Observable& observable : observables) {
    auto* diagonal = std::get_if<DiagonalObservable>(&observable);
    if (diagonal != nullptr) diagonal->weights.resize(size, 0.0F);
  }
}

Eigen::VectorXd ranges_of(std::span<const Observable> observables) {
  Eigen::VectorXd ranges = Eigen::VectorXd::Ones(static_cast<Eigen::Index>(observables.size()));
  for (std::size_t k = 0; k < observables.size(); ++k) {
    const auto* diagonal = std::get_if<DiagonalObservable>(&observables[k]);
    if (diagonal == nullptr) continue;
    const auto [least, most] = std::ranges::minmax(diagonal->weights);
    ranges(static_cast<Eigen::Index>(k)) = most - least;
  }
  return ranges;
}

Eigen::VectorXd vector_of(const std::vector<double>& values) {
  return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}

/// Some ten strata; a single one where there are few trajectories.
double least_weight(std::uint64_t most_trajectories) { return most_trajectories < first_totals[0] ? 1 : 1.0 / 8; }

class Ensemble {
 public:
  Ensemble(const FusedCircuit& circuit, const TrajectoryEngine& engine, Eigen::VectorXd ranges,
           const EstimateOptions& options)
      : circuit_(circuit),
        engine_(engine),
        options_(options),
        candidates_(candidates_of(circuit, engine.undisturbed(), least_weight(options.most_trajectories))),
        strata_(weights(), candidates_.undisturbed() * vector_of(engine.undisturbed().values), std::move(ranges)) {}

  core::Result<Estimates> run() {
    if (sampled().empty()) return result(true);
    for (std::uint64_t round = 0;; ++round) {
      const std::uint64_t total = std::min(total_after(round), options_.most_trajectories);
      QGAUGE_CHECK(add(strata_.allocate(total - strata_.count())));
      if (reached() || total == options_.most_trajectories) return result(reached());
    }
  }

 private:
  const std::vector<Stratum>& sampled() const { return candidates_.strata(); }

  std::vector<double> weights() const {
    std::vector<double> weights;
    for (const Stratum& stratum : sampled()) weights.push_back(stratum.weight);
    return weights;
  }

  bool reached() const { return strata_.half_widths(options_.level).maxCoeff() <= options_.precision; }

  core::Status add(const std::vector<std::uint64_t>& counts) {
    std::vector<std::pair<std::size_t, std::size_t>> drawn;  // stratum and job of each trajectory
    for (std::size_t s = 0; s < counts.size(); ++s) {
      for (std::uint64_t i = 0; i < counts[s]; ++i) drawn.emplace_back(s, draw(sampled()[s]));
    }
    QGAUGE_CHECK(engine_.run(jobs_.take_new()));
    for (const auto& [stratum, job] : drawn) strata_.add(stratum, vector_of(jobs_[job].values));
    return {};
  }

  std::size_t draw(const Stratum& stratum) {
    core::RandomKey key = options_.key;
    key.trajectory = ++drawn_;
    core::Random random(key);
    Trajectory events = draw_trajectory(circuit_, engine_.undisturbed(), candidates_, stratum, random);
    return jobs_.add(std::move(events), random, 0);
  }

  Estimates result(bool reached) const {
    return {strata_.values(), strata_.covariance(), strata_.half_widths(options_.level), strata_.count(),
            reached,          "trajectories"};
  }

  const FusedCircuit& circuit_;
  const TrajectoryEngine& engine_;
  const EstimateOptions& options_;
  Candidates candidates_;
  Strata strata_;
  JobList jobs_;
  std::uint64_t drawn_ = 0;
};

core::Result<Estimates> by_trajectories(const noise::NoisyCircuit& circuit, std::span<const Observable> observables,
                                        const EstimateOptions& options) {
  const FusedCircuit fused(circuit);
  std::vector<Observable> before = before_readout(circuit, observables);
  pad(before, std::uint64_t{1} << fused.qubits());
  QGAUGE_TRY(const auto engine, make_engine(fused, before));
  return Ensemble(fused, *engine, ranges_of(before), options).run();
}

double value_of(const DensityMatrix& rho, const Observable& observable) {
  if (const auto* diagonal = std::get_if<DiagonalObservable>(&observable)) {
    const std::vector<double> probabilities = rho.probabilities();
    double sum = 0;
    for (std::size_t x = 0; x < probabilities.size(); ++x) sum += probabilities[x] * diagonal->weights[x];
    return sum;
  }
  std::complex<double> sum = 0;
  for (const auto& [row, a] : std::get<execution::StateFidelity>(observable).amplitudes) {
    for (const auto& [column, b] : std::get<execution::StateFidelity>(observable).amplitudes) {
      sum += std::conj(a) * rho.element(row, column) * b;
    }
  }
  return sum.real();
}

core::Result<Estimates> by_density_matrix(const noise::NoisyCircuit& circuit, std::span<const Observable> observables) {
  QGAUGE_TRY(const DensityMatrix rho, final_density_matrix(circuit));
  const auto count = static_cast<Eigen::Index>(observables.size());
  Estimates exact{Eigen::VectorXd(count), Eigen::MatrixXd::Zero(count, count), Eigen::VectorXd::Zero(count), 0, true,
                  "density_matrix"};
  const std::vector<Observable> before = before_readout(circuit, observables);
  for (std::size_t k = 0; k < before.size(); ++k) exact.values(static_cast<Eigen::Index>(k)) = value_of(rho, before[k]);
  return exact;
}

/// One pass over a density matrix of 2n qubits costs as much as 2^n trajectories' passes; some hundred trajectories do.
constexpr int cheap_density_qubits = 8;

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::automatic:
      return "automatic";
    case Method::density_matrix:
      return "density_matrix";
    case Method::trajectories:
      return "trajectories";
    case Method::pauli_frames:
      return "pauli_frames";
  }
  std::unreachable();
}

Method method_for(const noise::NoisyCircuit& circuit, Method asked) {
  if (asked != Method::automatic) return asked;
  if (circuit.qubits <= cheap_density_qubits) return Method::density_matrix;
  return PauliFrames::make(circuit) ? Method::pauli_frames : Method::trajectories;
}

core::Result<Estimates> estimate(const noise::NoisyCircuit& circuit, std::span<const Observable> observables,
                                 const EstimateOptions& options) {
  QGAUGE_CHECK(check(circuit, observables, options));
  const Method method = method_for(circuit, options.method);
  if (method == Method::density_matrix) return by_density_matrix(circuit, observables);
  if (method == Method::pauli_frames) {
    auto by_frames = estimate_by_frames(circuit, observables, options);
    if (by_frames || options.method == Method::pauli_frames) return by_frames;
  }
  return by_trajectories(circuit, observables, options);
}

}  // namespace qgauge::simulator
