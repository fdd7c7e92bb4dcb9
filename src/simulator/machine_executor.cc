// Circuits of any width on a described machine: see qgauge/simulator/machine.hpp. Knows a noise model, no protocol.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "qgauge/simulator.hpp"
#include "qgauge/simulator/machine.hpp"
#include "simulator/batch.hpp"
#include "simulator/clusters.hpp"
#include "simulator/density_evolution.hpp"
#include "simulator/ensemble/trajectory_shots.hpp"
#include "simulator/measurement.hpp"
#include "simulator/pair_density.hpp"

namespace qgauge::simulator {
namespace {

using execution::CircuitSamples;
using execution::Question;

constexpr int most_density_qubits = 4;
constexpr int most_trajectory_qubits = 12;
constexpr const char* cut_text = "noise between clusters twirled";
constexpr const char* frames_text = "Pauli frames, noise twirled";

/// Bits of all qubits of a register in consecutive shots, 64 to a word.
class ShotBits {
 public:
  ShotBits(int qubits, std::uint64_t shots)
      : shots_(shots), rows_(static_cast<std::size_t>(qubits), std::vector<std::uint64_t>((shots + 63) / 64)) {}

  std::uint64_t shots() const { return shots_; }
  std::size_t qubits() const { return rows_.size(); }
  bool bit(std::size_t qubit, std::uint64_t shot) const { return (rows_[qubit][shot / 64] >> (shot % 64) & 1) != 0; }
  void set(std::size_t qubit, std::uint64_t shot) { rows_[qubit][shot / 64] |= std::uint64_t{1} << (shot % 64); }
  void set_row(std::size_t qubit, std::span<const std::uint64_t> words) {
    std::ranges::copy(words, rows_[qubit].begin());
  }

 private:
  std::uint64_t shots_;
  std::vector<std::vector<std::uint64_t>> rows_;
};

std::uint64_t value_of(const execution::Marginal& marginal, const ShotBits& shots, std::uint64_t shot) {
  std::uint64_t value = 0;
  for (std::size_t k = 0; k < marginal.qubits.size(); ++k) {
    value |= std::uint64_t{shots.bit(marginal.qubits[k], shot)} << k;
  }
  return value;
}

std::uint64_t value_of(const execution::Distances& distances, const ShotBits& shots, std::uint64_t shot) {
  std::uint64_t distance = 0;
  for (std::size_t q = 0; q < shots.qubits(); ++q) distance += shots.bit(q, shot) != distances.target[q] ? 1 : 0;
  return distance;
}

CircuitSamples answer_of(const Question& question, const ShotBits& shots) {
  std::map<std::uint64_t, double> weights;
  for (std::uint64_t shot = 0; shot < shots.shots(); ++shot) {
    ++weights[std::visit([&](const auto& asked) { return value_of(asked, shots, shot); }, question)];
  }
  CircuitSamples out{{}, static_cast<double>(shots.shots())};
  for (const auto& [value, weight] : weights) out.outcomes.push_back({value, weight});
  return out;
}

/// The outcomes of a cluster in random order, so that they are independent of those of other clusters.
void scatter(const CircuitSamples& samples, const Cluster& cluster, core::Random& random, ShotBits& shots) {
  std::vector<std::uint64_t> order;
  for (const auto& [bits, weight] : samples.outcomes) order.insert(order.end(), static_cast<std::size_t>(weight), bits);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  for (std::size_t shot = 0; shot < order.size(); ++shot) {
    for (std::size_t k = 0; k < cluster.qubits.size(); ++k) {
      if ((order[shot] >> k & 1) != 0) shots.set(static_cast<std::size_t>(cluster.qubits[k]), shot);
    }
  }
}

core::Result<CircuitSamples> density_shots(const noise::NoisyCircuit& circuit, std::uint64_t shots,
                                           core::Random& random) {
  QGAUGE_TRY(const DensityMatrix rho, final_density_matrix(circuit));
  std::vector<double> probabilities = rho.probabilities();
  std::uint64_t measured = 0;
  for (std::size_t q = 0; q < circuit.readout.size(); ++q)
    measured |= std::uint64_t{circuit.readout[q].has_value()} << q;
  marginalise(probabilities, measured);
  for (std::size_t q = 0; q < circuit.readout.size(); ++q) {
    if (circuit.readout[q]) confuse(probabilities, static_cast<int>(q), *circuit.readout[q]);
  }
  return execution::draw(probabilities, shots, random);
}

core::Status frame_shots(const Cluster& cluster, const PauliFrames& frames, core::Random& random, ShotBits& shots) {
  QGAUGE_TRY(const ShotTable table, frames.sample(shots.shots(), {random.bits(), random.bits(), 0, 0}));
  for (std::size_t r = 0; r < frames.measured().size(); ++r) {
    const auto qubit = cluster.qubits[static_cast<std::size_t>(frames.measured()[r])];
    shots.set_row(static_cast<std::size_t>(qubit), table.row(r));
  }
  return {};
}

/// Fills the rows of a cluster. True where its noise was twirled.
core::Result<bool> run_cluster(const Cluster& cluster, core::Random& random, ShotBits& shots) {
  const noise::NoisyCircuit& circuit = cluster.circuit;
  if (circuit.qubits <= most_density_qubits) {
    QGAUGE_TRY(const CircuitSamples samples, density_shots(circuit, shots.shots(), random));
    scatter(samples, cluster, random, shots);
    return false;
  }
  if (circuit.qubits > most_trajectory_qubits) {
    if (const auto frames = PauliFrames::make(noise::twirled(circuit))) {
      QGAUGE_CHECK(frame_shots(cluster, *frames, random, shots));
      return true;
    }
  }
  QGAUGE_TRY(const CircuitSamples samples, trajectory_shots(circuit, shots.shots(), random));
  scatter(samples, cluster, random, shots);
  return false;
}

/// What one circuit gave, and what was approximated on the way.
struct Ran {
  CircuitSamples whole;
  std::vector<CircuitSamples> answers;
  bool cut = false;
  bool twirled = false;
};

/// Qubits and pairs alone, for which the density-matrix executor has tables.
bool are_pairs(const execution::CircuitBatch& batch) {
  return batch.questions.empty() && std::ranges::all_of(batch.circuits, [](const circuit::Circuit& circuit) {
           return circuit.qubits <= max_pair_density_qubits;
         });
}

class MachineExecutor final : public execution::Executor {
 public:
  explicit MachineExecutor(const noise::NoiseModel& model) : model_(model), exact_(density_matrix_executor(model)) {}

