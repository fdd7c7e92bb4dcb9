// A reader for numbers with their uncertainty: see value_text.hpp.

#include "device/value_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace qgauge::device {
namespace {

constexpr std::string_view digits = "0123456789";

bool only_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of(digits) == std::string_view::npos;
}

std::optional<double> decimal(const std::string& text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// The power of ten of "E-04"; 0 for no exponent. Four digits are more than a double holds.
std::optional<int> exponent_of(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] != 'e' && text[0] != 'E') return std::nullopt;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (!only_digits(text) || text.size() > 4) return std::nullopt;
  int exponent = 0;
  std::from_chars(text.data(), text.data() + text.size(), exponent);
  return negative ? -exponent : exponent;
}

int decimal_places(std::string_view mantissa) {
  const std::size_t point = mantissa.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(mantissa.size() - point - 1);
}

bool plain_mantissa(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::optional<ValueText> parse_value_text(std::string_view text) {
  constexpr std::size_t longest = 100;
  if (text.size() > longest) return std::nullopt;
  const std::size_t open = text.find('('), close = text.find(')');
  if (open == std::string_view::npos) {
    const auto value = decimal(std::string(text));
    return value ? std::optional(ValueText{*value, std::nullopt}) : std::nullopt;
  }
  if (close == std::string_view::npos || close < open) return std::nullopt;
  const std::string_view mantissa = text.substr(0, open), last_places = text.substr(open + 1, close - open - 1);
  const auto exponent = exponent_of(text.substr(close + 1));
  if (!exponent || !plain_mantissa(mantissa) || !only_digits(last_places)) return std::nullopt;
  const auto value = decimal(fmt::format("{}e{}", mantissa, *exponent));
  const auto sigma = decimal(fmt::format("{}e{}", last_places, *exponent - decimal_places(mantissa)));
  return value && sigma ? std::optional(ValueText{*value, sigma}) : std::nullopt;
}

}  // namespace qgauge::device
