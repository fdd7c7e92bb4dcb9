// sweep, design and stress as commands: forms, files and refusals on a catalogue of two machines, and the page of their
// examples, whose commands are called and compared where the bundled catalogue lies.
#include <sstream>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;
using Catch::Contains;

namespace {

const std::string source = QGAUGE_SOURCE_DIR;

/// Every pair is coupled, and the mean error is published.
std::string machine(const std::string& name, int qubits, double error) {
  const nlohmann::json published{{{"name", "cnot_infidelity.mean"}, {"value", error}}};
  return nlohmann::json{{"schema", "qgauge.device/1"},
                        {"name", name},
                        {"vendor", "us"},
                        {"paradigm", "gate_model"},
                        {"as_of", "2026-01-01"},
                        {"source", {{"description", "test"}, {"url", ""}, {"licence", ""}}},
                        {"qubit_count", qubits},
                        {"all_to_all", true},
                        {"published", published}}
      .dump();
}

std::string draft_text() {
  return "schema = \"qgauge.regime/1\"\nid = \"draft\"\ninstrument = \"Example\"\njurisdiction = \"NL\"\n"
         "status = \"draft\"\nkind = \"export_control\"\n\n[[version]]\nfrom = 2026-01-01\ntext_read = 2026-12-01\n"
         "source = \"written for a test\"\n\n[[version.entry]]\nnumber = \"D\"\ntopic = \"computer_ladder\"\n"
         "title = \"Quantum computers\"\nitem_kinds = [\"computer\"]\nconfidence = \"READ-P\"\nsource = \"this file\"\n"
         "paradigms_included = [\"gate_model\"]\n\n[version.entry.condition]\nall = [\n"
         "  { figure = \"physical_qubits.connected\", at_least = 34 },\n"
         "  { figure = \"cnot_infidelity.mean\", at_most = 1e-2 } ]  # D\n";
}

/// A folder with a draft and a catalogue of two machines, and the arguments that name them.
struct Workbench {
  explicit Workbench(const std::string& name) : folder(name) {
    std::filesystem::create_directories(folder.path() / "catalogue");
    folder.write("catalogue/good.json", machine("good", 50, 5e-3));
    folder.write("catalogue/poor.json", machine("poor", 60, 2e-2));
    draft = folder.write("draft.toml", draft_text());
  }
  std::vector<std::string> words(const std::string& command, std::vector<std::string> more) const {
    std::vector<std::string> all{"regimes", command,     draft, "--catalogue", folder.file("catalogue"),
                                 "--as-of", "2026-06-01"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  Folder folder;
  std::string draft;
};

void check_width(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto columns = std::ranges::count_if(line, [](char byte) { return (byte & 0xc0) != 0x80; });
    if (columns > 80) FAIL_CHECK(line);
  }
}

const std::vector<std::string> range{"--vary", "D:cnot_infidelity.mean=1e-3..1e-1:50,log"};

}  // namespace

TEST_CASE("sweep prints stretches and writes every point") {
  const Workbench bench("sweep");
  const Outcome outcome = call(bench.words("sweep", range));
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("+good") && Contains("+poor") && Contains("What the sweep shows"));
  check_width(outcome.out);
  const auto tree = json_of(bench.words("sweep", range));
  CHECK(tree["schema"] == "qgauge.rules-sweep/1");
  CHECK(tree["counts"].size() == 50);
  CHECK(tree["decisions"]["good"].get<std::string>().size() == 50);
  auto files = range;
  files.insert(files.end(), {"--csv", bench.folder.file("tables"), "--quiet"});
  CHECK(call(bench.words("sweep", files)).out.empty());
  CHECK_THAT(read(bench.folder.path() / "tables" / "flips.csv"), Contains("good") && Contains("poor"));
}

TEST_CASE("sweep of two limits prints a map") {
  const Workbench bench("sweep-map");
  const Outcome outcome =
      call(bench.words("sweep", {"--vary", range[1], "--vary", "D:physical_qubits.connected=10..100:20"}));
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("the first limit across"));
  check_width(outcome.out);
}

