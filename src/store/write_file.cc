// Writing a whole file or none: a temporary file beside the target, synchronised, then renamed onto it.
// Used by reports and the HDF5 store. Knows no file format.
#include <fcntl.h>
#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include "qgauge/store.hpp"
#include "store/file_descriptor.hpp"

namespace qgauge::store {
namespace {

namespace fs = std::filesystem;

std::unexpected<core::Error> not_written(const fs::path& file, const std::string& step, int system_error) {
  return core::failure(core::ErrorCode::missing_resource, file.string(),
                       "the file was not written: " + step + ": " + std::generic_category().message(system_error) +
                           "; what was there before is unchanged");
}

/// Errno of the failure, or 0.
int write_all(int number, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = ::write(number, content.data(), content.size());
    if (count < 0 && errno != EINTR) return errno;
    if (count > 0) content.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

/// The file that `file` stands for when it is a link, so that a rename replaces the content and not the link.
fs::path behind_links(const fs::path& file) {
  std::error_code failed;
  fs::path target = fs::is_symlink(file, failed) ? fs::weakly_canonical(file, failed) : file;
  return failed ? file : target;
}

/// Unique among the processes and threads of this machine; hidden, and recognisable where a power cut leaves it behind.
fs::path temporary_beside(const fs::path& target) {
  static std::atomic<unsigned> counter = 0;
  std::string name = ".qgauge-";
  name += std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp";
  return target.parent_path() / name;
}

/// Pipes and devices (/dev/stdout) hold nothing that could be lost, and must not be replaced by a file.
core::Status write_through(const fs::path& file, std::string_view content) {
  FileDescriptor descriptor(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  if (!descriptor.is_open()) return not_written(file, "it cannot be opened", errno);
  if (const int error = write_all(descriptor.number(), content))
    return not_written(file, "it cannot be written", error);
  return {};
}

/// Writes and synchronises; the mode is that of `target` where it exists.
core::Status fill(const fs::path& temporary, const fs::path& target, std::string_view content) {
  FileDescriptor descriptor(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!descriptor.is_open()) return not_written(target, "no file can be made in its folder", errno);
  struct stat old {};
  if (::stat(target.c_str(), &old) == 0 && ::fchmod(descriptor.number(), old.st_mode & 07777) != 0) {
    return not_written(target, "its permissions cannot be kept", errno);
  }
  if (const int error = write_all(descriptor.number(), content)) return not_written(target, "writing failed", error);
  if (::fsync(descriptor.number()) != 0) return not_written(target, "the disk did not take it", errno);
  if (!descriptor.close()) return not_written(target, "closing failed", errno);
  return {};
}

/// Makes the rename itself survive a power cut. Not every file system can do it, and the file is whole either way.
void synchronise_folder(const fs::path& target) {
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.is_open()) ::fsync(descriptor.number());
}

}  // namespace

core::Status write_file(const fs::path& file, std::string_view content) {
  const fs::path target = behind_links(file);
  std::error_code ignored;
  const fs::file_status status = fs::status(target, ignored);
  if (fs::is_directory(status)) return not_written(file, "it names a folder", EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_through(target, content);
  const fs::path temporary = temporary_beside(target);
  core::Status written = fill(temporary, target, content);
  if (written && ::rename(temporary.c_str(), target.c_str()) != 0) {
    written = not_written(target, "it cannot be replaced", errno);
  }
  if (!written) {
    ::unlink(temporary.c_str());
    return written;
  }
  synchronise_folder(target);
  return {};
}

}  // namespace qgauge::store
