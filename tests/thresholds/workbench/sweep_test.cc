// Sweeps: equal to plain evaluation at every point, and cliffs, gaps and clauses out of reach where they were put.
#include "qgauge/thresholds/sweep.hpp"

#include <random>

#include <fmt/format.h>

#include "thresholds/workbench/drafts.hpp"

using namespace qgauge;
using Catch::Contains;
using thresholds::Decision;
using thresholds::Sweep;
using thresholds::SweepFinding;
using thresholds::SweepRange;

namespace {

Sweep swept(const drafts::Draft& draft, const thresholds::Population& population, const std::vector<SweepRange>& ranges,
            const std::string& reading = "whole") {
  auto sweep = thresholds::sweep_of({}, population, draft.file(), ranges, drafts::question(reading));
  INFO((sweep ? std::string() : sweep.error().message));
  REQUIRE(sweep);
  return *std::move(sweep);
}

/// The answers of outcomes_of() on the text with the limits of a point.
std::vector<Decision> evaluated(const std::string& file, const thresholds::Population& population, const Sweep& sweep,
                                std::size_t point, const std::string& reading) {
  auto regime = thresholds::load_regime(file);
  REQUIRE(regime);
  const std::size_t width = sweep.axes[0].limits.size();
  for (std::size_t axis = 0; axis < sweep.axes.size(); ++axis) {
    const double limit = sweep.axes[axis].limits[axis == 0 ? point % width : point / width];
    for (const auto& one : sweep.axes[axis].parameters) {
      thresholds::set_limit(one, limit, regime->versions.front().entries.front());
    }
  }
  thresholds::RuleBook book;
  book.regimes.push_back(*regime);
  const auto outcomes = thresholds::outcomes_of(book, population, regime->id, drafts::question(reading));
  REQUIRE(outcomes);
  std::vector<Decision> decisions;
  for (const auto& outcome : *outcomes) decisions.push_back(outcome.decision);
  return decisions;
}

void check_points(const drafts::Draft& draft, const thresholds::Population& population,
                  const std::vector<SweepRange>& ranges, const std::string& reading = "whole") {
  const Sweep sweep = swept(draft, population, ranges, reading);
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    const std::size_t point = random() % sweep.points();
    const auto expected = evaluated(draft.file(), population, sweep, point, reading);
    for (std::size_t item = 0; item < population.items.size(); ++item) {
      INFO(population.items[item].id << " at point " << point);
      CHECK(sweep.decisions[item][point] == expected[item]);
    }
  }
}

/// Machines with known, bounded, estimated and unknown figures.
thresholds::Population random_machines() {
  thresholds::Population population = drafts::machines();
  std::mt19937 random(11);
  for (int i = 0; i < 30; ++i) {
    const double qubits = 10 + static_cast<double>(random() % 1500),
                 error = 1e-4 * static_cast<double>(random() % 200 + 1);
    auto item = drafts::system(fmt::format("r{}", i), qubits, error);
    if (i % 3 == 1) support::set_figure(item.subject, support::sampled("cnot_infidelity.mean", error, error / 10));
    if (i % 3 == 2)
      support::set_figure(item.subject, support::bounded("physical_qubits.connected", qubits / 2, qubits));
    if (i % 5 == 4) support::set_figure(item.subject, support::bounded("cnot_infidelity.mean", error / 2, error));
    population.items.push_back(std::move(item));
  }
  return population;
}

