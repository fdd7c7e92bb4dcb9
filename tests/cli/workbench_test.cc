// The commands that try texts on the catalogue: what they say of it, their files, and what they refuse.
#include <map>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

const std::string source = QGAUGE_SOURCE_DIR;
const std::string drafts = source + "/thresholds/drafts/";
const std::string mistakes = drafts + "with-mistakes.toml";
const std::vector<std::string> on_the_day{"--as-of", "2026-09-01"};

std::vector<std::string> regimes(std::vector<std::string> words) {
  words.insert(words.begin(), "regimes");
  words.insert(words.end(), on_the_day.begin(), on_the_day.end());
  return words;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells{""};
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += letter;
    }
  }
  return cells;
}

/// An answer that was read by hand: verdicts and ratios by the mean, the vendor's figure and the best coupling.
struct FirstReading {
  std::string item;
  std::vector<std::string> verdicts;
  std::vector<std::string> ratios;
  std::string difference;
};

std::vector<FirstReading> first_readings() {
  std::istringstream lines(read(source + "/devices/catalogue/first_readings.csv"));
  std::vector<FirstReading> readings;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = cells_of(line);
    REQUIRE(cells.size() == 8);
    readings.push_back({cells[0], {cells[1], cells[3], cells[5]}, {cells[2], cells[4], cells[6]}, cells[7]});
  }
  return readings;
}

std::map<std::string, nlohmann::json> outcomes(const std::string& text) {
  std::map<std::string, nlohmann::json> found;
  const auto tree = json_of(regimes({"sensitivity", text}));
  for (const auto& item : tree["items"]) {
    found[item["item"].get<std::string>()] = item["outcomes"];
  }
  return found;
}

/// Whether the program says what was read, ratios to a fiftieth where both have one.
bool agrees(const FirstReading& reading, const nlohmann::json& outcome) {
  constexpr std::array columns{0, 2, 3};  // mean, vendor, best among the four ways that the program asks
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (reading.verdicts[i].empty()) continue;
    const auto& way = outcome[static_cast<std::size_t>(columns[i])];
    if (way["verdict"] != reading.verdicts[i]) return false;
    if (reading.ratios[i].empty() || way["ratio"].is_null()) continue;
    if (std::abs(std::stod(reading.ratios[i]) / way["ratio"].get<double>() - 1) > 0.02) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("what was read of each item by hand comes out again or its difference is explained") {
  const auto ladder = outcomes("us-ear#4A906.a"), list = outcomes("us-ear");
  const auto readings = first_readings();
  CHECK(readings.size() == 150);
  const std::string page = read(source + "/docs/catalogue.md");
  for (const FirstReading& reading : readings) {
    INFO(reading.item);
    const bool component = reading.verdicts[1].empty();
    const auto& outcome = (component ? list : ladder).at(reading.item);
    CHECK(agrees(reading, outcome) == reading.difference.empty());
    if (!reading.difference.empty()) CHECK(page.find(fmt::format("`{}`", reading.item)) != std::string::npos);
  }
}

TEST_CASE("the catalogue holds 80 systems and 70 components and any is found by its bare name") {
  const auto tree = json_of({"catalogue"});
  const auto& items = tree["items"];
  const auto is_computer = [](const auto& item) { return item["kind"] == "computer"; };
  CHECK(items.size() == 150);
  CHECK(std::ranges::count_if(items, is_computer) == 80);
  CHECK(call({"describe", "qtm-h2"}).code == 0);
  CHECK_THAT(call({"describe", "qtm-h22"}).err, Contains("qtm-h2"));
}

TEST_CASE("a verdict on a figure without an address is tagged unsourced") {
  const auto report = json_of({"check", "rigetti-cepheus-36", "--regime", "us-ear#4A906.a", "--reading", "whole/median",
                               "--as-of", "2026-09-01"});
  const auto tags = report["verdicts"][0]["tags"];
  CHECK(std::ranges::find(tags, "unsourced") != tags.end());
}

TEST_CASE("each command says of a draft that it has a cliff and a gap and a limit out of reach") {
  for (const auto& words : std::vector<std::vector<std::string>>{{"diff", "us-ear#4A906.a", mistakes},
                                                                 {"sensitivity", mistakes},
                                                                 {"timeline", mistakes},
                                                                 {"coverage", mistakes, "--coalition", "NL"}}) {
    INFO(words.front());
    const Outcome outcome = call(regimes(words));
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, Contains("cliff  ") && Contains("gap  ") && Contains("unreachable  "));
  }
}

