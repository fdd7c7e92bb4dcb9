// What README.md and the pages of docs/ with examples show is what the program prints: of each block that begins with
// "$ ./run.sh", the command is called and the lines below it are looked for in its output. A line "..." stands for what
// is left out, and a last line "exit code N" for the status, which is 0 without it.
#include <filesystem>
#include <sstream>

#include <catch2/catch.hpp>

#include "cli/command_line.hpp"

using namespace qgauge::test;

namespace {

const std::string source = QGAUGE_SOURCE_DIR;
const std::string prompt = "$ ./run.sh ";

/// The fenced blocks of a Markdown text, without the line of the opening fence, which may name a language.
std::vector<std::string> blocks_of(const std::string& markdown) {
  const std::string fence = "```";
  std::vector<std::string> blocks;
  for (std::size_t open = markdown.find("\n" + fence); open != std::string::npos;) {
    const std::size_t begin = markdown.find('\n', open + 1) + 1, end = markdown.find("\n" + fence, begin - 1);
    blocks.push_back(markdown.substr(begin, end + 1 - begin));
    open = markdown.find("\n" + fence, end + fence.size());
  }
  return blocks;
}

std::vector<std::string> words_of(const std::string& command) {
  std::istringstream stream(command);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// The output that a block shows, in pieces without gaps.
std::vector<std::string> pieces_of(const std::string& shown) {
  std::vector<std::string> pieces{""};
  std::istringstream lines(shown);
  for (std::string line; std::getline(lines, line);) {
    if (line == "...") {
      pieces.emplace_back();
    } else {
      pieces.back() += line + "\n";
    }
  }
  return pieces;
}

/// Examples name files of one folder: that of the sources, or one that they write into.
class InFolder {
 public:
  explicit InFolder(const std::filesystem::path& folder) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  ~InFolder() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

/// Takes a last line "exit code N" off the lines of a block.
int expected_code(std::string& shown) {
  const std::string label = "exit code ";
  const std::size_t line = shown.rfind(label);
  if (line == std::string::npos || (line > 0 && shown[line - 1] != '\n')) return 0;
  const int code = std::stoi(shown.substr(line + label.size()));
  shown.resize(line);
  return code;
}

/// How many blocks of the document show a command with its output, each checked.
int checked_blocks(const std::string& document, const std::filesystem::path& where = source) {
  const InFolder folder(where);
  int count = 0;
  for (const std::string& block : blocks_of(read(source + "/" + document))) {
    if (!block.starts_with(prompt)) continue;
    const std::size_t end = block.find('\n');
    const Outcome outcome = call(words_of(block.substr(prompt.size(), end - prompt.size())));
    INFO(document << ": " << block.substr(0, end) << "\n" << outcome.err);
    std::string shown = block.substr(end + 1);
    CHECK(outcome.code == expected_code(shown));
    const std::string printed = outcome.out + outcome.err;
    std::size_t from = 0;
    for (const std::string& piece : pieces_of(shown)) {
      const std::size_t at = printed.find(piece, from);
      if (at == std::string::npos) FAIL_CHECK("it does not print, at that place:\n" << piece);
      from = at == std::string::npos ? from : at + piece.size();
    }
    ++count;
  }
  return count;
}

/// The pages name files of the sources beside those that they write.
void link_data(const Folder& folder) {
  for (const char* name : {"thresholds", "devices"}) {
    std::filesystem::create_directory_symlink(source + "/" + name, folder.path() / name);
  }
}

}  // namespace

TEST_CASE("the output in the README is what the command above it prints") { CHECK(checked_blocks("README.md") >= 2); }

TEST_CASE("the output in the page on verdicts is what the command above it prints") {
  CHECK(checked_blocks("docs/verdicts.md") >= 5);
}

TEST_CASE("the output in the page on comparisons is what the command above it prints") {
  const Folder folder("compare-page");
  CHECK(checked_blocks("docs/compare.md", folder.path()) >= 6);
}

TEST_CASE("the output in the page for regulators is what the command above it prints") {
  const Folder folder("regulators");
  link_data(folder);
  const std::string page = read(source + "/docs/regulators.md"), fence = "```toml\n# my-draft.toml\n";
  const std::size_t begin = page.find(fence);
  REQUIRE(begin != std::string::npos);
  const std::size_t text = begin + std::string("```toml\n").size();
  folder.write("my-draft.toml", page.substr(text, page.find("```", text) - text));
  CHECK(checked_blocks("docs/regulators.md", folder.path()) >= 13);
}

TEST_CASE("the output in the page for engineers is what the command above it prints") {
  CHECK(checked_blocks("docs/engineers.md") >= 9);
}

TEST_CASE("the output and the exit codes in the page on continuous integration are those of the commands") {
  const Folder folder("ci");
  link_data(folder);
  CHECK(checked_blocks("docs/ci.md", folder.path()) >= 11);
}

TEST_CASE("the output in the page on the catalogue is what the command above it prints") {
  CHECK(checked_blocks("docs/catalogue.md") >= 2);
}

TEST_CASE("the output in the page on simulating circuits is what the command above it prints") {
  CHECK(checked_blocks("docs/simulate.md") >= 3);
}

TEST_CASE("the profile in the page on verdicts is the example that comes with the rules") {
  const std::string page = read(source + "/docs/verdicts.md"),
                    profile = read(source + "/thresholds/profiles/example.toml");
  REQUIRE_FALSE(profile.empty());
  CHECK(page.find("```toml\n" + profile + "```\n") != std::string::npos);
}

TEST_CASE("the README shows both commands of the start") {
  const auto blocks = blocks_of(read(source + "/README.md"));
  CHECK(blocks.front() == "./run.sh\n./test.sh\n");
}
