# qgauge_room(NAME [USES room...] [LINK target...]): the static library qgauge_NAME from src/NAME/**/*.cc.
# Headers of a room are found as "qgauge/NAME.hpp"; its private ones beside its sources.

add_library(qgauge_options INTERFACE)
target_include_directories(qgauge_options INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_compile_options(qgauge_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow $<$<BOOL:${QGAUGE_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  target_compile_options(qgauge_options INTERFACE -Wno-deprecated-declarations)  # inside std::stable_sort of GCC 12
endif()
if(QGAUGE_SANITIZE)
  target_compile_options(qgauge_options INTERFACE -fsanitize=${QGAUGE_SANITIZE} -fno-sanitize-recover=all
                                                  -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(qgauge_options INTERFACE -Wno-maybe-uninitialized)  # false in <regex> under these
  endif()
  target_link_options(qgauge_options INTERFACE -fsanitize=${QGAUGE_SANITIZE})
endif()

function(qgauge_room name)
  cmake_parse_arguments(room "" "" "USES;LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS src/${name}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  add_library(qgauge_${name} STATIC ${sources})
  list(TRANSFORM room_USES PREPEND qgauge_)
  target_link_libraries(qgauge_${name} PUBLIC qgauge_options ${room_USES} ${room_LINK})
endfunction()

# The SIMD kernels: they include nothing of ours, so they are a library of their own.
function(qgauge_kernels name)
  file(GLOB sources CONFIGURE_DEPENDS kernels/*.cc)
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC qgauge_options hwy)
  # A multiplication and an addition stay two operations where the source has two: see rotations.cc.
  target_compile_options(${name} PRIVATE -ffp-contract=off)
endfunction()
