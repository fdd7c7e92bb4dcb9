// The options that say which law is asked and how it is read, and the memo.

#include <algorithm>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

const std::vector<std::string> claims{
    "check",    "--claim", "physical_qubits=120", "--claim", "cnot_infidelity.mean=2e-3", "--as-of", "2026-01-01",
    "--regime", "us-ear"};

std::vector<std::string> with(std::vector<std::string> arguments, const std::vector<std::string>& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::vector<std::string> readings_in(const nlohmann::json& report, const std::string& entry) {
  std::vector<std::string> readings;
  for (const auto& one : report["verdicts"]) {
    if (one["entry"] == entry) readings.push_back(one["reading"]);
  }
  return readings;
}

std::string profile_text(const std::string& readings) {
  return "schema = \"qgauge.profile/1\"\nauthority = \"An office\"\nsource = \"made up\"\nreadings = " + readings +
         "\n";
}

}  // namespace

TEST_CASE("the principal readings are asked where none is named and all of them on request") {
  CHECK(readings_in(json_of(claims), "4A906.a") ==
        std::vector<std::string>{"whole", "whole/simulated", "best_subset", "best_couplings"});
  const auto all = readings_in(json_of(with(claims, {"--reading", "all"})), "4A906.a");
  CHECK(all.size() > 20);
  CHECK(std::ranges::find(all, "best_couplings/median") != all.end());
}

TEST_CASE("all readings are printed as a matrix with the choices that matter") {
  const Outcome outcome = call(with(claims, {"--reading", "all"}));
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("READINGS: does the verdict hang on how the text is read?"));
  CHECK_THAT(outcome.out, Contains("/per_clifford"));
}

TEST_CASE("exporter and destination stand in every verdict and a destination brings a word on licences") {
  const auto report = json_of(with(claims, {"--from", "US", "--to", "CH"}));
  for (const auto& verdict : report["verdicts"]) {
    CHECK(verdict["exporter"] == "US");
    CHECK(verdict["destination"] == "CH");
    CHECK(verdict["licence"]["statement"].is_string());
  }
  const auto nowhere = json_of(with(claims, {"--from", "US"}));
  CHECK(nowhere["verdicts"][0]["destination"].is_null());
  CHECK(nowhere["verdicts"][0]["licence"].is_null());
}

TEST_CASE("a country that is no code of two capital letters is refused and the option is named") {
  for (const char* option : {"--from", "--to"}) {
    for (const char* country : {"us", "USA", "U", "Canada", "U1"}) {
      const Outcome outcome = call(with(claims, {option, country}));
      INFO(option << " " << country);
      CHECK(outcome.code == 2);
      CHECK_THAT(outcome.err, Contains(option) && Contains("two capital letters"));
    }
  }
}

TEST_CASE("a country that ISO 3166 does not know is refused and a code in common use is corrected") {
  for (const char* option : {"--from", "--to"}) {
    for (const char* country : {"UK", "XX", "ZZ", "EU"}) {
      INFO(option << " " << country);
      CHECK(call(with(claims, {option, country})).code == 2);
    }
    CHECK_THAT(call(with(claims, {option, "UK"})).err, Contains("write GB"));
    CHECK(call(with(claims, {option, "GB"})).code == 0);
  }
}

TEST_CASE("where no rule was asked every form says so with the instruments left out and why") {
  const std::vector<std::string> nobody{"check",
                                        "--claim",
                                        "item_kind=dilution_refrigerator",
                                        "--claim",
                                        "cooling_power_at_100mk_w=700uW",
                                        "--from",
                                        "BR",
                                        "--to",
                                        "CN",
                                        "--as-of",
                                        "2026-01-01",
                                        "--regime",
                                        "all"};
  const auto report = json_of(nobody);
  CHECK(report["verdicts"].empty());
  REQUIRE(report["findings"].size() == 1);
  CHECK(report["findings"][0]["code"] == "no_rule_asked");
  const std::string message = report["findings"][0]["message"];
  CHECK_THAT(message, Contains("us-ear") && Contains("leave from elsewhere than BR"));
  CHECK_THAT(message, Contains("ca-sema-russia") && Contains("destination RU, and CN is stated"));
  CHECK_THAT(message, Contains("uk-nsi") && Contains("no entry is about the kind dilution refrigerator"));
  CHECK_THAT(call(nobody).out, Contains("VERDICTS: none") && Contains("no_rule_asked"));
  const std::string memo = call(with(nobody, {"--memo", "-"})).out;
  CHECK_THAT(memo, Contains("No rule was asked of dilution_refrigerator") && !Contains("0 of 0"));
}

TEST_CASE("an item that no rule was asked of fails a run that must not leave anything open") {
  const std::vector<std::string> sanctioned{"check", "--claim", "item_kind=vacuum_equipment", "--as-of", "2026-01-01"};
  CHECK(json_of(sanctioned)["findings"][0]["code"] == "no_rule_asked");
  CHECK(call(sanctioned).code == 0);
  CHECK(call(with(sanctioned, {"--fail-if", "undetermined"})).code == 1);
  CHECK(call(with(sanctioned, {"--fail-if", "finding"})).code == 1);
  CHECK(json_of(with(sanctioned, {"--to", "RU"}))["findings"].empty());
}

TEST_CASE("an entry that asks for no error of couplings names no reading of them") {
  const Outcome outcome =
      call({"check", "ibm_torino", "--regime", "us-ear#3A901.b", "--as-of", "2026-01-01", "--quiet", "--memo", "-"});
  CHECK_THAT(outcome.out, !Contains("the item is a"));
  const std::string page = call({"check", "ibm_torino", "--regime", "us-ear#3A901.b", "--as-of", "2026-01-01"}).out;
  CHECK_THAT(page, !Contains("over all couplings") && !Contains("whole"));
  CHECK_THAT(page, Contains("the item is of the kind computer"));
}

