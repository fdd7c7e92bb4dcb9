// `qgauge simulate`: what it prints and writes, what it refuses, and the way from a plan to an estimate.
#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

const std::string bell = R"(OPENQASM 2.0;
include "qelib1.inc";
qreg q[2]; creg c[2]; creg d[1];
h q[0]; cx q[0],q[1];
measure q -> c;
)";

const std::string dynamic = R"(OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q; bit[2] c;
h q[0]; c[0] = measure q[0];
if (c[0]) { x q[1]; }
c[1] = measure q[1];
)";

json counts_of(const Outcome& outcome) { return json::parse(outcome.out)["results"][0]["data"]["counts"]; }

}  // namespace

TEST_CASE("counts are written as Qiskit's Result.to_dict has them") {
  const Folder folder("simulate-counts");
  const std::string file = folder.write("bell.qasm", bell);
  const Outcome outcome = call({"simulate", file, "--counts", "-", "--shots", "1000"});
  REQUIRE(outcome.code == 0);
  const json result = json::parse(outcome.out);
  const json& first = result["results"][0];
  CHECK(result["success"] == true);
  CHECK(first["shots"] == 1000);
  CHECK(first["success"] == true);
  CHECK(first["header"]["name"] == "bell");
  CHECK(first["header"]["memory_slots"] == 3);
  CHECK(first["header"]["creg_sizes"] == json::parse(R"([["c", 2], ["d", 1]])"));
  CHECK(first["header"]["qreg_sizes"] == json::parse(R"([["q", 2]])"));
  const json& counts = first["data"]["counts"];
  CHECK(counts.size() == 2);
  CHECK(counts["0x0"].get<int>() + counts["0x3"].get<int>() == 1000);
}

TEST_CASE("the same seed gives the same counts for one thread and for three, with and without branches") {
  const Folder folder("simulate-seed");
  for (const std::string& text : {bell, dynamic}) {
    const std::string file = folder.write("circuit.qasm", text);
    const auto counts = [&](const char* threads, const char* seed) {
      return counts_of(call({"simulate", file, "--counts", "-", "--threads", threads, "--seed", seed}));
    };
    CHECK(counts("1", "5") == counts("3", "5"));
    CHECK(counts("1", "5") != counts("1", "6"));
  }
}

TEST_CASE("amplitudes, probabilities and expectation values of a Bell state are its own in both precisions") {
  const Folder folder("simulate-bell");
  const std::string file = folder.write("bell.qasm", bell);
  for (const char* precision : {"single", "double"}) {
    const json result = json_of({"simulate", file, "--amplitudes", "11,01", "--probabilities", "1,q[0]",
                                 "--expectation", "ZZ,YY,X0X1,Z1", "--precision", precision});
    const json& circuit = result["circuits"][0];
    CHECK(circuit["amplitudes"]["11"][0].get<double>() == Approx(std::sqrt(0.5)).epsilon(1e-6));
    CHECK(circuit["amplitudes"]["01"][0].get<double>() == Approx(0).margin(1e-6));
    CHECK(circuit["probabilities"]["00"]["value"].get<double>() == Approx(0.5).epsilon(1e-6));
    CHECK(circuit["expectation"]["ZZ"]["value"].get<double>() == Approx(1).epsilon(1e-6));
    CHECK(circuit["expectation"]["YY"]["value"].get<double>() == Approx(-1).epsilon(1e-6));
    CHECK(circuit["expectation"]["X0X1"]["value"].get<double>() == Approx(1).epsilon(1e-6));
    CHECK(circuit["expectation"]["Z1"]["value"].get<double>() == Approx(0).margin(1e-6));
  }
}

TEST_CASE("the noise of a machine lowers the parity of a Bell state, and more so where its gates are worse") {
  const Folder folder("simulate-device");
  const std::string file = folder.write("bell.qasm", bell);
  const auto parity = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"simulate", file, "--device", "ibm_lagos", "--expectation", "ZZ"};
    words.insert(words.end(), more.begin(), more.end());
    return json_of(words)["circuits"][0]["expectation"]["ZZ"]["value"].get<double>();
  };
  const double described = parity({});
  CHECK(described < 0.999);
  CHECK(described > 0.5);
  CHECK(parity({"--set", "cnot_infidelity=5x"}) < described - 0.005);
}

