// Unit names as vendors write them, turned into SI. One table; used by every importer.
// Knows no quantity: a name that is not in the table is the caller's error to report.
#pragma once

#include <optional>
#include <string_view>

namespace qgauge::core {

enum class Dimension { one, time, frequency, temperature, power };

struct Unit {
  std::string_view name;
  Dimension dimension;
  double si;  ///< value in SI = value in this unit * si
};

/// "us", "µs" (U+00B5 and U+03BC), "uS", "S", "ns", "ps", "ms", "s", "GHz", "MHz", "kHz", "Hz", "K", "mK", "W", "uW",
/// "1", "", "%".
std::optional<Unit> find_unit(std::string_view name);

/// The factor to SI when `name` is a unit of `dimension`, else nullopt.
std::optional<double> si_factor(std::string_view name, Dimension dimension);

}  // namespace qgauge::core
