// Layer fidelity: circuits of one layer, fidelities of its blocks, and their product. See layer_fidelity.hpp.
// Must not know what runs the circuits.
#include "qgauge/protocols/layer_fidelity.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using circuit::GateKind;
using figures::Figure;

constexpr std::string_view block_name = "layer_fidelity";
constexpr std::string_view method = "simultaneous direct randomized benchmarking of two layers";

struct LayerSize {
  int lengths;
  int circuits_per_length;  ///< a multiple of four: every target state of a pair equally often
  std::uint64_t shots;
  int longest;
};

LayerSize layer_size(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {5, 4, 256, 96};
    case Effort::standard:
      return {6, 8, 512, 512};
    case Effort::thorough:
      return {8, 24, 1024, 1024};
  }
  std::unreachable();
}

const device::Coupling& coupling_of(const device::DeviceModel& model, int a, int b) {
  const device::Coupling* coupling = device::find_coupling(model, a, b);
  assert(coupling != nullptr && coupling->gate);
  return *coupling;
}

/// The native gate where it is a Clifford gate, else a CZ made of it.
circuit::Operation gate_of(const device::TwoQubitGate& gate, std::uint32_t first, std::uint32_t second) {
  if (circuit::spec_of(gate.kind).clifford) return {gate.kind, {first, second}, 0};
  return {GateKind::cz, {first, second}, 0};
}

LayerBlock pair_block(const device::DeviceModel& model, const std::vector<int>& chain, std::uint32_t position) {
  const device::TwoQubitGate& gate = *coupling_of(model, chain[position], chain[position + 1]).gate;
  const bool forward = gate.first == chain[position];
  return {{position, position + 1}, gate_of(gate, position + !forward, position + forward)};
}

const CliffordGroup& group_of(const LayerBlock& block) {
  return block.positions.size() == 1 ? one_qubit_cliffords() : two_qubit_cliffords();
}

/// [k][word]: the word on qubit k of a block.
using WordTableaux = std::array<std::vector<Tableau>, 2>;
const WordTableaux& word_tableaux() {
  static const WordTableaux tableaux = [] {
    WordTableaux out;
    for (std::uint32_t k = 0; k < out.size(); ++k) {
      for (const std::vector<GateKind>& word : one_qubit_words()) {
        Tableau total = identity_tableau();
        for (const GateKind gate : word) total = then(total, tableau_of(circuit::Operation{gate, {k, 0}, 0}));
        out[k].push_back(total);
      }
    }
    return out;
  }();
  return tableaux;
}

/// Of the pair's gate, its qubits numbered within the block; of a waiting qubit the identity.
Tableau gate_tableau(const LayerBlock& block) {
  if (block.positions.size() == 1) return identity_tableau();
  circuit::Operation operation = block.gate;
  for (std::uint32_t& qubit : operation.qubits) qubit -= block.positions[0];
  return tableau_of(operation);
}

/// A circuit of the whole layer under construction, and what each block has done so far.
class LayerCircuit {
 public:
  LayerCircuit(const std::vector<int>& chain, const std::vector<LayerBlock>& blocks)
      : blocks_(blocks), circuit_{static_cast<int>(chain.size()), chain, {}}, done_(blocks.size(), identity_tableau()) {
    for (const LayerBlock& block : blocks) gates_.push_back(gate_tableau(block));
  }

  void add_layer(core::Random& random) {
    for (std::size_t b = 0; b < blocks_.size(); ++b) add_local_cliffords(b, random);
    circuit_.append_barrier();
    for (std::size_t b = 0; b < blocks_.size(); ++b) add_gate(b);
    circuit_.append_barrier();
  }

  /// The inverse of every block, so that block b ends in targets[b], and measurement.
  circuit::Circuit finish(const std::vector<std::uint64_t>& targets) {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      const CliffordGroup& group = group_of(blocks_[b]);
      append(group.element(group.find(then(inverse_of(done_[b]), flip_tableau(targets[b])))), b);
    }
    circuit_.append_barrier();
    circuit_.measure_all();
    return std::move(circuit_);
  }

 private:
  void add_local_cliffords(std::size_t b, core::Random& random) {
    for (std::uint32_t k = 0; k < blocks_[b].positions.size(); ++k) {
      const std::size_t word = random.below(one_qubit_words().size());
      for (const GateKind gate : one_qubit_words()[word]) circuit_.append(gate, blocks_[b].positions[k]);
      done_[b] = then(done_[b], word_tableaux()[k][word]);
    }
  }

  void add_gate(std::size_t b) {
    if (blocks_[b].positions.size() == 1) return;
    circuit_.operations.push_back(blocks_[b].gate);
    done_[b] = then(done_[b], gates_[b]);
  }

  void append(const CliffordElement& element, std::size_t b) {
    circuit::Circuit own{static_cast<int>(blocks_[b].positions.size()), {}, {}};
    append_element(own, element);
    for (circuit::Operation operation : own.operations) {
      for (std::uint32_t& qubit : operation.qubits) qubit += blocks_[b].positions[0];
      circuit_.operations.push_back(operation);
    }
  }

  const std::vector<LayerBlock>& blocks_;
  circuit::Circuit circuit_;
  std::vector<Tableau> done_;
  std::vector<Tableau> gates_;
};

