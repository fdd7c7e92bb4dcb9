// Claims about algorithmic qubits: what the circuits end in, boxes, Hellinger fidelities, planted noise, the rule.
#include "qgauge/protocols/algorithmic_qubits.hpp"

#include <bit>
#include <cmath>
#include <complex>

#include <catch2/catch.hpp>

#include "protocols/asked.hpp"
#include "protocols/oracle_executor.hpp"
#include "protocols/pair_machine.hpp"

using namespace qgauge;
using namespace qgauge::protocols;

namespace {

using Complex = std::complex<double>;
using State = std::vector<Complex>;

/// Amplitude by amplitude: what an operation does to a state.
State applied(const State& state, const circuit::Operation& operation) {
  const circuit::GateSpec& spec = circuit::spec_of(operation.gate);
  if (!spec.unitary) return state;
  const Eigen::MatrixXcd gate = circuit::unitary_of(operation.gate, operation.parameter);
  const auto [a, b] = operation.qubits;
  const auto index = [&](std::size_t x) {
    return static_cast<Eigen::Index>((x >> a & 1) + (spec.qubits == 2 ? 2 * (x >> b & 1) : 0));
  };
  State out(state.size());
  for (std::size_t x = 0; x < state.size(); ++x) {
    for (Eigen::Index row = 0; row < gate.rows(); ++row) {
      std::size_t y = (x & ~(std::size_t{1} << a)) | static_cast<std::size_t>(row & 1) << a;
      if (spec.qubits == 2) y = (y & ~(std::size_t{1} << b)) | static_cast<std::size_t>(row >> 1) << b;
      out[y] += gate(row, index(x)) * state[x];
    }
  }
  return out;
}

std::vector<double> outcomes(const circuit::Circuit& circuit) {
  State state(std::size_t{1} << circuit.qubits);
  state[0] = 1;
  for (const circuit::Operation& operation : circuit.operations) state = applied(state, operation);
  std::vector<double> out;
  for (const Complex& amplitude : state) out.push_back(std::norm(amplitude));
  return out;
}

/// Ideal outcomes by the state above; runs nothing.
struct Oracle final : execution::Executor {
  core::Result<execution::Samples> run(const execution::CircuitBatch&) const override { return execution::Samples{}; }
  std::optional<std::vector<double>> probabilities(const circuit::Circuit& circuit) const override {
    return outcomes(circuit);
  }
};

ApplicationCircuit made(Application application, int width, std::uint64_t number) {
  core::Random random({3, 0, number, 0});
  return application_circuit(application, width, random);
}

std::uint64_t number_of(int bits, std::uint64_t number) {
  core::Random random({3, 0, number, 0});
  return random.below(std::uint64_t{1} << bits);
}

double probability(const ApplicationCircuit& application, std::uint64_t counted) {
  const std::vector<double> all = outcomes(application.circuit);
  double sum = 0;
  for (std::size_t x = 0; x < all.size(); ++x) {
    if ((x & ((std::size_t{1} << application.measured.size()) - 1)) == counted) sum += all[x];
  }
  return sum;
}

ApplicationResult result(Application application, int width, double fidelity, double error = 0.01) {
  return {application, width, fidelity, error, 1000};
}

}  // namespace

TEST_CASE("Fourier transforms there and back add one, and the inverse one gives the number back") {
  for (int width = 2; width <= 6; ++width) {
    for (std::uint64_t k = 0; k < 3; ++k) {
      const std::uint64_t number = number_of(width, k), all = std::uint64_t{1} << width;
      CHECK(probability(made(Application::fourier_there_and_back, width, k), (number + 1) % all) == Approx(1));
      CHECK(probability(made(Application::fourier_back, width, k), number) == Approx(1));
    }
  }
}

TEST_CASE("phase estimation ends in the phase that its counting qubits hold exactly") {
  for (int width = 2; width <= 6; ++width) {
    const ApplicationCircuit application = made(Application::phase_estimation, width, 5);
    REQUIRE(std::ssize(application.measured) == width - 1);
    CHECK(probability(application, number_of(width - 1, 5)) == Approx(1));
  }
}

