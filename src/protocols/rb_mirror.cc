// Mirror randomized benchmarking: see rb_mirror.hpp. Called by assess.
// Must not know what runs the circuits.
#include "qgauge/protocols/rb_mirror.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "protocols/chains.hpp"
#include "protocols/random_layers.hpp"
#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr std::string_view method = "mirror randomized benchmarking";

struct MirrorSize {
  int lengths;
  int circuits_per_length;
  std::uint64_t shots;
  int longest;
  std::vector<int> registers;
};

/// Up to 12 qubits the simulator keeps every channel as it is; wider registers are cheaper and twirled.
MirrorSize mirror_size(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {5, 8, 512, 128, {2, 4}};
    case Effort::standard:
      return {6, 16, 1024, 256, {2, 4, 8, 16}};
    case Effort::thorough:
      return {6, 30, 1024, 512, {2, 4, 8, 12, 16}};
  }
  std::unreachable();
}

std::array<std::string, 2> names_of(std::size_t qubits) {
  return {fmt::format("rb_mirror.process_infidelity.{}", qubits),
          fmt::format("rb_mirror.average_infidelity.{}", qubits)};
}

/// Doubling even lengths.
std::vector<int> even_lengths(double decay, const MirrorSize& size) {
  const double wanted = decay < 1 ? -1 / std::log(decay) : size.longest;
  const double longest = std::clamp(wanted, 8.0, static_cast<double>(size.longest));
  std::vector<int> lengths;
  for (int k = size.lengths - 1; k >= 0; --k) {
    const int length = std::max(2, 2 * static_cast<int>(longest * std::pow(0.5, k + 1)));
    if (lengths.empty() || lengths.back() != length) lengths.push_back(length);
  }
  return lengths;
}

/// A circuit under construction with the Pauli operator that its random Paulis amount to so far.
class MirrorCircuit {
 public:
  MirrorCircuit(const std::vector<int>& chain, core::Random& random)
      : random_(random), circuit_{static_cast<int>(chain.size()), chain, {}} {
    frame_.x.resize(chain.size());
    frame_.z.resize(chain.size());
  }

  void add_layer(const RandomLayer& layer) {
    const std::size_t before = circuit_.operations.size();
    append_layer(circuit_, layer);
    for (std::size_t i = before; i < circuit_.operations.size(); ++i) conjugate(frame_, circuit_.operations[i]);
    circuit_.append_barrier();
  }
  void add_paulis() {
    const PauliBits paulis = random_paulis(circuit_.qubits, random_);
    append_paulis(circuit_, paulis);
    for (std::size_t q = 0; q < frame_.x.size(); ++q) {
      frame_.x[q] = frame_.x[q] != paulis.x[q];
      frame_.z[q] = frame_.z[q] != paulis.z[q];
    }
  }
  /// Which bits the Paulis flip.
  const std::vector<bool>& flips() const { return frame_.x; }
  circuit::Circuit finish() {
    circuit_.measure_all();
    return std::move(circuit_);
  }

 private:
  core::Random& random_;
  circuit::Circuit circuit_;
  PauliBits frame_;
};

struct Mirror {
  circuit::Circuit circuit;
  std::vector<bool> target;
};

Mirror random_mirror(const std::vector<int>& chain, int length, core::Random& random) {
  const auto qubits = static_cast<int>(chain.size());
  MirrorCircuit out(chain, random);
  const RandomLayer first = random_local_layer(qubits, random);
  std::vector<RandomLayer> layers;
  out.add_layer(first);
  for (int k = 0; k < length / 2; ++k) {
    layers.push_back(random_layer(qubits, random));
    out.add_paulis();
    out.add_layer(layers.back());
  }
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    out.add_paulis();
    out.add_layer(inverse_of(*layer));
  }
  out.add_paulis();
  out.add_layer(inverse_of(first));
  std::vector<bool> target = out.flips();
  return {out.finish(), std::move(target)};
}

/// The polarization as survivals of an experiment whose chance is 1/2: (1 + S)/2. That has the mean of its model, and
/// a variance that is no larger, because the polarization of every shot lies in [-1, 1].
std::vector<figures::DecayPoint> points_of(const MirrorRbPlan& plan, const execution::Samples& samples) {
  std::vector<figures::DecayPoint> points;
  for (std::size_t c = 0; c < plan.lengths.size(); ++c) {
    const execution::CircuitSamples& distances = samples.answers[c].front();
    const double polarization = effective_polarization(distances, static_cast<int>(plan.chain.size()));
    points.push_back({static_cast<double>(plan.lengths[c]), distances.shots * std::min(1.0, (1 + polarization) / 2),
                      distances.shots});
  }
  return points;
}

