// Ready-made tables against the plain evaluation of conditions, which is slow and obvious.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "qgauge/thresholds.hpp"
#include "thresholds/knowledge.hpp"
#include "thresholds/support.hpp"

using namespace qgauge;
using thresholds::Belief;
using thresholds::Condition;
using thresholds::Decision;
using thresholds::Relation;
using thresholds::RuleTable;
using Attributes = std::map<std::string, subject::Attribute>;

namespace {

constexpr const char* qubits = "physical_qubits.connected";
constexpr const char* error = "cnot_infidelity.mean";
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::array figures{qubits, error, "quantum_volume.log2"};

Condition bound(const std::string& figure, Relation relation, double limit) {
  Condition condition;
  condition.kind = Condition::Kind::bound;
  condition.figure = figure;
  condition.relation = relation;
  condition.limit = limit;
  return condition;
}

Condition joined(Condition::Kind kind, std::vector<Condition> parts) {
  Condition condition;
  condition.kind = kind;
  condition.parts = std::move(parts);
  return condition;
}

Belief exactly(double value) { return {.kind = Belief::Kind::exact, .value = value}; }
Belief about(double value, double sigma) { return {.kind = Belief::Kind::estimate, .value = value, .sigma = sigma}; }
Belief between(double low, double high) { return {.kind = Belief::Kind::between, .low = low, .high = high}; }

/// Limits that come again, so that bounds of different parts meet: whole for counts.
double random_limit(core::Random& random, const std::string& figure) {
  if (figure == qubits) return 10.0 + static_cast<double>(random.below(4));
  return (1.0 + static_cast<double>(random.below(5))) * (figure == error ? 1e-3 : 1.0);
}

Condition random_leaf(core::Random& random) {
  Condition leaf;
  const auto draw = random.below(8);
  if (draw < 5) {
    const std::string figure = figures[random.below(figures.size())];
    constexpr std::array relations{Relation::at_least, Relation::above, Relation::at_most, Relation::below};
    return bound(figure, relations[random.below(4)], random_limit(random, figure));
  }
  leaf.kind = draw < 7 ? Condition::Kind::attribute : Condition::Kind::unknown;
  if (draw == 7) leaf.text = random.below(2) == 0 ? "a clause" : "a limit";
  if (draw == 7) return leaf;
  leaf.attribute = draw == 5 ? "material" : "sealed";
  const std::array<std::string, 3> words{"silicon", "germanium", "diamond"};
  if (draw == 6) leaf.expected = {random.below(2) == 0};
  for (const std::string& word : words) {
    if (draw == 5 && random.below(2) == 0) leaf.expected.emplace_back(word);
  }
  if (leaf.expected.empty()) leaf.expected.emplace_back(words[0]);
  return leaf;
}

Condition random_condition(core::Random& random, int depth) {
  if (depth == 0 || random.below(4) == 0) return random_leaf(random);
  Condition made;
  const auto draw = random.below(7);
  made.kind = draw < 3   ? Condition::Kind::all
              : draw < 5 ? Condition::Kind::any
              : draw < 6 ? Condition::Kind::negation
                         : Condition::Kind::any_reading;
  const bool reading = made.kind == Condition::Kind::any_reading;
  const std::size_t parts = made.kind == Condition::Kind::negation ? 1 : 2 + random.below(2);
  for (std::size_t i = 0; i < (reading ? 2 : parts); ++i) {
    made.parts.push_back(random_condition(random, depth - 1));
    if (reading) made.parts.back().reading = i == 0 ? "one" : "other";
  }
  if (reading) made.ambiguity = random.below(2) == 0 ? "temperature" : "edge";
  return made;
}

/// On a limit, near one, or anywhere.
double random_value(core::Random& random, const std::string& figure) {
  const double limit = random_limit(random, figure);
  if (random.below(3) == 0) return limit;
  if (figure == qubits) return limit - 2 + static_cast<double>(random.below(5));
  return std::max(0.0, limit * (1 + 0.5 * random.normal()));
}

Belief random_belief(core::Random& random, const std::string& figure) {
  const double value = random_value(random, figure);
  switch (random.below(4)) {
    case 0:
      return exactly(value);
    case 1:
      return between(-infinity, infinity);
    case 2: {
      const double other = random_value(random, figure);
      return between(std::min(value, other), std::max(value, other));
    }
    default:
      return about(value, random_limit(random, figure) * (0.02 + 0.5 * random.uniform()));
  }
}

figures::Figure figure_of(const std::string& name, const Belief& belief) {
  switch (belief.kind) {
    case Belief::Kind::exact:
      return support::exact(name, belief.value);
    case Belief::Kind::estimate:
      return support::sampled(name, belief.value, belief.sigma);
    case Belief::Kind::between:
      return support::bounded(name, belief.low, belief.high);
  }
  std::unreachable();
}

Attributes random_attributes(core::Random& random) {
  Attributes known;
  if (random.below(2) == 0) known["material"] = std::string(random.below(2) == 0 ? "silicon" : "gallium_nitride");
  if (random.below(2) == 0) known["sealed"] = random.below(2) == 0;
  return known;
}

Decision decision_of(std::optional<bool> met) {
  if (!met) return Decision::undetermined;
  return *met ? Decision::controlled : Decision::not_controlled;
}

/// Steps by qubits with one limit on the error each: 10 to 19 at most 1e-3, 20 to 29 at most 2e-3, ...
Condition ladder(int steps) {
  std::vector<Condition> made;
  for (int step = 1; step <= steps; ++step) {
    made.push_back(joined(Condition::Kind::all, {bound(qubits, Relation::at_least, 10 * step),
                                                 bound(qubits, Relation::below, 10 * (step + 1)),
                                                 bound(error, Relation::at_most, 1e-3 * step)}));
  }
  return joined(Condition::Kind::any, std::move(made));
}

Decision decide(const Condition& condition, const std::vector<Belief>& beliefs) {
  return RuleTable::of(condition, {}).decide(beliefs).decision;
}

}  // namespace

