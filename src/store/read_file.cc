// Reading a whole file, with a limit. Used by the command line, importers and rule loading.
// Knows no file format. Pipes and devices are read to their end like files.
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include "qgauge/store.hpp"
#include "store/file_descriptor.hpp"

namespace qgauge::store {
namespace {

constexpr std::uintmax_t chunk_bytes = 1 << 20;

std::unexpected<core::Error> unreadable(const std::filesystem::path& file, int system_error) {
  if (system_error == ENOENT || system_error == ENOTDIR) {
    return core::unusable(file.string(), "no such file", "an existing file", "check the path");
  }
  return core::unusable(file.string(),
                        "a file that cannot be read (" + std::generic_category().message(system_error) + ")",
                        "a readable file", "check its permissions and its disk");
}

std::unexpected<core::Error> too_large(const std::filesystem::path& file, std::uintmax_t limit_bytes) {
  return core::unusable(file.string(), "more than " + std::to_string(limit_bytes) + " bytes",
                        "a file of at most " + std::to_string(limit_bytes) + " bytes",
                        "check that it is the file you mean, or split it");
}

/// Appends up to `wanted` bytes; 0 at the end of the file, -1 with errno on failure.
ssize_t append_chunk(int number, std::uintmax_t wanted, std::string& content) {
  const std::size_t before = content.size();
  content.resize(before + wanted);
  ssize_t count = 0;
  do {
    count = ::read(number, content.data() + before, wanted);
  } while (count < 0 && errno == EINTR);
  content.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return count;
}

}  // namespace

core::Result<FileDescriptor> open_for_reading(const std::filesystem::path& file) {
  FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (!descriptor.is_open() || ::fstat(descriptor.number(), &status) != 0) return unreadable(file, errno);
  if (S_ISDIR(status.st_mode)) {
    return core::unusable(file.string(), "a folder", "a file", "name a file inside the folder");
  }
  return descriptor;
}

core::Result<std::string> read_file(const std::filesystem::path& file, std::uintmax_t limit_bytes) {
  QGAUGE_TRY(const FileDescriptor descriptor, open_for_reading(file));
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) return unreadable(file, errno);
  if (S_ISREG(status.st_mode) && static_cast<std::uintmax_t>(status.st_size) > limit_bytes) {
    return too_large(file, limit_bytes);
  }
  std::string content;
  content.reserve(S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) + 1 : 0);
  // One byte beyond the limit is asked for, so that a file that grows or a pipe is noticed too.
  while (content.size() <= limit_bytes) {
    const std::uintmax_t room = limit_bytes - content.size();
    const std::uintmax_t wanted = room < chunk_bytes ? room + 1 : chunk_bytes;
    const ssize_t count = append_chunk(descriptor.number(), wanted, content);
    if (count < 0) return unreadable(file, errno);
    if (count == 0) return content;
  }
  return too_large(file, limit_bytes);
}

}  // namespace qgauge::store
