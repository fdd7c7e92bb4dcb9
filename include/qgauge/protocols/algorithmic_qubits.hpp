// Algorithmic qubits (IonQ 2022) on circuits of QED-C's application benchmarks (Lubinski et al., IEEE Trans. Quantum
// Eng. 4, 3100332, 2023): up to which width and number of gates all applications succeed. Used by assess. Knows no
// simulator.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "qgauge/protocols/experiment.hpp"

namespace qgauge::protocols {

/// The applications of the definition whose circuits are written down here; amplitude estimation, Monte Carlo sampling
/// and variational eigensolving are not. fourier_there_and_back: X on the bits of a random number, a Fourier transform,
/// 1 added by phases, the inverse transform (QED-C's method 1). fourier_back: the transform of a random number made by
/// phases, and the inverse transform (method 2). phase_estimation: a phase that its counting qubits hold exactly, on
/// one qubit in its eigenstate. hamiltonian_simulation: five Trotter steps of a Heisenberg ring in random fields.
enum class Application { fourier_there_and_back, fourier_back, phase_estimation, hamiltonian_simulation };
std::span<const Application> application_list();
std::string_view name_of(Application application);

struct ApplicationCircuit {
  circuit::Circuit circuit;             ///< over the gates of the table; no layout
  std::vector<std::uint32_t> measured;  ///< its qubits whose outcomes count, ascending
};
/// width >= 2.
ApplicationCircuit application_circuit(Application application, int width, core::Random& random);

/// C-NOTs of the circuit as written: 2 for a controlled phase, 3 for a bond of the Heisenberg ring.
int cnots_of(Application application, int width);
/// The least N with width <= N and C-NOTs <= N^2.
int box_of(Application application, int width);

/// (sum over outcomes of sqrt(p q))^2 of the distribution `ideal` (index = bits) with the shots: Hellinger fidelity.
double hellinger_fidelity(std::span<const double> ideal, const execution::CircuitSamples& shots);

/// Circuits of one application and width, compiled. Answers: one marginal a circuit, the qubits that count.
struct ApplicationPlan {
  Application application{};
  int width = 0;
  execution::CircuitBatch batch;
  std::vector<std::vector<double>> ideal;  ///< of each circuit: the probability of each outcome
};
/// Error: what compile() refuses; an `ideal` that knows no probabilities.
core::Result<ApplicationPlan> plan_application(const device::DeviceModel& model, Application application, int width,
                                               const Options& options, const execution::Executor& ideal);

/// One application at one width, over its circuits: mean fidelity and the standard error of its shots,
/// sqrt(F (1 - F)/shots).
struct ApplicationResult {
  Application application{};
  int width = 0;
  double fidelity = 0;
  double error = 0;
  std::uint64_t shots = 0;  ///< of all circuits
};
/// Error: samples of another plan.
core::Result<ApplicationResult> estimate_application(const ApplicationPlan& plan, const execution::Samples& samples);

/// algorithmic_qubits.n: the largest N up to `complete` such that everything in the box of N (box_of) has a fidelity
/// above 1/e by more than its error. `complete`: all boxes up to it have run. High: up to below the first box with a
/// fidelity that is below 1/e by more than twice its error, `most` where there is none.
struct BoxLimits {
  int complete = 0;
  int most = 0;
};
figures::Figure algorithmic_qubits_figure(const std::vector<ApplicationResult>& results, const BoxLimits& limits);

}  // namespace qgauge::protocols
