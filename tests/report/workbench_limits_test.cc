// Forms of sweeps, designs and stresses: what a page and a tree say of values made by hand.
#include "qgauge/report/workbench_limits.hpp"

#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace qgauge;
using Catch::Contains;
using thresholds::Decision;

namespace {

thresholds::Population population() {
  thresholds::Population made;
  for (const char* id : {"one", "two"}) {
    thresholds::PopulationItem item;
    item.id = item.name = id;
    item.kind = "computer";
    made.items.push_back(std::move(item));
  }
  return made;
}

thresholds::Parameter parameter() {
  thresholds::Parameter made;
  made.name = "D:cnot_infidelity.mean:at_most";
  made.entry = made.clause = "D";
  made.figure = "cnot_infidelity.mean";
  made.relation = thresholds::Relation::at_most;
  made.limit = 1e-2;
  return made;
}

thresholds::Sweep sweep() {
  thresholds::Sweep made;
  made.axes.push_back(
      {.name = parameter().name, .parameters = {parameter()}, .limits = {1e-3, 1e-2, 1e-1}, .sense = 1});
  made.decisions = {{Decision::not_controlled, Decision::controlled, Decision::controlled},
                    {Decision::undetermined, Decision::undetermined, Decision::undetermined}};
  made.stretches = {{.first = 0, .last = 0, .decisions = {0, 1, 1}, .listed = {}, .open = {1}},
                    {.first = 1, .last = 2, .decisions = {1, 1, 0}, .listed = {0}, .open = {1}}};
  made.findings.push_back({thresholds::SweepFinding::Kind::gap, parameter().name, 1e-2, 1e-1, {}, "nothing changes"});
  return made;
}

void check_width(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 80);
}

}  // namespace

TEST_CASE("a sweep is shown stretch by stretch and stored point by point") {
  const std::string page = report::to_terminal(sweep(), population(), {.columns = 80, .colour = false});
  CHECK_THAT(page, Contains("+one") && Contains("gap          D:cnot_infidelity.mean:at_most: nothing changes"));
  check_width(page);
  const auto tree = report::to_json(sweep(), population());
  CHECK(tree["decisions"]["one"] == "ncc");
  CHECK(tree["decisions"]["two"] == "uuu");
  CHECK(tree["counts"][2] == nlohmann::json{1, 1, 0});
  const auto tables = report::tables_of(sweep(), population());
  CHECK(tables[1].second[1] == std::vector<std::string>{"one", "", "0.001", "0.01", "not_controlled", "controlled"});
}

TEST_CASE("a design shows the room of each limit and a conflict its items with their figures") {
  thresholds::Design design;
  design.found = true;
  design.limits.push_back({.name = parameter().name,
                           .parameters = {parameter()},
                           .before = 1e-2,
                           .limit = 5e-3,
                           .low = 5e-3,
                           .high = 8e-3,
                           .high_open = true});
  const std::string page = report::to_terminal(design, population(), {.columns = 80, .colour = false});
  CHECK_THAT(page, Contains("0.01 -> 5e-3; for the named items anything from 5e-3 and below 8e-3"));
  check_width(page);
  design.found = false;
  design.conflict = {{.item = 0, .caught = true, .missing = false, .figures = {"the mean C-NOT error 8e-3"}},
                     {.item = 1, .caught = false, .missing = false, .figures = {"the mean C-NOT error 5e-3"}}};
  const std::string none = report::to_terminal(design, population(), {.columns = 80, .colour = false});
  CHECK_THAT(none, Contains("NOT POSSIBLE") && Contains("to be caught, which has: the mean C-NOT error 8e-3"));
  CHECK(report::to_json(design, population())["conflict"][1]["to_be"] == "spared");
}

TEST_CASE("a stress tells the cheapest way out and what closes it and keeps the rest for those who ask") {
  thresholds::Stress stress;
  thresholds::Escape open;
  open.outcome = thresholds::EscapeOutcome::escapes;
  open.text = "whole/process: more";
  open.closed_by = {"whole"};
  thresholds::Escape missing;
  missing.text = "no source gives it";
  stress.items.push_back({.item = 0, .decision = Decision::controlled, .escapes = {open, missing}, .cheapest = 0});
  const std::string page = report::to_terminal(stress, population(), {.columns = 80, .colour = false}, false);
  CHECK_THAT(page, Contains("cheapest      whole/process: more") && Contains("closed by fixing whole"));
  CHECK_THAT(page, !Contains("no source gives it"));
  CHECK_THAT(report::to_terminal(stress, population(), {.columns = 80, .colour = false}, true),
             Contains("no data       convention: no source gives it"));
  CHECK(report::to_json(stress, population())["items"][0]["cheapest"] == 0);
}
