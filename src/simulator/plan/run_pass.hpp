// Runs a pass over the arrays of a state. Called by StateVector. Owns threads; knows no qubit.
#pragma once

#include "simulator/plan/pass.hpp"

namespace qgauge::simulator {

/// re, im: 2^qubits amplitudes where `qubits` counts the coordinates of the pass. Every tile is computed alike by
/// whichever thread, so the result does not depend on their number. `zeros`: index bits in memory that read 0 wherever
/// an amplitude is not zero; tiles beyond stay zero and are not touched. The result is the number of amplitudes that
/// were; 0: there is no memory for the tiles' copies.
template <class Real>
[[nodiscard]] std::uint64_t run_pass(const Pass<Real>& pass, std::uint64_t zeros, Real* re, Real* im);

}  // namespace qgauge::simulator
