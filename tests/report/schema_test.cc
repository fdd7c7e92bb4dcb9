// Claims about the published JSON Schema: it is fresh, reports fulfil it, and it refuses what the reader refuses.
#include <algorithm>
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "report/fixtures.hpp"
#include "report/json_schema.hpp"

namespace {

using namespace qgauge;
using nlohmann::json;

TEST_CASE("The published schema is what this version writes") {
  const auto published = store::read_file(QGAUGE_SOURCE_DIR "/docs/report.schema.json", 1 << 20);
  const std::string current = report::json_schema();
  if (published.value_or("") == current) return;
  const auto fresh = std::filesystem::temp_directory_path() / "report.schema.json";
  REQUIRE(store::write_file(fresh, current));
  FAIL("docs/report.schema.json is stale: cp " << fresh.string() << " " << QGAUGE_SOURCE_DIR "/docs/");
}

TEST_CASE("Reports fulfil the schema with everything known and with next to nothing known") {
  test::SchemaChecker checker(json::parse(report::json_schema()));
  const std::vector<std::string> none;
  CHECK(checker.violations(report::to_json(test::full_report())) == none);
  CHECK(checker.violations(report::to_json(test::historical_report())) == none);
  CHECK(checker.violations(report::to_json(test::sparse_report())) == none);
  CHECK(checker.violations(report::to_json(test::judged_report())) == none);
}

TEST_CASE("A day that is not written as a day breaks the schema") {
  test::SchemaChecker checker(json::parse(report::json_schema()));
  json tree = report::to_json(test::full_report());
  tree["provenance"]["as_of"] = "1 January 2026";
  CHECK(checker.violations(tree).size() == 1);
}

/// Every place of the tree, as pointers.
void collect_places(const json& tree, const json::json_pointer& place, std::vector<json::json_pointer>& places) {
  for (const auto& [key, value] : tree.items()) {
    const json::json_pointer here = tree.is_array() ? place / static_cast<std::size_t>(std::stoul(key)) : place / key;
    places.push_back(here);
    if (value.is_structured()) collect_places(value, here, places);
  }
}

/// Members that the first reports of the schema did not have.
bool came_later(const json::json_pointer& place) {
  const std::vector<std::string> later{"/history",
                                       "/history/changes/0/item",
                                       "/verdicts/0/item",
                                       "/verdicts/0/text_read",
                                       "/verdicts/0/exporter",
                                       "/verdicts/0/licence",
                                       "/verdicts/0/counterfactuals",
                                       "/verdicts/0/subset/couplings",
                                       "/verdicts/0/margins/0/text",
                                       "/verdicts/0/missing/0/text"};
  return std::ranges::find(later, place.to_string()) != later.end();
}

TEST_CASE("A member is required by schema and reader alike unless the first reports did not have it") {
  test::SchemaChecker checker(json::parse(report::json_schema()));
  const json whole = report::to_json(test::historical_report());
  std::vector<json::json_pointer> places;
  collect_places(whole, json::json_pointer(), places);
  REQUIRE(places.size() > 200);
  for (const auto& place : places) {
    if (whole.at(place.parent_pointer()).is_array()) continue;
    json damaged = whole;
    damaged.at(place.parent_pointer()).erase(place.back());
    INFO(place.to_string());
    CHECK(checker.violations(damaged).size() == (came_later(place) ? 0 : 1));
    CHECK(report::from_json(damaged.dump(), "damaged.json").has_value() == came_later(place));
  }
}

TEST_CASE("Whatever single value is replaced by one of a foreign type schema and reader both refuse it") {
  test::SchemaChecker checker(json::parse(report::json_schema()));
  const json whole = report::to_json(test::historical_report());
  std::vector<json::json_pointer> places;
  collect_places(whole, json::json_pointer(), places);
  for (const auto& place : places) {
    json damaged = whole;
    damaged.at(place) = whole.at(place).is_object() ? json::array() : json::object();
    INFO(place.to_string());
    const json& before = whole.at(place);
    const bool nullable_object =
        before.is_null();  // an object may stand where null stands: its members are missing then
    CHECK((nullable_object || !checker.violations(damaged).empty()));
    CHECK_FALSE(report::from_json(damaged.dump(), "damaged.json"));
  }
}

}  // namespace
