// Typed reading of a JSON tree: see place.hpp.
#include "recorded/place.hpp"

#include <cmath>

#include <fmt/format.h>

#include "qgauge/recorded.hpp"

namespace qgauge::recorded {

std::string Place::where() const { return fmt::format("{}: {}", *file_, path_.empty() ? "/" : path_); }

std::string Place::found() const {
  constexpr std::size_t shown = 60;
  if (value_->is_array()) return fmt::format("an array of {}", value_->size());
  if (value_->is_object()) return fmt::format("an object of {} members", value_->size());
  return value_->dump(-1, ' ', true, nlohmann::json::error_handler_t::replace).substr(0, shown);
}

std::unexpected<core::Error> Place::refuse(const std::string& expected, const std::string& advice) const {
  return core::unusable(where(), found(), expected, advice);
}

Place Place::child(const nlohmann::json& value, const std::string& step) const {
  Place out(value, *file_);
  out.path_ = path_ + "/" + step;
  return out;
}

std::optional<Place> Place::find(std::string_view key) const {
  if (!value_->is_object()) return std::nullopt;
  const auto member = value_->find(key);
  if (member == value_->end() || member->is_null()) return std::nullopt;
  return child(*member, std::string(key));
}

core::Result<Place> Place::at(std::string_view key) const {
  if (auto member = find(key)) return std::move(*member);
  return refuse(fmt::format("an object with the member \"{}\"", key), "see docs/recorded.md for the formats");
}

core::Result<std::string> Place::text() const {
  if (!value_->is_string()) return refuse("a text", "see docs/recorded.md for the formats");
  return value_->get<std::string>();
}

core::Result<std::uint64_t> Place::count() const {
  constexpr const char* advice = "give counts, not probabilities or mitigated counts";
  if (!value_->is_number()) return refuse("a whole number from 0", advice);
  const double value = value_->get<double>();
  if (!(value >= 0) || value != std::floor(value)) return refuse("a whole number from 0", advice);
  if (value > static_cast<double>(max_shots)) return refuse(fmt::format("at most {}", max_shots), "correct the count");
  return static_cast<std::uint64_t>(value);
}

core::Result<std::vector<Place>> Place::items() const {
  if (!value_->is_array()) return refuse("an array", "see docs/recorded.md for the formats");
  std::vector<Place> out;
  for (std::size_t i = 0; i < value_->size(); ++i) out.push_back(child((*value_)[i], std::to_string(i)));
  return out;
}

core::Result<std::vector<std::pair<std::string, Place>>> Place::members() const {
  if (!value_->is_object()) return refuse("an object", "see docs/recorded.md for the formats");
  std::vector<std::pair<std::string, Place>> out;
  for (const auto& [key, value] : value_->items()) out.emplace_back(key, child(value, key));
  return out;
}

}  // namespace qgauge::recorded
