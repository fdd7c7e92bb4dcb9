// Algorithmic qubits as work on a machine: which applications and widths are tried. See
// qgauge/protocols/algorithmic_qubits.hpp. Must not know what runs the circuits.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "protocols/quantum_volume/widths.hpp"
#include "protocols/works.hpp"
#include "qgauge/protocols/algorithmic_qubits.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

/// N of the largest box.
int largest_box(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return 6;
    case Effort::standard:
      return 12;
    case Effort::thorough:
      return 20;
  }
  std::unreachable();
}

struct Try {
  Application application;
  int width;
};

/// What is run, and the largest box of which nothing is missing.
struct Tries {
  std::vector<Try> list;
  int complete;
};

/// What the reported errors leave of a first circuit.
core::Result<double> predicted_fidelity(const Setting& setting, const Try& one) {
  core::Random random({setting.options.seed, core::domain_of("algorithmic_qubits prediction"), 0, 0});
  const ApplicationCircuit made = application_circuit(one.application, one.width, random);
  QGAUGE_TRY(const compile::Compiled compiled,
             compile::compile(made.circuit, setting.model, {.seed = setting.options.seed, .layout = {}}));
  return expected_fidelity(compiled, setting.model);
}

/// A distribution of many outcomes keeps a large Hellinger fidelity whatever happens to it.
bool can_lose_hope(Application application) { return application != Application::hamiltonian_simulation; }

/// Ascending widths of one application that fit into the largest box, up to the first that has no hope.
core::Status add_tries(const Setting& setting, Application application, int qubits, Tries& tries) {
  constexpr double hopeless = 0.1;
  const int last = largest_box(setting.options.effort);
  int width = 2;
  for (bool hope = true; hope && width <= qubits && box_of(application, width) <= last; ++width) {
    tries.list.push_back({application, width});
    if (!can_lose_hope(application)) continue;
    QGAUGE_TRY(const double fidelity, predicted_fidelity(setting, tries.list.back()));
    hope = fidelity > hopeless;
  }
  tries.complete = std::min(tries.complete, box_of(application, width) - 1);
  return {};
}

core::Result<Tries> tries_of(const Setting& setting, int qubits) {
  Tries tries{{}, std::min(qubits, largest_box(setting.options.effort))};
  for (const Application application : application_list()) {
    QGAUGE_CHECK(add_tries(setting, application, qubits, tries));
  }
  return tries;
}

/// For the summary alone.
Figure fidelity_figure(const ApplicationResult& result) {
  Figure figure = figures::sampled_figure("algorithmic_qubits.fidelity", result.fidelity, result.error,
                                          figures::Origin::simulated, "");
  figure.samples = result.shots;
  return figure;
}

core::Result<Experiment> application_experiment(const Setting& setting, const Try& one) {
  QGAUGE_TRY(ApplicationPlan plan,
             plan_application(setting.model, one.application, one.width, setting.options, setting.ideal));
  Experiment experiment{
      .name = fmt::format("{}-{}", name_of(one.application), one.width),
      .batch = std::move(plan.batch),
      .labels = {{"application", static_cast<double>(one.application)}, {"width", static_cast<double>(one.width)}},
      .circuit_labels = {},
      .estimate = {}};
  experiment.estimate = [plan =
                             std::move(plan)](const execution::Samples& samples) -> core::Result<std::vector<Figure>> {
    QGAUGE_TRY(const ApplicationResult result, estimate_application(plan, samples));
    return std::vector{fidelity_figure(result)};
  };
  return experiment;
}

std::vector<ApplicationResult> results_of(const std::vector<Try>& tries, const FigureLists& figures) {
  std::vector<ApplicationResult> results;
  for (std::size_t k = 0; k < tries.size(); ++k) {
    const Figure& figure = figures[k].front();
    results.push_back(
        {tries[k].application, tries[k].width, *figure.value, figure.uncertainty.sampling, figure.samples});
  }
  return results;
}

}  // namespace

core::Result<Work> algorithmic_qubits_work(const Setting& setting) {
  const int qubits = coupled_qubits(setting.model);
  if (qubits < 2) {
    return core::unusable(setting.model.name, "no calibrated coupling", "at least two coupled qubits",
                          "use a description with two-qubit gates");
  }
  if (setting.model.averages_only && qubits == 2) {
    return core::unusable(setting.model.name, "averages without a number of qubits", "one",
                          "give it: --set physical_qubits=N");
  }
  QGAUGE_TRY(const Tries tries, tries_of(setting, qubits));
  Work work;
  for (const Try& one : tries.list) {
    work.experiments.push_back([&setting, one] { return application_experiment(setting, one); });
  }
  work.summarise = [tries, qubits](const FigureLists& figures) {
    return std::vector{algorithmic_qubits_figure(results_of(tries.list, figures), {tries.complete, qubits})};
  };
  return work;
}

}  // namespace qgauge::protocols
