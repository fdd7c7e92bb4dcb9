// Native files that are cut, damaged or built to hurt: refused with a place, never read with the damage in them.

#include <nlohmann/json.hpp>

#include "device/fixtures.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;

namespace {

using nlohmann::json;

/// Reads the text; what comes out is an error with a place or a description that validates.
core::Result<DeviceDescription> try_text(const std::string& text) {
  const Folder files;
  auto description = read(files.write("native", text), catalogue);
  if (description) {
    CHECK(validate(*description));
  } else {
    CHECK(description.error().code == core::ErrorCode::unusable_input);
    CHECK_FALSE(description.error().where.empty());
    CHECK_FALSE(description.error().message.empty());
  }
  return description;
}

/// The places of all values but comments.
void collect(const json& tree, const json::json_pointer& place, std::vector<json::json_pointer>& places) {
  for (const auto& [key, value] : tree.items()) {
    if (key.starts_with("_comment")) continue;
    const json::json_pointer here = tree.is_array() ? place / static_cast<std::size_t>(std::stoul(key)) : place / key;
    places.push_back(here);
    if (value.is_structured()) collect(value, here, places);
  }
}

std::vector<json::json_pointer> places_of(const json& tree) {
  std::vector<json::json_pointer> places;
  collect(tree, json::json_pointer(), places);
  return places;
}

/// The document with the text at one place, which need not be JSON.
std::string with_text(json tree, const json::json_pointer& place, const std::string& text) {
  const std::string mark = "@@@";
  tree[place] = mark;
  std::string result = tree.dump();
  return result.replace(result.find("\"" + mark + "\""), mark.size() + 2, text);
}

std::string beside(const std::string& more) {
  return R"({"schema": "qgauge.device/1", "name": "x", "source": {"description": "d", "url": "", "licence": ""}, )" +
         more + "}";
}

}  // namespace

TEST_CASE("a native file cut at any hundredth of its length is refused") {
  const std::string whole = native_template();
  for (std::size_t step = 0; step < 100; ++step) {
    INFO(step);
    CHECK_FALSE(try_text(whole.substr(0, whole.size() * step / 100)));
  }
}

TEST_CASE("any number of a native file replaced by what is none is refused") {
  const json whole = json::parse(native_template());
  const auto text = GENERATE(as<std::string>(), "NaN", "1e308", "-1e308", "1e999", "\"many\"", "true", "{}", "[]");
  for (const auto& place : places_of(whole)) {
    if (!whole.at(place).is_number()) continue;
    INFO(place.to_string() << " with " << text);
    CHECK_FALSE(try_text(with_text(whole, place, text)));
  }
}

TEST_CASE("any value of a native file replaced by null is refused or missing") {
  const json whole = json::parse(native_template());
  for (const auto& place : places_of(whole)) {
    INFO(place.to_string());
    json without = whole;
    without[place] = nullptr;
    const auto description = try_text(without.dump());
    if (!description) continue;
    without.at(place.parent_pointer()).erase(place.back());
    const auto removed = try_text(without.dump());
    REQUIRE(removed);
    CHECK(write_native(*description) == write_native(*removed));
  }
}

TEST_CASE("any text of a native file replaced by a number is refused") {
  const json whole = json::parse(native_template());
  for (const auto& place : places_of(whole)) {
    if (!whole.at(place).is_string()) continue;
    INFO(place.to_string());
    CHECK_FALSE(try_text(with_text(whole, place, "7")));
  }
}

TEST_CASE("bytes that are not UTF-8 in a native file are refused wherever they stand") {
  const std::string whole = native_template();
  for (std::size_t step = 0; step < 50; ++step) {
    std::string damaged = whole;
    damaged[whole.size() * step / 50] = '\xff';
    INFO(step);
    CHECK_FALSE(try_text(damaged));
  }
}

TEST_CASE("nesting of 100000 levels anywhere in a native file is refused by the limit") {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  for (const char* key : {"\"qubits\": ", "\"_comment\": ", "\"metrics\": "}) {
    const auto description = try_text(beside(key + deep));
    REQUIRE_FALSE(description);
    CHECK(description.error().message.find("200") != std::string::npos);
  }
}

TEST_CASE("a thousand million qubits of a native file are refused by the limit") {
  for (const char* count : {"1000000000", "1e9", "100001", "0", "-1", "2.5"}) {
    const auto description = try_text(beside(std::string(R"("average": {"qubit": {}}, "qubit_count": )") + count));
    REQUIRE_FALSE(description);
    CHECK(description.error().where.ends_with("/qubit_count"));
    CHECK(description.error().message.find("100000") != std::string::npos);
  }
}

TEST_CASE("a coupling list or a qubit list beyond its limit is refused by the limit") {
  std::string pairs = "[0,1]", qubits = "{}";
  for (int i = 0; i < max_couplings; ++i) pairs += ",[0,1]";
  const auto wide = try_text(beside(R"("average": {"qubit": {}}, "qubit_count": 2, "couplings": [)" + pairs + "]"));
  REQUIRE_FALSE(wide);
  CHECK(wide.error().message.find("at most 1000000 couplings") != std::string::npos);
  for (int i = 0; i < max_qubits; ++i) qubits += ",{}";
  const auto many = try_text(beside("\"qubits\": [" + qubits + "]"));
  REQUIRE_FALSE(many);
  CHECK(many.error().message.find("at most 100000 qubits") != std::string::npos);
}

TEST_CASE("keys of megabytes and thousands of names do not slow the refusal of an unknown one") {
  const std::string long_name(4'000'000, 'x');
  CHECK_FALSE(try_text(beside("\"" + long_name + "\": 1")));
  std::string metrics;
  for (int i = 0; i < 20'000; ++i) {
    metrics += "\"m" + std::to_string(i) +
               R"(": {"operation": "unknown", "one_qubit_part": "unknown", "per": "unknown", "leakage": "unknown"}, )";
  }
  const auto description =
      try_text(beside("\"metrics\": {" + metrics + "\"_comment\": 0}, " +
                      R"("average": {"one_qubit_gate": {"name": "sx", "infidelity": 0.1, "metric": "none"}})"));
  REQUIRE_FALSE(description);
  CHECK(description.error().where.ends_with("/average/one_qubit_gate/metric"));
}
