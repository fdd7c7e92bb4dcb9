// Claims about folders that are whole or absent.
#include "qgauge/store/new_folder.hpp"

#include <iterator>
#include <string>

#include <catch2/catch.hpp>

#include "store/scratch.hpp"

using namespace qgauge;
namespace fs = std::filesystem;

namespace {

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator{}));
}

}  // namespace

TEST_CASE("a folder is not there before it is committed, and whole then") {
  const test::Scratch scratch;
  const fs::path target = scratch / "above" / "target";
  {
    auto folder = store::NewFolder::beside(target);
    REQUIRE(folder);
    REQUIRE(folder->add("a.txt", "a"));
    REQUIRE(folder->add("inner/b.txt", std::string("b\0c", 3)));
    CHECK_FALSE(fs::exists(target));
    REQUIRE(folder->commit());
  }
  CHECK(fs::file_size(target / "a.txt") == 1);
  CHECK(fs::file_size(target / "inner/b.txt") == 3);
  CHECK(entries(scratch / "above") == 1);
}

TEST_CASE("a folder that is not committed leaves nothing, the folders above it neither") {
  const test::Scratch scratch;
  {
    auto folder = store::NewFolder::beside(scratch / "above" / "further" / "target");
    REQUIRE(folder);
    REQUIRE(folder->add("a.txt", "a"));
  }
  CHECK(scratch.files() == 0);
}

TEST_CASE("a committed folder takes the place of an empty one, and never of one that holds something") {
  const test::Scratch scratch;
  const fs::path target = scratch / "target";
  fs::create_directory(target);
  {
    auto folder = store::NewFolder::beside(target);
    REQUIRE(folder->add("a.txt", "a"));
    REQUIRE(folder->commit());
  }
  CHECK(fs::exists(target / "a.txt"));
  {
    auto folder = store::NewFolder::beside(target.string() + "/");
    REQUIRE(folder->add("b.txt", "b"));
    const core::Status refused = folder->commit();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == core::ErrorCode::missing_resource);
  }
  CHECK(fs::exists(target / "a.txt"));
  CHECK_FALSE(fs::exists(target / "b.txt"));
  CHECK(scratch.files() == 1);
}
