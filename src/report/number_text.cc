// Digits, exponents and unit prefixes: see number_text.hpp.
#include "report/number_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace qgauge::report {
namespace {

constexpr int most_digits = 6;
constexpr int fewest_digits = 2;
constexpr int plain_digits = 4;
constexpr double largest_whole = 1e6;

bool is_whole(double value) { return std::abs(value) < largest_whole && value == std::trunc(value); }

/// Decimal exponent after rounding to `digits`: 9.996e-3 to three digits is 1.00e-2.
int exponent_of(double value, int digits) {
  const std::string text = fmt::format("{:.{}e}", value, digits - 1);
  return std::stoi(text.substr(text.find('e') + 1));
}

/// Fixed notation for everyday sizes, else "7.19e-3".
std::string with_digits(double value, int digits) {
  if (value == 0) return "0";
  const int exponent = exponent_of(value, digits);
  if (exponent >= -2 && exponent < 5) return fmt::format("{:.{}f}", value, std::max(0, digits - 1 - exponent));
  const std::string text = fmt::format("{:.{}e}", value, digits - 1);
  return fmt::format("{}e{}", text.substr(0, text.find('e')), exponent);
}

/// "1.000e-3" as "1e-3".
std::string without_zeros(const std::string& text) {
  const std::size_t end = std::min(text.find('e'), text.size());
  std::string mantissa = text.substr(0, end);
  if (mantissa.find('.') == std::string::npos) return text;
  mantissa.erase(mantissa.find_last_not_of('0') + 1);
  if (mantissa.ends_with('.')) mantissa.pop_back();
  return mantissa + text.substr(end);
}

/// Down to the second digit of `spread`, so that an interval shows what it excludes.
std::string to_resolution(double value, double spread) {
  if (value == 0) return "0";
  const int digits = exponent_of(value, fewest_digits) - exponent_of(spread, fewest_digits) + fewest_digits;
  return with_digits(value, std::clamp(digits, fewest_digits, most_digits));
}

struct Prefix {
  double factor;
  std::string_view name;
};

constexpr std::array prefixes{Prefix{1e9, "G"},  Prefix{1e6, "M"},  Prefix{1e3, "k"}, Prefix{1, ""},
                              Prefix{1e-3, "m"}, Prefix{1e-6, "µ"}, Prefix{1e-9, "n"}};

/// The prefix that leaves one to three digits before the point.
Prefix prefix_for(const figures::Figure& figure) {
  const bool scaled = figure.unit == "s" || figure.unit == "Hz";
  if (!scaled || !figure.value || *figure.value == 0) return {1, ""};
  const auto found =
      std::ranges::find_if(prefixes, [&](const Prefix& prefix) { return std::abs(*figure.value) >= prefix.factor; });
  return found == prefixes.end() ? prefixes.back() : *found;
}

std::string unit_text(const figures::Figure& figure, const Prefix& prefix) {
  return figure.unit == "1" ? "" : fmt::format(" {}{}", prefix.name, figure.unit);
}

/// The wider half of the interval; 0 where there is none.
double spread_of(const figures::Figure& figure) {
  if (!figure.value || !figure.low || !figure.high) return 0;
  return std::max(*figure.high - *figure.value, *figure.value - *figure.low);
}

/// Bounds are limits, not estimates: they are not rounded to each other.
std::string number_in(double value, const figures::Figure& figure, const Prefix& prefix) {
  const double spread = figure.kind == figures::IntervalKind::bounds ? 0 : spread_of(figure) / prefix.factor;
  const double scaled = value / prefix.factor;
  return spread > 0 && !is_whole(*figure.value) ? to_resolution(scaled, spread) : short_text(scaled);
}

/// The interval and the unit, and the kind where it is not an ordinary one.
std::string interval_text(const figures::Figure& figure, const Prefix& prefix) {
  const std::string unit = unit_text(figure, prefix);
  if (!figure.low || !figure.high) return unit;
  const std::string low = number_in(*figure.low, figure, prefix);
  const std::string high = number_in(*figure.high, figure, prefix);
  switch (figure.kind) {
    case figures::IntervalKind::sampling:
    case figures::IntervalKind::propagated:
      return fmt::format(" [{}, {}]{}", low, high, unit);
    case figures::IntervalKind::history:
    case figures::IntervalKind::assumed:
      if (*figure.low == *figure.high) return unit;
      return fmt::format(" [{}, {}]{} {}", low, high, unit, name_of(figure.kind));
    case figures::IntervalKind::bounds:
      if (*figure.low == *figure.high) return unit;
      return fmt::format(" (between {} and {}){}", low, high, unit);
    case figures::IntervalKind::none:
      return unit;
  }
  std::unreachable();
}

}  // namespace

std::string short_text(double value) {
  if (is_whole(value)) return fmt::format("{:.0f}", value);
  return without_zeros(with_digits(value, plain_digits));
}

std::string value_text(const figures::Figure& figure) {
  const Prefix prefix = prefix_for(figure);
  if (!figure.value) {
    if (!figure.low || !figure.high) return "unknown";
    return fmt::format("unknown, between {} and {}{}", short_text(*figure.low), short_text(*figure.high),
                       unit_text(figure, prefix));
  }
  return number_in(*figure.value, figure, prefix) + interval_text(figure, prefix);
}

std::string beside_text(double value, const figures::Figure& figure) {
  const Prefix prefix = prefix_for(figure);
  return number_in(value, figure, prefix) + unit_text(figure, prefix);
}

std::string probability_text(double probability) {
  if (probability < 0.001) return "< 0.001";
  if (probability > 0.999) return "> 0.999";
  return fmt::format("{:.3g}", probability);
}

}  // namespace qgauge::report
