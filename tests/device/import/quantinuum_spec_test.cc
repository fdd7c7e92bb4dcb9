// Quantinuum's spec sheet parameters: values with standard errors, the two definitions of an error, leakage.

#include <cmath>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

const fs::path spec_file = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices/quantinuum/Spec sheet parameters.csv";

// Two rows as they are published: without and with a measured leakage.
constexpr std::string_view rows =
    "Date,Machine,1Q error,1Q error (legacy),1Q leakage,2Q error,2Q error (legacy),2Q leakage,Transport 1Q error,"
    "MCM error,MCR error,SPAM error\r\n"
    "2022_06_09,H1-1,,3.8(4)E-05,,,2.40(8)E-03,,3.4(2)E-04,1.2(2)E-05,,2.8(1)E-03\r\n"
    "2024_04_10,H1-1,2.4(3)E-05,2.1(3)E-05,6(1)E-06,9.3(3)E-04,8.8(3)E-04,2.1(1)E-04,2.1(2)E-04,1.5(1)E-05,,"
    "2.5(1)E-03\r\n";

DeviceDescription row(const std::string& selector) {
  const Folder files;
  return must_read(files.write("spec.csv", rows) + "#" + selector);
}

}  // namespace

TEST_CASE("a row of the spec sheet gives averages with their standard errors") {
  const DeviceDescription description = row("H1-1@2024_04_10");
  CHECK(description.format == "quantinuum_spec");
  CHECK(description.name == "H1-1");
  CHECK(description.as_of->text() == "2024-04-10");
  CHECK(description.all_to_all);
  const Gate& one = *description.average_one_qubit_gate;
  CHECK(one.name == "u1q");
  CHECK(one.infidelity.value == 2.4e-5);
  CHECK(one.infidelity.sigma == 3e-6);
  CHECK(one.leakage.value == 6e-6);
  CHECK(one.leakage.sigma == 1e-6);
  const Gate& two = *description.average_two_qubit_gate;
  CHECK(two.name == "rzz");
  CHECK(two.infidelity.value == 9.3e-4);
  CHECK(two.infidelity.sigma == 3e-5);
  CHECK(two.leakage.value == 2.1e-4);
  CHECK(description.memory_error_per_layer.value == 2.1e-4);
  CHECK(description.memory_error_per_layer.sigma == 2e-5);
  CHECK(description.average_qubit->assignment_error.value == 2.5e-3);
  CHECK(description.average_qubit->assignment_error.sigma == 1e-4);
}

TEST_CASE("the error with leakage is used and the legacy one stands beside it") {
  const Gate with = *row("H1-1@2024_04_10").average_two_qubit_gate;
  CHECK(with.metric.field == "2Q error");
  CHECK(with.metric.leakage == ErrorMetric::Leakage::included);
  REQUIRE(with.other_errors.size() == 1);
  CHECK(with.other_errors[0].infidelity.value == 8.8e-4);
  CHECK(with.other_errors[0].metric.field == "2Q error (legacy)");
  CHECK(with.other_errors[0].metric.leakage == ErrorMetric::Leakage::excluded);
  const Gate without = *row("H1-1@2022_06_09").average_two_qubit_gate;
  CHECK(without.infidelity.value == 2.4e-3);
  CHECK(without.infidelity.sigma == 8e-5);
  CHECK(without.metric.leakage == ErrorMetric::Leakage::excluded);
  CHECK(without.leakage.state == State::absent);
  CHECK(without.other_errors.empty());
}

TEST_CASE("the spec sheet says what stands for the readout error and what is not used") {
  const DeviceDescription description = row("H1-1@2022_06_09");
  CHECK(find(description.findings, "converted_definition")->where == "SPAM error");
  CHECK(description.average_qubit->readout_metric.conversion.find("preparation") != std::string::npos);
  CHECK(find(description.findings, "unused_quantity")->message == "MCM error = 1.2(2)E-05");
}

