// The published JSON Schema of the native format: it is fresh, descriptions fulfil it, and it refuses what the reader
// refuses, as far as a schema can say it; the documentation names everything that it does.

#include <set>

#include <nlohmann/json.hpp>

#include "device/components.hpp"
#include "device/native_gates.hpp"
#include "device/native_keys.hpp"
#include "device/native_names.hpp"
#include "device/random_description.hpp"
#include "qgauge/store.hpp"
#include "report/json_schema.hpp"

using namespace qgauge;
using namespace qgauge::components;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

using nlohmann::json;

const std::vector<std::string> none;

qgauge::test::SchemaChecker checker() { return qgauge::test::SchemaChecker(json::parse(native_json_schema())); }

core::Result<DeviceDescription> read_tree(const json& tree) {
  const Folder files;
  return read(files.write("native", tree.dump()), catalogue);
}

void collect(const json& tree, const json::json_pointer& place, std::vector<json::json_pointer>& places) {
  places.push_back(place);
  if (!tree.is_structured()) return;
  for (const auto& [key, value] : tree.items()) {
    if (key.starts_with("_comment")) continue;
    collect(value, tree.is_array() ? place / static_cast<std::size_t>(std::stoul(key)) : place / key, places);
  }
}

std::vector<json::json_pointer> places_of(const json& tree) {
  std::vector<json::json_pointer> places;
  collect(tree, json::json_pointer(), places);
  return places;
}

/// What a schema cannot say: whether a name or number refers to something, what two places say together, and the bounds
/// of a value in another unit than SI.
bool is_beyond_a_schema(const core::Error& error) {
  constexpr std::array reasons{"table `metrics`",
                               "table `sources`",
                               "a whole number from 0 to",
                               "as many as the qubit count",
                               "where none are",
                               "neither qubits nor averages",
                               "low at most as large as high",
                               "a standard error from 0 to 1"};
  return error.where.ends_with("/value") ||
         std::ranges::any_of(reasons, [&](const char* one) { return error.message.find(one) != std::string::npos; });
}

/// The schema takes whatever the reader takes, and refuses what it refuses.
void check_agreement(qgauge::test::SchemaChecker& schema, const json& tree) {
  const auto description = read_tree(tree);
  const auto violations = schema.violations(tree);
  if (description) {
    CHECK(violations == none);
  } else if (violations.empty()) {
    INFO(description.error().where << ": " << description.error().message);
    CHECK(is_beyond_a_schema(description.error()));
  }
}

std::string documentation() {
  return store::read_file(QGAUGE_SOURCE_DIR "/docs/native-format.md", 1 << 20).value_or("");
}

std::string unit_of(const ParameterSpec& spec) {
  if (spec.dimension == core::Dimension::one) return spec.high == 1 ? "0 to 1" : "number";
  const auto unit = std::ranges::find(core::units(), spec.dimension, &core::Unit::dimension);
  return std::string(unit->name);
}

/// What the documentation says of a parameter's values.
std::string value_text(const ParameterSpec& spec) {
  switch (spec.type) {
    case ParameterType::number:
      return unit_of(spec);
    case ParameterType::count:
      return "whole number";
    case ParameterType::word:
      return "`" + std::string(spec.words) + "`";
    case ParameterType::text:
      return "text";
    case ParameterType::flag:
      return "true or false";
  }
  return "";
}

std::string table_of(std::span<const ParameterSpec> parameters) {
  std::string table = "| parameter | value | meaning |\n| --- | --- | --- |\n";
  for (const ParameterSpec& spec : parameters) {
    table += "| `" + std::string(spec.name) + "` | " + value_text(spec) + " | " + std::string(spec.meaning) + " |\n";
  }
  return table;
}

/// The chapter of the documentation that is made of the table of components.
std::string component_chapter() {
  std::string text = "### Any component\n\n" + table_of(parameters_of_any_component());
  for (const ComponentKind& kind : component_kinds()) {
    text += "\n### `" + std::string(kind.name) + "`: " + std::string(kind.meaning) + "\n\n" + table_of(kind.parameters);
  }
  return text;
}

}  // namespace

TEST_CASE("the published schema of the native format is what this version reads") {
  const std::string current = native_json_schema();
  if (store::read_file(QGAUGE_SOURCE_DIR "/docs/device.schema.json", 1 << 20).value_or("") == current) return;
  const auto fresh = fs::temp_directory_path() / "device.schema.json";
  REQUIRE(store::write_file(fresh, current));
  FAIL("docs/device.schema.json is stale: cp " << fresh.string() << " " << QGAUGE_SOURCE_DIR "/docs/");
}

TEST_CASE("every definition that the schema refers to is there and every one is referred to") {
  const json schema = json::parse(native_json_schema());
  std::set<std::string> named, defined;
  const json flat = schema.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    if (pointer.ends_with("/$ref")) named.insert(value.get<std::string>());
  }
  for (const auto& [name, value] : schema["$defs"].items()) defined.insert("#/$defs/" + name);
  CHECK(named == defined);
}

