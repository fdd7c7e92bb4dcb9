// Names of figures that differ in a whole number alone: "layer_fidelity.50". Used where long series are shown together.
#pragma once

#include <string>
#include <utility>

namespace qgauge::report {

/// The name with its whole-number part written <N>, and that part ("" where there is none).
std::pair<std::string, std::string> split_number(const std::string& name);

}  // namespace qgauge::report
