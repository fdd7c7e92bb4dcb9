// Connected subsets on the public calibrations of real machines: whether every step is decided, and by how little the
// rest is missed.
#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "assess/internal.hpp"

using namespace qgauge;
using thresholds::Condition;
using thresholds::Relation;
using thresholds::SubsetScope;
using thresholds::SubsetSearch;
namespace fs = std::filesystem;

namespace {

const fs::path shared = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices";
constexpr int no_end = std::numeric_limits<int>::max();
constexpr std::array scopes{SubsetScope::induced, SubsetScope::chosen};

struct Machine {
  std::string name;
  device::DeviceDescription description;
  subject::CouplingGraph graph;
};

bool is_known(const subject::Edge& edge) { return edge.cnot_infidelity.has_value(); }

bool has_calibrated_coupling(const subject::CouplingGraph& graph) {
  return graph.complete ? graph.uniform_infidelity.has_value() : std::ranges::any_of(graph.edges, is_known);
}

/// What cannot be read as a machine, or has no calibrated coupling, is left out.
void add_machine(const std::string& device, std::vector<Machine>& machines) {
  const auto description = device::read(device, fs::path(QGAUGE_SOURCE_DIR) / "devices");
  if (!description) return;
  const auto model = device::validate(*description);
  if (!model) return;
  const subject::Subject item = assess::subject_of(*model, {});
  const auto graph = item.graphs.find("cnot_infidelity");
  if (graph == item.graphs.end() || !has_calibrated_coupling(graph->second)) return;
  machines.push_back({fs::path(device).filename().string(), *description, graph->second});
}

/// Every file and every folder of the vendors' folders; of a table, every machine and date.
const std::vector<Machine>& machines() {
  static const std::vector<Machine> all = [] {
    std::vector<Machine> found;
    if (!fs::exists(shared)) return found;
    for (const auto& vendor : fs::directory_iterator(shared)) {
      if (!vendor.is_directory()) continue;
      for (const auto& item : fs::directory_iterator(vendor)) {
        add_machine(item.path().string(), found);
        const auto rows = device::selectors(item.path().string(), fs::path(QGAUGE_SOURCE_DIR) / "devices");
        for (const std::string& row : rows.value_or(std::vector<std::string>{})) {
          add_machine(fmt::format("{}#{}", item.path().string(), row), found);
        }
      }
    }
    std::ranges::sort(found, {}, &Machine::name);
    return found;
  }();
  return all;
}

bool have_machines() {
  if (!machines().empty()) return true;
  WARN("skipped: ../shared/devices is absent");
  return false;
}

/// A step of a ladder: connected subsets of at_least to below - 1 qubits with a mean error of at most `limit`.
struct Step {
  std::string clause;
  int at_least = 0;
  int below = no_end;
  double limit = 1;
};

void read_bound(const Condition& bound, Step& step) {
  const bool count = bound.figure == "physical_qubits.connected";
  if (count && bound.relation == Relation::at_least) step.at_least = static_cast<int>(bound.limit);
  if (count && bound.relation == Relation::below) step.below = static_cast<int>(bound.limit);
  if (count && bound.relation == Relation::at_most) step.below = static_cast<int>(bound.limit) + 1;
  if (bound.figure == "cnot_infidelity.mean") step.limit = bound.limit;
}

bool is_same(const Step& one, const Step& other) {
  return one.at_least == other.at_least && one.below == other.below && one.limit == other.limit;
}

const thresholds::RuleBook& bundled_rules() {
  static const auto rules = thresholds::load_rules(fs::path(QGAUGE_SOURCE_DIR) / "thresholds");
  REQUIRE(rules);
  return *rules;
}

/// The steps of every ladder of computers in force, those that jurisdictions share once.
std::vector<Step> enacted_steps() {
  std::vector<Step> steps;
  for (const auto& regime : bundled_rules().regimes) {
    if (regime.status != "enacted") continue;
    for (const auto& entry : regime.versions.back().entries) {
      if (entry.condition.steps_by != "physical_qubits.connected") continue;
      for (const Condition& part : entry.condition.parts) {
        Step step{.clause = fmt::format("{} {}", regime.id, part.clause)};
        for (const Condition& bound : part.parts) read_bound(bound, step);
        const bool is_new = std::ranges::none_of(steps, [&](const Step& known) { return is_same(known, step); });
        if (is_new) steps.push_back(step);
      }
    }
  }
  return steps;
}

struct Timed {
  SubsetSearch search;
  double seconds;
};

Timed timed(const Machine& machine, const Step& step, SubsetScope scope) {
  const std::clock_t start = std::clock();
  SubsetSearch search = thresholds::find_subset(machine.graph, step.at_least, step.below, step.limit, scope);
  return {std::move(search), static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC};
}

bool is_decided(const SubsetSearch& search) { return search.outcome != SubsetSearch::Outcome::open; }
bool hangs_on_calibration(const SubsetSearch& search) {
  return search.obstacle == SubsetSearch::Obstacle::unknown_errors;
}

/// Shares of the steps of draft ladders.
struct Tally {
  int steps = 0;
  int decided = 0;
  int uncalibrated = 0;
  double largest_gap = 1;  ///< least mean seen / lower bound, where the search gave up

  void add(const SubsetSearch& search) {
    ++steps;
    decided += is_decided(search) ? 1 : 0;
    uncalibrated += hangs_on_calibration(search) ? 1 : 0;
    if (is_decided(search) || hangs_on_calibration(search)) return;
    largest_gap = std::max(largest_gap, search.best_mean.value_or(1) / search.lower_bound);
  }

