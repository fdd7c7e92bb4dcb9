// What figures, parameters of components and attributes are called in sentences, and the units that their values are
// shown in. Used by the wording of reasons. Knows no rule and no value.
#pragma once

#include <string>
#include <string_view>

#include "qgauge/core.hpp"

namespace qgauge::thresholds {

/// "the number of connected qubits", "the mean C-NOT error", "the cooling power at 4.2 K".
std::string words_for(const std::string& figure);
/// "129 connected qubits", "the mean C-NOT error 7.2e-3", "the cooling power at 4.2 K of 1.5 W".
std::string words_with_value(const std::string& figure, const std::string& value);
/// What a figure that counts is a number of: "connected qubits", "stages".
std::string counted_words(const std::string& figure);
/// "connected qubit" for "connected qubits", "bit of symmetric keys" for "bits of symmetric keys".
std::string singular(const std::string& counted);
/// The unit that the figure's values are in, as a report writes it: that of SI, or of the table of components where the
/// parameter has its own; empty for numbers without a unit.
std::string_view unit_of(const std::string& figure);

/// What an attribute asks: "technology", "kind of item", "specially designed" where its answers are yes and no (`flag`).
std::string attribute_words(const std::string& attribute, bool flag);

/// "josephson travelling wave" for josephson_travelling_wave, "t0 290 K" for t0_290k.
std::string spaced(std::string_view name);

}  // namespace qgauge::thresholds
