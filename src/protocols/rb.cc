// Sequences, lengths, counts and fits of randomized benchmarking. Called by rb_1q and rb_2q.
// Must not know how many qubits a Clifford acts on, beyond what its group says.
#include "protocols/rb.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace qgauge::protocols {

namespace {

using circuit::GateKind;

constexpr int longest_sequence = 2000;
constexpr int shortest_maximum = 4;  // even gates that hardly work are seen at three lengths
constexpr double decay_exponent = 1.5;

/// A gate behind every random Clifford, with what it does.
struct Interleaved {
  circuit::Operation operation;
  Tableau tableau;
};

/// `length` uniformly random Cliffords, and the one that takes their product to the X flip that prepares `target`.
circuit::Circuit random_sequence(const CliffordGroup& group, const std::optional<Interleaved>& interleaved, int length,
                                 std::uint64_t target, core::Random& random) {
  circuit::Circuit out{group.qubits(), {}, {}};
  Tableau total = identity_tableau();
  for (int k = 0; k < length; ++k) {
    const std::size_t index = random.below(group.size());
    append_element(out, group.element(index));
    out.append_barrier();
    total = then(total, group.tableau(index));
    if (!interleaved) continue;
    out.operations.push_back(interleaved->operation);
    out.append_barrier();
    total = then(total, interleaved->tableau);
  }
  append_element(out, group.element(group.find(then(inverse_of(total), flip_tableau(target)))));
  out.append_barrier();
  out.measure_all();
  return out;
}

std::string method_of(const RbPlan& plan) {
  return plan.qubits.size() == 1 ? "one-qubit randomized benchmarking" : "two-qubit randomized benchmarking";
}

/// Adds what one operation contributes to the sums of a plan.
void count(const circuit::Operation& operation, RbPlan& plan) {
  if (is_entangler(operation)) plan.entanglers_per_clifford += 1;
  if (is_pulse(operation)) plan.pulses_per_clifford[operation.qubits[0]] += 1;
  if (operation.gate == GateKind::delay) plan.idle_s_per_clifford[operation.qubits[0]] += operation.parameter;
}

/// How far readout lets a survival lie from chance, 1 where it is perfect: (prod_q (1 + v_q) - 1) / (2^n - 1) with
/// v = 1 - P(1|0) - P(0|1), for random target states.
double visibility(const device::DeviceModel& model, const std::vector<int>& qubits) {
  double product = 1;
  for (const int q : qubits) {
    const device::ModelQubit& qubit = model.qubits[static_cast<std::size_t>(q)];
    product *= 2 - qubit.p1_given_0.value_or(0) - qubit.p0_given_1.value_or(0);
  }
  return (product - 1) / (std::pow(2, qubits.size()) - 1);
}

/// Poor readout is made up for by shots, as the inverse square of its visibility.
std::uint64_t shots_for(std::uint64_t shots, double visibility) {
  constexpr double most = 1000;
  return shots * static_cast<std::uint64_t>(std::ceil(std::min(most, 1 / (visibility * visibility))));
}

/// One point for each length and group of circuits that end in different target states, so that readout errors that
/// differ between states cancel from the asymptote instead of scattering the points.
core::Result<std::vector<figures::DecayPoint>> balanced_points(const RbPlan& plan, const execution::Samples& samples) {
  const std::uint64_t targets = std::uint64_t{1} << plan.qubits.size();
  std::map<std::pair<int, std::uint64_t>, figures::DecayPoint> points;  // by length and group
  std::map<std::pair<int, std::uint64_t>, std::uint64_t> seen;          // circuits by length and target
  for (std::size_t c = 0; c < plan.lengths.size(); ++c) {
    const execution::CircuitSamples& circuit = samples.circuits[c];
    if (!(circuit.shots > 0)) return core::unusable(fmt::format("samples, circuit {}", c), "no shots", "at least one");
    const std::uint64_t group = seen[{plan.lengths[c], plan.expected[c] % targets}]++;
    figures::DecayPoint& point = points[{plan.lengths[c], group}];
    point.length = plan.lengths[c];
    point.survivals += execution::weight_of(circuit, plan.expected[c]);
    point.shots += circuit.shots;
  }
  std::vector<figures::DecayPoint> out;
  for (const auto& [key, point] : points) out.push_back(point);
  return out;
}

/// Means over all Cliffords of the batch, each circuit's last one included.
void count_per_clifford(RbPlan& plan) {
  double cliffords = 0;
  for (std::size_t c = 0; c < plan.lengths.size(); ++c) {
    cliffords += plan.lengths[c] + 1;
    for (const circuit::Operation& operation : plan.batch.circuits[c].operations) count(operation, plan);
  }
  plan.entanglers_per_clifford /= cliffords;
  for (double& pulses : plan.pulses_per_clifford) pulses /= cliffords;
  for (double& idle_s : plan.idle_s_per_clifford) idle_s /= cliffords;
}

}  // namespace

