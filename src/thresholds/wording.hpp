// Sentences that a licensing officer can read: quantities, bounds, steps. Used by explanation. Decides nothing.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "thresholds/knowledge.hpp"

namespace qgauge::thresholds {

/// "129", "7.2e-3", "0.31": four digits, or as many as it takes to tell the value from `beside`.
std::string number_text(double value, std::optional<double> beside = std::nullopt);

/// "129 connected qubits", "the mean C-NOT error 7.2e-3", "the mean C-NOT error (unknown, between 0 and 1)".
std::string quantity_text(const Quantity& quantity, std::optional<double> beside = std::nullopt);

/// "at least 100", "fewer than 200", "above 1e-3"; the opposite relation where `met` is false.
std::string bound_text(const Condition& bound, bool met);

/// Joins bounds with what is known of each: "129 connected qubits is at least 100 and fewer than 200, but the mean
/// C-NOT error 7.2e-3 is above 1e-3". `bounds` are leaves of one conjunction.
std::string bounds_text(std::span<const Condition> bounds, const Knowledge& knowledge);

}  // namespace qgauge::thresholds
