// --csv DIR: which tables each command writes, and what happens to a folder that is there.

#include <algorithm>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

const std::vector<std::string> of_reports{"figures.csv", "findings.csv", "verdicts.csv"};
const std::vector<std::string> of_machines{"figures.csv", "findings.csv", "pairs.csv", "qubits.csv", "verdicts.csv"};

std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

std::ptrdiff_t lines_of(const std::filesystem::path& file) {
  const std::string text = read(file);
  return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("every command that reads a machine writes all tables into a folder that it makes") {
  const std::vector<std::vector<std::string>> commands{{"describe", "ibm_lagos"},
                                                       {"check", "ibm_lagos"},
                                                       {"measure", "ibm_lagos", "--protocol", "readout"},
                                                       {"assess", "ibm_lagos", "--effort", "quick"}};
  for (std::vector<std::string> command : commands) {
    const Folder folder("csv");
    const auto target = folder.path() / "deep" / "tables";
    INFO(command[0]);
    command.insert(command.end(), {"--quiet", "--csv", target.string()});
    REQUIRE(call(command).code == 0);
    CHECK(files_in(target) == of_machines);
    CHECK(lines_of(target / "qubits.csv") == 8);  // a header and seven qubits
    CHECK(lines_of(target / "pairs.csv") > 6);
  }
}

TEST_CASE("a stored report and bare claims have tables without a machine's qubits") {
  const Folder folder("csv-report");
  const std::string stored = folder.file("report.json"), target = folder.file("tables");
  REQUIRE(call({"describe", "ibm_lagos", "--quiet", "--json", stored}).code == 0);
  REQUIRE(call({"check", stored, "--quiet", "--csv", target}).code == 0);
  CHECK(files_in(target) == of_reports);
  CHECK_THAT(read(target + "/figures.csv"), Contains("\ncnot_infidelity,0 1,"));
  REQUIRE(call({"check", "--claim", "physical_qubits=50", "--quiet", "--csv", folder.file("claims")}).code == 0);
  CHECK(files_in(folder.file("claims")) == of_reports);
}

TEST_CASE("the tables of a history are those of its latest snapshot") {
  const Folder folder("csv-history");
  auto machine = nlohmann::json::parse(read(std::string(QGAUGE_SOURCE_DIR) + "/devices/ibm_lagos.json"));
  machine["as_of"] = "2020-01-01";
  machine["qubits"][0]["t1_s"] = 77e-6;
  const std::string old = folder.write("old.json", machine.dump()), target = folder.file("tables");
  REQUIRE(call({"check", old, "ibm_lagos", "--quiet", "--csv", target}).code == 0);
  CHECK_THAT(read(target + "/qubits.csv"), !Contains("7.7e-05"));
  CHECK_THAT(read(target + "/figures.csv"), Contains(",history,"));
}

TEST_CASE("tables are replaced whole and other files of the folder are left alone") {
  const Folder folder("csv-again");
  folder.write("figures.csv", "old");
  folder.write("notes.txt", "mine");
  REQUIRE(call({"describe", "ibm_lagos", "--quiet", "--csv", folder.path().string()}).code == 0);
  CHECK_THAT(read(folder.file("figures.csv")), Catch::StartsWith("name,qubits,gate,value"));
  CHECK(read(folder.file("notes.txt")) == "mine");
}

TEST_CASE("a table that cannot be written ends with 4 before any is") {
  const Folder folder("csv-blocked");
  std::filesystem::create_directory(folder.path() / "verdicts.csv");
  const Outcome blocked = call({"describe", "ibm_lagos", "--quiet", "--csv", folder.path().string()});
  CHECK(blocked.code == 4);
  CHECK_THAT(blocked.err, Contains("verdicts.csv"));
  CHECK(files_in(folder.path()).size() == 1);
  const std::string file = folder.write("file", "");
  CHECK(call({"describe", "ibm_lagos", "--quiet", "--csv", file}).code == 4);
  CHECK(call({"describe", "ibm_lagos", "--quiet", "--csv", "/proc/none"}).code == 4);
}

TEST_CASE("tables cannot go to standard output") {
  CHECK(call({"describe", "ibm_lagos", "--csv", "-"}).code == 2);
  CHECK(call({"describe", "--template", "--csv", "x"}).code == 2);
}
