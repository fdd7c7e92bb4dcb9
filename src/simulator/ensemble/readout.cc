// Readout errors: see readout.hpp.
#include "simulator/ensemble/readout.hpp"

namespace qgauge::simulator {
namespace {

void pull_back(std::vector<float>& weights, std::size_t qubit, const noise::Readout& readout) {
  const auto up = static_cast<float>(readout.p1_given_0), down = static_cast<float>(readout.p0_given_1);
  const std::size_t bit = std::size_t{1} << qubit;
  for (std::size_t base = 0; base < weights.size(); base += 2 * bit) {
    float *zero = weights.data() + base, *one = zero + bit;
    for (std::size_t x = 0; x < bit; ++x) {
      const float difference = one[x] - zero[x];
      zero[x] += up * difference;
      one[x] -= down * difference;
    }
  }
}

}  // namespace

std::vector<execution::Observable> before_readout(const noise::NoisyCircuit& circuit,
                                                  std::span<const execution::Observable> observables) {
  std::vector<execution::Observable> before(observables.begin(), observables.end());
  for (auto& observable : before) {
    auto* diagonal = std::get_if<execution::DiagonalObservable>(&observable);
    if (diagonal == nullptr) continue;
    for (std::size_t q = 0; q < circuit.readout.size(); ++q) {
      const auto& readout = circuit.readout[q];
      if (readout && (readout->p1_given_0 != 0 || readout->p0_given_1 != 0)) pull_back(diagonal->weights, q, *readout);
    }
  }
  return before;
}

std::uint64_t read(const noise::NoisyCircuit& circuit, std::uint64_t bits, core::Random& random) {
  std::uint64_t result = 0;
  for (std::size_t q = 0; q < circuit.readout.size(); ++q) {
    const auto& readout = circuit.readout[q];
    if (!readout) continue;
    const bool one = (bits >> q & 1) != 0;
    const double wrong = one ? readout->p0_given_1 : readout->p1_given_0;
    const bool flipped = wrong > 0 && random.uniform() < wrong;
    result |= std::uint64_t{one != flipped} << q;
  }
  return result;
}

}  // namespace qgauge::simulator
