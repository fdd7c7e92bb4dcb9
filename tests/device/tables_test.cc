// The tables of the device room agree with themselves and with those they refer to; small functions.

#include <set>

#include "device/csv.hpp"
#include "device/fixtures.hpp"
#include "device/import/importer.hpp"
#include "device/native_gates.hpp"
#include "device/native_names.hpp"
#include "device/tally.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

TEST_CASE("every entangler is a two-qubit gate that makes a CNOT and has its own name") {
  std::set<std::string_view> names;
  for (const Entangler& one : entanglers()) {
    CHECK(names.insert(one.name).second);
    CHECK(circuit::spec_of(one.kind).qubits == 2);
    CHECK(circuit::spec_of(one.kind).uses_per_cnot > 0);
    CHECK_FALSE(pulse_rank(one.name));
  }
  for (const Pulse& one : pulses()) {
    CHECK(names.insert(one.name).second);
    CHECK(one.pulses >= 1);
  }
}

TEST_CASE("every importer has its own name and says what it reads") {
  std::set<std::string_view> names;
  for (const Importer& one : importers()) {
    CHECK(names.insert(one.name).second);
    CHECK_FALSE(one.what.empty());
  }
}

TEST_CASE("the names of paradigms lead back to them") {
  for (const auto& [paradigm, name] : paradigm_names) {
    CHECK(name_of(paradigm) == name);
    CHECK(find_paradigm(name) == paradigm);
  }
  CHECK_FALSE(find_paradigm("gate-model"));
}

TEST_CASE("cells of a table may be quoted and hold commas quotes and line ends") {
  const auto rows = parse_csv(
      "\xEF\xBB\xBF"
      "a,b\r\n\r\n\"1,\"\"2\"\"\n3\",4\nlast,\n",
      "file");
  REQUIRE(rows);
  REQUIRE(rows->size() == 3);
  CHECK((*rows)[0].cells == std::vector<std::string>{"a", "b"});
  CHECK((*rows)[1].cells == std::vector<std::string>{"1,\"2\"\n3", "4"});
  CHECK((*rows)[1].line == 3);
  CHECK((*rows)[2].cells == std::vector<std::string>{"last", ""});
  CHECK((*rows)[2].line == 5);
  CHECK(parse_csv("a\n\"b", "file").error().where == "file:2");
}

TEST_CASE("a tally names its places and shows the largest example") {
  Tally tally("zero_error", "summary");
  std::vector<core::Finding> findings;
  tally.report({"qubits", 9, false}, findings);
  CHECK(findings.empty());
  tally.add("1", "small", 1);
  tally.add("2", "large", 5);
  tally.add("3", "middle", 3);
  tally.report({"qubits", 9, false}, findings);
  CHECK(findings.at(0).where == "qubits 1, 2, 3");
  CHECK(findings.at(0).message == "3 of 9 qubits: summary (the largest: large)");
}
