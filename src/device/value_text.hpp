// A number as text, with or without its standard error in brackets: "9.3(3)E-04" is 9.3e-4 with 0.3e-4.
// Used by importers of tables. Must not know any format.
#pragma once

#include <optional>
#include <string_view>

namespace qgauge::device {

struct ValueText {
  double value;
  std::optional<double> sigma;
};

/// The digits in brackets count in the last place of the number before them (the concise form of ISO/IEC Guide 98-3,
/// 7.2.2). Empty for any other text, and for numbers beyond the range of a double.
std::optional<ValueText> parse_value_text(std::string_view text);

}  // namespace qgauge::device