TEST_CASE("the Heisenberg ring without its fields keeps the number of qubits in |1>") {
  circuit::Circuit circuit = made(Application::hamiltonian_simulation, 5, 1).circuit;
  std::erase_if(circuit.operations, [](const circuit::Operation& operation) {
    return operation.gate == circuit::GateKind::rx || operation.gate == circuit::GateKind::rz;
  });
  const std::vector<double> all = outcomes(circuit);
  double kept = 0;
  for (std::size_t x = 0; x < all.size(); ++x) kept += std::popcount(x) == 2 ? all[x] : 0;
  CHECK(kept == Approx(1));
  CHECK(all[0b01010] < 0.9);
}

TEST_CASE("as written, circuits hold the C-NOTs that their boxes count") {
  for (const Application application : application_list()) {
    for (int width = 2; width <= 7; ++width) {
      int cnots = 0;
      for (const circuit::Operation& operation : made(application, width, 0).circuit.operations) {
        if (circuit::spec_of(operation.gate).qubits == 2) ++cnots;
      }
      if (application != Application::hamiltonian_simulation) cnots *= 2;
      CAPTURE(name_of(application), width);
      CHECK(cnots == cnots_of(application, width));
      const int box = box_of(application, width);
      CHECK((box >= width && box * box >= cnots));
      CHECK((box == width || (box - 1) * (box - 1) < cnots));
    }
  }
}

TEST_CASE("the Hellinger fidelity of equal distributions is 1, of disjoint ones 0 (QED-C, Lubinski et al. 2023)") {
  const std::vector<double> ideal{0.5, 0.5, 0, 0};
  CHECK(hellinger_fidelity(ideal, {{{0, 50}, {1, 50}}, 100}) == Approx(1));
  CHECK(hellinger_fidelity(ideal, {{{2, 50}, {3, 50}}, 100}) == Approx(0).margin(1e-12));
  CHECK(hellinger_fidelity(ideal, {{{0, 25}, {1, 25}, {2, 50}}, 100}) == Approx(0.5));
}

TEST_CASE("without noise every application has fidelity 1, with depolarizing entanglers one outcome keeps its share") {
  const double lambda = GENERATE(0.0, 0.1);
  const test::OracleExecutor noisy({.entangler_depolarizing = lambda});
  const auto plan = plan_application(test::pair_machine(), Application::fourier_back, 2, {Effort::quick, 3}, Oracle{});
  REQUIRE(plan);
  const auto found = estimate_application(*plan, test::asked(noisy, plan->batch));
  REQUIRE(found);
  const double left = std::pow(1 - lambda, 2);  // a controlled phase is two uses of the gate
  CHECK(found->fidelity == Approx(left + (1 - left) / 4).epsilon(1e-9));
  CHECK(found->error == Approx(std::sqrt(found->fidelity * (1 - found->fidelity) / 1500)).margin(1e-7));
}

TEST_CASE("algorithmic qubits end below the first box whose fidelity is not above 1/e by its error (IonQ 2022)") {
  using enum Application;
  std::vector<ApplicationResult> results{result(fourier_back, 2, 0.9), result(fourier_back, 6, 0.375),
                                         result(phase_estimation, 7, 0.37), result(phase_estimation, 9, 0.1)};
  const figures::Figure figure = algorithmic_qubits_figure(results, {12, 20});
  CHECK(figure.name == "algorithmic_qubits.n");
  CHECK(*figure.value == 5);  // 0.375 - 0.01 is below 1/e
  CHECK(*figure.high == 8);   // 0.1 is far below
  CHECK(figure.convention.find("1/e") != std::string::npos);
  results.resize(1);
  const figures::Figure open = algorithmic_qubits_figure(results, {12, 20});
  CHECK(*open.value == 12);
  CHECK(*open.high == 20);
  CHECK(open.assumptions.back().find("lower bound") != std::string::npos);
}

TEST_CASE("samples of other applications are refused") {
  const auto plan = plan_application(test::pair_machine(), Application::fourier_back, 2, {}, Oracle{});
  CHECK_FALSE(estimate_application(*plan, {}));
  CHECK_FALSE(plan_application(test::pair_machine(), Application::fourier_back, 3, {}, Oracle{}));
}
