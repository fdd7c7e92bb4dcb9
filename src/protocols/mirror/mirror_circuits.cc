// Mirror circuits of one shape: random layers and back, and what they end in. See mirror_circuits.hpp.
// Must not know what runs the circuits.
#include "qgauge/protocols/mirror_circuits.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "protocols/mean_success.hpp"
#include "protocols/mirror/mirror.hpp"
#include "protocols/rb.hpp"

namespace qgauge::protocols {
namespace {

using circuit::GateKind;
using circuit::Operation;
using figures::Figure;
using Pair = std::array<std::uint32_t, 2>;

constexpr double gate_probability = 0.5;  // of each grabbed coupling, as published
constexpr std::string_view method = "mirror circuits, Student's interval over circuits";

struct MirrorSize {
  int circuits;
  std::uint64_t shots;
};

MirrorSize mirror_size(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {6, 1000};
    case Effort::standard:
      return {10, 1000};
    case Effort::thorough:
      return {60, 4000};
  }
  std::unreachable();
}

GateKind inverse_of(GateKind gate) {
  switch (gate) {
    case GateKind::s:
      return GateKind::sdg;
    case GateKind::sdg:
      return GateKind::s;
    case GateKind::sx:
      return GateKind::sxdg;
    case GateKind::sxdg:
      return GateKind::sx;
    default:
      assert(gate == GateKind::x || gate == GateKind::y || gate == GateKind::z || gate == GateKind::cx ||
             gate == GateKind::barrier);
      return gate;
  }
}

/// A Pauli operator on the register without its sign: conjugated gate by gate it says which bits end flipped
/// (Aaronson and Gottesman, PRA 70, 052328).
struct PauliString {
  std::vector<bool> x;
  std::vector<bool> z;

  void apply(const Operation& operation) {
    const auto [a, b] = operation.qubits;
    switch (operation.gate) {
      case GateKind::s:
      case GateKind::sdg:
        z[a] = z[a] != x[a];
        return;
      case GateKind::sx:
      case GateKind::sxdg:
        x[a] = x[a] != z[a];
        return;
      case GateKind::cx:
        x[b] = x[b] != x[a];
        z[a] = z[a] != z[b];
        return;
      default:  // Paulis and barriers leave it as it is
        return;
    }
  }
};

class MirrorCircuit {
 public:
  MirrorCircuit(const std::vector<int>& qubits, const std::vector<Pair>& pairs, core::Random& random)
      : circuit_{static_cast<int>(qubits.size()), qubits, {}}, pairs_(pairs), random_(random) {}

  void add_cliffords(const std::vector<bool>& busy) {
    for (std::uint32_t q = 0; q < width(); ++q) {
      if (busy[q]) continue;
      for (const GateKind gate : one_qubit_words()[random_.below(one_qubit_words().size())]) circuit_.append(gate, q);
    }
    circuit_.append_barrier();
  }

  /// Random Paulis, then C-NOTs on a random matching and Cliffords on the other qubits.
  void add_layer() {
    add_paulis(nullptr);
    std::vector<bool> busy(width());
    for (const Pair& pair : grabbed()) {
      circuit_.append(GateKind::cx, pair[0], pair[1]);
      busy[pair[0]] = busy[pair[1]] = true;
    }
    add_cliffords(busy);
  }

  /// The Paulis in the middle, everything before them undone, and measurement. The bits that it ends in.
  std::vector<bool> mirror() {
    const std::vector<Operation> forward = circuit_.operations;
    PauliString pauli{std::vector<bool>(width()), std::vector<bool>(width())};
    add_paulis(&pauli);
    for (std::size_t k = forward.size(); k-- > 0;) {
      // The barrier behind a layer comes before its inverse, and the one of the layer before it behind.
      if (k + 1 == forward.size()) continue;
      const Operation undone{inverse_of(forward[k].gate), forward[k].qubits, 0};
      circuit_.operations.push_back(undone);
      pauli.apply(undone);
    }
    circuit_.append_barrier();
    circuit_.measure_all();
    return pauli.x;
  }

  circuit::Circuit take() { return std::move(circuit_); }

 private:
  std::uint32_t width() const { return static_cast<std::uint32_t>(circuit_.qubits); }

  void add_paulis(PauliString* record) {
    constexpr std::array gates{GateKind::id, GateKind::x, GateKind::y, GateKind::z};
    for (std::uint32_t q = 0; q < width(); ++q) {
      const std::uint64_t letter = random_.below(gates.size());
      if (letter != 0) circuit_.append(gates[letter], q);
      if (record == nullptr) continue;
      record->x[q] = letter == 1 || letter == 2;
      record->z[q] = letter == 2 || letter == 3;
    }
    circuit_.append_barrier();
  }

