// Claims that exclude each other: see claim_consistency.hpp. Called for claims alone: who describes a machine or a part
// in a file may have sources that disagree.

#include "assess/claim_consistency.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include <fmt/format.h>

namespace qgauge::assess {
namespace {

using figures::Figure;
using subject::Subject;

/// The first is at most the second, by what they mean.
struct Ordered {
  std::string_view smaller;
  std::string_view larger;
};
constexpr std::array ordered{
    Ordered{"physical_qubits.operational", "physical_qubits.described"},
    Ordered{"physical_qubits.working", "physical_qubits.described"},
    Ordered{"physical_qubits.working", "physical_qubits.operational"},
    Ordered{"physical_qubits.connected", "physical_qubits.described"},
    Ordered{"physical_qubits.connected", "physical_qubits.operational"},
    Ordered{"physical_qubits.connected", "physical_qubits.working"},
    Ordered{"cnot_infidelity.best", "cnot_infidelity.mean"},
    Ordered{"cnot_infidelity.best", "cnot_infidelity.median"},
    Ordered{"cnot_infidelity.mean", "cnot_infidelity.worst"},
    Ordered{"cnot_infidelity.median", "cnot_infidelity.worst"},
    Ordered{"cnot_infidelity.best", "cnot_infidelity.worst"},
    Ordered{"frequency_low_hz", "frequency_high_hz"},
    Ordered{"noise_frequency_low_hz", "noise_frequency_high_hz"},
    Ordered{"wavelength_low_m", "wavelength_high_m"},
    Ordered{"gain_low_db", "gain_high_db"},
    Ordered{"noise_figure_db", "noise_figure_highest_db"},
    Ordered{"noise_figure_290k_db", "noise_figure_highest_290k_db"},
    Ordered{"noise_figure_1k_db", "noise_figure_highest_1k_db"},
    Ordered{"noise_temperature_k", "noise_temperature_highest_k"},
    Ordered{"base_temperature_k", "cooling_power_temperature_k"},
    Ordered{"cooling_power_at_100mk_low_w", "cooling_power_at_100mk_high_w"},
    Ordered{"cooling_power_at_20mk_w", "cooling_power_at_100mk_w"},
    Ordered{"cooling_power_at_20mk_w", "cooling_power_at_120mk_w"},
    Ordered{"cooling_power_at_20mk_w", "cooling_power_at_140mk_w"},
    Ordered{"cooling_power_at_100mk_w", "cooling_power_at_120mk_w"},
    Ordered{"cooling_power_at_100mk_w", "cooling_power_at_140mk_w"},
    Ordered{"cooling_power_at_120mk_w", "cooling_power_at_140mk_w"},
    Ordered{"cooling_power_at_4k_w", "cooling_power_at_4_2k_w"},
};

/// The figure where it has a value, or null.
const Figure* valued(const Subject& subject, std::string_view name) {
  const Figure* figure = subject::find_figure(subject, std::string(name));
  return figure != nullptr && figure->value ? figure : nullptr;
}

/// What two uncertain values may differ by without excluding each other.
double leeway(const Figure& a, const Figure& b) {
  constexpr double deviations = 3;
  return deviations * std::hypot(a.uncertainty.description, b.uncertainty.description);
}

core::Status check_order(const Subject& subject, const Ordered& pair) {
  const Figure *smaller = valued(subject, pair.smaller), *larger = valued(subject, pair.larger);
  if (smaller == nullptr || larger == nullptr) return {};
  if (*smaller->value - *larger->value <= leeway(*smaller, *larger)) return {};
  return core::unusable(fmt::format("--claim {}", pair.smaller), fmt::format("{}", *smaller->value),
                        fmt::format("at most the {} of {}", *larger->value, pair.larger),
                        "claim what is true of one item");
}

/// A noise figure with its T0, and the noise temperature that says the same.
struct NoiseClaim {
  std::string_view figure;
  std::string_view temperature;
  std::optional<double> reference_k;  ///< empty: noise_figure_reference_k
};
constexpr std::array noise_claims{
    NoiseClaim{"noise_figure_db", "noise_temperature_k", {}},
    NoiseClaim{"noise_figure_highest_db", "noise_temperature_highest_k", {}},
    NoiseClaim{"noise_figure_290k_db", "noise_temperature_k", 290},
    NoiseClaim{"noise_figure_highest_290k_db", "noise_temperature_highest_k", 290},
    NoiseClaim{"noise_figure_1k_db", "noise_temperature_k", 1},
    NoiseClaim{"noise_figure_highest_1k_db", "noise_temperature_highest_k", 1},
};

/// F = 10 dB lg(1 + T / T0) (Friis, Proc. IRE 32, 419 (1944)). Data sheets round both to two digits, either by up to
/// 5 %: what differs by more than both together is not rounding.
core::Status check_noise(const Subject& subject, const NoiseClaim& claim) {
  const Figure *noise = valued(subject, claim.figure), *temperature = valued(subject, claim.temperature);
  const Figure* stated = valued(subject, "noise_figure_reference_k");
  const auto reference = claim.reference_k ? claim.reference_k : stated != nullptr ? stated->value : std::nullopt;
  if (noise == nullptr || temperature == nullptr || !reference) return {};
  constexpr double rounding = 0.1;
  const double expected = *reference * (std::pow(10, *noise->value / 10) - 1);
  const double slope = (*reference + expected) * std::numbers::ln10 / 10;
  const double sigma = std::hypot(slope * noise->uncertainty.description, temperature->uncertainty.description);
  if (std::abs(*temperature->value - expected) <= rounding * expected + 3 * sigma) return {};
  return core::unusable(fmt::format("--claim {}", claim.temperature), fmt::format("{:.4g} K", *temperature->value),
                        fmt::format("about {:.4g} K, which {} means for T0 = {} K", expected, claim.figure, *reference),
                        "claim what is true of one item");
}

}  // namespace

core::Status check_consistency(const Subject& subject) {
  for (const Ordered& pair : ordered) QGAUGE_CHECK(check_order(subject, pair));
  for (const NoiseClaim& claim : noise_claims) QGAUGE_CHECK(check_noise(subject, claim));
  return {};
}

}  // namespace qgauge::assess
