// Readings: how an ambiguous text is read, and which figure then stands for which. Called by evaluation, cli and
// reports. The figures' names are qgauge's own; no number of a law stands here.
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "qgauge/thresholds.hpp"

namespace qgauge::thresholds {
namespace {

constexpr std::array built{Reading{Reading::Scope::whole, false}, Reading{Reading::Scope::whole, true},
                           Reading{Reading::Scope::best_subset, false}};

}  // namespace

std::string name_of(const Reading& reading) {
  switch (reading.scope) {
    case Reading::Scope::whole:
      return reading.simulated ? "whole/simulated" : "whole";
    case Reading::Scope::best_subset:
      return reading.simulated ? "best_subset/simulated" : "best_subset";
  }
  std::unreachable();
}

std::vector<Reading> built_readings() { return {built.begin(), built.end()}; }

core::Result<Reading> parse_reading(std::string_view text) {
  std::vector<std::string> names;
  for (const Reading& reading : built) {
    names.push_back(name_of(reading));
    if (names.back() == text) return reading;
  }
  return core::failure(core::ErrorCode::wrong_usage, "--reading",
                       fmt::format("found the reading \"{}\", expected one of {}", text, fmt::join(names, ", ")));
}

std::string figure_under(const Reading& reading, const std::string& figure) {
  return reading.simulated && figure == "cnot_infidelity.mean" ? "rb.cnot_infidelity.isolated.mean" : figure;
}

}  // namespace qgauge::thresholds
