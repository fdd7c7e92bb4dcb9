# The libraries of packages.txt, each as a target.
find_package(Eigen3 REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(HDF5 REQUIRED COMPONENTS C)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(Boost REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)

if(NOT TARGET Boost::headers)
  add_library(Boost::headers ALIAS Boost::boost)
endif()

add_library(hdf5_c INTERFACE)
target_include_directories(hdf5_c SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
target_link_libraries(hdf5_c INTERFACE ${HDF5_C_LIBRARIES})
add_library(hdf5::c ALIAS hdf5_c)

find_library(HWY_LIBRARY hwy REQUIRED)
find_path(HWY_INCLUDE hwy/highway.h REQUIRED)
add_library(hwy INTERFACE)
target_include_directories(hwy SYSTEM INTERFACE ${HWY_INCLUDE})
target_link_libraries(hwy INTERFACE ${HWY_LIBRARY})

find_path(RANDOM123_INCLUDE Random123/philox.h REQUIRED)
add_library(random123 INTERFACE)
target_include_directories(random123 SYSTEM INTERFACE ${RANDOM123_INCLUDE})
