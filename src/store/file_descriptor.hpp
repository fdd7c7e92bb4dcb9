// An open file of the operating system, closed at the end of its scope; and how a file is opened for reading.
// Used inside store. Knows no file format.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <utility>

#include "qgauge/core.hpp"

namespace qgauge::store {

class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  ~FileDescriptor() {
    if (is_open()) ::close(number_);
  }

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  /// Closes now, because a network file system reports a failed write only here. False: errno says why.
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

/// Error (unusable_input): missing, a folder, or unreadable.
core::Result<FileDescriptor> open_for_reading(const std::filesystem::path& file);

}  // namespace qgauge::store
