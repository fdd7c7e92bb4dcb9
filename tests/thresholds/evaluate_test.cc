#include <cmath>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::bounded;
using support::bundled_rules;
using support::computer;
using support::day;
using support::decision;
using support::set_figure;
using support::told;
using support::verdict;
using thresholds::Decision;

namespace {

constexpr const char* connected = "physical_qubits.connected";
constexpr const char* mean_error = "cnot_infidelity.mean";

bool tagged(const thresholds::Verdict& found, const std::string& tag) {
  return std::ranges::find(found.tags, tag) != found.tags.end();
}

bool misses(const thresholds::Verdict& found, const std::string& name, const std::string& who) {
  return std::ranges::any_of(found.missing,
                             [&](const auto& input) { return input.name == name && input.who_knows == who; });
}

thresholds::RuleBook changed_rules(const std::string& what, const std::string& by) {
  const support::Scratch scratch;
  const std::string text = support::read_text(support::rules_folder / "us-ear.toml");
  support::write_file(scratch / "us-ear.toml", support::replaced(text, what, by));
  for (const auto& part : std::filesystem::directory_iterator(support::rules_folder / "us-ear")) {
    support::write_file(scratch / "us-ear" / part.path().filename(), support::read_text(part.path()));
  }
  auto rules = thresholds::load_rules(scratch / ".");
  REQUIRE(rules);
  return *rules;
}

constexpr int counts[] = {1, 33, 34, 99, 100, 199, 200, 349, 350, 499, 500, 699, 700, 1099, 1100, 1999, 2000, 9999};
constexpr double errors[] = {0, 9e-5, 1e-4, 1.1e-4, 1e-3, 1.1e-3, 2e-3, 3e-3, 4e-3, 5e-3, 6e-3, 6.1e-3, 0.3, 1};

}  // namespace

TEST_CASE("Changing one number in a copy of the rules flips a verdict") {
  const auto item = computer(100, 1e-3);
  CHECK(verdict(bundled_rules(), item).decision == Decision::controlled);
  CHECK(verdict(changed_rules("at_most = 1e-3", "at_most = 9e-4"), item).decision == Decision::not_controlled);
  const auto small = computer(33, 1e-4);
  CHECK(verdict(bundled_rules(), small).decision == Decision::not_controlled);
  CHECK(verdict(changed_rules("at_least = 34", "at_least = 33"), small).decision == Decision::controlled);
}

TEST_CASE("More qubits or a smaller error never take a computer out of control") {
  for (const std::string regime : {"us-ear", "ca-ecl-5506", "de-awv"}) {
    for (std::size_t n = 0; n < std::size(counts); ++n) {
      for (std::size_t e = 0; e < std::size(errors); ++e) {
        if (decision(computer(counts[n], errors[e]), regime) != Decision::controlled) continue;
        INFO(regime << " n = " << counts[n] << " error = " << errors[e]);
        if (n + 1 < std::size(counts))
          CHECK(decision(computer(counts[n + 1], errors[e]), regime) == Decision::controlled);
        if (e > 0) CHECK(decision(computer(counts[n], errors[e - 1]), regime) == Decision::controlled);
      }
    }
  }
}

TEST_CASE("An unknown error clears below the ladder and convicts above it and nothing in between") {
  for (const int n : counts) {
    INFO(n);
    auto item = computer(n, std::nullopt);
    const Decision expected = n <= 33     ? Decision::not_controlled
                              : n >= 2000 ? Decision::controlled
                                          : Decision::undetermined;
    CHECK(decision(item) == expected);
    item.figures.erase(mean_error);
    CHECK(decision(item) == expected);
    CHECK(misses(verdict(bundled_rules(), item), mean_error, "vendor") == (expected == Decision::undetermined));
  }
}

