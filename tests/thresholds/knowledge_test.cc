#include "thresholds/knowledge.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::bounded;
using support::set_figure;
using thresholds::chance_of;
using thresholds::Condition;
using thresholds::knowledge_of;
using thresholds::Relation;

namespace {

constexpr const char* qubits = "physical_qubits.connected";
constexpr const char* error = "cnot_infidelity.mean";

Condition bound(const std::string& figure, Relation relation, double limit) {
  Condition condition;
  condition.kind = Condition::Kind::bound;
  condition.figure = figure;
  condition.relation = relation;
  condition.limit = limit;
  return condition;
}

Condition is(const std::string& attribute, subject::Attribute expected) {
  Condition condition;
  condition.kind = Condition::Kind::attribute;
  condition.attribute = attribute;
  condition.expected = std::move(expected);
  return condition;
}

Condition joined(Condition::Kind kind, std::vector<Condition> parts) {
  Condition condition;
  condition.kind = kind;
  condition.parts = std::move(parts);
  return condition;
}

Condition all(std::vector<Condition> parts) { return joined(Condition::Kind::all, std::move(parts)); }
Condition any(std::vector<Condition> parts) { return joined(Condition::Kind::any, std::move(parts)); }
Condition negation(Condition part) { return joined(Condition::Kind::negation, {std::move(part)}); }

std::optional<bool> decide(const Condition& condition, const subject::Subject& item) {
  return thresholds::decided(chance_of(condition, knowledge_of(condition, item, {})));
}

}  // namespace

TEST_CASE("A value exactly at a limit meets at most and at least and not above and below") {
  subject::Subject item;
  set_figure(item, support::exact(error, 1e-3));
  CHECK(decide(bound(error, Relation::at_most, 1e-3), item) == true);
  CHECK(decide(bound(error, Relation::at_least, 1e-3), item) == true);
  CHECK(decide(bound(error, Relation::above, 1e-3), item) == false);
  CHECK(decide(bound(error, Relation::below, 1e-3), item) == false);
}

TEST_CASE("What holds for every possible value is decided although the value is unknown") {
  const subject::Subject nothing;
  const auto low = bound(error, Relation::below, 1e-3);
  const auto high = bound(error, Relation::at_least, 1e-3);
  CHECK(decide(low, nothing) == std::nullopt);
  CHECK(decide(any({low, high}), nothing) == true);
  CHECK(decide(all({low, high}), nothing) == false);
  CHECK(decide(negation(all({low, high})), nothing) == true);
}

TEST_CASE("Between neighbouring whole numbers there is no count") {
  subject::Subject item;
  set_figure(item, bounded(qubits, 10, 20));
  const auto between = all({bound(qubits, Relation::above, 15), bound(qubits, Relation::below, 16)});
  CHECK(decide(between, item) == false);
  set_figure(item, bounded(error, 10, 20));
  const auto same_of_error = all({bound(error, Relation::above, 15), bound(error, Relation::below, 16)});
  CHECK(decide(same_of_error, item) == std::nullopt);
}

TEST_CASE("A known attribute is compared and an unknown one decides nothing that depends on it") {
  subject::Subject item;
  const auto ion = is("modality", std::string("trapped_ion"));
  const auto atom = is("modality", std::string("neutral_atom"));
  CHECK(decide(ion, item) == std::nullopt);
  CHECK(decide(all({ion, atom}), item) == false);
  CHECK(decide(any({ion, atom}), item) == std::nullopt);
  item.attributes["modality"] = std::string("trapped_ion");
  CHECK(decide(ion, item) == true);
  CHECK(decide(atom, item) == false);
  CHECK(decide(is("modality", true), item) == false);
}

TEST_CASE("Figures with a probability are integrated and taken as independent") {
  subject::Subject item;
  set_figure(item, support::sampled(error, 1e-3, 1e-4));
  set_figure(item, support::sampled("quantum_volume.log2", 10, 1));
  const auto low = bound(error, Relation::at_most, 1e-3);
  const auto large = bound("quantum_volume.log2", Relation::at_least, 10);
  const auto chance = chance_of(all({low, large}), knowledge_of(all({low, large}), item, {}));
  CHECK(chance.low == Approx(0.25).margin(1e-12));
  CHECK(chance.high == Approx(0.25).margin(1e-12));
  const auto either = any({low, large});
  CHECK(chance_of(either, knowledge_of(either, item, {})).low == Approx(0.75).margin(1e-12));
}

TEST_CASE("The interval of a figure is read at its level and by its wider half") {
  const auto probability = [](double low, double high, double level) {
    figures::Figure figure = support::sampled(error, 1e-3, 1e-4);
    figure.low = low;
    figure.high = high;
    figure.level = level;
    subject::Subject item;
    set_figure(item, figure);
    const auto rule = bound(error, Relation::at_most, 1.1e-3);
    return chance_of(rule, knowledge_of(rule, item, {})).low;
  };
  const double one_sigma = 0.6826894921370859;
  CHECK(probability(0.9e-3, 1.1e-3, one_sigma) == Approx(0.8413447461).margin(1e-8));
  CHECK(probability(0.95e-3, 1.1e-3, one_sigma) == Approx(0.8413447461).margin(1e-8));
}

TEST_CASE("Of the cases given probability P as many come true as P says") {
  // The truth t is uniform around the limit, the estimate is t + sigma z. By Bayes with a flat prior
  // P(t <= limit | estimate) is the probability that a verdict reports, so in each of ten bins of P the frequency of
  // t <= limit is binomial with the mean of P. 20,000 draws, 5 sigma in each of 10 bins: false alarms below 1e-5; the
  // seed is fixed.
  constexpr double limit = 1e-3;
  constexpr double sigma = 1e-4;
  core::Random random(core::RandomKey{.seed = 20250101});
  std::array<double, 10> expected{};
  std::array<double, 10> variance{};
  std::array<double, 10> came_true{};
  const auto rule = bound(error, Relation::at_most, limit);
  for (int draw = 0; draw < 20'000; ++draw) {
    const double truth = limit + sigma * (16 * random.uniform() - 8);
    const double estimate = truth + sigma * random.normal();
    subject::Subject item;
    set_figure(item, support::sampled(error, estimate, sigma));
    const double p = chance_of(rule, knowledge_of(rule, item, {})).low;
    const auto bin = static_cast<std::size_t>(std::min(9.0, std::floor(10 * p)));
    expected[bin] += p;
    variance[bin] += p * (1 - p);
    came_true[bin] += truth <= limit ? 1 : 0;
  }
  for (std::size_t bin = 0; bin < expected.size(); ++bin) {
    INFO(bin);
    CHECK(std::abs(came_true[bin] - expected[bin]) <= 5 * std::sqrt(variance[bin]) + 1);
  }
}
