// Means are rounded once, so that a machine that stands exactly at a limit is found there.

#include "assess/aggregate.hpp"

#include <set>

#include <catch2/catch.hpp>

#include "qgauge/thresholds.hpp"

using namespace qgauge;

namespace {

void collect_limits(const thresholds::Condition& condition, std::set<double>& limits) {
  if (condition.figure.starts_with("cnot_infidelity")) limits.insert(condition.limit);
  for (const auto& part : condition.parts) collect_limits(part, limits);
}

std::set<double> enacted_limits() {
  std::set<double> limits;
  const auto rules = thresholds::load_rules(QGAUGE_SOURCE_DIR "/thresholds").value();
  for (const auto& regime : rules.regimes) {
    for (const auto& version : regime.versions) {
      for (const auto& entry : version.entries) collect_limits(entry.condition, limits);
    }
  }
  return limits;
}

}  // namespace

TEST_CASE("the mean of equal values is that value at every limit on the C-NOT error") {
  const auto limits = enacted_limits();
  REQUIRE(limits.size() >= 6);
  for (const double limit : limits) {
    for (std::size_t count = 2; count <= 2000; ++count) {
      if (assess::mean_of(std::vector<double>(count, limit)) == limit) continue;
      INFO(count << " couplings of " << limit);
      FAIL("the mean differs");
    }
  }
}

TEST_CASE("a mean loses nothing to the order or the size of its values - Neumaier 1974") {
  CHECK(assess::mean_of({1e16, 1, -1e16}) == 1.0 / 3);
  CHECK(assess::mean_of({1, 1e16, -1e16}) == 1.0 / 3);
  CHECK(assess::mean_of({0.25}) == 0.25);
}
