// Manifests of planned circuits: what is written is read back, and what was changed is refused.
#include "qgauge/recorded/manifest.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace {

using namespace qgauge;
using Catch::Matchers::Contains;

const std::string sum(64, 'a');

recorded::Manifest example() {
  return {"0.1.0",
          "rb_2q",
          "quick",
          18446744073709551615u,
          "description.json",
          sum,
          {10, 20},
          {3},
          {{"pair-0-1-00000", "circuits/pair-0-1-00000.qasm", sum, 512, 2}, {"b", "circuits/b.qasm", sum, 100, 127}}};
}

core::Error refused(const nlohmann::json& tree) {
  const auto manifest = recorded::read_manifest(tree.dump(), "manifest.json");
  REQUIRE_FALSE(manifest);
  CHECK(manifest.error().code == core::ErrorCode::unusable_input);
  return manifest.error();
}

}  // namespace

TEST_CASE("A manifest reads back as it was written, the largest seed too") {
  const auto manifest = recorded::read_manifest(recorded::write_manifest(example()), "manifest.json");
  REQUIRE(manifest);
  CHECK(manifest->version == "0.1.0");
  CHECK(manifest->protocol == "rb_2q");
  CHECK(manifest->effort == "quick");
  CHECK(manifest->seed == 18446744073709551615u);
  CHECK(manifest->description == "description.json");
  CHECK(manifest->description_sha256 == sum);
  CHECK(manifest->chain_lengths == std::vector{10, 20});
  CHECK(manifest->widths == std::vector{3});
  REQUIRE(manifest->circuits.size() == 2);
  CHECK(manifest->circuits[0].name == "pair-0-1-00000");
  CHECK(manifest->circuits[0].file == "circuits/pair-0-1-00000.qasm");
  CHECK(manifest->circuits[0].shots == 512);
  CHECK(manifest->circuits[1].qubits == 127);
  CHECK(recorded::write_manifest(*manifest) == recorded::write_manifest(example()));
}

TEST_CASE("A manifest without one of its members is refused with the member") {
  const auto whole = nlohmann::json::parse(recorded::write_manifest(example()));
  for (const auto& [key, value] : whole.items()) {
    auto tree = whole;
    tree.erase(key);
    CHECK_THAT(refused(tree).message, Contains("\"" + key + "\""));
  }
}

TEST_CASE("A manifest that was changed is refused with the place") {
  const auto whole = nlohmann::json::parse(recorded::write_manifest(example()));
  const std::pair<const char*, nlohmann::json> changes[] = {{"/schema", "qgauge.plan/1"},
                                                            {"/seed", "-1"},
                                                            {"/seed", 1},
                                                            {"/widths/0", 1},
                                                            {"/chain_lengths/1", "20"},
                                                            {"/description/file", "../x"},
                                                            {"/description/sha256", "abc"},
                                                            {"/circuits/0/file", "/etc/x"},
                                                            {"/circuits/1/sha256", std::string(64, 'G')},
                                                            {"/circuits/1/shots", -5},
                                                            {"/circuits", nlohmann::json::object()}};
  for (const auto& [place, value] : changes) {
    auto tree = whole;
    tree[nlohmann::json::json_pointer(place)] = value;
    CHECK(refused(tree).where == std::string("manifest.json: ") + place);
  }
  auto twice = whole;
  twice["circuits"][1]["name"] = "pair-0-1-00000";
  CHECK_THAT(refused(twice).message, Contains("twice"));
}
