// What readings do to the figures of a rule, for evaluation and its sentences. Knows no condition and no subject.
#pragma once

#include <string>
#include <string_view>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {

/// The stem of the figures that readings choose between; rules name its mean or its median.
inline constexpr std::string_view cnot_stem = "cnot_infidelity";

/// Whether a reading says what this figure of a rule means.
bool is_read(const std::string& figure);

/// The figure without the aggregate that it ends in: "cnot_infidelity.simultaneous".
std::string stem_of(const std::string& figure);

/// What the figure is turned into before it is compared: "as process infidelity per two-qubit Clifford". Empty where it
/// is compared as it is.
std::string conversion_of(const Reading& reading);

}  // namespace qgauge::thresholds
