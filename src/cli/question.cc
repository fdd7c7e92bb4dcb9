// The options that say which law is asked, from where to where and in which reading, and what they turn into. Called by
// the commands that give verdicts and by those that show rules.

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/arguments.hpp"

namespace qgauge::cli {
namespace {

core::Date today() {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return *core::Date::from(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                           static_cast<unsigned>(day.day()));
}

core::Result<std::vector<thresholds::Reading>> readings_of(const Arguments& arguments) {
  std::vector<thresholds::Reading> readings;
  for (const std::string& name : arguments.readings) {
    if (name == "all") return thresholds::all_readings();
    auto reading = thresholds::parse_reading(name);
    if (!reading) return core::failure(core::ErrorCode::wrong_usage, "--reading", reading.error().message);
    readings.push_back(*reading);
  }
  return readings;
}

/// Empty where the option is not given.
core::Result<std::optional<std::string>> country_of(const std::string& option, const std::string& code) {
  if (code.empty()) return std::nullopt;
  if (core::is_country(code)) return std::optional(code);
  const auto meant = core::country_meant(code);
  return wrong_usage(option, code,
                     meant ? fmt::format("two capital letters of ISO 3166: write {}", *meant)
                           : "two capital letters, the ISO 3166 code of a country such as US");
}

core::Result<std::optional<thresholds::Profile>> profile_of(const Arguments& arguments) {
  if (arguments.profile.empty()) return std::nullopt;
  QGAUGE_TRY(auto profile, thresholds::load_profile(arguments.profile));
  return std::optional(std::move(profile));
}

}  // namespace

core::Result<core::Date> law_date_of(const Arguments& arguments) {
  if (arguments.as_of.empty()) return today();
  const auto date = core::Date::parse(arguments.as_of);
  if (!date) return wrong_usage("--as-of", arguments.as_of, "a day such as 2026-01-31");
  return *date;
}

core::Result<thresholds::Question> question_of(const Arguments& arguments) {
  thresholds::Question question;
  question.regimes = arguments.regimes;
  QGAUGE_TRY(question.as_of, law_date_of(arguments));
  QGAUGE_TRY(question.readings, readings_of(arguments));
  QGAUGE_TRY(question.from, country_of("--from", arguments.from));
  QGAUGE_TRY(question.to, country_of("--to", arguments.to));
  QGAUGE_TRY(question.profile, profile_of(arguments));
  return question;
}

core::Result<std::optional<double>> assumed_sigma_of(const Arguments& arguments) {
  std::string_view text = arguments.assume_sigma;
  if (text.empty()) return std::nullopt;
  const bool percentage = text.ends_with('%');
  if (percentage) text.remove_suffix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (percentage) value /= 100;
  if (error != std::errc{} || end != text.data() + text.size() || !(value > 0 && value <= 1)) {
    return wrong_usage("--assume-sigma", arguments.assume_sigma, "a share above 0 and up to 1, such as 0.2 or 20%");
  }
  return std::optional(value);
}

report::MemoRequest memo_request_of(const Arguments& arguments) {
  const bool by_profile = arguments.readings.empty() && !arguments.profile.empty();
  const std::string readings = by_profile ? "those of the profile" : "the principal ones";
  return {.exporter = arguments.from,
          .destination = arguments.to,
          .regimes = fmt::format("{}", fmt::join(arguments.regimes, ", ")),
          .readings = arguments.readings.empty() ? readings : fmt::format("{}", fmt::join(arguments.readings, ", ")),
          .profile = arguments.profile};
}

std::vector<std::filesystem::path> rule_files_of(const Arguments& arguments) {
  std::vector<std::filesystem::path> files;
  if (!arguments.profile.empty()) files.emplace_back(arguments.profile);
  for (const std::string& regime : arguments.regimes) files.emplace_back(thresholds::parse_regime_name(regime).name);
  return files;
}

void add_rule_options(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--regime", arguments.regimes,
                  "all, or identifiers (us-ear, us-ear@2025-01-01, us-ear#4A906.a), or rule files")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("ID|PATH");
  add_law_options(command, arguments);
  command
      .add_option("--assume-sigma", arguments.assume_sigma,
                  "Relative standard uncertainty of figures whose source gives none, such as 20%")
      ->type_name("SHARE");
  command.add_option("--memo", arguments.memo, "Write a memo of about one page; - is standard output")
      ->type_name("FILE.md");
}

void add_law_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--rules", arguments.rules, "Folder of rule files instead of the bundled one")->type_name("DIR");
  command.add_option("--as-of", arguments.as_of, "The law of this day (default: today)")->type_name("DATE");
  command.add_option("--from", arguments.from, "Country that the item leaves: two capital letters")->type_name("CC");
  command.add_option("--to", arguments.to, "Country that it goes to; then licences are spoken of too")->type_name("CC");
  command
      .add_option("--reading", arguments.readings,
                  "How the text is read: whole, best_subset or best_couplings, then /median, /process, /per_clifford, "
                  "/isolated, /simultaneous, /layered, /with_1q, /simulated in this order; all: which choice matters "
                  "(default: whole, whole/simulated, best_subset, best_couplings)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("R");
  command.add_option("--profile", arguments.profile, "An authority's fixed reading of what the texts leave open")
      ->type_name("FILE");
}

}  // namespace qgauge::cli
