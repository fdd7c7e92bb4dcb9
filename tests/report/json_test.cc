// Claims about to_json and from_json: the names of the interface, round trips, and one clear message for what is wrong.
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "report/fixtures.hpp"
#include "store/scratch.hpp"

namespace {

using namespace qgauge;
using nlohmann::json;

std::vector<std::string> names_of(const json& object) {
  std::vector<std::string> names;
  for (const auto& [name, value] : object.items()) names.push_back(name);
  return names;
}

using Names = std::vector<std::string>;

TEST_CASE("A report has the members that scripts rely on") {
  const json tree = report::to_json(test::full_report());
  CHECK(tree["schema"] == "qgauge.report/1");
  CHECK(names_of(tree) == Names{"device", "figures", "findings", "provenance", "schema", "verdicts"});
  CHECK(names_of(tree["device"]) ==
        Names{"as_of", "format", "licence", "modality", "name", "paradigm", "source", "vendor"});
  CHECK(names_of(tree["findings"][0]) == Names{"code", "message", "severity", "where"});
  CHECK(names_of(tree["figures"][0]) == Names{"assumptions", "convention", "high", "interval_kind", "level", "low",
                                              "method", "missing", "name", "origin", "reported", "samples", "subject",
                                              "truth", "uncertainty", "unit", "value"});
  CHECK(names_of(tree["verdicts"][0]) ==
        Names{"as_of",     "assumptions", "conditional_on", "counterfactuals", "destination", "entry",
              "exporter",  "item",        "licence",        "margins",         "missing",     "probability_controlled",
              "reading",   "reasons",     "regime",         "source",          "subset",      "tags",
              "text_read", "verdict",     "version"});
  CHECK(names_of(tree["verdicts"][0]["licence"]) == Names{"statement", "text"});
  CHECK(names_of(tree["verdicts"][0]["counterfactuals"][0]) == Names{"becomes", "figure", "text", "value"});
  CHECK(names_of(tree["verdicts"][0]["subset"]) == Names{"couplings", "mean_cnot_infidelity", "qubits"});
  CHECK(names_of(tree["verdicts"][0]["reasons"][0]) ==
        Names{"because", "clause", "figure", "high", "limit", "low", "met", "relation", "text", "value"});
  CHECK(names_of(tree["verdicts"][0]["margins"][0]) == Names{"figure", "limit", "ratio", "text"});
  CHECK(names_of(tree["verdicts"][0]["missing"][0]) == Names{"name", "text", "who_knows"});
  CHECK(names_of(tree["provenance"]) ==
        Names{"as_of", "effort", "elapsed_s", "inputs", "seed", "simd", "threads", "version"});
}

TEST_CASE("A history has the members that scripts rely on and one snapshot has none") {
  CHECK_FALSE(report::to_json(test::full_report()).contains("history"));
  const json history = report::to_json(test::historical_report())["history"];
  CHECK(names_of(history) == Names{"changes", "figures", "snapshots"});
  CHECK(history["snapshots"][0] == json{{"path", "old/fez.json"}, {"as_of", "2025-01-22"}, {"name", "ibm_fez"}});
  CHECK(history["changes"][0] == json{{"regime", "us-ear"},
                                      {"entry", "4A906.a"},
                                      {"item", "the chip of the machine"},
                                      {"reading", "whole"},
                                      {"as_of", "2026-01-01"},
                                      {"date", "2025-02-26"},
                                      {"from", "controlled"},
                                      {"to", "undetermined"}});
  CHECK(history["figures"][0]["points"][1] ==
        json{{"value", 129.0}, {"low", 129.0}, {"high", 133.0}, {"interval_kind", "bounds"}});
  CHECK(history["figures"][1]["points"][0]["value"].is_null());
}

TEST_CASE("A history of one snapshot or with a series of another length is refused") {
  json tree = report::to_json(test::historical_report());
  tree["history"]["figures"][0]["points"].erase(0);
  CHECK(report::from_json(tree.dump(), "report.json").error().where == "report.json: $.history.figures[0].points");
  tree["history"]["snapshots"].erase(0);
  CHECK(report::from_json(tree.dump(), "report.json").error().where == "report.json: $.history.snapshots");
}

TEST_CASE("Values are spelled as the interface says") {
  const json tree = report::to_json(test::full_report());
  CHECK(tree["device"]["as_of"] == "2025-02-26");
  CHECK(tree["findings"][2]["severity"] == "warning");
  const json& simulated = tree["figures"][4];
  CHECK(simulated["origin"] == "simulated");
  CHECK(simulated["interval_kind"] == "sampling");
  CHECK(simulated["samples"].is_number_unsigned());
  CHECK(simulated["subject"].is_null());
  CHECK(tree["figures"][6]["subject"] == json{{"qubits", {12, 13}}, {"gate", "cz"}});
  const json& verdict = tree["verdicts"][0];
  CHECK(verdict["reading"] == "whole");
  CHECK(verdict["verdict"] == "undetermined");
  CHECK(verdict["exporter"] == "CA");
  CHECK(verdict["destination"] == "CH");
  CHECK(verdict["licence"]["statement"] == "cannot_be_said");
  CHECK(verdict["counterfactuals"][0]["becomes"] == "controlled");
  CHECK(verdict["subset"]["couplings"] == json{{0, 1}, {1, 2}});
  CHECK(verdict["reasons"][0]["met"].is_null());
  CHECK(verdict["reasons"][0]["because"][1]["relation"] == "at_most");
  CHECK(tree["provenance"]["seed"] == 18446744073709551615u);
}

TEST_CASE("Countries and a licence that were not stated are null") {
  report::Report report = test::full_report();
  report.verdicts.front().exporter = report.verdicts.front().destination = {};
  report.verdicts.front().licence = {};
  const json verdict = report::to_json(report)["verdicts"][0];
  CHECK(verdict["exporter"].is_null());
  CHECK(verdict["destination"].is_null());
  CHECK(verdict["licence"].is_null());
}

TEST_CASE("A report of the first version of the schema is read with what it lacks left empty") {
  json tree = report::to_json(test::historical_report());
  json& verdict = tree["verdicts"][0];
  for (const char* later : {"item", "text_read", "exporter", "licence", "counterfactuals"}) verdict.erase(later);
  verdict["subset"].erase("couplings");
  verdict["destination"] = nullptr;
  tree["history"]["changes"][0].erase("item");
  const auto read = report::from_json(tree.dump(), "old.json");
  REQUIRE(read);
  const thresholds::Verdict& old = read->verdicts.front();
  CHECK((old.item.empty() && old.text_read.empty() && old.exporter.empty() && old.destination.empty()));
  CHECK_FALSE(old.licence);
  CHECK(old.counterfactuals.empty());
  CHECK(old.subset->couplings.empty());
  CHECK(old.regime == "us-ear");
  CHECK(read->history->changes.front().item.empty());
}

TEST_CASE("A figure that cannot be had has no number in it") {
  const json tree = report::to_json(test::sparse_report());
  CHECK(tree["figures"][0]["value"].is_null());
  CHECK(tree["figures"][0]["low"].is_null());
  CHECK(tree["figures"][0]["missing"] == "the source names no number of qubits");
  CHECK(tree["figures"][1]["value"].is_null());
  CHECK(tree["figures"][1]["high"] == 1);
  CHECK(tree["device"]["as_of"].is_null());
}

TEST_CASE("A report comes back from its JSON unchanged") {
  for (const report::Report& written :
       {test::full_report(), test::historical_report(), test::sparse_report(), test::judged_report()}) {
    const json tree = report::to_json(written);
    const auto read = report::from_json(tree.dump(2), "report.json");
    REQUIRE(read);
    CHECK(report::to_json(*read) == tree);
  }
}

TEST_CASE("Members of a later version are left alone") {
  json tree = report::to_json(test::full_report());
  tree["later"] = {1, 2};
  tree["figures"][0]["later"] = "x";
  CHECK(report::from_json(tree.dump(), "report.json"));
}

/// The error of a full report with the value at `place` replaced.
core::Error error_with(const char* place, const json& value) {
  json tree = report::to_json(test::full_report());
  tree.at(json::json_pointer(place)) = value;
  const auto read = report::from_json(tree.dump(), "report.json");
  REQUIRE_FALSE(read);
  CHECK(read.error().code == core::ErrorCode::unusable_input);
  return read.error();
}

TEST_CASE("An error names file and path and what was found and what was expected") {
  const core::Error error = error_with("/figures/4/level", 1.5);
  CHECK(error.where == "report.json: $.figures[4].level");
  CHECK(error.message == "found 1.5, expected a number in [0, 1]");
  CHECK(error_with("/device/as_of", "2025-02-30").where == "report.json: $.device.as_of");
  CHECK(error_with("/verdicts/0/reasons/0/because/1/relation", "about").message ==
        "found \"about\", expected at_least, above, at_most or below");
}

TEST_CASE("Values that no report can hold are refused") {
  CHECK_THAT(error_with("/schema", "qgauge.report/2").message, Catch::Contains("qgauge.report/1"));
  CHECK_THAT(error_with("/device/paradigm", "digital").message, Catch::Contains("paradigm"));
  CHECK_THAT(error_with("/findings/0/code", "no_such_code").message, Catch::Contains("qgauge findings"));
  CHECK_THAT(error_with("/findings/0/severity", "error").message, Catch::Contains("\"info\""));
  CHECK_THAT(error_with("/figures/4/low", 1).message, Catch::Contains("not above \"high\""));
  CHECK_THAT(error_with("/figures/4/low", nullptr).message, Catch::Contains("both ends"));
  CHECK_THAT(error_with("/figures/0/value", nullptr).message, Catch::Contains("why there is no value"));
  CHECK_THAT(error_with("/figures/0/samples", -1).message, Catch::Contains("whole number"));
  CHECK_THAT(error_with("/figures/0/samples", 1.5).message, Catch::Contains("whole number"));
  CHECK_THAT(error_with("/figures/0/uncertainty/sampling", -1e-3).message, Catch::Contains("not negative"));
  CHECK_THAT(error_with("/figures/6/subject/qubits/0", 3000000000u).message, Catch::Contains("2147483648"));
  CHECK_THAT(error_with("/verdicts/0/reading", "widest").message, Catch::Contains("whole/simulated"));
  CHECK_THAT(error_with("/verdicts/0/probability_controlled", 1.01).message, Catch::Contains("[0, 1]"));
  CHECK_THAT(error_with("/verdicts/0/destination", 7).message, Catch::Contains("a text"));
  CHECK_THAT(error_with("/verdicts/0/licence/statement", "maybe").message, Catch::Contains("cannot_be_said"));
  CHECK_THAT(error_with("/verdicts/0/subset/couplings/0", {1, 2, 3}).message, Catch::Contains("two qubits"));
  CHECK_THAT(error_with("/provenance/as_of", "2026-01-01T00:00:00").message, Catch::Contains("2025-02-26"));
}

TEST_CASE("A figure that the table of figures does not allow is refused") {
  CHECK(error_with("/figures/2/value", -1).where == "report.json: $.figures[2].value");
  CHECK_THAT(error_with("/figures/1/low", 128.5).message, Catch::Contains("a whole number"));
  CHECK_THAT(error_with("/figures/1/high", 133.5).message, Catch::Contains("a whole number"));
  CHECK_THAT(error_with("/figures/2/unit", "%").message, Catch::Contains("the unit of cnot_infidelity.mean"));
  CHECK_THAT(error_with("/figures/4/level", 0).message, Catch::Contains("above 0 and below 1"));
  CHECK_THAT(error_with("/figures/4/level", 1).message, Catch::Contains("above 0 and below 1"));
  CHECK_THAT(error_with("/figures/1/value", 134).message, Catch::Contains("from \"low\" to \"high\""));
  CHECK_THAT(error_with("/figures/7/subject/qubits", {12, 13}).message, Catch::Contains("each figure once"));
}

TEST_CASE("An estimate may stray from what the figure can be as long as its interval does not") {
  json tree = report::to_json(test::full_report());
  json& estimate = tree["figures"][4];
  estimate["value"] = -1e-5;
  estimate["low"] = -2e-4;
  estimate["high"] = 1e-4;
  CHECK(report::from_json(tree.dump(), "report.json"));
  estimate["high"] = -1e-5;
  const auto read = report::from_json(tree.dump(), "report.json");
  REQUIRE_FALSE(read);
  CHECK(read.error().where == "report.json: $.figures[4].high");
}

TEST_CASE("Text that is no JSON is refused with its line") {
  const auto read = report::from_json("{\n\"schema\": \"qgauge.report/1\",\n}", "report.json");
  REQUIRE_FALSE(read);
  CHECK(read.error().where == "report.json:3");
  CHECK_FALSE(report::from_json("", "report.json"));
  CHECK_FALSE(report::from_json("null", "report.json"));
  CHECK_FALSE(report::from_json("{\"schema\": \"\xff\"}", "report.json"));
  CHECK_FALSE(report::from_json("{\"schema\": 1e999}", "report.json"));
}

TEST_CASE("Nesting beyond the limit is refused however deep it is") {
  for (const std::size_t depth : {201u, 1'000'000u}) {
    const auto read = report::from_json(std::string(depth, '[') + std::string(depth, ']'), "report.json");
    REQUIRE_FALSE(read);
    CHECK_THAT(read.error().message, Catch::Contains("more than 200 levels"));
  }
  const auto allowed = report::from_json(std::string(200, '[') + std::string(200, ']'), "report.json");
  CHECK_THAT(allowed.error().message, !Catch::Contains("levels"));
}

TEST_CASE("A report written as JSON and as HDF5 reads back the same") {
  const test::Scratch scratch;
  const report::Report written = test::historical_report();
  REQUIRE(report::write_json(written, scratch / "report.json"));
  REQUIRE(report::write_hdf5(written, scratch / "report.h5"));
  const std::string text = store::read_file(scratch / "report.json", 1 << 20).value();
  CHECK(text.ends_with("}\n"));
  CHECK(json::parse(text) == report::to_json(written));
  CHECK(json::parse(store::read_hdf5_json(scratch / "report.h5").value()) == report::to_json(written));
}

TEST_CASE("A name that is not UTF-8 does not keep a report from being written") {
  const test::Scratch scratch;
  report::Report report = test::full_report();
  report.device.name = "bad \xff name";
  REQUIRE(report::write_json(report, scratch / "report.json"));
  const auto read = report::from_json(store::read_file(scratch / "report.json", 1 << 20).value(), "report.json");
  REQUIRE(read);
  CHECK(read->device.name == "bad \xEF\xBF\xBD name");
}

}  // namespace
