// Components of a description are read, checked against their table and found.

#include "device/components.hpp"

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::components;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

std::string file_with(const std::string& components) {
  return R"({"schema": "qgauge.device/1", "name": "x", "source": {"description": "d", "url": "", "licence": ""},
             "components": [)" +
         components + "]}";
}

DeviceDescription described(const std::string& components) {
  const Folder files;
  return must_read(files.write("native", file_with(components)));
}

core::Error refusal(const std::string& components) {
  const Folder files;
  const auto description = read(files.write("native", file_with(components)), catalogue);
  REQUIRE_FALSE(description);
  return description.error();
}

double number_of(const Component& component, std::string_view name) {
  const ComponentParameter* parameter = find_parameter(component, name);
  REQUIRE(parameter != nullptr);
  return std::get<Quantity>(parameter->value).value;
}

bool says(const core::Error& error, std::string_view text) { return error.message.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("what data sheets print is read as the same number in SI") {
  const auto description = described(R"(
    {"kind": "dilution_refrigerator", "parameters": {"cooling_power_at_100mk_w": {"value": 600, "unit": "uW"},
       "base_temperature_k": {"value": 10, "unit": "mK"}, "rated_duration_s": {"value": 48, "unit": "h"}}},
    {"kind": "magnetometer", "parameters": {"technology": "squid",
       "noise_at_1hz_t_rthz": {"value": 50, "unit": "fT/rtHz", "sigma": 2}}},
    {"kind": "isotopic_material", "parameters": {"element": "silicon", "impurity": {"value": 100, "unit": "ppm"}}},
    {"kind": "cryogenic_wafer_prober", "parameters": {"wafer_diameter_m": {"value": 300, "unit": "mm"}}},
    {"kind": "gravimeter", "parameters": {"static_accuracy_m_s2": {"value": 10, "unit": "uGal"}}},
    {"kind": "converter", "parameters": {"bits": 14, "sample_rate_hz": {"value": 400, "unit": "MSPS"}}})");
  CHECK(number_of(description.components[0], "cooling_power_at_100mk_w") == 600e-6);
  CHECK(number_of(description.components[0], "base_temperature_k") == 0.01);
  CHECK(number_of(description.components[0], "rated_duration_s") == 172'800);
  CHECK(number_of(description.components[1], "noise_at_1hz_t_rthz") == 50e-15);
  CHECK(std::get<Quantity>(find_parameter(description.components[1], "noise_at_1hz_t_rthz")->value).sigma == 2e-15);
  CHECK(number_of(description.components[2], "impurity") == 1e-4);
  CHECK(number_of(description.components[3], "wafer_diameter_m") == 0.3);
  CHECK(number_of(description.components[4], "static_accuracy_m_s2") == 1e-7);
  CHECK(number_of(description.components[5], "sample_rate_hz") == 4e8);
  CHECK(find_parameter(description.components[5], "channels") == nullptr);
}

TEST_CASE("an unknown kind or parameter or word of a component is refused with the nearest") {
  CHECK(says(refusal(R"({"kind": "dilution_refridgerator"})"), "did you mean \"dilution_refrigerator\"?"));
  const core::Error parameter = refusal(R"({"kind": "parametric_amplifier", "parameters": {"noise_figure": 0.1}})");
  CHECK(says(parameter, "did you mean \"noise_figure_db\"?"));
  CHECK(parameter.where.ends_with("/components/0/parameters"));
  CHECK(says(refusal(R"({"kind": "atomic_clock", "parameters": {"technology": "cesium_beam"}})"), "caesium_beam"));
}

TEST_CASE("a parameter takes no value of another type or beyond its bounds") {
  const auto refused_at = [](const std::string& kind, const std::string& name, const std::string& value) {
    INFO(kind << " " << name << " " << value);
    CHECK(refusal(R"({"kind": ")" + kind + R"(", "parameters": {")" + name + "\": " + value + "}}")
              .where.find("/components/0/parameters/" + name) != std::string::npos);
  };
  refused_at("pulse_tube_cryocooler", "stages", "2.5");
  refused_at("pulse_tube_cryocooler", "stages", "-1");
  refused_at("pulse_tube_cryocooler", "stages", "\"two\"");
  refused_at("pulse_tube_cryocooler", "base_temperature_k", "-1");
  refused_at("pulse_tube_cryocooler", "base_temperature_k", R"({"value": 4, "unit": "W"})");
  refused_at("isotopic_material", "impurity", "1.5");
  refused_at("isotopic_material", "impurity", R"({"value": 150, "unit": "%"})");
  refused_at("qkd_system", "quantum_cryptography", "1");
  refused_at("qkd_system", "protocol", "true");
  refused_at("laser", "space_qualified", "\"yes\"");
}

TEST_CASE("a component made in code is held to the same table") {
  DeviceDescription description;
  description.name = "x";
  const auto refused = [&](Component component, std::string_view text) {
    description.components = {std::move(component)};
    const auto model = validate(description);
    REQUIRE_FALSE(model);
    INFO(model.error().message);
    CHECK(says(model.error(), text));
    CHECK(model.error().where.find("component 0") != std::string::npos);
  };
  refused({"teapot", "", "", {}}, "the kind \"teapot\"");
  refused({"laser", "", "", {{"stages", reported(2)}}}, "does not have");
  refused({"laser", "", "", {{"power_w", reported(2)}, {"power_w", reported(2)}}}, "twice");
  refused({"laser", "", "", {{"power_w", reported(-2)}}}, "a number from 0 to");
  refused({"laser", "", "", {{"power_w", true}}}, "a number from 0 to");
  refused({"atomic_clock", "", "", {{"technology", std::string("sundial")}}}, "rubidium");
  refused({"laser", "", "", {{"power_w", Quantity{State::reported, 1, {}, {}, "nowhere"}}}}, "the source \"nowhere\"");
}

// One row for each name that a public catalogue of components uses, and where it goes here.
TEST_CASE("what public catalogues give for components has a place") {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 61> places{{
      {"dilution_refrigerator", "cooling_power_at_100mk_w"},
      {"dilution_refrigerator", "cooling_power_at_100mk_low_w"},
      {"dilution_refrigerator", "cooling_power_at_100mk_high_w"},
      {"dilution_refrigerator", "cooling_power_at_100mk_optional_w"},
      {"dilution_refrigerator", "cooling_power_at_20mk_w"},
      {"dilution_refrigerator", "cooling_power_at_140mk_w"},
      {"dilution_refrigerator", "cooling_power_at_4k_w"},
      {"dilution_refrigerator", "cooling_power_at_4_2k_w"},
      {"dilution_refrigerator", "base_temperature_k"},
      {"dilution_refrigerator", "rated_duration_s"},
      {"dilution_refrigerator", "rf_lines"},
      {"dilution_refrigerator", "plate_diameter_m"},
      {"pulse_tube_cryocooler", "cooling_power_at_4_2k_w"},
      {"pulse_tube_cryocooler", "base_temperature_k"},
      {"pulse_tube_cryocooler", "stages"},
      {"parametric_amplifier", "operating_temperature_k"},
      {"parametric_amplifier", "frequency_low_hz"},
      {"parametric_amplifier", "frequency_high_hz"},
      {"parametric_amplifier", "system_noise_temperature_k"},
      {"parametric_amplifier", "noise_figure_db"},
      {"parametric_amplifier", "noise_figure_reference_k"},
      {"parametric_amplifier", "added_photons"},
      {"parametric_amplifier", "gain_low_db"},
      {"parametric_amplifier", "gain_high_db"},
      {"parametric_amplifier", "noise_temperature_k"},
      {"hemt_amplifier", "operating_temperature_k"},
      {"hemt_amplifier", "gain_db"},
      {"hemt_amplifier", "noise_temperature_k"},
      {"cryogenic_wafer_prober", "test_temperature_k"},
      {"cryogenic_wafer_prober", "wafer_diameter_m"},
      {"cryo_cmos", "design_temperature_k"},
      {"cryo_cmos", "demonstrated_temperature_k"},
      {"cryo_cmos", "qubits_controlled"},
      {"cryo_cmos", "power_per_qubit_w"},
      {"cryo_cmos", "subthreshold_swing_v"},
      {"isotopic_material", "impurity"},
      {"isotopic_material", "enriched_isotopes"},
      {"isotopic_material", "form"},
      {"isotopic_material", "as_stated"},
      {"magnetometer", "technology"},
      {"magnetometer", "noise_at_1hz_t_rthz"},
      {"magnetometer", "noise_t_rthz"},
      {"magnetometer", "noise_frequency_low_hz"},
      {"magnetometer", "noise_frequency_high_hz"},
      {"magnetometer", "bandwidth_hz"},
      {"gravimeter", "static_accuracy_m_s2"},
      {"gravimeter", "sensitivity_m_s2_rthz"},
      {"gravimeter", "stability_m_s2"},
      {"gravimeter", "platform"},
      {"atomic_clock", "technology"},
      {"atomic_clock", "stability_1s"},
      {"atomic_clock", "stability_1s_high_performance"},
      {"atomic_clock", "stability_per_month"},
      {"atomic_clock", "power_w"},
      {"qkd_system", "protocol"},
      {"qkd_system", "interface"},
      {"qkd_system", "key_rate_bit_s"},
      {"qkd_system", "distance_m"},
      {"single_photon_detector", "technology"},
      {"single_photon_detector", "efficiency"},
      {"single_photon_detector", "operating_temperature_k"},
  }};
  for (const auto& [kind, parameter] : places) {
    INFO(kind << ": " << parameter);
    REQUIRE(find_component_kind(kind) != nullptr);
    CHECK(find_parameter(*find_component_kind(kind), parameter) != nullptr);
  }
}
