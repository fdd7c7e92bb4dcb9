// The text format of protocol buffers: what becomes of its forms, and where its mistakes are reported.
#include "device/text_proto.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "qgauge/device.hpp"

using namespace qgauge;
using namespace qgauge::device;
using nlohmann::json;

namespace {

json parsed(std::string_view text) {
  const auto tree = parse_text_proto(text, "file");
  INFO((tree ? std::string() : tree.error().where + ": " + tree.error().message));
  REQUIRE(tree);
  return *tree;
}

core::Error refused(std::string_view text) {
  const auto tree = parse_text_proto(text, "file");
  INFO(text);
  REQUIRE_FALSE(tree);
  return tree.error();
}

}  // namespace

TEST_CASE("every field of a message in text form is the array of its values") {
  const json tree = parsed(R"(ids: "5_2" ids: '6_2'
    set { name: "a" gate { cz {} } }  # a comment with "quotes" and {
    set: < name: "b"; >,
    order: SYMMETRIC, flag: true flag: false)");
  CHECK(tree == json::parse(R"({"ids": ["5_2", "6_2"],
    "set": [{"name": ["a"], "gate": [{"cz": [{}]}]}, {"name": ["b"]}],
    "order": ["SYMMETRIC"], "flag": [true, false]})"));
}

TEST_CASE("numbers strings and lists of a message in text form keep their values") {
  CHECK(parsed("a: 4000000000 a: -7 a: 0 a: 2.5e-3") == json{{"a", {4000000000, -7, 0, 2.5e-3}}});
  CHECK(parsed(R"(a: "one " "t\"w\\o" a: [])") == json{{"a", {"one t\"w\\o"}}});
  CHECK(parsed(R"(a: [1, 2] b: [] c: [{x: 1}, {x: 2}])") ==
        json::parse(R"({"a": [1, 2], "b": [], "c": [{"x": [1]}, {"x": [2]}]})"));
  CHECK(parsed("") == json::object());
}

TEST_CASE("a mistake in a message in text form is reported with its line") {
  CHECK(refused("a: 1\nb: }").where == "file:2");
  CHECK(refused("a {\n b: 1\n").where == "file:3");
  CHECK(refused("a {\n b: 1\n").message.find("the end of the file") != std::string::npos);
  for (const char* text : {"a", "a 1", "a: 1 }", "a: ]", "a: [1", "a: [1 2]", "a: [1,]", "1: 2", "a: \"x",
                           "a: \"x\ny\"", "a: \"\\q\"", "[ext.field]: 1", "a { b: 1 >", "a:", "a: \"\xff\"", "\xff: 1"})
    CHECK(refused(text).where.starts_with("file:"));
}

TEST_CASE("numbers of a message in text form that are not decimal and finite are refused") {
  for (const char* text : {"a: 0x1F", "a: 010", "a: -010", "a: 1e999", "a: -inf", "a: -nan", "a: 1.5f", "a: 1.2.3"})
    CHECK(refused(text).message.find("decimal") != std::string::npos);
}

TEST_CASE("nesting and the number of values of a message in text form are limited") {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "a{";
  CHECK(refused(deep).message.find("200") != std::string::npos);
  std::string wide;
  for (int i = 0; i < 6 * max_couplings + 1; ++i) wide += "a:1 ";
  CHECK(refused(wide).message.find("6000000") != std::string::npos);
}

TEST_CASE("the first field of a text tells what message it may be") {
  CHECK(first_field("# made by hand\n  valid_qubits: \"0_0\"") == "valid_qubits");
  CHECK(first_field("valid_gates {") == "valid_gates");
  for (const char* text : {"", "#", "Qubit,T1 (us)", "\"Qubit\"", "{\"a\": 1}", "3: 4", "word"})
    CHECK(first_field(text).empty());
}
