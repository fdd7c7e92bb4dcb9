// Descriptions with records as a population: subjects, counts that are taken, and figures whose source has no address.
#include "qgauge/assess/population.hpp"

#include <catch2/catch.hpp>

using namespace qgauge;

namespace {

device::DeviceDescription aggregates() {
  device::DeviceDescription description;
  description.name = "one";
  description.vendor = "maker";
  description.source = {"a page", "", ""};
  description.sources = {{"paper", {"a paper", "arXiv:1", ""}}};
  description.qubit_count = 120;
  description.published = {{.name = "cnot_infidelity.mean", .value = 2e-3, .source = "paper"},
                           {.name = "cnot_infidelity.best", .value = std::nullopt, .low = 1e-4, .high = 2e-4}};
  description.record = {"NL", "", "2025-02", "operated", device::Confidence::read, ""};
  return description;
}

thresholds::Population population(const device::DeviceDescription& description) {
  const auto found = assess::population_of({{"one", description}});
  REQUIRE(found);
  return *found;
}

double value(const thresholds::PopulationItem& item, const std::string& figure) {
  return item.subject.figures.at(figure).value.value_or(-1);
}

}  // namespace

TEST_CASE("the item of a machine has its record and its published figures") {
  const auto items = population(aggregates()).items;
  REQUIRE(items.size() == 1);
  CHECK(items[0].id == "one");
  CHECK(items[0].kind == "computer");
  CHECK(items[0].developed_in == "NL");
  CHECK(items[0].made_in.empty());
  CHECK(items[0].year == 2025);
  CHECK(value(items[0], "cnot_infidelity.mean") == 2e-3);
  CHECK(items[0].subject.figures.at("cnot_infidelity.best").high == 2e-4);
}

TEST_CASE("counts that a record does not give equal the one before as an assumption") {
  const auto item = population(aggregates()).items.at(0);
  CHECK(value(item, "physical_qubits.connected") == 120);
  CHECK(item.subject.assumptions.size() == 3);
  auto description = aggregates();
  description.published.push_back({.name = "physical_qubits.connected", .value = std::nullopt, .low = 0, .high = 120});
  const auto open = population(description).items.at(0);
  CHECK(open.subject.figures.at("physical_qubits.connected").low == 0);
  CHECK(open.subject.assumptions.size() == 2);
}

TEST_CASE("what has a source without an address is unsourced and a figure from memory is an assumption") {
  auto description = aggregates();
  CHECK(population(description).items.at(0).unsourced ==
        std::vector<std::string>{"cnot_infidelity.best", "physical_qubits.connected", "physical_qubits.described",
                                 "physical_qubits.operational", "physical_qubits.working"});
  description.source.url = "https://example.org";
  description.published[0].confidence = device::Confidence::memory;
  const auto item = population(description).items.at(0);
  CHECK(item.unsourced.empty());
  CHECK(item.subject.assumptions.back() == "cnot_infidelity.mean: from memory, not read in a source");
}

TEST_CASE("each component is an item of its own kind") {
  device::DeviceDescription description;
  description.name = "parts";
  description.source = {"a sheet", "https://example.org", ""};
  for (const char* name : {"cold", "colder"}) {
    device::Component component{"dilution_refrigerator", name, "maker", {}, {}};
    component.record.developed_in = "FI";
    description.components.push_back(component);
  }
  const auto items = population(description).items;
  REQUIRE(items.size() == 2);
  CHECK(items[0].id == "one");
  CHECK(items[1].id == "one#2");
  CHECK(items[1].kind == "dilution_refrigerator");
  CHECK(items[1].developed_in == "FI");
  CHECK_FALSE(items[1].year);
}

TEST_CASE("a published figure of a machine with values of its own stands beside them") {
  device::DeviceDescription description = aggregates();
  description.published = {{.name = "physical_qubits.described", .value = 7}};
  const auto item = population(description).items.at(0);
  CHECK(value(item, "physical_qubits.described") == 120);
  CHECK(item.subject.figures.at("physical_qubits.described").reported == 7.0);
}
