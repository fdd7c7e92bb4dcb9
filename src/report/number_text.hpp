// Numbers and figures in as many digits as they carry. Used by the terminal blocks. Decides nothing.
#pragma once

#include <optional>
#include <string>

#include "qgauge/figures.hpp"

namespace qgauge::report {

/// Four significant digits at most, whole numbers whole: "156", "1e-3", "7.193e-3".
std::string short_text(double value);

/// A figure's value with its interval and unit, down to the second digit of the uncertainty:
/// "7.19e-3 [7.02e-3, 7.36e-3]", "143 µs", "129 (between 129 and 133)", "unknown, between 0 and 1". Never a number
/// where the value is not known.
std::string value_text(const figures::Figure& figure);

/// `value` in the unit and to the digits that value_text gives the figure.
std::string beside_text(double value, const figures::Figure& figure);

/// "0.43", "< 0.001", "> 0.999": tails of a fitted distribution are never certainties.
std::string probability_text(double probability);

}  // namespace qgauge::report