TEST_CASE("broken cells of the spec sheet are refused with line and column") {
  const Folder files;
  for (const std::string cell : {"9.3(3E-04", "nan(1)", "1.5(1)", "-2(1)E-03", "9.3(3)E-04 or so"}) {
    INFO(cell);
    std::string text(rows);
    text.replace(text.find("9.3(3)E-04"), 10, cell);
    const auto description = read(files.write("spec.csv", text) + "#H1-1@2024_04_10", catalogue);
    REQUIRE_FALSE(description);
    CHECK(description.error().where.ends_with("spec.csv:3: 2Q error"));
  }
}

TEST_CASE("the published spec sheet has nine rows with these figures") {
  if (!have_shared() || !fs::exists(spec_file)) return;
  const auto all = selectors(spec_file.string(), catalogue);
  REQUIRE(all);
  CHECK(all->size() == 9);
  for (const std::string& selector : *all) must_validate(must_read(spec_file.string() + "#" + selector));
  const DeviceDescription h1 = must_read(spec_file.string() + "#H1-1@2023_01_20");
  CHECK(h1.average_one_qubit_gate->leakage.value == 0);  // 0(2)E-06
  CHECK(h1.average_one_qubit_gate->leakage.sigma == 2e-6);
  const DeviceDescription h2 = must_read(spec_file.string() + "#H2-1@2024_05_20");
  CHECK(h2.average_two_qubit_gate->infidelity.value == 1.36e-3);  // 1.36(8)E-03
  CHECK(h2.average_two_qubit_gate->infidelity.sigma == 8e-5);
  const DeviceDescription latest = must_read(spec_file.string() + "#H2-2@2024_12_06");
  CHECK(latest.average_qubit->assignment_error.value == 1.33e-3);  // 1.33(9)E-03
  CHECK(latest.average_qubit->assignment_error.sigma == 9e-5);
}

// The emulator's table is made from the same measurements: the same errors, and leakages within the rounding of the
// emission ratios to one or two digits, so within a tenth and the standard error.
TEST_CASE("the spec sheet and the emulator parameters describe the same machines") {
  if (!have_shared() || !fs::exists(spec_file)) return;
  const auto all = selectors(spec_file.string(), catalogue);
  REQUIRE(all);
  for (const std::string& selector : *all) {
    INFO(selector);
    const DeviceDescription spec = must_read(spec_file.string() + "#" + selector);
    const DeviceDescription emulator = must_read(quantinuum_file.string() + "#" + selector);
    CHECK(spec.memory_error_per_layer.value == Approx(emulator.memory_error_per_layer.value));
    const double spam = (emulator.average_qubit->p1_given_0.value + emulator.average_qubit->p0_given_1.value) / 2;
    CHECK(std::abs(spec.average_qubit->assignment_error.value - spam) < 1e-4);
    for (const auto gate : {&DeviceDescription::average_one_qubit_gate, &DeviceDescription::average_two_qubit_gate}) {
      const Gate& ours = *(spec.*gate);
      const Gate& theirs = *(emulator.*gate);
      CHECK(ours.infidelity.value == Approx(theirs.infidelity.value));
      CHECK(ours.metric.leakage == theirs.metric.leakage);
      CHECK(ours.leakage.known() == theirs.leakage.known());
      if (!ours.leakage.known()) continue;
      CHECK(std::abs(ours.leakage.value - theirs.leakage.value) <= 0.1 * ours.leakage.value + *ours.leakage.sigma);
    }
  }
}

TEST_CASE("recorded counts are refused and called what they are") {
  const Folder files;
  const auto counts =
      read(files.write("SPAM.json", R"({"shots": 10000, "survival": {"0": {"0": 9991.0}}})"), catalogue);
  REQUIRE_FALSE(counts);
  CHECK(counts.error().message.starts_with("found recorded counts of a benchmark"));
}