TEST_CASE("An unknown count is undetermined whatever the error and the vendor knows it") {
  for (const double error : {0.0, 1e-5, 0.5}) {
    auto item = computer(50, error);
    item.figures.erase(connected);
    const auto found = verdict(bundled_rules(), item);
    CHECK(found.decision == Decision::undetermined);
    CHECK(misses(found, connected, "vendor"));
  }
}

TEST_CASE("A count between bounds is decided only where every whole number in it agrees") {
  const auto with_bounds = [](double low, double high, double error) {
    auto item = computer(low, error);
    set_figure(item, bounded(connected, low, high));
    return decision(item);
  };
  CHECK(with_bounds(90, 110, 1e-4) == Decision::controlled);  // both steps are met
  CHECK(with_bounds(90, 110, 1e-3) == Decision::undetermined);
  CHECK(with_bounds(90, 99, 1e-3) == Decision::not_controlled);
  CHECK(with_bounds(20, 33, 0) == Decision::not_controlled);
  CHECK(with_bounds(20, 34, 0) == Decision::undetermined);
  CHECK(with_bounds(20, 34, 1e-3) == Decision::not_controlled);
  CHECK(with_bounds(1999, 2500, 6e-3) == Decision::controlled);
  CHECK(with_bounds(1999, 2500, 7e-3) == Decision::undetermined);
}

TEST_CASE("An error between bounds meets a limit that its upper end just reaches") {
  const auto with_bounds = [](double low, double high) {
    auto item = computer(120, low);
    set_figure(item, bounded(mean_error, low, high));
    return decision(item);
  };
  CHECK(with_bounds(1e-4, 1e-3) == Decision::controlled);
  CHECK(with_bounds(1e-4, std::nextafter(1e-3, 1)) == Decision::undetermined);
  CHECK(with_bounds(1e-3, 2e-3) == Decision::undetermined);
  CHECK(with_bounds(std::nextafter(1e-3, 1), 2e-3) == Decision::not_controlled);
}

TEST_CASE("Bounds that contain an exact verdict both ways are undetermined and others agree with every point") {
  // Boxes over the grid of counts and errors: the verdict on a box is that of its corners and of all grid points in it.
  for (std::size_t n = 0; n + 2 < std::size(counts); ++n) {
    for (std::size_t e = 0; e + 2 < std::size(errors); ++e) {
      auto item = computer(counts[n], errors[e]);
      set_figure(item, bounded(connected, counts[n], counts[n + 2]));
      set_figure(item, bounded(mean_error, errors[e], errors[e + 2]));
      const Decision box = decision(item);
      for (std::size_t i = n; i <= n + 2; ++i) {
        for (std::size_t j = e; j <= e + 2; ++j) {
          INFO(counts[i] << " " << errors[j]);
          if (box != Decision::undetermined) CHECK(decision(computer(counts[i], errors[j])) == box);
        }
      }
    }
  }
}

TEST_CASE("A verdict on exact values has no probability and says on which values it is conditional") {
  const auto found = verdict(bundled_rules(), computer(129, 7.2e-3));
  CHECK_FALSE(found.probability_controlled);
  REQUIRE(found.conditional_on.size() == 2);
  CHECK(found.conditional_on[0] == "the number of connected qubits is exactly as stated");
  CHECK(found.conditional_on[1] == "the mean C-NOT error is exactly as stated");
  CHECK(verdict(bundled_rules(), computer(2500, 0.3)).conditional_on.size() == 1);
}

TEST_CASE("With an interval a verdict is controlled from 0.975 on and not controlled up to 0.025") {
  const auto at = [&](double value) {
    auto item = computer(120, value);
    set_figure(item, support::sampled(mean_error, value, 5e-5));
    return verdict(bundled_rules(), item);
  };
  int controlled = 0;
  int cleared = 0;
  for (double value = 8e-4; value < 1.2e-3; value += 1e-6) {
    const auto found = at(value);
    REQUIRE(found.probability_controlled);
    const double p = *found.probability_controlled;
    INFO(value << " " << p);
    CHECK((found.decision == Decision::controlled) == (p >= 0.975));
    CHECK((found.decision == Decision::not_controlled) == (p <= 0.025));
    controlled += found.decision == Decision::controlled ? 1 : 0;
    cleared += found.decision == Decision::not_controlled ? 1 : 0;
  }
  CHECK(controlled > 50);
  CHECK(cleared > 50);
  CHECK(misses(at(1e-3), mean_error, "measurement"));
}

