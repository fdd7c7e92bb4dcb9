// write_hdf5 and read_hdf5_json: whole files through the HDF5 library. Used by report.
// A file is built in memory and then written by write_file, so that there is one way of writing atomically.
#include <new>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "qgauge/store.hpp"
#include "store/file_descriptor.hpp"
#include "store/hdf5_handle.hpp"
#include "store/hdf5_tree.hpp"

namespace qgauge::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t memory_step_bytes = 1 << 20;

/// In memory only, and with the oldest superblock: that of HDF5 1.8 carries a checksum that H5Fget_file_image breaks.
Hdf5Handle create_in_memory() {
  const Hdf5Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  require(H5Pset_obj_track_times(creation.id(), 0));
  const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  require(H5Pset_fapl_core(access.id(), memory_step_bytes, false));
  return {H5Fcreate("memory", H5F_ACC_TRUNC, creation.id(), access.id()), H5Fclose};
}

std::string image_of(const Hdf5Handle& file) {
  require(H5Fflush(file.id(), H5F_SCOPE_LOCAL));
  const ssize_t size = H5Fget_file_image(file.id(), nullptr, 0);
  if (size < 0) throw last_hdf5_failure();
  std::string image(static_cast<std::size_t>(size), '\0');
  if (H5Fget_file_image(file.id(), image.data(), image.size()) < 0) throw last_hdf5_failure();
  return image;
}

std::string build_image(const nlohmann::json& tree, const std::vector<Table>& tables) {
  const Hdf5Handle file = create_in_memory();
  // Text that is not UTF-8 cannot stand in JSON: its bytes become U+FFFD.
  write_text_dataset(file.id(), "json", tree.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  write_tree(file.id(), tree);
  for (const Table& table : tables) write_table(file.id(), table);
  return image_of(file);
}

/// A string that the HDF5 library allocated.
struct LibraryString {
  LibraryString() = default;
  LibraryString(const LibraryString&) = delete;
  LibraryString& operator=(const LibraryString&) = delete;
  ~LibraryString() { H5free_memory(text); }
  char* text = nullptr;
};

std::string read_text_dataset(const Hdf5Handle& file, const char* name) {
  const Hdf5Handle dataset(H5Dopen2(file.id(), name, H5P_DEFAULT), H5Dclose);
  const Hdf5Handle stored(H5Dget_type(dataset.id()), H5Tclose);
  const Hdf5Handle space(H5Dget_space(dataset.id()), H5Sclose);
  if (H5Tis_variable_str(stored.id()) <= 0 || H5Sget_simple_extent_npoints(space.id()) != 1) {
    throw Hdf5Failure{"/json is not one string"};
  }
  LibraryString content;
  require(H5Dread(dataset.id(), text_type().id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &content.text));
  return content.text == nullptr ? std::string() : std::string(content.text);
}

}  // namespace

core::Status write_hdf5(const fs::path& file, const nlohmann::json& tree, const std::vector<Table>& tables) {
  const Hdf5Silence silence;
  try {
    return write_file(file, build_image(tree, tables));
  } catch (const Hdf5Failure& failure) {
    return core::failure(core::ErrorCode::missing_resource, file.string(),
                         "the file was not written: HDF5 says: " + failure.message);
  } catch (const std::bad_alloc&) {
    return core::failure(core::ErrorCode::missing_resource, file.string(),
                         "the file was not written: not enough memory to build it");
  }
}

core::Result<std::string> read_hdf5_json(const fs::path& file) {
  QGAUGE_CHECK(open_for_reading(file));
  const Hdf5Silence silence;
  try {
    const Hdf5Handle opened(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
    return read_text_dataset(opened, "json");
  } catch (const Hdf5Failure& failure) {
    return core::unusable(file.string(), "a file that HDF5 cannot use (" + failure.message + ")",
                          "an HDF5 file with a report in /json", "write it again with --hdf5");
  }
}

}  // namespace qgauge::store
