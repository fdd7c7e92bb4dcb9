#include "thresholds/knowledge.hpp"

#include <fmt/format.h>

#include "thresholds/support.hpp"

using namespace qgauge;
using support::all;
using support::any;
using support::bound;
using support::bounded;
using support::is;
using support::negation;
using support::set_figure;
using thresholds::chance_of;
using thresholds::Condition;
using thresholds::Relation;

namespace {

constexpr const char* qubits = "physical_qubits.connected";
constexpr const char* error = "cnot_infidelity.mean";

thresholds::Knowledge knowledge_of(const Condition& condition, const subject::Subject& item) {
  return thresholds::knowledge_of(condition, {.subject = item, .reading = {}});
}

std::optional<bool> decide(const Condition& condition, const subject::Subject& item) {
  return thresholds::decided(chance_of(condition, knowledge_of(condition, item)));
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
  const auto probability = [&](const Condition& rule) {
    const auto chance = chance_of(rule, knowledge_of(rule, item));
    CHECK(chance.low == Approx(chance.high).margin(1e-12));
    return chance.low;
  };
  const auto low = bound(error, Relation::at_most, 1e-3);
  const auto large = bound("quantum_volume.log2", Relation::at_least, 10);
  const double a = probability(low);
  const double b = probability(large);
  CHECK(probability(all({low, large})) == Approx(a * b).margin(1e-12));
  CHECK(probability(any({low, large})) == Approx(a + b - a * b).margin(1e-12));
  CHECK(probability(negation(low)) == Approx(1 - a).margin(1e-12));
}

TEST_CASE("The interval of a figure is read at its level and by its wider half") {
  const auto rule = bound(error, Relation::at_most, 1.1e-3);
  const auto probability = [&](const figures::Figure& figure) {
    subject::Subject item;
    set_figure(item, figure);
    return chance_of(rule, knowledge_of(rule, item)).low;
  };
  const auto with_interval = [&](double low, double high) {
    figures::Figure figure = support::sampled(error, 1e-3, 1);
    figure.low = low;
    figure.high = high;
    figure.level = 0.6826894921370859;  // one standard deviation to both sides
    return probability(figure);
  };
  const double expected = probability(support::sampled(error, 1e-3, 1e-4));
  CHECK(with_interval(0.9e-3, 1.1e-3) == Approx(expected).margin(1e-9));
  CHECK(with_interval(0.95e-3, 1.1e-3) == Approx(expected).margin(1e-9));
}

TEST_CASE("An uncertain count is normal around its estimate") {
  subject::Subject item;
  set_figure(item, support::sampled(qubits, 100, 10));
  const auto rule = bound(qubits, Relation::at_most, 110);
  CHECK(chance_of(rule, knowledge_of(rule, item)).low == Approx(0.8413447461).margin(1e-8));
}

TEST_CASE("An attribute test is met by any of its words and a flag has two answers") {
  subject::Subject item;
  const auto either = is("technology", {std::string("squid"), std::string("optically_pumped")});
  CHECK(decide(either, item) == std::nullopt);
  CHECK(decide(any({is("digital", true), is("digital", false)}), item) == true);
  item.attributes["technology"] = std::string("optically_pumped");
  CHECK(decide(either, item) == true);
  item.attributes["technology"] = std::string("hall");
  CHECK(decide(either, item) == false);
}

TEST_CASE("A condition on many unknown things is decided without asking every combination of them") {
  // 40 unknown figures have 3^40 combinations; one false part decides a conjunction.
  std::vector<Condition> parts;
  for (int i = 0; i < 40; ++i) parts.push_back(bound(fmt::format("layer_fidelity.{}", i), Relation::at_least, 0.5));
  CHECK(decide(all(parts), {}) == std::nullopt);
  CHECK(thresholds::decisive(all(parts), knowledge_of(all(parts), {})).size() == 40);
}

TEST_CASE("An interval cut at both ends does not make a figure look more exact than its uncertainty") {
  figures::Figure figure = support::exact(error, 0.5);
  figure.kind = figures::IntervalKind::assumed;
  figure.low = 0;
  figure.high = 1;
  figure.uncertainty.description = 0.4;
  subject::Subject item;
  set_figure(item, figure);
  const auto knowledge = knowledge_of(bound(error, Relation::below, 0.4), item);
  CHECK(knowledge.front().sigma == 0.4);
}

TEST_CASE("What only items of another kind would have to state is not gone through") {
  std::vector<Condition> flags{is("item_kind", std::string("laser"))};
  for (int i = 0; i < 60; ++i) flags.push_back(is(fmt::format("flag {}", i), true));  // 2^60 combinations
  const auto condition = any({all(flags), is("tunable", true)});
  const auto clock = support::component("atomic_clock", {});
  const auto knowledge = knowledge_of(condition, clock);
  CHECK(decide(condition, clock) == std::nullopt);
  CHECK(thresholds::decisive(condition, knowledge).size() == 1);
}
