#include <fmt/format.h>

#include "qgauge/components.hpp"
#include "thresholds/condition.hpp"
#include "thresholds/support.hpp"
#include "thresholds/vocabulary.hpp"

using namespace qgauge;
using support::Scratch;
using support::write_file;

namespace {

core::Result<thresholds::Regime> rule_on(const std::string& item_kind, const std::string& bound) {
  const std::string text = fmt::format(R"(schema = "qgauge.regime/1"
id = "example"
instrument = "An example"
jurisdiction = "FR"
status = "draft"
kind = "export_control"
[[version]]
from = 2025-01-01
text_read = 2025-02-01
source = "made up"
[[version.entry]]
number = "1.a"
topic = "example"
title = "Example"
item_kinds = ["{}"]
confidence = "MEM"
source = "made up"
condition = {{ {} }}
)",
                                       item_kind, bound);
  const Scratch scratch;
  return thresholds::load_regime(write_file(scratch / "rule.toml", text));
}

thresholds::Condition bound_on(const std::string& item_kind, const std::string& bound) {
  const auto regime = rule_on(item_kind, bound);
  INFO((regime ? std::string() : regime.error().message));
  REQUIRE(regime);
  return regime->versions.front().entries.front().condition;
}

}  // namespace

TEST_CASE("A limit in the unit of the law is the same number as one in SI and keeps what was written") {
  const auto bound =
      bound_on("dilution_refrigerator", R"(figure = "cooling_power_at_100mk_w", at_least = 600, unit = "uW")");
  CHECK(bound.limit == 600e-6);
  CHECK(bound.limit_as_written == 600);
  CHECK(bound.unit == "uW");
}

TEST_CASE("A limit without a unit is in SI") {
  const auto bound = bound_on("dilution_refrigerator", R"(figure = "rated_duration_s", above = 172800)");
  CHECK(bound.limit == 172'800);
  CHECK(bound.limit_as_written == 172'800);
  CHECK(bound.unit.empty());
}

TEST_CASE("Units of every kind that laws use become SI exactly") {
  CHECK(bound_on("dilution_refrigerator", R"(figure = "rated_duration_s", above = 48, unit = "h")").limit == 172'800);
  CHECK(bound_on("parametric_amplifier", R"(figure = "frequency_low_hz", at_most = 15, unit = "GHz")").limit == 15e9);
  CHECK(bound_on("isotopic_material", R"(figure = "impurity", below = 0.08, unit = "%")").limit == 0.08 / 100);
  CHECK(bound_on("cryogenic_wafer_prober", R"(figure = "wafer_diameter_m", at_least = 100, unit = "mm")").limit == 0.1);
  CHECK(bound_on("magnetometer", R"(figure = "noise_at_1hz_t_rthz", below = 2, unit = "pT/rtHz")").limit == 2e-12);
  CHECK(bound_on("computer", R"(figure = "cnot_infidelity.mean", at_most = 0.1, unit = "%")").limit == 0.1 / 100);
  CHECK(bound_on("computer", R"(figure = "t1_s.median", at_least = 100, unit = "us")").limit == 1e-4);
}

TEST_CASE("A limit in a unit of another dimension is refused with the units that fit") {
  const auto regime = rule_on("dilution_refrigerator", R"(figure = "rated_duration_s", above = 48, unit = "uW")");
  REQUIRE_FALSE(regime);
  CHECK_THAT(regime.error().message, Catch::Contains("the unit \"uW\" of power") && Catch::Contains("a unit of time") &&
                                         Catch::Contains("min, h, d"));
}

TEST_CASE("Figures that count are the qubits of a computer and the counts among the parameters of components") {
  CHECK(thresholds::is_count("physical_qubits.connected"));
  CHECK(thresholds::is_count("stages"));
  CHECK_FALSE(thresholds::is_count("cnot_infidelity.mean"));
  CHECK_FALSE(thresholds::is_count("cooling_power_at_100mk_w"));
}

TEST_CASE("A parameter counts in every kind of component that has it or in none") {
  for (const auto& kind : components::component_kinds()) {
    for (const auto& parameter : kind.parameters) {
      INFO(kind.name << " " << parameter.name);
      CHECK(thresholds::is_count(std::string(parameter.name)) == (parameter.type == components::ParameterType::count));
    }
  }
}

TEST_CASE("Every parameter of every component is a figure or an attribute of rules and never both") {
  for (const auto& kind : components::component_kinds()) {
    const thresholds::Vocabulary vocabulary{{std::string(kind.name)}, {}, "MEM"};
    for (const std::string_view name : components::parameter_names(kind)) {
      INFO(kind.name << " " << name);
      CHECK(find_figure_meaning(vocabulary, std::string(name)).has_value() !=
            find_attribute_meaning(vocabulary, std::string(name)).has_value());
    }
  }
}

TEST_CASE("A word that one of several item kinds knows may be asked of the entry") {
  const thresholds::Vocabulary vocabulary{{"parametric_amplifier", "atomic_clock"}, {}, "MEM"};
  const auto meaning = find_attribute_meaning(vocabulary, "technology");
  REQUIRE(meaning);
  CHECK(std::ranges::find(meaning->words, "josephson") != meaning->words.end());
  CHECK(std::ranges::find(meaning->words, "rubidium") != meaning->words.end());
}

TEST_CASE("Two lower bounds on a count that come to the same are one too many") {
  const auto regime = rule_on("pulse_tube_cryocooler",
                              R"(all = [ { figure = "stages", at_least = 2 }, { figure = "stages", above = 1 } ])");
  REQUIRE_FALSE(regime);
  CHECK_THAT(regime.error().message, Catch::Contains("a test of stages that can never matter"));
}

TEST_CASE("A count between two neighbouring whole numbers is a bound that no value meets") {
  const auto regime = rule_on("pulse_tube_cryocooler",
                              R"(all = [ { figure = "stages", above = 1 }, { figure = "stages", below = 2 } ])");
  REQUIRE_FALSE(regime);
  CHECK_THAT(regime.error().message, Catch::Contains("that no value meets"));
}
