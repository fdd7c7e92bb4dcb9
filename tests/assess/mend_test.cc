// What to mend first: each gain is that of the machine with the part mended, recomputed by itself.

#include "assess/mend.hpp"

#include <algorithm>
#include <chrono>

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace qgauge;
using Catch::Matchers::Contains;
using core::Finding;

namespace {

device::Gate gate(std::string name, std::vector<int> qubits, double infidelity) {
  device::Gate one;
  one.name = std::move(name);
  one.qubits = std::move(qubits);
  one.infidelity = device::reported(infidelity);
  one.duration_s = device::reported(100e-9);
  return one;
}

/// A line of good qubits; the couplings have these errors.
device::DeviceDescription line(const std::vector<double>& errors) {
  device::DeviceDescription description;
  description.name = "line";
  description.qubit_count = static_cast<int>(errors.size()) + 1;
  for (int q = 0; q <= static_cast<int>(errors.size()); ++q) {
    device::Qubit qubit;
    qubit.t1_s = device::reported(200e-6);
    qubit.t2_s = device::reported(100e-6);
    qubit.p1_given_0 = qubit.p0_given_1 = device::reported(0.01);
    description.qubits.push_back(qubit);
    description.gates.push_back(gate("sx", {q}, 3e-4));
    if (q == 0) continue;
    description.couplings.emplace_back(q - 1, q);
    description.gates.push_back(gate("cz", {q - 1, q}, errors[static_cast<std::size_t>(q - 1)]));
  }
  return description;
}

device::Gate& gate_of(device::DeviceDescription& description, int a, int b) {
  return *std::ranges::find(description.gates, std::vector<int>{a, b}, &device::Gate::qubits);
}

std::vector<Finding> gains(const device::DeviceDescription& description, std::string_view code) {
  const auto model = device::validate(description);
  REQUIRE(model);
  std::vector<Finding> chosen;
  for (const Finding& finding : assess::what_to_mend(description, *model)) {
    if (finding.code == code) chosen.push_back(finding);
  }
  return chosen;
}

double mean_limit(const device::DeviceDescription& description) {
  const auto all = assess::reported_figures(description, *device::validate(description));
  return *std::ranges::find(all, "coherence_limited_cnot_infidelity.mean", &figures::Figure::name)->value;
}

/// 7.193e-3.
std::string text(double error) {
  std::string out = fmt::format("{:.3e}", error);
  return out.erase(out.find("e-") + 2, 1);
}

}  // namespace

TEST_CASE("the couplings with the largest errors gain most, and the gain is the recomputed mean") {
  const auto found = gains(line({1e-3, 2e-2, 1e-3, 4e-2, 3e-3}), "largest_gain_error");
  REQUIRE(found.size() == 2);  // the median gains nothing
  CHECK(found[0].where == "coupling 3-4");
  CHECK(found[0].message == "cnot_infidelity.mean 1.300e-2 -> 5.600e-3 if its 4.000e-2 were the median 3.000e-3");
  CHECK(found[1].where == "coupling 1-2");
  CHECK_THAT(found[1].message, Contains("1.300e-2 -> 9.600e-3"));
  CHECK(core::severity_of(found[0].code) == core::Severity::info);
}

TEST_CASE("equal gains are told in the order of their indices") {
  const auto found = gains(line({2e-2, 1e-3, 1e-3, 1e-3, 2e-2, 1e-3, 2e-2, 1e-3, 2e-2, 1e-3}), "largest_gain_error");
  REQUIRE(found.size() == 3);
  CHECK(found[0].where == "coupling 0-1");
  CHECK(found[1].where == "coupling 4-5");
  CHECK(found[2].where == "coupling 6-7");
}

TEST_CASE("a dead qubit that splits the machine gains what it joins") {
  auto description = line({1e-3, 1e-3, 1e-3, 1e-3, 1e-3});
  REQUIRE(device::drop_qubits(description, "3"));
  const auto found = gains(description, "largest_gain_connected");
  REQUIRE(found.size() == 1);
  CHECK(found[0].where == "qubit 3");
  CHECK(found[0].message == "physical_qubits.connected 3 -> 6 if it worked");
}

TEST_CASE("a coupling that is dead or not calibrated gains the qubits behind it") {
  auto description = line({1e-3, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3});
  gate_of(description, 3, 4).operational = false;
  gate_of(description, 4, 5).infidelity = device::sentinel();
  const auto found = gains(description, "largest_gain_connected");
  REQUIRE(found.size() == 1);  // 4-5 joins none of the largest component
  CHECK(found[0].where == "coupling 3-4");
  CHECK(found[0].message == "physical_qubits.connected 4 -> 5 if it worked");
}

TEST_CASE("an uncalibrated qubit gains itself where its couplings are calibrated") {
  auto description = line({1e-3, 1e-3, 1e-3});
  description.qubits[3].p1_given_0 = description.qubits[3].p0_given_1 = device::sentinel();
  const auto found = gains(description, "largest_gain_connected");
  REQUIRE(found.size() == 1);
  CHECK(found[0].where == "qubit 3");
  CHECK(found[0].message == "physical_qubits.connected 3 -> 4 if it were calibrated");
}

TEST_CASE("the qubit whose times limit most of its couplings gains the recomputed coherence limit") {
  auto description = line({1e-3, 1e-3, 1e-3, 1e-3, 1e-3});
  description.qubits[2].t1_s = device::reported(20e-6);
  description.qubits[2].t2_s = device::reported(10e-6);
  const auto found = gains(description, "largest_gain_coherence");
  REQUIRE(found.size() == 1);
  CHECK(found[0].where == "qubit 2");
  const double before = mean_limit(description);
  description.qubits[2] = description.qubits[1];
  CHECK_THAT(found[0].message,
             Contains("mean " + text(before) + " -> " + text(mean_limit(description)) + " with T1 20 us and T2 10 us"));
  CHECK_THAT(found[0].message, Contains("limits 2 of 2 couplings"));
}

TEST_CASE("a machine whose parts are equal or averages has nothing to mend") {
  const auto equal = line({1e-3, 1e-3, 1e-3});
  CHECK(assess::what_to_mend(equal, *device::validate(equal)).empty());
  device::DeviceDescription averages;
  averages.qubit_count = 20;
  averages.all_to_all = true;
  averages.average_qubit = equal.qubits[0];
  averages.average_one_qubit_gate = gate("u1q", {}, 1e-4);
  averages.average_two_qubit_gate = gate("rzz", {}, 1e-3);
  CHECK(assess::what_to_mend(averages, *device::validate(averages)).empty());
}

TEST_CASE("a machine of 1,000 qubits is asked in a fraction of a second") {
  std::vector<double> errors;
  for (int i = 0; i < 999; ++i) errors.push_back(1e-3 * (1 + i * 37 % 101));
  auto description = line(errors);
  for (int q = 0; q < 1000; ++q) description.qubits[static_cast<std::size_t>(q)].t2_s.value = 1e-6 * (20 + q * 53 % 97);
  REQUIRE(device::drop_qubits(description, "300,600"));
  const auto model = *device::validate(description);
  const auto start = std::chrono::steady_clock::now();
  const auto found = assess::what_to_mend(description, model);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  CHECK(found.size() == 8);
  CHECK(elapsed.count() < 1);
}