  /// Couplings are grabbed in random order while both qubits are free; each is then kept with the gate probability
  /// ("edge grab", Proctor et al., supplement).
  std::vector<Pair> grabbed() {
    std::vector<Pair> order = pairs_, kept;
    std::vector<bool> taken(width());
    for (std::size_t i = order.size(); i > 0; --i) {
      std::swap(order[i - 1], order[random_.below(i)]);
      const Pair& pair = order[i - 1];
      if (taken[pair[0]] || taken[pair[1]]) continue;
      taken[pair[0]] = taken[pair[1]] = true;
      if (random_.uniform() < gate_probability) kept.push_back(pair);
    }
    return kept;
  }

  circuit::Circuit circuit_;
  const std::vector<Pair>& pairs_;
  core::Random& random_;
};

/// Where every qubit is coupled to every other, each to the next alone, as the published circuits have it.
std::vector<Pair> path_of(int width) {
  std::vector<Pair> pairs;
  for (std::uint32_t q = 0; q + 1 < static_cast<std::uint32_t>(width); ++q) pairs.push_back({q, q + 1});
  return pairs;
}

Figure figure_of(const std::string& name, const Mean& mean, const MirrorPlan& plan) {
  Figure figure =
      figures::sampled_figure(name, mean.value, mean.sigma, figures::Origin::simulated, std::string(method));
  figure.low = mean.interval.low;
  figure.high = mean.interval.high;
  figure.samples = plan.batch.shots * plan.targets.size();
  figure.assumptions.push_back(fmt::format("qubits {}", fmt::join(plan.qubits, ", ")));
  return figure;
}

bool is_complete(const MirrorPlan& plan, const execution::Samples& samples) {
  return samples.answers.size() == plan.targets.size() && std::ranges::all_of(samples.answers, [](const auto& answers) {
           return answers.size() == 1 && answers.front().shots > 0;
         });
}

}  // namespace

std::optional<QubitSet> mirror_set(const device::DeviceModel& model, const MirrorShape& shape) {
  // Of a path's couplings 1 - e^-2 of the qubits are grabbed (Flory, J. Am. Chem. Soc. 61, 1518, 1939), in pairs.
  const double gates = 2 * shape.layers * gate_probability * (1 - std::exp(-2)) / 2;
  const double pulses = 2 * shape.layers;
  return best_connected_set(model, shape.width, {gates, pulses});
}

core::Result<MirrorPlan> plan_mirror_circuits(const device::DeviceModel& model, const MirrorShape& shape,
                                              const Options& options) {
  std::optional<QubitSet> set = mirror_set(model, shape);
  if (!set) {
    return core::unusable(model.name, fmt::format("no {} qubits that calibrated couplings connect", shape.width),
                          "readout errors and gates of as many", "choose a smaller width");
  }
  const MirrorSize size = mirror_size(options.effort);
  const std::array subject{shape.width, shape.layers};
  MirrorPlan plan{shape, std::move(set->qubits), {}, {}};
  plan.batch = {{}, size.shots, options.seed, core::domain_of("mirror_circuits", subject), {}};
  const std::vector<Pair> pairs = model.all_to_all ? path_of(shape.width) : pairs_within(model, plan.qubits);
  const std::uint64_t domain = core::domain_of("mirror_circuits layers", subject);
  for (int c = 0; c < size.circuits; ++c) {
    core::Random random({options.seed, domain, static_cast<std::uint64_t>(c), 0});
    MirrorCircuit circuit(plan.qubits, pairs, random);
    circuit.add_cliffords(std::vector<bool>(plan.qubits.size()));
    for (int layer = 0; layer < shape.layers; ++layer) circuit.add_layer();
    plan.targets.push_back(circuit.mirror());
    QGAUGE_TRY(circuit::Circuit native, compiled(circuit.take(), model));
    plan.batch.circuits.push_back(std::move(native));
    plan.batch.questions.push_back({execution::Distances{plan.targets.back()}});
  }
  return plan;
}

core::Result<std::vector<Figure>> estimate_mirror_circuits(const MirrorPlan& plan, const execution::Samples& samples) {
  if (!is_complete(plan, samples)) {
    return core::unusable("samples", fmt::format("{} circuits", samples.answers.size()),
                          fmt::format("the {} of the plan, with one answer each", plan.targets.size()),
                          "use the counts of this plan's circuits");
  }
  std::vector<Successes> successes;
  for (const auto& answers : samples.answers) {
    successes.push_back({execution::weight_of(answers.front(), 0), answers.front().shots});
  }
  const Mean success = mean_success(successes, 0.95);
  const double chance = std::pow(0.5, plan.shape.width);
  const auto polarization = [&](double probability) { return (probability - chance) / (1 - chance); };
  const std::string name = fmt::format("{}x{}", plan.shape.width, plan.shape.layers);
  return std::vector{figure_of("mirror_success." + name, success, plan),
                     figure_of("mirror_polarization." + name,
                               {polarization(success.value),
                                success.sigma / (1 - chance),
                                {polarization(success.interval.low), polarization(success.interval.high)}},
                               plan)};
}

}  // namespace qgauge::protocols
