// A state in HDF5: what is stored is what the amplitudes were, with the attributes as text.
#include "qgauge/store/state_file.hpp"

#include <filesystem>

#include <catch2/catch.hpp>
#include <hdf5.h>

using namespace qgauge;

TEST_CASE("A stored state has every amplitude in the order of its index, and its attributes") {
  const auto file = std::filesystem::temp_directory_path() / "qgauge-state-test.h5";
  const auto amplitude = [](std::uint64_t x) { return std::complex<double>(static_cast<double>(x), -1.5); };
  REQUIRE(store::write_state(file, 3, amplitude, {{"qubit_order", "bit k is qubit k"}}));
  const hid_t opened = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  REQUIRE(opened >= 0);
  CHECK(H5Aexists(opened, "qubit_order") > 0);
  const hid_t dataset = H5Dopen2(opened, "amplitudes", H5P_DEFAULT);
  const hid_t type = H5Dget_type(dataset);
  std::vector<std::complex<double>> values(8);
  REQUIRE(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
  for (std::uint64_t x = 0; x < 8; ++x) CHECK(values[x] == amplitude(x));
  H5Tclose(type);
  H5Dclose(dataset);
  H5Fclose(opened);
  std::filesystem::remove(file);
}

TEST_CASE("A state that cannot be written says so and leaves nothing behind") {
  const auto status = store::write_state("/nowhere/state.h5", 1, [](std::uint64_t) { return 1.0; }, {});
  REQUIRE_FALSE(status.has_value());
  CHECK(status.error().code == core::ErrorCode::missing_resource);
}
