// The table of units: see include/qgauge/core/units.hpp.

#include "qgauge/core/units.hpp"

#include <algorithm>
#include <array>

namespace qgauge::core {
namespace {

using enum Dimension;

constexpr Unit below(std::string_view name, Dimension dimension, double si, double per_si) {
  return {name, dimension, si, per_si};
}

// By dimension, the SI unit first. Both micro signs occur: U+00B5 and the Greek letter U+03BC.
constexpr std::array table{
    Unit{"1", one, 1},
    Unit{"", one, 1},
    below("%", one, 1e-2, 1e2),
    below("ppm", one, 1e-6, 1e6),
    below("ppb", one, 1e-9, 1e9),
    Unit{"s", time, 1},
    Unit{"S", time, 1},  // Amazon Braket writes seconds so
    below("ms", time, 1e-3, 1e3),
    below("us", time, 1e-6, 1e6),
    below("uS", time, 1e-6, 1e6),  // OQC on Amazon Braket
    below("\u00b5s", time, 1e-6, 1e6),
    below("\u03bcs", time, 1e-6, 1e6),
    below("ns", time, 1e-9, 1e9),
    below("ps", time, 1e-12, 1e12),
    below("fs", time, 1e-15, 1e15),
    Unit{"min", time, 60},
    Unit{"h", time, 3600},
    Unit{"d", time, 86400},
    Unit{"Hz", frequency, 1},
    below("mHz", frequency, 1e-3, 1e3),
    Unit{"kHz", frequency, 1e3},
    Unit{"MHz", frequency, 1e6},
    Unit{"GHz", frequency, 1e9},
    Unit{"THz", frequency, 1e12},
    Unit{"MSPS", frequency, 1e6},  // samples a second
    Unit{"GSPS", frequency, 1e9},
    Unit{"K", temperature, 1},
    below("mK", temperature, 1e-3, 1e3),
    below("uK", temperature, 1e-6, 1e6),
    below("\u00b5K", temperature, 1e-6, 1e6),
    below("\u03bcK", temperature, 1e-6, 1e6),
    Unit{"W", power, 1},
    Unit{"kW", power, 1e3},
    below("mW", power, 1e-3, 1e3),
    below("uW", power, 1e-6, 1e6),
    below("\u00b5W", power, 1e-6, 1e6),
    below("\u03bcW", power, 1e-6, 1e6),
    below("nW", power, 1e-9, 1e9),
    Unit{"dB", level, 1},
    Unit{"m", length, 1},
    Unit{"km", length, 1e3},
    below("cm", length, 1e-2, 1e2),
    below("mm", length, 1e-3, 1e3),
    below("um", length, 1e-6, 1e6),
    below("\u00b5m", length, 1e-6, 1e6),
    below("\u03bcm", length, 1e-6, 1e6),
    below("nm", length, 1e-9, 1e9),
    Unit{"m2", area, 1},
    below("cm2", area, 1e-4, 1e4),
    below("mm2", area, 1e-6, 1e6),
    Unit{"V", voltage, 1},
    below("mV", voltage, 1e-3, 1e3),
    below("uV", voltage, 1e-6, 1e6),
    Unit{"J", energy, 1},
    below("mJ", energy, 1e-3, 1e3),
    below("uJ", energy, 1e-6, 1e6),
    below("fJ", energy, 1e-15, 1e15),
    Unit{"Pa", pressure, 1},
    below("nPa", pressure, 1e-9, 1e9),
    Unit{"hPa", pressure, 1e2},
    Unit{"mbar", pressure, 1e2},
    Unit{"m/s2", acceleration, 1},
    below("Gal", acceleration, 1e-2, 1e2),
    below("mGal", acceleration, 1e-5, 1e5),
    below("uGal", acceleration, 1e-8, 1e8),
    below("\u00b5Gal", acceleration, 1e-8, 1e8),
    below("\u03bcGal", acceleration, 1e-8, 1e8),
    below("nm/s2", acceleration, 1e-9, 1e9),
    Unit{"T/rtHz", magnetic_noise, 1},
    below("nT/rtHz", magnetic_noise, 1e-9, 1e9),
    below("pT/rtHz", magnetic_noise, 1e-12, 1e12),
    below("fT/rtHz", magnetic_noise, 1e-15, 1e15),
    Unit{"T/m/rtHz", magnetic_gradient_noise, 1},
    below("nT/m/rtHz", magnetic_gradient_noise, 1e-9, 1e9),
    below("pT/m/rtHz", magnetic_gradient_noise, 1e-12, 1e12),
    below("fT/m/rtHz", magnetic_gradient_noise, 1e-15, 1e15),
    Unit{"m/s2/rtHz", acceleration_noise, 1},
    below("uGal/rtHz", acceleration_noise, 1e-8, 1e8),
    below("nm/s2/rtHz", acceleration_noise, 1e-9, 1e9),
    Unit{"A/W", radiant_sensitivity, 1},
    below("mA/W", radiant_sensitivity, 1e-3, 1e3),
    Unit{"A/lm", luminous_sensitivity, 1},
    below("uA/lm", luminous_sensitivity, 1e-6, 1e6),
    Unit{"bit/s", data_rate, 1},
    Unit{"kbit/s", data_rate, 1e3},
    Unit{"Mbit/s", data_rate, 1e6},
};

// In the order of the enumeration.
constexpr std::array<std::string_view, dimension_count> names{"number",
                                                              "time",
                                                              "frequency",
                                                              "temperature",
                                                              "power",
                                                              "level",
                                                              "length",
                                                              "area",
                                                              "voltage",
                                                              "energy",
                                                              "pressure",
                                                              "acceleration",
                                                              "magnetic_noise",
                                                              "magnetic_gradient_noise",
                                                              "acceleration_noise",
                                                              "radiant_sensitivity",
                                                              "luminous_sensitivity",
                                                              "data_rate"};

}  // namespace

std::string_view name_of(Dimension dimension) { return names[static_cast<std::size_t>(dimension)]; }

std::span<const Unit> units() { return table; }

std::optional<Unit> find_unit(std::string_view name) {
  const auto* found = std::ranges::find(table, name, &Unit::name);
  return found == table.end() ? std::nullopt : std::optional(*found);
}

std::optional<double> si_factor(std::string_view name, Dimension dimension) {
  const auto unit = find_unit(name);
  return unit && unit->dimension == dimension ? std::optional(unit->si) : std::nullopt;
}

// Powers of ten from 10 to 1e22 are exact in binary, those below 1 are not: dividing rounds once, multiplying twice.
double in_si(double value, const Unit& unit) { return unit.per_si > 1 ? value / unit.per_si : value * unit.si; }

}  // namespace qgauge::core
