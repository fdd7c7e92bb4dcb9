// Components as the rules see them: names, words, numbers in SI, and what follows from a data sheet.

#include <catch2/catch.hpp>

#include "assess/components.hpp"
#include "assess/internal.hpp"

using namespace qgauge;
using figures::IntervalKind;
using figures::Origin;

namespace {

using Parameters = std::vector<device::ComponentParameter>;

device::ComponentParameter number(const char* name, double value, std::optional<double> sigma = std::nullopt) {
  device::Quantity quantity = device::reported(value);
  quantity.sigma = sigma;
  return {name, quantity};
}

device::ComponentParameter word(const char* name, const char* value) { return {name, std::string(value)}; }

subject::Subject subject_of(const char* kind, Parameters parameters) {
  device::DeviceDescription description;
  description.name = "x";
  description.components = {{kind, "", "", parameters}};
  REQUIRE(device::validate(description));
  return assess::component_subject(description.components.front(), "sheet");
}

figures::Figure must_find(const subject::Subject& item, const char* name) {
  INFO(name);
  REQUIRE(item.figures.contains(name));
  return item.figures.at(name);
}

void check_bounds(const subject::Subject& item, const char* name, double low, double high) {
  const auto figure = must_find(item, name);
  INFO(name);
  CHECK(figure.kind == IntervalKind::bounds);
  CHECK_FALSE(figure.value);
  CHECK(figure.missing);
  CHECK(*figure.low == low);
  CHECK(*figure.high == high);
}

void check_near(const subject::Subject& item, const char* name, double low, double high) {
  const auto figure = must_find(item, name);
  CHECK(figure.kind == IntervalKind::bounds);
  CHECK(*figure.low == Approx(low).epsilon(1e-9));
  CHECK(*figure.high == Approx(high).epsilon(1e-9));
}

constexpr double unlimited = components::largest_number;

}  // namespace

TEST_CASE("a component is a subject of its kind with its words and flags and numbers") {
  const auto item = subject_of("parametric_amplifier", {number("noise_figure_db", 0.01),
                                                        number("frequency_low_hz", 4e9, 1e6),
                                                        word("technology", "josephson"),
                                                        {"specially_designed", true},
                                                        word("designed_for", "a")});
  CHECK(std::get<std::string>(item.attributes.at("item_kind")) == "parametric_amplifier");
  CHECK(std::get<std::string>(item.attributes.at("technology")) == "josephson");
  CHECK(std::get<std::string>(item.attributes.at("designed_for")) == "a");
  CHECK(std::get<bool>(item.attributes.at("specially_designed")));
  CHECK_FALSE(item.attributes.contains("paradigm"));
  const auto noise = must_find(item, "noise_figure_db"), frequency = must_find(item, "frequency_low_hz");
  CHECK(*noise.value == 0.01);
  CHECK(noise.kind == IntervalKind::none);
  CHECK(noise.unit == "dB");
  CHECK(noise.origin == Origin::reported);
  CHECK(frequency.kind == IntervalKind::assumed);
  CHECK(frequency.unit == "Hz");
  CHECK(frequency.uncertainty.description == 1e6);
  CHECK(*frequency.high - *frequency.value == Approx(1.959963985e6));
}

TEST_CASE("what a sheet marks as not known is no figure") {
  const auto item = subject_of("laser", {{"power_w", device::sentinel()}, {"linewidth_hz", device::Quantity{}}});
  CHECK(item.figures.empty());
}

TEST_CASE("every component has a name of its own") {
  const std::vector<device::Component> components{
      {"laser", "", "", {}}, {"laser", "", "", {}}, {"laser", "laser #2", "", {}}, {"laser", "red", "", {}}};
  const auto subjects = assess::component_subjects(components);
  REQUIRE(subjects.size() == 4);
  CHECK(subjects[0].name == "laser");
  CHECK(subjects[1].name == "laser #2");
  CHECK(subjects[2].name == "laser #2 #2");
  CHECK(subjects[3].name == "red");
}

