// Every public file beside the repository imports and validates, or is refused for the reason that stands here.
#include <map>
#include <set>

#include "device/fixtures.hpp"

namespace qgauge::device {
namespace {

using namespace test;

const fs::path shared = fs::path(QGAUGE_SOURCE_DIR) / "../shared/devices";

/// Files that describe no machine, and what the message says that they are.
const std::map<std::string, std::string> refused{
    {"google/rainbow_2021_08_26_zphase.json", "phase"},
    {"quantinuum/raw/H2-2_2024_12_06/Measurement_crosstalk.json", "format"},
    {"quantinuum/raw/H2-2_2024_12_06/Memory_RB.json", "format"},
    {"quantinuum/raw/H2-2_2024_12_06/SPAM.json", "format"},
    {"quantinuum/raw/H2-2_2024_12_06/SQ_RB.json", "format"},
    {"quantinuum/raw/H2-2_2024_12_06/TQ_RB.json", "format"},
};

std::vector<std::string> device_files() {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(shared)) {
    const std::string path = fs::relative(entry.path(), shared).string();
    const bool document = entry.is_regular_file() && entry.path().filename() != "SOURCE.md";
    if (document && !path.starts_with("_published")) files.push_back(path);
  }
  std::ranges::sort(files);
  return files;
}

/// The machines of a file as DEVICE arguments.
std::vector<std::string> machines_of(const std::string& file) {
  const auto rows = selectors(file, catalogue);
  REQUIRE(rows);
  if (rows->empty()) return {file};
  std::vector<std::string> machines;
  for (const std::string& row : *rows) machines.push_back(file + "#" + row);
  return machines;
}

void check_refusal(const std::string& file, const std::string& reason) {
  const auto description = read(file, catalogue);
  REQUIRE_FALSE(description);
  CHECK(description.error().code == core::ErrorCode::unusable_input);
  INFO(description.error().message);
  CHECK(description.error().message.find(reason) != std::string::npos);
}

}  // namespace

TEST_CASE("every public device file imports and validates or is refused for a documented reason") {
  if (!have_shared()) return;
  const std::vector<std::string> files = device_files();
  CHECK(files.size() >= 129);
  for (const std::string& path : files) {
    INFO(path);
    const std::string file = (shared / path).string();
    if (const auto documented = refused.find(path); documented != refused.end()) {
      check_refusal(file, documented->second);
      continue;
    }
    for (const std::string& machine : machines_of(file)) must_validate(must_read(machine));
  }
}

TEST_CASE("every public folder of one machine imports with its configuration and properties together") {
  if (!have_shared()) return;
  int folders = 0;
  for (const auto& entry : fs::directory_iterator(ibm_files)) {
    if (!entry.is_directory() || entry.path().filename() == "cambridge") continue;  // two properties files
    INFO(entry.path());
    const DeviceDescription description = must_read(entry.path().string());
    const auto files = std::distance(fs::directory_iterator(entry), fs::directory_iterator());  // two of them hold one
    CHECK(description.inputs.size() == static_cast<std::size_t>(files));
    must_validate(description);
    ++folders;
  }
  CHECK(folders >= 45);
}

TEST_CASE("what a public file describes survives the native format") {
  if (!have_shared()) return;
  const Folder folder;
  for (const std::string& path : device_files()) {
    if (refused.contains(path)) continue;
    INFO(path);
    const std::string machine = machines_of((shared / path).string()).front();
    const std::string text = write_native(must_read(machine));
    CHECK(write_native(must_read(folder.write("native.json", text))) == text);
  }
}

}  // namespace qgauge::device
