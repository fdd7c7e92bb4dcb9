// Claims about read_file: the whole content, or one clear message.
#include <unistd.h>

#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "qgauge/store.hpp"
#include "store/scratch.hpp"

namespace {

using namespace qgauge;
namespace fs = std::filesystem;

TEST_CASE("A file of exactly the limit is read and one byte more is refused") {
  const test::Scratch scratch;
  const std::string content(3'000'000, 'x');  // several times the size of one read
  REQUIRE(store::write_file(scratch / "file", content));
  CHECK(store::read_file(scratch / "file", content.size()).value() == content);
  const auto refused = store::read_file(scratch / "file", content.size() - 1);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == core::ErrorCode::unusable_input);
  CHECK_THAT(refused.error().message, Catch::Contains("at most 2999999 bytes"));
}

TEST_CASE("An empty file is an empty string") {
  const test::Scratch scratch;
  REQUIRE(store::write_file(scratch / "file", ""));
  CHECK(store::read_file(scratch / "file", 0).value().empty());
}

TEST_CASE("A missing file is named with what was expected") {
  const test::Scratch scratch;
  const auto missing = store::read_file(scratch / "none", 10);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == core::ErrorCode::unusable_input);
  CHECK(missing.error().where == (scratch / "none").string());
  CHECK(missing.error().message == "found no such file, expected an existing file; check the path");
}

TEST_CASE("A folder is not a file") {
  const test::Scratch scratch;
  fs::create_directory(scratch / "folder");
  const auto folder = store::read_file(scratch / "folder", 10);
  REQUIRE_FALSE(folder);
  CHECK_THAT(folder.error().message, Catch::StartsWith("found a folder, expected a file"));
}

TEST_CASE("A file without permission is refused with what the system said") {
  if (::geteuid() == 0) {
    WARN("skipped: the superuser may read everything");
    return;
  }
  const test::Scratch scratch;
  REQUIRE(store::write_file(scratch / "secret", "x"));
  fs::permissions(scratch / "secret", fs::perms::none);
  const auto secret = store::read_file(scratch / "secret", 10);
  REQUIRE_FALSE(secret);
  CHECK_THAT(secret.error().message, Catch::Contains("Permission denied"));
}

TEST_CASE("A file that fails while it is read is unreadable") {
  if (!fs::exists("/proc/self/mem")) {
    WARN("skipped: /proc/self/mem is absent");
    return;
  }
  // Address 0 of a process is never mapped: reading it fails with EIO.
  const auto broken = store::read_file("/proc/self/mem", 10);
  REQUIRE_FALSE(broken);
  CHECK_THAT(broken.error().message, Catch::Contains("cannot be read"));
}

TEST_CASE("An endless device is stopped at the limit") {
  const auto endless = store::read_file("/dev/zero", 5'000'000);
  REQUIRE_FALSE(endless);
  CHECK_THAT(endless.error().message, Catch::Contains("more than 5000000 bytes"));
}

}  // namespace