  double share(int count) const { return static_cast<double>(count) / steps; }
  std::string text() const {
    return fmt::format(
        "{} steps: {:.1f} % decided, {:.1f} % proven to hang on uncalibrated couplings, {:.1f} % not finished (least "
        "mean seen up to {:.2f} times the lower bound)",
        steps, 100 * share(decided), 100 * share(uncalibrated), 100 * share(steps - decided - uncalibrated),
        largest_gap);
  }
};

/// A ladder with a limit near the best mean of each size is as hard as a ladder can be.
Tally draft_ladders(SubsetScope scope, const std::vector<Machine>& all) {
  constexpr std::array sizes{20, 34, 50, 100, no_end};
  Tally tally;
  for (const Machine& machine : all) {
    for (std::size_t i = 0; i + 1 < sizes.size() && sizes[i] <= machine.graph.qubits; ++i) {
      Step step{.clause = {}, .at_least = sizes[i], .below = sizes[i + 1], .limit = 0};
      const auto best = timed(machine, step, scope).search.best_mean;
      if (!best) continue;
      for (const double factor : {0.8, 0.9, 1.0, 1.1, 1.2}) {
        step.limit = factor * *best;
        tally.add(timed(machine, step, scope).search);
      }
    }
  }
  return tally;
}

/// What the ladders in force are called, for a question about them alone.
std::vector<std::string> enacted_ladders() {
  std::vector<std::string> names;
  for (const auto& regime : bundled_rules().regimes) {
    if (regime.status != "enacted") continue;
    for (const auto& entry : regime.versions.back().entries) {
      const bool ladder = entry.condition.steps_by == "physical_qubits.connected";
      if (ladder) names.push_back(fmt::format("{}#{}", regime.id, entry.number));
    }
  }
  return names;
}

/// Of this machine's 176 couplings 14 join qubits whose readout was calibrated on that day.
bool is_hardly_calibrated(const Machine& machine) { return machine.name.starts_with("fez_2025-01-22"); }

/// This machine's calibrated couplings leave it in eight pieces: no step is met, but the count and the mean of the
/// whole machine stay open, and with them the verdict.
bool is_in_pieces(const Machine& machine) { return machine.name == "manhattan"; }

/// The same machines without the couplings of which nothing is known.
std::vector<Machine> calibrated_alone(std::vector<Machine> all) {
  for (Machine& machine : all) std::erase_if(machine.graph.edges, [](const auto& edge) { return !is_known(edge); });
  return all;
}

}  // namespace

TEST_CASE("every enacted step is decided on every public machine or proven to hang on its uncalibrated couplings") {
  if (!have_machines()) return;
  const auto steps = enacted_steps();
  REQUIRE(steps.size() >= 8);
  REQUIRE(machines().size() >= 60);
  constexpr std::uint64_t little_work = 10'000'000;  // about a tenth of what takes a second
  double slowest = 0;
  for (const Machine& machine : machines()) {
    for (const Step& step : steps) {
      for (const SubsetScope scope : scopes) {
        INFO(machine.name << " " << step.clause << " scope " << static_cast<int>(scope));
        const auto [search, seconds] = timed(machine, step, scope);
        slowest = std::max(slowest, seconds);
        CHECK((is_decided(search) || (hangs_on_calibration(search) && is_hardly_calibrated(machine))));
        CHECK(search.work < little_work);
      }
    }
  }
  WARN(fmt::format("{} machines, {} enacted steps: the slowest search took {:.3f} s", machines().size(), steps.size(),
                   slowest));
}

TEST_CASE("every enacted ladder has a definite verdict on the best subset and the best couplings of public machines") {
  if (!have_machines()) return;
  using Scope = thresholds::Reading::Scope;
  assess::Options options;
  options.question.as_of = *core::Date::parse("2026-06-30");
  options.question.regimes = enacted_ladders();
  options.question.readings = {{.scope = Scope::best_subset}, {.scope = Scope::best_couplings}};
  REQUIRE(options.question.regimes.size() >= 5);
  int definite = 0;
  for (const Machine& machine : machines()) {
    if (is_hardly_calibrated(machine) || is_in_pieces(machine)) continue;
    INFO(machine.name);
    const auto report = assess::check(machine.description, bundled_rules(), options);
    REQUIRE(report);
    for (const auto& verdict : report->verdicts) {
      INFO(verdict.regime << " " << verdict.entry << " " << thresholds::name_of(verdict.reading));
      CHECK(verdict.decision != thresholds::Decision::undetermined);
      ++definite;
    }
  }
  CHECK(definite >= 500);
}

TEST_CASE("draft ladders around the best mean of each machine", "[.sweep]") {
  if (!have_machines()) return;
  for (const SubsetScope scope : scopes) {
    const bool chosen = scope == SubsetScope::chosen;
    const Tally all = draft_ladders(scope, machines());
    const Tally calibrated = draft_ladders(scope, calibrated_alone(machines()));
    WARN((chosen ? "chosen couplings, " : "induced couplings, ") << all.text());
    WARN((chosen ? "chosen" : "induced") << " among the calibrated couplings alone, " << calibrated.text());
    CHECK(all.steps >= 400);
    CHECK(all.share(all.decided) >= 0.85);
    CHECK(all.share(all.decided + all.uncalibrated) >= 0.99);
    CHECK(calibrated.share(calibrated.decided) >= 0.99);
  }
}
