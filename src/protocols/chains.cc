// Chains for random layers: see chains.hpp.
#include "protocols/chains.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "protocols/random_layers.hpp"
#include "qgauge/protocols/layer_fidelity.hpp"

namespace qgauge::protocols {
namespace {

constexpr double pulses_per_layer = 2;  // a qubit, random Paulis and the pulses around C-NOTs included

const device::Coupling* calibrated(const device::DeviceModel& model, int a, int b) {
  const device::Coupling* coupling = device::find_coupling(model, a, b);
  return coupling != nullptr && coupling->gate ? coupling : nullptr;
}

}  // namespace

std::optional<std::vector<int>> chain_of(const device::DeviceModel& model, int qubits) {
  if (!model.averages_only) return best_chain(model, qubits);
  if (qubits > static_cast<int>(model.qubits.size())) return std::nullopt;
  std::vector<int> chain(static_cast<std::size_t>(qubits));
  std::iota(chain.begin(), chain.end(), 0);
  if (!expected_layer_decay(model, chain)) return std::nullopt;
  return chain;
}

std::unexpected<core::Error> no_chain(const device::DeviceModel& model) {
  return core::unusable(model.name, "no chain of calibrated couplings", "at least two coupled qubits",
                        "use a description with two-qubit gates");
}

core::Result<double> expected_layer_decay(const device::DeviceModel& model, const std::vector<int>& chain) {
  double pulses = 0, gates = 0;
  for (std::size_t k = 0; k < chain.size(); ++k) {
    const auto& gate = model.qubits[static_cast<std::size_t>(chain[k])].gate;
    if (!gate) {
      return core::unusable(fmt::format("chain, qubit {}", chain[k]), "no calibrated one-qubit gate",
                            "an error and a duration", "choose another chain");
    }
    pulses += core::process_infidelity_from_average(gate->infidelity, 2);
    if (k == 0) continue;
    const device::Coupling* coupling = calibrated(model, chain[k - 1], chain[k]);
    if (coupling == nullptr) {
      return core::unusable(fmt::format("chain, coupling {}-{}", chain[k - 1], chain[k]),
                            "no calibrated two-qubit gate", "an error and a duration", "choose another chain");
    }
    gates += core::process_infidelity_from_average(coupling->gate->infidelity, 4);
  }
  const auto n = static_cast<double>(chain.size());
  const double mean_gate = gates / std::max(1.0, n - 1);
  return std::clamp(1 - pulses_per_layer * pulses - two_qubit_density * n / 2 * mean_gate, 0.05, 1 - 1e-6);
}

figures::Figure decay_figure(const std::string& name, double scale, const figures::DecayFit& fit) {
  const double value = scale * (1 - fit.decay), sigma = scale * fit.decay_sigma;
  figures::Figure figure = figures::sampled_figure(name, value, sigma, figures::Origin::simulated, "");
  figure.low = value - fit.t_quantile * sigma;
  figure.high = value + fit.t_quantile * sigma;
  return figure;
}

}  // namespace qgauge::protocols
