// Which chains of a machine get a layer fidelity: the best ones of some lengths, and those that the source publishes.
// Called by assess through the list of protocols.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "protocols/works.hpp"
#include "qgauge/protocols/layer_fidelity.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr std::string_view published_suffix = ".published_chain";
constexpr std::string_view published_name = "layer_fidelity.";

/// A chain under the names of its figures, and what the source publishes of it.
struct NamedChain {
  std::vector<int> qubits;
  std::string suffix;
  std::optional<double> published = {};
};

std::vector<int> lengths_of(const Setting& setting) {
  std::vector<int> lengths = setting.options.chain_lengths;
  if (lengths.empty()) return {10, 20, 50, 100};
  std::ranges::sort(lengths);
  lengths.erase(std::ranges::unique(lengths).begin(), lengths.end());
  return lengths;
}

/// The longest chain there is below `length`, by halving; at least 2.
std::optional<std::vector<int>> longest_chain(const device::DeviceModel& model, int below) {
  int low = 2, high = below;  // a chain of `low` exists, none of `high` was found
  std::optional<std::vector<int>> best = best_chain(model, low);
  while (best && high - low > 1) {
    const int middle = (low + high) / 2;
    std::optional<std::vector<int>> chain = best_chain(model, middle);
    (chain ? low : high) = middle;
    if (chain) best = std::move(chain);
  }
  return best;
}

/// Of the machine's own choice: every length that it has a chain for, or its longest chain where it is too small for
/// all of them and none was asked for.
std::vector<NamedChain> best_chains(const Setting& setting) {
  std::vector<NamedChain> chains;
  const std::vector<int> lengths = lengths_of(setting);
  for (const int length : lengths) {
    if (auto chain = best_chain(setting.model, length)) chains.push_back({std::move(*chain), ""});
  }
  if (!chains.empty() || !setting.options.chain_lengths.empty()) return chains;
  if (auto chain = longest_chain(setting.model, *std::ranges::min_element(lengths))) {
    chains.push_back({std::move(*chain), ""});
  }
  return chains;
}

std::vector<NamedChain> published_chains(const Setting& setting) {
  const std::vector<int> lengths = lengths_of(setting);
  std::vector<NamedChain> chains;
  for (const device::PublishedFigure& figure : setting.published) {
    if (!figure.name.starts_with(published_name) || figure.qubits.size() < 2 || !figure.value) continue;
    const auto length = static_cast<int>(figure.qubits.size());
    if (std::ranges::find(lengths, length) == lengths.end()) continue;
    chains.push_back({figure.qubits, std::string(published_suffix), figure.value});
  }
  return chains;
}

/// What cannot run on a published chain is said in its figures, and others go on.
core::Result<Experiment> layer_experiment(const Setting& setting, const NamedChain& chain, int layer) {
  Experiment experiment;
  experiment.name = fmt::format("n{}{}-layer{}", chain.qubits.size(), chain.suffix.empty() ? "" : "-published", layer);
  auto plan = plan_layer(setting.model, chain.qubits, layer, setting.options);
  if (!plan) {
    Figure missing = figures::missing_figure("layer_fidelity", figures::Origin::simulated, plan.error().message);
    missing.subject = figures::FigureSubject{chain.qubits, "layer"};
    experiment.estimate = [missing](const execution::Samples&) -> core::Result<std::vector<Figure>> {
      return std::vector{missing};
    };
    return experiment;
  }
  std::vector<circuit::Circuit> circuits = std::exchange(plan->batch.circuits, {});
  experiment.batch = plan->batch;
  experiment.batch.circuits = std::move(circuits);
  experiment.labels = {{"chain", static_cast<double>(chain.qubits.size())}, {"layer", static_cast<double>(layer)}};
  experiment.circuit_labels = {{"length", {plan->lengths.begin(), plan->lengths.end()}}};
  experiment.estimate = [plan = std::move(*plan)](const execution::Samples& samples) {
    return estimate_layer(plan, samples);
  };
  return experiment;
}

/// What the source publishes of the same chain, beside the simulated value.
void add_published(const NamedChain& chain, std::vector<Figure>& figures) {
  if (!chain.published) return;
  const double root = std::pow(*chain.published, 1 / static_cast<double>(chain.qubits.size() - 1));
  figures[0].reported = *chain.published;
  figures[1].reported = 1 - root;
  figures[2].reported = core::average_infidelity_from_process(1 - root, 4);
}

/// The approximation of the executor is noted on the blocks' methods.
void add_method(const std::vector<Figure>& blocks, std::vector<Figure>& figures) {
  for (Figure& figure : figures) {
    if (!blocks.empty()) figure.method = blocks.front().method;
  }
}

std::vector<Figure> summary(const std::vector<NamedChain>& chains, const FigureLists& layers) {
  std::vector<Figure> out;
  for (std::size_t k = 0; k < chains.size(); ++k) {
    const std::vector<Figure> blocks = joined({layers[2 * k], layers[2 * k + 1]});
    std::vector<Figure> figures = layer_fidelity_figures(chains[k].qubits, chains[k].suffix, blocks);
    add_published(chains[k], figures);
    add_method(blocks, figures);
    out.insert(out.end(), figures.begin(), figures.end());
  }
  return out;
}

/// Every length that was asked for has a chain.
core::Status check_lengths(const Setting& setting, const std::vector<NamedChain>& chains) {
  for (const int length : setting.options.chain_lengths) {
    const auto is_long = [length](const NamedChain& chain) { return std::ssize(chain.qubits) == length; };
    if (std::ranges::any_of(chains, is_long)) continue;
    return core::unusable(fmt::format("chain of {}", length), fmt::format("no such chain of {}", setting.model.name),
                          "a length that calibrated couplings between readable qubits allow",
                          "ask for a shorter chain, or for averages give --set physical_qubits=N");
  }
  return {};
}

}  // namespace

core::Result<Work> layer_fidelity_work(const Setting& setting) {
  std::vector<NamedChain> chains = best_chains(setting);
  std::ranges::move(published_chains(setting), std::back_inserter(chains));
  QGAUGE_CHECK(check_lengths(setting, chains));
  if (chains.empty()) {
    return core::unusable(setting.model.name, "no chain of calibrated couplings", "at least two coupled qubits",
                          "use a description with two-qubit gates");
  }
  Work work;
  for (const NamedChain& chain : chains) {
    for (const int layer : {0, 1}) {
      work.experiments.push_back([&setting, chain, layer] { return layer_experiment(setting, chain, layer); });
    }
  }
  work.summarise = [chains](const FigureLists& layers) { return summary(chains, layers); };
  return work;
}

}  // namespace qgauge::protocols
