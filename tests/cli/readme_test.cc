// What README.md shows is what the program prints.
#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;

namespace {

/// The fenced blocks of a Markdown text.
std::vector<std::string> blocks_of(const std::string& markdown) {
  const std::string fence = "```\n";
  std::vector<std::string> blocks;
  for (std::size_t open = markdown.find(fence); open != std::string::npos;) {
    const std::size_t begin = open + fence.size(), end = markdown.find(fence, begin);
    blocks.push_back(markdown.substr(begin, end - begin));
    open = markdown.find(fence, end + fence.size());
  }
  return blocks;
}

}  // namespace

TEST_CASE("the output in the README is what the command beside it prints") {
  const auto blocks = blocks_of(read(std::string(QGAUGE_SOURCE_DIR) + "/README.md"));
  const std::string printed = call({"check", "ibm_torino", "--regime", "us-ear", "--as-of", "2026-01-01"}).out;
  REQUIRE(blocks.size() == 4);
  for (const std::size_t shown : {2, 3}) {
    INFO(blocks[shown]);
    CHECK(printed.find(blocks[shown]) != std::string::npos);
  }
}

TEST_CASE("the README shows both commands of the start") {
  const auto blocks = blocks_of(read(std::string(QGAUGE_SOURCE_DIR) + "/README.md"));
  CHECK(blocks.front() == "./run.sh\n./test.sh\n");
}
