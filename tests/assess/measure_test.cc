// Protocols on a real description: what is simulated beside what is reported.
#include <set>

#include <catch2/catch.hpp>

#include "qgauge/assess.hpp"

using namespace qgauge;

namespace {

const figures::Figure* aggregate(const report::Report& report, const std::string& name) {
  for (const figures::Figure& figure : report.figures) {
    if (figure.name == name && !figure.subject) return &figure;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a published chain has its simulated figure, or the reported one where it holds an uncalibrated coupling") {
  const auto description = device::read("ibm_torino", QGAUGE_SOURCE_DIR "/devices");
  REQUIRE(description);
  assess::Options options;
  options.effort = protocols::Effort::quick;
  options.protocols = {"layer_fidelity"};
  options.chain_lengths = {10, 100};
  const auto report = assess::measure(*description, options);
  REQUIRE(report);
  std::set<std::string> aggregates;
  for (const figures::Figure& figure : report->figures) {
    if (!figure.subject) CHECK(aggregates.insert(figure.name).second);
  }
  const figures::Figure* simulated = aggregate(*report, "eplg.10.published_chain");
  REQUIRE(simulated);
  CHECK(simulated->origin == figures::Origin::simulated);
  CHECK(simulated->reported.has_value());
  const figures::Figure* reported = aggregate(*report, "eplg.100.published_chain");
  REQUIRE(reported);
  CHECK(reported->origin == figures::Origin::derived);
  CHECK(reported->value.has_value());
}
