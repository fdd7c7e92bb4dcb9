// Recorded circuits: finding, handing over, and matching with those that a plan wants.
#include "qgauge/execution/recorded.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace qgauge;
using Catch::Matchers::Contains;

const execution::RecordedCounts counts{"file", {{"a", 2, 7, {{"01", 3}, {"10", 4}}}, {"b", 3, 1, {{"100", 1}}}}};

}  // namespace

TEST_CASE("A recorded circuit is found by its name alone") {
  REQUIRE(execution::find_circuit(counts, "b") != nullptr);
  CHECK(execution::find_circuit(counts, "b")->width == 3);
  CHECK(execution::find_circuit(counts, "c") == nullptr);
  CHECK(execution::find_circuit(counts, "") == nullptr);
}

TEST_CASE("Samples of a recorded circuit have bit 0 right-most") {
  const auto samples = execution::samples_of(counts.circuits[0]);
  CHECK(samples.shots == 7);
  CHECK(execution::weight_of(samples, 1) == 3);
  CHECK(execution::weight_of(samples, 2) == 4);
  const execution::RecordedCircuit widest{"w", 64, 1, {{"1" + std::string(63, '0'), 1}}};
  CHECK(execution::weight_of(execution::samples_of(widest), std::uint64_t{1} << 63) == 1);
}

TEST_CASE("Wanted circuits come in the order in which they are wanted") {
  const auto matched = execution::match(counts, {{"b", 3}, {"a", 2}});
  REQUIRE(matched);
  CHECK((*matched)[0]->name == "b");
  CHECK((*matched)[1]->name == "a");
}

TEST_CASE("A circuit that was not recorded, that nobody wants or that has another width is refused") {
  const auto missing = execution::match(counts, {{"b", 3}, {"a", 2}, {"c", 1}});
  REQUIRE_FALSE(missing);
  CHECK_THAT(missing.error().message, Contains("no counts of the circuit c"));
  const auto unknown = execution::match(counts, {{"a", 2}});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().where == "file: circuit b");
  const auto width = execution::match(counts, {{"a", 2}, {"b", 4}});
  REQUIRE_FALSE(width);
  CHECK_THAT(width.error().message, Contains("3 bits") && Contains("expected 4"));
}

TEST_CASE("Questions of a register wider than a word are answered from its texts") {
  std::string bits(128, '0');
  bits[0] = bits[127] = '1';  // qubits 127 and 0
  const execution::RecordedCircuit wide{"w", 128, 5, {{std::string(128, '0'), 2}, {bits, 3}}};
  const auto marginal = execution::answer(wide, execution::Marginal{{127, 3, 0}});
  CHECK(marginal.shots == 5);
  CHECK(execution::weight_of(marginal, 0b101) == 3);
  CHECK(execution::weight_of(marginal, 0) == 2);
  std::vector<bool> target(128, false);
  target[127] = true;
  const auto distances = execution::answer(wide, execution::Distances{target});
  CHECK(execution::weight_of(distances, 1) == 5);
}

TEST_CASE("A register that a word holds answers from recorded counts as from samples") {
  for (const execution::Question& question :
       {execution::Question(execution::Marginal{{1}}), execution::Question(execution::Distances{{true, false}})}) {
    const auto recorded = execution::answer(counts.circuits[0], question);
    const auto sampled = execution::answer(execution::samples_of(counts.circuits[0]), question);
    REQUIRE(recorded.outcomes.size() == sampled.outcomes.size());
    for (const auto& [bits, weight] : sampled.outcomes) CHECK(execution::weight_of(recorded, bits) == weight);
  }
}
