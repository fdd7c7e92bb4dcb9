// Designs: found and refused exactly where going through all combinations says so, and written back to the file.
#include "qgauge/thresholds/design.hpp"

#include <random>

#include <fmt/format.h>

#include "thresholds/workbench/drafts.hpp"

using namespace qgauge;
using Catch::Contains;
using thresholds::Decision;
using thresholds::Design;
using thresholds::DesignRequest;

namespace {

Design designed(const drafts::Draft& draft, const thresholds::Population& population, const DesignRequest& request) {
  auto design = thresholds::design_of({}, population, draft.file(), request, drafts::question());
  INFO((design ? std::string() : design.error().message));
  REQUIRE(design);
  return *std::move(design);
}

/// Whether the text with these limits of M.1 lists what is to be caught and nothing that is to be spared.
bool serves(thresholds::Regime regime, const thresholds::Population& population, const DesignRequest& request,
            const std::vector<thresholds::Parameter>& parameters, const std::vector<double>& limits) {
  for (std::size_t i = 0; i < limits.size(); ++i) {
    thresholds::set_limit(parameters[i], limits[i], regime.versions.front().entries.front());
  }
  thresholds::RuleBook book;
  book.regimes.push_back(std::move(regime));
  const auto outcomes = thresholds::outcomes_of(book, population, book.regimes.front().id, drafts::question());
  REQUIRE(outcomes);
  for (const auto& outcome : *outcomes) {
    const std::string& id = population.items[outcome.item].id;
    const auto names = [&](const std::vector<std::string>& ids) { return std::ranges::find(ids, id) != ids.end(); };
    if (names(request.caught) && outcome.decision != Decision::controlled) return false;
    if (names(request.spared) && outcome.decision != Decision::not_controlled) return false;
  }
  return true;
}

const std::vector<std::string> both{"M.1:cnot_infidelity.mean:at_most", "M.1:physical_qubits.connected:at_least"};

}  // namespace

TEST_CASE("a design exists exactly where going through all combinations finds one") {
  const drafts::Draft draft(drafts::with_mistakes());
  const auto regime = thresholds::load_regime(draft.file());
  REQUIRE(regime);
  const auto text = thresholds::text_of({}, draft.file(), support::day("2026-06-01"));
  std::vector<thresholds::Parameter> parameters;
  for (const std::string& name : both) parameters.push_back(thresholds::find_parameters(*text, name)->front());
  std::mt19937 random(3);
  int found = 0;
  for (int round = 0; round < 12; ++round) {
    thresholds::Population population;
    DesignRequest request{.caught = {}, .spared = {}, .vary = both, .strictest = round % 2 == 0};
    for (int i = 0; i < 4; ++i) {
      const std::string id = fmt::format("s{}", i);
      population.items.push_back(
          drafts::system(id, 30 + 5 * static_cast<double>(random() % 9), 1e-3 * static_cast<double>(random() % 6 + 1)));
      (random() % 2 ? request.caught : request.spared).push_back(id);
    }
    bool exists = false;
    for (double error = 5e-4; error < 7e-3 && !exists; error += 5e-4) {
      for (double qubits = 25; qubits < 76 && !exists; qubits += 5) {
        exists = serves(*regime, population, request, parameters, {error, qubits});
      }
    }
    const Design design = designed(draft, population, request);
    CHECK(design.found == exists);
    found += design.found;
    if (design.found) {
      CHECK(serves(*regime, population, request, parameters, {design.limits[0].limit, design.limits[1].limit}));
    } else {
      CHECK_FALSE(design.conflict.empty());
    }
  }
  CHECK(found > 0);
  CHECK(found < 12);
}

TEST_CASE("the strictest limit stops short of what is spared and the loosest reaches what is caught") {
  const drafts::Draft draft(drafts::with_mistakes());
  DesignRequest request{.caught = {"a"}, .spared = {"f"}, .vary = {"M.1:cnot_infidelity.mean"}, .strictest = true};
  const Design strict = designed(draft, drafts::machines(), request);
  REQUIRE(strict.found);
  CHECK(strict.limits[0].limit < 2e-2);
  CHECK(strict.limits[0].limit > 1.5e-2);
  request.strictest = false;
  const Design loose = designed(draft, drafts::machines(), request);
  REQUIRE(loose.found);
  CHECK(loose.limits[0].limit == 5.0e-3);
  CHECK(loose.limits[0].low == 5.0e-3);
  CHECK(loose.limits[0].high == 2e-2);
  CHECK(loose.limits[0].high_open);
}

