// Cycle benchmarking of a pair: see cycle_benchmarking.hpp. Called by assess.
// Must not know what runs the circuits.
#include "qgauge/protocols/cycle_benchmarking.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "protocols/combined.hpp"
#include "protocols/exact_cycle.hpp"
#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr int pauli_count = 15;
constexpr int period = 4;
constexpr std::string_view process_name = "cycle_benchmarking.process_infidelity";
constexpr std::string_view average_name = "cycle_benchmarking.average_infidelity";

struct CycleSize {
  int lengths;
  int circuits;  ///< of each Pauli and length, even
  std::uint64_t shots;
  int longest;
};

CycleSize cycle_size(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {3, 8, 128, 32};
    case Effort::standard:
      return {3, 8, 512, 64};
    case Effort::thorough:
      return {3, 20, 1024, 256};
  }
  std::unreachable();
}

/// The Hermitian operator with sign + whose base-4 digit k is I X Y Z of qubit k.
Pauli pauli_at(int index) {
  Pauli out;
  for (int q = 0; q < 2; ++q, index /= 4) {
    const int letter = index % 4;
    if (letter == 1 || letter == 2) out.x = static_cast<std::uint8_t>(out.x | 1 << q);
    if (letter >= 2) out.z = static_cast<std::uint8_t>(out.z | 1 << q);
  }
  out.phase = static_cast<std::uint8_t>(std::popcount(static_cast<unsigned>(out.x & out.z)));
  return out;
}

bool is_negative(Pauli pauli) {
  return (pauli.phase + 4 - std::popcount(static_cast<unsigned>(pauli.x & pauli.z))) % 4 != 0;
}

bool anticommute(Pauli a, Pauli b) { return std::popcount(static_cast<unsigned>((a.x & b.z) ^ (a.z & b.x))) % 2 != 0; }

/// Of qubit q the operator without sign, on qubit 0.
Pauli letter_of(Pauli pauli, std::uint32_t q) {
  const auto x = static_cast<std::uint8_t>(pauli.x >> q & 1), z = static_cast<std::uint8_t>(pauli.z >> q & 1);
  return {x, z, static_cast<std::uint8_t>(x & z)};
}

/// The first word that takes Z to the letter (or the letter to Z, `backwards`); of I none is needed.
std::size_t word_between(Pauli letter, bool backwards) {
  const CliffordGroup& group = one_qubit_cliffords();
  const Pauli z{0, 1, 0};
  if (letter == Pauli{}) return 0;
  for (std::size_t word = 0;; ++word) {
    const Tableau& tableau = group.tableau(word);
    if (backwards ? image_of(tableau, letter) == z : image_of(tableau, z) == letter) return word;
  }
}

void append_words(circuit::Circuit& circuit, Pauli pauli, bool backwards) {
  for (std::uint32_t q = 0; q < 2; ++q) {
    for (const circuit::GateKind gate : one_qubit_words()[word_between(letter_of(pauli, q), backwards)]) {
      circuit.append(gate, q);
    }
  }
}

/// A circuit under construction, with what has become of the operator whose eigenstate was prepared.
class CycleCircuit {
 public:
  CycleCircuit(const std::vector<int>& qubits, Pauli prepared) : circuit_{2, qubits, {}}, now_(prepared) {
    append_words(circuit_, prepared, false);
  }

  void add_paulis(Pauli paulis) {
    for (std::uint32_t q = 0; q < 2; ++q) {
      if (paulis.x >> q & 1) circuit_.append(circuit::GateKind::x, q);
      if (paulis.z >> q & 1) circuit_.append(circuit::GateKind::z, q);
    }
    if (anticommute(paulis, now_)) now_.phase = static_cast<std::uint8_t>((now_.phase + 2) % 4);
  }
  void add_gate(const circuit::Operation& gate, const Tableau& tableau) {
    circuit_.append_barrier();
    circuit_.operations.push_back(gate);
    circuit_.append_barrier();
    now_ = image_of(tableau, now_);
  }
  circuit::Circuit measure() {
    append_words(circuit_, now_, true);
    circuit_.append_barrier();
    circuit_.measure_all();
    return std::move(circuit_);
  }
  circuit::Circuit unmeasured() { return std::move(circuit_); }
  Pauli now() const { return now_; }

 private:
  circuit::Circuit circuit_;
  Pauli now_;
};

Pauli random_pauli(core::Random& random) { return pauli_at(static_cast<int>(random.below(pauli_count + 1))); }

/// Random Paulis behind which the sign is the one that is wanted; half of them are.
Pauli last_paulis(Pauli now, bool odd, core::Random& random) {
  while (true) {
    const Pauli drawn = random_pauli(random);
    if ((is_negative(now) != anticommute(drawn, now)) == odd) return drawn;
  }
}

