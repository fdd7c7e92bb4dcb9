// Sentences that a licensing officer can read: quantities, bounds, steps. Used by explanation. Decides nothing.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "thresholds/knowledge.hpp"

namespace qgauge::thresholds {

/// "129", "7.2e-3", "0.31": four digits, or as many as it takes to tell the value from `beside`; "just above 1e-3" where
/// that takes more than ten.
std::string number_text(double value, std::optional<double> beside = std::nullopt);

/// A value in SI as the bound's law would write it: "600 uW".
std::string value_text(double value, const Condition& bound);
/// "600 uW".
std::string limit_text(const Condition& bound);

/// "129 connected qubits", "the mean C-NOT error 7.2e-3", "the mean C-NOT error (unknown, between 0 and 1)"; in the
/// unit of `bound` and, where a reading converts it, with what is compared.
std::string quantity_text(const Quantity& quantity, const Condition& bound);

/// "at least 100", "fewer than 200", "above 48 h"; the opposite relation where `met` is false.
std::string bound_text(const Condition& bound, bool met);

/// What an attribute test asks: "the technology is josephson or other"; the opposite where `met` is false.
std::string test_text(const Condition& test, bool met);

/// "at_least" or "at_most" as "at least", "more than" for what is counted.
std::string_view phrase_of(Relation relation, bool count);

/// Joins leaves of one conjunction with what is known of each: "129 connected qubits are at least 100 and fewer than
/// 200, but the mean C-NOT error 7.2e-3 is above 1e-3".
std::string leaves_text(std::span<const Condition> leaves, const Knowledge& knowledge);

}  // namespace qgauge::thresholds