/// Of the mean block, for the choice of lengths only.
double expected_decay(const device::DeviceModel& model, const std::vector<int>& chain,
                      const std::vector<LayerBlock>& blocks) {
  double infidelity = 0;
  int pairs = 0;
  for (const LayerBlock& block : blocks) {
    if (block.positions.size() == 1) continue;
    const int first = chain[block.positions[0]], second = chain[block.positions[1]];
    infidelity += coupling_of(model, first, second).gate->infidelity;
    for (const int q : {first, second}) infidelity += model.qubits[static_cast<std::size_t>(q)].gate->infidelity;
    ++pairs;
  }
  const double mean = pairs == 0 ? 1e-3 : infidelity / pairs;
  return core::decay_from_average_infidelity(std::clamp(mean, 1e-6, 0.7), 4);
}

/// Doubling lengths up to where the mean block has fallen to 1/e.
std::vector<int> lengths_of(double decay, const LayerSize& size) {
  const double longest = std::clamp(-1 / std::log(decay), 8.0, static_cast<double>(size.longest));
  std::vector<int> lengths;
  for (int k = size.lengths - 1; k >= 0; --k) {
    const int length = std::max(1, static_cast<int>(longest * std::pow(0.5, k)));
    if (lengths.empty() || lengths.back() != length) lengths.push_back(length);
  }
  return lengths;
}

std::vector<std::uint64_t> targets_of(const std::vector<LayerBlock>& blocks, int sample) {
  std::vector<std::uint64_t> targets;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const std::uint64_t states = std::uint64_t{1} << blocks[b].positions.size();
    targets.push_back((static_cast<std::uint64_t>(sample) + b) % states);
  }
  return targets;
}

std::vector<execution::Question> questions_of(const std::vector<LayerBlock>& blocks) {
  std::vector<execution::Question> questions;
  for (const LayerBlock& block : blocks) questions.emplace_back(execution::Marginal{block.positions});
  return questions;
}

core::Status check_chain(const device::DeviceModel& model, const std::vector<int>& chain) {
  for (std::size_t k = 0; k < chain.size(); ++k) {
    const bool inside = chain[k] >= 0 && chain[k] < static_cast<int>(model.qubits.size());
    if (!inside || !model.qubits[static_cast<std::size_t>(chain[k])].gate) {
      return core::unusable(fmt::format("chain, qubit {}", chain[k]), "no calibrated one-qubit gate",
                            "an error and a duration", "choose another chain");
    }
    if (k == 0) continue;
    const device::Coupling* coupling = device::find_coupling(model, chain[k - 1], chain[k]);
    if (coupling != nullptr && coupling->gate) continue;
    return core::unusable(fmt::format("chain, coupling {}-{}", chain[k - 1], chain[k]), "no calibrated two-qubit gate",
                          "an error and a duration", "choose another chain");
  }
  return {};
}

/// Survivals of a block, circuits of one length and different targets pooled, so that unequal readout errors cancel.
std::vector<figures::DecayPoint> points_of(const LayerPlan& plan, std::size_t block,
                                           const execution::Samples& samples) {
  const std::size_t states = std::size_t{1} << plan.blocks[block].positions.size();
  std::vector<figures::DecayPoint> points;
  for (std::size_t c = 0; c < plan.lengths.size(); ++c) {
    const execution::CircuitSamples& answer = samples.answers[c][block];
    if (c % states == 0) points.push_back({static_cast<double>(plan.lengths[c]), 0, 0});
    points.back().survivals += execution::weight_of(answer, plan.expected[c][block]);
    points.back().shots += answer.shots;
  }
  return points;
}

Figure block_figure(const LayerPlan& plan, std::size_t block, const execution::Samples& samples) {
  const LayerBlock& own = plan.blocks[block];
  const double d = std::pow(2, own.positions.size());
  const auto fit = figures::fit_decay(points_of(plan, block, samples), 1 / d);
  Figure figure;
  if (fit) {
    const double scale = (d * d - 1) / (d * d), sigma = scale * fit->decay_sigma;
    const double fidelity = 1 - scale * (1 - fit->decay);
    figure = figures::sampled_figure(std::string(block_name), fidelity, sigma, figures::Origin::simulated,
                                     std::string(method));
    figure.low = fidelity - fit->t_quantile * sigma;
    figure.high = fidelity + fit->t_quantile * sigma;
  } else {
    figure = figures::missing_figure(std::string(block_name), figures::Origin::simulated, fit.error().message);
    figure.method = method;
  }
  figure.convention = "process fidelity";
  figure.samples = plan.batch.shots * plan.lengths.size();
  figure.subject = figures::FigureSubject{{}, own.positions.size() == 1 ? "layer, waiting" : "layer"};
  for (const std::uint32_t position : own.positions) figure.subject->qubits.push_back(plan.chain[position]);
  return figure;
}

}  // namespace

