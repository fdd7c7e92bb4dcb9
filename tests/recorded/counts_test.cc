// Every format of recorded counts, and every way to be unusable.
#include <catch2/catch.hpp>

#include "qgauge/recorded.hpp"

namespace {

using namespace qgauge;
using Catch::Matchers::Contains;

execution::RecordedCounts read(const std::string& text) {
  const auto counts = recorded::read_counts(text, "counts");
  if (!counts) FAIL(counts.error().where << ": " << counts.error().message);
  return *counts;
}

core::Error refused(const std::string& text) {
  const auto counts = recorded::read_counts(text, "counts");
  REQUIRE_FALSE(counts);
  CHECK(counts.error().code == core::ErrorCode::unusable_input);
  return counts.error();
}

const std::string qiskit = R"({"backend_name": "x", "success": true, "results": [
  {"shots": 10, "success": true, "data": {"counts": {"0x0": 4, "0x1": 5, "0x1A": 1}},
   "header": {"name": "b", "memory_slots": 5, "creg_sizes": [["c", 5]]}},
  {"shots": 2, "success": true, "data": {"counts": {"0x2": 2}}, "header": {"name": "a", "memory_slots": 2}}]})";

}  // namespace

TEST_CASE("A result of Qiskit is read by circuit name, hexadecimal outcomes as bits of the register's width") {
  const auto counts = read(qiskit);
  REQUIRE(counts.circuits.size() == 2);
  CHECK(counts.circuits[0].name == "a");
  CHECK(counts.circuits[0].outcomes[0].bits == "10");
  const auto& b = counts.circuits[1];
  CHECK(b.shots == 10);
  CHECK(b.width == 5);
  REQUIRE(b.outcomes.size() == 3);
  CHECK(b.outcomes[0].bits == "00000");
  CHECK(b.outcomes[1].bits == "00001");
  CHECK(b.outcomes[2].bits == "11010");
  CHECK(b.outcomes[2].count == 1);
}

TEST_CASE("Bit 0 is the right-most character and blanks between registers do not count") {
  const auto counts = read(R"({"a": {"0 01": 3, "1 10": 4}})");
  const auto samples = execution::samples_of(counts.circuits[0]);
  CHECK(samples.shots == 7);
  CHECK(execution::weight_of(samples, 0b001) == 3);
  CHECK(execution::weight_of(samples, 0b110) == 4);
}

TEST_CASE("A dictionary, a list and a table of the same counts are read alike") {
  const std::string texts[] = {
      R"({"x": {"01": 2, "11": 1}, "y": {"0": 1}})",
      R"([{"name": "x", "counts": {"01": 2, "11": 1}}, {"name": "y", "bitstrings": ["0"]}])",
      R"([{"name": "x", "bitstrings": ["01", "11", "01"]}, {"name": "y", "counts": {"0": 1.0}}])",
      "circuit,outcome,count\nx,01,2\nx,11,1\ny,0,1\n",
      "\xEF\xBB\xBF"
      "count, outcome, circuit\r\n2,01,x\r\n1,0,y\r\n1, 1 1 ,x\r\n",
  };
  for (const std::string& text : texts) {
    const auto counts = read(text);
    REQUIRE(counts.circuits.size() == 2);
    CHECK(counts.circuits[0].name == "x");
    CHECK(counts.circuits[0].shots == 3);
    REQUIRE(counts.circuits[0].outcomes.size() == 2);
    CHECK(counts.circuits[0].outcomes[0].bits == "01");
    CHECK(counts.circuits[0].outcomes[0].count == 2);
    CHECK(counts.circuits[1].outcomes[0].bits == "0");
  }
}

TEST_CASE("Outcomes of registers beyond 64 qubits are kept whole") {
  const std::string bits = "1" + std::string(127, '0');
  CHECK(read("{\"m\": {\"" + bits + "\": 9}}").circuits[0].outcomes[0].bits == bits);
  const auto hex = read(R"({"results": [{"data": {"counts": {"0x80000000000000000000000000000000": 9}},
                            "header": {"name": "m", "memory_slots": 128}}]})");
  CHECK(hex.circuits[0].outcomes[0].bits == bits);
}

TEST_CASE("An outcome that was never seen is left out") {
  const auto counts = read(R"({"a": {"0": 0, "1": 4}})");
  REQUIRE(counts.circuits[0].outcomes.size() == 1);
  CHECK(counts.circuits[0].outcomes[0].bits == "1");
}

TEST_CASE("Counts that are no whole numbers from 0 are refused with their place") {
  for (const char* count : {"-1", "0.5", "\"3\"", "null", "1e300", "[1]"}) {
    const auto error = refused(std::string(R"({"a": {"01": )") + count + "}}");
    CHECK(error.where == "counts: /a/01");
    CHECK_THAT(error.message, Contains("found") && Contains("expected"));
  }
  const auto error = refused("circuit,outcome,count\na,01,2\na,11,-3\n");
  CHECK(error.where == "counts:3");
  CHECK_THAT(error.message, Contains("\"-3\"") && Contains("a whole number from 0"));
  refused("circuit,outcome,count\na,01,0.5\n");
}

