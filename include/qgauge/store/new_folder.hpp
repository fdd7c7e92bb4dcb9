// A folder of files that is whole or absent. Used by cli. Knows no file format.
#pragma once

#include <filesystem>
#include <string_view>

#include "qgauge/core.hpp"

namespace qgauge::store {

/// A folder under construction: hidden, beside its target, and removed with what it holds unless it was committed.
/// Missing folders above the target are made, and go too.
class NewFolder {
 public:
  /// Error (missing_resource): what the system said.
  static core::Result<NewFolder> beside(const std::filesystem::path& target);
  NewFolder(NewFolder&& other) noexcept;
  NewFolder& operator=(NewFolder&&) = delete;
  ~NewFolder();

  const std::filesystem::path& path() const { return temporary_; }
  /// `name` may lie in a folder of it, which is made. The file is written and not yet synchronised.
  core::Status add(const std::filesystem::path& name, std::string_view content) const;
  /// Synchronises everything once and renames the folder onto its target, which is absent or an empty folder. Error
  /// (missing_resource): what the system said; then the target is as it was.
  core::Status commit();

 private:
  NewFolder(std::filesystem::path target, std::filesystem::path temporary, std::filesystem::path first_made);

  std::filesystem::path target_;
  std::filesystem::path temporary_;   ///< empty once it has its name
  std::filesystem::path first_made_;  ///< the topmost folder above the target that was missing; empty: none was
};

}  // namespace qgauge::store
