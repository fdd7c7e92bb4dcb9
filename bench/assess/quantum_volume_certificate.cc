// A quantum-volume certificate of a described machine: model circuits of m qubits and m layers (Cross et al., PRA 100,
// 032328), compiled for it with the approximation that is worthwhile, run with its noise. Prints the heavy-output
// probability by the original rule over all circuits, and by a bootstrap over the first 200 (Baldwin et al., Quantum 6,
// 707, 2022), with the time that each part took.
//
// ZZ_BASE below 1: rzz takes any angle, and its error at theta is the reported one times base + (1 - base)
// theta/(pi/2).
//
//   quantum_volume_certificate DEVICE QUBITS [CIRCUITS [TRAJECTORIES [ZZ_BASE]]]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "qgauge/compile.hpp"
#include "qgauge/device.hpp"
#include "qgauge/noise.hpp"
#include "qgauge/protocols/quantum_volume.hpp"
#include "qgauge/simulator.hpp"

namespace {

using namespace qgauge;
using circuit::Circuit;

constexpr std::uint64_t shots_of_a_circuit = 100;

/// Weight 1 for the heavy outcomes, as the register of the compiled circuit reads them.
core::Result<execution::DiagonalObservable> heavy_outputs(const Circuit& circuit,
                                                          const std::vector<int>& final_position) {
  QGAUGE_TRY(const auto plan, simulator::Plan<float>::make(circuit));
  QGAUGE_TRY(auto state, simulator::StateVector<float>::create(circuit.qubits));
  QGAUGE_CHECK(state.run(plan));
  const std::vector<double> probabilities = state.probabilities();
  std::vector<double> sorted = probabilities;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::ranges::nth_element(sorted, middle);
  execution::DiagonalObservable heavy{std::vector<float>(probabilities.size())};
  for (std::size_t x = 0; x < probabilities.size(); ++x) {
    std::size_t read = 0;
    for (std::size_t q = 0; q < final_position.size(); ++q) read |= (x >> q & 1) << final_position[q];
    heavy.weights[read] = probabilities[x] >= *middle ? 1.0F : 0.0F;
  }
  return heavy;
}

struct Task {
  const device::DeviceModel& model;
  const noise::NoiseModel& noise;
  int qubits;
  std::uint64_t trajectories;
  double zz_base;
};

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

core::Result<double> run(const Task& task, std::uint64_t number) {
  core::Random random({1, core::domain_of("quantum_volume"), number, 0});
  const Circuit circuit = protocols::quantum_volume_circuit(task.qubits, random);
  const compile::Options options{.synthesis = compile::Synthesis::approximate,
                                 .continuous_zz = task.zz_base < 1,
                                 .zz_base = task.zz_base,
                                 .layout = {}};
  QGAUGE_TRY(const auto compiled, compile::compile(circuit, task.model, options));
  QGAUGE_TRY(const auto noisy, noise::noisy_circuit(compiled.native, task.noise));
  QGAUGE_TRY(const execution::Observable heavy, heavy_outputs(circuit, compiled.final_position));
  simulator::EstimateOptions estimate{.precision = 1e-9, .most_trajectories = task.trajectories};
  estimate.key = {1, core::domain_of("quantum_volume_noise"), number, 0};
  QGAUGE_TRY(const auto found, simulator::estimate(noisy, std::span(&heavy, 1), estimate));
  return found.values(0);
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Circuits are drawn with replacement, then the shots of each; the lower end is reflected, 2 mean - quantile.
double bootstrap_lower_bound(const std::vector<double>& values) {
  constexpr int repetitions = 1000;
  constexpr double two_sigma = 0.97725;
  core::Random random({1, core::domain_of("bootstrap"), 0, 0});
  std::vector<double> means;
  for (int r = 0; r < repetitions; ++r) {
    double sum = 0;
    for (std::size_t k = 0; k < values.size(); ++k) {
      const double p = std::clamp(values[random.below(values.size())], 0.0, 1.0);
      sum += static_cast<double>(random.binomial(shots_of_a_circuit, p)) / shots_of_a_circuit;
    }
    means.push_back(sum / static_cast<double>(values.size()));
  }
  std::ranges::sort(means);
  return 2 * mean(values) - means[static_cast<std::size_t>(two_sigma * repetitions)];
}

void print(const std::vector<double>& values, double seconds) {
  const auto n = static_cast<double>(values.size());
  const double h = mean(values), original = h - 2 * std::sqrt(h * (1 - h) / n);
  const std::vector<double> first(values.begin(), values.begin() + std::min<std::ptrdiff_t>(200, std::ssize(values)));
  std::printf("heavy-output probability %.4f over %zu circuits, in %.1f s\n", h, values.size(), seconds);
  std::printf("  original rule: h - 2 sigma = %.4f, %s 2/3\n", original, original > 2.0 / 3 ? "above" : "not above");
  const double bound = bootstrap_lower_bound(first);
  std::printf("  bootstrap over %zu circuits: lower bound %.4f, %s 2/3\n", first.size(), bound,
              bound > 2.0 / 3 ? "above" : "not above");
}

int fail(const core::Error& error) {
  std::fprintf(stderr, "%s: %s\n", error.where.c_str(), error.message.c_str());
  return 3;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3)
    return std::fprintf(stderr, "usage: %s DEVICE QUBITS [CIRCUITS [TRAJECTORIES [ZZ_BASE]]]\n", argv[0]), 2;
  const int qubits = std::atoi(argv[2]), circuits = argc > 3 ? std::atoi(argv[3]) : 1400;
  auto description = device::read(argv[1], QGAUGE_SOURCE_DIR "/devices");
  if (!description) return fail(description.error());
  if (auto set = device::override_value(*description, "physical_qubits", argv[2]); !set) return fail(set.error());
  const auto model = device::validate(*description);
  if (!model) return fail(model.error());
  std::vector<core::Finding> findings;
  auto noise = noise::NoiseModel::from(*model, findings);
  if (!noise) return fail(noise.error());
  const double zz_base = argc > 5 ? std::clamp(std::atof(argv[5]), 0.0, 1.0) : 1;
  noise->scale_rzz_error(zz_base);
  const Task task{*model, *noise, qubits, argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 2, zz_base};
  std::vector<double> values(static_cast<std::size_t>(circuits));
  std::vector<core::Status> statuses(values.size());
  const double begin = seconds_now();
#pragma omp parallel for schedule(dynamic)
  for (std::size_t k = 0; k < values.size(); ++k) {
    const auto found = run(task, k);
    found ? void(values[k] = *found) : void(statuses[k] = std::unexpected(found.error()));
  }
  for (const core::Status& status : statuses) {
    if (!status) return fail(status.error());
  }
  print(values, seconds_now() - begin);
  return 0;
}
