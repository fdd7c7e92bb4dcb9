// Unit names as vendors write them, turned into SI. One table; used by every importer and by the native format.
// Knows no quantity: a name that is not in the table is the caller's error to report.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace qgauge::core {

enum class Dimension {
  one,
  time,
  frequency,
  temperature,
  power,
  level,  ///< decibel: a ratio that is left in dB
  length,
  area,
  voltage,
  energy,
  pressure,
  acceleration,
  magnetic_noise,           ///< T/rtHz
  magnetic_gradient_noise,  ///< T/m/rtHz
  acceleration_noise,       ///< m/s2/rtHz
  radiant_sensitivity,      ///< A/W
  luminous_sensitivity,     ///< A/lm
  data_rate,                ///< bit/s
};
inline constexpr std::size_t dimension_count = 18;
std::string_view name_of(Dimension dimension);

struct Unit {
  std::string_view name;
  Dimension dimension;
  double si;          ///< value in SI = value in this unit * si
  double per_si = 1;  ///< how many of a unit below the SI one make one of it: 1e6 for us
};

/// "us", "µs" (U+00B5 and U+03BC), "uS", "S", "ns", "mK", "uW", "GHz", "dB", "h", "pT/rtHz", "1", "", "%", ...
std::optional<Unit> find_unit(std::string_view name);
/// All units; the first of a dimension is its SI unit (of `level`, dB).
std::span<const Unit> units();

/// The factor to SI when `name` is a unit of `dimension`, else nullopt.
std::optional<double> si_factor(std::string_view name, Dimension dimension);

/// The value in SI, correctly rounded: 600 uW is the same number as 6e-4 W, which a limit may ask for exactly.
double in_si(double value, const Unit& unit);

}  // namespace qgauge::core