TEST_CASE("an assumed uncertainty is a share or a percentage and gives a probability") {
  const auto probability = [](const std::string& share) {
    const auto report = json_of(with(claims, {"--reading", "whole", "--assume-sigma", share}));
    return report["verdicts"][0]["probability_controlled"];
  };
  REQUIRE(probability("20%").is_number());
  CHECK(probability("20%") == probability("0.2"));
  CHECK(probability("0.5") != probability("0.2"));
  CHECK(json_of(with(claims, {"--reading", "whole"}))["verdicts"][0]["probability_controlled"].is_null());
  for (const char* share : {"0", "-0.1", "120%", "2", "some", "20 %x", "%", "nan"}) {
    INFO(share);
    CHECK(call(with(claims, {"--assume-sigma", share})).code == 2);
  }
}

TEST_CASE("a profile fixes the readings and stands among the inputs") {
  const Folder folder("profile");
  const std::string file = folder.write("office.toml", profile_text("[\"best_subset/process\"]"));
  const auto report = json_of(with(claims, {"--profile", file}));
  CHECK(readings_in(report, "4A906.a") == std::vector<std::string>{"best_subset/process"});
  const auto& inputs = report["provenance"]["inputs"];
  REQUIRE(inputs.size() == 1);
  CHECK(inputs[0]["path"] == file);
  CHECK(inputs[0]["sha256"].get<std::string>().size() == 64);
}

TEST_CASE("a profile that cannot be used ends with 3 and its line") {
  const Folder folder("bad-profile");
  const std::string file = folder.write("office.toml", profile_text("[\"loose\"]"));
  const Outcome outcome = call(with(claims, {"--profile", file}));
  CHECK(outcome.code == 3);
  CHECK_THAT(outcome.err, Contains("office.toml:4") && Contains("loose"));
  CHECK(call(with(claims, {"--profile", folder.file("none.toml")})).code == 3);
}

TEST_CASE("the example profile can be used") {
  const std::string file = std::string(QGAUGE_SOURCE_DIR) + "/thresholds/profiles/example.toml";
  const Outcome outcome = call({"check", "ibm_lagos", "--as-of", "2026-01-01", "--profile", file});
  CHECK(outcome.err.empty());
  CHECK(outcome.code == 0);
}

TEST_CASE("a memo goes to a file beside the report or alone to standard output") {
  const Folder folder("memo");
  const std::string file = folder.file("memo.md");
  const Outcome both = call(with(claims, {"--memo", file, "--from", "US", "--to", "CN"}));
  CHECK(both.code == 0);
  CHECK_THAT(both.out, Contains("QGAUGE REPORT"));
  CHECK_THAT(read(file), Contains("# Memo on export controls: ") &&
                             Contains("from US; to CN; rules us-ear; readings the principal ones"));
  const Outcome alone = call(with(claims, {"--memo", "-", "--from", "US", "--to", "CN"}));
  CHECK(alone.out == read(file));
  CHECK_THAT(call(with(claims, {"--memo", "-", "--reading", "whole,best_subset"})).out,
             Contains("readings whole, best_subset"));
}

TEST_CASE("a memo of one machine exported from one country under all rules fits a page of about sixty lines") {
  const std::string memo =
      call({"check", "ibm_torino", "--from", "US", "--to", "CN", "--as-of", "2026-01-01", "--memo", "-"}).out;
  CHECK(std::count(memo.begin(), memo.end(), '\n') <= 66);
}

TEST_CASE("a memo that would overwrite an input is refused and the input stays") {
  const Folder folder("memo-input");
  const std::string machine = folder.write("mine.json", call({"describe", "--template"}).out);
  const std::string profile = folder.write("office.toml", profile_text("[\"whole\"]"));
  const std::string rules =
      folder.write("rules.toml", read(std::string(QGAUGE_SOURCE_DIR) + "/thresholds/uk-nsi.toml"));
  for (const std::string& input : {machine, profile, rules}) {
    const std::string before = read(input);
    const Outcome outcome =
        call({"check", machine, "--profile", profile, "--regime", rules + "@2026-01-01", "--memo", input});
    INFO(outcome.err);
    CHECK(outcome.code == 2);
    CHECK_THAT(outcome.err, Contains("--memo") && Contains("lost"));
    CHECK(read(input) == before);
  }
}

TEST_CASE("two outputs cannot go to one place") {
  CHECK(call(with(claims, {"--memo", "-", "--json", "-"})).code == 2);
  CHECK(call(with(claims, {"--memo", "a.md", "--hdf5", "a.md"})).code == 2);
  CHECK(call(with(claims, {"--memo", "/proc/none/memo.md"})).code == 4);
}

TEST_CASE("a claimed component is held against the entries for its kind") {
  const auto report =
      json_of({"check", "--claim", "item_kind=dilution_refrigerator", "--claim", "cooling_power_at_100mk_w=700uW",
               "--claim", "rated_duration_s=72h", "--as-of", "2026-01-01", "--from", "US"});
  const auto found =
      std::ranges::find_if(report["verdicts"], [](const auto& one) { return one["entry"] == "3A904.a"; });
  REQUIRE(found != report["verdicts"].end());
  CHECK((*found)["verdict"] == "controlled");
  CHECK_THAT(call({"check", "--help"}).out, Contains("item_kind=dilution_refrigerator"));
}
