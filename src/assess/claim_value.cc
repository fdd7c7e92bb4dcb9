// Numbers of claims: see claim_value.hpp.

#include "assess/claim_value.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::assess {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// A number and what stands behind it.
struct Part {
  double number;
  std::string_view unit;
};

std::optional<Part> part_of(std::string_view text) {
  text = trimmed(text);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
  return Part{number, trimmed(text.substr(static_cast<std::size_t>(end - text.data())))};
}

/// The text before and behind the sign; without one, all before it.
struct Sides {
  std::string_view value;
  std::optional<std::string_view> sigma;
};

Sides sides_of(std::string_view text) {
  for (const std::string_view sign : {"±", "+-"}) {
    const std::size_t at = text.find(sign);
    if (at != std::string_view::npos) return {text.substr(0, at), text.substr(at + sign.size())};
  }
  return {text, std::nullopt};
}

core::Result<double> in_si_unit(const Part& part, core::Dimension dimension, const std::string& where) {
  const auto unit = core::find_unit(part.unit);
  if (part.unit.empty()) return part.number;
  if (unit && unit->dimension == dimension) return core::in_si(part.number, *unit);
  std::vector<std::string_view> names;
  for (const core::Unit& known : core::units()) {
    if (known.dimension == dimension && !known.name.empty()) names.push_back(known.name);
  }
  return core::unusable(where, fmt::format("the unit \"{}\"", part.unit),
                        fmt::format("one of: {}", fmt::join(names, ", ")));
}

}  // namespace

core::Result<ClaimedNumber> parse_claim(std::string_view text, core::Dimension dimension, const std::string& where) {
  const Sides sides = sides_of(text);
  auto value = part_of(sides.value);
  const auto sigma = sides.sigma ? part_of(*sides.sigma) : Part{0, {}};
  if (!value || !sigma || sigma->number < 0 || (sides.sigma && sigma->number == 0)) {
    return core::unusable(where, fmt::format("\"{}\"", text),
                          "a number, or number±standard deviation, each with or without a unit");
  }
  if (value->unit.empty() && !sigma->unit.empty()) value->unit = sigma->unit;
  QGAUGE_TRY(const double value_si, in_si_unit(*value, dimension, where));
  QGAUGE_TRY(const double sigma_si,
             in_si_unit({sigma->number, sigma->unit.empty() ? value->unit : sigma->unit}, dimension, where));
  return ClaimedNumber{value_si, sigma_si, std::string(text)};
}

}  // namespace qgauge::assess
