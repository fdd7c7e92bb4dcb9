// The table of units: see include/qgauge/core/units.hpp.

#include "qgauge/core/units.hpp"

#include <algorithm>
#include <array>

namespace qgauge::core {
namespace {

constexpr std::array units{
    Unit{"", Dimension::one, 1},
    Unit{"1", Dimension::one, 1},
    Unit{"%", Dimension::one, 1e-2},
    Unit{"s", Dimension::time, 1},
    Unit{"S", Dimension::time, 1},  // Amazon Braket writes seconds so
    Unit{"ms", Dimension::time, 1e-3},
    Unit{"us", Dimension::time, 1e-6},
    Unit{"uS", Dimension::time, 1e-6},  // OQC on Amazon Braket
    Unit{"\u00b5s", Dimension::time, 1e-6},
    Unit{"\u03bcs", Dimension::time, 1e-6},
    Unit{"ns", Dimension::time, 1e-9},
    Unit{"ps", Dimension::time, 1e-12},
    Unit{"Hz", Dimension::frequency, 1},
    Unit{"kHz", Dimension::frequency, 1e3},
    Unit{"MHz", Dimension::frequency, 1e6},
    Unit{"GHz", Dimension::frequency, 1e9},
    Unit{"K", Dimension::temperature, 1},
    Unit{"mK", Dimension::temperature, 1e-3},
    Unit{"W", Dimension::power, 1},
    Unit{"mW", Dimension::power, 1e-3},
    Unit{"uW", Dimension::power, 1e-6},
};

}  // namespace

std::optional<Unit> find_unit(std::string_view name) {
  const auto* found = std::ranges::find(units, name, &Unit::name);
  return found == units.end() ? std::nullopt : std::optional(*found);
}

std::optional<double> si_factor(std::string_view name, Dimension dimension) {
  const auto unit = find_unit(name);
  return unit && unit->dimension == dimension ? std::optional(unit->si) : std::nullopt;
}

}  // namespace qgauge::core