TEST_CASE("a cooling power rated at 0.1 K is that at 100 mK and the other way round") {
  const auto named = subject_of("dilution_refrigerator", {number("cooling_power_at_100mk_w", 600e-6, 1e-6)});
  const auto power = must_find(named, "cooling_power_w");
  CHECK(*power.value == 600e-6);
  CHECK(power.uncertainty.description == 1e-6);
  CHECK(power.origin == Origin::derived);
  CHECK(power.unit == "W");
  CHECK(power.method.find("cooling_power_at_100mk_w") != std::string::npos);
  CHECK(*must_find(named, "cooling_power_temperature_k").value == 0.1);
  const auto placed = subject_of("dilution_refrigerator",
                                 {number("cooling_power_w", 600e-6), number("cooling_power_temperature_k", 0.1)});
  CHECK(*must_find(placed, "cooling_power_at_100mk_w").value == 600e-6);
  CHECK_FALSE(subject_of("dilution_refrigerator", {number("cooling_power_w", 600e-6)})
                  .figures.contains("cooling_power_at_100mk_w"));
}

TEST_CASE("a pulse tube is rated near 4 K and a power that the sheet gives stays") {
  const auto item = subject_of("pulse_tube_cryocooler", {number("cooling_power_at_4_2k_w", 1.5)});
  CHECK(*must_find(item, "cooling_power_w").value == 1.5);
  CHECK(*must_find(item, "cooling_power_temperature_k").value == 4.2);
  const auto both =
      subject_of("pulse_tube_cryocooler", {number("cooling_power_at_4_2k_w", 1.5), number("cooling_power_w", 40),
                                           number("cooling_power_temperature_k", 45)});
  CHECK(*must_find(both, "cooling_power_w").value == 40);
}

TEST_CASE("the power of the stage near 4 K says nothing of the coldest one") {
  const auto item = subject_of("dilution_refrigerator", {number("cooling_power_at_4_2k_w", 1.5)});
  CHECK_FALSE(item.figures.contains("cooling_power_at_100mk_w"));
  CHECK_FALSE(item.figures.contains("cooling_power_w"));
}

TEST_CASE("cooling power does not fall with the temperature") {
  const auto item = subject_of("dilution_refrigerator",
                               {number("cooling_power_at_20mk_w", 30e-6), number("cooling_power_at_140mk_w", 1e-3)});
  check_bounds(item, "cooling_power_at_100mk_w", 30e-6, 1e-3);
  const auto warm = subject_of("dilution_refrigerator", {number("cooling_power_at_100mk_w", 600e-6)});
  check_bounds(warm, "cooling_power_at_20mk_w", 0, 600e-6);
  check_bounds(warm, "cooling_power_at_120mk_w", 600e-6, unlimited);
  check_bounds(subject_of("pulse_tube_cryocooler", {number("cooling_power_at_4k_w", 1.5)}), "cooling_power_at_4_2k_w",
               1.5, unlimited);
}

TEST_CASE("ratings that contradict each other bound nothing") {
  const auto item = subject_of("dilution_refrigerator",
                               {number("cooling_power_at_20mk_w", 2e-3), number("cooling_power_at_140mk_w", 1e-3)});
  CHECK_FALSE(item.figures.contains("cooling_power_at_100mk_w"));
}

TEST_CASE("a cooling power at any temperature of a stage bounds those that are named after theirs") {
  const auto warmer =
      subject_of("pulse_tube_cryocooler", {number("cooling_power_w", 1.4), number("cooling_power_temperature_k", 4.5)});
  check_bounds(warmer, "cooling_power_at_4_2k_w", 0, 1.4);
  const auto colder =
      subject_of("pulse_tube_cryocooler", {number("cooling_power_w", 1.6), number("cooling_power_temperature_k", 3)});
  check_bounds(colder, "cooling_power_at_4_2k_w", 1.6, unlimited);
  const auto first_stage =
      subject_of("pulse_tube_cryocooler", {number("cooling_power_w", 40), number("cooling_power_temperature_k", 45)});
  CHECK_FALSE(first_stage.figures.contains("cooling_power_at_4_2k_w"));
}

