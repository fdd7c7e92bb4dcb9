// Programs with measurement and control in the middle: their distribution, what they share, and what bounds them.
#include "qgauge/simulator/dynamic.hpp"

#include <cmath>
#include <string>

#include <catch2/catch.hpp>
#include <omp.h>

#include "qgauge/circuit/read_openqasm.hpp"

namespace {

using namespace qgauge;
using simulator::BitCounts;
using Bits = std::vector<std::uint8_t>;

circuit::Program program_of(const std::string& statements) {
  const auto program = circuit::read_openqasm("OPENQASM 3.0;\ninclude \"stdgates.inc\";\n" + statements, "test");
  if (!program) FAIL(program.error().where << ": " << program.error().message);
  return *program;
}

simulator::ProgramRun run(const circuit::Program& program, std::uint64_t shots, std::uint64_t seed = 7) {
  auto found = simulator::run_program<double>(program, shots, {seed, 1, 0, 0});
  if (!found) FAIL(found.error().message);
  return *found;
}

std::uint64_t total(const BitCounts& counts) {
  std::uint64_t sum = 0;
  for (const auto& [bits, count] : counts) sum += count;
  return sum;
}

const std::string teleportation = R"(
  qubit[3] q; bit[2] m; bit r;
  ry(1.0) q[0]; h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0];
  m[0] = measure q[0]; m[1] = measure q[1];
  if (m[1]) x q[2];
  if (m[0]) z q[2];
  ry(-1.0) q[2];
  r = measure q[2];
)";

}  // namespace

TEST_CASE("A teleported state is the state, in all four branches") {
  const auto found = run(program_of(teleportation), 4000);
  CHECK(found.branches == 4);
  CHECK(found.states <= 3);
  CHECK(total(found.counts) == 4000);
  for (const auto& [bits, count] : found.counts) CHECK(bits[2] == 0);
}

TEST_CASE("Counts of branches follow the outcomes' probabilities (false alarm 1e-6)") {
  // 0.3 radians: P(1) = sin^2(0.15); then the second bit copies the first half of the time.
  const auto found = run(program_of("qubit[2] q; bit[2] c; ry(0.9) q[0]; c[0] = measure q[0];\n"
                                    "if (c[0]) { h q[1]; } c[1] = measure q[1]; if (c == 3) { x q[0]; }"),
                         100000);
  const double p = std::pow(std::sin(0.45), 2);
  const auto within = [&](const Bits& bits, double probability) {
    const auto at = found.counts.find(bits);
    const double count = at == found.counts.end() ? 0 : static_cast<double>(at->second);
    return std::abs(count - 1e5 * probability) < 5.1 * std::sqrt(1e5 * probability * (1 - probability)) + 1e-9;
  };
  CHECK(within({0, 0}, 1 - p));
  CHECK(within({1, 0}, p / 2));
  CHECK(within({1, 1}, p / 2));
  CHECK(within({0, 1}, 0));
}

TEST_CASE("A reset leaves the qubit in 0 and forgets what it was") {
  const auto found = run(program_of("qubit[2] q; bit[2] c; h q[0]; cx q[0], q[1]; reset q[0]; c = measure q;"), 2000);
  CHECK(found.counts.size() == 2);
  for (const auto& [bits, count] : found.counts) {
    CHECK(bits[0] == 0);
    CHECK(std::abs(static_cast<double>(count) - 1000) < 120);  // 5.3 standard deviations
  }
}

TEST_CASE("A program that measures at its end is run once and sampled") {
  const auto program = program_of("qubit[3] q; bit[3] c; h q; c = measure q;");
  CHECK(simulator::most_states(program, 1000) == 1);
  const auto found = run(program, 1000);
  CHECK(found.branches == 1);
  CHECK(found.counts.size() == 8);
}

TEST_CASE("The same seed gives the same counts for one thread and for several") {
  const auto program = program_of(teleportation);
  const int before = omp_get_max_threads();
  omp_set_num_threads(1);
  const auto one = run(program, 1000).counts;
  omp_set_num_threads(4);
  const auto four = run(program, 1000).counts;
  omp_set_num_threads(before);
  CHECK(one == four);
  CHECK(one != run(program, 1000, 8).counts);
}

TEST_CASE("Branches that wait are no more than the halvings of the shots") {
  std::string statements = "qubit q; bit c;\n";
  for (int k = 0; k < 40; ++k) statements += "h q; c = measure q; if (c) x q;\n";
  const auto program = program_of(statements);
  CHECK(simulator::most_states(program, 1) == 1);
  CHECK(simulator::most_states(program, 1000) == 10);
  const auto found = run(program, 1000);
  CHECK(found.states <= 10);
  CHECK(total(found.counts) == 1000);
}

TEST_CASE("States of branches beyond the memory are refused with the numbers before any is taken") {
  const auto program = program_of("qubit[50] q; bit c; h q; c = measure q[0]; if (c) x q[0];");
  const auto found = simulator::run_program<double>(program, 1000, {1, 1, 0, 0});
  REQUIRE_FALSE(found.has_value());
  CHECK(found.error().code == core::ErrorCode::missing_resource);
  CHECK_THAT(found.error().message, Catch::Matchers::Contains("GiB"));
}
