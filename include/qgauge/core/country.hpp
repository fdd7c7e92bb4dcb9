// Countries by their codes. Used by the options that name countries and by the rules that do. Knows no rule.
#pragma once

#include <optional>
#include <string_view>

namespace qgauge::core {

/// Whether it is an officially assigned two-letter code of ISO 3166-1.
bool is_country(std::string_view code);
/// The code that a code in common use stands for, which is not of ISO 3166-1: "GB" for "UK".
std::optional<std::string_view> country_meant(std::string_view code);

}  // namespace qgauge::core