const SweepFinding* finding(const Sweep& sweep, SweepFinding::Kind kind, const std::string& place) {
  for (const SweepFinding& one : sweep.findings) {
    if (one.kind == kind && one.place == place) return &one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a sweep of one limit says at every point what evaluation says") {
  const drafts::Draft draft(drafts::with_mistakes());
  check_points(draft, random_machines(), {{"M.1:cnot_infidelity.mean", 1e-4, 3e-2, 60, true}});
  check_points(draft, random_machines(), {{"M.3:physical_qubits.connected:at_least", 20, 900, 50, false}});
  check_points(draft, random_machines(), {{"M.1:cnot_infidelity.mean", 1e-4, 3e-2, 60, true}}, "whole/process");
}

TEST_CASE("a sweep of two limits says at every point what evaluation says") {
  const drafts::Draft draft(drafts::with_mistakes());
  check_points(
      draft, random_machines(),
      {{"M.3:cnot_infidelity.mean", 1e-4, 3e-2, 20, true}, {"M.3:physical_qubits.connected:below", 210, 1500, 20}});
}

TEST_CASE("limits that list more and less as they move are asked point by point") {
  const drafts::Draft draft(drafts::with_mistakes());
  const std::string edge = "M.2:physical_qubits.connected:below+M.3:physical_qubits.connected:at_least";
  CHECK(swept(draft, drafts::machines(), {{edge, 110, 900, 20}}).axes[0].sense == 0);
  check_points(draft, random_machines(), {{edge, 110, 900, 20}});
  check_points(draft, random_machines(), {{edge, 110, 900, 12}, {"M.3:cnot_infidelity.mean", 1e-4, 3e-2, 12, true}});
}

TEST_CASE("a sweep asks a machine with couplings about its subsets as evaluation does") {
  thresholds::Population population = drafts::machines();
  auto item = drafts::system("ring", 60, {});
  auto& graph = item.subject.graphs["cnot_infidelity"];
  graph.qubits = 60;
  for (int i = 0; i < 60; ++i) graph.edges.push_back({i, (i + 1) % 60, i % 7 ? std::optional(4e-3) : std::nullopt});
  population.items.push_back(item);
  const drafts::Draft draft(drafts::with_mistakes());
  check_points(draft, population, {{"M.1:cnot_infidelity.mean", 1e-4, 3e-2, 30, true}});
  check_points(draft, population, {{"M.1:cnot_infidelity.mean", 1e-4, 3e-2, 30, true}}, "best_subset");
}

TEST_CASE("five machines within a small factor are a cliff and an empty stretch is a gap") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Sweep sweep = swept(draft, drafts::machines(), {{"M.1:cnot_infidelity.mean", 1e-4, 1e-1, 200, true}});
  const SweepFinding* cliff = finding(sweep, SweepFinding::Kind::cliff, sweep.axes[0].name);
  REQUIRE(cliff);
  CHECK(cliff->items.size() == 5);
  CHECK(*cliff->from <= 5.0e-3);
  CHECK(*cliff->to >= 5.4e-3);
  CHECK(*cliff->to / *cliff->from <= thresholds::cliff_window);
  const SweepFinding* gap = finding(sweep, SweepFinding::Kind::gap, sweep.axes[0].name);
  REQUIRE(gap);
  CHECK(*gap->from == 1e-4);
  CHECK(*gap->to < 5.0e-3);
}

TEST_CASE("a step that nobody meets at any point is told from one that an earlier step pre-empts") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Sweep sweep = swept(draft, drafts::machines(), {{"M.1:cnot_infidelity.mean", 1e-4, 1e-1, 50, true}});
  CHECK(finding(sweep, SweepFinding::Kind::unreachable, "M.4"));
  CHECK(finding(sweep, SweepFinding::Kind::unreachable, "M.2"));
  CHECK_FALSE(finding(sweep, SweepFinding::Kind::unreachable, "M.3"));
  const drafts::Draft twice(drafts::draft_text(drafts::step("M.1", 34, 400, 1e-2) + drafts::step("M.2", 50, 80, 6e-3)));
  const Sweep second = swept(twice, drafts::machines(), {{"M.2:cnot_infidelity.mean", 1e-4, 9e-3, 50, true}});
  CHECK(finding(second, SweepFinding::Kind::pre_empted, "M.2"));
  CHECK_FALSE(finding(second, SweepFinding::Kind::pre_empted, "M.1"));
}

TEST_CASE("an item of unknown error is open at every point and meets no step") {
  const drafts::Draft draft(drafts::with_mistakes());
  const auto population = drafts::machines();
  const Sweep sweep = swept(draft, population, {{"M.1:cnot_infidelity.mean", 1e-4, 1e-1, 50, true}});
  for (const Decision decision : sweep.decisions[9]) CHECK(decision == Decision::undetermined);
}

TEST_CASE("a name that is no limit is answered with the limits that there are") {
  const drafts::Draft draft(drafts::with_mistakes());
  const auto refused = [&](const SweepRange& range) {
    const auto sweep = thresholds::sweep_of({}, drafts::machines(), draft.file(), {range}, drafts::question());
    REQUIRE_FALSE(sweep);
    CHECK(sweep.error().code == core::ErrorCode::wrong_usage);
    return sweep.error().message;
  };
  CHECK_THAT(refused({"M.9", 1, 2}), Contains("M.4:cnot_infidelity.mean:at_most (1e-9)"));
  CHECK_THAT(refused({"M.1:physical_qubits.connected", 1, 2}), Contains("several begin so"));
  CHECK_THAT(refused({"M.1:cnot_infidelity.mean", 2, 1}), Contains("from a lesser to a greater"));
  CHECK_THAT(refused({"M.1:cnot_infidelity.mean", 0, 1, 10, true}), Contains("above 0"));
  CHECK_THAT(refused({"M.1:cnot_infidelity.mean", 0, 1, 2'000'000}), Contains("at most 1000000"));
}