  core::Result<execution::Samples> run(const execution::CircuitBatch& batch) const override {
    if (are_pairs(batch)) return exact_->run(batch);
    const std::size_t count = batch.circuits.size();
    std::vector<core::Result<Ran>> ran(count);
    const bool side_by_side = count > 1 && !omp_in_parallel();
#pragma omp parallel for schedule(dynamic) if (side_by_side)
    for (std::size_t i = 0; i < count; ++i) ran[i] = run_circuit(batch, i);
    return gathered(batch, ran);
  }

  std::optional<Eigen::MatrixXd> pauli_transfer_matrix(const circuit::Circuit& circuit) const override {
    return exact_->pauli_transfer_matrix(circuit);
  }

 private:
  core::Result<Ran> run_circuit(const execution::CircuitBatch& batch, std::size_t i) const {
    core::Random random({batch.seed, batch.domain, i, 0});
    const bool asked = i < batch.questions.size() && !batch.questions[i].empty();
    auto ran = asked ? answered(batch.circuits[i], batch.questions[i], batch.shots, random)
                     : whole(batch.circuits[i], batch.shots, random);
    if (!ran) ran.error().where = fmt::format("circuit {}, {}", i, ran.error().where);
    return ran;
  }

  core::Result<Ran> whole(const circuit::Circuit& circuit, std::uint64_t shots, core::Random& random) const {
    QGAUGE_TRY(const noise::NoisyCircuit noisy, noise::noisy_circuit(circuit, model_));
    switch (method_for(noisy, Method::automatic)) {
      case Method::density_matrix: {
        QGAUGE_TRY(CircuitSamples samples, density_shots(noisy, shots, random));
        return Ran{std::move(samples), {}};
      }
      case Method::pauli_frames: {
        QGAUGE_TRY(const PauliFrames frames, PauliFrames::make(noisy));
        QGAUGE_TRY(CircuitSamples samples, frames.outcomes(shots, {random.bits(), random.bits(), 0, 0}));
        return Ran{std::move(samples), {}};
      }
      case Method::trajectories:
      case Method::automatic:
        break;
    }
    QGAUGE_TRY(CircuitSamples samples, trajectory_shots(noisy, shots, random));
    return Ran{std::move(samples), {}};
  }

  core::Result<Ran> answered(const circuit::Circuit& circuit, const std::vector<Question>& questions,
                             std::uint64_t shots, core::Random& random) const {
    QGAUGE_TRY(const noise::NoisyCircuit noisy, noise::noisy_circuit(circuit, model_));
    const Clusters clusters = clusters_of(noisy);
    ShotBits bits(circuit.qubits, shots);
    Ran ran;
    ran.cut = clusters.cut;
    for (const Cluster& cluster : clusters.parts) {
      QGAUGE_TRY(const bool twirled, run_cluster(cluster, random, bits));
      ran.twirled |= twirled;
    }
    for (const Question& question : questions) ran.answers.push_back(answer_of(question, bits));
    return ran;
  }

  static core::Result<execution::Samples> gathered(const execution::CircuitBatch& batch,
                                                   std::vector<core::Result<Ran>>& ran) {
    execution::Samples samples;
    bool cut = false, twirled = false;
    for (core::Result<Ran>& one : ran) {
      QGAUGE_TRY(Ran circuit, std::move(one));
      cut |= circuit.cut;
      twirled |= circuit.twirled;
      samples.circuits.push_back(std::move(circuit.whole));
      samples.answers.push_back(std::move(circuit.answers));
    }
    samples.answers.resize(batch.questions.size());
    if (cut) samples.approximation = cut_text;
    if (twirled) samples.approximation += (cut ? "; " : "") + std::string(frames_text);
    return samples;
  }

  const noise::NoiseModel& model_;
  std::unique_ptr<execution::Executor> exact_;
};

}  // namespace

std::unique_ptr<execution::Executor> machine_executor(const noise::NoiseModel& model) {
  return std::make_unique<MachineExecutor>(model);
}

}  // namespace qgauge::simulator
