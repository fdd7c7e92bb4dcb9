// Calendar dates: of snapshots, of values, and of the versions of a law. No time of day, no time zone.
// Used by device, thresholds, report. Knows no clock: today is passed in by the command line.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace qgauge::core {

class Date {
 public:
  /// 1970-01-01.
  Date() = default;
  /// An existing day of the Gregorian calendar, or nullopt (2025-02-30 does not exist).
  static std::optional<Date> from(int year, unsigned month, unsigned day);
  /// Reads the day of "2025-02-26", "2025_02_26", "2025-02-26T15:26:08-05:00" or "2025-02-26 15:26:08"; the offset is
  /// ignored.
  static std::optional<Date> parse(std::string_view text);

  /// ISO 8601: "2025-02-26".
  std::string text() const;
  Date plus_days(int days) const;
  int days_since(Date earlier) const;

  auto operator<=>(const Date& other) const { return days_ <=> other.days_; }
  bool operator==(const Date&) const = default;

 private:
  explicit Date(std::chrono::sys_days days) : days_(days) {}
  std::chrono::sys_days days_{};
};

}  // namespace qgauge::core