/// The shortest one, and others up to where the mean operator has fallen to 1/e, as far as the size allows.
std::vector<int> cycle_lengths(double process_infidelity, const CycleSize& size) {
  const double wanted = 1 / std::max(process_infidelity, 1e-6);
  const double longest = std::clamp(wanted, 2.0 * period, static_cast<double>(size.longest));
  std::vector<int> lengths;
  for (int k = 0; k < size.lengths; ++k) {
    const double length = period + (longest - period) * k / (size.lengths - 1);
    const int rounded = period * static_cast<int>(std::lround(length / period));
    if (lengths.empty() || lengths.back() != rounded) lengths.push_back(rounded);
  }
  return lengths;
}

/// Of a gate and the pulses around it, for the choice of lengths only.
double expected_infidelity(const device::DeviceModel& model, const device::Coupling& coupling) {
  const auto pulse = [&](int qubit) { return model.qubits[static_cast<std::size_t>(qubit)].gate->infidelity; };
  return core::process_infidelity_from_average(coupling.gate->infidelity, 4) +
         core::process_infidelity_from_average((pulse(coupling.a) + pulse(coupling.b)) / 2, 2);
}

struct Cycle {
  circuit::Operation gate;
  Tableau tableau;
};

core::Status add_circuit(const device::DeviceModel& model, const Cycle& cycle, int pauli, int length,
                         core::Random& random, CyclePlan& plan) {
  const bool odd = plan.lengths.size() % 2 != 0;
  CycleCircuit circuit(plan.qubits, pauli_at(pauli));
  for (int k = 0; k < length; ++k) {
    circuit.add_paulis(random_pauli(random));
    circuit.add_gate(cycle.gate, cycle.tableau);
  }
  circuit.add_paulis(last_paulis(circuit.now(), odd, random));
  plan.measured.push_back(circuit.now().x | circuit.now().z);
  plan.odd.push_back(odd);
  plan.lengths.push_back(length);
  plan.paulis.push_back(pauli);
  QGAUGE_TRY(circuit::Circuit native, compiled(circuit.measure(), model));
  plan.batch.circuits.push_back(std::move(native));
  return {};
}

/// How often the parity came out as it should, both signs of a pair of circuits together.
std::vector<figures::DecayPoint> points_of(const CyclePlan& plan, int pauli, const execution::Samples& samples) {
  std::vector<figures::DecayPoint> points;
  for (std::size_t c = 0; c < plan.lengths.size(); ++c) {
    if (plan.paulis[c] != pauli) continue;
    if (c % 2 == 0) points.push_back({static_cast<double>(plan.lengths[c]), 0, 0});
    for (const auto& [bits, weight] : samples.circuits[c].outcomes) {
      if ((std::popcount(bits & plan.measured[c]) % 2 != 0) == plan.odd[c]) points.back().survivals += weight;
    }
    points.back().shots += samples.circuits[c].shots;
  }
  return points;
}

Figure with_subject(const CyclePlan& plan, Figure figure) {
  figure.method = "cycle benchmarking, all 15 Paulis";
  figure.samples = plan.batch.shots * plan.lengths.size();
  figure.subject = figures::FigureSubject{plan.qubits, plan.gate};
  figure.assumptions.push_back("the pulses of the random Paulis between gates are part of the cycle");
  return figure;
}

Figure figure_of(const CyclePlan& plan, std::string_view name, double value, const CombinedError& error) {
  Figure figure = figures::sampled_figure(std::string(name), value, error.sigma, figures::Origin::simulated, "");
  figure.low = value - error.t_quantile * error.sigma;
  figure.high = value + error.t_quantile * error.sigma;
  return with_subject(plan, std::move(figure));
}

/// The fit's squared residuals are enlarged by their leverage, which on average exceeds their variance by
/// 1/(1 - leverage) (HC3, MacKinnon and White, J. Econometrics 29, 305, 1985). One fit of few points needs that; in a
/// sum of many it would only lengthen the interval, so the mean leverage, 2 of all points, is taken out.
VarianceShare share_of(const figures::DecayFit& fit, double operators) {
  const auto freedom = static_cast<double>(fit.degrees_of_freedom);
  return {std::pow(fit.decay_sigma / operators, 2) * freedom / (freedom + 2), freedom};
}

std::vector<Figure> missing(const CyclePlan& plan, int pauli, const core::Error& error) {
  constexpr std::string_view letters = "IXYZ";
  const auto letter = [&](int place) { return letters[static_cast<std::size_t>(place)]; };
  std::vector<Figure> out;
  for (const std::string_view name : {process_name, average_name}) {
    const std::string why = fmt::format("{}{}: {}", letter(pauli % 4), letter(pauli / 4), error.message);
    out.push_back(with_subject(plan, figures::missing_figure(std::string(name), figures::Origin::simulated, why)));
  }
  return out;
}

}  // namespace

