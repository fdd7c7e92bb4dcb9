// Names for the leaves of conditions: see leaves.hpp. Called by report and by the workbench. Knows no item.
#include "qgauge/thresholds/leaves.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace qgauge::thresholds {
namespace {

using Kind = Condition::Kind;

/// What sets the parts of a condition apart from each other.
std::string path_of(const Condition& condition, std::size_t part) {
  switch (condition.kind) {
    case Kind::all:
      return "";
    case Kind::any:
      return fmt::format("{} {}, ", condition.steps_by.empty() ? "way" : "step", part + 1);
    case Kind::negation:
      return "not: ";
    case Kind::any_reading:
      return fmt::format("read as {}, ", condition.parts[part].reading);
    case Kind::bound:
    case Kind::attribute:
    case Kind::unknown:
      return "";
  }
  std::unreachable();
}

std::string name_of(const Demand& demand) { return demand.of.starts_with("the ") ? demand.of.substr(4) : demand.of; }

void collect(const Condition& condition, const std::string& path, std::vector<NamedLeaf>& leaves) {
  if (condition.kind == Kind::bound || condition.kind == Kind::attribute) {
    const Demand demand = demand_of(condition);
    leaves.push_back({path + name_of(demand), demand.what});
  }
  const bool single = condition.parts.size() == 1 && condition.kind != Kind::negation;
  for (std::size_t i = 0; i < condition.parts.size(); ++i) {
    collect(condition.parts[i], single ? path : path + path_of(condition, i), leaves);
  }
}

/// "way 1, noise (2)" for the second of that name.
std::string numbered(const std::string& name, const std::vector<NamedLeaf>& before) {
  std::string unique = name;
  for (int number = 2; std::ranges::find(before, unique, &NamedLeaf::name) != before.end(); ++number) {
    unique = fmt::format("{} ({})", name, number);
  }
  return unique;
}

/// Both ends of a range; "exactly 2" where they meet.
std::string range_text(const std::string& one, const std::string& other) {
  constexpr std::string_view from = "at least ", to = "at most ";
  const bool closed = one.starts_with(from) && other.starts_with(to);
  if (closed && one.substr(from.size()) == other.substr(to.size())) {
    return fmt::format("exactly {}", one.substr(from.size()));
  }
  return fmt::format("{}, {}", one, other);
}

}  // namespace

std::vector<NamedLeaf> leaves_of(const Condition& condition) {
  std::vector<NamedLeaf> found, named;
  collect(condition, "", found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i > 0 && found[i].name == found[i - 1].name) {
      named.back().demand = range_text(named.back().demand, found[i].demand);
    } else {
      named.push_back({numbered(found[i].name, named), found[i].demand});
    }
  }
  return named;
}

std::vector<std::string> unknowns_of(const Condition& condition) {
  if (condition.kind == Kind::unknown) return {condition.text};
  std::vector<std::string> unknowns;
  for (const Condition& part : condition.parts) {
    for (const std::string& text : unknowns_of(part)) unknowns.push_back(text);
  }
  return unknowns;
}

}  // namespace qgauge::thresholds
