// What a Plan holds. Made by plan.cc, run by state_vector.cc.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "qgauge/simulator.hpp"
#include "simulator/plan/pass.hpp"

namespace qgauge::simulator {

template <class Real>
struct Plan<Real>::Data {
  int qubits;
  std::string target;  ///< that kernels were prepared for
  std::vector<Pass<Real>> passes;
  std::vector<int> bit_of;  ///< index bit in memory of each qubit, afterwards
  std::uint64_t flipped;    ///< index bits in memory that read the other value of their qubit, afterwards
};

}  // namespace qgauge::simulator