TEST_CASE("what cannot be run is refused with one message and the exit code of its kind") {
  const Folder folder("simulate-refused");
  const std::string file = folder.write("dynamic.qasm", dynamic), good = folder.write("bell.qasm", bell);
  const auto refused = [](const std::vector<std::string>& words, int code, const std::string& message) {
    const Outcome outcome = call(words);
    CHECK(outcome.code == code);
    CHECK(outcome.out.empty());
    CHECK_THAT(outcome.err, Contains(message));
  };
  refused({"simulate", file, "--expectation", "ZZ"}, 3, "ask for --counts");
  refused({"simulate", file, "--device", "ibm_lagos"}, 3, "simulate it without --device");
  refused({"simulate", good, "--device", "ibm_lagos", "--amplitudes", "00"}, 2, "no pure state");
  refused({"simulate", good, "--amplitudes", "000"}, 2, "2 bits");
  refused({"simulate", good, "--expectation", "ZQ"}, 2, "letters of I, X, Y, Z");
  refused({"simulate", good, "--probabilities", "2"}, 2, "a qubit from 0 to 1");
  refused({"simulate", good, "--state", "-"}, 2, "HDF5 cannot be written to a stream");
  refused({"simulate", good, "--counts", good}, 2, "another file than the input");
  refused({"simulate", folder.file("missing.qasm")}, 3, "missing.qasm");
  refused({"simulate", folder.write("bad.qasm", "OPENQASM 2.0;\nqreg q[1];\nfoo q[0];\n")}, 3,
          "bad.qasm:3:1: found 'foo'");
  refused({"simulate", folder.write("large.qasm", "OPENQASM 2.0;\nqreg q[60]; creg c[1]; measure q[0] -> c[0];\n")}, 4,
          "GiB");
}

TEST_CASE("includes are read from the circuit's folder and from nowhere else") {
  const Folder folder("simulate-include");
  std::filesystem::create_directories(folder.path() / "circuits/parts");
  folder.write("outside.inc", "gate flip a { U(pi, 0, pi) a; }\n");
  folder.write("circuits/parts/inside.inc", "gate flip a { U(pi, 0, pi) a; }\n");
  const auto with = [&](const std::string& include) {
    return folder.write("circuits/main.qasm", "OPENQASM 2.0;\ninclude \"" + include +
                                                  "\";\nqreg q[1]; creg c[1]; flip q[0]; measure q -> c;\n");
  };
  CHECK(counts_of(call({"simulate", with("parts/inside.inc"), "--counts", "-"})) == json::parse(R"({"0x1": 1024})"));
  std::filesystem::create_symlink(folder.file("outside.inc"), folder.file("circuits/link.inc"));
  for (const std::string& file : {std::string("../outside.inc"), folder.file("outside.inc"), std::string("link.inc"),
                                  std::string("parts/../../outside.inc")}) {
    const Outcome outcome = call({"simulate", with(file), "--counts", "-"});
    CHECK(outcome.code == 3);
    CHECK_THAT(outcome.err, Contains("main.qasm:2:9: found the include") && Contains("in the folder of the circuit"));
  }
}

TEST_CASE("a dry run tells passes, memory and time and runs nothing") {
  const Folder folder("simulate-dry");
  const std::string file = folder.write("dynamic.qasm", dynamic);
  const Outcome outcome = call({"simulate", file, "--dry-run"});
  CHECK(outcome.code == 0);
  for (const char* line : {"passes", "memory", "estimated time", "in the middle: shots branch"})
    CHECK_THAT(outcome.out, Contains(line));
  CHECK_THAT(call({"simulate", file, "--stats"}).out, Contains("branches, states         2, 2"));
}

TEST_CASE("a plan that is simulated on its machine gives counts from which its figures are estimated") {
  const Folder folder("simulate-plan");
  REQUIRE(call({"plan", "readout", "ibm_lagos", "-o", folder.file("plan"), "--effort", "quick", "--quiet"}).code == 0);
  std::vector<std::string> words{"simulate"};
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "plan/circuits"))
    words.push_back(entry.path().string());
  words.insert(words.end(),
               {"--device", "ibm_lagos", "--counts", folder.file("counts.json"), "--shots", "2000", "--quiet"});
  const Outcome simulated = call(words);
  INFO(simulated.err);
  REQUIRE(simulated.code == 0);
  const json report = json_of({"estimate", "readout", folder.file("counts.json"), "--plan", folder.file("plan")});
  const json* error = figure(report, "readout.assignment_error.mean");
  REQUIRE(error != nullptr);
  // Seven qubits with 2,000 shots of either state: the mean scatters by 0.003, so 0.02 never happens by chance.
  const json described = json_of({"describe", "ibm_lagos"});
  const json* reported = figure(described, "assignment_error.mean");
  REQUIRE(reported != nullptr);
  CHECK(std::abs((*error)["value"].get<double>() - (*reported)["value"].get<double>()) < 0.02);
}
