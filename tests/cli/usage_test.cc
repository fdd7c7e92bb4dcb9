// What the command line accepts, refuses and prints.

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;

TEST_CASE("help names every command that is built and ends with 0") {
  const Outcome help = call({"--help"});
  CHECK(help.code == 0);
  for (const char* command : {"assess", "describe", "convert", "measure", "check", "regimes", "figures", "findings",
                              "protocols", "info", "plan", "estimate"}) {
    INFO(command);
    CHECK(help.out.find(command) != std::string::npos);
    CHECK(call({command, "--help"}).code == 0);
  }
}

TEST_CASE("wrong usage ends with 2 and says what was wrong") {
  const std::vector<std::vector<std::string>> wrong{{},
                                                    {"asses", "ibm_lagos"},
                                                    {"assess"},
                                                    {"assess", "ibm_lagos", "--effort", "much"},
                                                    {"assess", "ibm_lagos", "--reading", "loose"},
                                                    {"assess", "ibm_lagos", "--as-of", "yesterday"},
                                                    {"assess", "ibm_lagos", "--threads", "0"},
                                                    {"assess", "ibm_lagos", "--seed", "-x"},
                                                    {"assess", "ibm_lagos", "--fail-if", "rain"},
                                                    {"measure", "ibm_lagos", "--protocol", "rb_9q"},
                                                    {"check"},
                                                    {"check", "ibm_lagos", "--claim", "physical_qubits=3"},
                                                    {"check", "--claim", "physical_qubits"},
                                                    {"regimes", "show", "atlantis"},
                                                    {"describe"},
                                                    {"plan", "ibm_lagos"},
                                                    {"assess", "ibm_lagos", "--seed", "-1"},
                                                    {"assess", "ibm_lagos", "--seed", "99999999999999999999999"},
                                                    {"check", "ibm_lagos", "--hdf5", "-"},
                                                    {"check", "ibm_lagos", "--json", "a", "--hdf5", "a"},
                                                    {"check", "--claim", "physical_qubits=3", "--set", "t1=2x"},
                                                    {"describe", "ibm_lagos", "--template"}};
  for (const auto& arguments : wrong) {
    const Outcome outcome = call(arguments);
    INFO((arguments.empty() ? "nothing" : arguments.back()) << ": " << outcome.err);
    CHECK(outcome.code == 2);
    CHECK_FALSE(outcome.err.empty());
  }
}

TEST_CASE("an input that cannot be used ends with 3 and one message and writes nothing") {
  const Folder folder("bad-input");
  const std::string whole = read(std::string(QGAUGE_SOURCE_DIR) + "/devices/ibm_lagos.json");
  const std::vector<std::string> bad{
      folder.file("missing.json"),
      folder.path().string(),
      folder.write("cut.json", whole.substr(0, whole.size() / 2)),
      folder.write("empty.json", ""),
      folder.write("list.json", "[1, 2]"),
      folder.write("text.txt", "hello"),
      folder.write("type.json", R"({"schema": "qgauge.device/1", "name": 5})"),
  };
  for (const std::string& device : bad) {
    const std::string json = folder.file("out.json"), hdf5 = folder.file("out.h5");
    for (const char* command : {"assess", "check", "describe", "measure"}) {
      const Outcome outcome = call({command, device, "--json", json, "--hdf5", hdf5});
      INFO(command << " " << device << ": " << outcome.err);
      CHECK(outcome.code == 3);
      CHECK(outcome.out.empty());
      CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
      CHECK(outcome.err.find("expected") != std::string::npos);
      CHECK_FALSE(std::filesystem::exists(json));
      CHECK_FALSE(std::filesystem::exists(hdf5));
    }
  }
}

TEST_CASE("a report that cannot be written ends with 4") {
  const Outcome outcome = call({"check", "ibm_lagos", "--json", "/proc/no-such-folder/report.json"});
  CHECK(outcome.code == 4);
  CHECK_FALSE(outcome.err.empty());
}

TEST_CASE("a dash sends JSON and nothing else to standard output") {
  const Outcome outcome = call({"check", "ibm_lagos", "--json", "-"});
  CHECK(outcome.code == 0);
  CHECK(nlohmann::json::accept(outcome.out));
}

TEST_CASE("quiet prints nothing to standard output") {
  const Folder folder("quiet");
  const Outcome outcome = call({"check", "ibm_lagos", "--quiet", "--json", folder.file("report.json")});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.empty());
  CHECK(nlohmann::json::accept(read(folder.file("report.json"))));
}

TEST_CASE("the lists print every entry") {
  CHECK(call({"figures"}).out.find("cnot_infidelity.mean") != std::string::npos);
  CHECK(call({"findings"}).out.find("t2_exceeds_twice_t1") != std::string::npos);
  CHECK(call({"protocols"}).out.find("rb_2q") != std::string::npos);
  CHECK(call({"info"}).out.find("SIMD target") != std::string::npos);
  CHECK(call({"regimes", "list"}).out.find("4A906.a") != std::string::npos);
  CHECK(call({"regimes", "show", "us-ear"}).out.find("at most") != std::string::npos);
}

TEST_CASE("the native template is a description that can be described") {
  const Folder folder("template");
  const Outcome written = call({"describe", "--template"});
  REQUIRE(written.code == 0);
  CHECK(call({"describe", folder.write("mine.json", written.out)}).code == 0);
}

TEST_CASE("an output that is the input is refused and the input stays") {
  const Folder folder("overwrite");
  const std::string machine = folder.write("mine.json", call({"describe", "--template"}).out);
  const std::string before = read(machine);
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"describe", machine, "--json", machine},
                                             {"check", machine, "--hdf5", machine},
                                             {"convert", machine, "-o", machine}}) {
    const Outcome outcome = call(arguments);
    INFO(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("lost") != std::string::npos);
    CHECK(read(machine) == before);
  }
}