std::vector<LayerBlock> layer_blocks(const device::DeviceModel& model, const std::vector<int>& chain, int layer) {
  std::vector<LayerBlock> blocks;
  const auto last = static_cast<std::uint32_t>(chain.size() - 1);
  for (std::uint32_t position = 0; position <= last;) {
    const bool starts_pair = position < last && static_cast<int>(position % 2) == layer;
    blocks.push_back(starts_pair ? pair_block(model, chain, position) : LayerBlock{{position}, {}});
    position += starts_pair ? 2 : 1;
  }
  return blocks;
}

core::Result<LayerPlan> plan_layer(const device::DeviceModel& model, const std::vector<int>& chain, int layer,
                                   const Options& options) {
  QGAUGE_CHECK(check_chain(model, chain));
  LayerPlan plan{chain, layer_blocks(model, chain, layer), {}, {}, {}};
  const LayerSize size = layer_size(options.effort);
  std::vector<int> subject = chain;
  subject.push_back(layer);
  plan.batch = {{}, size.shots, options.seed, core::domain_of(block_name, subject), {}};
  const std::uint64_t domain = core::domain_of("layer_fidelity sequences", subject);
  for (const int length : lengths_of(expected_decay(model, chain, plan.blocks), size)) {
    for (int sample = 0; sample < size.circuits_per_length; ++sample) {
      core::Random random({options.seed, domain, plan.lengths.size(), 0});
      LayerCircuit circuit(chain, plan.blocks);
      for (int k = 0; k < length; ++k) circuit.add_layer(random);
      plan.expected.push_back(targets_of(plan.blocks, sample));
      QGAUGE_TRY(circuit::Circuit native, compiled(circuit.finish(plan.expected.back()), model));
      plan.batch.circuits.push_back(std::move(native));
      plan.batch.questions.push_back(questions_of(plan.blocks));
      plan.lengths.push_back(length);
    }
  }
  return plan;
}

core::Result<std::vector<Figure>> estimate_layer(const LayerPlan& plan, const execution::Samples& samples) {
  const auto complete = [&](const auto& answers) { return answers.size() == plan.blocks.size(); };
  if (samples.answers.size() != plan.lengths.size() || !std::ranges::all_of(samples.answers, complete)) {
    return core::unusable("samples", fmt::format("{} circuits", samples.answers.size()),
                          fmt::format("the {} of the plan, with an answer a block", plan.lengths.size()),
                          "use the counts of this plan's circuits");
  }
  std::vector<Figure> figures;
  for (std::size_t block = 0; block < plan.blocks.size(); ++block) {
    figures.push_back(block_figure(plan, block, samples));
  }
  return figures;
}

std::vector<Figure> layer_fidelity_figures(const std::vector<int>& chain, const std::string& suffix,
                                           std::span<const Figure> blocks) {
  const auto n = static_cast<double>(chain.size());
  const std::array names{fmt::format("layer_fidelity.{}{}", chain.size(), suffix),
                         fmt::format("eplg.{}{}", chain.size(), suffix),
                         fmt::format("eplg_average.{}{}", chain.size(), suffix)};
  std::vector<Figure> out;
  double log_fidelity = 0, relative_variance = 0;
  std::uint64_t shots = 0;
  for (const Figure& block : blocks) {
    if (!block.value || !(*block.value > 0)) {
      for (const std::string& name : names) {
        out.push_back(
            figures::missing_figure(name, figures::Origin::simulated,
                                    fmt::format("no fidelity of the layer's block on qubit {}: {}",
                                                block.subject->qubits.front(), block.missing.value_or("not above 0"))));
      }
      return out;
    }
    log_fidelity += std::log(*block.value);
    relative_variance += std::pow(block.uncertainty.sampling / *block.value, 2);
    shots = std::max(shots, block.samples);
  }
  const double fidelity = std::exp(log_fidelity), sigma = fidelity * std::sqrt(relative_variance);
  const double root = std::exp(log_fidelity / (n - 1));
  const double error_sigma = root / (n - 1) * std::sqrt(relative_variance);
  constexpr double of_average = 0.8;  // r = 4/5 e of two qubits
  out.push_back(figures::sampled_figure(names[0], fidelity, sigma, figures::Origin::simulated, std::string(method)));
  out.push_back(
      figures::sampled_figure(names[1], 1 - root, error_sigma, figures::Origin::simulated, std::string(method)));
  out.push_back(figures::sampled_figure(names[2], of_average * (1 - root), of_average * error_sigma,
                                        figures::Origin::simulated, std::string(method)));
  out[0].convention = "process fidelity";
  out[1].convention = "process infidelity: 1 - LF^(1/(N-1))";
  out[2].convention = "average gate infidelity: 4/5 (1 - LF^(1/(N-1)))";
  for (Figure& figure : out) {
    figure.samples = shots * 2;
    figure.assumptions.push_back(fmt::format("chain {}", fmt::join(chain, "-")));
  }
  return out;
}

}  // namespace qgauge::protocols
