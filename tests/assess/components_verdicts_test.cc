// Descriptions with components from file to verdicts: worked examples on the bundled rules of one country.

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "assess/internal.hpp"

using namespace qgauge;
using thresholds::Decision;
using thresholds::Verdict;

namespace {

const thresholds::RuleBook& rules() {
  static const thresholds::RuleBook book = [] {
    const auto regime = thresholds::load_regime(QGAUGE_SOURCE_DIR "/thresholds/us-ear.toml");
    INFO((regime ? std::string() : regime.error().message));
    REQUIRE(regime);
    return thresholds::RuleBook{{*regime}};
  }();
  return book;
}

assess::Options options() {
  assess::Options out;
  out.question.as_of = *core::Date::parse("2026-01-01");
  return out;
}

device::DeviceDescription described(const std::string& components, const std::string& machine = "") {
  const auto file = std::filesystem::temp_directory_path() / "qgauge_components_verdicts.json";
  std::ofstream(file) << R"({"schema": "qgauge.device/1", "name": "laboratory", )" << machine
                      << R"("source": {"description": "data sheets", "url": "", "licence": ""}, "components": [)"
                      << components << "]}";
  const auto description = device::read(file.string(), QGAUGE_SOURCE_DIR "/devices");
  INFO((description ? std::string() : description.error().message));
  REQUIRE(description);
  std::filesystem::remove(file);
  return *description;
}

report::Report must_check(const device::DeviceDescription& description, const assess::Options& how = options()) {
  const auto report = assess::check(description, rules(), how);
  INFO((report ? std::string() : report.error().message));
  REQUIRE(report);
  return *report;
}

const Verdict& verdict_on(const report::Report& report, const std::string& entry, const std::string& item) {
  const auto found = std::ranges::find_if(
      report.verdicts, [&](const Verdict& verdict) { return verdict.entry == entry && verdict.item == item; });
  INFO(entry << " on " << item);
  REQUIRE(found != report.verdicts.end());
  return *found;
}

bool assumes(const Verdict& verdict, std::string_view text) {
  return std::ranges::any_of(verdict.assumptions, [&](const auto& one) { return one.find(text) != std::string::npos; });
}

constexpr const char* refrigerator = R"({"kind": "dilution_refrigerator", "name": "cryostat", "parameters": {
  "cooling_power_w": {"value": 600, "unit": "uW"}, "cooling_power_temperature_k": {"value": 100, "unit": "mK"}}})";
constexpr const char* pulse_tube = R"({"kind": "pulse_tube_cryocooler", "parameters": {"stages": 2,
  "base_temperature_k": 2.8, "cooling_power_at_4_2k_w": 1.5}})";
constexpr const char* two_qubits = R"("qubit_count": 2, "average": {"qubit": {"t1_s": 1e-4}}, )";

}  // namespace

TEST_CASE("a refrigerator whose hours are not stated is undetermined and its vendor knows") {
  const auto report = must_check(described(refrigerator));
  const auto& verdict = verdict_on(report, "3A904.a", "cryostat");
  CHECK(verdict.decision == Decision::undetermined);
  CHECK(std::ranges::count(verdict.missing, "rated_duration_s", &thresholds::MissingInput::name) == 1);
  CHECK(assumes(verdict, "cooling_power_at_100mk_w is derived: cooling_power_w, which is stated for 0.1 K"));
  CHECK(report.figures.empty());
}

TEST_CASE("stated hours decide on both sides of the limit") {
  const auto with_hours = [](const std::string& hours) {
    const auto report = must_check(described(
        R"({"kind": "dilution_refrigerator", "name": "cryostat", "parameters": {"cooling_power_at_100mk_w": 6e-4,
            "rated_duration_s": {"value": )" +
        hours + R"(, "unit": "h"}}})"));
    return verdict_on(report, "3A904.a", "cryostat").decision;
  };
  CHECK(with_hours("48.5") == Decision::controlled);
  CHECK(with_hours("48") == Decision::not_controlled);
}

