// Mirror circuits as work on a machine: the published shapes, and the depth that each width is capable of.
// Must not know what runs the circuits.
#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "protocols/mirror/mirror.hpp"
#include "protocols/works.hpp"

namespace qgauge::protocols {
namespace {

using figures::Figure;

constexpr double threshold = 0.36787944117144233;  // 1/e (Proctor et al.)
/// Of the score that metriq-gym 1.0 publishes (arXiv:2603.08680).
constexpr std::array published_shapes{MirrorShape{8, 64}, MirrorShape{16, 32}, MirrorShape{24, 16},
                                      MirrorShape{32, 8}, MirrorShape{64, 4},  MirrorShape{128, 2}};
constexpr std::array capability_widths{2, 4, 8, 16, 32, 64};
constexpr int most_layers = 512;

/// Layers at which the reported errors predict the threshold, from the predictions of one and two layers.
double predicted_capability(const device::DeviceModel& model, int width) {
  const double one = mirror_set(model, {width, 1})->log_success, two = mirror_set(model, {width, 2})->log_success;
  const double readout = 2 * one - two;
  const double rate = std::max(one - two, 1e-9);
  return std::clamp((readout - std::log(threshold)) / rate, 1.0, static_cast<double>(most_layers));
}

/// Doubling numbers of layers from a quarter of the predicted one to twice as many.
std::vector<int> depths_of(const device::DeviceModel& model, int width) {
  const auto middle = static_cast<int>(std::floor(std::log2(predicted_capability(model, width))));
  std::vector<int> depths;
  for (int power = std::max(0, middle - 2); power <= middle + 1; ++power)
    depths.push_back(std::min(1 << power, most_layers));
  depths.erase(std::unique(depths.begin(), depths.end()), depths.end());
  return depths;
}

core::Result<std::vector<MirrorShape>> asked_shapes(const Setting& setting, int largest) {
  std::vector<MirrorShape> shapes;
  for (const int width : setting.options.widths) {
    if (width < 2 || width > largest) {
      return core::unusable(fmt::format("width {}", width), fmt::format("{} connected qubits", largest),
                            "from 2 up to their number", "ask for other widths");
    }
    for (const int depth : depths_of(setting.model, width)) shapes.push_back({width, depth});
  }
  return shapes;
}

core::Result<std::vector<MirrorShape>> shapes_of(const Setting& setting) {
  const int largest = largest_clifford_width(setting.model);
  if (!setting.options.widths.empty()) return asked_shapes(setting, largest);
  std::vector<MirrorShape> shapes;
  const auto add = [&](const MirrorShape& shape) {
    if (shape.width <= largest && std::ranges::find(shapes, shape) == shapes.end()) shapes.push_back(shape);
  };
  for (const MirrorShape& shape : published_shapes) add(shape);
  for (const int width : capability_widths) {
    if (width > largest || setting.options.effort == Effort::quick) continue;
    for (const int depth : depths_of(setting.model, width)) add({width, depth});
  }
  if (shapes.empty() && largest >= 2) {
    for (const int depth : depths_of(setting.model, 2)) add({2, depth});
  }
  return shapes;
}

core::Result<Experiment> mirror_experiment(const Setting& setting, const MirrorShape& shape) {
  QGAUGE_TRY(MirrorPlan plan, plan_mirror_circuits(setting.model, shape, setting.options));
  Experiment experiment{
      .name = fmt::format("{}x{}", shape.width, shape.layers),
      .batch = std::move(plan.batch),
      .labels = {{"width", static_cast<double>(shape.width)}, {"layers", static_cast<double>(shape.layers)}},
      .circuit_labels = {},
      .estimate = {}};
  plan.batch = {{}, experiment.batch.shots, experiment.batch.seed, experiment.batch.domain, {}};
  experiment.estimate = [plan = std::move(plan)](const execution::Samples& samples) {
    return estimate_mirror_circuits(plan, samples);
  };
  return experiment;
}

/// The polarizations of one width, by ascending layers.
Figure capability(int width, const std::vector<MirrorShape>& shapes, const FigureLists& figures) {
  std::vector<std::pair<int, Figure>> found;
  for (std::size_t k = 0; k < shapes.size(); ++k) {
    if (shapes[k].width == width) found.emplace_back(shapes[k].layers, figures[k][1]);
  }
  std::ranges::sort(found, {}, [](const auto& entry) { return entry.first; });
  std::vector<int> layers;
  std::vector<Figure> polarizations;
  for (const auto& [depth, figure] : found) {
    layers.push_back(depth);
    polarizations.push_back(figure);
  }
  return mirror_capability(width, layers, polarizations);
}

/// Of the widths that ran at several numbers of layers.
std::vector<Figure> summary(const std::vector<MirrorShape>& shapes, const FigureLists& figures) {
  std::vector<Figure> out;
  std::set<int> widths;
  for (const MirrorShape& shape : shapes) widths.insert(shape.width);
  for (const int width : widths) {
    if (std::ranges::count(shapes, width, &MirrorShape::width) < 2) continue;
    out.push_back(capability(width, shapes, figures));
  }
  for (const std::vector<Figure>& list : figures) out.insert(out.end(), list.begin(), list.end());
  return out;
}

/// Layers up to which `end` of every polarization reaches the threshold.
int passed(std::span<const int> layers, std::span<const Figure> polarizations, std::optional<double> Figure::*end) {
  int deepest = 0;
  for (std::size_t k = 0; k < layers.size() && (polarizations[k].*end).value_or(0) >= threshold; ++k) {
    deepest = layers[k];
  }
  return deepest;
}

/// One less than the first that are surely below it; empty where none are.
std::optional<int> possible_at_most(std::span<const int> layers, std::span<const Figure> polarizations) {
  for (std::size_t k = 0; k < layers.size(); ++k) {
    if (polarizations[k].high && *polarizations[k].high < threshold) return layers[k] - 1;
  }
  return std::nullopt;
}

}  // namespace

Figure mirror_capability(int width, std::span<const int> layers, std::span<const Figure> polarizations) {
  const std::string name = fmt::format("mirror_capability.{}", width);
  if (layers.empty())
    return figures::missing_figure(name, figures::Origin::simulated, "no mirror circuits of this width");
  const int value = passed(layers, polarizations, &Figure::value);
  const int high = std::max(value, possible_at_most(layers, polarizations).value_or(most_layers));
  Figure figure = figures::bounded_figure(name, value, passed(layers, polarizations, &Figure::low), high,
                                          figures::Origin::simulated, polarizations.front().method);
  for (const Figure& polarization : polarizations) figure.samples += polarization.samples;
  figure.assumptions.push_back(
      fmt::format("layers tried on {} qubits: {}; each is above 1/e or below it with 97.5 % confidence", width,
                  fmt::join(layers, ", ")));
  return figure;
}

core::Result<Work> mirror_circuits_work(const Setting& setting) {
  QGAUGE_TRY(const std::vector<MirrorShape> shapes, shapes_of(setting));
  if (shapes.empty()) {
    return core::unusable(setting.model.name, "no coupled qubits with gates and readout errors", "at least two",
                          "use a description with two-qubit gates and readout errors");
  }
  Work work;
  for (const MirrorShape& shape : shapes) {
    work.experiments.push_back([&setting, shape] { return mirror_experiment(setting, shape); });
  }
  work.summarise = [shapes](const FigureLists& figures) { return summary(shapes, figures); };
  return work;
}

}  // namespace qgauge::protocols