TEST_CASE("Of a well measured figure the probability is that of the normal distribution") {
  const double sigma = 1e-7;  // so small beside the limit that the prior is flat across it
  auto item = computer(120, 1e-3);
  const auto at = [&](double value) {
    set_figure(item, support::sampled(mean_error, value, sigma));
    return *verdict(bundled_rules(), item).probability_controlled;
  };
  CHECK(at(1e-3) == Approx(0.5).margin(1e-4));
  CHECK(at(1e-3 - sigma) == Approx(0.841344746).margin(1e-4));
}

TEST_CASE("Where bounds move the probability across the decision the verdict is undetermined without one") {
  auto item = computer(120, 5e-4);
  set_figure(item, support::sampled(mean_error, 5e-4, 1e-5));
  set_figure(item, bounded(connected, 90, 110));
  const auto found = verdict(bundled_rules(), item);
  CHECK(found.decision == Decision::undetermined);
  CHECK_FALSE(found.probability_controlled);
  CHECK_THAT(told(found.reasons), Catch::Contains("between 0.000 and 1.000"));
  set_figure(item, bounded(connected, 100, 110));
  CHECK(verdict(bundled_rules(), item).decision == Decision::controlled);
}

TEST_CASE("The simulated reading takes the simulated error and leaves the reported one aside") {
  auto item = computer(120, 5e-4);
  const auto missing = verdict(bundled_rules(), item, "us-ear", "2026-01-01", "whole/simulated");
  CHECK(missing.decision == Decision::undetermined);
  CHECK(misses(missing, "rb.cnot_infidelity.isolated.mean", "measurement"));
  CHECK(missing.missing.size() == 1);
  set_figure(item, support::sampled("rb.cnot_infidelity.isolated.mean", 2e-3, 1e-5));
  const auto found = verdict(bundled_rules(), item, "us-ear", "2026-01-01", "whole/simulated");
  CHECK(found.decision == Decision::not_controlled);
  CHECK_THAT(told(found.reasons), Catch::Contains("simulated mean C-NOT error"));
  CHECK(decision(item) == Decision::controlled);
}

TEST_CASE("The paradigms that the text names are judged and those that it excludes are not controlled") {
  const auto with_paradigm = [](const std::string& paradigm) {
    auto item = computer(5000, 1e-5);
    item.attributes["paradigm"] = paradigm;
    return verdict(bundled_rules(), item);
  };
  CHECK(with_paradigm("gate_model").decision == Decision::controlled);
  CHECK(with_paradigm("measurement_based").decision == Decision::controlled);
  CHECK(with_paradigm("annealing").decision == Decision::not_controlled);
  CHECK_THAT(told(with_paradigm("annealing").reasons), Catch::Contains("annealing") && Catch::Contains("excluded"));
  CHECK(with_paradigm("classical_simulator").decision == Decision::not_controlled);
  for (const std::string unnamed : {"analog", "photonic_sampling"}) {
    const auto found = with_paradigm(unnamed);
    CHECK(found.decision == Decision::undetermined);
    REQUIRE_FALSE(found.missing.empty());
    CHECK(found.missing.front().who_knows == "authority");
  }
}

TEST_CASE("A machine of unknown paradigm is undetermined and the vendor knows it") {
  auto item = computer(5000, 1e-5);
  item.attributes.erase("paradigm");
  const auto found = verdict(bundled_rules(), item);
  CHECK(found.decision == Decision::undetermined);
  CHECK(misses(found, "paradigm", "vendor"));
}

