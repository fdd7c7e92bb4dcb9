// The documents that are made from tables of the program are fresh, and the lists fit a terminal.

#include <algorithm>
#include <sstream>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"
#include "qgauge/device.hpp"

using namespace qgauge::test;

namespace {

const std::string documents = std::string(QGAUGE_SOURCE_DIR) + "/docs/";

/// Columns of a line of UTF-8 without wide characters.
std::ptrdiff_t columns_of(const std::string& line) {
  return std::count_if(line.begin(), line.end(), [](char byte) { return (byte & 0xc0) != 0x80; });
}

}  // namespace

TEST_CASE("the generated documents are what this version makes") {
  for (const std::string list : {"findings", "formats"}) {
    const Outcome made = call({list, "--markdown"});
    REQUIRE(made.code == 0);
    if (read(documents + list + ".md") == made.out) continue;
    FAIL_CHECK("docs/" << list << ".md is stale: in the repository, call\n"
                       << "for d in findings formats; do ./run.sh $d --markdown > docs/$d.md; done");
  }
}

TEST_CASE("the document of formats has a section for each format and each oddity") {
  const std::string text = call({"formats", "--markdown"}).out;
  for (const auto& format : qgauge::device::format_list()) {
    INFO(format.name);
    CHECK(text.find("\n## " + std::string(format.name) + "\n") != std::string::npos);
  }
  for (const auto& oddity : qgauge::device::oddity_list()) {
    CHECK(text.find("| " + std::string(oddity.id) + " |") != std::string::npos);
  }
  CHECK(text.find("P(1\\|0)") != std::string::npos);  // a bar in a cell
}

TEST_CASE("every list is as wide as a terminal at most") {
  for (const char* list : {"figures", "findings", "formats", "protocols", "info"}) {
    std::istringstream lines(call({list}).out);
    for (std::string line; std::getline(lines, line);) {
      INFO(list << ": " << line);
      CHECK(columns_of(line) <= 80);
    }
  }
}

TEST_CASE("describe prints the schema of the native format") {
  const Outcome schema = call({"describe", "--schema"});
  REQUIRE(schema.code == 0);
  CHECK(schema.out == qgauge::device::native_json_schema());
  CHECK(call({"describe", "--schema", "ibm_lagos"}).code == 2);
  CHECK(call({"describe", "--schema", "--template"}).code == 2);
}