Figure with_chain(const MirrorRbPlan& plan, Figure figure) {
  figure.method = method;
  figure.samples = plan.batch.shots * plan.lengths.size();
  figure.assumptions.push_back(fmt::format("chain {}", fmt::join(plan.chain, "-")));
  figure.assumptions.push_back(
      fmt::format("layers with C-NOTs on {:.0f} % of the qubits, random Paulis included", 100 * two_qubit_density));
  return figure;
}

}  // namespace

double effective_polarization(const execution::CircuitSamples& distances, int qubits) {
  const double states = std::pow(4, qubits);
  double sum = 0;
  for (const auto& [distance, weight] : distances.outcomes) {
    sum += weight / distances.shots * std::pow(-0.5, static_cast<double>(distance));
  }
  return states / (states - 1) * sum - 1 / (states - 1);
}

core::Result<MirrorRbPlan> plan_rb_mirror(const device::DeviceModel& model, const std::vector<int>& chain,
                                          const Options& options) {
  QGAUGE_TRY(const double decay, expected_layer_decay(model, chain));
  const MirrorSize size = mirror_size(options.effort);
  MirrorRbPlan plan{chain, {{}, size.shots, options.seed, core::domain_of("rb_mirror", chain), {}}, {}};
  const std::uint64_t domain = core::domain_of("rb_mirror sequences", chain);
  for (const int length : even_lengths(decay, size)) {
    for (int sample = 0; sample < size.circuits_per_length; ++sample) {
      core::Random random({options.seed, domain, plan.lengths.size(), 0});
      Mirror mirror = random_mirror(chain, length, random);
      QGAUGE_TRY(circuit::Circuit native, compiled(mirror.circuit, model));
      plan.batch.circuits.push_back(std::move(native));
      std::vector<execution::Question>& questions = plan.batch.questions.emplace_back();
      questions.emplace_back(execution::Distances{std::move(mirror.target)});
      plan.lengths.push_back(length);
    }
  }
  return plan;
}

core::Result<std::vector<Figure>> estimate_rb_mirror(const MirrorRbPlan& plan, const execution::Samples& samples) {
  const auto complete = [](const auto& answers) { return answers.size() == 1 && answers.front().shots > 0; };
  if (samples.answers.size() != plan.lengths.size() || !std::ranges::all_of(samples.answers, complete)) {
    return core::unusable("samples", fmt::format("{} circuits", samples.answers.size()),
                          fmt::format("the {} of the plan, with their distances", plan.lengths.size()),
                          "use the counts of this plan's circuits");
  }
  const auto names = names_of(plan.chain.size());
  const auto fit = figures::fit_decay(points_of(plan, samples), 0.5);
  std::vector<Figure> figures;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (!fit) {
      Figure missing = figures::missing_figure(names[k], figures::Origin::simulated, fit.error().message);
      figures.push_back(with_chain(plan, std::move(missing)));
      continue;
    }
    const double d = std::pow(k == 0 ? 4 : 2, static_cast<double>(plan.chain.size()));
    figures.push_back(with_chain(plan, decay_figure(names[k], (d - 1) / d, *fit)));
  }
  return figures;
}

core::Result<Work> rb_mirror_work(const Setting& setting) {
  Work work;
  for (const int qubits : mirror_size(setting.options.effort).registers) {
    const auto chain = chain_of(setting.model, qubits);
    if (!chain) continue;
    work.experiments.push_back([&setting, chain = *chain]() -> core::Result<Experiment> {
      QGAUGE_TRY(MirrorRbPlan plan, plan_rb_mirror(setting.model, chain, setting.options));
      Experiment experiment;
      experiment.name = fmt::format("n{}", chain.size());
      std::vector<circuit::Circuit> circuits = std::exchange(plan.batch.circuits, {});
      experiment.batch = plan.batch;
      experiment.batch.circuits = std::move(circuits);
      experiment.labels = {{"qubits", static_cast<double>(chain.size())}};
      experiment.circuit_labels = {{"length", {plan.lengths.begin(), plan.lengths.end()}}};
      experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
        return estimate_rb_mirror(plan, samples);
      };
      return experiment;
    });
  }
  if (work.experiments.empty()) return no_chain(setting.model);
  work.summarise = joined;
  return work;
}

}  // namespace qgauge::protocols
