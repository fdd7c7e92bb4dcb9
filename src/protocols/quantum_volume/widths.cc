// Predicted heavy-output probabilities and the widths that follow from them: see widths.hpp.
#include "protocols/quantum_volume/widths.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "protocols/rb.hpp"

namespace qgauge::protocols {
namespace {

constexpr double wanted = 2.0 / 3;

/// How far around the predicted volume, and how far at all.
struct Window {
  int below;
  int above;
  int most;
};

Window window_of(Effort effort) {
  switch (effort) {
    case Effort::quick:
      return {1, 1, 7};
    case Effort::standard:
      return {2, 2, 10};
    case Effort::thorough:
      return {3, 3, 18};
  }
  std::unreachable();
}

double idle_fidelity(const device::ModelQubit& qubit, double duration_s) {
  if (!qubit.t1_s || !qubit.t2_s) return 1;
  return 1 - core::coherence_limit(std::array{core::Coherence{*qubit.t1_s, *qubit.t2_s}}, duration_s);
}

/// The mean over a few circuits of what their errors leave.
core::Result<double> predicted_fidelity(const device::DeviceModel& model, int width, const Options& options) {
  constexpr int circuits = 3;
  double sum = 0;
  for (int k = 0; k < circuits; ++k) {
    core::Random random(
        {options.seed, core::domain_of("quantum_volume circuits", {&width, 1}), static_cast<std::uint64_t>(k), 0});
    QGAUGE_TRY(const compile::Compiled compiled, compile_volume(quantum_volume_circuit(width, random), model, options));
    sum += expected_fidelity(compiled, model);
  }
  return sum / circuits;
}

/// The fidelity at which the heavy-output probability of a width crosses 2/3.
double fidelity_needed(int width) { return (wanted - 0.5) / (ideal_heavy_output_probability(width) - 0.5); }

/// Gates grow as the square of the width, so the logarithm of the fidelity does.
double extrapolated(int width, double fidelity) {
  return width * std::sqrt(std::log(fidelity_needed(width)) / std::log(std::min(fidelity, 1 - 1e-12)));
}

/// The largest width up to `most` that is predicted to pass together with all below; 1 where none does. Beyond `most`
/// extrapolated.
core::Result<double> predicted_volume(const device::DeviceModel& model, int most, const Options& options) {
  double fidelity = 1;
  for (int width = 2; width <= most; ++width) {
    QGAUGE_TRY(fidelity, predicted_fidelity(model, width, options));
    if (fidelity <= fidelity_needed(width)) return width - 1;
  }
  return extrapolated(most, fidelity);
}

core::Status check_widths(const std::vector<int>& widths, int qubits) {
  for (const int width : widths) {
    if (width >= 2 && width <= qubits) continue;
    return core::unusable(fmt::format("width {}", width), fmt::format("{} coupled qubits", qubits),
                          "from 2 up to their number", "ask for other widths");
  }
  return {};
}

}  // namespace

double expected_fidelity(const compile::Compiled& compiled, const device::DeviceModel& model) {
  double fidelity = compiled.expected_fidelity;
  for (const circuit::Operation& operation : compiled.native.operations) {
    if (operation.gate != circuit::GateKind::delay) continue;
    const auto qubit = static_cast<std::size_t>(compiled.native.layout[operation.qubits[0]]);
    fidelity *= idle_fidelity(model.qubits[qubit], operation.parameter);
  }
  return fidelity;
}

int coupled_qubits(const device::DeviceModel& model) {
  std::vector<int> part(model.qubits.size());
  std::iota(part.begin(), part.end(), 0);
  const auto root = [&](int qubit) {
    while (part[static_cast<std::size_t>(qubit)] != qubit) qubit = part[static_cast<std::size_t>(qubit)];
    return qubit;
  };
  for (const device::Coupling& coupling : model.couplings) {
    if (coupling.gate) part[static_cast<std::size_t>(root(coupling.a))] = root(coupling.b);
  }
  std::vector<int> sizes(part.size());
  for (int qubit = 0; qubit < std::ssize(part); ++qubit) ++sizes[static_cast<std::size_t>(root(qubit))];
  return sizes.empty() ? 0 : std::ranges::max(sizes);
}

core::Result<VolumeWidths> choose_widths(const device::DeviceModel& model, const Options& options) {
  const int qubits = coupled_qubits(model);
  if (qubits < 2) {
    return core::unusable(model.name, "no calibrated coupling", "at least two coupled qubits",
                          "use a description with two-qubit gates");
  }
  if (model.averages_only && !model.counts) {
    return core::unusable(model.name, "averages of an unknown number of qubits", "the number of qubits",
                          "give it with --set physical_qubits=N");
  }
  const Window window = window_of(options.effort);
  QGAUGE_TRY(const double predicted, predicted_volume(model, std::min(qubits, window.most), options));
  VolumeWidths out{options.widths, {qubits, std::min(predicted, static_cast<double>(qubits))}};
  if (out.widths.empty()) {
    const int middle = std::min({static_cast<int>(predicted), qubits, window.most});
    const int last = std::min({std::max(middle, 2) + window.above, qubits, window.most});
    out.widths.resize(static_cast<std::size_t>(last - std::max(middle - window.below, 2) + 1));
    std::iota(out.widths.begin(), out.widths.end(), std::max(middle - window.below, 2));
  }
  std::ranges::sort(out.widths);
  out.widths.erase(std::ranges::unique(out.widths).begin(), out.widths.end());
  QGAUGE_CHECK(check_widths(out.widths, qubits));
  return out;
}

}  // namespace qgauge::protocols
