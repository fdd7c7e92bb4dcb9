// Direct randomized benchmarking of a pair: see rb_direct.hpp. Called by assess.
// Must not know what runs the circuits.
#include "qgauge/protocols/rb_direct.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "protocols/chains.hpp"
#include "protocols/random_layers.hpp"
#include "protocols/rb.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr std::string_view process_name = "rb_direct.process_infidelity.2";
constexpr std::string_view average_name = "rb_direct.average_infidelity.2";
constexpr std::string_view method = "direct randomized benchmarking";

/// One sequence under construction, with what it has done so far.
class DirectSequence {
 public:
  void add(const CliffordElement& element) {
    const std::size_t before = circuit_.operations.size();
    append_element(circuit_, element);
    finish_from(before);
  }
  void add(const RandomLayer& layer) {
    const std::size_t before = circuit_.operations.size();
    append_layer(circuit_, layer);
    finish_from(before);
  }
  const Tableau& done() const { return done_; }
  circuit::Circuit measured() {
    circuit_.measure_all();
    return std::move(circuit_);
  }

 private:
  void finish_from(std::size_t before) {
    for (std::size_t i = before; i < circuit_.operations.size(); ++i) {
      done_ = then(done_, tableau_of(circuit_.operations[i]));
    }
    circuit_.append_barrier();
  }

  circuit::Circuit circuit_{2, {}, {}};
  Tableau done_ = identity_tableau();
};

circuit::Circuit direct_sequence(int length, std::uint64_t target, core::Random& random) {
  const CliffordGroup& group = two_qubit_cliffords();
  DirectSequence out;
  out.add(group.element(random.below(group.size())));
  for (int k = 0; k < length; ++k) out.add(random_layer(2, random));
  out.add(group.element(group.find(then(inverse_of(out.done()), flip_tableau(target)))));
  return out.measured();
}

Figure with_subject(const RbPlan& plan, Figure figure) {
  figure.method = method;
  figure.samples = plan.batch.shots * plan.lengths.size();
  figure.assumptions.push_back(fmt::format("chain {}", fmt::join(plan.qubits, "-")));
  figure.assumptions.push_back(fmt::format("layers with C-NOTs on {:.0f} % of the qubits", 100 * two_qubit_density));
  return figure;
}

}  // namespace

core::Result<RbPlan> plan_rb_direct(const device::DeviceModel& model, const device::Coupling& coupling,
                                    const Options& options) {
  const std::vector<int> qubits{coupling.a, coupling.b};
  QGAUGE_TRY(const double decay, expected_layer_decay(model, qubits));
  const RbShape shape = rb_shape("rb_direct", rb_size(options.effort, 2), decay, 2);
  QGAUGE_TRY(RbPlan plan, plan_sequences(direct_sequence, shape, qubits, model, options));
  plan.gate = coupling.gate->name;
  return plan;
}

core::Result<std::vector<Figure>> estimate_rb_direct(const RbPlan& plan, const execution::Samples& samples) {
  QGAUGE_TRY(const std::vector<figures::DecayPoint> points, survivals(plan, samples));
  const auto fit = fit_decay(plan, points);
  std::vector<Figure> figures;
  for (const auto& [name, scale] : {std::pair{process_name, 15.0 / 16}, std::pair{average_name, 3.0 / 4}}) {
    const std::string own(name);
    figures.push_back(
        with_subject(plan, fit ? decay_figure(own, scale, *fit)
                               : figures::missing_figure(own, figures::Origin::simulated, fit.error().message)));
  }
  return figures;
}

core::Result<Work> rb_direct_work(const Setting& setting) {
  const auto chain = chain_of(setting.model, 2);
  if (!chain) return no_chain(setting.model);
  Work work;
  work.experiments.push_back([&setting, pair = *chain]() -> core::Result<Experiment> {
    const device::Coupling& coupling = *device::find_coupling(setting.model, pair[0], pair[1]);
    QGAUGE_TRY(RbPlan plan, plan_rb_direct(setting.model, coupling, setting.options));
    return rb_experiment(std::move(plan), estimate_rb_direct);
  });
  work.summarise = joined;
  return work;
}

}  // namespace qgauge::protocols