TEST_CASE("An entry for another kind of item gives no verdict unless it is named") {
  auto item = computer(5000, 1e-5);
  item.attributes["item_kind"] = std::string("component");
  CHECK(support::verdicts(bundled_rules(), item, {.regimes = {"us-ear"}, .readings = {}, .as_of = day("2026-01-01")})
            .empty());
  const auto named = verdict(bundled_rules(), item, "us-ear#4A906.a");
  CHECK(named.decision == Decision::controlled);
  REQUIRE_FALSE(named.assumptions.empty());
  CHECK_THAT(named.assumptions.back(), Catch::Contains("computer"));
}

TEST_CASE("Rules begin on their first day and sources that differ make a window") {
  const auto item = computer(120, 5e-4);
  const auto on = [&](const std::string& regime, const std::string& date) { return decision(item, regime, date); };
  CHECK(on("us-ear", "2024-09-05") == Decision::not_controlled);
  CHECK(on("us-ear", "2024-09-06") == Decision::controlled);
  CHECK(on("ca-ecl-5506", "2024-07-18") == Decision::not_controlled);
  CHECK(on("ca-ecl-5506", "2024-07-19") == Decision::undetermined);
  CHECK(on("ca-ecl-5506", "2024-07-20") == Decision::controlled);
  CHECK(on("de-awv", "2024-07-22") == Decision::not_controlled);
  CHECK(on("de-awv", "2024-07-23") == Decision::undetermined);
  CHECK(on("de-awv", "2024-08-30") == Decision::undetermined);
  CHECK(on("de-awv", "2024-08-31") == Decision::controlled);
}

TEST_CASE("A day without a version says so and a disputed day carries its tag") {
  const auto item = computer(120, 5e-4);
  const auto before = verdict(bundled_rules(), item, "us-ear", "2024-09-05");
  CHECK(before.version.empty());
  CHECK_THAT(told(before.reasons),
             Catch::Contains("no version with this entry was in force on 2024-09-05") && Catch::Contains("2024-09-06"));
  const auto disputed = verdict(bundled_rules(), item, "ca-ecl-5506", "2024-07-19");
  CHECK(disputed.version == "2024-07-19");
  CHECK(tagged(disputed, "disputed_date"));
  CHECK_FALSE(disputed.probability_controlled);
  CHECK_FALSE(tagged(verdict(bundled_rules(), item, "ca-ecl-5506", "2024-07-20"), "disputed_date"));
}

TEST_CASE("The German entry carries the overlap with the European list from its first day and decides nothing by it") {
  const auto item = computer(120, 5e-4);
  const auto before = verdict(bundled_rules(), item, "de-awv", "2025-11-14");
  const auto after = verdict(bundled_rules(), item, "de-awv", "2025-11-15");
  CHECK_FALSE(tagged(before, "overlap_eu_4A506"));
  CHECK(tagged(after, "overlap_eu_4A506"));
  CHECK(after.assumptions.size() == before.assumptions.size() + 1);
  CHECK(after.decision == before.decision);
}

TEST_CASE("A note with a last day is carried until the day before it") {
  const auto item = computer(120, 5e-4);
  CHECK(tagged(verdict(bundled_rules(), item, "us-ear", "2024-11-04"), "delayed_compliance"));
  CHECK_FALSE(tagged(verdict(bundled_rules(), item, "us-ear", "2024-11-05"), "delayed_compliance"));
}

TEST_CASE("A verdict carries its source and confidence and the assumptions of the subject") {
  auto item = computer(120, 5e-4);
  item.assumptions = {"connected defaults to working"};
  const auto found = verdict(bundled_rules(), item);
  CHECK(found.regime == "us-ear");
  CHECK(found.version == "2024-09-06");
  CHECK(found.entry == "4A906.a");
  CHECK(tagged(found, "READ-P"));
  CHECK_FALSE(found.source.empty());
  CHECK(std::ranges::find(found.assumptions, "connected defaults to working") != found.assumptions.end());
}
