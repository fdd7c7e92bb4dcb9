// Qubits taken out of a description: by label or index, their couplings with them, and refusals that change nothing.

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

DeviceDescription named_line(int count) {
  DeviceDescription description = line(count);
  for (int q = 0; q < count; ++q) description.qubits[static_cast<std::size_t>(q)].label = "QB" + std::to_string(q + 1);
  return description;
}

}  // namespace

TEST_CASE("a dropped qubit falls with its couplings and splits the machine") {
  DeviceDescription description = line(6);
  REQUIRE(drop_qubits(description, "3"));
  const DeviceModel model = must_validate(description);
  CHECK(model.counts->described.value == 6);
  CHECK(model.counts->operational.value == 5);
  CHECK(model.counts->working.value == 5);
  CHECK(model.counts->connected.value == 3);
  CHECK(find_coupling(model, 2, 3)->usable == Usable::no);
  CHECK(find_coupling(model, 3, 4)->usable == Usable::no);
  const core::Finding* finding = find(model.findings, "overridden_value");
  REQUIRE(finding != nullptr);
  CHECK(finding->where == "qubit 3");
  CHECK(finding->message.find("qubit 3 was dropped") == 0);
}

TEST_CASE("several qubits are dropped by label in one finding") {
  DeviceDescription description = named_line(5);
  REQUIRE(drop_qubits(description, "QB5,QB1,QB5"));
  CHECK_FALSE(description.qubits[0].operational);
  CHECK_FALSE(description.qubits[4].operational);
  CHECK(description.qubits[1].operational);
  CHECK(description.findings.size() == 1);
  CHECK(description.findings[0].where == "qubits QB1, QB5");
}

TEST_CASE("an index is meant only where no label is a number") {
  DeviceDescription named = named_line(3);
  REQUIRE(drop_qubits(named, "2"));
  CHECK_FALSE(named.qubits[2].operational);
  DeviceDescription sparse = line(3);
  sparse.qubits[2].label = "7";
  CHECK_FALSE(drop_qubits(sparse, "2"));
  REQUIRE(drop_qubits(sparse, "7"));
  CHECK_FALSE(sparse.qubits[2].operational);
}

TEST_CASE("a label that holds a comma is one name") {
  DeviceDescription description = line(2);
  description.qubits[1].label = "(0,1)";
  REQUIRE(drop_qubits(description, "(0,1)"));
  CHECK_FALSE(description.qubits[1].operational);
}

TEST_CASE("an unknown qubit is refused with what the qubits are called and nothing is dropped") {
  DeviceDescription description = named_line(9);
  const std::string before = write_native(description);
  for (const std::string names : {"QB1,QB99", "qb", "", "QB1,,QB2", "9", "-1"}) {
    INFO(names);
    const auto status = drop_qubits(description, names);
    REQUIRE_FALSE(status);
    CHECK(status.error().where == "--drop-qubit");
    CHECK(status.error().message.find("one of its 9 qubits: QB1, QB2, QB3, QB4, QB5, ... QB9") != std::string::npos);
    CHECK(write_native(description) == before);
  }
  CHECK(drop_qubits(description, "QB99").error().message.find("did you mean \"QB9\"?") != std::string::npos);
}

TEST_CASE("averages have no single qubit to drop") {
  DeviceDescription description;
  description.qubit_count = 20;
  description.average_qubit = line(1).qubits[0];
  const auto status = drop_qubits(description, "3");
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find("--set physical_qubits=N") != std::string::npos);
}