TEST_CASE("every example of a draft is valid and explained and marked as ours") {
  int count = 0;
  const std::string page = read(drafts + "README.md");
  for (const auto& entry : std::filesystem::directory_iterator(drafts)) {
    if (entry.path().extension() != ".toml") continue;
    INFO(entry.path());
    const Outcome outcome = call({"regimes", "validate", entry.path().string()});
    CHECK(outcome.code == 0);
    CHECK_THAT(outcome.out, Contains("0 warnings"));
    CHECK_THAT(read(entry.path()), Catch::StartsWith("# An example of ours"));
    CHECK_THAT(page, Contains(fmt::format("`{}`", entry.path().filename().string())));
    ++count;
  }
  CHECK(count == 5);
}

TEST_CASE("no page is wider than 80 columns") {
  for (const auto& words : std::vector<std::vector<std::string>>{{"diff", "us-ear@2024-01-01", "us-ear", "--all"},
                                                                 {"sensitivity", "us-ear", "--all"},
                                                                 {"timeline", "us-ear"},
                                                                 {"coverage", "us-ear", "--coalition", "NL"}}) {
    std::istringstream lines(call(regimes(words)).out);
    for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 82);  // bytes of a few wide letters
  }
}

TEST_CASE("results go to files and nothing else to standard output with json on it") {
  const Folder folder("workbench");
  const std::string tables = (folder.path() / "tables").string();
  const Outcome outcome =
      call(regimes({"diff", "us-ear#4A906.a", mistakes, "--csv", tables, "--json", folder.file("d.json"), "--quiet"}));
  CHECK(outcome.code == 0);
  CHECK(outcome.out.empty());
  CHECK(nlohmann::json::parse(read(folder.file("d.json")))["schema"] == "qgauge.rules-diff/1");
  CHECK_THAT(read(folder.path() / "tables" / "items.csv"), Contains("item,name,reading"));
  CHECK(json_of(regimes({"timeline", mistakes}))["schema"] == "qgauge.rules-timeline/1");
  CHECK(json_of(regimes({"coverage", mistakes, "--coalition", "NL"}))["coalition"] == nlohmann::json{"NL"});
}

TEST_CASE("readings are asked one by one where they are named") {
  const auto timeline = json_of(regimes({"timeline", "us-ear#4A906.a", "--reading", "whole,whole/process"}));
  CHECK(timeline["readings"].size() == 2);
  const auto diff =
      json_of(regimes({"diff", "us-ear#4A906.a", mistakes, "--kind", "computer", "--reading", "whole,whole/median"}));
  int sum = 0;
  for (const auto& row : diff["counts"]) {
    for (const auto& count : row) sum += count.get<int>();
  }
  CHECK(sum == 160);
}

TEST_CASE("a change of a verdict fails a run that is asked to") {
  CHECK(call(regimes({"diff", mistakes, mistakes, "--fail-if", "change", "--quiet"})).code == 0);
  CHECK(call(regimes({"diff", "us-ear#4A906.a", mistakes, "--fail-if", "change", "--quiet"})).code == 1);
}

TEST_CASE("what the workbench cannot use is said with what to write instead") {
  const Folder folder("workbench-bad");
  const auto refused = [](const std::vector<std::string>& words, int code, const std::string& text) {
    const Outcome outcome = call(regimes(words));
    INFO(words.front() << ": " << outcome.err);
    CHECK(outcome.code == code);
    CHECK_THAT(outcome.err, Contains(text));
    CHECK(outcome.out.empty());
  };
  refused({"diff", "us-ear", "us-eat"}, 2, "us-ear");
  refused({"diff", "all", "us-ear"}, 2, "one text");
  refused({"diff", "us-ear", source + "/thresholds/bad/gap_between_steps.toml"}, 3, "gap between steps");
  refused({"coverage", mistakes, "--coalition", "UK"}, 2, "write GB");
  refused({"coverage", mistakes}, 2, "--coalition");
  refused({"timeline", mistakes, "--until", "2020"}, 2, "expected a year from 2026 on");
  refused({"timeline", mistakes, "--kind", "teapot"}, 2, "computer");
  refused({"timeline", mistakes, "--catalogue", folder.path().string()}, 3, "a folder without *.json");
  refused({"timeline", mistakes, "--csv", "-"}, 2, "a folder");
  const std::string draft = folder.write("draft.toml", read(mistakes));
  refused({"timeline", draft, "--json", draft}, 2, draft);
  CHECK(read(draft) == read(mistakes));
  folder.write("broken.json", "{");
  refused({"timeline", mistakes, "--catalogue", folder.path().string()}, 3, "broken.json");
}
