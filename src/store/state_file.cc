// Writes a state vector part by part: it may be larger than what is left of the memory. Called by cli.
#include "qgauge/store/state_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <system_error>

#include "store/hdf5_handle.hpp"

namespace qgauge::store {
namespace {

namespace fs = std::filesystem;
using Complex = std::complex<double>;

constexpr std::uint64_t part = std::uint64_t{1} << 20;  // amplitudes

Hdf5Handle complex_type() {
  Hdf5Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Complex)), H5Tclose);
  require(H5Tinsert(type.id(), "r", 0, H5T_NATIVE_DOUBLE));
  require(H5Tinsert(type.id(), "i", sizeof(double), H5T_NATIVE_DOUBLE));
  return type;
}

void write_attribute(hid_t where, const std::string& name, const std::string& text) {
  const Hdf5Handle type = text_type();
  const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const Hdf5Handle attribute(H5Acreate2(where, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
                             H5Aclose);
  const char* pointer = text.c_str();
  require(H5Awrite(attribute.id(), type.id(), &pointer));
}

void write_amplitudes(hid_t file, int qubits, const std::function<Complex(std::uint64_t)>& amplitude) {
  const std::uint64_t size = std::uint64_t{1} << qubits;
  const hsize_t extent = size;
  const Hdf5Handle type = complex_type();
  const Hdf5Handle space(H5Screate_simple(1, &extent, nullptr), H5Sclose);
  const Hdf5Handle dataset(H5Dcreate2(file, "amplitudes", type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                           H5Dclose);
  std::vector<Complex> buffer(std::min(size, part));
  const hsize_t count = buffer.size();
  const Hdf5Handle memory(H5Screate_simple(1, &count, nullptr), H5Sclose);
  for (hsize_t begin = 0; begin < size; begin += count) {
    for (std::uint64_t k = 0; k < count; ++k) buffer[k] = amplitude(begin + k);
    require(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, &begin, nullptr, &count, nullptr));
    require(H5Dwrite(dataset.id(), type.id(), memory.id(), space.id(), H5P_DEFAULT, buffer.data()));
  }
}

}  // namespace

core::Status write_state(const fs::path& file, int qubits, const std::function<Complex(std::uint64_t)>& amplitude,
                         const std::vector<std::pair<std::string, std::string>>& attributes) {
  const Hdf5Silence silence;
  const fs::path temporary = file.parent_path() / (".qgauge-" + std::to_string(::getpid()) + "-state.tmp");
  std::error_code failed;
  try {
    {
      const Hdf5Handle opened(H5Fcreate(temporary.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
      for (const auto& [name, text] : attributes) write_attribute(opened.id(), name, text);
      write_amplitudes(opened.id(), qubits, amplitude);
      require(H5Fflush(opened.id(), H5F_SCOPE_LOCAL));
    }
    fs::rename(temporary, file, failed);
    if (!failed) return {};
    fs::remove(temporary, failed);
    return core::failure(core::ErrorCode::missing_resource, file.string(),
                         "the file was not written: it cannot be replaced");
  } catch (const Hdf5Failure& failure) {
    fs::remove(temporary, failed);
    return core::failure(core::ErrorCode::missing_resource, file.string(),
                         "the file was not written: HDF5 says: " + failure.message);
  }
}

}  // namespace qgauge::store