TEST_CASE("a cooler reaches the temperature that it provides a power at") {
  check_bounds(subject_of("dilution_refrigerator", {number("cooling_power_at_100mk_w", 600e-6)}), "base_temperature_k",
               0, 0.1);
  check_bounds(subject_of("dilution_refrigerator",
                          {number("cooling_power_at_100mk_w", 600e-6), number("cooling_power_at_20mk_w", 20e-6)}),
               "base_temperature_k", 0, 0.02);
  const auto stated = subject_of("dilution_refrigerator",
                                 {number("cooling_power_at_100mk_w", 600e-6), number("base_temperature_k", 0.01)});
  CHECK(*must_find(stated, "base_temperature_k").value == 0.01);
  CHECK_FALSE(subject_of("dilution_refrigerator", {number("cooling_power_at_100mk_w", 0)})
                  .figures.contains("base_temperature_k"));
}

TEST_CASE("a stated range of cooling powers is a bound") {
  check_bounds(subject_of("dilution_refrigerator", {number("cooling_power_at_100mk_low_w", 400e-6),
                                                    number("cooling_power_at_100mk_high_w", 700e-6)}),
               "cooling_power_at_100mk_w", 400e-6, 700e-6);
  check_bounds(subject_of("dilution_refrigerator", {number("cooling_power_at_100mk_high_w", 700e-6)}),
               "cooling_power_at_100mk_w", 0, 700e-6);
}

