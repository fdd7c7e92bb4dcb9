// Calendar dates: see include/qgauge/core/date.hpp.

#include "qgauge/core/date.hpp"

#include <charconv>

#include <fmt/format.h>

namespace qgauge::core {
namespace {

/// The digits of text[at, at + count) as a number, or nullopt.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  const auto part = text.substr(at, count);
  const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
  const bool whole = error == std::errc{} && end == part.data() + count && part.front() != '-';
  return whole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<Date> Date::from(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return Date(std::chrono::sys_days(date));
}

std::optional<Date> Date::parse(std::string_view text) {
  constexpr std::size_t day_length = 10;
  if (text.size() < day_length) return std::nullopt;
  const char separator = text[4];
  if ((separator != '-' && separator != '_') || text[7] != separator) return std::nullopt;
  if (text.size() > day_length && text[day_length] != 'T' && text[day_length] != ' ') return std::nullopt;
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  return from(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string Date::text() const {
  const std::chrono::year_month_day date(days_);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Date Date::plus_days(int days) const { return Date(days_ + std::chrono::days(days)); }

int Date::days_since(Date earlier) const { return static_cast<int>((days_ - earlier.days_).count()); }

}  // namespace qgauge::core
