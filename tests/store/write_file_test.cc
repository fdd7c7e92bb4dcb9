// Claims about write_file: whole or absent, nothing lost.
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "qgauge/store.hpp"
#include "store/scratch.hpp"

namespace {

using namespace qgauge;
namespace fs = std::filesystem;

constexpr std::uintmax_t enough_bytes = 1 << 24;

/// A limit on the size of written files stands for a full disk; in its scope a write beyond it fails with EFBIG.
class SmallDisk {
 public:
  SmallDisk() : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{4096, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST_CASE("A written file holds exactly the content and leaves nothing else in the folder") {
  const test::Scratch scratch;
  const std::string content("one\0two\n", 8);
  REQUIRE(store::write_file(scratch / "report.json", content));
  CHECK(store::read_file(scratch / "report.json", enough_bytes).value() == content);
  CHECK(scratch.files() == 1);
}

TEST_CASE("Writing replaces an existing file and keeps its permissions") {
  const test::Scratch scratch;
  const fs::path file = scratch / "report.json";
  REQUIRE(store::write_file(file, "old and longer"));
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  REQUIRE(store::write_file(file, "new"));
  CHECK(store::read_file(file, enough_bytes).value() == "new");
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("A write that fails half way leaves the old file and no other") {
  const test::Scratch scratch;
  const fs::path file = scratch / "report.json";
  REQUIRE(store::write_file(file, "old"));
  core::Status status;
  {
    const SmallDisk small_disk;
    status = store::write_file(file, std::string(100'000, 'x'));
  }
  REQUIRE_FALSE(status);
  CHECK(status.error().code == core::ErrorCode::missing_resource);
  CHECK(status.error().where == file.string());
  CHECK_THAT(status.error().message, Catch::Contains("File too large"));
  CHECK(store::read_file(file, enough_bytes).value() == "old");
  CHECK(scratch.files() == 1);
}

TEST_CASE("A process killed while it writes leaves the old file") {
  const test::Scratch scratch;
  const fs::path file = scratch / "report.json";
  REQUIRE(store::write_file(file, "old"));
  const pid_t child = ::fork();
  if (child == 0) {
    const rlimit limits{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limits);
    ::signal(SIGXFSZ, SIG_DFL);
    const bool written = store::write_file(file, std::string(100'000, 'x')).has_value();
    ::_exit(written ? 0 : 1);
  }
  int outcome = 0;
  REQUIRE(::waitpid(child, &outcome, 0) == child);
  REQUIRE(WIFSIGNALED(outcome));
  CHECK(store::read_file(file, enough_bytes).value() == "old");
}

TEST_CASE("Writing into a folder that does not exist is an error with what the system said") {
  const test::Scratch scratch;
  const auto status = store::write_file(scratch / "none/report.json", "x");
  REQUIRE_FALSE(status);
  CHECK(status.error().code == core::ErrorCode::missing_resource);
  CHECK_THAT(status.error().message, Catch::Contains("No such file or directory"));
}

TEST_CASE("Writing onto a folder is an error and leaves the folder") {
  const test::Scratch scratch;
  fs::create_directory(scratch / "folder");
  const auto status = store::write_file(scratch / "folder", "x");
  REQUIRE_FALSE(status);
  CHECK_THAT(status.error().message, Catch::Contains("folder"));
  CHECK(fs::is_directory(scratch / "folder"));
}

TEST_CASE("Writing through a link replaces the content of the file behind it") {
  const test::Scratch scratch;
  REQUIRE(store::write_file(scratch / "real", "old"));
  fs::create_symlink(scratch / "real", scratch / "link");
  REQUIRE(store::write_file(scratch / "link", "new"));
  CHECK(fs::is_symlink(scratch / "link"));
  CHECK(store::read_file(scratch / "real", enough_bytes).value() == "new");
}

TEST_CASE("A device is written to and never replaced by a file") {
  if (!fs::exists("/dev/full")) {
    WARN("skipped: /dev/full is absent");
    return;
  }
  const auto status = store::write_file("/dev/full", "x");
  REQUIRE_FALSE(status);
  CHECK_THAT(status.error().message, Catch::Contains("No space left"));
  CHECK(fs::is_character_file("/dev/full"));
}

}  // namespace