TEST_CASE("who states a duration denies that there is none") {
  const auto timed = subject_of("dilution_refrigerator", {number("rated_duration_s", 172'800)});
  CHECK_FALSE(std::get<bool>(timed.attributes.at("continuous")));
  REQUIRE(timed.assumptions.size() == 1);
  CHECK(timed.assumptions[0].find("continuous") != std::string::npos);
  CHECK_FALSE(subject_of("dilution_refrigerator", {}).attributes.contains("continuous"));
  const auto both = subject_of("dilution_refrigerator", {number("rated_duration_s", 172'800), {"continuous", true}});
  CHECK(std::get<bool>(both.attributes.at("continuous")));
}

TEST_CASE("the share of the odd isotope is the impurity exactly") {
  const auto silicon = subject_of("isotopic_material", {word("element", "silicon"), number("silicon_29", 5e-4, 1e-5)});
  CHECK(*must_find(silicon, "impurity").value == 5e-4);
  CHECK(must_find(silicon, "impurity").uncertainty.description == 1e-5);
  const auto germanium = subject_of("isotopic_material", {word("element", "germanium"), number("germanium_73", 7e-4)});
  CHECK(*must_find(germanium, "impurity").value == 7e-4);
  CHECK_FALSE(subject_of("isotopic_material", {number("silicon_29", 5e-4)}).figures.contains("impurity"));
  CHECK_FALSE(subject_of("isotopic_material", {word("element", "germanium"), number("silicon_29", 5e-4)})
                  .figures.contains("impurity"));
}

TEST_CASE("1 - Si-28 is an upper bound of the impurity without rounding error") {
  check_bounds(subject_of("isotopic_material", {word("element", "silicon"), number("silicon_28", 0.9992)}), "impurity",
               0, 0.0008);
  const auto stated = subject_of("isotopic_material",
                                 {word("element", "silicon"), number("silicon_28", 0.9992), number("impurity", 1e-4)});
  CHECK(*must_find(stated, "impurity").value == 1e-4);
}

TEST_CASE("the share of the mass is x M / sum(x M) within the masses of the other isotopes") {
  // Atomic masses of AME2020 (Wang et al., Chinese Phys. C 45, 030003 (2021)).
  constexpr double x = 8e-4, si_28 = 27.976927, si_29 = 28.976495, si_30 = 29.973770;
  const auto by_atoms = subject_of("isotopic_material",
                                   {word("element", "silicon"), number("impurity", x), word("impurity_basis", "atom")});
  CHECK(*must_find(by_atoms, "impurity_atom").value == x);
  CHECK(must_find(by_atoms, "impurity_atom").kind == IntervalKind::none);
  check_near(by_atoms, "impurity_mass", x * si_29 / (x * si_29 + (1 - x) * si_30),
             x * si_29 / (x * si_29 + (1 - x) * si_28));
  const auto by_mass = subject_of("isotopic_material",
                                  {word("element", "silicon"), number("impurity", x), word("impurity_basis", "mass")});
  CHECK(*must_find(by_mass, "impurity_mass").value == x);
  check_near(by_mass, "impurity_atom", x / si_29 / (x / si_29 + (1 - x) / si_28),
             x / si_29 / (x / si_29 + (1 - x) / si_30));
}

TEST_CASE("mixtures of three isotopes have a mass share within the bounds that follow from the share of the atoms") {
  constexpr double m_70 = 69.924249, m_72 = 71.922076, m_73 = 72.923459, m_74 = 73.921178, m_76 = 75.921403;
  const double x = 0.03;
  const auto item = subject_of("isotopic_material", {word("element", "germanium"), number("impurity_atom", x)});
  const auto bounds = must_find(item, "impurity_mass");
  for (const auto& [a, b] : {std::pair{m_70, m_72}, std::pair{m_70, m_76}, std::pair{m_74, m_76}}) {
    for (const double share : {0.0, 0.25, 0.7, 0.97}) {
      const double mass = x * m_73 / (x * m_73 + share * a + (1 - x - share) * b);
      CHECK(mass >= *bounds.low * (1 - 1e-12));
      CHECK(mass <= *bounds.high * (1 + 1e-12));
    }
  }
  CHECK(*bounds.low == Approx(x * m_73 / (x * m_73 + 0.97 * m_76)));
  CHECK(*bounds.high == Approx(x * m_73 / (x * m_73 + 0.97 * m_70)));
}

TEST_CASE("an impurity without a stated basis bounds both shares and each bound holds it") {
  const auto item = subject_of("isotopic_material", {word("element", "silicon"), number("impurity", 8e-4)});
  const auto by_mass = subject_of("isotopic_material", {word("element", "silicon"), number("impurity_mass", 8e-4)});
  const auto by_atoms = subject_of("isotopic_material", {word("element", "silicon"), number("impurity_atom", 8e-4)});
  const auto atom = must_find(item, "impurity_atom"), mass = must_find(item, "impurity_mass");
  CHECK(atom.kind == IntervalKind::bounds);
  CHECK(*atom.low < 8e-4);
  CHECK(*atom.high > 8e-4);
  CHECK(*atom.low == *must_find(by_mass, "impurity_atom").low);
  CHECK(*mass.high == *must_find(by_atoms, "impurity_mass").high);
  CHECK(atom.method.find("not stated") != std::string::npos);
  const auto no_element = subject_of("isotopic_material", {number("impurity", 8e-4)});
  CHECK(*must_find(no_element, "impurity_mass").low < *mass.low);
  CHECK(*must_find(no_element, "impurity_mass").high > *mass.high);
}

TEST_CASE("the bound that Si-28 gives is one for both shares") {
  const auto item = subject_of(
      "isotopic_material", {word("element", "silicon"), number("silicon_28", 0.9992), word("impurity_basis", "mass")});
  check_bounds(item, "impurity_mass", 0, 8e-4);
  check_near(item, "impurity_atom", 0, 8e-4 / 28.976495 / (8e-4 / 28.976495 + 0.9992 / 29.973770));
  CHECK(must_find(item, "impurity_atom").method.find("1 - silicon_28") != std::string::npos);
}

TEST_CASE("an uncertain impurity gives the other share with the unknown isotopes as a rectangle - JCGM 100 2008") {
  const auto item = subject_of("isotopic_material", {word("element", "silicon"), number("impurity", 1e-4, 1e-5),
                                                     word("impurity_basis", "atom")});
  CHECK(must_find(item, "impurity_atom").uncertainty.description == 1e-5);
  const auto mass = must_find(item, "impurity_mass");
  const double low = 28.976495 / 29.973770, high = 28.976495 / 27.976927, middle = (low + high) / 2;
  CHECK(*mass.value == Approx(1e-4 * middle).epsilon(1e-4));
  CHECK(mass.kind == IntervalKind::assumed);
  const double rectangle = 1e-4 * (high - low) / std::sqrt(12.0);
  CHECK(mass.uncertainty.description == Approx(std::hypot(1e-5 * middle, rectangle)).epsilon(1e-3));
}

TEST_CASE("a noise temperature gives the noise figure for 290 K and for 1 K whether T0 is stated or not - Friis 1944") {
  const Parameters sheet{number("noise_temperature_k", 0.3, 0.01), number("noise_temperature_highest_k", 0.4)};
  for (const std::optional<double> reference : {std::optional<double>(), std::optional(300.0)}) {
    Parameters stated = sheet;
    if (reference) stated.push_back(number("noise_figure_reference_k", *reference));
    const auto item = subject_of("parametric_amplifier", stated);
    const auto warm = must_find(item, "noise_figure_290k_db"), cold = must_find(item, "noise_figure_1k_db");
    CHECK(*warm.value == Approx(10 * std::log10(1 + 0.3 / 290)).epsilon(1e-12));
    CHECK(*cold.value == Approx(10 * std::log10(1.3)).epsilon(1e-12));
    CHECK(cold.uncertainty.description == Approx(0.01 * 10 / std::log(10.0) / 1.3).epsilon(1e-12));
    CHECK(*must_find(item, "noise_figure_highest_290k_db").value == Approx(10 * std::log10(1 + 0.4 / 290)));
    CHECK(*must_find(item, "noise_figure_highest_1k_db").value == Approx(10 * std::log10(1.4)));
  }
}

TEST_CASE("a noise figure stated for 290 K is that one exactly and gives the one for 1 K") {
  const auto item = subject_of("parametric_amplifier",
                               {number("noise_figure_db", 0.015, 1e-3), number("noise_figure_reference_k", 290)});
  CHECK(*must_find(item, "noise_figure_290k_db").value == 0.015);
  CHECK(must_find(item, "noise_figure_290k_db").uncertainty.description == 1e-3);
  const double temperature = 290 * (std::pow(10, 0.0015) - 1);
  CHECK(*must_find(item, "noise_figure_1k_db").value == Approx(10 * std::log10(1 + temperature)).epsilon(1e-9));
  const auto named = subject_of("parametric_amplifier", {number("noise_figure_1k_db", 0.015)});
  CHECK(*must_find(named, "noise_temperature_k").value == Approx(3.45985e-3).epsilon(1e-5));
  CHECK(*must_find(named, "noise_figure_290k_db").value == Approx(10 * std::log10(1 + 3.45985e-3 / 290)).epsilon(1e-5));
}

TEST_CASE("a noise figure for another T0 is converted by way of its noise temperature") {
  const auto item =
      subject_of("parametric_amplifier", {number("noise_figure_db", 0.015), number("noise_figure_reference_k", 300)});
  const double temperature = 300 * (std::pow(10, 0.0015) - 1);
  const auto warm = must_find(item, "noise_figure_290k_db");
  CHECK(*warm.value == Approx(10 * std::log10(1 + temperature / 290)).epsilon(1e-9));
  CHECK(warm.method.find("T0 = 300 K") != std::string::npos);
  CHECK(warm.method.find("T0 = 290 K") != std::string::npos);
}

TEST_CASE("a noise figure whose T0 is not stated is neither that for 290 K nor that for 1 K") {
  const auto item = subject_of("parametric_amplifier", {number("noise_figure_db", 0.01)});
  for (const char* name : {"noise_figure_290k_db", "noise_figure_1k_db"}) {
    const auto figure = must_find(item, name);
    CHECK_FALSE(figure.value);
    CHECK_FALSE(figure.low);
    CHECK(figure.missing->find("noise_figure_reference_k") != std::string::npos);
  }
  CHECK_FALSE(item.figures.contains("noise_figure_highest_290k_db"));
}

TEST_CASE("an amplifier of one frequency has one noise figure") {
  const auto at = [](double low, double high) {
    return subject_of("parametric_amplifier", {number("frequency_low_hz", low), number("frequency_high_hz", high),
                                               number("noise_temperature_k", 0.3)});
  };
  CHECK(*must_find(at(6e9, 6e9), "noise_temperature_highest_k").value == 0.3);
  CHECK(*must_find(at(6e9, 6e9), "noise_figure_highest_1k_db").value ==
        *must_find(at(6e9, 6e9), "noise_figure_1k_db").value);
  check_bounds(at(4e9, 8e9), "noise_temperature_highest_k", 0.3, unlimited);
  CHECK_FALSE(must_find(at(4e9, 8e9), "noise_figure_highest_1k_db").value);
}

TEST_CASE("noise figure is 10 lg(1 + T/T0) where T0 is stated - Friis 1944") {
  const auto item =
      subject_of("hemt_amplifier", {number("noise_temperature_k", 2, 0.1), number("noise_figure_reference_k", 290)});
  const auto noise = must_find(item, "noise_figure_db");
  CHECK(*noise.value == Approx(10 * std::log10(1 + 2.0 / 290)).epsilon(1e-12));
  const double slope = (std::log10(1 + 2.001 / 290) - std::log10(1 + 1.999 / 290)) * 10 / 0.002;
  CHECK(noise.uncertainty.description == Approx(0.1 * slope).epsilon(1e-6));
  CHECK(noise.kind == IntervalKind::assumed);
  CHECK(noise.method.find("290") != std::string::npos);
  const auto back =
      subject_of("hemt_amplifier", {number("noise_figure_db", *noise.value, noise.uncertainty.description),
                                    number("noise_figure_reference_k", 290)});
  CHECK(*must_find(back, "noise_temperature_k").value == Approx(2).epsilon(1e-12));
  CHECK(must_find(back, "noise_temperature_k").uncertainty.description == Approx(0.1).epsilon(1e-9));
}

TEST_CASE("without a stated reference temperature nothing follows from a noise figure") {
  CHECK_FALSE(
      subject_of("parametric_amplifier", {number("noise_figure_db", 0.01)}).figures.contains("noise_temperature_k"));
  CHECK_FALSE(
      subject_of("parametric_amplifier", {number("noise_temperature_k", 0.2)}).figures.contains("noise_figure_db"));
}

TEST_CASE("n added photons are the noise temperature n h f / k - Friis 1944 and Caves 1982") {
  constexpr double kelvin_per_hertz = 6.62607015e-34 / 1.380649e-23;
  const auto item = subject_of(
      "parametric_amplifier",
      {number("added_photons", 0.5, 0.1), number("frequency_low_hz", 6e9), number("frequency_high_hz", 6e9)});
  const auto temperature = must_find(item, "noise_temperature_k");
  CHECK(*temperature.value == Approx(0.5 * 6e9 * kelvin_per_hertz));
  CHECK(temperature.uncertainty.description == Approx(0.1 * 6e9 * kelvin_per_hertz));
  CHECK(*must_find(item, "noise_figure_290k_db").value == Approx(10 * std::log10(1 + *temperature.value / 290)));
  CHECK(*must_find(item, "noise_temperature_highest_k").value == *temperature.value);
}

TEST_CASE("added photons within a band bound the lowest and the highest noise temperature and noise figure") {
  constexpr double kelvin_per_hertz = 6.62607015e-34 / 1.380649e-23;
  const auto item = subject_of("parametric_amplifier", {number("added_photons", 1), number("frequency_low_hz", 4e9),
                                                        number("frequency_high_hz", 8e9)});
  check_near(item, "noise_temperature_k", 0, 8e9 * kelvin_per_hertz);
  check_near(item, "noise_temperature_highest_k", 4e9 * kelvin_per_hertz, unlimited);
  check_near(item, "noise_figure_290k_db", 0, 10 * std::log10(1 + 8e9 * kelvin_per_hertz / 290));
  check_near(item, "noise_figure_1k_db", 0, 10 * std::log10(1 + 8e9 * kelvin_per_hertz));
  const auto nowhere = subject_of("parametric_amplifier", {number("added_photons", 1)});
  CHECK_FALSE(nowhere.figures.contains("noise_temperature_k"));
}

TEST_CASE("the highest noise figure and temperature belong to each other as the lowest do") {
  const auto item = subject_of("parametric_amplifier",
                               {number("noise_figure_highest_db", 0.015), number("noise_figure_reference_k", 290)});
  CHECK(*must_find(item, "noise_temperature_highest_k").value == Approx(1.00336).epsilon(1e-5));
  CHECK_FALSE(must_find(item, "noise_temperature_k").value);
}

TEST_CASE("the lowest noise figure bounds the highest") {
  check_bounds(subject_of("parametric_amplifier", {number("noise_figure_db", 0.01)}), "noise_figure_highest_db", 0.01,
               unlimited);
  check_bounds(subject_of("parametric_amplifier", {number("noise_figure_highest_db", 0.2)}), "noise_figure_db", 0, 0.2);
}

TEST_CASE("the energy of a gate is its delay times its power") {
  const auto item =
      subject_of("superconducting_electronics", {number("gate_delay_s", 1e-12), number("gate_power_w", 1e-6)});
  CHECK(*must_find(item, "gate_energy_j").value == Approx(1e-18));
  CHECK(must_find(item, "gate_energy_j").unit == "J");
}

TEST_CASE("fractional bandwidth is the band over its centre") {
  const auto item = subject_of("hemt_amplifier", {number("frequency_low_hz", 4e9), number("frequency_high_hz", 8e9)});
  CHECK(*must_find(item, "fractional_bandwidth").value == Approx(4.0 / 6));
  CHECK_FALSE(subject_of("hemt_amplifier", {number("frequency_low_hz", 4e9)}).figures.contains("fractional_bandwidth"));
}

TEST_CASE("what follows from a sheet never replaces what it says") {
  for (const components::ComponentKind& kind : components::component_kinds()) {
    INFO(kind.name);
    Parameters all;
    for (const components::ParameterSpec& spec : kind.parameters) {
      if (spec.type != components::ParameterType::number) continue;
      all.push_back(number(std::string(spec.name).c_str(), std::max(spec.low, -0.5)));
    }
    const auto item = subject_of(std::string(kind.name).c_str(), all);
    CHECK(item.figures.size() == all.size());
    for (const auto& [name, figure] : item.figures) CHECK(figure.origin == Origin::reported);
  }
}

TEST_CASE("an assumed relative uncertainty is given to numbers that have none and to no count") {
  auto item = subject_of("pulse_tube_cryocooler", {number("cooling_power_at_4_2k_w", 1.5), number("stages", 2),
                                                   number("input_power_w", 9e3, 5)});
  assess::assume_sigma(0.2, item);
  const auto power = must_find(item, "cooling_power_at_4_2k_w");
  CHECK(power.kind == IntervalKind::assumed);
  CHECK(power.uncertainty.description == Approx(0.3));
  CHECK(power.assumptions == std::vector{assess::sigma_assumption(0.2)});
  CHECK(must_find(item, "stages").kind == IntervalKind::none);
  CHECK(must_find(item, "input_power_w").uncertainty.description == 5);
  const auto bounds = must_find(item, "cooling_power_at_4k_w");
  CHECK(bounds.kind == IntervalKind::bounds);
  CHECK(*bounds.high == Approx(1.5 * (1 + 1.959963985 * 0.2)));
  CHECK(bounds.assumptions == std::vector{assess::sigma_assumption(0.2)});
}
