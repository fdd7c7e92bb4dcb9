// Ways out of a text: found where they exist, priced, closed by the readings that close them, silent where data are
// missing.
#include "qgauge/thresholds/stress.hpp"

#include "thresholds/workbench/drafts.hpp"

using namespace qgauge;
using Catch::Contains;
using thresholds::Escape;
using thresholds::EscapeKind;
using thresholds::EscapeOutcome;
using thresholds::Stress;

namespace {

Stress stressed(const drafts::Draft& draft, const thresholds::Population& population,
                const std::vector<std::string>& items) {
  auto stress = thresholds::stress_of({}, population, draft.file(), items, drafts::question());
  INFO((stress ? std::string() : stress.error().message));
  REQUIRE(stress);
  return *std::move(stress);
}

const Escape* escape(const Stress& stress, EscapeKind kind) {
  for (const Escape& one : stress.items.front().escapes) {
    if (one.kind == kind) return &one;
  }
  return nullptr;
}

const Escape* by_reading(const Stress& stress, const std::string& reading) {
  for (const Escape& one : stress.items.front().escapes) {
    if (one.text.starts_with(reading + ":")) return &one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a listed machine escapes by the largest number of qubits that is not listed") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Stress stress = stressed(draft, drafts::machines(), {"h"});
  const Escape* fewer = escape(stress, EscapeKind::fewer_qubits);
  REQUIRE(fewer);
  CHECK(fewer->outcome == EscapeOutcome::escapes);
  CHECK(fewer->qubits_kept == 199);  // M.2 asks 1e-4 of 100 to 199 qubits
  CHECK(fewer->qubits_lost == 101);
  const Escape* modules = escape(stress, EscapeKind::modules);
  REQUIRE(modules);
  CHECK(modules->modules == 2);
  CHECK(modules->qubits_kept == 150);
}

TEST_CASE("a process infidelity of five quarters of the average escapes a limit between both") {
  thresholds::Population population;
  population.items = {drafts::system("near", 50, 9e-3), drafts::system("far", 50, 1e-3)};
  const drafts::Draft draft(drafts::with_mistakes());
  const Escape* near = by_reading(stressed(draft, population, {"near"}), "whole/process");
  const Stress kept = stressed(draft, population, {"near"});
  near = by_reading(kept, "whole/process");
  REQUIRE(near);
  CHECK(near->outcome == EscapeOutcome::escapes);
  CHECK(*near->factor == Approx(1.25));
  CHECK(near->closed_by == std::vector<std::string>{"whole"});
  CHECK(kept.items.front().escapes[*kept.items.front().cheapest].text == near->text);
  const Stress far = stressed(draft, population, {"far"});
  CHECK(by_reading(far, "whole/process")->outcome == EscapeOutcome::listed);
}

TEST_CASE("a reading whose figure no source gives is not evaluated") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Stress stress = stressed(draft, drafts::machines(), {"a"});
  for (const char* reading : {"whole/median", "whole/with_1q", "whole/simultaneous"}) {
    const Escape* one = by_reading(stress, reading);
    REQUIRE(one);
    CHECK(one->outcome == EscapeOutcome::not_evaluated);
    CHECK_THAT(one->text, Contains("no source gives"));
  }
}

TEST_CASE("a median beyond the limit escapes where the mean is within it") {
  thresholds::Population population;
  population.items = {drafts::system("skewed", 50, 9e-3)};
  support::set_figure(population.items[0].subject, support::exact("cnot_infidelity.median", 1.1e-2));
  const drafts::Draft draft(drafts::with_mistakes());
  const Stress stress = stressed(draft, population, {});
  const Escape* median = escape(stress, EscapeKind::statistic);
  REQUIRE(median);
  CHECK(median->outcome == EscapeOutcome::escapes);
}

TEST_CASE("post-selection keeps (1 - raw) over (1 - kept) of the shots a gate") {
  CHECK(thresholds::acceptance_of_layer(0.02, 0.01, 2) == Approx(0.98 / 0.99));
  CHECK(thresholds::acceptance_of_layer(0.02, 0.01, 40) == Approx(std::pow(0.98 / 0.99, 20)));
  CHECK(thresholds::acceptance_of_layer(0.01, 0.01, 40) == 1);
  const drafts::Draft draft(drafts::with_mistakes());
  const Stress stress = stressed(draft, drafts::machines(), {"f"});
  CHECK(stress.items.front().decision == thresholds::Decision::not_controlled);
  const Escape* selected = escape(stress, EscapeKind::post_selection);
  REQUIRE(selected);
  CHECK(selected->outcome == EscapeOutcome::conditional);
  CHECK(*selected->acceptance == Approx(std::pow(0.98 / 0.99, 20)));
}

TEST_CASE("an undetermined machine has no ways out because what is missing decides nothing") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Stress stress = stressed(draft, drafts::machines(), {"j"});
  CHECK(stress.items.front().decision == thresholds::Decision::undetermined);
  CHECK(stress.items.front().escapes.empty());
  CHECK_FALSE(stress.items.front().cheapest);
}

TEST_CASE("without names every listed item is stressed and the mistakes of the draft are told") {
  const drafts::Draft draft(drafts::with_mistakes());
  const Stress stress = stressed(draft, drafts::known_machines(), {});
  CHECK(stress.items.size() == 6);  // a to e and h
  std::vector<std::string> kinds;
  for (const auto& finding : stress.findings) kinds.emplace_back(name_of(finding.kind));
  for (const char* kind : {"cliff", "gap", "unreachable"}) CHECK(std::ranges::find(kinds, kind) != kinds.end());
  CHECK_FALSE(thresholds::stress_of({}, drafts::machines(), draft.file(), {"nobody"}, drafts::question()));
}
