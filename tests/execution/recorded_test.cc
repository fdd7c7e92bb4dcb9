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