TEST_CASE("A circuit or an outcome that stands twice is refused") {
  CHECK_THAT(refused(R"([{"name": "a", "counts": {"0": 1}}, {"name": "a", "counts": {"0": 1}}])").message,
             Contains("the circuit a twice"));
  CHECK_THAT(refused(R"({"a": {"0 1": 1, "01": 1}})").message, Contains("the outcome 01 twice"));
  CHECK_THAT(refused(R"({"a": {"01": 1, "01": 1}})").message, Contains("twice"));
  CHECK(refused("circuit,outcome,count\na,1,2\na,1,3\n").where == "counts:3");
}

TEST_CASE("Outcomes of unequal width and other characters are refused") {
  const auto error = refused("circuit,outcome,count\na,01,2\na,1,3\n");
  CHECK(error.where == "counts:3");
  CHECK_THAT(error.message, Contains("of 1 bits") && Contains("2 bits") && Contains("leading zeros"));
  CHECK_THAT(refused(R"({"a": {"0x1": 1}})").message, Contains("0 and 1"));
  refused(R"({"a": {"": 1}})");
}

TEST_CASE("A circuit without shots and a file without circuits are refused") {
  CHECK_THAT(refused(R"({"a": {"0": 0}})").message, Contains("no shots"));
  CHECK_THAT(refused(R"({"a": {}})").message, Contains("no shots"));
  CHECK_THAT(refused("{}").message, Contains("no circuit"));
  CHECK_THAT(refused("circuit,outcome,count\n").message, Contains("no circuit"));
  CHECK_THAT(refused("").message, Contains("empty"));
}

TEST_CASE("A table without its header or with a short row is refused with its line") {
  CHECK(refused("a,01,2\n").where == "counts:1");
  CHECK_THAT(refused("circuit,outcome\na,01\n").message, Contains("circuit, outcome and count"));
  CHECK(refused("circuit,outcome,count\na,01\n").where == "counts:2");
  refused("circuit,outcome,count\n\"a,01,2\n");
}

TEST_CASE("A result of Qiskit that lacks its parts or failed is refused with its place") {
  const auto result = [](const std::string& experiment) { return "{\"results\": [" + experiment + "]}"; };
  CHECK(refused(result(R"({"data": {"counts": {"0x0": 1}}})")).where == "counts: /results/0");
  CHECK_THAT(refused(result(R"({"header": {"name": "a"}, "data": {"counts": {"0x0": 1}}})")).message,
             Contains("memory_slots"));
  CHECK_THAT(refused(result(R"({"success": false, "header": {"name": "a", "memory_slots": 1}})")).message,
             Contains("ran"));
  CHECK_THAT(refused(result(R"({"header": {"name": "a", "memory_slots": 1}, "data": {"counts": {"0x2": 1}}})")).message,
             Contains("at most 1 bits"));
  refused(result(R"({"header": {"name": "a", "memory_slots": 1}, "data": {"counts": {"0xg": 1}}})"));
  refused(result(R"({"header": {"name": "a", "memory_slots": 1e9}, "data": {"counts": {"0x0": 1}}})"));
  CHECK_THAT(
      refused(result(R"({"header": {"name": "a", "memory_slots": 2}, "data": {"counts": {"0x1": 1, "0x01": 1}}})"))
          .message,
      Contains("twice"));
}

TEST_CASE("Limits are refused by name") {
  CHECK_THAT(refused(std::string(300, '[') + std::string(300, ']')).message, Contains("200 levels"));
  CHECK_THAT(refused("{\"a\": {\"" + std::string(10'001, '0') + "\": 1}}").message, Contains("1 to 10000"));
  CHECK_THAT(refused(R"({"a": {"0": 999999999999, "1": 2}})").message, Contains("1000000000000"));
  CHECK_THAT(refused(std::string(recorded::max_file_bytes + 1, ' ')).message, Contains("67108864"));
  std::string many = "circuit,outcome,count\n";
  for (int i = 0; i <= 100'000; ++i) many += std::to_string(i) + ",0,1\n";
  CHECK_THAT(refused(many).message, Contains("at most 100000"));
}

TEST_CASE("Text that is neither a table nor JSON of counts is refused") {
  for (const char* text : {"hello", "[1]", "{\"a\": 1}", "{\"a\": [1]}", "{\"a\"", "[{\"name\": \"a\"}]", "\xff\xfe{"})
    refused(text);
  CHECK_THAT(refused(R"([{"name": "a", "counts": {"0": 1}, "bitstrings": ["0"]}])").message, Contains("once"));
}
