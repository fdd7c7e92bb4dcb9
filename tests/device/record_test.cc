// Records of a catalogue and figures that a source publishes as aggregates: what is read of them, and what is refused.
#include <nlohmann/json.hpp>

#include "device/fixtures.hpp"
#include "qgauge/store.hpp"

using namespace qgauge;
using namespace qgauge::device;
using namespace qgauge::device::test;
using nlohmann::json;

namespace {

json aggregates() {
  return {{"schema", "qgauge.device/1"},
          {"name", "one"},
          {"source", {{"description", "a page"}, {"url", ""}, {"licence", ""}}},
          {"sources", {{"paper", {{"description", "a paper"}, {"url", "arXiv:1"}, {"licence", ""}}}}},
          {"qubit_count", 120},
          {"published", json::array({{{"name", "cnot_infidelity.mean"},
                                      {"value", 2e-3},
                                      {"sigma", 1e-4},
                                      {"source", "paper"},
                                      {"confidence", "memory"},
                                      {"text", "mean of CZ"}},
                                     {{"name", "cnot_infidelity.best"}, {"low", 1e-4}, {"high", 2e-4}}})},
          {"record",
           {{"developed_in", "NL"},
            {"made_in", "DE"},
            {"introduced", "2025-02"},
            {"status", "operated"},
            {"confidence", "read"},
            {"notes", "a note"}}}};
}

core::Result<DeviceDescription> read_tree(const json& tree) {
  const Folder files;
  return read(files.write("one.json", tree.dump()), catalogue);
}

void check_refused(const json& tree, const std::string& expected) {
  const auto description = read_tree(tree);
  REQUIRE_FALSE(description);
  CHECK(description.error().code == core::ErrorCode::unusable_input);
  CHECK_THAT(description.error().message, Catch::Contains(expected));
}

json changed(const std::string& pointer, const json& value) {
  json tree = aggregates();
  tree[json::json_pointer(pointer)] = value;
  return tree;
}

}  // namespace

TEST_CASE("a machine may be described by published aggregates and a record alone") {
  const auto description = read_tree(aggregates());
  REQUIRE(description);
  CHECK(description->record == Record{"NL", "DE", "2025-02", "operated", Confidence::read, "a note"});
  REQUIRE(description->published.size() == 2);
  CHECK(description->published[0].sigma == 1e-4);
  CHECK(description->published[0].confidence == Confidence::memory);
  CHECK_FALSE(description->published[1].value);
  CHECK(description->published[1].high == 2e-4);
  const auto model = validate(*description);
  REQUIRE(model);
  CHECK(model->counts->described.value == 120);
}

TEST_CASE("a record may be all that is known of a machine") {
  json tree = aggregates();
  tree.erase("published");
  tree.erase("qubit_count");
  REQUIRE(read_tree(tree));
  CHECK(validate(*read_tree(tree)));
  tree.erase("record");
  check_refused(tree, "a record");
}

TEST_CASE("what a record or a published figure cannot mean is refused") {
  check_refused(changed("/record/developed_in", "UK"), "ISO 3166");
  check_refused(changed("/record/introduced", "2025-13"), "a year, a month or a day");
  check_refused(changed("/record/introduced", "25"), "a year, a month or a day");
  check_refused(changed("/record/status", "sold"), "operated");
  check_refused(changed("/record/confidence", "sure"), "memory");
  check_refused(changed("/record/country", "NL"), "unknown key");
  check_refused(changed("/published/0/source", "nowhere"), "sources");
  check_refused(changed("/published/1/low", 1), "low at most as large as high");
  check_refused(changed("/published/1/low", nullptr), "a value, or what it lies between");
  check_refused(changed("/published/0/sigma", -1), "not negative");
}

TEST_CASE("every file of the catalogue is what is written of it and has a record") {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(catalogue / "catalogue")) {
    if (entry.path().extension() != ".json") continue;
    INFO(entry.path());
    const auto description = read(entry.path().string(), catalogue);
    REQUIRE(description);
    CHECK(write_native(*description) == store::read_file(entry.path(), max_file_bytes).value());
    const bool component = !description->components.empty();
    CHECK((component ? description->components[0].record : description->record) != Record{});
    CHECK(validate(*description));
    ++count;
  }
  CHECK(count == 150);
}

TEST_CASE("an entry of the catalogue is found by its bare name and an unknown name is told the nearest") {
  CHECK(read("qtm-h2", catalogue));
  const auto unknown = read("qtm-h22", catalogue);
  REQUIRE_FALSE(unknown);
  CHECK_THAT(unknown.error().message, Catch::Contains("the nearest is qtm-h2"));
}