TEST_CASE("a pulse tube rated exactly at the limit is controlled and its tolerance decides") {
  const auto report = must_check(described(pulse_tube));
  const auto& verdict = verdict_on(report, "3A904.b", "pulse_tube_cryocooler");
  CHECK(verdict.decision == Decision::controlled);
  CHECK(assumes(verdict, "tolerance"));
  auto how = options();
  how.assume_sigma = 0.05;
  const auto uncertain = must_check(described(pulse_tube), how);
  const auto& doubtful = verdict_on(uncertain, "3A904.b", "pulse_tube_cryocooler");
  CHECK(doubtful.decision == Decision::undetermined);
  CHECK(doubtful.probability_controlled);
  CHECK(assumes(doubtful, "5 %"));
}

TEST_CASE("enriched silicon is decided by the bound that its Si-28 gives") {
  const auto with_share = [](const char* share) {
    const auto report = must_check(described(std::string(R"({"kind": "isotopic_material", "name": "boule",
      "parameters": {"element": "silicon", "form": "element", "impurity_basis": "atom", "silicon_28": )") +
                                             share + "}}"));
    return verdict_on(report, "3C909", "boule");
  };
  const Verdict pure = with_share("0.9999");
  CHECK(pure.decision == Decision::controlled);
  CHECK(assumes(pure, "impurity_atom is derived: impurity (at most 1 - silicon_28"));
  CHECK(with_share("0.9").decision == Decision::undetermined);
}

TEST_CASE("an amplifier without a reference temperature hangs on how the text is read") {
  const std::vector<assess::Claim> claims{{"item_kind", "parametric_amplifier"}, {"design_temperature_k", "20 mK"},
                                          {"frequency_low_hz", "4 GHz"},         {"frequency_high_hz", "8 GHz"},
                                          {"noise_figure_db", "0.01"},           {"noise_figure_highest_db", "0.012"}};
  const auto open = assess::check_claims(claims, rules(), options());
  REQUIRE(open);
  const auto& verdict = verdict_on(*open, "3A901.b", "parametric_amplifier");
  CHECK(verdict.decision == Decision::undetermined);
  CHECK(std::ranges::count(verdict.missing, "noise_figure_290k_db", &thresholds::MissingInput::name) == 1);
  CHECK(assumes(verdict, "noise_figure_db is given without its T0 (noise_figure_reference_k)"));
  auto stated = claims;
  stated.push_back({"noise_figure_reference_k", "290 K"});
  auto how = options();
  how.question.profile.emplace();
  how.question.profile->authority = "authority";
  how.question.profile->interpretations = {{"noise_figure_reference", "t0_290k"}};
  const auto settled = assess::check_claims(stated, rules(), how);
  REQUIRE(settled);
  CHECK(verdict_on(*settled, "3A901.b", "parametric_amplifier").decision == Decision::controlled);
}

TEST_CASE("a noise temperature is decided on both sides of the noise figure that the text asks for") {
  const auto at = [](const char* temperature, const char* reading) {
    const std::vector<assess::Claim> claims{
        {"item_kind", "parametric_amplifier"}, {"design_temperature_k", "20 mK"},
        {"frequency_low_hz", "6 GHz"},         {"frequency_high_hz", "6 GHz"},
        {"noise_temperature_k", temperature},  {"noise_figure_reference_k", "300 K"}};
    auto how = options();
    how.question.profile.emplace();
    how.question.profile->interpretations = {{"noise_figure_reference", reading}};
    const auto report = assess::check_claims(claims, rules(), how);
    REQUIRE(report);
    return verdict_on(*report, "3A901.b", "parametric_amplifier").decision;
  };
  // F = 1 + Tn/T0 (Friis 1944): 0.015 dB is 1.00336 K of 290 K and 3.45985 mK of 1 K.
  CHECK(at("1.0033 K", "t0_290k") == Decision::controlled);
  CHECK(at("1.0034 K", "t0_290k") == Decision::not_controlled);
  CHECK(at("3.459 mK", "t0_1k") == Decision::controlled);
  CHECK(at("3.460 mK", "t0_1k") == Decision::not_controlled);
}

TEST_CASE("an impurity close to the limit hangs on what its share counts and on how the text is read") {
  const auto at = [](const char* impurity, const char* basis, const char* reading) {
    std::vector<assess::Claim> claims{
        {"item_kind", "isotopic_material"}, {"element", "silicon"}, {"form", "element"}, {"impurity", impurity}};
    if (*basis != 0) claims.push_back({"impurity_basis", basis});
    auto how = options();
    if (*reading != 0) {
      how.question.profile.emplace();
      how.question.profile->interpretations = {{"impurity_basis", reading}};
    }
    const auto report = assess::check_claims(claims, rules(), how);
    REQUIRE(report);
    return verdict_on(*report, "3C909", "isotopic_material").decision;
  };
  CHECK(at("0.0799 %", "atom", "atom") == Decision::controlled);
  CHECK(at("0.08 %", "atom", "atom") == Decision::not_controlled);
  CHECK(at("0.0799 %", "mass", "mass") == Decision::controlled);
  CHECK(at("0.08 %", "mass", "mass") == Decision::not_controlled);
  CHECK(at("0.0799 %", "atom", "") == Decision::undetermined);
  CHECK(at("0.0799 %", "", "atom") == Decision::undetermined);
  CHECK(at("0.0772 %", "", "") == Decision::controlled);
  CHECK(at("0.0829 %", "", "") == Decision::not_controlled);
}

TEST_CASE("a machine and its components have verdicts of their own") {
  const auto report = must_check(described(std::string(refrigerator) + "," + pulse_tube, two_qubits));
  CHECK(std::ranges::any_of(report.verdicts, [](const Verdict& verdict) { return verdict.item.empty(); }));
  verdict_on(report, "4A906.a", "");
  verdict_on(report, "3A904.a", "cryostat");
  verdict_on(report, "3A904.b", "pulse_tube_cryocooler");
  const auto of_machine = [](const Verdict& verdict) {
    return verdict.entry.starts_with("3A904") && verdict.item.empty();
  };
  CHECK(std::ranges::none_of(report.verdicts, of_machine));
  CHECK_FALSE(report.figures.empty());
}

TEST_CASE("an entry that is named is asked of the items of its kind") {
  auto how = options();
  how.question.regimes = {"us-ear#3A904.b"};
  const auto both = must_check(described(std::string(refrigerator) + "," + pulse_tube, two_qubits), how);
  REQUIRE(both.verdicts.size() == 1);
  CHECK(both.verdicts[0].item == "pulse_tube_cryocooler");
  const auto alone = must_check(described(refrigerator), how);
  REQUIRE(alone.verdicts.size() == 1);
  CHECK(alone.verdicts[0].item == "cryostat");
  CHECK(assumes(alone.verdicts[0], "it is about the kind pulse tube cryocooler, and the item"));
}

TEST_CASE("components alone are assessed without simulation and say so") {
  const auto report = assess::assess(described(pulse_tube), rules(), options());
  REQUIRE(report);
  CHECK(std::ranges::count(report->findings, "no_protocol_fits", &core::Finding::code) == 1);
  CHECK(report->findings.back().message.find("only components") != std::string::npos);
  CHECK_FALSE(report->verdicts.empty());
}

TEST_CASE("a stored report has no verdicts on components and says which are missing") {
  const auto both = must_check(described(pulse_tube, two_qubits));
  const auto again = assess::check_report(both, rules(), options());
  REQUIRE(again);
  for (const Verdict& verdict : again->verdicts) CHECK(verdict.item.empty());
  CHECK(again->findings.back().message.find("pulse_tube_cryocooler") != std::string::npos);
  const auto components = assess::check_report(must_check(described(pulse_tube)), rules(), options());
  REQUIRE_FALSE(components);
  CHECK(components.error().message.find("description") != std::string::npos);
}