RbSize rb_size(Effort effort, int qubits) {
  const std::int64_t cheaper = qubits == 1 ? 4 : 1;
  switch (effort) {
    case Effort::quick:
      return {7, 8, 512, 3'000 * cheaper};
    case Effort::standard:
      return {10, 24, 1024, 20'000 * cheaper};
    case Effort::thorough:
      return {12, 48, 2048, 80'000 * cheaper};
  }
  assert(false);
  return {};
}

std::vector<int> rb_lengths(double decay, const RbSize& size) {
  const int circuits = size.lengths * size.circuits_per_length;
  const double wanted = decay < 1 ? decay_exponent / -std::log(decay) : longest_sequence;
  // The lengths of all circuits add up to twice the longest for each circuit of a length.
  const auto allowed = static_cast<double>(size.most_cliffords - circuits) / (2.0 * size.circuits_per_length);
  const double longest = std::clamp(wanted, double{shortest_maximum}, std::min(allowed, double{longest_sequence}));
  std::vector<int> lengths;
  for (int k = 0; k < size.lengths; ++k) {
    const int length = std::max(1, static_cast<int>(longest * std::pow(0.5, k)));
    if (lengths.empty() || lengths.back() != length) lengths.push_back(length);
  }
  std::ranges::reverse(lengths);
  return lengths;
}

bool is_pulse(const circuit::Operation& operation) {
  return operation.gate == GateKind::sx || operation.gate == GateKind::x;
}

bool is_entangler(const circuit::Operation& operation) {
  const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
  return spec.unitary && spec.qubits == 2;
}

core::Result<circuit::Circuit> compiled(const circuit::Circuit& circuit, const device::DeviceModel& model) {
  QGAUGE_TRY(const circuit::Circuit native, compile::to_native(circuit, model));
  return compile::schedule(native, model);
}

RbShape rb_shape(std::string_view protocol, const RbSize& size, double decay, int qubits) {
  RbShape shape{std::string(protocol), rb_lengths(decay, size), 0, size.shots};
  // As many circuits also where small lengths coincide, and of each length every target state equally often.
  const int block = static_cast<int>(shape.lengths.size()) << qubits;
  shape.circuits = (size.lengths * size.circuits_per_length + block - 1) / block * block;
  return shape;
}

MakeSequence clifford_sequences(const CliffordGroup& group, const std::optional<circuit::Operation>& interleaved) {
  std::optional<Interleaved> gate;
  if (interleaved) gate = Interleaved{*interleaved, tableau_of(*interleaved)};
  return [&group, gate](int length, std::uint64_t target, core::Random& random) {
    return random_sequence(group, gate, length, target, random);
  };
}

core::Result<RbPlan> plan_sequences(const MakeSequence& make, const RbShape& shape, std::vector<int> qubits,
                                    const device::DeviceModel& model, const Options& options) {
  const auto distinct = static_cast<int>(shape.lengths.size());
  const int targets = 1 << qubits.size();
  RbPlan plan;
  plan.batch = {
      {}, shots_for(shape.shots, visibility(model, qubits)), options.seed, core::domain_of(shape.protocol, qubits), {}};
  const std::uint64_t domain = core::domain_of(shape.protocol + " sequences", qubits);
  for (int c = 0; c < shape.circuits; ++c) {
    core::Random random({options.seed, domain, static_cast<std::uint64_t>(c), 0});
    const int length = shape.lengths[static_cast<std::size_t>(c % distinct)];
    const auto target = static_cast<std::uint64_t>(c / distinct % targets);
    circuit::Circuit sequence = make(length, target, random);
    sequence.layout = qubits;
    QGAUGE_TRY(circuit::Circuit native, compiled(sequence, model));
    plan.batch.circuits.push_back(std::move(native));
    plan.lengths.push_back(length);
    plan.expected.push_back(target);
  }
  plan.qubits = std::move(qubits);
  count_per_clifford(plan);
  return plan;
}

core::Result<std::vector<figures::DecayPoint>> survivals(const RbPlan& plan, const execution::Samples& samples) {
  if (samples.circuits.size() != plan.lengths.size()) {
    return core::unusable("samples", fmt::format("{} circuits", samples.circuits.size()),
                          fmt::format("the {} of the plan", plan.lengths.size()),
                          "use the counts of this plan's circuits");
  }
  QGAUGE_TRY(const auto points, balanced_points(plan, samples));
  return points;
}

core::Result<figures::DecayFit> fit_decay(const RbPlan& plan, std::span<const figures::DecayPoint> points) {
  return figures::fit_decay(points, std::pow(0.5, static_cast<double>(plan.qubits.size())));
}

std::vector<figures::Figure> missing_figures(std::span<const std::string_view> names, const RbPlan& plan,
                                             const core::Error& error) {
  std::vector<figures::Figure> out;
  for (const std::string_view name : names) {
    out.push_back(figures::missing_figure(std::string(name), figures::Origin::simulated, error.message));
    out.back().method = method_of(plan);
    out.back().subject = figures::FigureSubject{plan.qubits, plan.gate};
  }
  return out;
}

figures::Figure rb_figure(std::string_view name, double value, double sigma, const RbPlan& plan,
                          const figures::DecayFit& fit) {
  figures::Figure figure =
      figures::sampled_figure(std::string(name), value, sigma, figures::Origin::simulated, method_of(plan));
  figure.low = value - fit.t_quantile * sigma;
  figure.high = value + fit.t_quantile * sigma;
  figure.samples = plan.batch.shots * plan.lengths.size();
  figure.subject = figures::FigureSubject{plan.qubits, plan.gate};
  return figure;
}

}  // namespace qgauge::protocols