core::Result<CyclePlan> plan_cycle_benchmarking(const device::DeviceModel& model, const device::Coupling& coupling,
                                                const Options& options) {
  QGAUGE_CHECK(expected_decay_2q(model, coupling));
  const CycleSize size = cycle_size(options.effort);
  const circuit::Operation gate = cnot_like_gate(coupling);
  const Cycle cycle{gate, tableau_of(gate)};
  CyclePlan plan;
  plan.qubits = {coupling.a, coupling.b};
  plan.gate = coupling.gate->name;
  plan.batch = {{}, size.shots, options.seed, core::domain_of("cycle_benchmarking", plan.qubits), {}};
  const std::uint64_t domain = core::domain_of("cycle_benchmarking sequences", plan.qubits);
  for (int pauli = 1; pauli <= pauli_count; ++pauli) {
    for (const int length : cycle_lengths(expected_infidelity(model, coupling), size)) {
      for (int k = 0; k < size.circuits; ++k) {
        core::Random random({options.seed, domain, plan.lengths.size(), 0});
        QGAUGE_CHECK(add_circuit(model, cycle, pauli, length, random, plan));
      }
    }
  }
  return plan;
}

core::Result<std::vector<Figure>> estimate_cycle_benchmarking(const CyclePlan& plan,
                                                              const execution::Samples& samples) {
  const auto ran = [](const execution::CircuitSamples& circuit) { return circuit.shots > 0; };
  if (samples.circuits.size() != plan.lengths.size() || !std::ranges::all_of(samples.circuits, ran)) {
    return core::unusable("samples", fmt::format("{} circuits", samples.circuits.size()),
                          fmt::format("shots of the {} of the plan", plan.lengths.size()),
                          "use the counts of this plan's circuits");
  }
  constexpr double operators = pauli_count + 1;
  double sum = 1;
  std::vector<VarianceShare> shares;
  for (int pauli = 1; pauli <= pauli_count; ++pauli) {
    const auto fit = figures::fit_decay(points_of(plan, pauli, samples), 0.5);
    if (!fit) return missing(plan, pauli, fit.error());
    sum += fit->decay;
    shares.push_back(share_of(*fit, operators));
  }
  const double infidelity = 1 - sum / operators;
  const CombinedError error = combined_error(shares);
  const double average = core::average_infidelity_from_process(1, 4);
  return std::vector{figure_of(plan, process_name, infidelity, error),
                     figure_of(plan, average_name, average * infidelity, {average * error.sigma, error.t_quantile})};
}

std::optional<double> exact_dressed_cycle_infidelity(const device::DeviceModel& model, const device::Coupling& coupling,
                                                     const execution::Executor& executor) {
  const circuit::Operation gate = cnot_like_gate(coupling);
  const Tableau tableau = tableau_of(gate);
  std::vector<circuit::Circuit> cycles;
  for (int paulis = 0; paulis <= pauli_count; ++paulis) {
    CycleCircuit cycle({coupling.a, coupling.b}, Pauli{});
    cycle.add_paulis(pauli_at(paulis));
    cycle.add_gate(gate, tableau);
    cycles.push_back(cycle.unmeasured());
  }
  return exact_process_infidelity(cycles, model, executor);
}

core::Result<Work> cycle_benchmarking_work(const Setting& setting) {
  Work work;
  for (const int index : usable_couplings(setting.model)) {
    work.experiments.push_back([&setting, index]() -> core::Result<Experiment> {
      const device::Coupling& coupling = setting.model.couplings[static_cast<std::size_t>(index)];
      QGAUGE_TRY(CyclePlan plan, plan_cycle_benchmarking(setting.model, coupling, setting.options));
      Experiment experiment;
      experiment.name = name_of(plan.qubits);
      std::vector<circuit::Circuit> circuits = std::exchange(plan.batch.circuits, {});
      experiment.batch = plan.batch;
      experiment.batch.circuits = std::move(circuits);
      experiment.labels = {{"first", static_cast<double>(coupling.a)}, {"second", static_cast<double>(coupling.b)}};
      experiment.circuit_labels = {{"length", {plan.lengths.begin(), plan.lengths.end()}},
                                   {"pauli", {plan.paulis.begin(), plan.paulis.end()}},
                                   {"measured", {plan.measured.begin(), plan.measured.end()}},
                                   {"odd", {plan.odd.begin(), plan.odd.end()}}};
      experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
        return estimate_cycle_benchmarking(plan, samples);
      };
      return experiment;
    });
  }
  work.summarise = [population = setting.population](FigureLists figures) {
    return with_means(std::move(figures), {std::string(process_name), std::string(average_name)}, population);
  };
  return work;
}

}  // namespace qgauge::protocols
