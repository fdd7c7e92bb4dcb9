// Folders that are whole or absent: see qgauge/store/new_folder.hpp. Knows no file format.
#include "qgauge/store/new_folder.hpp"

#include <fcntl.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "store/file_descriptor.hpp"

namespace qgauge::store {
namespace {

namespace fs = std::filesystem;

std::unexpected<core::Error> not_written(const fs::path& target, const std::string& step, const std::error_code& why) {
  return core::failure(core::ErrorCode::missing_resource, target.string(),
                       "the folder was not written: " + step + ": " + why.message());
}

std::error_code system_error() { return {errno, std::generic_category()}; }

/// Unique among the processes and threads of this machine.
fs::path temporary_beside(const fs::path& target) {
  static std::atomic<unsigned> counter = 0;
  return target.parent_path() / (".qgauge-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".folder");
}

/// The target as an absolute path without a closing slash, links followed as far as they exist.
fs::path resolved(const fs::path& target) {
  std::error_code failed;
  const fs::path whole = fs::weakly_canonical(fs::absolute(target, failed), failed);
  if (failed) return target;
  return whole.has_filename() ? whole : whole.parent_path();
}

fs::path first_missing(const fs::path& folder) {
  std::error_code ignored;
  fs::path missing;
  for (fs::path above = folder; !above.empty() && !fs::exists(above, ignored); above = above.parent_path()) {
    missing = above;
  }
  return missing;
}

}  // namespace

NewFolder::NewFolder(fs::path target, fs::path temporary, fs::path first_made)
    : target_(std::move(target)), temporary_(std::move(temporary)), first_made_(std::move(first_made)) {}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      first_made_(std::exchange(other.first_made_, {})) {}

NewFolder::~NewFolder() {
  std::error_code ignored;
  if (temporary_.empty()) return;
  fs::remove_all(temporary_, ignored);
  if (first_made_.empty()) return;
  for (fs::path above = target_.parent_path();; above = above.parent_path()) {  // as far as they are empty
    if (!fs::remove(above, ignored) || above == first_made_) return;
  }
}

core::Result<NewFolder> NewFolder::beside(const fs::path& target) {
  const fs::path whole = resolved(target);
  NewFolder folder(whole, temporary_beside(whole), first_missing(whole.parent_path()));
  std::error_code failed;
  fs::create_directories(folder.temporary_, failed);
  if (failed) return not_written(target, "no folder can be made beside it", failed);
  return folder;
}

core::Status NewFolder::add(const fs::path& name, std::string_view content) const {
  std::error_code failed;
  const fs::path file = temporary_ / name;
  fs::create_directories(file.parent_path(), failed);
  if (failed) return not_written(target_ / name, "its folder cannot be made", failed);
  errno = 0;
  std::ofstream out(file, std::ios::binary);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  out.close();
  if (!out) return not_written(target_ / name, "writing failed", system_error());
  return {};
}

core::Status NewFolder::commit() {
  {
    FileDescriptor descriptor(::open(temporary_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.is_open() || ::syncfs(descriptor.number()) != 0) {
      return not_written(target_, "the disk did not take it", system_error());
    }
  }
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) {
    return not_written(target_, "it cannot get its name", system_error());
  }
  temporary_.clear();
  const FileDescriptor above(::open(target_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (above.is_open()) ::fsync(above.number());  // so that the name survives a power cut, where the system can
  return {};
}

}  // namespace qgauge::store
