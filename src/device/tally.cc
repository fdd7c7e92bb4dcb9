// Collects places into one finding: see tally.hpp.

#include "device/tally.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace qgauge::device {

void Tally::add(std::string place, std::string example, double weight) {
  if (places_.empty() || weight > weight_) {
    example_ = std::move(example);
    weight_ = weight;
  }
  places_.push_back(std::move(place));
}

void Tally::report(const Scope& scope, std::vector<core::Finding>& findings) const {
  if (places_.empty()) return;
  if (scope.average) {
    findings.push_back({std::string(code_), "average of the machine", summary_});
    return;
  }
  constexpr std::size_t shown = 500;  // every pair of the largest public machines; a hostile file stays readable
  constexpr std::size_t few = 20;     // beyond, "all" says more than a list
  const std::size_t count = std::min(places_.size(), shown);
  std::string where = fmt::format("{} {}", scope.kind, fmt::join(std::span(places_).first(count), ", "));
  if (count < places_.size()) where += fmt::format(" and {} more", places_.size() - count);
  if (places_.size() == scope.total && scope.total > few) where = fmt::format("all {} {}", scope.total, scope.kind);
  std::string message = fmt::format("{} of {} {}: {}", places_.size(), scope.total, scope.kind, summary_);
  if (!example_.empty()) message += fmt::format(" ({}{})", places_.size() > 1 ? "the largest: " : "", example_);
  findings.push_back({std::string(code_), std::move(where), std::move(message)});
}

}  // namespace qgauge::device
