// What follows from a component's data sheet by definition or by arithmetic alone: see components.hpp. Knows no rule:
// what a sheet says itself is never touched, and where only a bound follows, only a bound is given.

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numbers>

#include <fmt/format.h>

#include "assess/components.hpp"
#include "assess/internal.hpp"

namespace qgauge::assess {
namespace {

using figures::Figure;
using figures::IntervalKind;
using figures::Origin;
using subject::Subject;

const components::ParameterSpec* spec_in(const Subject& item, std::string_view name) {
  const auto& kind = std::get<std::string>(item.attributes.at("item_kind"));
  return components::find_parameter(*components::find_component_kind(kind), name);
}

/// Whether items of its kind may have the number, and this one does not.
bool lacks(const Subject& item, std::string_view name) {
  return spec_in(item, name) != nullptr && !item.figures.contains(std::string(name));
}

/// The figure with its value, or null.
const Figure* stated(const Subject& item, std::string_view name) {
  const Figure* figure = subject::find_figure(item, std::string(name));
  return figure != nullptr && figure->value ? figure : nullptr;
}

/// The value where the sheet gives it without uncertainty: bounds follow from such values only.
std::optional<double> exactly(const Subject& item, std::string_view name) {
  const Figure* figure = stated(item, name);
  return figure != nullptr && figure->kind == IntervalKind::none ? figure->value : std::nullopt;
}

std::string_view unit_of(const Subject& item, std::string_view name) {
  return std::ranges::find(core::units(), spec_in(item, name)->dimension, &core::Unit::dimension)->name;
}

void add(Subject& item, Figure figure) {
  figure.unit = unit_of(item, figure.name);
  item.figures[figure.name] = figure;
}

/// The same quantity under another name.
void add_same(Subject& item, std::string_view name, const Figure& from, const std::string& method) {
  Figure figure = from;
  figure.name = name;
  figure.origin = Origin::derived;
  figure.method = method;
  add(item, figure);
}

/// As exact as what it comes from: `sigma` counts only where that is uncertain itself.
void add_estimate(Subject& item, std::string_view name, double value, double sigma, const Figure& from,
                  const std::string& method) {
  Figure figure = figures::exact_figure(std::string(name), value, Origin::derived, method);
  const components::ParameterSpec& spec = *spec_in(item, name);
  if (from.kind == IntervalKind::assumed) set_deviation(figure, sigma, {spec.low, spec.high});
  add(item, figure);
}

/// `value` is a function of `from` with this slope there: a standard deviation goes over to first order.
void add_function(Subject& item, std::string_view name, double value, double slope, const Figure& from,
                  const std::string& method) {
  add_estimate(item, name, value, std::abs(slope) * from.uncertainty.description, from, method);
}

/// The name, and where the figure itself comes from if the sheet does not give it.
std::string source_text(const Figure& figure) {
  return figure.origin == Origin::derived ? fmt::format("{} ({})", figure.name, figure.method) : figure.name;
}

void add_bounds(Subject& item, std::string_view name, double low, double high, const std::string& method) {
  Figure figure = figures::bounded_figure(std::string(name), std::nullopt, low, high, Origin::derived, method);
  figure.missing = "not given; only bounds follow from what is";
  add(item, figure);
}

/// A noise figure for one T0, with the one that a sheet gives for any T0 and the noise temperature that both stand for.
struct NoiseFigure {
  std::string_view name;
  double reference_k;
  std::string_view general;
  std::string_view temperature;
};
constexpr std::array named_noise_figures{
    NoiseFigure{"noise_figure_290k_db", 290, "noise_figure_db", "noise_temperature_k"},
    NoiseFigure{"noise_figure_highest_290k_db", 290, "noise_figure_highest_db", "noise_temperature_highest_k"},
    NoiseFigure{"noise_figure_1k_db", 1, "noise_figure_db", "noise_temperature_k"},
    NoiseFigure{"noise_figure_highest_1k_db", 1, "noise_figure_highest_db", "noise_temperature_highest_k"},
};

/// The lowest and the highest within the frequencies.
struct Extremes {
  std::string_view lowest;
  std::string_view highest;
};
constexpr std::array noise_extremes{
    Extremes{"noise_figure_db", "noise_figure_highest_db"},
    Extremes{"noise_figure_290k_db", "noise_figure_highest_290k_db"},
    Extremes{"noise_figure_1k_db", "noise_figure_highest_1k_db"},
    Extremes{"noise_temperature_k", "noise_temperature_highest_k"},
};

void join_extremes(Subject& item) {
  const auto low = exactly(item, "frequency_low_hz"), high = exactly(item, "frequency_high_hz");
  if (!low || low != high) return;
  for (const auto& [lowest, highest] : noise_extremes) {
    for (const auto& [from, to] : {std::pair{lowest, highest}, std::pair{highest, lowest}}) {
      const Figure* known = stated(item, from);
      if (known != nullptr && lacks(item, to))
        add_same(item, to, *known, fmt::format("{}, at its one frequency", from));
    }
  }
}

std::optional<double> stated_reference(const Subject& item) {
  const auto reference = exactly(item, "noise_figure_reference_k");
  return reference && *reference > 0 ? reference : std::nullopt;
}

void name_noise_figure(Subject& item) {
  const auto reference = stated_reference(item);
  for (const NoiseFigure& named : named_noise_figures) {
    const Figure* general = stated(item, named.general);
    if (general == nullptr || reference != named.reference_k || !lacks(item, named.name)) continue;
    add_same(item, named.name, *general, fmt::format("{}, which is stated for T0 = {} K", named.general, *reference));
  }
}

constexpr double db_per_unit_of_ln = 10 / std::numbers::ln10;

std::string friis_text(const Figure& from, double reference_k) {
  return fmt::format("from {}, 10 dB lg(1 + T/T0) with T0 = {} K", source_text(from), reference_k);
}

void add_noise_temperature(Subject& item, const NoiseFigure& from) {
  const Figure* known = stated(item, from.name);
  if (known == nullptr || !lacks(item, from.temperature)) return;
  const double ratio = *known->value / db_per_unit_of_ln;
  add_function(item, from.temperature, from.reference_k * std::expm1(ratio),
               from.reference_k * std::exp(ratio) / db_per_unit_of_ln, *known, friis_text(*known, from.reference_k));
}

void add_noise_figure(Subject& item, const NoiseFigure& to) {
  const Figure* known = stated(item, to.temperature);
  if (known == nullptr || !lacks(item, to.name)) return;
  add_function(item, to.name, db_per_unit_of_ln * std::log1p(*known->value / to.reference_k),
               db_per_unit_of_ln / (to.reference_k + *known->value), *known, friis_text(*known, to.reference_k));
}

/// F = 10 dB lg(1 + T / T0) relates noise temperature and noise figure (Friis, Proc. IRE 32, 419 (1944)): the noise
/// temperature gives the noise figure for any T0, a noise figure without its T0 gives nothing.
void relate_noise(Subject& item) {
  std::vector<NoiseFigure> all(named_noise_figures.begin(), named_noise_figures.end());
  if (const auto reference = stated_reference(item)) {
    all.push_back({"noise_figure_db", *reference, "noise_figure_db", "noise_temperature_k"});
    all.push_back({"noise_figure_highest_db", *reference, "noise_figure_highest_db", "noise_temperature_highest_k"});
  }
  for (const NoiseFigure& from : all) add_noise_temperature(item, from);
  for (const NoiseFigure& to : all) add_noise_figure(item, to);
}

/// Planck's and Boltzmann's constants, exact in SI: h / k in kelvin a hertz.
constexpr double kelvin_per_hertz = 6.62607015e-34 / 1.380649e-23;

/// T = n h f / k: n added photons of h f are the noise power n h f B, and the noise temperature that the noise figure
/// speaks of is the added noise power over k B (Friis, as above; added noise in photons: Caves, Phys. Rev. D 26, 1817
/// (1982)). The half photon of vacuum at the input is not added by the amplifier and is in neither.
void convert_added_photons(Subject& item) {
  const Figure* photons = stated(item, "added_photons");
  const auto low = exactly(item, "frequency_low_hz"), high = exactly(item, "frequency_high_hz");
  if (photons == nullptr || !low || low != high) return;
  const double slope = kelvin_per_hertz * *low;
  const std::string method = fmt::format("from added_photons, n h f / k at {:g} GHz", *low / 1e9);
  for (const char* name : {"noise_temperature_k", "noise_temperature_highest_k"}) {
    if (lacks(item, name)) add_function(item, name, *photons->value * slope, slope, *photons, method);
  }
  relate_noise(item);
}

/// Within several frequencies the number holds at some of them: the lowest noise temperature is at most what it means
/// at the highest frequency, and the highest at least what it means at the lowest.
void bound_by_added_photons(Subject& item) {
  const auto photons = exactly(item, "added_photons");
  const auto low = exactly(item, "frequency_low_hz"), high = exactly(item, "frequency_high_hz");
  if (!photons || !low || !high || *low >= *high) return;
  const double coldest = *photons * *low * kelvin_per_hertz, warmest = *photons * *high * kelvin_per_hertz;
  const std::string method = "from added_photons, n h f / k at some of its frequencies";
  if (lacks(item, "noise_temperature_k")) add_bounds(item, "noise_temperature_k", 0, warmest, method);
  if (lacks(item, "noise_temperature_highest_k")) {
    add_bounds(item, "noise_temperature_highest_k", coldest, components::largest_number, method);
  }
}

/// Friis' formula grows with the temperature: bounds of one are bounds of the other.
void bound_noise_figures(Subject& item) {
  for (const NoiseFigure& named : named_noise_figures) {
    const Figure* known = subject::find_figure(item, std::string(named.temperature));
    if (known == nullptr || known->value || known->kind != IntervalKind::bounds || !lacks(item, named.name)) continue;
    const auto in_db = [&](double kelvin) { return db_per_unit_of_ln * std::log1p(kelvin / named.reference_k); };
    add_bounds(item, named.name, in_db(*known->low), std::min(in_db(*known->high), components::largest_number),
               friis_text(*known, named.reference_k));
  }
}

/// The lowest within the frequencies is at most the highest.
void bound_noise(Subject& item) {
  for (const auto& [lowest_name, highest_name] : noise_extremes) {
    const auto lowest = exactly(item, lowest_name), highest = exactly(item, highest_name);
    if (lowest && lacks(item, highest_name)) {
      add_bounds(item, highest_name, *lowest, components::largest_number,
                 fmt::format("at least {}, the lowest within the frequencies", lowest_name));
    } else if (highest && lacks(item, lowest_name)) {
      add_bounds(item, lowest_name, 0, *highest,
                 fmt::format("at most {}, the highest within the frequencies", highest_name));
    }
  }
}

/// Says why a noise figure that the sheet seems to give cannot be had.
void name_unknown_reference(Subject& item) {
  if (stated_reference(item)) return;
  for (const NoiseFigure& named : named_noise_figures) {
    if (stated(item, named.general) == nullptr || !lacks(item, named.name)) continue;
    const std::string why =
        fmt::format("unknown, because {} is given without its T0 (noise_figure_reference_k)", named.general);
    Figure figure = figures::missing_figure(std::string(named.name), Origin::derived, why);
    figure.method = why;
    add(item, figure);
  }
}

/// A rating whose name says its temperature.
struct Rating {
  std::string_view name;
  double temperature_k;
};
constexpr std::array ratings{
    Rating{"cooling_power_at_20mk_w", 0.02},  Rating{"cooling_power_at_100mk_w", 0.1},
    Rating{"cooling_power_at_120mk_w", 0.12}, Rating{"cooling_power_at_140mk_w", 0.14},
    Rating{"cooling_power_at_4k_w", 4},       Rating{"cooling_power_at_4_2k_w", 4.2},
};
/// The stages of one cooler are different places: the coldest, that near 4 K, and that near 45 K.
constexpr std::array stage_borders_k{1.0, 20.0};

bool same_stage(double a_k, double b_k) {
  return std::ranges::none_of(stage_borders_k, [&](double border) { return (a_k < border) != (b_k < border); });
}

/// A rating at a stated temperature is the rating that is named after it.
void name_cooling_power(Subject& item) {
  const Figure* power = stated(item, "cooling_power_w");
  const auto temperature = exactly(item, "cooling_power_temperature_k");
  if (power == nullptr || !temperature) return;
  for (const Rating& rating : ratings) {
    if (rating.temperature_k != *temperature || !lacks(item, rating.name)) continue;
    add_same(item, rating.name, *power, fmt::format("cooling_power_w, which is stated for {} K", *temperature));
  }
}

/// The rating of the stage that the cooler is for, with its temperature.
void place_cooling_power(Subject& item) {
  if (!lacks(item, "cooling_power_w") || !lacks(item, "cooling_power_temperature_k")) return;
  const bool sub_kelvin = spec_in(item, "cooling_power_at_100mk_w") != nullptr;
  const std::array names = sub_kelvin ? std::array{"cooling_power_at_100mk_w", "cooling_power_at_20mk_w"}
                                      : std::array{"cooling_power_at_4_2k_w", "cooling_power_at_4k_w"};
  for (const char* name : names) {
    const Figure* power = stated(item, name);
    if (power == nullptr) continue;
    const double temperature_k = std::ranges::find(ratings, name, &Rating::name)->temperature_k;
    const std::string method = fmt::format("{}, whose name says its temperature", name);
    add_same(item, "cooling_power_w", *power, method);
    add(item, figures::exact_figure("cooling_power_temperature_k", temperature_k, Origin::derived, method));
    return;
  }
}

void bound_by_range(Subject& item) {
  const auto low = exactly(item, "cooling_power_at_100mk_low_w"), high = exactly(item, "cooling_power_at_100mk_high_w");
  if (!lacks(item, "cooling_power_at_100mk_w") || (!low && !high)) return;
  if (low && high && *low > *high) return;
  add_bounds(item, "cooling_power_at_100mk_w", low.value_or(0), high.value_or(components::largest_number),
             "within the stated range");
}

/// A cooling power that the sheet gives, at its temperature. `low` is what it is at least, even where it is uncertain.
struct KnownPower {
  std::string name;
  double temperature_k;
  std::optional<double> exact;
  double low;
};

void add_known_power(const Subject& item, std::string_view name, double temperature_k, std::vector<KnownPower>& known) {
  const Figure* power = subject::find_figure(item, std::string(name));
  if (power == nullptr) return;
  known.push_back({std::string(name), temperature_k, exactly(item, name), power->low.value_or(0)});
}

std::vector<KnownPower> known_powers(const Subject& item) {
  std::vector<KnownPower> known;
  for (const Rating& rating : ratings) add_known_power(item, rating.name, rating.temperature_k, known);
  const Figure* power = stated(item, "cooling_power_w");
  const auto temperature = exactly(item, "cooling_power_temperature_k");
  if (power != nullptr && power->origin != Origin::derived && temperature) {
    add_known_power(item, "cooling_power_w", *temperature, known);
  }
  return known;
}

/// A stage that takes up a power at one temperature takes up at least as much at a higher one, where heat may be added,
/// and so at most as much at a lower one.
void bound_by_other_ratings(Subject& item, const Rating& rating, const std::vector<KnownPower>& known) {
  double low = 0, high = components::largest_number;
  std::string from;
  for (const KnownPower& other : known) {
    if (!other.exact || !same_stage(other.temperature_k, rating.temperature_k)) continue;
    from.append(from.empty() ? "" : " and ").append(other.name);
    if (other.temperature_k < rating.temperature_k) low = std::max(low, *other.exact);
    if (other.temperature_k > rating.temperature_k) high = std::min(high, *other.exact);
  }
  if (from.empty() || low > high) return;
  add_bounds(item, rating.name, low, high, fmt::format("from {}: the power does not fall with the temperature", from));
}

void bound_cooling_power(Subject& item) {
  const std::vector<KnownPower> known = known_powers(item);
  for (const Rating& rating : ratings) {
    if (lacks(item, rating.name)) bound_by_other_ratings(item, rating, known);
  }
}

/// Who provides a power at a temperature reaches it.
void bound_base_temperature(Subject& item) {
  if (!lacks(item, "base_temperature_k")) return;
  std::vector<KnownPower> known = known_powers(item);
  std::erase_if(known, [](const KnownPower& power) { return power.low <= 0; });
  const auto coldest = std::ranges::min_element(known, {}, &KnownPower::temperature_k);
  if (coldest == known.end()) return;
  add_bounds(item, "base_temperature_k", 0, coldest->temperature_k,
             fmt::format("at most {} K, where {} is provided", coldest->temperature_k, coldest->name));
}

/// 1 - share without the rounding error of a decimal share: 1 - 0.9992 is 0.0008, which a limit may ask for exactly.
double complement_of(double share) {
  constexpr double places = 1e15;
  return std::round((1 - share) * places) / places;
}

/// Natural silicon has the isotopes 28, 29 and 30, germanium 70, 72, 73, 74 and 76 (IUPAC, Pure Appl. Chem. 88, 293
/// (2016)). Of these only Si-29 and Ge-73 count as impurity, as the parameter's meaning says.
void add_isotopic_impurity(Subject& item) {
  if (!lacks(item, "impurity")) return;
  const auto element = item.attributes.find("element");
  if (element == item.attributes.end()) return;
  const bool silicon = std::get<std::string>(element->second) == "silicon";
  const std::string name = silicon ? "silicon_29" : "germanium_73";
  const auto silicon_28 = exactly(item, "silicon_28");
  if (const Figure* odd = stated(item, name)) {
    add_same(item, "impurity", *odd, name + ", the only natural isotope that counts as impurity");
  } else if (silicon && silicon_28) {
    add_bounds(item, "impurity", 0, complement_of(*silicon_28),
               "at most 1 - silicon_28, because the share of Si-30 does not count");
  }
}

/// Atomic masses in u of the isotope that counts as impurity and of the lightest and the heaviest natural one (AME2020:
/// Wang et al., Chinese Phys. C 45, 030003 (2021)).
struct Element {
  std::string_view name;
  double impurity_u;
  double lightest_u;
  double heaviest_u;
};
constexpr std::array elements{
    Element{"silicon", 28.976495, 27.976927, 29.973770},
    Element{"germanium", 72.923459, 69.924249, 75.921403},
};

struct Range {
  double low;
  double high;
};

/// The mass of an atom of the impurity over the average of the other atoms, of either element where it is not stated.
Range mass_ratio(const Subject& item) {
  const auto stated_element = item.attributes.find("element");
  Range ratio{1, 1};
  for (const Element& element : elements) {
    if (stated_element != item.attributes.end() && std::get<std::string>(stated_element->second) != element.name)
      continue;
    ratio.low = std::min(ratio.low, element.impurity_u / element.heaviest_u);
    ratio.high = std::max(ratio.high, element.impurity_u / element.lightest_u);
  }
  return ratio;
}

/// The share of the mass that belongs to a share x of the atoms: x M / sum(x_j M_j), or x r / (x r + 1 - x) with
/// `ratio` r as above. With 1 / r: the share of the atoms that belongs to a share of the mass.
double weighed(double share, double ratio) { return share * ratio / (share * ratio + 1 - share); }
double slope_of_weighed(double share, double ratio) { return ratio / std::pow(share * ratio + 1 - share, 2); }

/// The other isotopes are not known, so that only bounds follow. For an uncertain share these are taken as a
/// rectangular distribution, with the standard uncertainty of half the width over sqrt(3) (JCGM 100:2008, 4.3.7).
void add_weighed(Subject& item, std::string_view name, const Figure& from, Range ratio, const std::string& method) {
  if (from.kind != IntervalKind::assumed) {
    return add_bounds(item, name, weighed(*from.low, ratio.low), weighed(*from.high, ratio.high), method);
  }
  const double low = weighed(*from.value, ratio.low), high = weighed(*from.value, ratio.high);
  const double slope = slope_of_weighed(*from.value, (ratio.low + ratio.high) / 2);
  const double sigma = std::hypot(slope * from.uncertainty.description, (high - low) / 2 / std::numbers::sqrt3);
  add_estimate(item, name, (low + high) / 2, sigma, from, method);
}

/// What the sheet says of the impurity; `basis` is empty where it does not say what the share counts.
struct Impurity {
  Figure figure;
  std::string basis;
};

std::optional<Impurity> impurity_of(const Subject& item) {
  if (const Figure* atom = stated(item, "impurity_atom")) return Impurity{*atom, "atom"};
  if (const Figure* mass = stated(item, "impurity_mass")) return Impurity{*mass, "mass"};
  const Figure* impurity = subject::find_figure(item, "impurity");
  if (impurity == nullptr) return std::nullopt;
  const auto basis = item.attributes.find("impurity_basis");
  return Impurity{*impurity, basis == item.attributes.end() ? "" : std::get<std::string>(basis->second)};
}

/// The share of the atoms and that of the mass: one as stated, the other within bounds. Where it is not stated which
/// one is given, the bounds of each hold it, too, because an atom of the impurity may weigh as much as the average.
void add_impurity_shares(Subject& item) {
  const auto impurity = impurity_of(item);
  if (!impurity) return;
  const Range to_mass = mass_ratio(item), to_atom{1 / to_mass.high, 1 / to_mass.low};
  const std::string source = source_text(impurity->figure);
  const std::string counts =
      impurity->basis.empty() ? "of atoms or mass, which is not stated" : fmt::format("by {}", impurity->basis);
  const std::string converted =
      fmt::format("from {}, a share {}, by x M / sum(x M) over any other isotopes", source, counts);
  const auto add_share = [&](std::string_view name, std::string_view basis, Range ratio) {
    if (!lacks(item, name)) return;
    if (impurity->basis != basis) return add_weighed(item, name, impurity->figure, ratio, converted);
    add_same(item, name, impurity->figure, fmt::format("{}, a share by {} as stated", source, basis));
  };
  add_share("impurity_atom", "atom", to_atom);
  add_share("impurity_mass", "mass", to_mass);
}

/// The energy of one gate is its delay times its power, as the parameter's meaning says.
void add_gate_energy(Subject& item) {
  const auto delay = exactly(item, "gate_delay_s"), power = exactly(item, "gate_power_w");
  if (!delay || !power || !lacks(item, "gate_energy_j")) return;
  add(item, figures::exact_figure("gate_energy_j", *delay * *power, Origin::derived, "gate_delay_s * gate_power_w"));
}

/// The bandwidth over its centre, as the parameter's meaning says.
void add_fractional_bandwidth(Subject& item) {
  const auto low = exactly(item, "frequency_low_hz"), high = exactly(item, "frequency_high_hz");
  if (!low || !high || *high < *low || *high <= 0 || !lacks(item, "fractional_bandwidth")) return;
  add(item, figures::exact_figure("fractional_bandwidth", 2 * (*high - *low) / (*high + *low), Origin::derived,
                                  "(frequency_high_hz - frequency_low_hz) over their mean"));
}

/// `continuous` means that there is no limit of duration: who states one denies it.
void add_continuity(Subject& item) {
  if (spec_in(item, "continuous") == nullptr || item.attributes.contains("continuous")) return;
  if (stated(item, "rated_duration_s") == nullptr) return;
  item.attributes["continuous"] = false;
  item.assumptions.push_back("continuous = false, because a rated duration is stated");
}

bool is_open_noise(const Subject& item, const NoiseFigure& named, std::string_view name) {
  return (name == named.name || name == named.temperature) && stated(item, named.general) && !stated_reference(item);
}

bool is_of_rating(std::string_view name) { return std::ranges::find(ratings, name, &Rating::name) != ratings.end(); }

}  // namespace

void add_consequences(Subject& subject) {
  for (const auto step :
       {join_extremes, name_noise_figure, relate_noise, convert_added_photons, bound_by_added_photons,
        bound_noise_figures, bound_noise, name_unknown_reference, name_cooling_power, place_cooling_power,
        bound_by_range, bound_cooling_power, bound_base_temperature, add_isotopic_impurity, add_impurity_shares,
        add_gate_energy, add_fractional_bandwidth, add_continuity}) {
    step(subject);
  }
}

std::optional<std::string> lacking_root(const Subject& item, std::string_view name) {
  if (std::ranges::any_of(named_noise_figures,
                          [&](const NoiseFigure& one) { return is_open_noise(item, one, name); })) {
    return "noise_figure_reference_k";
  }
  if (is_of_rating(name) && stated(item, "cooling_power_w") && !stated(item, "cooling_power_temperature_k")) {
    return "cooling_power_temperature_k";
  }
  const bool of_share = name == "impurity_atom" || name == "impurity_mass";
  if (of_share && stated(item, "impurity") && !item.attributes.contains("impurity_basis")) return "impurity_basis";
  if (name == "gate_energy_j" && stated(item, "gate_delay_s")) return "gate_power_w";
  if (name == "gate_energy_j" && stated(item, "gate_power_w")) return "gate_delay_s";
  return std::nullopt;
}

}  // namespace qgauge::assess
