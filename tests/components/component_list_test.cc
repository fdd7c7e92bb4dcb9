// The table of components agrees with itself and with the units.
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "qgauge/components.hpp"

using namespace qgauge;
using namespace qgauge::components;

namespace {

/// How the name of a number in the SI unit of a dimension ends.
std::string_view ending_of(core::Dimension dimension) {
  using enum core::Dimension;
  switch (dimension) {
    case one:
      return "";
    case time:
      return "_s";
    case frequency:
      return "_hz";
    case temperature:
      return "_k";
    case power:
      return "_w";
    case level:
      return "_db";
    case length:
      return "_m";
    case area:
      return "_m2";
    case voltage:
      return "_v";
    case energy:
      return "_j";
    case pressure:
      return "_pa";
    case acceleration:
      return "_m_s2";
    case magnetic_noise:
      return "_t_rthz";
    case magnetic_gradient_noise:
      return "_t_m_rthz";
    case acceleration_noise:
      return "_m_s2_rthz";
    case radiant_sensitivity:
      return "_a_w";
    case luminous_sensitivity:
      return "_a_lm";
    case data_rate:
      return "_bit_s";
  }
  return "?";
}

}  // namespace

TEST_CASE("the kinds of components are sorted and each can be found") {
  CHECK(std::ranges::is_sorted(component_kinds(), {}, &ComponentKind::name));
  for (const ComponentKind& kind : component_kinds()) {
    CHECK(find_component_kind(kind.name)->name == kind.name);
    CHECK_FALSE(kind.meaning.empty());
  }
  CHECK(find_component_kind("dilution_fridge") == nullptr);
}

TEST_CASE("every parameter occurs once in its kind and says what it means") {
  for (const ComponentKind& kind : component_kinds()) {
    INFO(kind.name);
    std::set<std::string_view> names;
    for (const std::string_view name : parameter_names(kind)) {
      INFO(name);
      CHECK(names.insert(name).second);
      const ParameterSpec* spec = find_parameter(kind, name);
      REQUIRE(spec != nullptr);
      CHECK(spec->name == name);
      CHECK_FALSE(spec->meaning.empty());
      CHECK(spec->words.empty() == (spec->type != ParameterType::word));
    }
    CHECK(find_parameter(kind, "no_such_parameter") == nullptr);
  }
}

TEST_CASE("the name of every number ends with the SI unit of its dimension") {
  for (const ComponentKind& kind : component_kinds()) {
    for (const ParameterSpec& spec : kind.parameters) {
      INFO(kind.name << ": " << spec.name);
      if (spec.type == ParameterType::number) CHECK(spec.name.ends_with(ending_of(spec.dimension)));
      if (spec.type == ParameterType::number) CHECK(spec.low < spec.high);
    }
  }
}

TEST_CASE("every parameter has a phrase and every phrase is of a parameter") {
  std::set<std::string_view> names;
  for (const ComponentKind& kind : component_kinds()) {
    for (const std::string_view name : parameter_names(kind)) names.insert(name);
  }
  for (const std::string_view name : names) {
    INFO(name);
    const ParameterPhrase* row = find_phrase(name);
    REQUIRE(row != nullptr);
    CHECK_FALSE(row->phrase.empty());
    CHECK(row->phrase.find('_') == std::string_view::npos);
  }
  CHECK(parameter_phrases().size() == names.size());
  CHECK(find_phrase("no_such_parameter") == nullptr);
}

TEST_CASE("the words of a parameter are found one by one and none stands twice") {
  for (const ComponentKind& kind : component_kinds()) {
    for (const ParameterSpec& spec : kind.parameters) {
      const auto words = words_of(spec);
      INFO(kind.name << ": " << spec.name);
      CHECK(std::set(words.begin(), words.end()).size() == words.size());
      for (const std::string_view word : words) CHECK(expected_of(spec).find(word) != std::string::npos);
    }
  }
}

TEST_CASE("a count is whole and within its bounds") {
  const ParameterSpec* elements = find_parameter(*find_component_kind("focal_plane_array"), "elements");
  REQUIRE(elements != nullptr);
  CHECK(contains(*elements, 33));
  CHECK_FALSE(contains(*elements, 32.5));
  CHECK_FALSE(contains(*elements, -1));
}