TEST_CASE("a conflict names the pair that is in each other's way and nothing else") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Design design = designed(draft, drafts::machines(),
                                 {.caught = {"a", "e"}, .spared = {"c", "l"}, .vary = {"M.1:cnot_infidelity.mean"}});
  CHECK_FALSE(design.found);
  REQUIRE(design.conflict.size() == 2);
  CHECK(drafts::machines().items[design.conflict[0].item].id == "e");
  CHECK(drafts::machines().items[design.conflict[1].item].id == "c");
  CHECK_THAT(design.conflict[0].figures[0], Contains("5.4e-3"));
}

TEST_CASE("an item of unknown error can be neither caught nor spared") {
  const drafts::Draft draft(drafts::with_mistakes());
  for (const bool caught : {true, false}) {
    DesignRequest request{.caught = {"a"}, .spared = {}, .vary = {"M.1:cnot_infidelity.mean"}};
    (caught ? request.caught : request.spared).push_back("j");
    const Design design = designed(draft, drafts::machines(), request);
    CHECK_FALSE(design.found);
    REQUIRE(design.conflict.size() == 1);
    CHECK(design.conflict[0].missing);
    CHECK(design.conflict[0].caught == caught);
  }
}

TEST_CASE("a designed draft is the old file with other numbers and is read with these limits") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Design design = designed(
      draft, drafts::machines(),
      {.caught = {"f", "k"},
       .spared = {"l"},
       .vary = {"M.1:cnot_infidelity.mean", "M.2:cnot_infidelity.mean", "M.2:physical_qubits.connected:at_least"}});
  REQUIRE(design.found);
  const auto text = thresholds::with_limits(drafts::with_mistakes(), draft.file(), design.limits);
  REQUIRE(text);
  CHECK_THAT(*text, Contains("# M.1\n") && Contains("# M.4\n"));
  const drafts::Draft written(*text);
  const auto read = thresholds::text_of({}, written.file(), support::day("2026-06-01"));
  REQUIRE(read);
  for (const auto& limit : design.limits) {
    CHECK(thresholds::find_parameters(*read, limit.name)->front().limit == limit.limit);
  }
}

TEST_CASE("a draft with mistakes shows them beside what was designed") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Design design =
      designed(draft, drafts::known_machines(), {.caught = {"a"}, .spared = {}, .vary = {"M.1:cnot_infidelity.mean"}});
  std::vector<std::string> kinds;
  for (const auto& finding : design.findings) kinds.emplace_back(name_of(finding.kind));
  for (const char* kind : {"cliff", "gap", "unreachable"}) CHECK(std::ranges::find(kinds, kind) != kinds.end());
}

TEST_CASE("an estimate is caught from the limit on that it is within with 97.5 per cent") {
  const drafts::Draft draft(drafts::with_mistakes());
  thresholds::Population population = drafts::machines();
  support::set_figure(population.items[0].subject, support::sampled("cnot_infidelity.mean", 5e-3, 5e-4));
  const auto regime = thresholds::load_regime(draft.file());
  REQUIRE(regime);
  const auto text = thresholds::text_of({}, draft.file(), support::day("2026-06-01"));
  const auto parameters = *thresholds::find_parameters(*text, "M.1:cnot_infidelity.mean");
  const DesignRequest request{.caught = {"a"}, .spared = {}, .vary = {"M.1:cnot_infidelity.mean"}};
  const Design design = designed(draft, population, request);
  REQUIRE(design.found);
  const double limit = design.limits[0].limit;
  CHECK(limit == Approx(5e-3 + 1.96 * 5e-4).epsilon(0.02));
  CHECK(serves(*regime, population, request, parameters, {limit}));
  CHECK_FALSE(serves(*regime, population, request, parameters, {std::nextafter(limit, 0)}));
}

TEST_CASE("a design refuses what it cannot prove or what cannot be meant") {
  const drafts::Draft draft(drafts::with_mistakes());
  thresholds::Population population = drafts::machines();
  support::set_figure(population.items[0].subject, support::sampled("cnot_infidelity.mean", 5e-3, 5e-4));
  const auto refused = [&](const DesignRequest& request) {
    const auto design = thresholds::design_of({}, population, draft.file(), request, drafts::question());
    REQUIRE_FALSE(design);
    return std::pair(static_cast<int>(design.error().code), design.error().message);
  };
  const std::vector<std::string> vary{"M.1:cnot_infidelity.mean"};
  support::set_figure(population.items[0].subject, support::sampled("physical_qubits.connected", 50, 3));
  CHECK(refused({{"a"}, {}, vary}).first == 3);
  CHECK_THAT(refused({{"a"}, {}, vary}).second, Contains("limited from both sides"));
  CHECK(refused({{"b"}, {"b"}, vary}).first == 2);
  CHECK(refused({{"z"}, {}, vary}).first == 2);
  CHECK(refused({{}, {}, vary}).first == 2);
  CHECK(refused({{"b"}, {}, {"M.2:physical_qubits.connected:below+M.3:physical_qubits.connected:at_least"}}).first ==
        2);
}