TEST_CASE("the template and every bundled description fulfil the schema") {
  auto schema = checker();
  CHECK(schema.violations(json::parse(native_template())) == none);
  for (const auto& entry : fs::directory_iterator(catalogue)) {
    if (entry.path().extension() != ".json") continue;
    INFO(entry.path());
    CHECK(schema.violations(json::parse(store::read_file(entry.path(), max_file_bytes).value())) == none);
  }
}

TEST_CASE("whatever description is written fulfils the schema") {
  auto schema = checker();
  for (unsigned seed = 0; seed < 60; ++seed) {
    INFO(seed);
    CHECK(schema.violations(json::parse(write_native(random_description(seed)))) == none);
  }
}

TEST_CASE("whatever is removed from the template schema and reader agree") {
  auto schema = checker();
  const json whole = json::parse(native_template());
  for (const auto& place : places_of(whole)) {
    if (place.empty()) continue;
    json tree = whole;
    json& parent = tree.at(place.parent_pointer());
    if (parent.is_array()) {
      parent.erase(std::stoul(place.back()));
    } else {
      parent.erase(place.back());
    }
    INFO("without " << place.to_string());
    check_agreement(schema, tree);
  }
}

TEST_CASE("whatever value of the template is replaced by a foreign one schema and reader agree") {
  auto schema = checker();
  const json whole = json::parse(native_template());
  const json foreign = json::array({nullptr, 7, "x", true, json::array(), json::object()});
  const json numbers = json::array({-0.5, 1e14, 1e308});
  for (const auto& place : places_of(whole)) {
    json values = foreign;
    if (whole.at(place).is_number()) values.insert(values.end(), numbers.begin(), numbers.end());
    for (const json& value : values) {
      json tree = whole;
      tree[place] = value;
      INFO(place.to_string() << " is " << value.dump());
      check_agreement(schema, tree);
    }
  }
}

TEST_CASE("an unknown key breaks the schema in every object and a comment in none") {
  auto schema = checker();
  const json whole = json::parse(native_template());
  for (const auto& place : places_of(whole)) {
    if (!whole.at(place).is_object()) continue;
    INFO(place.to_string());
    json tree = whole;
    tree[place]["_comment_more"] = 7;
    CHECK(schema.violations(tree) == none);
    CHECK(read_tree(tree));
    tree[place]["unknown"] = 7;
    CHECK_FALSE(schema.violations(tree).empty());
    CHECK_FALSE(read_tree(tree));
  }
}

TEST_CASE("a parameter of another kind of component breaks the schema") {
  auto schema = checker();
  json tree = json::parse(native_template());
  tree["components"][0]["parameters"]["wafer_diameter_m"] = 0.3;
  CHECK_FALSE(schema.violations(tree).empty());
  tree["components"][0]["kind"] = "cryogenic_wafer_prober";
  tree["components"][0]["parameters"] = {{"wafer_diameter_m", 0.3}};
  CHECK(schema.violations(tree) == none);
}

TEST_CASE("the documentation of the native format names every key quantity and word") {
  const std::string text = documentation();
  const auto named = [&](std::string_view name) {
    INFO(name);
    CHECK(text.find("`" + std::string(name) + "`") != std::string::npos);
  };
  const auto keys_named = [&](const auto&... lists) {
    const auto each = [&](const auto& list) {
      for (const Key& key : list) named(key.name);
    };
    (each(lists), ...);
  };
  keys_named(top_keys, provenance_keys, metric_keys, shared_keys, qubit_keys, readout_keys, average_gate_keys,
             gate_place_keys, gate_error_keys, average_keys, zz_keys, zone_keys, component_keys, published_keys,
             finding_keys, quantity_keys);
  for (const auto& field : qubit_fields) named(field.key);
  for (const auto& field : gate_fields) named(field.key);
  for (const auto& field : zz_fields) named(field.key);
  for (const auto& [value, name] : paradigm_names) named(name);
  for (const auto& kind : zone_kinds) named(kind);
}

TEST_CASE("the documentation of the native format lists gates and units in the order of their tables") {
  const std::string text = documentation();
  const auto listed = [&](const auto& table, std::string_view separator, const auto& keep) {
    std::string names;
    for (const auto& row : table) {
      if (keep(row)) names += (names.empty() ? "" : std::string(separator)) + std::string(row.name);
    }
    INFO(names);
    CHECK(text.find("`" + names + "`") != std::string::npos);
  };
  const auto all = [](const auto&) { return true; };
  listed(pulses(), " ", all);
  listed(entanglers(), " ", all);
  for (std::size_t i = 0; i < core::dimension_count; ++i) {
    listed(core::units(), " ", [&](const core::Unit& unit) {
      return unit.dimension == static_cast<core::Dimension>(i) && !unit.name.empty();
    });
  }
}

TEST_CASE("the documentation of components is that of the table") {
  const std::string chapter = component_chapter();
  if (documentation().find(chapter) != std::string::npos) return;
  const auto fresh = fs::temp_directory_path() / "components.md";
  REQUIRE(store::write_file(fresh, chapter));
  FAIL("the chapter on components in docs/native-format.md is stale; put there the text of " << fresh.string());
}