TEST_CASE("The table answers as the plain evaluation of a condition does whatever is known") {
  core::Random random(core::RandomKey{.seed = 51});
  std::array<int, 3> seen{};
  int probabilities = 0;
  for (int trial = 0; trial < 6000; ++trial) {
    const Condition condition = random_condition(random, 3);
    subject::Subject item;
    item.attributes = random_attributes(random);
    const RuleTable table = RuleTable::of(condition, item.attributes);
    std::vector<Belief> beliefs;
    for (const std::string& name : table.figures()) {
      beliefs.push_back(random_belief(random, name));
      support::set_figure(item, figure_of(name, beliefs.back()));
    }
    const auto knowledge = thresholds::knowledge_of(condition, {item, {}});
    const auto chance = thresholds::chance_of(condition, knowledge);
    const auto answer = table.decide(beliefs);
    INFO("trial " << trial << " chance " << chance.low << " to " << chance.high);
    REQUIRE(answer.decision == decision_of(thresholds::decided(chance)));
    ++seen[static_cast<std::size_t>(answer.decision)];
    if (!answer.probability) continue;
    ++probabilities;
    CHECK(*answer.probability == Approx(chance.low).margin(1e-9).epsilon(0));
    CHECK(*answer.probability == Approx(chance.high).margin(1e-8).epsilon(0));
  }
  CHECK(std::ranges::all_of(seen, [](int count) { return count > 800; }));
  CHECK(probabilities > 500);
}

TEST_CASE("A table of a ladder knows both sides of each limit") {
  const RuleTable table = RuleTable::of(ladder(8), {});
  REQUIRE(table.figures() == std::vector<std::string>{qubits, error});
  const auto decide_at = [&](double count, double value) {
    return table.decide(std::array{exactly(count), exactly(value)}).decision;
  };
  for (int step = 1; step <= 8; ++step) {
    INFO(step);
    const double limit = 1e-3 * step;
    CHECK(decide_at(10 * step, limit) == Decision::controlled);
    CHECK(decide_at(10 * step + 9, limit) == Decision::controlled);
    CHECK(decide_at(10 * step, std::nextafter(limit, 1)) == Decision::not_controlled);
    CHECK(decide_at(10 * step - 1, limit) == (Decision::not_controlled));
  }
}

TEST_CASE("Between two neighbouring whole numbers a table finds no count") {
  const auto between_counts =
      joined(Condition::Kind::all, {bound(qubits, Relation::above, 15), bound(qubits, Relation::below, 16)});
  CHECK(decide(between_counts, {between(10, 20)}) == Decision::not_controlled);
  const auto between_errors =
      joined(Condition::Kind::all, {bound(error, Relation::above, 15), bound(error, Relation::below, 16)});
  CHECK(decide(between_errors, {between(10, 20)}) == Decision::undetermined);
}

TEST_CASE("Beliefs that no number meets decide nothing") {
  const auto many = bound(qubits, Relation::at_least, 3);
  CHECK(decide(many, {between(3.2, 3.8)}) == Decision::undetermined);
  CHECK(decide(many, {between(5, 4)}) == Decision::undetermined);
  CHECK(decide(many, {exactly(std::nan(""))}) == Decision::undetermined);
  CHECK(decide(many, {about(std::nan(""), 1)}) == Decision::undetermined);
}

TEST_CASE("An ambiguity that is settled leaves one reading and one that is not needs all to agree") {
  Condition ambiguous = joined(Condition::Kind::any_reading,
                               {bound(error, Relation::at_most, 1e-3), bound(error, Relation::at_most, 2e-3)});
  ambiguous.ambiguity = "edge";
  ambiguous.parts[0].reading = "strict";
  ambiguous.parts[1].reading = "wide";
  const std::array strict_only{exactly(1.5e-3)};
  CHECK(RuleTable::of(ambiguous, {}).decide(strict_only).decision == Decision::undetermined);
  CHECK(RuleTable::of(ambiguous, {{"edge", std::string("strict")}}).decide(strict_only).decision ==
        Decision::not_controlled);
  CHECK(RuleTable::of(ambiguous, {{"edge", std::string("wide")}}).decide(strict_only).decision == Decision::controlled);
  CHECK(RuleTable::of(ambiguous, {}).decide(std::array{exactly(1e-3)}).decision == Decision::controlled);
  CHECK(RuleTable::of(ambiguous, {}).decide(std::array{exactly(3e-3)}).decision == Decision::not_controlled);
}

TEST_CASE("A condition with too many combinations for a table is decided all the same") {
  // 40 figures with a limit each have 2^40 combinations of cells, of which one is possible here.
  std::vector<Condition> parts;
  for (int i = 0; i < 40; ++i) parts.push_back(bound("figure" + std::to_string(i), Relation::at_most, 1));
  const RuleTable table = RuleTable::of(joined(Condition::Kind::all, parts), {});
  std::vector<Belief> beliefs(40, exactly(1));
  CHECK(table.decide(beliefs).decision == Decision::controlled);
  beliefs[7] = between(0, 1);
  beliefs[8] = about(0.5, 0.1);
  CHECK(table.decide(beliefs).decision == Decision::controlled);
  beliefs[39] = exactly(2);
  CHECK(table.decide(beliefs).decision == Decision::not_controlled);
}
