// Names for the limits of a text and entries with other limits: see parameters.hpp. Called by the analyses that vary
// them. Knows no item.
#include "qgauge/thresholds/parameters.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "thresholds/wording.hpp"

namespace qgauge::thresholds {
namespace {

bool is_lower(Relation relation) { return relation == Relation::at_least || relation == Relation::above; }

/// Where the walk through a condition is.
struct Place {
  std::string clause;
  bool negated = false;
  std::vector<std::size_t> path = {};
};

Parameter parameter_of(const Entry& entry, const Condition& bound, const Place& place) {
  Parameter made;
  made.name = fmt::format("{}:{}:{}", place.clause, bound.figure, name_of(bound.relation));
  made.entry = entry.number;
  made.clause = place.clause;
  made.figure = bound.figure;
  made.relation = bound.relation;
  made.limit = bound.limit;
  made.unit = bound.unit;
  made.negated = place.negated;
  made.path = place.path;
  made.where = bound.where;
  return made;
}

void collect(const Entry& entry, const Condition& condition, Place place, std::vector<Parameter>& found) {
  if (!condition.clause.empty()) place.clause = condition.clause;
  if (condition.kind == Condition::Kind::bound) found.push_back(parameter_of(entry, condition, place));
  if (condition.kind == Condition::Kind::negation) place.negated = !place.negated;
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    Place inner = place;
    inner.path.push_back(i);
    collect(entry, condition.parts[i], std::move(inner), found);
  }
}

/// "M.2:a:at_least/2" for the second of that name.
void number_names(std::vector<Parameter>& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::string name = parameters[i].name;
    int number = 1;
    for (std::size_t j = i + 1; j < parameters.size(); ++j) {
      if (parameters[j].name == name) parameters[j].name = fmt::format("{}/{}", name, ++number);
    }
  }
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string known_text(const std::vector<Parameter>& all) {
  std::vector<std::string> known;
  for (const Parameter& one : all) known.push_back(fmt::format("{} ({})", one.name, limit_text(one, one.limit)));
  constexpr std::size_t most = 40;
  const std::size_t left = known.size() > most ? known.size() - most : 0;
  if (left > 0) known.resize(most);
  return fmt::format("{}{}", fmt::join(known, ", "),
                     left > 0 ? fmt::format(" and {} more: name the entry behind # to see fewer", left) : "");
}

core::Result<Parameter> find_one(const std::vector<Parameter>& all, const std::string& name) {
  std::vector<Parameter> found;
  for (const Parameter& one : all) {
    if (one.name == name) return one;
    if (one.name.starts_with(name + ":")) found.push_back(one);
  }
  if (found.size() == 1) return found.front();
  std::vector<std::string_view> names;
  for (const Parameter& one : all) names.push_back(one.name);
  const std::string meant = found.empty() ? core::suggestion(name, names) : std::string();
  return core::failure(core::ErrorCode::wrong_usage, "--vary",
                       all.empty()
                           ? fmt::format("found \"{}\", but the text has no limits in force on the day", name)
                           : fmt::format("found \"{}\", expected a limit of the text{}{}: {}", name,
                                         found.empty() ? "" : ", of which several begin so",
                                         meant.empty() ? "" : "; " + meant, known_text(found.empty() ? all : found)));
}

}  // namespace

bool Parameter::grows() const { return is_lower(relation) == negated; }

std::vector<Parameter> parameters_of(const Text& text) {
  std::vector<Parameter> found;
  for (const Entry& entry : text.entries) collect(entry, entry.condition, {.clause = entry.number}, found);
  number_names(found);
  return found;
}

core::Result<std::vector<Parameter>> find_parameters(const Text& text, const std::string& name) {
  const std::vector<Parameter> all = parameters_of(text);
  std::vector<Parameter> found;
  for (const std::string& part : split(name, '+')) {
    QGAUGE_TRY(auto one, find_one(all, part));
    found.push_back(std::move(one));
  }
  const bool same_unit =
      std::ranges::all_of(found, [&](const Parameter& one) { return one.unit == found.front().unit; });
  if (!same_unit) {
    return core::failure(core::ErrorCode::wrong_usage, "--vary",
                         fmt::format("found \"{}\", expected limits in one unit to move together", name));
  }
  return found;
}

double in_si_of(const Parameter& parameter, double written) {
  const auto unit = core::find_unit(parameter.unit);
  return unit ? core::in_si(written, *unit) : written;
}

double as_written(const Parameter& parameter, double limit) {
  const auto unit = core::find_unit(parameter.unit);
  if (!unit) return limit;
  return unit->per_si != 1 ? limit * unit->per_si : limit / unit->si;
}

std::string limit_text(const Parameter& parameter, double limit) {
  const std::string number = number_text(as_written(parameter, limit));
  return parameter.unit.empty() ? number : fmt::format("{} {}", number, parameter.unit);
}

void set_limit(const Parameter& parameter, double limit, Entry& entry) {
  Condition* condition = &entry.condition;
  for (const std::size_t part : parameter.path) condition = &condition->parts[part];
  assert(condition->kind == Condition::Kind::bound && condition->figure == parameter.figure);
  condition->limit = limit;
  condition->limit_as_written = as_written(parameter, limit);
}

}  // namespace qgauge::thresholds