TEST_CASE("design writes the draft with its limits and says where it replaced a file") {
  const Workbench bench("design");
  const std::string file = bench.folder.file("new.toml");
  const std::vector<std::string> asked{"--catch", "good", "--spare", "poor", "--vary", "D:cnot_infidelity.mean",
                                       "-o",      file};
  const Outcome outcome = call(bench.words("design", asked));
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("FOUND: the loosest") && Contains("written to " + file + ".\n"));
  CHECK_THAT(read(file), Contains("at_most = 0.005 } ]  # D"));
  CHECK_THAT(call(bench.words("design", asked)).out, Contains("which replaces what was there"));
  check_width(call(bench.words("design", {"--catch", "good", "--strictest"})).out);
  CHECK(json_of(bench.words("design", {"--catch", "good"}))["found"] == true);
}

TEST_CASE("design says what is in the way and writes nothing then") {
  const Workbench bench("design-none");
  const std::string file = bench.folder.file("new.toml");
  const Outcome outcome = call(
      bench.words("design", {"--catch", "poor", "--spare", "good", "--vary", "D:cnot_infidelity.mean", "-o", file}));
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("NOT POSSIBLE") && Contains("good") && Contains("Nothing was written"));
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("stress prints the cheapest way out of each listed machine") {
  const Workbench bench("stress");
  const Outcome outcome = call(bench.words("stress", {}));
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("cheapest") && Contains("report 33 of 50 qubits"));
  check_width(call(bench.words("stress", {"--all"})).out);
  CHECK(json_of(bench.words("stress", {"poor"}))["items"][0]["verdict"] == "not_controlled");
}

TEST_CASE("sweep, design and stress refuse what cannot be meant with one message") {
  const Workbench bench("limits-refused");
  const auto refused = [&](const std::string& command, const std::vector<std::string>& more, int code,
                           const std::string& text) {
    const Outcome outcome = call(bench.words(command, more));
    CHECK(outcome.code == code);
    CHECK(outcome.out.empty());
    CHECK_THAT(outcome.err, Contains(text));
  };
  refused("sweep", {}, 2, "--vary");
  refused("sweep", {"--vary", "D:cnot_infidelity.mean"}, 2, "a range from a lesser to a greater");
  refused("sweep", {"--vary", "D:cnot_infidelity.mean=1..x"}, 2, "NAME=FROM..TO");
  refused("sweep", {"--vary", "nothing=1..2"}, 2, "D:cnot_infidelity.mean:at_most (0.01)");
  refused("design", {"--catch", "god"}, 2, "good");
  refused("design", {"--catch", "good", "-o", bench.draft}, 2, "which would be lost");
  refused("design", {"--catch", "good", "--loosest", "--strictest"}, 2, "--loosest");
  refused("stress", {"nobody"}, 2, "an item of `qgauge catalogue`");
  refused("stress", {"--reading", "whole,whole/median"}, 2, "one at a time");
  CHECK(call({"regimes", "stress", "absent.toml"}).code == 3);
}

TEST_CASE("the help of sweep, design and stress shows examples") {
  for (const char* command : {"sweep", "design", "stress"}) {
    CHECK_THAT(call({"regimes", command, "--help"}).out, Contains("Example: qgauge regimes "));
  }
}

TEST_CASE("the output in the page on sweep, design and stress is what the command above it prints") {
  if (!std::filesystem::exists(source + "/devices/catalogue/qtm-h2.json")) {
    WARN("skipped: the catalogue is not here");
    return;
  }
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(source);
  std::istringstream lines(read(source + "/docs/sweep-design-stress.md"));
  const std::string prompt = "$ ./run.sh ";
  int blocks = 0;
  std::string line, piece, out;
  std::size_t from = 0;
  const auto check = [&] {
    const std::size_t at = out.find(piece, from);
    if (at == std::string::npos) FAIL_CHECK("it does not print, at that place:\n" << piece);
    if (at != std::string::npos) from = at + piece.size();
    piece.clear();
  };
  for (bool shown = false; std::getline(lines, line);) {
    if (line.starts_with(prompt)) {
      std::istringstream words(line.substr(prompt.size()));
      std::vector<std::string> arguments;
      for (std::string word; words >> word;) arguments.push_back(word);
      const Outcome outcome = call(arguments);
      INFO(line << "\n" << outcome.err);
      CHECK(outcome.code == (outcome.err.empty() ? 0 : 2));
      out = outcome.out + outcome.err;
      from = 0;
      shown = true;
      ++blocks;
    } else if (shown && (line == "```" || line == "...")) {
      check();
      shown = line == "...";
    } else if (shown) {
      piece += line + "\n";
    }
  }
  std::filesystem::current_path(before);
  CHECK(blocks >= 6);
}
